# Too much of everything: the page stays readable and says what it leaves out, and nothing takes more than its share of time.
. "$ROOT/tests/tap.sh"
unset SOURCE_DATE_EPOCH

# report NAME STATUS BYTES [OPTION...]: within a minute of CPU time, with that status, and the page no larger than that
report() {
  name=$1 want=$2 most=$3
  shift 3
  (ulimit -t 60; exec perfpage report "$@" --quiet -o page.html --json out.json 2>err)
  same "$name: exit status" "$want" $?
  size=$(wc -c <page.html)
  check "$name: the page is at most $most bytes (it is $size)" test "$size" -le "$most"
}

mkdir -p in/base in/head
awk 'BEGIN {
  for (i = 0; i < 5000; i++) {
    head = "in/head/b" i ".txt"; base = "in/base/p" i ".folded"
    for (k = 0; k < 25; k++) printf "BenchmarkA%d 1 x ns/op\nBenchmarkB 1 5\n", i >head
    printf "BenchmarkA%d 1 5 ns/op\n", i >head
    printf "main;a %d\nmain b\n", i + 1 >base
    close(head); close(base)
  }
}'
report "5,000 bad files a side" 3 1500000 in
check "5,000 bad files a side: the page says that there is more" grep -q '9750 more, all in report.json' page.html
same "5,000 bad files a side: report.json has them all" 10000 "$(grep -c '"bad":true' out.json)"

awk 'BEGIN { for (i = 0; i < 300; i++) printf "BenchmarkA 1 5 m%d\n", i }' >units.txt
report "300 units" 3 400000 --head units.txt
awk 'BEGIN { for (i = 0; i < 30000; i++) printf "seen: %d\nBenchmarkA%d 1 5 ns/op\n", i, i }' >other-config.txt
awk 'BEGIN { for (i = 0; i < 30000; i++) printf "seen: %d\nBenchmarkA%d 1 5 ns/op\n", -i, i }' >config.txt
report "30,000 configurations a side" 3 1500000 --base other-config.txt --head config.txt

# Documents that nobody would write by hand: read in a moment, judged whole, shown in part.
echo 'BenchmarkA 1 5 ns/op' >one.txt
document() { # document NAME STATUS: of doc.md
  report "$1" "$2" 1500000 --perf doc.md --head one.txt
}
table() { # table HEADING COLUMNS ROW: 30,000 rows, # for their number
  awk -v heading="$1" -v columns="$2" -v row="$3" 'BEGIN {
    rule = columns; gsub(/[^|]+/, "---", rule)
    printf "# c\n\n## %s\n\n|%s|\n|%s|\n", heading, columns, rule
    for (i = 0; i < 30000; i++) { line = row; gsub(/#/, i, line); print "|" line "|" } }'
}
table "CI gate" "Benchmark|Allowed delta" '`BenchmarkX#`|< 2% slower' >doc.md
document "30,000 gates" 1
table "CI gate" "Benchmark|Allowed delta" '`BenchmarkX#`|< 2 slower' >doc.md
document "30,000 unreadable gates" 1
table "Route budgets" "Route|Budget at p99" 'GET /x/#|5 ms' >doc.md
document "30,000 routes" 3
table "Budget" "Component|Budget at p99" 'X#|5 ms' >doc.md
document "30,000 components" 3
table "Canary" "Stage|Traffic|Block if" 's#|1%|p99 +15%, error rate +0.5pp' >doc.md
document "30,000 stages" 3
table "Waivers" "What|Until|Who|Why" 'BenchmarkX#*|2030-01-01|a|b' >doc.md
document "30,000 waivers" 3
{ printf '# c\n\n## SLOs\n\n'; awk 'BEGIN { for (i = 0; i < 30000; i++) printf "- p99 of GET /x%d < 5 ms, 99%% of the time.\n", i }'; } >doc.md
document "30,000 objectives" 3
{ printf '# c\n\n## SLOs\n\n'; awk 'BEGIN { for (i = 0; i < 30000; i++) printf "- p99 of GET /x%d < 5, 99%% of the time.\n", i }'; } >doc.md
document "30,000 unreadable objectives" 1
{ printf '# c\n\n## Canary\n\n|Stage|Traffic|Block if|\n|---|---|---|\n|s|1%%|p99 +15%%|\n'
  awk 'BEGIN { for (i = 0; i < 200; i++) print "|s|1%|Same thresholds, same thresholds|" }'; } >doc.md
document "thresholds that double" 3
awk 'BEGIN { printf "# c\n\n## CI gate\n\n| Benchmark | Allowed delta |\n|---|---|\n| "; for (i = 0; i < 2000000; i++) printf "x"; print " | < 2% |" }' >doc.md
document "a cell of two megabytes" 1
awk 'BEGIN { for (i = 0; i < 3000000; i++) printf "x "; print "" }' >doc.md
document "a line of six megabytes" 3
awk 'BEGIN { for (i = 0; i < 500000; i++) printf "|"; print "\n|---|" }' >doc.md
document "500,000 columns" 1
for c in '>' '[' '![' '*a **' '`x``' '<' '<!--' '&' '[a](' '- ' '# '; do
  awk -v c="$c" 'BEGIN { for (i = 0; i < 50000; i++) printf "%s", c; print "x" }' >doc.md
  document "50,000 times $c" 3
done
awk 'BEGIN { for (i = 0; i < 40000; i++) printf "## Part %d\n\n[on](#part-%d)\n\n", i, 39999 - i }' >doc.md
document "40,000 links to headings" 3

{ echo 'scope,name,value,unit'; awk 'BEGIN { for (i = 0; i < 1000000; i++) printf ","; print "" }'; } >commas.csv
report "a line of a million commas" 3 400000 --head commas.csv
finish

# No input can make a verdict read pass by accident. Each scenario is a folder made here, and what its report must say:
# the verdict, the exit status, and where it matters the verdict of the gate in question.
. "$ROOT/tests/tap.sh"
unset SOURCE_DATE_EPOCH

# bench NAME CENTRE COUNT [UNIT]: result lines with a fixed spread of 1 % around the centre, in another order at each call, for no
# two runs are the same to the byte
run=0
bench() {
  run=$((run + 1))
  awk -v name="$1" -v c="$2" -v n="$3" -v unit="${4:-ns/op}" -v run=$run 'BEGIN {
    for (i = 0; i < n; i++) printf "Benchmark%s-8\t1000\t%.4f %s\n", name, c * (0.995 + 0.01 * ((i * 7 + run) % n) / n), unit }'
}
doc() { # doc RULES...: a document whose gate table holds these rows
  printf '# checkout\n\n## CI gate\n\n| Benchmark | Allowed delta |\n| --- | --- |\n'
  for row; do printf '%s\n' "$row"; done
}
start() { # start NAME: an empty folder for the next scenario
  scenario=$1
  rm -rf in && mkdir -p in/base in/head
}
# says VERDICT STATUS [OPTION...]: what the report of the scenario must come to
says() {
  want="$1 $2"
  shift 2
  perfpage report in --no-page --quiet --json out.json "$@" 2>err
  status=$?
  same "$scenario" "$want" "$(sed -n 's/^"verdict":"\([a-z-]*\)",$/\1/p' out.json) $status"
}
# gate SUBJECT VERDICT: some gate on that subject has that verdict
gate() {
  check "$scenario: $1 is $2" grep -q "\"subject\":\"[^\"]*$1[^\"]*\",.*\"verdict\":\"$2\"" out.json
}

start "nothing changed"
doc '| `BenchmarkHot` | < 2% slower |' >in/PERFORMANCE.md
bench Hot 100 10 >in/base/b.txt && bench Hot 100 10 >in/head/b.txt
says pass 0

start "a regression"
doc '| `BenchmarkHot` | < 2% slower |' >in/PERFORMANCE.md
bench Hot 100 10 >in/base/b.txt && bench Hot 110 10 >in/head/b.txt
says fail 1
gate Hot fail
says fail 0 --exit-zero

start "no base"
doc '| `BenchmarkHot` | < 2% slower |' >in/PERFORMANCE.md
bench Hot 100 10 >in/head/b.txt
says no-data 3
says no-data 0 --for sprint
says no-data 0 --first
check "no base yet is said" grep -q '"headline":"No base yet' out.json

start "nothing at all"
doc '| `BenchmarkHot` | < 2% slower |' >in/PERFORMANCE.md
says no-data 3 --first
check "nothing judged is said" grep -q '"headline":"Nothing was judged' out.json

start "a first run whose base has come, and whose head has not"
doc '| `BenchmarkHot` | < 2% slower |' >in/PERFORMANCE.md
bench Hot 100 10 >in/base/b.txt
says no-data 3 --first

start "no base, and no rule either"
bench Hot 100 10 >in/head/b.txt
says no-data 0 --first
gate "without a base" unmeasured
says no-data 3
gate "without a base" no-data

start "no base, and a sample that no absolute rule can judge"
doc '| `BenchmarkHot` | < 50 ns/op |' >in/PERFORMANCE.md
printf 'BenchmarkHot-8\t1000\t+Inf ns/op\n' >in/head/b.txt
says no-data 0 --first
gate Hot no-data

start "no base, but an absolute rule"
doc '| `BenchmarkHot` | < 2% slower |' '| `BenchmarkCold` | < 50 ns/op |' >in/PERFORMANCE.md
{ bench Hot 100 10; bench Cold 80 10; } >in/head/b.txt
says fail 1
gate Cold fail

start "two machines within head"
doc '| `BenchmarkHot` | < 2% slower |' >in/PERFORMANCE.md
{ echo 'cpu: one'; bench Hot 100 10; } >in/base/b.txt
{ echo 'cpu: one'; bench Hot 110 10; } >in/head/a.txt
{ echo 'cpu: two'; bench Hot 110 10; } >in/head/b.txt
says warn 0
gate Hot warn
check "both machines are named" grep -q 'cpu differs within head: \\"one\\" and \\"two\\"' out.json

start "no document, unchanged"
bench Hot 100 10 >in/base/b.txt && bench Hot 100 10 >in/head/b.txt
says pass 0

start "no document, a regression"
bench Hot 100 10 >in/base/b.txt && bench Hot 120 10 >in/head/b.txt
says fail 1
says no-data 3 --max-regress none

start "the implicit rule warns at most beside a gate table"
doc '| `BenchmarkHot` | < 2% slower |' >in/PERFORMANCE.md
{ bench Hot 100 10; bench Other 100 10; } >in/base/b.txt
{ bench Hot 100 10; bench Other 120 10; } >in/head/b.txt
says warn 0

start "empty head file"
doc '| `BenchmarkHot` | < 2% slower |' '| `BenchmarkOther` | < 2% slower |' >in/PERFORMANCE.md
bench Hot 100 10 >in/base/b.txt && : >in/head/b.txt
says no-data 3

start "empty head file without a document"
bench Hot 100 10 >in/base/b.txt && : >in/head/b.txt
says no-data 3

start "head cut short"
bench Hot 100 10 >in/base/b.txt && { bench Hot 100 10; printf 'BenchmarkHot-8\t10'; } >in/head/b.txt
says no-data 3

# A result of three metrics, cut off at every byte: the last line never makes a pass of what is missing.
start "head cut short anywhere"
metrics() { bench "$1" 100 10 | sed 's/$/ 16 B\/op 1 allocs\/op/'; }
{ metrics Hot; metrics Cold; } >in/base/b.txt && cp in/base/b.txt whole
line=$(tail -n 1 whole | wc -c) size=$(wc -c <whole) n=2 passed=
while [ "$n" -lt "$line" ]; do
  head -c $((size - n)) whole >in/head/b.txt
  perfpage report in --no-page --quiet --json out.json 2>err
  [ $? -eq 3 ] || passed="$passed $n"
  n=$((n + 1))
done
# The line without its first byte, or with nothing but its name and blanks left, is no result by the format's own rule.
same "head cut short anywhere: bytes that may go unseen" "" "$passed"

start "head cut short within a gzip file"
bench Hot 100 10 >in/base/b.txt && bench Hot 100 10 | gzip -n | head -c 60 >in/head/b.txt.gz
says no-data 3

start "binary junk beside good results"
bench Hot 100 10 >in/base/b.txt && bench Hot 100 10 >in/head/b.txt && printf '\000\001\377\376junk\000' >in/head/junk.bin
says no-data 3

start "the run failed"
bench Hot 100 10 >in/base/b.txt && { bench Hot 100 10; printf -- '--- FAIL: BenchmarkX\nFAIL\n'; } >in/head/b.txt
says no-data 3

start "a rule with a typo"
doc '| `BenchmarkHot` | < 2 slower% |' >in/PERFORMANCE.md
bench Hot 100 10 >in/base/b.txt && bench Hot 100 10 >in/head/b.txt
says fail 1
check "a rule with a typo says so" grep -q 'rule unreadable' out.json

start "a rule that asks for a slowdown"
doc '| `BenchmarkHot` | > 2% slower |' >in/PERFORMANCE.md
bench Hot 100 10 >in/base/b.txt && bench Hot 100 10 >in/head/b.txt
says fail 1

start "a rule whose name has a typo"
doc '| `BenchmarkHto` | < 2% slower |' >in/PERFORMANCE.md
bench Hot 100 10 >in/base/b.txt && bench Hot 100 10 >in/head/b.txt
says fail 1

start "a gated benchmark removed"
doc '| `BenchmarkHot` | < 2% slower |' '| `BenchmarkCold` | < 2% slower |' >in/PERFORMANCE.md
{ bench Hot 100 10; bench Cold 100 10; } >in/base/b.txt && bench Hot 100 10 >in/head/b.txt
says fail 1
says warn 0 --missing warn
says pass 0 --missing ignore

start "a gated benchmark renamed"
doc '| `BenchmarkHot*` | < 2% slower |' >in/PERFORMANCE.md
{ bench Hot 100 10; bench HotOld 100 10; } >in/base/b.txt && { bench Hot 100 10; bench Fresh 100 10; } >in/head/b.txt
says fail 1
check "renamed? is said" grep -q '"note":"renamed?"' out.json

start "throughput halved"
doc '| `BenchmarkCopy` | < 5% slower |' >in/PERFORMANCE.md
bench Copy 1000 10 MB/s >in/base/b.txt && bench Copy 500 10 MB/s >in/head/b.txt
says fail 1

start "one sample a side"
doc '| `BenchmarkHot` | < 2% slower |' >in/PERFORMANCE.md
bench Hot 100 1 >in/base/b.txt && bench Hot 300 1 >in/head/b.txt
says no-data 3
gate Hot cannot-decide

start "five samples among 200 rows"
doc '| `Benchmark*` | < 5% slower |' >in/PERFORMANCE.md
i=0
while [ $i -lt 200 ]; do bench "Row$i" 100 5 >>in/base/b.txt; [ $i -eq 77 ] || bench "Row$i" 100 5 >>in/head/b.txt; i=$((i + 1)); done
bench Row77 150 5 >>in/head/b.txt
says fail 1
gate Row77 fail
check "five samples among 200 rows: it says what would do" grep -q '"count_needed":[1-9]' out.json

start "another CPU"
doc '| `BenchmarkHot` | < 2% slower |' >in/PERFORMANCE.md
{ echo 'cpu: Alpha'; bench Hot 100 10; } >in/base/b.txt && { echo 'cpu: Beta'; bench Hot 150 10; } >in/head/b.txt
says warn 0
check "both machines are named" grep -q 'Alpha.*Beta' out.json

start "another CPU, allocations"
doc '| `BenchmarkHot` | 0 new allocations |' >in/PERFORMANCE.md
{ echo 'cpu: Alpha'; bench Hot 100 10 | sed 's/$/ 16 B\/op 1 allocs\/op/'; } >in/base/b.txt
{ echo 'cpu: Beta'; bench Hot 100 10 | sed 's/$/ 16 B\/op 2 allocs\/op/'; } >in/head/b.txt
says fail 1

waived() { # waived UNTIL: a regression under a waiver
  doc '| `BenchmarkHot` | < 2% slower |'
  printf '\n## Waivers\n\n| Rule | Until | Who | Why |\n| --- | --- | --- | --- |\n| `BenchmarkHot` | %s | @dev | new checksum |\n' "$1"
}
start "a waiver in force"
waived 2030-01-01 >in/PERFORMANCE.md
bench Hot 100 10 >in/base/b.txt && bench Hot 110 10 >in/head/b.txt
says warn 0 --now 2026-06-01
gate Hot waived
says fail 1 --now 2031-01-01
scenario="undated inputs: a waiver cannot apply"
says fail 1
check "undated inputs: it is said" grep -q 'date-unknown' out.json

start "a waiver without a date"
waived soon >in/PERFORMANCE.md
bench Hot 100 10 >in/base/b.txt && bench Hot 110 10 >in/head/b.txt
says fail 1 --now 2026-06-01

start "only profiles"
printf 'main;a 5000\nmain;b 5000\n' >in/base/cpu.folded && printf 'main;a 5010\nmain;b 4990\n' >in/head/cpu.folded
says pass 0

start "only profiles, a function grew"
printf 'main;a 2500\nmain;b 2500\nmain;c 2500\nmain;d 2500\n' >in/base/cpu.folded
printf 'main;a 5000\nmain;b 2500\nmain;c 2500\nmain;d 2500\n' >in/head/cpu.folded
says warn 0

start "a big win shifts every other share"
doc '| `BenchmarkHot` | < 2% slower |' >in/PERFORMANCE.md
printf '\nProfile gate: any function +10%% absolute or +30%% relative.\n' >>in/PERFORMANCE.md
bench Hot 100 10 >in/base/b.txt && bench Hot 60 10 >in/head/b.txt
printf 'main;slow 6000\nmain;a 1500\nmain;b 1500\nmain;c 1000\n' >in/base/cpu.folded
printf 'main;slow 600\nmain;a 1500\nmain;b 1500\nmain;c 1000\n' >in/head/cpu.folded
says pass 0

# What a hotspot's benchmark column covers is what a rule of that name would: globs, sub-benchmarks, with or without "Benchmark".
for named in BenchmarkHot 'BenchmarkH*' Hot; do
  start "the cause of a benchmark tied to its function as \"$named\""
  doc '| `BenchmarkHot` | < 2% slower |' >in/PERFORMANCE.md
  printf '\n## Known hotspots\n\n| Function | Benchmark |\n| --- | --- |\n| `serve` | `%s` |\n' "$named" >>in/PERFORMANCE.md
  bench Hot/size=1 100 10 >in/base/b.txt && bench Hot/size=1 110 10 >in/head/b.txt
  printf '# unit: samples\nserve;x 1000\nserve;z 4000\nother;y 1000\nother;v 4000\n' >in/base/cpu.folded
  printf '# unit: samples\nserve;x 1700\nserve;z 4000\nother;y 2500\nother;v 4000\n' >in/head/cpu.folded
  says fail 1
  check "$scenario: below that function" sh -c 'sed -n "/^\"reasons\":/,/^]/p" out.json | grep -q "\"text\":\"Hot/size=1 .*\"function\":\"x\""'
done

start "NaN in head"
doc '| `BenchmarkHot` | < 2% slower |' >in/PERFORMANCE.md
bench Hot 100 10 >in/base/b.txt && { bench Hot 100 10; printf 'BenchmarkHot-8\t1\tNaN ns/op\n'; } >in/head/b.txt
says no-data 3

start "an objective with a typo"
printf '# checkout\n\n## SLOs\n\n- p99 of POST /checkout < 300 over 28 days, 99.9%% of the time.\n' >in/PERFORMANCE.md
bench Hot 100 10 >in/base/b.txt && bench Hot 100 10 >in/head/b.txt
says fail 1

start "an objective with a typo, under another word for SLOs"
printf '# checkout\n\n## Objectives\n\n- p99 of POST /checkout < 300 over 28 days, 99.9%% of the time.\n' >in/PERFORMANCE.md
bench Hot 100 10 >in/base/b.txt && bench Hot 100 10 >in/head/b.txt
says fail 1

start "a waiver that excuses nothing"
waived 2030-01-01 >in/PERFORMANCE.md
bench Hot 100 10 >in/base/b.txt && bench Hot 100 10 >in/head/b.txt
says pass 0 --now 2026-06-01
check "a waiver that excuses nothing: it is said" grep -q 'waiver-unused' out.json

start "a gate table row cut off"
doc '| `BenchmarkHot` |' >in/PERFORMANCE.md
bench Hot 100 10 >in/base/b.txt && bench Hot 100 10 >in/head/b.txt
says fail 1

start "samples below zero"
doc '| `BenchmarkHot` | < 2% slower |' '| `BenchmarkHot` | < 500 ns/op |' >in/PERFORMANCE.md
bench Hot 100 10 >in/base/b.txt && bench Hot -100 10 >in/head/b.txt
says no-data 3

start "two rules contradict each other"
doc '| `BenchmarkHot` | < 50% slower |' '| `BenchmarkHot` | < 2% slower |' >in/PERFORMANCE.md
bench Hot 100 10 >in/base/b.txt && bench Hot 110 10 >in/head/b.txt
says warn 0
gate BenchmarkHot no-data

for everything in '*' '`*`' '?*' '**'; do
  start "a waiver of $everything"
  { doc '| `BenchmarkHot` | < 2% slower |'; printf '\n## Waivers\n\n| Rule | Until | Who | Why |\n| --- | --- | --- | --- |\n| %s | 2030-01-01 | @dev | all |\n' "$everything"; } >in/PERFORMANCE.md
  bench Hot 100 10 >in/base/b.txt && bench Hot 110 10 >in/head/b.txt
  says fail 1 --now 2026-06-01
done

start "a waiver speaks of no rule that cannot be read"
{ waived 2030-01-01 | sed 's/< 2% slower/< 2 slower%/; s/^| `BenchmarkHot` | 2030/| `Benchmark*` | 2030/'; } >in/PERFORMANCE.md
bench Hot 100 10 >in/base/b.txt && bench Hot 100 10 >in/head/b.txt
says fail 1 --now 2026-06-01

# What a load test measured: a head that lost a figure is not a head that keeps to its budget.
promise() {
  printf '# checkout\n\n## SLOs\n\n- p99 of `POST /checkout` < 20 ms over a rolling 28-day window, with a 95%% achievement target.\n'
  printf -- '- 99%% of `POST /checkout` requests complete within 10 ms, measured over a 28-day window.\n- Peak service memory ≤ 48 MiB.\n'
  printf '\n## Budgets per route\n\n| Route | Budget at p99 |\n| --- | --- |\n| `POST /checkout` | 2 ms |\n'
  printf '\n## Budget\n\n| Component | Budget at p99 |\n| --- | --- |\n| Parse | 0.1 ms |\n'
}
measured() {
  printf 'scope,name,quantile,within,value,unit,n\nroute,POST /checkout,p99,,1,ms,100\nroute,POST /checkout,,10 ms,995,good,1000\n'
  printf 'resource,Peak service memory,,,20,MiB,\ncomponent,Parse,p99,,0.05,ms,100\n'
}
lost() { # lost NAME VERDICT STATUS SED: the head's measurements, edited
  start "measurements: $1"
  promise >in/PERFORMANCE.md
  measured >in/base/m.csv && measured | sed "$4" >in/head/m.csv
  says "$2" "$3"
}
lost "all there" pass 0 ''
lost "another quantile" fail 1 s/p99/p95/
lost "a name that slipped" fail 1 's/Parse/Prase/'
check "the name that slipped is named" grep -q 'measured-undeclared.*Prase' out.json
lost "no quantile" warn 0 s/p99//
lost "nothing counted" warn 0 s/995,good,1000/0,good,0/
lost "more good than all" no-data 3 s/995,good/9950,good/
lost "another unit" warn 0 s/,ms,100/,MiB,100/
lost "a name with a slip" fail 1 s/Parse/Prase/
lost "a route with a slip" fail 1 s/checkout/chekout/
lost "a column with a slip" warn 0 s/quantile/percentile/
lost "a column that is needed" no-data 3 s/value/val/
lost "seconds for milliseconds" fail 1 s/,ms,/,s,/
start "measurements: none in head"
promise >in/PERFORMANCE.md
measured >in/base/m.csv
bench Hot 100 10 >in/base/b.txt && bench Hot 100 10 >in/head/b.txt
says warn 0

start "one run given as both"
doc '| `BenchmarkHot` | < 2% slower |' >in/PERFORMANCE.md
bench Hot 100 10 >in/base/b.txt && cp in/base/b.txt in/head/other-name.txt
says warn 0
check "one run given as both: it is said" grep -q '"headline":"Base and head are one run' out.json

start "one file given twice"
doc '| `BenchmarkHot` | < 2% slower |' >in/PERFORMANCE.md
bench Hot 100 3 >in/base/b.txt && bench Hot 200 3 >in/head/b.txt
cp in/base/b.txt in/base/copy.txt && cp in/head/b.txt in/head/copy.txt
says no-data 3
gate Hot cannot-decide

for name in performance.md PERFORMANCE.MD PERFOMANCE.md; do
  start "a document called $name"
  doc '| `BenchmarkHot` | < 2% slower |' >"in/$name"
  if [ -e in/PERFORMANCE.md ]; then without "$scenario" "file names have no capitals here"; continue; fi
  bench Hot 100 10 >in/base/b.txt && bench Hot 103 10 >in/head/b.txt
  says no-data 3
done

start "a document that is a link to nothing"
ln -s nowhere in/PERFORMANCE.md
bench Hot 100 10 >in/base/b.txt && bench Hot 103 10 >in/head/b.txt
says no-data 3

start "a base that is a link to nothing"
rmdir in/base && ln -s nowhere in/base
doc '| `BenchmarkHot` | < 500 ns/op |' >in/PERFORMANCE.md
bench Hot 100 10 >in/head/b.txt
says no-data 3

start "a document in UTF-16"
doc '| `BenchmarkHot` | < 2% slower |' | iconv -f UTF-8 -t UTF-16 >in/PERFORMANCE.md
bench Hot 100 10 >in/base/b.txt && bench Hot 103 10 >in/head/b.txt
says no-data 3

start "a document that is no text"
head -c 3000 "$B/perfpage" >in/PERFORMANCE.md
bench Hot 100 10 >in/base/b.txt && bench Hot 103 10 >in/head/b.txt
says no-data 3

start "a pipe among the files"
doc '| `BenchmarkHot` | < 2% slower |' >in/PERFORMANCE.md
bench Hot 100 10 >in/base/b.txt && bench Hot 100 10 >in/head/b.txt && mkfifo in/head/pipe
says no-data 3
rm in/head/pipe in/PERFORMANCE.md && mkfifo in/PERFORMANCE.md
says no-data 3

start "nothing at all"
says no-data 3
check "nothing at all: the page is written" perfpage report in --quiet -o page.html --exit-zero --for sprint
check "nothing at all: and is no pass" grep -q '<title>NO DATA' page.html

start "a folder that does not exist"
rm -rf in
says no-data 3

start "a named base that does not exist"
bench Hot 100 10 >in/head/b.txt
says no-data 3 --base missing.txt

start "strict: what was not measured fails"
printf '# checkout\n\n## SLOs\n\n- p99 of POST /checkout < 300 ms over 28 days, 99.9%% of the time.\n' >in/PERFORMANCE.md
bench Hot 100 10 >in/base/b.txt && bench Hot 100 10 >in/head/b.txt
says pass 0
says fail 1 --strict
finish

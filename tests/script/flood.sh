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
finish

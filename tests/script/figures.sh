# Results that are figures without samples, by the program: a run that failed is never a run that passed.
. "$ROOT/tests/tap.sh"
unset SOURCE_DATE_EPOCH

run() { # run ITERATIONS-A ITERATIONS-B: Go results that pass, beside which the others lie
  rm -rf in && mkdir -p in/base in/head
  for side in base head; do
    for i in 1 2 3 4 5 6 7 8 9 10; do printf 'BenchmarkHot-8\t%s\t100.%s ns/op\n' "$i" $((i * 7 % 10)); done >in/$side/go.txt
    echo "note: $side" >>in/$side/go.txt
  done
}
libtest() { # libtest NS: as cargo prints it
  printf '   Compiling x v0.1.0\n\nrunning 1 test\ntest a ... bench: %s ns/iter (+/- 5)\n\ntest result: ok. 0 passed; 0 failed; 0 ignored; 1 measured\n' "$1"
}
report() { # the exit status
  perfpage report in --no-page --json out.json >out 2>err
  echo $?
}
kind_of() { # kind_of FILE: what it was taken for
  sed 's/{"path"/\n&/g' out.json | grep -F "\"$1\"" | sed -n 's/.*"kind": *"\([^"]*\)".*/\1/p' | head -n 1
}

run
libtest 1,000 >in/base/cargo.txt && libtest 1,001 | gzip >in/head/cargo.txt.gz
same "a run that passes" 0 "$(report)"
same "nothing is said of it" "" "$(cat err)"

run
libtest 1,000 >in/base/cargo.txt
{ libtest 1,001; echo 'error: bench failed'; } >in/head/cargo.txt
same "cargo failed" 3 "$(report)"
same "and it is said" 'head/cargo.txt:7:1: error: the benchmark run failed: "error: bench failed" [bench-fail]' "$(cat err)"

run
libtest 1,000 >in/base/cargo.txt
libtest 1,001 | sed '$d' >in/head/cargo.txt
same "the output breaks off" 3 "$(report)"
check "and it is said" grep -q 'head/cargo.txt:3:1: error: .*the run broke off.*\[bench-fail\]' err

run
printf 'Running 1s test @ http://h/\n  1 threads and 1 connections\n  10 requests in 1.00s, 1.00KB read\n  Non-2xx or 3xx responses: 3\nRequests/sec: 10.00\nTransfer/sec: 1.00KB\n' >in/head/wrk.txt
report >status
check "requests that were refused are a warning" grep -q 'head/wrk.txt:1:1: warning: http://h/: 3 responses .*\[bench-note\]' err
refuse "and no error" grep -q error: err

run
printf '# started on Fri\n\n Performance counter stats for x:\n\n  0.80 msec task-clock\n' >in/head/stat.txt
same "what perf stat prints for people" 3 "$(report)"
check "and what to do instead" grep -q 'LC_ALL=C perf stat -x, -o FILE.*\[format-refused\]' err

run
printf '0.80,msec,task-clock,5,100.00,,\n' >in/head/stat.csv
printf '{"latencies":{"mean":5000},"requests":1,"success":1,"throughput":1,"status_codes":{"200":1}}' >in/head/vegeta.json
printf '{"metrics":{"http_reqs":{"count":1,"rate":1,"thresholds":{"rate>5":true}}},"root_group":{}}' >in/head/k6.json
report >status
same "perf stat is recognised" perf-stat "$(kind_of head/stat.csv)"
same "vegeta is recognised" vegeta "$(kind_of head/vegeta.json)"
same "k6 is recognised" k6 "$(kind_of head/k6.json)"
check "k6's threshold is a warning" grep -q 'head/k6.json: warning: http_reqs: .*"rate>5" failed \[bench-note\]' err

# Two files that contradict each other in a direction: whichever comes first holds, in one table, in a grid and in a report.
rm -rf in && mkdir in
echo '[{"name":"a","unit":"x","value":1,"better":"lower"}]' >in/low.json
echo '[{"name":"a","unit":"x","value":2,"better":"higher"}]' >in/high.json
directions() { # directions LABEL OPTION...: of low and high, in either order
  label=$1 && shift
  perfpage bench --format json "$@" in/low.json in/high.json >out 2>err
  same "$label: low and high, the status" 3 $?
  check "$label: the first holds" grep -q '"unit":"x","better":"lower"' out
  same "$label: both are named" 'in/high.json: error: higher is better for "a" in x, but in/low.json says that lower is, which holds [bench-unit]' "$(sed 's/\[0]: //' err)"
  perfpage bench --format json "$@" in/high.json in/low.json >out 2>err
  same "$label: high and low, the status" 3 $?
  check "$label: the first holds again" grep -q '"unit":"x","better":"higher"' out
  same "$label: both are named again" 'in/low.json: error: lower is better for "a" in x, but in/high.json says that higher is, which holds [bench-unit]' "$(sed 's/\[0]: //' err)"
  check "$label: the second file is bad" grep -q '"in/low.json".*"bad":true' out
}
directions "one table"
directions "a grid" --row .name
run
cp in/head/go.txt in/base/go.txt
echo '[{"name":"a","unit":"x","value":1,"better":"lower"}]' >in/base/list.json
echo '[{"name":"a","unit":"x","value":2,"better":"higher"}]' >in/head/list.json
same "a report, too" 3 "$(report)"
check "which names both" grep -q 'head/list.json: error: .*base/list.json says that lower is, which holds \[bench-unit\]' err

finish

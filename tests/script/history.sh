# What lies in the history of a report: texts of runs, folders, other tools' histories, and what is wrong with them.
. "$ROOT/tests/tap.sh"
unset SOURCE_DATE_EPOCH

result() { # result ITERATIONS
  for sample in 1 2 3 4 5; do printf 'BenchmarkHot-8\t%s\t100.%s ns/op\n' "$1" $((sample * 7 % 10)); done
}
run() { # run DATE ID ITERATIONS: a block
  printf 'commit: c%s\ndate: %s\nrun: %s\n' "$2" "$1" "$2"
  result "$3"
}
start() { # start NAME: a folder whose report passes
  name=$1
  rm -rf in && mkdir -p in/base in/head in/history
  result 1000 >in/base/b.txt && result 1001 >in/head/b.txt
}
says() { # says STATUS [LINE...]: the exit status, and all that stands on standard error
  perfpage report in --no-page --json out.json "$@" >/dev/null 2>err
  status=$?
  same "$name: exit status" "$want" $status
}
expect() { # expect STATUS LINES: of in/, everything that is said
  want=$1
  says
  same "$name: what is said" "$2" "$(cat err)"
}
inputs() { # path, kind and records of what is history
  sed -n 's/^.*"path":"\([^"]*\)","kind":"\([^"]*\)","role":"history",.*"records":\([0-9]*\).*/\1 \2 \3/p' out.json
}

start "an empty folder"
expect 0 ""
start "a text of runs"
(run 2026-01-01 a 1 && run 2026-01-02 b 2) >in/history/h.txt
expect 0 ""
same "$name: the input" "history/h.txt go-bench 10" "$(inputs)"
start "the same, compressed"
(run 2026-01-01 a 1 && run 2026-01-02 b 2) | gzip >in/history/h.txt.gz
expect 0 ""
same "$name: the input" "history/h.txt.gz go-bench 10" "$(inputs)"
start "a file in place of the folder"
rmdir in/history && run 2026-01-01 a 1 >in/history
expect 0 ""
same "$name: the input" "history go-bench 5" "$(inputs)"
start "--history takes the place of the folder"
run 2026-01-01 a 1 >in/history/h.txt && run 2026-01-02 b 1 >other.txt && run 2026-01-03 c 1 >more.txt
perfpage report in --history other.txt --history more.txt --no-page --json out.json >/dev/null 2>err
same "$name" "other.txt go-bench 5 more.txt go-bench 5" "$(inputs | tr '\n' ' ' | sed 's/ $//')"
: >none.txt && printf '\n \n' >blank.txt && mkdir nothing_yet
for none in none.txt blank.txt nothing_yet; do
  perfpage report in --history $none --no-page --json out.json >/dev/null 2>err
  same "--history $none: exit status" 0 $?
  same "--history $none: one note" "$none: note: there is no run in this history yet [history-empty]" "$(cat err)"
done
rm -r in/history && : >in/history && name="an empty file in place of the folder" && expect 0 "history: note: there is no run in this history yet [history-empty]"
: | gzip >none.gz
perfpage report in --history none.gz --no-page >/dev/null 2>err
same "nothing, compressed, is what no record writes" 3 $?
for n in 1 2 5 6; do
  for i in $(seq $n); do run "2026-01-0$i" r$i 1; done >young.txt
  perfpage report --history young.txt --no-page >out 2>/dev/null
  case $n in
  6) refuse "a history of six runs is judged" grep -q "Nothing was judged" out ;;
  *) check "a history of $n: what is missing" grep -qF "Nothing was judged: a series of the history is judged from 6 runs on, and the longest has $n. " out ;;
  esac
done
name="a history alone is an input, and nothing to judge"
perfpage report --history other.txt --no-page --json out.json >/dev/null 2>err
same "$name" 3 $?

start "runs of one day"
(run 2026-01-01 a 1 && run 2026-01-02 b 1 && run 2026-01-02 c 1) >in/history/h.txt
expect 0 'history/h.txt:9: note: 2 of 3 runs of the history have a date in common with another ("b" is one): the order of reading decides [date-same]'

start "folders of runs, in natural order"
for r in run10 run9 run1; do mkdir in/history/$r && (echo "date: 2026-01-${r#run}" | sed "s/-\([0-9]\)$/-0\1/" && result "${r#run}") >in/history/$r/b.txt; done
printf '{"results":[{"command":"x","times":[0.1,0.2]}]}' >in/history/run9/h.json
expect 0 ""
same "$name: the inputs" "history/run1/b.txt go-bench 5 history/run9/b.txt go-bench 5 history/run9/h.json hyperfine 2 history/run10/b.txt go-bench 5" \
  "$(inputs | tr '\n' ' ' | sed 's/ $//')"
start "a profile, figures and a document in a run's folder"
mkdir in/history/r1 && (echo "date: 2026-01-01" && result 1) >in/history/r1/b.txt
echo 'a;b 5' >in/history/r1/cpu.folded && echo '# doc' >in/history/r1/PERFORMANCE.md && printf 'scope,value\nroute,1\n' >in/history/r1/m.csv
expect 0 "history/r1/PERFORMANCE.md: note: is passed over: the history is made of benchmark results, not of PERFORMANCE.md [history-passed]
history/r1/cpu.folded: note: is passed over: the history is made of benchmark results, not of folded stacks [history-passed]
history/r1/m.csv: note: is passed over: the history is made of benchmark results, not of measurement CSV [history-passed]"
start "a run's folder without results"
mkdir in/history/r1 in/history/r2 && echo 'a;b 5' >in/history/r1/cpu.folded
expect 0 "history/r1/cpu.folded: note: is passed over: the history is made of benchmark results, not of folded stacks [history-passed]
history/r1: warning: the folder of this run holds no benchmark result [run-empty]
history/r2: warning: the folder of this run is empty [run-empty]"
start "files that are a run each, the same bytes in two"
printf '{"results":[{"command":"x","times":[0.1,0.2]}]}' | tee in/history/a.json >in/history/b.json
expect 0 "history/a.json: warning: no run of the history says a date (\"a\" is one): they stand in the order of their names [date-unknown]"
same "$name: both are read" "history/a.json hyperfine 2 history/b.json hyperfine 2" "$(inputs | tr '\n' ' ' | sed 's/ $//')"
start "one run without a date"
(run 2026-01-02 z 1 && echo "run: m" && result 2 && run 2026-01-03 a 3) >in/history/h.txt
expect 0 "history/h.txt:9: warning: 1 of 3 runs of the history says no date and is put aside, in no trend: \"m\" [date-unknown]"
same "$name: the order of the others" "z a" "$(sed -n 's/^.*"id":"\([a-z]\)","commit":.*/\1/p' out.json | head -n 2 | tr '\n' ' ' | sed 's/ $//')"
perfpage report in -o out.html >/dev/null 2>&1
check "$name: the page says so" grep -q 'more has no date, and is left aside' out.html
start "many runs without a date"
(run 2026-01-02 z 1 && for i in 1 2 3 4 5 6 7 8 9 10 11 12; do echo "run: r$i" && result "$i"; done) >in/history/h.txt
expect 0 "history/h.txt:9: warning: 12 of 13 runs of the history say no date and are put aside, in no trend: \"r1\", \"r2\", \"r3\", \"r4\", \"r5\", \"r6\", \"r7\", \"r8\", \"r9\", \"r10\" and 2 more [date-unknown]"
# The newest run stands in for a head that nobody was to give, never for one that was lost.
start "a head that was lost beside a history"
printf '## CI gate\n\n| Benchmark | Gate |\n|---|---|\n| BenchmarkHot | < 300 ns/op |\n' >in/PERFORMANCE.md
run 2026-01-02 z 1001 >in/history/h.txt && rm in/head/*
perfpage report in --no-page --json out.json >/dev/null 2>err
same "$name" 3 $?
rmdir in/head
perfpage report in --no-page --json out.json >/dev/null 2>err
same "$name, with its folder" 3 $?
rm -r in/base && mkdir in/head
perfpage report in --no-page --json out.json >/dev/null 2>err
same "$name, without a base" 3 $?
rmdir in/head
perfpage report in --no-page --json out.json >/dev/null 2>err
same "without either it is what absolute rules are held against" 0 $?
start "one text twice"
run 2026-01-01 a 1 | tee in/history/a.txt >in/history/b.txt
expect 0 "history/b.txt: warning: holds the same bytes as history/a.txt, and is not read again [same-file]"
start "one id twice"
(run 2026-01-01 a 1 && run 2026-01-02 a 2) >in/history/h.txt
expect 0 "history/h.txt:10: warning: another run is called \"a\" too; both are kept [run-twice]"

start "data.js"
printf 'window.BENCHMARK_DATA = {"entries":{"S":[{"commit":{"id":"abc"},"date":1600000000000,"tool":"go","benches":[{"name":"BenchmarkHot-8","value":100,"unit":"ns/op"}]}]}};' >in/history/data.js
expect 0 ""
same "$name: the input" "history/data.js figures-history 1" "$(inputs)"
mv in/history/data.js in/head/ && name="data.js as head"
expect 3 "head/data.js: error: holds the results of many runs: it is a history, to be given with --history or in history/ [format-unknown]"
mkdir in/history/r1 && mv in/head/data.js in/history/r1/ && name="data.js in the folder of a run"
expect 3 "history/r1/data.js: error: holds runs of its own: it belongs beside the folders of runs, not in one [format-unknown]
history/r1: warning: the folder of this run holds no benchmark result [run-empty]"

start "bad lines"
(run 2026-01-01 a 1 && echo 'BenchmarkBad 1 x ns/op' && run 2026-01-02 b 2 && echo 'BenchmarkNaN 1 NaN ns/op' && printf 'BenchmarkCu') >in/history/h.txt
expect 3 "history/h.txt:9:16: error: bad number in a benchmark result; the line is left out [bench-line]
history/h.txt:18:16: error: this measurement is not a number and is left out [bench-nan]
history/h.txt:19:1: error: the file ends within this line; the line is left out [bench-line]"
same "$name: the rest is read" "history/h.txt go-bench 11" "$(inputs)"
start "what nobody can read"
printf 'hello\n' >in/history/h.txt && ln -s nowhere in/history/link && : >in/history/empty
expect 3 "history/empty: error: this file is empty [file-empty]
history/h.txt: error: no reader recognises this file: neither the results of a benchmark, a profile nor measurement CSV [format-unknown]
history/link: error: no such file [file-missing]"
start "damaged gzip"
run 2026-01-01 a 1 | gzip | head -c 60 >in/history/h.gz
want=3
says
check "$name: it says so" grep -q '^history/h.gz: error: .*\[gzip\]$' err
start "not there"
name="a history that is not there"
perfpage report in --history nothing --no-page >/dev/null 2>err
same "$name: exit status" 3 $?
check "$name: it says so" grep -qx 'nothing: error: no such file \[file-missing\]' err

start "a large text is a stream, hashed all the same"
awk 'BEGIN { for (r = 0; r < 40; r++) { printf "date: 2026-01-01T%02d:%02d:00Z\nrun: k%d\n", r / 2, r % 2 * 30, r; for (i = 0; i < 500; i++) print "BenchmarkLarge" i "-8\t1\t" 1 + i / 8 " ns/op" } }' >in/history/h.txt
expect 0 ""
same "$name: the input" "history/h.txt go-bench 20000" "$(inputs)"
same "$name: the hash" "$(sha256sum in/history/h.txt | cut -c1-64)" "$(sed -n 's/^.*"path":"history\/h.txt".*"sha256":"\([0-9a-f]*\)".*/\1/p' out.json)"
cp in/history/h.txt in/head/large.txt && cp in/history/h.txt in/base/large.txt && name="large texts of base and head"
want=0
says
check "$name: one run as both is noticed" grep -q '^head/large.txt: warning: holds the same bytes as base/large.txt' err
rm -r in/history
cp in/head/large.txt in/head/again.txt && name="a large text twice"
says
check "$name: it is not read again" grep -q '^head/large.txt: warning: holds the same bytes as head/again.txt, and is not read again' err
# What the history says of itself is no judgement of a head: a base that was lost does not go green because of it.
start "a base that was lost"
rm -rf in/base
printf '## CI gate\n\n| Benchmark | Gate |\n|---|---|\n| BenchmarkHot | < 5%% slower |\n' >in/PERFORMANCE.md
for i in 1 2 3 4 5 6 7 8 9; do run 2026-01-0$i r$i 1000; done >in/history/h.txt
perfpage report in --no-page --json out.json >/dev/null 2>err
same "$name" 3 $?
check "the history itself is fine" grep -q '"kind":"trend","subject":"history".*"verdict":"pass"' out.json
perfpage report --history in/history/h.txt --no-page >/dev/null 2>err
same "a history alone of nine runs is judged for what it is" 0 $?

# Directions hold for base, head and history alike, wherever they are said.
points() { sed 's/ns\/op/points/'; }
start "a direction that only the history knows"
result 1 | points >in/base/b.txt && result 1 | points >in/head/b.txt
(echo "Unit points better=higher" && run 2026-01-01 a 1 | points) >in/history/h.txt
perfpage report in --no-page --json out.json >/dev/null 2>err
check "$name" grep -q '"unit":"points","better":"higher"' out.json
start "a direction that history and head contradict"
(echo "Unit points better=lower" && result 1 | points) >in/base/b.txt && result 1 | points >in/head/b.txt
(echo "Unit points better=higher" && run 2026-01-01 a 1 | points) >in/history/h.txt
want=3
says
same "$name: what is said" "history: error: says that higher is better for points, and base or head that lower is; the latter holds [bench-unit]" "$(cat err)"
start "a direction that the document knows"
result 1 | points >in/base/b.txt && result 1 | points | sed 's/100\./200./' >in/head/b.txt
printf '## Settings\n\n| Key | Value |\n|---|---|\n| lower is better | points |\n\n## CI gate\n\n| Benchmark | Gate | Metric |\n|---|---|---|\n| BenchmarkHot | < 5%% slower | points |\n' >in/PERFORMANCE.md
perfpage report in --no-page --json out.json >/dev/null 2>err
same "$name" 1 $?
check "$name: the row" grep -q '"unit":"points","better":"lower"' out.json
sed -i 's/lower is/higher is/' in/PERFORMANCE.md
(echo "Unit points better=lower" && cat in/base/b.txt) >x && mv x in/base/b.txt
perfpage report in --no-page --json out.json >/dev/null 2>err
check "a document that contradicts the results" grep -q '^PERFORMANCE.md:5:3: error: for points the results say that lower is better \[bench-unit\]' err
finish

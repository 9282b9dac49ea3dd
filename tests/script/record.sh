# record: a run is added whole or not at all, whoever else writes, and reads back as it was.
. "$ROOT/tests/tap.sh"
unset SOURCE_DATE_EPOCH
GIT_CEILING_DIRECTORIES=$(pwd)
export GIT_CEILING_DIRECTORIES

result() { # result BASE: five results
  for sample in 1 2 3 4 5; do printf 'BenchmarkHot-8\t1000\t%s.%s ns/op\n' "$1" $((sample * 7 % 10)); done
}
mkdir -p d/head && result 100 >d/head/b.txt
rec() { # rec STATUS NAME ARGUMENTS...
  want=$1 name=$2
  shift 2
  perfpage record "$@" >out 2>err
  same "$name: exit status" "$want" $?
}
says() { # says TEXT: on standard error
  check "$name: it says so" grep -qF -- "$1" err
}

# ---- the lock, which takes its time ----
if command -v flock >/dev/null; then
  mkdir locked && result 1 >locked/h.txt && cp locked/h.txt locked/was
  (flock 9; exec sleep 280) 9>locked/.h.txt.lock &
  holder=$!
  while flock -n locked/.h.txt.lock true; do sleep 0.02; done
  (perfpage record --history locked/h.txt d --run late >locked/out 2>locked/err; echo $? >locked/status) &
  waiting=$!
  mkdir short && (flock 9; sleep 1) 9>short/.h.txt.lock &
  while ! [ -e short/.h.txt.lock ]; do sleep 0.02; done
  rec 0 "a lock that is let go" --history short/h.txt d --run a
fi

# ---- names, dates ----
rec 2 "nothing names the run" --history h.txt d
says "--run names it"
refuse "$name: no file" test -e h.txt
rec 0 "the first run" --history h.txt d --run r1 --commit c1 --date 2026-01-01
same "$name: what it says" "h.txt: added run r1: 1 benchmark, 5 samples" "$(cat out)"
same "$name: its head" "commit: c1,date: 2026-01-01,run: r1," "$(head -n 3 h.txt | tr '\n' ,)"
rec 0 "named by its date" --history h.txt d --date 2026-01-02T01:00:00+01:00
check "$name" grep -qx 'run: 2026-01-02T00:00:00Z' h.txt
cp h.txt was
rec 3 "no date among dates" --history h.txt d --commit 0123456789012345678901234567890123456789
says "--date says when it was measured"
check "$name: the file stays" cmp h.txt was
rec 0 "named by its commit, quietly" -q --history h.txt d --commit 0123456789012345678901234567890123456789 --date 2026-01-03
check "$name" grep -qx 'run: 012345678901' h.txt
same "$name: nothing is said" "" "$(cat out err)"
rec 2 "a name of two lines" --history h.txt d --run 'a
b'
rec 2 "a date that is none" --history h.txt d --date yesterday
rec 2 "no history" d
rec 2 "two results" --history h.txt d d
(printf 'commit: said\ndate: 2026-02-02\n' && result 7) >said.txt
rec 0 "what the results say" --history said-h.txt said.txt
same "$name" "commit: said,date: 2026-02-02,run: said," "$(head -n 3 said-h.txt | tr '\n' ,)"
if command -v git >/dev/null; then
  git init -q repo && cp d/head/b.txt repo/
  git -C repo add b.txt
  GIT_COMMITTER_DATE=2026-03-03T03:03:03Z git -C repo -c user.name=n -c user.email=e@example.org commit -qm m
  hash=$(git -C repo rev-parse HEAD)
  rec 0 "what git says" --history git-h.txt repo/b.txt
  same "$name" "commit: $hash,date: 2026-03-03T03:03:03Z,run: $(echo "$hash" | cut -c1-12)," "$(head -n 3 git-h.txt | tr '\n' ,)"
else
  without "what git says" "no git"
fi

# ---- nothing opens a line of its own, or speaks to the terminal ----
cp h.txt was
gbench() { # gbench CONTEXT: a result of Google Benchmark
  printf '{"context":{%s},"benchmarks":[{"name":"BM_A","run_name":"BM_A","run_type":"iteration","iterations":1,"real_time":5,"cpu_time":5,"time_unit":"ns"}]}' "$1"
}
gbench '"run":"x\nrun: y"' >lines.json
rec 3 "a run of two lines, said by the results" --history h.txt lines.json
says "--run says it"
printf '{"machine_info":{},"commit_info":{"id":"abc\\nBenchmarkEvil 1 5 ns/op"},"benchmarks":[{"name":"t","fullname":"t","stats":{"data":[0.5]}}],"version":"4.0.0"}' >commit.json
rec 3 "a commit of two lines, said by the results" --history h.txt commit.json --run r
says "--commit says it"
rec 0 "unless the command line says another" --history evil.txt commit.json --run r --commit c
gbench '"run":"x\u001b[31my"' >red.json
rec 3 "a run in red" --history h.txt red.json
gbench '"executable":"x\nBenchmarkEvil 1 5 ns/op\r\nUnit x","load\nBenchmarkEvil":"1 5 ns/op"' >values.json
rec 0 "values of two lines" --history evil.txt values.json --run values --date 2026-01-01
gbench '"executable":"x"' | sed 's/BM_A/BM\\nBenchmarkEvil 1 5 ns/g' >name.json
rec 0 "a name of two lines" --history evil.txt name.json --run name --date 2026-01-02
refuse "no line of that is in a history" grep -q '^BenchmarkEvil\|^Unit x' evil.txt
long=$(printf '%05000d' 0)
gbench "\"run\":\"$long\"" >long.json
rec 3 "a run longer than a line that is read" --history h.txt long.json
check "the file stays through all of it" cmp h.txt was
esc=$(printf '\033')
for words in "--run s --history ${esc}[31m.txt" "--run s --history ${esc}[31m.txt" "--run s --history ${esc}[31m/x"; do
  # shellcheck disable=SC2086 # words
  perfpage record d --date 2026-01-01 $words >>colours 2>&1
done
same "three lines were printed" 3 "$(wc -l <colours)"
refuse "and no colour" grep -q "$esc" colours

# ---- what is not recorded is said ----
mkdir passed && result 1 >passed/b.txt && echo 'a;b 5' >passed/stacks.folded
rec 0 "a profile beside the results" --history notes.txt passed --run passed
says "not of folded"
printf '[{"name":"x","unit":"widgets","value":1,"better":"lower"},{"name":"y","unit":"widgets","value":1}]' >mixed.json
rec 0 "a unit with a direction here and there" --history notes.txt mixed.json --run mixed
says 'what is better in the unit "widgets" differs'
refuse "$name: and no Unit line" grep -q '^Unit' notes.txt

# ---- one id once ----
cp h.txt was
rec 2 "the same id" --history h.txt d --run r1
says "--replace"
check "$name: the file stays" cmp h.txt was
result 200 >other.txt
rec 0 "replaced" --history h.txt other.txt --run r1 --date 2026-01-01 --replace
same "$name: what it says" "h.txt: replaced run r1: 1 benchmark, 5 samples" "$(cat out)"
rec 0 "put back" --history h.txt d --run r1 --commit c1 --date 2026-01-01 --replace
check "$name: all is as it was" cmp h.txt was
rec 0 "the last one replaced" --history h.txt other.txt --run 012345678901 --date 2026-01-03 --replace
same "$name: the others stay" "$(head -n 17 was)" "$(head -n 17 h.txt)"
rec 0 "replaced where it is not: added" --history new.txt d --run x --replace
same "$name: what it says" "new.txt: added run x: 1 benchmark, 5 samples" "$(cat out)"
cat was was >twice
rec 3 "which of two" --history twice d --run r1 --replace

# ---- what is not recorded ----
cp h.txt was
(result 1 && echo FAIL) >fail.txt
rec 3 "a head that failed" --history h.txt fail.txt --run f
(result 1 && echo BenchmarkBad 1 x ns/op) >bad.txt
rec 3 "a head with a bad line" --history h.txt bad.txt --run f
says "bad.txt:6:16: error"
echo 'a;b 5' >stacks.folded
rec 3 "no benchmark" --history h.txt stacks.folded --run f
rec 3 "no such file" --history h.txt nothing --run f
rec 2 "the history as the result" --history h.txt h.txt --run f
check "the file stays through all of it" cmp h.txt was
mkdir folder
rec 2 "a folder as the history" --history folder d --run f
rec 2 "standard output as the history" --history - d --run f
rec 4 "no such folder" --history no/where/h.txt d --run f
says "the folder no/where does not exist"
refuse "$name: not the lock" grep -q lock err
gzip -c h.txt >h.gz
cp h.gz was.gz
rec 3 "a compressed history" --history h.gz d --run f
says "without .gz"
check "$name: the file stays" cmp h.gz was.gz
cp h.gz zipped && cp h.gz was.gz
rec 3 "a compressed history by another name" --history zipped d --run f
says "gunzip it first"
check "$name: the file stays" cmp zipped was.gz
rec 3 "a name of compressed data" --history fresh.txt.gz d --run f
says "without .gz"
refuse "$name: no file" test -e fresh.txt.gz
printf 'window.BENCHMARK_DATA = {"entries":{"S":[{"commit":{"id":"abc"},"date":1600000000000,"tool":"go","benches":[{"name":"BenchmarkHot-8","value":100,"unit":"ns/op"}]}]}};' >data.js
printf '[{"name": "a", "unit": "ns", "value": 1}]\n' >list.json
printf '# Title\n\nSome words.\n' >words.md
(printf '# Title\n\n' && awk 'BEGIN { for (i = 0; i < 40; i++) print "Words about it." }' && result 5) >quotes.md
printf 'scope,name,value,unit\nroute,/x,1,s\n' >csv.txt
head -c 3000 "$B/perfpage" >program
awk 'BEGIN { for (i = 0; i < 90000; i++) print "main;a" i " 5" }' >large.folded
for f in data.js list.json words.md quotes.md csv.txt program large.folded; do
  cp $f was.other
  rec 3 "$f as the history" --history $f d --run f --date 2026-01-01
  says "no history that a run could be appended to"
  says "name another file"
  check "$name: the file stays" cmp $f was.other
done
printf '\n\n' >blank.txt
rec 0 "blank lines as the history" --history blank.txt d --run f --date 2026-01-01
(printf 'date: 2026-01-01\ngoos: linux\ngoarch: amd64\npkg: p\n' && result 5 && printf 'PASS\nok  \tp\t1.5s\n') >gotest.txt
rec 0 "output of go test as the history" --history gotest.txt d --run f --date 2026-01-02

# ---- dates ----
rec 0 "no date in the first run" --history undated.txt d --run a
says "[date-unknown]"
rec 0 "no date in the next" --history undated.txt d --run b
says "the order of the names"
rec 0 "no date, quietly" -q --history undated.txt d --run c
same "$name: nothing is said" "" "$(cat out err)"
rec 0 "a date among none" --history undated.txt d --run d --date 2026-01-01
same "$name: nothing is said" "" "$(cat err)"
rec 3 "and now none" --history undated.txt d --run e
rec 0 "unless it is the only date that is replaced" --history undated.txt d --run d --replace
rec 0 "a run of no date, then" --history undated.txt d --run e
printf 'Unit w better=higher\nBenchmarkHot-8 1 5 w\n' >up.txt
printf 'Unit w better=lower\nBenchmarkHot-8 1 5 w\n' >down.txt
rec 0 "a unit with a direction" --history unit.txt up.txt --run a
rec 3 "that contradicts itself" --history unit.txt down.txt --run b
says "contradicts"
rec 0 "unless it is that run which is replaced" --history unit.txt down.txt --run a --replace

# ---- a run is what report calls one ----
printf 'run:\tr1\ncpu: x\nBenchmarkHot-8 1 5 ns/op\n\ncommit: 0123456789012345678901234567890123456789\nBenchmarkHot-8 1 6 ns/op\n\n\nUnit foo better=lower\n' >spelled
cp spelled was
rec 2 "an id behind a tab" --history spelled d --run r1
rec 2 "an id that is a commit" --history spelled d --run 012345678901
rec 3 "a run that the next one goes on from" --history spelled d --run r1 --replace
says '"012345678901" goes on with the configuration'
check "the file stays through all of it" cmp spelled was
printf 'Unit foo better=higher\nBenchmarkHot-8 1 6 foo\n' >foo.txt
rec 0 "replaced up to its end" --history spelled foo.txt --run 012345678901 --replace
same "$name" "run:	r1,cpu: x,BenchmarkHot-8 1 5 ns/op,,run: 012345678901,Unit foo better=higher,BenchmarkHot-8 1 6 foo," "$(tr '\n' , <spelled)"
perfpage report --history spelled --no-page --json /dev/null >/dev/null 2>err
refuse "$name: it does not contradict itself" grep -q contradicts err
printf 'BenchmarkHot-8 1 5 ns/op\n' >single.txt
rec 2 "the name of the file is that of its only run" --history single.txt d --run single
printf 'run: a\nBenchmarkHot-8 1 5 ns/op\nPASS\nUnit foo better=lower\n\ncpu: y\ncommit: b\nrun: b\nBenchmarkHot-8 1 6 ns/op\n' >between
rec 0 "replaced up to where the next one begins" --history between foo.txt --run a --replace
same "$name" "run: a,Unit foo better=higher,BenchmarkHot-8 1 6 foo,,cpu: y,commit: b,run: b,BenchmarkHot-8 1 6 ns/op," "$(tr '\n' , <between)"
printf 'run: a\nBenchmarkHot-8 1 5 ns/op\ngoos: linux\ncommit: gone\nPASS\n' >ahead
rec 0 "what the file says of no run is not the new one's" --history ahead d --run b
same "$name" "goos:,commit:,run: b," "$(sed -n '/^PASS/,$p' ahead | sed -n 3,5p | tr '\n' ,)"

# ---- ends of files ----
for text in 'BenchmarkA 1 6 n' 'Benchm' 'BenchmarkA 1 6' 'BenchmarkA' 'Unit n better=hi'; do
  printf 'run: old\nBenchmarkHot-8 1 5 ns/op\n%s' "$text" >half
  cp half was
  rec 3 "a last line that broke off: $text" --history half d --run new
  says "line 3 broke off; mend or remove it"
  check "$name: the file stays" cmp half was
done
printf 'run: old\nBenchmarkHot-8 1 5 ns/op' >unended
rec 0 "a last line without its end" --history unended d --run new
same "$name" "run: old,BenchmarkHot-8 1 5 ns/op,,run: new,BenchmarkHot-8 1 100.7 ns/op," "$(head -n 5 unended | tr '\n' ,)"
printf '\357\273\277run: a\r\nBenchmarkHot-8 1 5 ns/op\r\n\r\nrun: b\r\nBenchmarkHot-8 1 6 ns/op\r\n' >marked
rec 0 "a byte order mark and CRLF" --history marked d --run b --replace
same "$name: the first run stays" "$(printf '\357\273\277run: a\r\nBenchmarkHot-8 1 5 ns/op\r\n\r\n' | cksum)" "$(head -n 3 marked | cksum)"
same "$name: five results" 5 "$(grep -c '^BenchmarkHot-8 1 10' marked)"
: >empty
rec 0 "an empty file" --history empty d --run a
same "$name: begins at once" "run: a" "$(head -n 1 empty)"

# ---- links, modes ----
mkdir far && ln -s ../far/real.txt folder/link.txt
rec 0 "through a link that leads nowhere yet" --history folder/link.txt d --run a
check "$name: the link stays" test -L folder/link.txt
check "$name: the file is there" test -s far/real.txt
chmod 640 far/real.txt
rec 0 "through a link" --history folder/link.txt d --run b
same "$name: the mode stays" 640 "$(stat -c %a far/real.txt 2>/dev/null || echo 640)"
same "no lock and no temporary file is left" "" "$(find . -name '.h.txt.lock' -not -path './locked/*' -o -name '.perfpage*' -o -name '.real.txt.lock')"
if [ "$(id -u)" != 0 ]; then
  mkdir closed && result 1 >closed/h.txt && chmod 555 closed
  rec 4 "a folder that cannot be written" --history closed/h.txt d --run a
  check "$name: the file stays" test "$(wc -l <closed/h.txt)" -eq 5
  chmod 755 closed
elif setpriv --reuid=65534 --regid=65534 --clear-groups true 2>/dev/null && chmod a+rX . .. && mkdir -m 555 closed && result 1 >closed/h.txt &&
  setpriv --reuid=65534 --regid=65534 --clear-groups sh -c 'perfpage --version && test -r d/head/b.txt' >/dev/null 2>&1; then
  setpriv --reuid=65534 --regid=65534 --clear-groups perfpage record --history closed/h.txt d --run a >out 2>err
  same "a folder that cannot be written: exit status" 4 $?
  check "a folder that cannot be written: the file stays" test "$(wc -l <closed/h.txt)" -eq 5
else
  without "a folder that cannot be written" "nobody else to be"
fi

if command -v mkfifo >/dev/null && mkfifo pipe; then
  rec 2 "a pipe as the history" --history pipe d --run a
  check "$name: it stays one" test -p pipe
fi
ln -s loop loop
rec 4 "a link that leads to itself" --history loop d --run a
result 1 >full.txt && awk 'BEGIN { for (i = 0; i < 4000; i++) print "BenchmarkFull" i "-8 1 5 ns/op" }' >>full.txt && cp full.txt was
(ulimit -f 64 && exec perfpage record --history full.txt d --run a) >out 2>err
same "a disk that is full: exit status" 4 $?
check "a disk that is full: the file stays" cmp full.txt was
same "a disk that is full: nothing is left beside it" "" "$(find . -maxdepth 1 -name '.perfpage*' -o -maxdepth 1 -name '.full.txt.lock')"

# ---- many at once ----
for i in 1 2 3 4 5 6 7 8; do
  result "$i" >"p$i.txt"
  (perfpage record -q --history many.txt "p$i.txt" --run "p$i" --date "2026-01-0$i"; echo $? >"p$i.status") &
  eval "p$i=$!"
done
for i in 1 2 3 4 5 6 7 8; do eval "wait \$p$i"; done
same "eight at once: all succeed" "0 0 0 0 0 0 0 0" "$(cat p?.status | tr '\n' ' ' | sed 's/ $//')"
same "eight at once: all are there" "8 40" "$(grep -c '^run: p' many.txt) $(grep -c '^Benchmark' many.txt)"
perfpage report --history many.txt --no-page --json many.json >/dev/null 2>err
same "eight at once: nothing is wrong with it" "" "$(cat err)"

# ---- written to by who knows nothing of the lock ----
awk 'BEGIN { for (r = 0; r < 400; r++) { print "run: b" r; for (i = 0; i < 500; i++) print "BenchmarkBusy" i "-8 1 " r + i / 8 " ns/op" } }' >busy.txt
touch go
(n=0; while [ -e go ]; do echo "a line" >>busy.txt; n=$((n + 1)); done; echo $n >lines) &
appending=$!
while ! grep -q 'a line' busy.txt; do sleep 0.01; done
rec 4 "a file that another program appends to" --history busy.txt d --run new
rm go
wait $appending
says "was changed by another program in the meantime"
same "$name: no line of it is lost" "$(cat lines)" "$(grep -c 'a line' busy.txt)"

# ---- killed in the middle ----
awk 'BEGIN { for (r = 0; r < 400; r++) { print "run: k" r; for (i = 0; i < 500; i++) print "BenchmarkKilled" i "-8 1 " r + i / 8 " ns/op" } }' >big.txt
size=$(wc -c <big.txt)
whole=0
for i in 1 2 3 4 5 6 7 8 9 10 11 12; do
  cp big.txt killed.txt
  perfpage record -q --history killed.txt d --run new &
  victim=$!
  sleep "0.0$((i * 3 % 10))"
  kill -9 $victim 2>/dev/null
  wait $victim 2>/dev/null
  if cmp -s big.txt killed.txt; then whole=$((whole + 1))
  elif [ "$(head -c "$size" killed.txt | cksum)" = "$(cksum <big.txt)" ] && [ "$(tail -n 6 killed.txt | head -n 1)" = "run: new" ]; then whole=$((whole + 1)); fi
done
same "killed at any time: the old file, or the new one" 12 $whole
rec 0 "after a kill, the lock that was left hinders nobody" --history killed.txt d --run after

# ---- there and back ----
same_samples() { # same_samples NAME PATH: what report has of PATH as head, it has of its record too
  rm -f back.txt
  perfpage record -q --history back.txt "$2" --run back --commit c --date 2026-01-01 2>/dev/null || return
  perfpage report --head "$2" --no-page --json a.json >/dev/null 2>&1
  perfpage report --head back.txt --no-page --json b.json >/dev/null 2>&1
  same "$1: there and back" "$(rows a.json)" "$(rows b.json)"
}
rows() {
  sed -n '/"benchmarks":\[/,/"geomeans"/p' "$1" | sed 's/"config_diff".*//; s/"id":"[^"]*"//; s/,$//' | sort
}
same_samples "Go text" d
check "Go text: rows were compared" grep -q '"Hot"' b.json
printf '{"results":[{"command":"sleep 0.1","mean":0.1,"times":[0.1,0.11,0.123456789012345],"user":0.5},{"command":"/bin/x -8","times":[1e-9]}]}' >hf.json
same_samples "hyperfine" hf.json
check "hyperfine: names are whole" grep -q '"sleep 0.1"' b.json
printf '{"a":{"latency":{"value":5.3,"lower_value":4.1,"upper_value":6.7},"size":{"value":7}},"b":{"latency":{"value":8,"upper_value":9}}}' >bmf.json
same_samples "figures with an interval" bmf.json
same "$name: in two lines of their own" "perfpage-interval: 4.1 6.7 -,perfpage-interval: - 9 -," "$(grep 'perfpage-interval: ' back.txt | tr '\n' ,)"

# ---- the lock again ----
if command -v flock >/dev/null; then
  wait $waiting
  kill $holder
  same "a lock that is held: exit status" 4 "$(cat locked/status)"
  check "a lock that is held: it says so" grep -q 'has held the lock .*\.h\.txt\.lock for 20 seconds; nothing is recorded' locked/err
  check "a lock that is held: the file stays" cmp locked/h.txt locked/was
else
  without "a lock that is held" "no flock"
fi
finish

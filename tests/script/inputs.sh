# What lies in DIR: nothing is an input that nobody reads, and nothing is left unread without a word.
. "$ROOT/tests/tap.sh"
unset SOURCE_DATE_EPOCH

result() { # result ITERATIONS: two runs are never the same to the last digit
  for i in 1 2 3 4 5 6 7 8 9 10; do printf 'BenchmarkHot-8\t%s\t100.%s ns/op\n' "$1" $((i * 7 % 10)); done
}
start() { # start NAME: a folder whose report passes
  name=$1
  rm -rf in && mkdir -p in/base in/head
  result 1000 >in/base/b.txt && result 1001 >in/head/b.txt
  printf '# svc\n\n## CI gate\n\n| Benchmark | Allowed delta |\n| --- | --- |\n| `BenchmarkHot` | < 2%% slower |\n' >in/PERFORMANCE.md
}
says() { # says STATUS [LINE]: the exit status, and a line on standard error; without LINE nothing stands there
  perfpage report in --no-page >/dev/null 2>err
  same "$name: exit status" "$1" $?
  if [ $# -gt 1 ]; then check "$name: it says so" grep -qxF "$2" err; else same "$name: nothing is said" "" "$(cat err)"; fi
}

start "as it should be"
says 0
start "what resembles no input"
mkdir in/service in/tuning in/.git in/src && touch in/README.md in/record.sh in/Makefile in/go.mod in/report.html in/.hidden.txt
says 0

start "the document in head/"
mv in/PERFORMANCE.md in/head/
says 3 'head/PERFORMANCE.md: error: not read as a result: the document belongs beside base/ and head/, or is given with --perf [format-unknown]'
start "the document in base/, and beside it"
cp in/PERFORMANCE.md in/base/
says 3 'base/PERFORMANCE.md: error: not read as a result: the document belongs beside base/ and head/, or is given with --perf [format-unknown]'
start "the document given as head"
perfpage report in --head in/PERFORMANCE.md --no-page >/dev/null 2>err
same "$name: exit status" 3 $?
check "$name: it says so" grep -q '^in/PERFORMANCE.md: error: .*\[format-unknown\]$' err

start "what an option names is read, and not warned of"
result 1000 >in/history.txt && result 1001 >in/old.txt && result 1002 >in/new.txt && mkdir in/bases in/heads && cp in/old.txt in/bases/ && cp in/new.txt in/heads/
mv in/PERFORMANCE.md in/Performance.md && (echo 'run: a' && result 1000) >in/history.txt
perfpage report in --no-page --history in/history.txt --base in/old.txt --head ./in/new.txt --perf in//Performance.md 2>err >/dev/null
same "$name: not the files" "bases: warning: not read: is it meant to be base/? [role-unread]
heads: warning: not read: is it meant to be head/? [role-unread]" "$(grep role-unread err)"
perfpage report in --no-page --history "$PWD/in/history.txt" --base in/bases/old.txt --head in/heads/ --perf in/Performance.md 2>err >/dev/null
same "$name: not the folders" "new.txt: warning: not read: results belong in base/ or head/ [role-unread]
old.txt: warning: not read: results belong in base/ or head/ [role-unread]" "$(grep role-unread err)"

start "a file in place of DIR"
echo last >report.html
for f in in/head/*.txt in/PERFORMANCE.md; do
  perfpage "$f" >out 2>err
  same "$name, $f: exit status" 2 $?
  check "$name, $f: what takes it" grep -qF "\"$f\" is not a folder: --history takes a text of runs, --perf a PERFORMANCE.md, --head and --base take results" err
  same "$name, $f: the last page stays" last "$(cat report.html)"
done
rm report.html

start "an empty document"
: >in/PERFORMANCE.md
says 3 'PERFORMANCE.md: error: this document is empty: it holds no rule [file-empty]'
start "a blank document"
printf ' \n\t\n' >in/PERFORMANCE.md
says 3 'PERFORMANCE.md: error: this document is empty: it holds no rule [file-empty]'
perfpage lint in/PERFORMANCE.md >out
same "lint, a blank document: exit status" 3 $?
check "lint, a blank document: it says so" grep -qxF 'in/PERFORMANCE.md: error: this document is empty: it holds no rule [file-empty]' out

start "a file in place of base/"
rm -r in/base && result 1000 >in/base
says 3 'base: error: not a folder that can be read; results belong in base/ [file-unreadable]'
start "a file in place of head/"
rm -r in/head && result 1000 >in/head
says 3 'head: error: not a folder that can be read; results belong in head/ [file-unreadable]'
start "a file in place of base/, but --base is given"
mv in/base elsewhere && result 1000 >in/base
perfpage report in --base elsewhere --no-page >/dev/null 2>err
same "$name: exit status" 0 $?
rm -r elsewhere

for slip in bases:base Head:head HEAD:head bass:base had:head metric:metrics histories:history Canary:canary; do
  start "the folder ${slip%:*}/"
  mkdir "in/${slip%:*}"
  says 0 "${slip%:*}: warning: not read: is it meant to be ${slip#*:}/? [role-unread]"
done
for role in canary metrics; do
  start "the folder $role/"
  mkdir "in/$role"
  says 0 "$role: warning: this version does not read $role/ [role-unread]"
done
for slip in performance.md PERFORMANCE.mdx PERFORMACE.md; do
  start "the file $slip"
  mv in/PERFORMANCE.md "in/$slip"
  says 3 "$slip: warning: not read: is it meant to be PERFORMANCE.md? [role-unread]"
done
for file in bench.txt cpu.folded measurements.csv old.txt.gz; do
  start "$file beside the folders"
  touch "in/$file"
  says 0 "$file: warning: not read: results belong in base/ or head/ [role-unread]"
done
finish

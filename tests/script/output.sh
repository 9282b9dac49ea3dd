# What is written, and what happens when it cannot be: the same bytes everywhere, whole or not at all.
. "$ROOT/tests/tap.sh"
unset SOURCE_DATE_EPOCH
sample=$ROOT/samples/checkout

# The same input gives the same page and the same JSON in any directory, time zone and locale.
mkdir -p here there/deeper && cp -R "$sample" here/checkout && cp -R "$sample" there/deeper/other-name
perfpage report here/checkout -o one.html --json one.json >/dev/null 2>&1
same "the sample fails" 1 $?
# The build makes a locale with a decimal comma, for the machine may have none; zones are spelled out for the same reason.
comma="LOCPATH=$B/locale LC_ALL=de_DE.UTF-8"
same "the locale has a decimal comma" "0,5" "$(env $comma /usr/bin/printf '%.1f' 0,5 2>/dev/null)"
(cd there/deeper && env $comma TZ=LINT-14 HOME=/ COLUMNS=40 perfpage report other-name -o ../../two.html --json ../../two.json >/dev/null 2>&1)
check "the page is the same, byte for byte" cmp one.html two.html
check "report.json is the same, byte for byte" cmp one.json two.json
(cd there && TZ=EST5EDT perfpage report "$PWD/deeper/other-name/" -o ../three.html >/dev/null 2>&1)
check "the page is the same from an absolute path" cmp one.html three.html
# A folder lists its files in the order of its own: here they were written backwards, long ago.
mkdir -p again/checkout/base again/checkout/head again/checkout/history
for f in $(cd "$sample" && find PERFORMANCE.md base head history -type f | LC_ALL=C sort -r); do
  cp "$sample/$f" "again/checkout/$f" && touch -d 2001-01-01T00:00:00Z "again/checkout/$f"
done
perfpage report again/checkout -o four.html >/dev/null 2>&1
check "the page is the same from files written in another order, at another time" cmp one.html four.html
echo 'main;extra 7' >>again/checkout/head/cpu.folded
perfpage report again/checkout -o five.html >/dev/null 2>&1
refuse "another input gives another page" cmp -s one.html five.html
check "the page is at most 500 kB" test "$(wc -c <one.html)" -le 500000
refuse "no absolute path stands in the page" grep -qF "$PWD" one.html
perfpage report here/checkout --no-page --quiet 2>/dev/null
same "--no-page has the same exit status" 1 $?
refuse "--no-page writes no page" test -e report.html
perfpage report here/checkout -o - 2>/dev/null >stdout.html
check "-o - writes the page to standard output" cmp one.html stdout.html
(cd here && perfpage checkout >/dev/null 2>&1)
check "report is the default command, report.html the default page" cmp one.html here/report.html

# A page that cannot be written leaves the old one, no stump, and exit status 4.
mkdir out && echo old >out/page.html
(trap '' XFSZ; ulimit -f 8; exec perfpage report here/checkout -o out/page.html >/dev/null 2>err)
same "a full disk: exit status" 4 $?
same "a full disk: the old page is intact" old "$(cat out/page.html)"
same "a full disk: no stump is left" page.html "$(ls out)"
check "a full disk: it says so" grep -q 'page.html: cannot be written' err
if [ "$(id -u)" -ne 0 ]; then
  chmod 555 out
  perfpage report here/checkout -o out/page.html >/dev/null 2>&1
  same "a folder that cannot be written: exit status" 4 $?
  chmod 755 out
elif command -v setpriv >/dev/null && chmod a+rx . .. && setpriv --reuid 65534 --clear-groups test -x "$B/perfpage" -a -r "$sample"; then
  mkdir closed && echo old >closed/page.html
  setpriv --reuid 65534 --clear-groups "$B/perfpage" report "$sample" -o closed/page.html >/dev/null 2>&1
  same "a folder that cannot be written: exit status" 4 $?
  same "a folder that cannot be written: the old page is intact" old "$(cat closed/page.html)"
else
  without "a folder that cannot be written" "root can write everywhere"
fi
perfpage report here/checkout -o no/such/folder/page.html >/dev/null 2>&1
same "a folder that is not there: exit status" 4 $?
perfpage report here/checkout -o here >/dev/null 2>&1
same "a folder in place of the page: exit status" 4 $?
if [ -w /dev/full ]; then
  perfpage report here/checkout -o - >/dev/full 2>/dev/null
  same "standard output is full: exit status" 4 $?
  perfpage bench here/checkout/base/bench.txt here/checkout/head/bench.txt >/dev/full 2>/dev/null
  same "bench, standard output is full: exit status" 4 $?
  perfpage --help >/dev/full 2>/dev/null
  same "--help, standard output is full: exit status" 4 $?
else
  without "standard output is full" "no /dev/full"
fi

# An input of each kind: where, what, and that the rest counts.
mkdir -p bad/base bad/head
cp "$sample/base/bench.txt" bad/base/bench.txt
{ cat "$sample/head/bench.txt"; printf 'BenchmarkBroken-2 12 fast ns/op\n'; } >bad/head/bench.txt
lines=$(($(wc -l <bad/head/bench.txt)))
perfpage report bad -o bad.html >out.txt 2>err
same "a line that cannot be read: exit status" 1 $?
check "a line that cannot be read: file:line:col on standard error" grep -q "^head/bench.txt:$lines:[0-9]*: error: .*\[bench-line\]" err
check "a line that cannot be read: it stands on the page" grep -q "bench-line" bad.html
# Nothing is written over an input, whatever it is called, and two outputs have two places.
cp -R "$sample" mine
ln mine/head/bench.txt mine/other-name.txt
for at in mine/PERFORMANCE.md mine/head/bench.txt mine/other-name.txt; do
  for how in -o --json; do
    before=$(cksum <"$at")
    perfpage report mine -q -o page.html "$how" "$at" >/dev/null 2>err
    same "$how ${at#mine/}: exit status" 2 $?
    same "$how ${at#mine/}: it is as it was" "$before" "$(cksum <"$at")"
    check "$how ${at#mine/}: it says why" grep -q 'is an input' err
  done
done
before=$(cksum <mine/base/bench.txt)
perfpage bench mine/base/bench.txt mine/head/bench.txt -o mine/base/bench.txt >/dev/null 2>&1
same "bench over an input: exit status" 2 $?
same "bench over an input: it is as it was" "$before" "$(cksum <mine/base/bench.txt)"
perfpage flame mine/base/cpu.folded -o mine/base/cpu.folded >/dev/null 2>&1
same "flame over an input: exit status" 2 $?
perfpage report mine -q -o one --json one 2>/dev/null
same "page and report.json to one file: exit status" 2 $?
perfpage report mine -q -o - --json - >/dev/null 2>&1
same "page and report.json to standard output: exit status" 2 $?
perfpage report mine -q --no-page --json - >/dev/null 2>&1
same "report.json alone to standard output: exit status" 1 $?
perfpage report mine -q -o '' >/dev/null 2>&1
same "a page without a name: exit status" 2 $?
(trap '' PIPE; exec perfpage report mine -q -o - 2>err) | head -n 1 >/dev/null
check "a reader that stops reading: it says so" grep -q 'Broken pipe' err
finish

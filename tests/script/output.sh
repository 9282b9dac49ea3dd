# What is written, and what happens when it cannot be: the same bytes everywhere, whole or not at all.
. "$ROOT/tests/tap.sh"
unset SOURCE_DATE_EPOCH
sample=$ROOT/samples/checkout

# The same input gives the same page and the same JSON in any directory, time zone and locale.
mkdir -p here there/deeper && cp -R "$sample" here/checkout && cp -R "$sample" there/deeper/other-name
perfpage report here/checkout -o one.html --json one.json >/dev/null 2>&1
same "the sample fails" 1 $?
comma=$(locale -a 2>/dev/null | grep -iE '^(de_DE|fr_FR|es_ES)\.?utf-?8' | head -n 1)
check "a locale with a decimal comma is installed" test -n "$comma"
same "it really writes commas" "0,5" "$(LC_ALL=$comma printf '%.1f' 0,5 2>/dev/null || LC_ALL=$comma printf '%.1f' 0.5)"
(cd there/deeper && TZ=Pacific/Kiritimati LC_ALL=$comma perfpage report other-name -o ../../two.html --json ../../two.json >/dev/null 2>&1)
check "the page is the same, byte for byte" cmp one.html two.html
check "report.json is the same, byte for byte" cmp one.json two.json
(cd there && TZ=America/New_York perfpage report "$PWD/deeper/other-name/" -o ../three.html >/dev/null 2>&1)
check "the page is the same from an absolute path" cmp one.html three.html
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
finish

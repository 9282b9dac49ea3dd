# The same input gives the same bytes: in any folder, at any time, in any time zone and locale.
. "$ROOT/tests/tap.sh"

# report FOLDER ENVIRONMENT...: the sample copied to FOLDER and rendered there, under a name of its own for the page
report() {
  folder=$1
  shift
  mkdir -p "$folder/out" && cp -R "$ROOT/samples/checkout" "$folder/"
  (cd "$folder" && env "$@" perfpage report checkout -o out/page.html --json out/report.json >out/stdout 2>out/stderr)
}

report first LC_ALL=C TZ=UTC
same "the sample has a regression" 1 $?
# No locale of the machine has to be there: this one was made for the test.
comma=$(LOCPATH=$B/locale LC_ALL=de_DE.UTF-8 /usr/bin/printf '%.1f' 1,5)
same "the locale has a decimal comma" "1,5" "$comma"
report deeper/down/second "LOCPATH=$B/locale" LC_ALL=de_DE.UTF-8 LANG=de_DE.UTF-8 TZ=IST-5:30 HOME=/ COLUMNS=40
report "a folder with blanks/third" LC_ALL=C.UTF-8 TZ=NPT-5:45 NO_COLOR=1 TERM=dumb
for other in deeper/down/second "a folder with blanks/third"; do
  for f in page.html report.json stdout stderr; do
    check "$f in $other" cmp "first/out/$f" "$other/out/$f"
  done
done
# The order in which a folder lists its files is not the order in which they were written.
mkdir -p fourth/checkout/head fourth/checkout/base fourth/out
for f in head/measurements.csv head/cpu.folded base/measurements.csv base/bench.txt head/bench.txt base/cpu.folded PERFORMANCE.md; do
  cp "$ROOT/samples/checkout/$f" "fourth/checkout/$f"
  touch -d 2001-01-01T00:00:00Z "fourth/checkout/$f"
done
(cd fourth && perfpage report checkout -o out/page.html --json out/report.json >out/stdout 2>out/stderr)
for f in page.html report.json; do
  check "$f from files written in another order, at another time" cmp "first/out/$f" "fourth/out/$f"
done
# What must not be in the page: where it was made, and who made it.
refuse "no absolute path in the page" grep -qF "$PWD" first/out/page.html first/out/report.json
size=$(wc -c <first/out/page.html)
check "the page weighs at most 500 kB ($size bytes)" [ "$size" -le 500000 ]
# An input that differs shows, or the test proves nothing.
mkdir fifth && cp -R "$ROOT/samples/checkout" fifth/ && echo 'main;extra 7' >>fifth/checkout/head/cpu.folded
(cd fifth && perfpage report checkout -o page.html >/dev/null 2>&1)
refuse "another input gives other bytes" cmp -s first/out/page.html fifth/page.html
finish

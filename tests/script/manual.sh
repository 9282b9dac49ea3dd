# --help, the manual and the parser know the same options, and --help fits one screen.
. "$ROOT/tests/tap.sh"
perfpage --help >help
same "--help succeeds" 0 $?
perfpage fold --help >of-fold
check "behind a command, --help is of that command" grep -q -- '--sample-type' of-fold
refuse "and of no other" grep -q -- '--strict\|perfpage flame' of-fold
check "--help fits a screen of 72 lines" test "$(wc -l <help)" -le 72
refuse "--help has no line over 132 columns" grep -q '.\{133\}' help
grep -o -- '--[a-z][a-z-]*' help | sort -u >in-help
sed -n 's/^\.It .*Fl -\([a-z][a-z-]*\).*/--\1/p' "$ROOT/docs/perfpage.1" | sort -u >in-manual
same "help and manual list the same options" "" "$(diff in-help in-manual)"
while read -r option; do
  perfpage report "$option" >out 2>&1 </dev/null
  refuse "$option is known to the parser" grep -q 'unknown option' out
done <in-manual
for c in report lint bench flame fold record; do
  check "the manual names $c" grep -q "^\.\(It \)*Cm $c\|^\.Cm $c" "$ROOT/docs/perfpage.1"
done
check "the README names no option that is not there" sh -c '
  for o in $(sed -n "/^## Use it in CI/,/^## Build/p" "$ROOT/README.md" | grep -o -- "perfpage[^\`|]*" | grep -o -- " --[a-z][a-z-]*"); do
    grep -q -- "$o" in-help || exit 1; done'
for args in "lnt" "--no-such-option" "report" "report a b" "lint" "bench" "flame" "report in --for nobody" "report in --alpha 2" "report in --alpha" \
  "report in --now yesterday" "flame f --format html" "bench a b --strict" "report in --strict=yes"; do
  perfpage $args >out 2>err
  same "wrong use: $args" 2 $?
done
check "several services: the loop to write is named" sh -c 'perfpage report a b 2>&1 | grep -q "for d in"'
if command -v mandoc >/dev/null; then
  same "mandoc finds no error" "" "$(mandoc -Tlint -Wwarning "$ROOT/docs/perfpage.1" | grep -v 'outdated mandoc.db')"
else
  without "mandoc finds no error" "no mandoc"
fi
finish

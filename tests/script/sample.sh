# The sample tells a true story: its first reason names the benchmark that regressed and the function that is guilty.
. "$ROOT/tests/tap.sh"
unset SOURCE_DATE_EPOCH
sample=$ROOT/samples/checkout
perfpage report "$sample" -o page.html --json out.json >summary 2>err
same "the sample fails a gate" 1 $?
same "nothing in it is diagnosed but what its anti-patterns warn of" "regexp.MatchString regexp.compile fmt.Sprintf " \
  "$(sed -n 's/.*: note: \([^:]*\): total .*\[anti-pattern-found\]$/\1/p; t; s/^/? /p' err | tr '\n' ' ')"
reason=$(sed -n '/^"reasons":/,/^]/p' out.json | sed -n 2p)
check "the first reason names the regressed benchmark" sh -c 'echo "$1" | grep -q "\"text\":\"HotPath_Checkout sec/op: +[0-9]"' - "$reason"
check "the first reason names the guilty function" sh -c 'echo "$1" | grep -q "\"cause\":{\"function\":\"regexp\.compile\",\"points\":0\.[0-9]*}"' - "$reason"
check "the page says it on its first screen" sh -c 'sed "/<main/q" page.html | tr -d "\n" | grep -q "HotPath_Checkout.*regexp\.compile"'
check "the terminal says it" grep -q 'Fail: HotPath_Checkout.*regexp\.compile' summary
verdict_of() { # KIND SUBJECT
  grep "\"kind\":\"$1\",\"subject\":\"$2" out.json | sed 's/.*"verdict":"\([a-z-]*\)".*/\1/' | sort -u | tr '\n' ' '
}
same "the new allocation fails" "fail " "$(verdict_of allocation 'Encode_NoAlloc')"
check "the win is a proven improvement" sh -c '
  grep "\"name\":\"HotPath_ProductLookup\".*\"unit\":\"sec/op\"" out.json | grep -q "\"change\":-0\.[2-9]"'
finding() { grep "^{\"kind\":\"$1\",\"attention\":$2,\"subject\":\"$3\"" out.json; }
check "a hotspot's shares are measured on both sides" sh -c 'echo "$1" | grep -q "\"base\":{\"self\":0\.[0-9]*,\"total\":0\.1.*\"head\":{\"self\":0\.[0-9]*,\"total\":0\.0[78]"' - \
  "$(finding hotspot false 'checkout/internal/catalog\.(\*Snapshot)\.Related')"
check "an anti-pattern is found in head alone" sh -c 'echo "$1" | grep -q "\"base\":{\"self\":0,\"total\":0},\"head\":{\"self\":0\.[0-9]*,\"total\":0\.1"' - \
  "$(finding anti-pattern-found true 'regexp\.compile')"
check "another is found where it must not be" sh -c 'echo "$1" | grep -q "\"under\":\"encode\""' - "$(finding anti-pattern-found true 'fmt\.Sprintf')"
check "the regression predicts a slower service" sh -c '
  grep "\"name\":\"HotPath_Checkout\".*\"unit\":\"sec/op\"" out.json |
    grep -q "\"prediction\":{\"function\":\"checkout/internal/httpapi\.(\*Server)\.checkout\".*\"share\":0\.2[0-9]*,.*\"change\":0\.2"'
check "the page marks the frames an anti-pattern warns of" grep -q '<g class="[^"]* ma"><title>regexp\.compile' page.html
check "the page marks the frames of a hotspot" grep -q '<g class="[^"]* mh"><title>' page.html
for id in $(grep -o 'class="badge" href="#k-[0-9]*"' page.html | sed 's/.*#//; s/"//' | sort -u); do
  same "the badge $id leads to a row of the document" 1 "$(grep -c "id=\"$id\"" page.html)"
done
for side in base head; do
  check "$side: at least 3,000 profile samples" awk '!/^#/ { n += $NF } END { exit n < 3000 }' "$sample/$side/cpu.folded"
  check "$side: at least 10 runs of each benchmark" awk '
    /^Benchmark/ { n[$1]++ } END { if (!length(n)) exit 1; for (b in n) if (n[b] < 10) exit 1 }' "$sample/$side/bench.txt"
  refuse "$side: no path of the machine" grep -rqE '/(home|root|tmp|work|Users)/' "$sample/$side"
done
check "its folders may be named to flame as they are" perfpage flame "$sample/head/cpu.folded" --base "$sample/base" -o diff.svg
check "its document has no complaint" perfpage lint "$sample/PERFORMANCE.md"
finish

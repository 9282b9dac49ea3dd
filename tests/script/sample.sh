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
runs=$sample/history/runs.txt
of_run() { sed -n "s/^$1: //p" "$runs"; }
check "the history has at least 30 runs" test "$(of_run run | wc -l)" -ge 30
same "each run says its commit and date" "$(of_run run | wc -l | tr -d ' ') $(of_run run | wc -l | tr -d ' ')" \
  "$(of_run commit | sort -u | wc -l | tr -d ' ') $(of_run date | sort -u | wc -l | tr -d ' ')"
same "the runs stand in the order of their dates" "$(of_run date | LC_ALL=C sort)" "$(of_run date)"
same "each run is a patch of the series, and each patch a run" "$(cd "$sample/series" && LC_ALL=C ls | sed 's/\.patch$//')" "$(of_run run)"
check "each run has at least six results of each benchmark" awk '
  function judge(b) { for (b in n) if (n[b] < 6) bad = 1; if (run && length(n) != 13) bad = 1; split("", n) }
  /^run:/ { judge(); run = $2 } /^Benchmark/ { n[$1]++ } END { judge(); exit bad || !run }' "$runs"
ratio() { # BENCHMARK A B C D: the mean of its medians (ns/op) in the runs C to D over that in the runs A to B
  awk -v b="Benchmark$1-2" -v range="$2 $3 $4 $5" '
    function judge(i, j, x) {
      for (i = 2; i <= n; i++) { x = v[i]; for (j = i - 1; j && v[j] > x; j--) v[j + 1] = v[j]; v[j + 1] = x }
      if (n) median[++runs] = (v[int((n + 1) / 2)] + v[int(n / 2) + 1]) / 2
      n = 0
    }
    function mean(from, to, i, sum) { for (i = from; i <= to; i++) sum += median[i]; return sum / (to - from + 1) }
    /^run:/ { judge() } $1 == b { v[++n] = $3 + 0 }
    END { judge(); split(range, r, " "); printf "%.3f\n", mean(r[3], r[4]) / mean(r[1], r[2]) }' "$runs"
}
within() { awk -v x="$1" -v lo="$2" -v hi="$3" 'BEGIN { print x; exit !(x > lo && x < hi) }'; }
check "postcodes and parts are a step of the hot path" within "$(ratio HotPath_Checkout 11 20 21 30)" 1.05 1.14
check "before it the hot path was flat" within "$(ratio HotPath_Checkout 1 10 11 20)" 0.96 1.04
check "and behind it" within "$(ratio HotPath_Checkout 21 27 28 34)" 0.96 1.04
check "promotions slow the lookup down, bit by bit" within "$(ratio HotPath_ProductLookup 1 5 30 34)" 1.06 1.2
check "in the first half of them" within "$(ratio HotPath_ProductLookup 1 7 11 17)" 1.01 1.1
check "and in the second" within "$(ratio HotPath_ProductLookup 18 24 28 34)" 1.01 1.1
check "rows of stock that are cut are a win" within "$(ratio Admin_Stock 1 8 9 34)" 0.3 0.6
check "nothing happened to receipts" within "$(ratio Encode_NoAlloc 1 17 18 34)" 0.98 1.02
refuse "the history has no path of the machine" grep -qE '/(home|root|tmp|work|Users)/' "$runs"
check "each commit of the series is a change of one day and one subject" awk '
  FNR == 1 { n++; day[$2]++ } /^Date: 20[0-9-]*T[0-9:]*Z$/ { d++ } /^Subject: ./ { s++ }
  END { for (i in day) if (day[i] > 1) exit 1; exit n != d || n != s }' "$sample"/series/*.patch
if command -v patch >/dev/null && command -v git >/dev/null; then
  mkdir series && cp -R "$sample/service" series/service
  for p in $(ls -r "$sample"/series/*.patch); do patch -s -R -p1 -F0 -d series/service <"$p" || echo "$p"; done >patched 2>&1
  refuse "the series starts from another source" cmp -s series/service/internal/catalog/catalog.go "$sample/service/internal/catalog/catalog.go"
  for p in "$sample"/series/*.patch; do patch -s -p1 -F0 -d series/service <"$p" || echo "$p"; done >>patched 2>&1
  same "every patch of the series applies as it is" "" "$(cat patched)"
  check "the last of them leads to the service" diff -r series/service "$sample/service"
  paste -d ' ' - - - <<EOF >recorded
$(sed -n -E 's/^(run|commit|date): //p' "$runs")
EOF
  sh "$sample/record.sh" series >commits
  same "the source of each run has the id that was recorded" "$(cat commits)" "$(cat recorded)"
else
  without "the series leads to the service" "no patch, or no git"
fi
check "its folders may be named to flame as they are" perfpage flame "$sample/head/cpu.folded" --base "$sample/base" -o diff.svg
check "its document has no complaint" perfpage lint "$sample/PERFORMANCE.md"
finish

# Options that choose what a flame graph shows, and what is said of them.
. "$ROOT/tests/tap.sh"
unset SOURCE_DATE_EPOCH
cat >head.folded <<'END'
# unit: samples
main;parse;json 30
main;parse;alloc;gc 10
main;serve;db 40
main;serve;json 15
idle 5
END
cat >base.folded <<'END'
# unit: samples
main;parse;json 20
main;parse;alloc;gc 20
main;serve;db 30
old;json 10
idle 20
END
refused() { # name, words of the message, arguments
  name=$1 words=$2
  shift 2
  perfpage "$@" >out 2>err </dev/null
  same "$name: exit status" 2 $?
  check "$name: it says what is taken" grep -qF -- "$words" err
}
said() { grep -o 'head 100 samples[^<]*' "$1" | head -n 1 | sed 's/.*none left out//'; }

# --focus and --ignore: whole stacks, counted once; shares stay of the whole.
perfpage flame head.folded --base base.folded --focus json --format tsv >focus.tsv 2>err
same "--focus: exit status" 0 $?
same "--focus: what is left" "all 45 30,main 45 20,parse 30 20,json 30 20,serve 15 0,json 15 0,old 0 10,json 0 10," \
  "$(sed 1d focus.tsv | awk -F '\t' '{ printf "%s %s %s,", $5, $3, $6 }')"
perfpage flame head.folded --base base.folded --ignore 'gc|db' --format tsv >ignore.tsv
same "--ignore: what is left" "all 50 50,idle 5 20,main 45 20,parse 30 20,json 30 20,serve 15 0,json 15 0,old 0 10,json 0 10," \
  "$(sed 1d ignore.tsv | awk -F '\t' '{ printf "%s %s %s,", $5, $3, $6 }')"
perfpage flame head.folded --focus parse --ignore json --reverse --format tsv >both.tsv
same "both, turned round: what is left" "all 10,gc 10,alloc 10,parse 10,main 10," "$(sed 1d both.tsv | awk -F '\t' '{ printf "%s %s,", $5, $3 }')"
perfpage flame head.folded --base base.folded --focus json -o focus.svg
same "--focus: the picture says what is left out" '; --focus "json" leaves out 55.00 % of head, 70.00 % of base; shares stay of the whole' "$(said focus.svg)"
check "--focus: shares are of the whole" sh -c "tr '\n' '~' <focus.svg | grep -q '<title>parse~30 samples, 30.00 %, self 0'"
check "--focus: changes are those of the whole" sh -c "tr '\n' '~' <focus.svg | grep -q '<title>parse~[^<]*+10.00 points'"
perfpage flame head.folded --base base.folded --focus json --ignore '^old$' -o both.svg
same "both: the picture says so" '; --focus "json" and --ignore "^old$" leave out 55.00 % of head, 80.00 % of base; shares stay of the whole' "$(said both.svg)"
perfpage flame head.folded --focus '<b>&"' >svg 2>err
same "nothing is left: exit status" 3 $?
same "nothing is left: no picture" "" "$(cat svg)"
same "nothing is left: it says so" 'head.folded: error: nothing is left to draw: --focus "<b>&"" leaves out every stack [filter-empty]' "$(cat err)"
perfpage flame head.folded --base base.folded --focus '^old$' -o old.svg 2>err
same "work that only the base does: exit status" 0 $?
check "work that only the base does: it is drawn, and said to be gone" grep -q 'base alone: 100 samples; head has none of these stacks; 3 frames' old.svg
refuse "a picture without a filter says nothing of it" sh -c 'perfpage flame head.folded | grep -q "shares stay of"'

# A page draws less, and judges all.
mkdir -p in/base in/head && cp base.folded in/base/cpu.folded && cp head.folded in/head/cpu.folded
perfpage report in -o whole.html --json whole.json >/dev/null 2>&1
whole=$?
perfpage report in -o page.html --json page.json --focus json >/dev/null 2>err
same "report --focus: the exit status stays" "$whole" $?
check "report --focus: the page says what is left out" grep -q 'leaves out 55.00 % of head, 70.00 % of base' page.html
refuse "report --focus: others are not drawn" grep -q '<title>db' page.html
check "report --focus: what is judged is the same" cmp whole.json page.json
perfpage report in -o page.html --ignore . >/dev/null 2>err
same "report, nothing left: exit status" 3 $?
check "report, nothing left: the page says so" grep -q 'nothing is left to draw' page.html

mkdir -p in/head && echo 'x;only_here 5' >in/head/alloc.folded
perfpage report in -o page.html --focus only_here >/dev/null 2>&1
check "report --focus, one profile without such a stack: said" grep -q 'leaves out 100 % of head, 100 % of base' page.html
for id in $(grep -o 'href="#f-[^"]*"' page.html | sed 's/href="#//;s/"//' | sort -u); do
  grep -q "id=\"$id\"" page.html || echo "$id"
done >nowhere
same "report --focus, one profile without such a stack: links lead somewhere" "" "$(cat nowhere)"
check "report --focus, one profile without such a stack: its functions are listed" grep -q '<bdi[^>]*>db</bdi>' page.html

# --demangle: names of the source, merged where they become one.
cat >mangled.folded <<'END'
_ZN3app4main17h0123456789abcdefE;_ZN3app5parse17h1111111111111111E 4
_ZN3app4main17hfedcba9876543210E;_ZN3app5parse17h2222222222222222E 5
_Z4mainiPPc;_ZNSt6vectorIiSaIiEE9push_backERKi;_Zbroken;plain_[k] 2
_Z4mainiPPc;_ZNSt6vectorIiSaIiEE9push_backERKi;memcpy@plt 1
END
perfpage flame mangled.folded --format tsv >as-they-are.tsv
same "without --demangle names stay" "_Z4mainiPPc" "$(awk -F '\t' '$5 ~ /^_Z4/ { print $5 }' as-they-are.tsv)"
perfpage flame mangled.folded --demangle --format tsv >names.tsv
same "--demangle: exit status" 0 $?
same "--demangle: names and sums" "all 12|app::main 9|app::parse 9|main(int, char**) 3|std::vector<int, std::allocator<int> >::push_back(int const&) 3|_Zbroken 2|plain_[k] 2|memcpy@plt 1|" \
  "$(sed 1d names.tsv | awk -F '\t' '{ printf "%s %s|", $5, $3 }')"
perfpage flame mangled.folded --demangle --focus '^app::parse$' --format tsv >names.tsv
same "--demangle: --focus takes the readable names" "all 9,app::main 9,app::parse 9," "$(sed 1d names.tsv | awk -F '\t' '{ printf "%s %s,", $5, $3 }')"
rm -rf in && mkdir -p in/head && cp mangled.folded in/head/cpu.folded
perfpage report in --demangle -o page.html --json page.json >/dev/null 2>&1
check "report --demangle: the page has the readable names" grep -q 'main(int, char\*\*)' page.html
check "report --demangle: report.json too" grep -q '"app::parse"' page.json

# --colors: palettes, the same on a page and in a picture.
for c in auto change owner go java js python rust c hot mem io red orange yellow green aqua blue purple; do
  perfpage flame mangled.folded --colors $c -o colours.svg 2>err
  same "--colors $c" "0" "$?$(cat err)"
done
perfpage flame mangled.folded --demangle --colors c -o c.svg
check "--colors c: C++ and what its legend says" grep -q '<text class="fl-words"[^>]*>standard library</text>' c.svg
check "--colors c: a kernel frame has its own" sh -c "tr '\n' '~' <c.svg | grep -q '<g class=\"ke[^\"]*\"><title>plain_\[k\]'"
perfpage flame head.folded --base base.folded --colors mem -o mem.svg
check "--colors with a base: not by change" grep -q 'class="fl-svg fl-own"' mem.svg
mkdir -p two/base two/head && cp base.folded two/base/cpu.folded && cp head.folded two/head/cpu.folded
perfpage report two --colors mem -o page.html >/dev/null 2>&1
check "report --colors: the page begins with it" grep -q 'class="fl-h"[^>]*checked' page.html
perfpage report two -o page.html >/dev/null 2>&1
refuse "report without --colors begins with the change" grep -q 'class="fl-h"[^>]*checked' page.html
refused "--colors" 'auto, change, owner, go, java, js, python, rust, c, hot, mem, io, red, orange, yellow, green, aqua, blue or purple' \
  flame head.folded --colors rainbow

# A difference: coloured by total or self shares, of a file with both sides, and with a side that has nothing.
printf 'a 900\na;b 100\n' >b.folded && printf 'a 200\na;b 1800\n' >h.folded
perfpage flame h.folded --base b.folded --count-name samples --change self -o self.svg
check "--change self: the script is told" grep -q 'class="fl-svg fl-self"' self.svg
check "--change self: a frame that hands its work down" sh -c "tr '\n' '~' <self.svg | grep -q 'class=\"q0 [^>]*><title>a~'"
refused "--change" 'takes total or self' flame h.folded --change both
rm -rf two && mkdir -p two/base two/head && cp b.folded two/base/cpu.folded && cp h.folded two/head/cpu.folded
perfpage report two --count-name samples --change self -o page.html >/dev/null 2>&1
check "report --change self: the page says so" grep -q 'change of the self share' page.html
printf 'a;b 10 12\na;c 5 0\na;d 0 3\n' >both.folded
perfpage flame both.folded --input-format diff --format tsv >both.tsv 2>err
same "a file of both sides" "all 15 15,a 15 15,b 12 10,c 0 5,d 3 0," "$(sed 1d both.tsv | awk -F '\t' '{ printf "%s %s %s,", $5, $3, $6 }')"
check "a file of both sides: said" grep -qF 'both.folded: warning: read as a difference: the first count of a line is base' err
perfpage flame both.folded --input-format diff -o both.svg 2>/dev/null
check "a file of both sides: what is gone" grep -q 'Gone: 33.33 % of base, 1 frame' both.svg
check "a file of both sides: what is new is dashed" sh -c "tr '\n' '~' <both.svg | grep -q '<title>d~[^<]*new'"
printf 'a;b 0\n' >zero.folded
perfpage flame zero.folded --base b.folded -o gone.svg
same "head without samples: exit status" 0 $?
check "head without samples: what base did is drawn" grep -q 'all of it gone: head has no samples; 3 frames' gone.svg
perfpage flame h.folded --base zero.folded -o new.svg
check "base without samples: said" grep -q 'base has no samples' new.svg
perfpage flame zero.folded --base zero.folded -o none.svg 2>err
same "nothing on both sides: exit status" "0" "$?$(cat err)"

# A page takes what a picture takes.
perfpage report two --reverse --inverted --negate --no-normalize -o page.html >/dev/null 2>err
refuse "report --reverse and others: nothing is complained of" grep -q 'not an option' err
check "report --reverse: the script is told" grep -q 'class="fl-svg fl-rev"' page.html
check "report --no-normalize: the page says what colours are of" grep -q "change of the counts as a share of head" page.html
refuse "report --no-normalize: it does not say the opposite" grep -q "shares of their own total" page.html
perfpage report two -o plain.html >/dev/null 2>&1
check "report: shares are of each side's own total" grep -q "shares of their own total" plain.html

# Values that cannot be read are answered with those that can.
refused "--focus without an end" 'missing closing parenthesis, at byte 6' flame head.folded --focus 'a(b|c'
refused "--ignore of a bad repeat" 'quantifier does not follow a repeatable item, at byte 1' report in --ignore '*a'
refused "--focus of nothing" 'an empty expression' flame head.folded --focus ''
refused "--format" 'takes svg or tsv' flame head.folded --format html
refused "lint --format" 'takes text or json' lint x --format html
refused "bench --format" 'takes text, csv, md or json' bench a b --format html
refused "--for" 'pr, sprint or onboarding' report in --for nobody
refused "--correction" 'holm, bh or none' report in --correction x
refused "--missing" 'fail, warn or ignore' report in --missing x
refused "--alpha" 'between 0 and 1' report in --alpha 5
refused "--min-width" 'from 0 to 100' flame head.folded --min-width 200
refused "--width" 'from 400 to 20000' flame head.folded --width 399
refused "--max-frames" 'a whole number' flame head.folded --max-frames 0
refused "--now" '2026-11-20T12:00:00Z' report in --now soon
refused "--max-regress" 'or none' report in --max-regress x

# Of several profiles one is drawn, and it is said which: the one that a filter leaves something of, or that a base goes with.
rm -rf two && mkdir two && echo 'a;b 3' >two/cpu.folded && echo 'a;c 5' >two/alloc.folded && echo 'a;b 4' >cpu.folded
perfpage flame two --focus b --format tsv >out 2>err
same "several profiles, --focus: what it leaves something of" "b" "$(tail -n 1 out | cut -f 5)"
same "several profiles, --focus: said" 'two: warning: 2 profiles were read ("alloc", "cpu"); drawing "cpu" [profile-choice]' "$(cat err)"
perfpage flame two --base cpu.folded --format tsv >out 2>err
same "several profiles, --base: the one it goes with" "b 3 4" "$(tail -n 1 out | awk -F '\t' '{ print $5, $3, $6 }')"
perfpage flame two --base cpu.folded --focus c --format tsv >out 2>err
same "several profiles, --base and --focus: exit status" 3 $?
check "several profiles, --base and --focus: said" grep -qF 'no profile of --base ("cpu") goes with "alloc": drawn without a base' err

# More rows than a window has: the root on top, where the reader begins.
rows() { awk -v n="$1" 'BEGIN { for (i = 1; i < n; i++) printf "f%d;", i; print "leaf 3" }'; }
y_of() { perfpage flame - | tr '\n' ' ' | grep -o "<title>$1 [^<]*</title><rect[^>]*" | sed 's/.* y="\([0-9]*\)".*/\1/'; }
check "50 rows: the root is below" test "$(rows 50 | y_of all)" -gt "$(rows 50 | y_of leaf)"
check "51 rows: the root is on top" test "$(rows 51 | y_of all)" -lt "$(rows 51 | y_of leaf)"

# Standard input, and everything at once.
check "standard input has a title" sh -c 'perfpage flame - <head.folded | grep -q ">standard input</text>"'
perfpage flame head.folded --format tsv >file.tsv
perfpage flame - --format tsv <head.folded >pipe.tsv
same "standard input is read" "$(cat file.tsv)" "$(cat pipe.tsv)"
for f in head base; do sed 1d $f.folded >plain-$f.folded; done
perfpage flame plain-head.folded --base plain-base.folded --title 'A <b> & "c"' --width 640 --count-name bytes --reverse --inverted --negate --no-normalize \
  --focus json -o all.svg 2>err
same "every option at once: exit status" 0 $?
same "every option at once: nothing is complained of" "" "$(cat err)"
check "every option at once: title" grep -qF 'A &lt;b&gt; &amp; "c"' all.svg
check "every option at once: width" grep -q '<svg [^>]*width="640"' all.svg
check "every option at once: count name" grep -q '^45.*B, 45.00 %' all.svg
finish

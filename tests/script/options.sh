# Options that used to be passed over without a word.
. "$ROOT/tests/tap.sh"
unset SOURCE_DATE_EPOCH
sample=$ROOT/samples/checkout

# Templates: a folder that is there, and files that can be used.
perfpage report "$sample" --templates no-such-folder -o page.html >/dev/null 2>err
same "--templates without a folder: exit status" 2 $?
check "--templates without a folder: it says so" grep -qF -- '--templates: "no-such-folder" is not a folder' err
refuse "--templates without a folder: no page" test -e page.html
mkdir -p own in/head
printf 'BenchmarkHot 1000 5 ns/op\n' >in/head/b.txt
printf '## CI gate\n\n| Benchmark | Allowed |\n| --- | --- |\n| `BenchmarkHot` | < 50 ns/op |\n' >in/PERFORMANCE.md
for i in 1 2 3 4 5 6; do printf 'BenchmarkHot 1000 5.%s ns/op\n' $i; done >>in/head/b.txt
perfpage report in -o built-in.html >/dev/null 2>err
same "the report passes" 0 $?
cp "$ROOT"/templates/* "$ROOT"/assets/* own/
perfpage report in --templates own -o own.html >/dev/null 2>err
same "the same templates: exit status" 0 $?
check "the same templates give the same page" cmp own.html built-in.html
echo '<div><slot name="nothing"/></div>' >own/section-gates.html
perfpage report in --templates own -o own.html --json out.json >/dev/null 2>err
same "a template that cannot be used: exit status" 3 $?
same "a template that cannot be used: said once" 1 "$(grep -c 'own/section-gates.html:1: error: .*\[template\]' err)"
check "a template that cannot be used: it stands on the page" grep -q 'unknown slot' own.html
check "a template that cannot be used: the page is whole" grep -q '<section id="gates">' own.html
check "a template that cannot be used: report.json has the exit status" grep -q '"exit":3' out.json
check "a template that cannot be used: report.json has the diagnostic" grep -q '"slug":"template"' out.json

# --min-width 0 draws every frame, on the page as in a picture.
rm -rf in && mkdir -p in/head
{ echo 'main;wide 1000000'; echo 'main;narrow_one 1'; } >in/head/cpu.folded
perfpage report in -o page.html >/dev/null 2>&1
refuse "a narrow frame is not drawn" grep -q '<title>[^<]*narrow_one' page.html
perfpage report in --min-width 0 -o page.html >/dev/null 2>&1
check "report --min-width 0 draws it" grep -q '<title>[^<]*narrow_one' page.html
perfpage flame in/head/cpu.folded --min-width 0 -o flame.svg
check "flame --min-width 0 draws it" grep -q '<title>[^<]*narrow_one' flame.svg

# --trace-url: only an address that an id cannot bend.
for url in 'ftp://t/{trace_id}' 'https://t.example/' 'https://{trace_id}.example/' 'https://t.example/"{trace_id}'; do
  perfpage report in --trace-url "$url" -o page.html >/dev/null 2>err
  same "--trace-url $url: exit status" 2 $?
  check "--trace-url $url: it says what it takes" grep -q 'it takes an address with http or https and {trace_id} behind its host' err
done
perfpage report in --trace-url 'https://t.example/{trace_id}' -o page.html >/dev/null 2>err
same "--trace-url: exit status" 3 $?

for url in 'ftp://g/{commit}' 'https://g.example/' 'https://{commit}.example/' 'https://g.example/{trace_id}'; do
  perfpage report in --commit-url "$url" -o page.html >/dev/null 2>err
  same "--commit-url $url: exit status" 2 $?
  check "--commit-url $url: it says what it takes" grep -q 'it takes an address with http or https and {commit} behind its host' err
done
perfpage report in --commit-url 'https://g.example/{commit}' -o page.html >/dev/null 2>err
same "--commit-url: exit status" 3 $?

# flame says what it drew and what it did not.
mkdir two && echo 'a;b 3' >two/cpu.folded && echo 'a;c 5' >two/alloc.folded && echo 'x;y 7' >base.folded
perfpage flame two --format tsv >out 2>err
same "two profiles: exit status" 0 $?
same "two profiles: said" 'two: warning: 2 profiles were read ("alloc", "cpu"); drawing the first, "alloc" [profile-choice]' "$(cat err)"
perfpage flame two --format tsv --quiet >out 2>err
same "two profiles, --quiet: exit status" 0 $?
same "two profiles, --quiet: nothing is said" "" "$(cat err)"
perfpage flame two/cpu.folded --base two/alloc.folded --format tsv >out 2>err
same "a base that does not pair: exit status" 3 $?
same "a base that does not pair: said" 'two/cpu.folded: error: no profile of --base ("alloc") goes with "cpu": drawn without a base; they count different things, and --count-name says what stacks count [profile-alone]' "$(cat err)"
same "a base that does not pair: the profile is drawn" 3 "$(sed 1d out | wc -l)"
perfpage flame two/cpu.folded --base base.folded --format tsv >out 2>err
same "a base of another name: exit status" 0 $?
same "a base of another name: nothing is said" "" "$(cat err)"
: >empty.folded
perfpage flame empty.folded --base base.folded >out 2>err
same "no profile: exit status" 3 $?
same "no profile: it says so, once" 'empty.folded: error: this file is empty [file-empty]' "$(cat err)"
same "no profile: base's is not drawn in its place" "" "$(cat out)"
printf 'BenchmarkHot 1000 5 ns/op\n' >bench.txt
perfpage flame bench.txt >out 2>err
same "a benchmark result: exit status" 3 $?
same "a benchmark result: it says so" 'bench.txt: error: holds no profile: read as Go benchmark text [file-empty]' "$(cat err)"
perfpage flame base.folded bench.txt >out 2>err
same "two profiles: exit status" 2 $?
check "two profiles: how to compare" grep -q 'flame takes one profile; --base FILE' err
perfpage flame "$PWD/bench.txt" >out 2>err
same "an absolute path: named as it was typed" "$PWD/bench.txt: error: holds no profile: read as Go benchmark text [file-empty]" "$(cat err)"
perfpage flame base.folded --sample-type wall >out 2>err
same "a sample type that is not there: said once" 1 "$(wc -l <err)"
perfpage report --head base.folded --sample-type wall -o page.html >out 2>/dev/null
same "a sample type that is not there: bad input, no gate" 3 $?
check "a sample type that is not there: no gate fails" grep -q '^no-data: ' out

# What comments of the document say of its sections is listed.
rm -rf in && mkdir in
printf '# svc\n\n## Words\n\n<!-- perfpage: ignore -->\n\nSome text.\n' >in/PERFORMANCE.md
perfpage report in -o page.html >/dev/null 2>&1
check "directives are listed" grep -q '<dt>Directives</dt><dd><code>[^/]*ignore.*</code> at [^/]*PERFORMANCE.md.*:5</dd>' page.html

# The demo names the page where it is.
cp -R "$sample" demo
same "demo: an absolute page" "page:        $PWD/there.html" "$("$ROOT/tools/demo" demo "$PWD/there.html" 2>/dev/null | grep '^page:')"
same "demo: a relative page" "page:        $PWD/here.html" "$("$ROOT/tools/demo" demo here.html 2>/dev/null | grep '^page:')"
finish

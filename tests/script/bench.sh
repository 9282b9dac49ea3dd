# perfpage bench: its CSV against benchstat's own, its text as a person sees it, its exit status.
. "$ROOT/tests/tap.sh"
unset SOURCE_DATE_EPOCH NO_COLOR
vectors=$ROOT/tests/vectors/bench
shared=${PERFPAGE_SHARED:-$ROOT/../shared}/vectors/bench

# Rows of a benchstat CSV, one a line: pkg, unit, name, centre, CI, centre, CI, vs base, P. The mean is not among them: ours is
# over the rows both sides have. Tables of one side alone have two cells, of whichever file the header names.
rows() {
  awk -v old="$1" '
    { line = $0 }
    line == "" { next }
    line !~ /,/ || line ~ /^"?[a-z][^,]*: / { gsub(/"/, "", line); if (line ~ /^pkg: /) pkg = substr(line, 6); next }
    line ~ /^,/ && line ~ /,CI/ { split(line, f, ","); unit = f[2]; next }
    line ~ /^,/ { n = split(line, f, ","); both = n > 3; only_old = f[2] == old; next }
    /^geomean,/ { next }
    { n = split(line, f, ",")
      name = f[1]; sub(/^'\''/, "", name)
      if (both || only_old) v = f[2] "\t" f[3] "\t" f[4] "\t" f[5] "\t" f[6] "\t" f[7]
      else v = "\t\t" f[2] "\t" f[3] "\t\t"
      print pkg "\t" unit "\t" name "\t" v }' "$2" | LC_ALL=C sort
}
# benchstat makes one row two where a configuration line differs between the files; ours is one. Put together again, they have
# no test to compare.
halves() {
  awk -F '\t' '
    { key = $1 FS $2 FS $3 }
    !(key in base) { order[++n] = key }
    $4 != "" { base[key] = $4 FS $5 }
    $6 != "" { head[key] = $6 FS $7 }
    $8 != "" { test[key] = $8 FS $9 }
    { base[key] = base[key]; sides[key]++ }
    END { for (i = 1; i <= n; i++) { key = order[i]
      print key FS (base[key] == "" ? FS : base[key]) FS (head[key] == "" ? FS : head[key]) FS (sides[key] > 1 ? "*" FS "*" : test[key] == "" ? FS : test[key]) } }' "$1"
}
# Says where two lists of rows differ; centres may differ by a rounding.
compare() {
  paste -d '\n' "$1" "$2" | awk -F '\t' '
    function near(a, b, d) {
      if (a == b) return 1
      if (a !~ /[0-9]/ || b !~ /[0-9]/) return 0
      d = a - b; if (d < 0) d = -d
      return d <= 1e-12 * (a < 0 ? -a : a)
    }
    NR % 2 { n = split($0, want, "\t"); line = $0; next }
    { split($0, got, "\t")
      for (i = 1; i <= 9; i++) if (want[i] != "*" && !(i == 4 || i == 6 ? near(want[i], got[i]) : want[i] == got[i])) bad = 1
      if (bad) { print "wanted: " line; print "got:    " $0; wrong = 1; bad = 0 }
      rows++ }
    END { if (!rows) print "no row"; exit wrong || !rows }'
}
case_of() { # folder, option...: the CSV is benchstat's
  case_folder=$1
  shift
  case_name=$(basename "$case_folder")
  case_new=new.txt
  [ -e "$case_folder/new.txt" ] || case_new=old.txt
  perfpage bench --format csv "$@" "$case_folder/old.txt" "$case_folder/$case_new" >got.csv 2>err
  rows old.txt "$case_folder/expected.csv" >all.rows && halves all.rows >want.rows
  rows old.txt got.csv >got.rows
  check "csv: $case_name" compare want.rows got.rows
}

for folder in "$vectors"/[0-9]*-*/ "$shared"/[0-9]*-*/; do
  folder=${folder%/}
  name=$(basename "$folder")
  [ -d "$folder" ] || continue
  case $folder in "$shared"/*) [ -d "$vectors/$name" ] && continue ;; esac
  case $name in
    48-* | 49-* | 69-* | 82-* | 83-* | 85-* | 22-* | 90-*) ;; # differ, as the README of the vectors says: below
    84-*) ;;                                                   # a file that is not there: below
    *) [ -e "$folder/args" ] || case_of "$folder" ;;           # those with arguments: below
  esac
done
[ -d "$shared" ] || without "csv: cases from outside" "no $shared"

# Cases with benchstat's options: the same tables, cell for cell, but for the order of the configuration lines. Its options have
# one dash, ours two.
tables() {
  grep -v '^"\{0,1\}[a-z][^,]*: ' "$1"
}
cells() { # Says where two lists of tables differ; figures may differ by a rounding.
  paste -d '\n' "$1" "$2" | awk -F , '
    function near(a, b, d) {
      if (a == b) return 1
      if (a !~ /^[-+]?[0-9.]+(e[-+]?[0-9]+)?$/ || b !~ /^[-+]?[0-9.]+(e[-+]?[0-9]+)?$/) return 0
      d = a - b; if (d < 0) d = -d
      return d <= 1e-12 * (a < 0 ? -a : a)
    }
    NR % 2 { n = split($0, want, ","); line = $0; next }
    { bad = split($0, got, ",") != n
      for (i = 1; i <= n; i++) if (!near(want[i], got[i])) bad = 1
      if (bad) { print "wanted: " line; print "got:    " $0; wrong = 1 }
      lines++ }
    END { if (lines < 3) print "no table"; exit wrong || lines < 3 }'
}
with_args() { # case, argument...
  args_case=$1
  shift
  (cd "$vectors/$args_case" && perfpage bench --format csv "$@") >got.csv 2>err
  tables "$vectors/$args_case/expected.csv" >want.tables
  tables got.csv >got.tables
  check "csv: $args_case: $*" cells want.tables got.tables
}
with_args 60-gomaxprocs-ignored --ignore /gomaxprocs old.txt new.txt
with_args 62-sub-benchmarks-col --row .name,/n --col /algo,.file old.txt new.txt
with_args 63-sort-num --row /size@num new.txt
with_args 64-filter-unit --filter '.unit:(ns/op OR allocs/op)' old.txt new.txt
with_args 65-vary-warning --row .name old.txt new.txt
with_args 75-labels before=old.txt after=new.txt
with_args 76-same-file-twice old.txt old.txt
with_args 79-alpha-001 --alpha 0.001 --confidence 0.99 old.txt new.txt
for folder in "$vectors"/*/; do # no case with arguments is forgotten
  [ ! -e "$folder/args" ] || check "csv: $(basename "$folder") is among them" grep -q "^with_args $(basename "$folder")\|^# $(basename "$folder")" "$ROOT/tests/script/bench.sh"
done
# 84-missing-file: benchstat exits with 0
bench_status() { perfpage bench "$@" >/dev/null 2>&1; echo $?; }
same "84-missing-file: exit status 3" 3 "$(cd "$vectors/84-missing-file" && bench_status old.txt nofile.txt)"
for wrong in 's/^10,/11,/' '/^2k/d' 's/1.001e-07/1.0010001e-07/' 's/,2%/,1%/' 's/new.txt/old.txt/'; do
  (cd "$vectors/63-sort-num" && perfpage bench --format csv --row /size@num new.txt) | sed "$wrong" >got.csv
  tables "$vectors/63-sort-num/expected.csv" >want.tables && tables got.csv >got.tables
  refuse "csv: a wrong cell is seen: $wrong" cells want.tables got.tables
done
same "65-vary-warning: the footnote" "¹ benchmarks vary in .fullname" "$(cd "$vectors/65-vary-warning" && perfpage bench --row .name old.txt new.txt | grep vary)"
same "79-alpha-001: the footnotes" 2 "$(cd "$vectors/79-alpha-001" && perfpage bench --alpha 0.001 --confidence 0.99 old.txt new.txt | grep -c 'interval at 99 % takes at least 8 samples\|7 samples a side would do$')"

# The comparison sees a wrong figure in each column.
perfpage bench --format csv "$vectors/30-n6/old.txt" "$vectors/30-n6/new.txt" >got.csv 2>err
rows old.txt got.csv >got.rows
for wrong in 's/1.025e-07/1.026e-07/' 's/,2%,/,3%,/' 's/2.0250000000000002e-07/2.0250001e-07/' 's/,1%,/,∞,/' 's/+97.56/+97.57/' 's/p=0.002/p=0.003/' 's/n=6/n=7/' '/^Foo/d'; do
  sed "$wrong" "$vectors/30-n6/expected.csv" >wrong.csv
  rows old.txt wrong.csv >want.rows
  refuse "csv: a wrong figure is seen: $wrong" compare want.rows got.rows
done

# Where ours differs, and how.
row() { # case, row...: the CSV of a case has these rows
  perfpage bench --format csv "$vectors/$1/old.txt" "$vectors/$1/new.txt" >got.csv 2>err
  row_name=$1
  shift
  for row_want; do check "csv: $row_name: $row_want" grep -qxF -- "$row_want" got.csv; done
}
row 48-zero-ns 'Foo-8,0,0%,0,0%,~,p=1.000 n=6' 'Bar-8,5e-09,0%,5e-09,0%,~,p=1.000 n=6'
same "csv: 48-zero-ns: one table" 1 "$(grep -c ',CI,' got.csv)"
row 49-mixed-zero-ns 'Foo-8,1e-09,?,2e-09,50%,~,p=0.149 n=6'
row 69-numbers 'A,1.0500000000000001e-08,?,+Inf,∞,~,p=0.489 n=8+2'
row 83-long-line 'A-8,1.0030000000000002e-07,2%,9.950000000000001e-08,2%,~,p=0.784 n=6' 'B-8,1e-09,∞,,,,'
row 85-nan 'A-8,3.5,71%,3,∞,~,p=1.000 n=6+5'
check "csv: 85-nan: it is said" grep -q '\[bench-nan\]' err
row 90-p-underflow-zero 'A-8,2.0000000000000002e-07,0%,1.0000000000000001e-07,0%,-50.00%,p=0.000 n=40'

# Exit status: what was judged, what could not be read, what cannot be written.
bench() { # standard output in out, standard error in err
  perfpage bench "$@" >out 2>err
  status=$?
}
result() { # name, first value, count: values that rise by one
  awk -v name="$1" -v v="$2" -v n="$3" 'BEGIN { for (i = 0; i < n; i++) print "Benchmark" name "-8\t1\t" v + i " ns/op" }'
}
result A 1000 10 >old.txt && result A 1200 10 >slow.txt && result A 1001 10 >same.txt && result A 1000 3 >few.txt && result A 1300 3 >few-slow.txt
bench old.txt same.txt; same "nothing over what is allowed" "0 pass" "$status $(sed -n 's/^\(pass\): .*/\1/p' out)"
bench old.txt slow.txt; same "a regression" "1 fail" "$status $(sed -n 's/^\(fail\): .*/\1/p' out)"
bench old.txt slow.txt --max-regress 30%; same "a regression that is allowed" 0 $status
bench old.txt slow.txt --max-regress none; same "no rule: nothing was judged" 3 $status
bench few.txt few-slow.txt; same "too few samples: nothing was decided" 3 $status
check "too few samples: how many would do" grep -q 'too few samples.*: [0-9]* samples a side would do$' out
bench old.txt absent.txt; same "a file that is not there" 3 $status
check "a file that is not there: it is said" grep -q '^absent.txt: error: .*\[file-missing\]' err
bench absent.txt old.txt; same "an old file that is not there" 3 $status
{ cat same.txt; echo 'BenchmarkB-8 1 x ns/op'; } >cut.txt
bench old.txt cut.txt; same "a line that cannot be read" 3 $status
check "a line that cannot be read: the rest is compared" grep -q '^A-8 .*p=' out
{ cat slow.txt; echo 'BenchmarkB-8 1 x ns/op'; } >both.txt
bench old.txt both.txt; same "a regression and a line that cannot be read" 1 $status
bench old.txt slow.txt -o table.txt; same "-o: status" 1 $status
same "-o: nothing on standard output" "" "$(cat out)"
bench old.txt slow.txt; check "-o: what would have been printed" cmp out table.txt
bench old.txt slow.txt -o no/such/folder; same "-o: cannot be written" 4 $status
perfpage bench - slow.txt <old.txt >out 2>err; same "standard input" 1 $?
bench --quiet old.txt slow.txt; refuse "--quiet: no summary" grep -q '^fail:' out
mkdir -p one two && result B 5 6 >one/b.txt && cp old.txt one/a.txt && cp slow.txt two/a.txt
bench one two; check "folders: all their files" grep -q '^B-8 .*removed' out

# What the figures do not say, said once.
{ echo 'note: x'; result A 1000 10; echo 'BenchmarkZ-8 1 0 ns/op'; result Gone 7 3; } >old.txt
{ echo 'note: y'; result A 1100 10; echo 'BenchmarkZ-8 1 0 ns/op'; } >new.txt
bench before=old.txt after=new.txt
check "labels name the columns" grep -q '^ *before *after *change$' out
check "config: both values" grep -q 'note differs: "x" in before, "y" in after$' out
check "equal samples" grep -q '^[^ ]* all samples are equal$' out
check "few samples: no interval" grep -q 'an interval at 95 % takes at least 6 samples a side$' out
check "the mean: what is left out, and why" grep -q 'left out of the geomean: Z-8: not positive; Gone-8: not in head$' out
check "a row of one side" grep -q '^Gone-8 .*removed' out
for pkg in b a b; do echo "pkg: example.com/$pkg"; result "X$pkg" 100 6; done >packages.txt
bench packages.txt packages.txt
same "packages: each once, in order of appearance" "pkg: example.com/b pkg: example.com/a " "$(grep '^pkg' out | tr '\n' ' ')"
same "packages: their rows below them" "  Xb-8 n=12   Xa-8 n=6 " "$(sed -n 's/^\(  X.-8\) .*\(n=[0-9]*\).*/\1 \2/p' out | tr '\n' ' ')"
check "p is never printed as zero" sh -c '! grep -q "p=0.000" out'

# Several columns, and the rows and columns that were asked for.
result A 1000 10 >a.txt && result A 1001 10 >b.txt && result A 1300 10 >c.txt
bench a.txt b.txt c.txt; same "three files: the worst comparison decides" 1 $status
check "three files: each comparison is told" grep -q '^b.txt: pass: .*exit status 0$' out
check "three files: each comparison is told, the failed one too" grep -q '^c.txt: fail: .*exit status 1$' out
bench a.txt b.txt b.txt; same "three files: none fails" 0 $status
bench a.txt b.txt absent.txt; same "three files: one is not there" 3 $status
check "three files: what is there is compared" grep -q '^b.txt: .*1 passes' out
bench a.txt c.txt absent.txt; same "three files: one fails, one is not there" 1 $status
sed 's/A-8/A-16/' a.txt >a16.txt
bench a.txt a16.txt b.txt
check "three files: another GOMAXPROCS is the same row" grep -q '^A-8 .* n=10 .* n=10 ' out
refuse "three files: and no other" grep -q '^A-16' out
bench a.txt a16.txt b.txt --ignore /gomaxprocs
check "GOMAXPROCS ignored: the row has no number" grep -q '^A  .* n=10 .* n=10 ' out
refuse "GOMAXPROCS ignored: nothing is said of it" grep -q procs-differ err
mkdir -p prof1 prof2 && cp a.txt prof1 && cp b.txt prof2 && echo 'main;f 900' >prof1/cpu.folded && echo 'main;f 100' >prof2/cpu.folded
bench prof1 prof2 b.txt; same "profiles beside three results: status" 0 $status
check "profiles beside three results: it is said that they are not compared" grep -q 'profiles and measurements.*\[role-unread\]' err
bench prof1 prof2 --filter '*'; refuse "profiles beside two results are compared" grep -q 'role-unread' err
bench a.txt; same "one file: a summary" 0 $status
refuse "one file: nothing is judged" grep -q 'pass\|exit status\|removed' out
bench absent.txt; same "one file that is not there" 3 $status
{ cat a.txt; echo 'BenchmarkB-8 1 x ns/op'; } >cut1.txt
bench cut1.txt; same "one file with a line that cannot be read" 3 $status
: >empty1.txt; bench empty1.txt; same "one empty file" 3 $status
bench a.txt c.txt --filter .name:B; same "a filter that leaves nothing" 3 $status
check "a filter that leaves nothing: it is said" grep -q 'filter.*no result is left.*\[filter-empty\]' err
{ cat a.txt; result B 7 6; } >ab.txt
bench ab.txt c.txt --filter .name:B; same "a filter that leaves one side nothing is no pass" 3 $status
bench a.txt c.txt --col /nope; same "a key that is in no result" 3 $status
check "a key that is in no result: it is named" grep -q 'no result has /nope .*\[filter-empty\]' err
option_of() { # of some options the last
  while [ $# -gt 2 ]; do shift 2; done
  printf %s "$1"
}
for key in "--row /nope" "--col .file,/nope" "--ignore /nope" "--row .fullname --ignore nope" "--ignore pkg"; do
  bench a.txt c.txt $key; same "a key that is in no result: neither table nor verdict: $key" "3 " "$status $(cat out)"
  check "a key that is in no result: the option is named: $key" grep -q "^perfpage: error: $(option_of $key): no result has" err
done
for key in cpu /gomaxprocs .config .fullname; do
  bench a.txt c.txt --ignore "$key"; same "what may go unsaid can be ignored: $key" "1 " "$status $(grep error err)"
done
{ echo 'note: x'; cat a.txt; } >noted.txt
bench noted.txt c.txt --ignore note; same "a key of one result can be ignored" "1 " "$status $(cat err)"
bench a.txt c.txt --col pkg; same "a configuration key that is in no result" 3 $status
bench x=a.txt x=b.txt; same "one label for two files" "0 x#0 x#1" "$status $(sed -n 's/^ *\(x#0\) *\(x#1\) .*/\1 \2/p' out)"
check "one label for two files: it is said" grep -q 'label "x".*\[same-label\]' err
for i in $(seq 70); do echo "BenchmarkN/i=$i 1 5 ns/op"; done >many.txt
bench many.txt --row .name --col /i; same "more columns than can be shown" 3 $status
check "more columns than can be shown: it is said" grep -q 'more than 64 columns.*\[too-large\]' err
bench a.txt c.txt && bench --filter '*' a.txt c.txt && mv out out.all; bench a.txt c.txt
check "a filter that takes everything changes nothing" cmp out out.all
for goos in linux plan9; do
  echo "goos: $goos"
  for pkg in p q; do echo "pkg: $pkg"; result S/k=1 100 6; result S/k=2 200 6; done
  echo "note: $goos"
done >os.txt
bench os.txt --col goos; same "columns by configuration: status" 0 $status
check "columns by configuration: their heads" grep -q '^ *linux *plan9 *change$' out
refuse "columns by configuration: they are not called different machines" grep -q 'machine-differs' err
check "columns by configuration: packages stay apart" sh -c 'test $(grep -c "^pkg: " out) = 2'
bench os.txt --col goos --ignore pkg
check "a package that is ignored tells no rows apart" grep -q '^S/k=1-8 .*n=12 ' out
bench os.txt --col goos --ignore pkg,/k
check "a part that is ignored tells no rows apart" grep -q '^S-8 .*n=24 ' out
refuse "what is ignored does not vary" grep -q vary out
for k in 1 2; do echo "note: $k"; result S/k=$k 100 6; done >notes.txt
bench notes.txt --row .name --ignore .fullname
check "rows of several configurations: in what they vary" grep -q '^¹ benchmarks vary in note$' out
bench os.txt --row goos,/k
same "rows of several keys" "linux 1,linux 2,plan9 1,plan9 2," "$(sed -n 's/^ *\([a-z0-9]* [12]\)  .*/\1/p' out | LC_ALL=C sort -u | tr '\n' ,)"
bench os.txt --col 'goos@(plan9 linux)' --filter /k:1
check "an order in brackets" grep -q '^ *plan9 *linux *change$' out
refuse "a filter by part" grep -q 'k=2' out
bench os.txt --filter 'goos:plan9 -pkg:/^p$/'
check "a filter by configuration: what is left" grep -q '^pkg: q$' out
refuse "a filter by configuration: what is not" grep -q 'goos: linux\|pkg: p$' out
{ result A 1000 8; result B 1000 8; result C 1000 8; } >old3.txt
{ result B 1100 8; result C 900 8; result A 1010 8; } >new3.txt
order() { sed -n 's/^\([ABC]\)-8 .*/\1/p' out | tr -d '\n'; }
bench old3.txt new3.txt; same "rows as they come" ABC "$(order)"
bench old3.txt new3.txt --sort delta; same "--sort delta" CAB "$(order)"
bench old3.txt new3.txt --sort -delta; same "--sort -delta" BAC "$(order)"
bench new3.txt old3.txt --sort name; same "--sort name" ABC "$(order)"
bench new3.txt old3.txt --sort -name; same "--sort -name" CBA "$(order)"
bench old3.txt new3.txt --sort -p; same "--sort -p" ABC "$(order)"
bench old3.txt new3.txt --row '.fullname@(B-8 A-8)'; same "--row with an order: what is not named is left out" BA "$(order)"
for wrong in "--filter a" "--filter .nm:x" "--row .unit" "--col /a@up" "--sort fast" "--ignore /a@num" "--confidence 95" "--format xml"; do
  bench old3.txt new3.txt $wrong; same "wrong use: $wrong" 2 $status
done
check "the column of what is wrong" sh -c 'perfpage bench a.txt --filter ".name:A OR :B" 2>&1 | grep -q "^perfpage: --filter: column 12 of "'
# Where higher is better the table shows the change, the verdict the worsening: it says which, and how it comes about.
rate() { # first value
  awk -v v="$1" 'BEGIN { for (i = 0; i < 10; i++) print "BenchmarkR-8 1 " v + i / 1000 " MB/s" }'
}
rate 100 >fast.txt && rate 50 >halved.txt
plain() { # blanks that keep a figure together as blanks
  sed "s/$(printf '\302\240')/ /g" out
}
bench fast.txt halved.txt
check "throughput: the change" grep -q ' -50.00%  p<0.001' out
same "throughput: the worsening" 1 "$(plain | grep -cF 'R B/s: +100.0 % worse (95.4 MiB/s → 47.7 MiB/s, base ÷ head − 1, interval +100.0 % to +100.0 %)')"
bench --format md fast.txt halved.txt
same "throughput: in Markdown" 1 "$(plain | grep -cF '+100.0 % worse (95.4 MiB/s → 47.7 MiB/s, base ÷ head − 1, ')"
bench --format json fast.txt halved.txt; check "throughput: the JSON has the change" grep -q '"change":-0.49997' out
bench old3.txt new3.txt; refuse "where lower is better nothing is added" grep -q 'worse (\|base ÷' out

# A history given as a result: its runs are told by their run: lines, or by their commits.
for c in 1 2 3; do echo "commit: c$c"; echo "date: 2026-01-0$c"; result A 1000 6; done >commits.txt
told='another commit begins, and its results are taken together with those of "c1": a history belongs in history/ \[bench-note\]$'
bench commits.txt a.txt; same "several commits in one result: it is said, once" 1 "$(grep -c "^commits.txt:9:1: warning: $told" err)"
bench commits.txt; same "several commits in one result alone" 1 "$(grep -c "$told" err)"
perfpage report --base a.txt --head commits.txt --no-page >out 2>err; same "several commits in the head of a report" 1 "$(grep -c "$told" err)"
bench commits.txt --col commit; refuse "columns by commit take nothing together" grep -q 'bench-note' err
awk '{ print } /^date/ { print "run: r" ++n }' commits.txt >runs.txt
bench runs.txt a.txt; same "several runs, each with its commit: one of it is said" "1 1" "$(grep -c 'another run begins' err) $(grep -c 'bench-note' err)"
sed '/^commit: c[23]/d' commits.txt >one-commit.txt
bench one-commit.txt a.txt; refuse "one commit, at several times" grep -q 'bench-note' err
{ cat one-commit.txt; echo 'commit: c2'; } >end.txt
bench end.txt a.txt; refuse "a commit without a result" grep -q 'bench-note' err

# Small things that mislead.
n=0
for v in 5 6 6; do printf '[{"name":"F","unit":"ns/op","value":%s},{"name":"G","unit":"ns/op","value":7}]' $v >figures$(( n += 1 )).json; done
bench figures1.json figures2.json figures3.json
check "figures: of several comparisons each has its mark" grep -qE '^F .*\+20.00% +no samples +¹ .*\+20.00% +no samples +¹$' out
check "figures: what is equal is said as in the CSV" grep -qE '^G .* 0.00% +no samples .* 0.00% +no samples ' out
bench --format csv figures1.json figures2.json; check "figures: and in the CSV" grep -q '^G,.*,0.00%,no samples$' out
{ echo 'pkg: p'; result P 100 6; echo 'pkg:'; result Q 100 6; } >some.txt
bench some.txt; same "a heading for what has no package" "pkg: p|without a package|" "$(grep '^pkg\|^without' out | tr '\n' '|')"
bench a.txt c.txt; refuse "no mean of a single row" grep -q geomean out
bench --format md a.txt c.txt; refuse "no mean of a single row in Markdown" grep -q geomean out
bench --format csv a.txt c.txt; check "the CSV has it, as benchstat's" grep -q '^geomean,' out
bench os.txt; check "a mean of several" grep -q '^geomean ' out
for sort in delta -delta p; do
  bench os.txt --sort $sort; same "one result has no order by $sort: it is said" "0 1" "$status $(grep -c '^perfpage: note: --sort: .*\[setting-unused\]$' err)"
done
bench os.txt --sort name; refuse "one result has an order by name" grep -q sort err
bench os.txt --filter .pkg:x; check "a wrong key: those there are, pkg among them" grep -q 'there are .*, pkg and other configuration keys (goos, cpu, ...)$' err
# JSON: of two results their report, of others a list of reports.
bench --format json a.txt b.txt c.txt
check "json of three: a list of reports" sh -c 'test $(grep -c "^{\?\"schema\":\"perfpage.report/1\"" out) = 2 && grep -q "\"schema\":\"perfpage.bench/1\"" out'
check "json of three: the columns" grep -qF '"columns":["a.txt","b.txt","c.txt"]' out
check "json of three: the worst exit status" grep -qF '"exit":1' out
bench --format json a.txt
check "json of one: no head" grep -q '"head":null,"change":null' out

# Names are shown, not obeyed: control and bidi characters, and formulas in the CSV.
printf 'pkg: p\033[31m\342\200\256\nBenchmark\033]0;x\007\342\200\256\377A-8\t1\t1 ns/op\t2 u\033nit\nBenchmark=1+1\t1\t1 ns/op\n' >hostile.txt
for format in text csv md json; do
  bench --format $format hostile.txt "=a$(printf '\033')=hostile.txt"
  refuse "hostile names: $format" grep -q "$(printf '[\033\007\377]\|\342\200\256')" out
done
bench --format csv hostile.txt hostile.txt
check "hostile names: a formula is text" grep -qF "\"'=1+1\"," out
printf 'Benchmark<b>|x*y*_z_`\\|\t1\t1 ns/op\nBenchmarkPlain_a_b<i>\t1\t1 ns/op\n' >marks.txt
bench --format md 'a|<s>=marks.txt'
check "hostile names: a cell of Markdown is not ended" grep -qF '| \<b\>\|x\*y\*\_z\_\`\\\| |' out
check "hostile names: nothing in code is obeyed" grep -qF '| `Plain_a_b<i>` |' out
check "hostile labels: a cell of Markdown is not ended" grep -qF '| | a\|\<s\> |' out

# Colour is for terminals, and for those who want it. script(1) gives perfpage one.
on_terminal() { script -qec "$*" /dev/null </dev/null; }
esc=$(printf '\033')
if on_terminal true >/dev/null 2>&1; then
  result A 1200 10 >slow.txt && result A 1000 10 >old.txt
  check "colour on a terminal" sh -c "$(command -v script) -qec 'perfpage bench old.txt slow.txt' /dev/null </dev/null | grep -q '$esc\[31m+'"
  on_terminal "env NO_COLOR=1 perfpage bench old.txt slow.txt" >out
  refuse "not with NO_COLOR" grep -q "$esc" out
  on_terminal "perfpage bench old.txt slow.txt -o table.txt" >out
  refuse "not in a file" grep -q "$esc" table.txt
else
  without "colour on a terminal" "no script(1), or no terminal to be had"
fi
bench old.txt slow.txt
refuse "no colour in a pipe" grep -q "$esc" out
finish

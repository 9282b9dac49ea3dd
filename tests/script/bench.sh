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
    60-* | 62-* | 63-* | 65-* | 84-*) ;;                       # need options that are not there, or a file that is not
    64-*) ;;                                                   # is filtered; the rows that are left are those of others
    75-*)
      perfpage bench --format csv "before=$folder/old.txt" "after=$folder/new.txt" >got.csv 2>err
      rows before "$folder/expected.csv" >want.rows && rows before got.csv >got.rows
      check "csv: $name" compare want.rows got.rows
      same "csv: $name: the labels" ",before,,after,,," "$(grep before got.csv)"
      ;;
    79-*) case_of "$folder" --alpha 0.001 ;;
    *) case_of "$folder" ;;
  esac
done
[ -d "$shared" ] || without "csv: cases from outside" "no $shared"

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
check "too few samples: how many would do" grep -q 'too few samples.*-count=[0-9]' out
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

# Names are shown, not obeyed: control and bidi characters, and formulas in the CSV.
printf 'pkg: p\033[31m\342\200\256\nBenchmark\033]0;x\007\342\200\256\377A-8\t1\t1 ns/op\t2 u\033nit\nBenchmark=1+1\t1\t1 ns/op\n' >hostile.txt
for format in text csv json; do
  bench --format $format hostile.txt "=a$(printf '\033')=hostile.txt"
  refuse "hostile names: $format" grep -q "$(printf '[\033\007\377]\|\342\200\256')" out
done
bench --format csv hostile.txt hostile.txt
check "hostile names: a formula is text" grep -qF "\"'=1+1\"," out

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

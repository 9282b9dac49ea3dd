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
finish

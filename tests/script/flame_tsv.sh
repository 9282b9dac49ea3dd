# `flame --format tsv` against the same table worked out by awk and sort, which share nothing with perfpage: on the sample,
# and on the recorded profiles of ../shared where they are.
. "$ROOT/tests/tap.sh"

# usage: worked_out HEAD [BASE]      folded stacks -> the table
# Every prefix of a stack is a frame; a separator that sorts before any byte of a name makes the order of `sort` the order of
# the drawing. awk counts in doubles: exact up to 2^53.
worked_out() {
  LC_ALL=C awk -v both=$(($# - 1)) '
    FNR == 1 { side = NR == 1 ? "h" : "b" }
    /^#/ || /^[ \t\r]*$/ { next }
    {
      sub(/[ \t\r]+$/, "")
      n = $NF
      stack = $0
      sub(/[ \t]+[^ \t]+$/, "", stack)
      depth = split(stack, frame, ";")
      path = ""
      total[side, path] += n
      seen[path] = 1
      for (i = 1; i <= depth; i++) {
        path = path "\001" frame[i]
        total[side, path] += n
        seen[path] = 1
      }
      self[side, path] += n
    }
    END {
      for (p in seen)
        printf "%s\t%.0f\t%.0f\t%.0f\t%.0f\n", p, total["h", p], self["h", p], total["b", p], self["b", p]
    }' "$@" | LC_ALL=C sort -t "$(printf '\t')" -k 1,1 | LC_ALL=C awk -F '\t' -v both=$(($# - 1)) '
    BEGIN { printf "depth\tx\twidth\tself\tname%s\n", both ? "\tbase_width\tbase_self" : "" }
    {
      depth = split($1, frame, "\001") - 1
      if (depth < 0) depth = 0
      x = next_x[depth] + 0
      next_x[depth] = x + $2
      next_x[depth + 1] = x
      name = depth ? frame[depth + 1] : "all"
      printf "%d\t%.0f\t%s\t%s\t%s%s\n", depth, x, $2, $3, name, both ? "\t" $4 "\t" $5 : ""
    }'
}

agree() { # name, head, base
  name=$1
  shift
  worked_out "$@" >want.tsv
  if [ $# -eq 2 ]; then
    perfpage flame "$1" --base "$2" --format tsv -o got.tsv 2>err
  else
    perfpage flame "$1" --format tsv -o got.tsv 2>err
  fi
  check "$name: is read" test -s got.tsv
  check "$name: every frame agrees" diff want.tsv got.tsv
}

s=$ROOT/samples/checkout
agree "sample, head" "$s/head/cpu.folded"
agree "sample, base" "$s/base/cpu.folded"
agree "sample, head against base" "$s/head/cpu.folded" "$s/base/cpu.folded"
rows=$(wc -l <got.tsv)
check "sample: there is something to compare" test "$rows" -gt 500

printf 'b;y 3\nb 2\na;q 4\na 1\nb;x;z 1\n' >small.folded
agree "small" small.folded
same "small: places" "0 0 11 0 all,1 0 5 1 a,2 0 4 4 q,1 5 6 2 b,2 5 1 0 x,3 5 1 1 z,2 6 3 3 y," \
  "$(sed 1d got.tsv | tr '\t\n' ' ,')"
perfpage flame small.folded --format tsv --min-width 30 -o few.tsv
same "narrow frames are left out when asked" "all,a,q,b," "$(sed 1d few.tsv | cut -f 5 | tr '\n' ',')"
perfpage flame small.folded --format tsv --reverse -o turned.tsv
same "stacks are turned round when asked" "all,a,b,q,a,y,b,z,x,b," "$(sed 1d turned.tsv | cut -f 5 | tr '\n' ',')"
printf 'a\\b 1\n' >back.folded
perfpage flame back.folded --format tsv -o back.tsv
check "a backslash is doubled" grep -qF 'a\\b' back.tsv

corpus=$ROOT/../shared/corpus/folded
for f in compile_net_http.cpu compile_encoding_json.cpu compile_encoding_json.alloc_space gobuild.perf; do
  if [ -r "$corpus/$f.folded" ]; then
    agree "$f" "$corpus/$f.folded"
  elif [ -n "${PERFPAGE_REQUIRE_SHARED:-}" ]; then
    check "$f" test -r "$corpus/$f.folded"
  else
    without "$f" "../shared is not there"
  fi
done
if [ -r "$corpus/compile_net_http_N.cpu.folded" ]; then
  agree "net/http with and without optimisation" "$corpus/compile_net_http_N.cpu.folded" "$corpus/compile_net_http.cpu.folded"
fi
finish

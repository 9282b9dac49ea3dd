# `perfpage flame --format tsv` of the sample, held against the same tree computed with awk and sort.
. "$ROOT/tests/tap.sh"

# tree BASE HEAD: a node for every prefix of a stack, in byte order of the paths (\001 sorts before any byte of a name)
tree() {
  awk '
    FNR == 1 { side++ }
    /^# / || NF == 0 { next }
    {
      count = $NF
      stack = $0
      sub(/[ \t]+[^ \t]+[ \t]*$/, "", stack)
      n = split(stack, frame, ";")
      path = "all"
      total[path, side] += count
      known[path] = 1
      for (i = 1; i <= n; i++) {
        path = path "\001" frame[i]
        total[path, side] += count
        known[path] = 1
      }
      self[path, side] += count
    }
    END { for (p in known) printf "%s\t%d\t%d\t%d\t%d\n", p, total[p, 2], self[p, 2], total[p, 1], self[p, 1] }
  ' "$1" "$2" | LC_ALL=C sort -t "$(printf '\t')" -k 1,1 | awk -F '\t' '
    BEGIN { OFS = "\t"; print "depth", "x", "width", "self", "name", "base_width", "base_self" }
    {
      depth = gsub(/\001/, "\001", $1)
      name = $1
      sub(/.*\001/, "", name)
      if (depth == 0) next_x[0] = 0
      x = next_x[depth]
      next_x[depth] = x + $2
      next_x[depth + 1] = x
      print depth, x, $2, $3, name, $4, $5
    }'
}

sample=$ROOT/samples/checkout
tree "$sample/base/cpu.folded" "$sample/head/cpu.folded" >want.tsv
perfpage flame "$sample/head/cpu.folded" --base "$sample/base/cpu.folded" --format tsv >got.tsv
same "exit status" 0 $?
check "the sample as perfpage draws it and as awk does" diff want.tsv got.tsv
check "there is a tree to compare" [ "$(wc -l <want.tsv)" -gt 500 ]
same "every sample of head is in the root" "$(awk '{ n += $NF } END { print n }' "$sample/head/cpu.folded")" \
  "$(awk -F '\t' '$1 == 0 && NR > 1 { print $3 }' got.tsv)"
sed 's/\t\([0-9]*\)$/\t1\1/' want.tsv >other.tsv
refuse "a tree with other figures is told apart" cmp -s other.tsv got.tsv
finish

# `perfpage fold`: every stack once, in byte order, nothing lost; and folding in parts, or by several threads, gives the same bytes.
. "$ROOT/tests/tap.sh"

# Stacks of few names, so that many meet: SEED LINES
stacks() {
  awk -v seed="$1" -v lines="$2" 'BEGIN {
    srand(seed)
    n = split("a b a-b a;c func1 func10 f.g(int) zz", name, " ")
    for (i = 0; i < lines; i++) {
      stack = name[1 + int(rand() * n)]
      for (d = int(rand() * 6); d > 0; d--) stack = stack ";" name[1 + int(rand() * n)]
      print stack, int(rand() * 4)
    }
  }'
}
# The sum worked out by awk and sort, which share nothing with perfpage. A stack that only ever counted 0 stays when nothing
# goes on from it.
worked_out() {
  LC_ALL=C awk '{ n = $NF; sub(/ [^ ]*$/, ""); sum[$0] += n
      for (s = $0; (at = match(s, /;[^;]*$/)) > 0;) { s = substr(s, 1, at - 1); inner[s] = 1 } }
    END { for (s in sum) if (sum[s] > 0 || !(s in inner)) printf "%s %d\n", s, sum[s] }' "$@" | LC_ALL=C sort
}

stacks 1 3000 >a
stacks 2 3000 >b
worked_out a b >want
perfpage fold a b -o got
check "two files: as awk and sort add them up" cmp want got
check "in the order of sort" env LC_ALL=C sort -c got
perfpage fold got -o again
check "what was folded stays as it is" cmp got again
perfpage fold a -o fa
perfpage fold b -o fb
perfpage fold fa fb >parts
check "in parts" cmp got parts
perfpage fold b a >other
check "in another order" cmp got other
cat a b | perfpage fold - >piped
check "from a pipe" cmp got piped
gzip -c a >a.gz
perfpage fold b a.gz >zipped
check "one of them gzip" cmp got zipped
perfpage fold a a >twice
worked_out a a | cmp - twice >/dev/null
same "the same file twice counts twice" 0 $?

# What only perfpage says of odd stacks: byte for byte, and stable.
printf 'a 70\na;b 3\na-x 2\na 5;b 3\n 4\n5\n;; 1\nz;q 0\nz;q;r 0\nfoo.bar 0.5\nk\xffk;\x01 1\nVec<[u8; 8]>;x 2\r\n' >odd
printf '%s\n' '(empty);(empty);(empty) 1' 9 'Vec<[u8; 8]>;x 2' 'a 5;b 3' 'a 70' 'a-x 2' 'a;b 3' 'foo.bar 0.5' >odd.want
printf 'k\xffk;\x01 1\nz;q;r 0\n' >>odd.want
perfpage fold -q odd >odd.got
check "odd stacks" cmp odd.want odd.got
perfpage fold -q odd.got >odd.again
check "odd stacks again" cmp odd.got odd.again

printf '# unit: bytes\nx;y 10\n' >u1
printf 'x 5\nx;y 1\n' >u2
perfpage fold u1 u1 >u
same "a unit that was said is said again" '# unit: bytes
x;y 20' "$(cat u)"
same "a unit of two lines stays a comment" '# unit: two lines 5
x 5
x;y 1' "$(perfpage fold --count-name "$(printf 'two\nlines 5')" u2)"
printf ' # 3\n # x;y 4\n #;z 5\n#t 6\nb 7\n' >hashes
perfpage fold hashes >hashes.got
same "frames that would begin a comment" ' # 3
 # x;y 4
#;z 5
#t 6
b 7' "$(cat hashes.got)"
perfpage fold hashes.got | cmp - hashes.got
same "frames that would begin a comment, again" 0 $?
printf 'x;y 10 12\nx;z 1 0\nx;w 0 0\n' >d
same "a difference keeps both counts" 'x;w 0 0
x;y 10 12
x;z 1 0' "$(perfpage fold -q d)"
same "--focus" 'x;y 1' "$(perfpage fold --focus y u2)"
perfpage fold --focus q --ignore x u2 2>err
same "nothing is left: said" 'u2: error: nothing is left: --focus "q" and --ignore "x" together leave out every stack [filter-empty]' "$(cat err)"

printf '# unit: parsecs\nx 1\n' >u3
printf 'prog 12 3.5: 7 cpu-clock:\n\t1234 leaf (/bin/prog)\n\n' >clock.txt
perfpage fold clock.txt u2 u3 >/dev/null 2>err
check "stacks that nobody knows the unit of: what helps" grep -q 'cannot be added to.*; --count-name says what stacks count' err

# ---- of other formats: whatever counts the same adds up ----
golden=$ROOT/tests/golden/flame-formats
cp "$golden/node.cpuprofile" one.cpuprofile && sed 's/main/other/' one.cpuprofile >two.cpuprofile
perfpage fold -q one.cpuprofile -o one.got
same "a .cpuprofile says its unit" '# unit: ns' "$(head -n 1 one.got)"
perfpage fold -q two.cpuprofile -o two.got
perfpage fold -q one.cpuprofile two.cpuprofile -o got
same "files of other names: exit status" 0 $?
perfpage fold -q one.got two.got | cmp - got
same "files of other names: in parts" 0 $?
perfpage fold -q one.got two.cpuprofile | cmp - got
same "what was folded and what was not" 0 $?
printf '# unit: cpu-clock\na 1\n' >clock
printf 'prog 12 3.5: 7 cpu-clock:\n\t1234 leaf (/bin/prog)\n\n' >perf.txt
perfpage fold perf.txt -o perf.got
printf 'x 3\n' >>perf.got
perfpage fold perf.got perf.txt -o got
same "with a sample type" '# unit: ns
prog;leaf 14
x 3' "$(cat got)"
perfpage fold perf.txt clock >/dev/null 2>&1
same "other units stay apart" 3 $?

# ---- what is no profile, and what is cut ----
printf 'BenchmarkX 10 5 ns/op\n' >bench
perfpage fold u2 bench >partly 2>err
same "no profile among them: exit status" 3 $?
same "no profile among them: the rest is there" 'x 5
x;y 1' "$(cat partly)"
check "no profile among them: said" grep -q 'bench: error: holds no profile' err
printf 'a;b 18446744073709551615\na;b 1\nc 1\n' >over
perfpage fold over >over.got 2>err
same "sums past 2^64: exit status" 3 $?
same "sums past 2^64: what fits" 'a;b 18446744073709551615' "$(cat over.got)"
same "sums past 2^64: the lines" 2 "$(grep -c folded-overflow err)"
printf 'a 0.000000000000000001 99999999\nb 500 600\n' >fine
perfpage fold --input-format diff fine >fine.got 2>err
same "a line that is too fine is left out without a trace" 'b 500 600' "$(cat fine.got)"
same "a line that is too fine: nothing else is" 1 "$(grep -c folded-overflow err)"
cat a | perfpage fold - - >twice 2>err
same "standard input twice: exit status" 3 $?
check "standard input twice: said" grep -q '^-: error: was given twice, and can be read only once \[file-unreadable\]$' err
printf 'old\n' >kept
perfpage fold nothing-there -o kept 2>/dev/null
same "nothing to write: the old file stays" old "$(cat kept)"
printf '# unit: bytes\nno stack here\n' >none
printf 'old\n' >kept
perfpage fold -q --input-format folded none -o kept 2>/dev/null
same "no stack at all: exit status" 3 $?
same "no stack at all: the old file stays" old "$(cat kept)"
perfpage fold u2 -o u2 2>err
same "never over an input: exit status" 2 $?

# ---- threads ----
# Large enough to be split. Its lines cross every block, and the last lacks its end.
awk 'BEGIN { srand(3)
  for (i = 0; i < 300000; i++) {
    printf "main;service.(*Server).ServeHTTP;service.handle%d;", i % 97
    for (d = 0; d < i % 11; d++) printf "library.with.a.long.name.that.fills.the.line.(*Type%d).Method%d;", d, (i * 7 + d) % 13
    printf "leaf%d %d\n", int(rand() * 5), 1 + i % 5
  }
  printf "main;last 7" }' >large
check "the file is large enough to be split in three" test "$(wc -c <large)" -ge 50331648
perfpage fold large -o one
for jobs in 2 3 7 64; do
  perfpage fold -j$jobs large -o many
  check "$jobs jobs: the same bytes" cmp one many
done
worked_out large >want
check "many lines: as awk and sort add them up" cmp want one
perfpage flame large >one.svg
perfpage flame --jobs 3 large >many.svg
check "flame: the same picture" cmp one.svg many.svg
{ cat large; printf '\nno count here\nmain;\xff 3\n'; } >dirty
perfpage fold dirty >one 2>one.err
perfpage fold -j3 dirty >many 2>many.err
check "lines that cannot be read: the same stacks" cmp one many
check "lines that cannot be read: said alike, with their numbers" cmp one.err many.err
check "lines that cannot be read: the number" grep -q 'dirty:300002:10: error: no usable count' one.err
{ cat large; printf '\nmain;half 0.5\n'; } >fractions
perfpage fold fractions >one
perfpage fold -j3 fractions >many
check "fractions at the end" cmp one many
perfpage fold a large -j2 >many
perfpage fold a large >one
check "behind another file" cmp one many

cat large | perfpage report --head - --no-page --json piped.json >/dev/null 2>err
same "a report of a large pipe: there is nothing to judge" 3 $?
perfpage report --head large --no-page --json named.json >/dev/null 2>&1
same "a report of a large pipe: the same sums" "$(grep -o '"head_total":[0-9.e+]*' named.json)" "$(grep -o '"head_total":[0-9.e+]*' piped.json)"

# ---- memory ----
memory() { # of a command, in KiB
  command -v /usr/bin/time >/dev/null || return 1
  /usr/bin/time -f %M "$@" 2>&1 >/dev/null | tail -n 1
}
small=$(memory perfpage fold a) && large=$(memory perfpage fold large)
if [ -n "${large:-}" ]; then
  check "memory follows the tree, not the file ($small KiB for 0.1 MB, $large KiB for 70 MB)" test "$large" -lt $((small + 30000))
else
  without "memory follows the tree" "there is no /usr/bin/time"
fi
finish

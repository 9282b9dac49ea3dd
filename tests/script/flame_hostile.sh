# Profiles that no profiler writes: drawn, listed or refused, in bounded time and memory.
. "$ROOT/tests/tap.sh"
unset SOURCE_DATE_EPOCH

# Memory is limited where that leaves the program able to start at all: the sanitizers reserve terabytes.
limit="ulimit -v 700000"
sh -c "$limit && perfpage --version" >/dev/null 2>&1 || limit=:
bounded() { # arguments of perfpage; 60 seconds are enough on any machine
  sh -c "$limit; exec timeout 60 perfpage \"\$@\"" sh "$@"
}
drawn() { # name, status, file: as a picture and turned round, with other names and colours, as a list, on a page
  for how in "" "--reverse --inverted --demangle --colors c" "--format tsv --ignore no_such_name"; do
    bounded flame "$3" $how -o out 2>err
    same "$1, flame $how: exit status" "$2" $?
  done
  rm -rf page && mkdir -p page/head && cp "$3" page/head/cpu.folded
  bounded report page -o page.html >/dev/null 2>&1
  same "$1, report: there is nothing to judge" 3 $?
  check "$1, report: the page" grep -q 'class="fl-svg' page.html
}

awk 'BEGIN {
  for (i = 0; i < 100000; i++) printf "%sf%d", i ? ";" : "", i
  print " 5"
  for (i = 0; i < 100000; i++) printf "%sg", i ? ";" : ""
  print " 3" }' >deep.folded
drawn "100,000 deep" 0 deep.folded
bounded flame deep.folded --format tsv -o out
same "100,000 deep: every frame is listed" 200001 "$(sed 1d out | wc -l)"
same "100,000 deep: the last" "100000 5 3 3 g" "$(tail -n 1 out | tr '\t' ' ')"
bounded flame deep.folded --reverse --format tsv -o out
same "100,000 deep, turned round: every frame is listed" 200001 "$(sed 1d out | wc -l)"
bounded flame deep.folded --focus '^f99999$' --format tsv -o out
same "100,000 deep, one frame in focus" "5 100001" "$(awk -F '\t' 'NR == 2 { n = $3 } END { print n, NR - 1 }' out)"

awk 'BEGIN { s = "x"; while (length(s) < 10485760) s = s s; print "a;" s ";b 4"; print "a;c 5" }' >long.folded
drawn "a name of 10 MB" 0 long.folded
bounded flame long.folded -o out
check "a name of 10 MB: the picture is not that long" test "$(wc -c <out)" -lt 400000
bounded flame long.folded --focus '^a$|x{600}y' -o out 2>err
same "a name of 10 MB, a hard expression: an end" 0 $?

awk 'BEGIN { for (i = 0; i < 500000; i++) printf "main;pkg%d.fn%d;leaf%d %d\n", i % 100, i, i % 1000, i % 7 + 1 }' >many.folded
drawn "500,000 functions" 0 many.folded
bounded flame many.folded --base many.folded -o out 2>/dev/null
same "500,000 functions on both sides" 0 $?

printf 'a;b 9223372036854775807\na;c 9223372036854775807\na;d 1\n' >large.folded
drawn "counts near 2^63" 0 large.folded
bounded flame large.folded --format tsv -o out
same "counts near 2^63: sums are exact" "0 0 18446744073709551615 0 all" "$(sed -n 2p out | tr '\t' ' ')"
same "counts near 2^63: places are exact" "2 18446744073709551614 1 1 d" "$(tail -n 1 out | tr '\t' ' ')"
bounded flame large.folded --focus '[bd]' --format tsv -o out
same "counts near 2^63: what is left is exact" "0 0 9223372036854775808 0 all" "$(sed -n 2p out | tr '\t' ' ')"
bounded flame large.folded --base large.folded -o out 2>/dev/null
same "counts near 2^63 on both sides" 0 $?
printf 'a;b 18446744073709551615\na;c 1\n' >over.folded
drawn "a sum past 2^64" 3 over.folded
check "a sum past 2^64: said" grep -q 'over.folded:2: error: .*\[folded-overflow\]' err

printf 'a;x\001y\033[31m;\342\200\256rtl;\377\376bad;<script>alert(1)</script>;"q"&amp;\302\237 3\na;b 4\n' >names.folded
drawn "names" 0 names.folded
bounded flame names.folded --demangle -o out 2>/dev/null
refuse "names: no control byte is in the picture" grep -q "$(printf '[\001\033]')" out
refuse "names: no mark turns the text round" grep -q "$(printf '\342\200\256')" out
refuse "names: no tag" sh -c "sed 's/<script[^>]*>//' out | grep -q 'script>alert'"
bounded flame names.folded --focus "$(printf '\342\200\256')" -o out 2>/dev/null
same "an expression of such a mark: exit status" 0 $?
refuse "an expression of such a mark: it is not in the picture" grep -q "$(printf '\342\200\256')" out

# Files cost what they hold.
mkdir few && awk 'BEGIN { for (i = 0; i < 5000; i++) { file = "few/k" i "_x.folded"; printf "main;f%d 1\n", i >file; close(file) } }'
bounded fold few -o out 2>/dev/null
same "5,000 files added up: exit status" 0 $?
same "5,000 files added up: all are in" 5000 "$(wc -l <out | tr -d ' ')"
bounded flame few -o out 2>/dev/null
same "5,000 profiles: exit status" 0 $?

# Names that stand for more than they hold, and nest.
awk 'BEGIN { s = "_Z1f1xIS_S_E"; for (i = 0; i < 10; i++) s = s "S_IS" i "_S" i "_E"; print s " 4"
  s = "_Z1f"; for (i = 0; i < 100000; i++) s = s "P"; print s "i 5"; s = "_RINvC1a1b"; for (i = 0; i < 30000; i++) s = s "R"; print s "hE 5" }' >mangled.folded
drawn "mangled names" 0 mangled.folded

# Frames that are closed and were never opened, above a deep stack: looking for each would take minutes.
awk 'BEGIN { n = 200000
  printf "{\"$schema\":\"https://www.speedscope.app/file-format-schema.json\",\"shared\":{\"frames\":[{\"name\":\"a\"},{\"name\":\"b\"}]},"
  printf "\"profiles\":[{\"type\":\"evented\",\"unit\":\"none\",\"startValue\":0,\"endValue\":%d,\"events\":[", 2 * n
  for (i = 0; i < 2 * n; i++) printf "%s{\"type\":\"%s\",\"frame\":%d,\"at\":%d}", i ? "," : "", (i < n ? "O" : "C"), (i < n ? 0 : 1), i
  print "]}]}" }' >closed.json
timeout 15 perfpage flame closed.json --format tsv -o out 2>err
same "frames closed in vain: exit status" 3 $?
same "frames closed in vain: the stack" 200002 "$(wc -l <out)"

# A chain of which every frame has samples: turned round it would be a square.
awk 'BEGIN { n = 20000; printf "{\"nodes\":["
  for (i = 1; i <= n; i++) printf "%s{\"id\":%d,\"callFrame\":{\"functionName\":\"f%d\"},\"hitCount\":1%s}", (i > 1 ? "," : ""), i, i, (i < n ? ",\"children\":[" (i + 1) "]" : "")
  print "],\"startTime\":0,\"endTime\":1}" }' >chain.cpuprofile
bounded flame chain.cpuprofile --reverse -o out 2>err
same "a chain turned round: exit status" 0 $?
check "a chain turned round: said" grep -q 'cut at 209 frames from their leaf \[stacks-cut\]' err
check "a chain turned round: said in the picture" grep -q 'stacks are cut at 209 frames from their leaf' out
finish

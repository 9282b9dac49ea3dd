# perfpage lint: what it says of the vectors, and where; its exit status. Its words to the byte are in tests/golden/lint-bad.
. "$ROOT/tests/tap.sh"
cp "$ROOT"/tests/vectors/perfdoc/* .
lint() { # option or file...: standard output in out, standard error in err
  perfpage lint "$@" >out 2>err
  status=$?
}
kinds() { # file: the place, level and slug of each line, which is what the vector is about
  sed -E 's/^([^ ]+ [a-z]+: ).*(\[[a-z-]+\])$/\1\2/' "$1"
}
kinds PERFORMANCE.bad.expected >expected
lint --head bench.txt PERFORMANCE.bad.md
same "the bad file: exit status" 1 $status
kinds out >got
check "the bad file: what is expected, in its place" cmp expected got
same "the bad file: nothing on standard error" "" "$(cat err)"
grep -v 'bench-unmatched' expected >expected-without-head
lint PERFORMANCE.bad.md
cp out without-head
kinds out >got
check "without --head nothing is unmatched" cmp expected-without-head got
lint PERFORMANCE.md
same "the good file: exit status" 0 $status
check "the good file: no output" cmp PERFORMANCE.expected out
lint --head bench.txt PERFORMANCE.md
same "warnings alone: exit status" 0 $status
check "warnings alone: they are there" grep -q 'warning:.*\[bench-unmatched\]' out

lint absent.md
same "a file that is not there: exit status" 3 $status
check "a file that is not there: it is said" grep -q '^absent.md: error: .*\[file-missing\]$' out
lint PERFORMANCE.md absent.md
same "one of two is not there: exit status" 3 $status
lint absent.md PERFORMANCE.bad.md
same "one is not there, the other has errors: exit status" 1 $status
check "the other is read all the same" sh -c 'grep -v "^absent" out | cmp - without-head'
lint --head absent.txt PERFORMANCE.md
same "a head that is not there: exit status" 3 $status
refuse "a head that is not there: no rule is called unmatched" grep -q 'bench-unmatched' out
lint .
same "a folder: exit status" 3 $status
cp PERFORMANCE.bad.md second.md
lint PERFORMANCE.bad.md second.md
same "two files: each has its own" "$(cat without-head; sed 's/^PERFORMANCE.bad/second/' without-head)" "$(cat out)"
perfpage lint - <PERFORMANCE.bad.md >out 2>err
same "standard input" "$(sed 's/^PERFORMANCE.bad.md/-/' without-head)" "$(cat out)"

lint --quiet PERFORMANCE.bad.md
check "--quiet: the errors alone" sh -c 'grep ": error: " without-head | cmp - out'
lint --verbose PERFORMANCE.md
same "--verbose: exit status" 0 $status
check "--verbose: a line for each heading" test "$(grep -c '\[taken\]' out)" -eq "$(grep -c '^##* ' PERFORMANCE.md)"
check "--verbose: what was taken" grep -qx 'PERFORMANCE.md:3:1: note: section slo: 6 objectives \[taken\]' out
printf '# shop\n\n## SLOs\n\nSome words.\n\n## Notes\n' >poor.md
lint --verbose poor.md
check "--verbose: what was not" grep -q '^poor.md:5:1: note: .*\[text-ignored\]' out
check "--verbose: headings of no section" grep -q '^poor.md:7:1: note: .*\[text-ignored\]' out
printf '# shop\n\n## PGO\n\nBuilt with -pgo=auto. Samples > 100k; re-collect monthly.\n' >pgo.md
lint --verbose pgo.md
check "--verbose: rules of a PGO section" grep -qx 'pgo.md:3:1: note: section pgo: 2 PGO rules \[taken\]' out
check "--verbose: and what is none" grep -q '^pgo.md:5:1: note: .*\[text-ignored\]' out
lint --complete poor.md
same "--complete: exit status" 0 $status
check "--complete: sections that are missing" test "$(grep -c '\[section-missing\]' out)" -ge 5
lint --complete PERFORMANCE.md
same "--complete: the good file has them all" "0 " "$status $(cat out)"
printf '# \033[31mred\033[0m \342\200\256x\n\n## SLOs\n\n- p99 of GET /\033[2J\342\200\256 < 300\n' >hostile.md
lint --verbose hostile.md
refuse "no control or bidi character reaches the terminal" grep -q "$(printf '[\033]\\|\342\200\256')" out
lint --format json PERFORMANCE.bad.md
same "json: exit status" 1 $status
same "json: as many as in the text" "$(wc -l <without-head)" "$(grep -c '"slug"' out)"
finish

# Continuous integration runs what the README tells people to run, and its last line is a sum that can fail.
. "$ROOT/tests/tap.sh"

commands() { sed -n 's/^step [a-z]* \(.*\)/\1/p' "$ROOT/.ci/run"; }
same "the steps" "make check, make asan, make lint" "$(commands | paste -sd , - | sed 's/,/, /g')"
check "the README names the test command" grep -qE '^ *make check( |$)' "$ROOT/README.md"
check "the README names the demo" grep -qE '^ *make demo( |$)' "$ROOT/README.md"

# .ci/run over a Makefile that says what we like: sums, a failing step, a step that says nothing.
run() { # check's line and status, asan's, lint's
  rm -rf tree && mkdir -p tree/.ci && cp "$ROOT/.ci/run" tree/.ci/
  printf 'clean:\n\t@:\ncheck:\n\t@echo "%s"; exit %s\nasan:\n\t@echo "%s"; exit %s\nlint:\n\t@echo "%s"; exit %s\n' "$@" >tree/Makefile
  tree/.ci/run >out 2>&1
  status=$?
  last=$(tail -n 1 out)
}
unset MAKEFLAGS MFLAGS MAKELEVEL
run "5 passed, 0 failed" 0 "3 passed, 0 failed, 2 skipped" 0 "1 passed, 0 failed" 0
same "all is well" "0: 9 passed, 0 failed, 2 skipped" "$status: $last"
run "5 passed, 0 failed" 0 "3 passed, 1 failed" 1 "1 passed, 0 failed" 0
same "one fails" "1: 9 passed, 1 failed, 0 skipped" "$status: $last"
run "nothing to say" 0 "3 passed, 0 failed" 0 "1 passed, 0 failed" 0
same "one says nothing" "1: 4 passed, 1 failed, 0 skipped" "$status: $last"
run "5 passed, 0 failed" 2 "3 passed, 0 failed" 0 "1 passed, 0 failed" 0
same "one stops with an error" "1: 9 passed, 1 failed, 0 skipped" "$status: $last"
finish

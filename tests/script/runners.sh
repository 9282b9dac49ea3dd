# Each runner is given cases that are expected to fail: a runner that cannot fail is noticed here.
. "$ROOT/tests/tap.sh"
cd "$ROOT" || exit 1

# noticed NAME COMMAND...: the runner itself fails, and so does the sum of what it printed
noticed() {
  noticed_name=$1
  shift
  if "$@" >"$T/out" 2>/dev/null; then noticed_status=0; else noticed_status=1; fi
  if tests/sum "$T/out" >/dev/null; then noticed_sum=0; else noticed_sum=1; fi
  same "$noticed_name" "runner 1, sum 1" "runner $noticed_status, sum $noticed_sum"
}
summed() { printf '%b' "$1" >"$T/in" && tests/sum "$T/in" | tail -n 1; }
T=$(mktemp -d) || exit 1
trap 'rm -rf "$T"' EXIT

for how in fails crashes is-empty no-file no-column; do
  printf '#!/bin/sh\nexec "%s/selftest/unit_fails" %s\n' "$B" "$how" >"$T/test_$how" && chmod +x "$T/test_$how"
  noticed "unit: a program that $how" tests/run-unit "$T/test_$how"
done
printf '#!/bin/sh\nexec "%s/selftest/unit_fails" leaves\n' "$B" >"$T/test_leaves" && chmod +x "$T/test_leaves"
tests/run-unit "$T/test_leaves" >"$T/out" 2>/dev/null
refuse "unit: a program that leaves half way" tests/sum "$T/out"
check "unit: a program that passes" tests/run-unit "$B/selftest/unit_fails"

printf '#!/bin/sh\nexec "%s/selftest/unit_fails" needs-shared\n' "$B" >"$T/test_shared" && chmod +x "$T/test_shared"
PERFPAGE_REQUIRE_SHARED=0 tests/run-unit "$T/test_shared" >"$T/out"
same "unit: what ../shared lacks is skipped" "2 passed, 0 failed, 1 skipped" "$(tests/sum "$T/out")"
PERFPAGE_REQUIRE_SHARED=1 noticed "unit: ../shared is required" tests/run-unit "$T/test_shared"

for wrong in stdout stderr status; do
  noticed "golden: wrong $wrong" tests/run-golden "tests/selftest/golden/wrong-$wrong"
done
check "golden: a right case" tests/run-golden tests/selftest/golden/right
mkdir "$T/none"
noticed "golden: no case" tests/run-golden "$T/none"

noticed "script: a check that fails" tests/run-script tests/selftest/script/fails.sh
noticed "script: a bad exit status" tests/run-script tests/selftest/script/status.sh
tests/run-script tests/selftest/script/stops.sh >"$T/out"
refuse "script: stops half way" tests/sum "$T/out"

same "sum: all pass" "2 passed, 0 failed" "$(summed '1..2\nok 1 - a\nok 2 - b\n')"
same "sum: one fails" "1 passed, 1 failed" "$(summed '1..2\nok 1 - a\nnot ok 2 - b\n')"
same "sum: skips" "1 passed, 0 failed, 2 skipped" "$(summed 'ok 1 - a\nok 2 - b # SKIP why\nnot ok 3 # SKIP c\n1..3\n')"
same "sum: a name that says skip" "1 passed, 1 failed" "$(summed '1..2\nok 1 - skip\nnot ok 2 - SKIP it\n')"
same "sum: cut short" "1 passed, 1 failed" "$(summed '1..2\nok 1 - a\n')"
same "sum: no plan" "1 passed, 1 failed" "$(summed 'ok 1 - a\n')"
same "sum: two groups, the first cut short" "2 passed, 1 failed" "$(summed '1..2\nok 1 - a\n1..1\nok 1 - b\n')"
same "sum: two groups, plans last" "2 passed, 1 failed" "$(summed 'ok 1 - a\n1..1\nnot ok 1 - b\nok 2 - c\n1..2\n')"
same "sum: a runner speaks of itself" "1 passed, 1 failed" "$(summed '1..1\nok 1 - a\nnot ok - exit status 3\n')"
same "sum: bail out" "1 passed, 1 failed" "$(summed '1..1\nok 1 - a\nBail out! no\n')"
printf '1..0\n' >"$T/in"
refuse "sum: nothing ran" tests/sum "$T/in"
printf '1..1\nok 1 - a\n' >"$T/in"
check "sum: succeeds when all pass" tests/sum "$T/in"
refuse "sum: a result file is missing" tests/sum "$T/in" "$T/absent"
finish

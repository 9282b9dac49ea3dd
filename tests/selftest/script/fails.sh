. "$ROOT/tests/tap.sh"
check "true" true
check "false" false
finish

. "$ROOT/tests/tap.sh"
check "true" true
exit 0

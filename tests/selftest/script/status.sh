. "$ROOT/tests/tap.sh"
check "true" true
finish
exit 7

# For the tests in tests/script: `. "$ROOT/tests/tap.sh"`, then
#   check NAME COMMAND...    passes when the command succeeds; its output is shown when it does not
#   refuse NAME COMMAND...   passes when the command fails
#   same NAME WANT GOT       passes when the two strings are equal
#   without NAME WHY         a skip, which is counted and shown
#   finish                   the last line of every script: without it the results do not count
tap_n=0

tap_line() { # ok|not ok, name
  tap_n=$((tap_n + 1))
  printf '%s %d - %s\n' "$1" "$tap_n" "$2"
}
check() {
  tap_name=$1
  shift
  if tap_out=$("$@" 2>&1); then
    tap_line ok "$tap_name"
  else
    tap_line "not ok" "$tap_name"
    printf '%s\n' "$tap_out" | head -n 20 | sed 's/^/# /'
  fi
}
refuse() {
  tap_name=$1
  shift
  if tap_out=$("$@" 2>&1); then
    tap_line "not ok" "$tap_name"
    printf '%s\n' "$tap_out" | head -n 20 | sed 's/^/# /'
  else
    tap_line ok "$tap_name"
  fi
}
same() {
  if [ "$2" = "$3" ]; then
    tap_line ok "$1"
  else
    tap_line "not ok" "$1"
    printf 'wanted: %s\ngot:    %s\n' "$2" "$3" | sed 's/^/# /'
  fi
}
without() {
  tap_n=$((tap_n + 1))
  printf 'ok %d - %s # SKIP %s\n' "$tap_n" "$1" "$2"
}
finish() {
  echo "1..$tap_n"
}

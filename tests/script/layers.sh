# The arrows of the architecture hold, and the check that says so can see every kind of wrong arrow.
. "$ROOT/tests/tap.sh"
cd "$ROOT" || exit 1
for f in src/*/*.[ch]; do
  check "$f" tools/layers.awk "$f"
done
cd tests/selftest/layers || exit 1
tools=$ROOT/tools
refuse "a tree with wrong arrows" "$tools/layers.awk" src/*/*.c
same "each wrong arrow is named" "$(cat expected)" "$(LC_ALL=C "$tools/layers.awk" src/*/*.c)"
for f in src/*/*.c; do
  case $f in
    */wrong.c) refuse "$f" "$tools/layers.awk" "$f" ;;
    *) check "$f" "$tools/layers.awk" "$f" ;;
  esac
done
refuse "no file at all" "$tools/layers.awk" /dev/null
finish

# The vectors copied into tests/vectors are those of ../shared/vectors, byte for byte.
. "$ROOT/tests/tap.sh"
shared=${PERFPAGE_SHARED:-$ROOT/../shared}
cd "$ROOT/tests/vectors" || exit 1
find . -type f ! -name README.md | LC_ALL=C sort >"$B/vectors.list"
while read -r f; do
  if [ -e "$shared/vectors/$f" ]; then
    check "$f" cmp "$f" "$shared/vectors/$f"
  elif [ -d "$shared/vectors" ]; then
    : "one of our own"
  elif [ "${PERFPAGE_REQUIRE_SHARED-}" = 1 ]; then
    check "$f: ../shared/vectors is absent" false
  else
    without "$f" "no ../shared/vectors"
  fi
done <"$B/vectors.list"
finish

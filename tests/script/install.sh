# make install and make dist leave what they promise.
. "$ROOT/tests/tap.sh"
T=$(pwd)
cd "$ROOT" || exit 1
unset MAKEFLAGS MFLAGS MAKELEVEL
if [ -x "$B/perfpage" ]; then
  check "make install" make --no-print-directory B="$B" DESTDIR="$T/root" PREFIX=/usr install
  version=$(sed -n 's/^VERSION := *//p' Makefile)
  same "the program says its version" "perfpage $version" "$("$T/root/usr/bin/perfpage" --version)"
  check "the manual page is there" [ -s "$T/root/usr/share/man/man1/perfpage.1" ]
  same "nothing else is" "usr/bin/perfpage usr/share/man/man1/perfpage.1" \
    "$(cd "$T/root" && find . -type f | LC_ALL=C sort | sed 's|^\./||' | paste -sd ' ' -)"
  cd "$T" && mkdir elsewhere && cd elsewhere || exit 1
  check "the installed program needs no source" sh -c '"$0/usr/bin/perfpage" report "$1" -o page.html >/dev/null 2>&1; test $? = 1 && test -s page.html' \
    "$T/root" "$ROOT/samples/checkout"
fi
cd "$ROOT" || exit 1
if git rev-parse --git-dir >/dev/null 2>&1; then
  check "make dist" make --no-print-directory B="$T/dist" dist
  list=$(gzip -dc "$T"/dist/perfpage-*.tar.gz | tar -t)
  for f in Makefile README.md src/cli/main.c samples/checkout/PERFORMANCE.md; do
    check "the archive has $f" sh -c 'printf "%s\n" "$1" | grep -q "^perfpage-[0-9.]*/$2$"' sh "$list" "$f"
  done
else
  without "make dist" "not a git checkout"
fi
finish

# The document on the page: its links lead to its headings.
. "$ROOT/tests/tap.sh"
unset SOURCE_DATE_EPOCH
mkdir in
cat >in/PERFORMANCE.md <<'END'
# checkout

[a](#how-we-measure) [b](#HOW-WE-MEASURE) [c](#twice) [d](#nowhere) [e](#) [f](#the-p99-über_all)

## How we `measure`
## Twice
## Twice
## The p99, über_all!
END
perfpage report in -o page.html >/dev/null 2>&1
target() { # target TEXT: where the link with that text leads
  sed -n "s/.*<a href=\"#\([a-z0-9-]*\)\">$1<\/a>.*/\1/p" page.html
}
same "a link to a heading" doc-2 "$(target a)"
same "a link in capitals" doc-2 "$(target b)"
same "two headings of a name: the first" doc-3 "$(target c)"
same "no such heading: no link" "" "$(target d)"
same "no name: no link" "" "$(target e)"
same "letters beyond ASCII" doc-5 "$(target f)"
finish

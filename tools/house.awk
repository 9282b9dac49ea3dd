#!/usr/bin/awk -f
# Rules of the house that a compiler cannot check: `tools/house.awk FILE...` prints `file:line: text`, exits 1 when any is broken.
#   memory    malloc and its kin only in base/arena, base/buf and base/vec
#   markup    a tag inside a string literal only in html/
#   leftover  TODO, FIXME and the like

BEGIN {
  markup = "\"([^\"]*[^\"?])?</?(a|b|bdi|br|button|code|col|dd|del|details|div|dl|dt|em|figure|footer|g|h[1-6]|header|i|img|input|label|li|" \
           "line|main|meta|nav|ol|p|path|pre|rect|script|section|small|span|strong|style|sub|summary|sup|svg|table|tbody|td|text|" \
           "th|thead|title|tr|ul|use)[ >/]"
}
function wrong(text) { print FILENAME ":" FNR ": " text; bad++ }

FNR == 1 { here = FILENAME; sub(/^(.*\/)?src\//, "", here) }
/TODO|FIXME|XXX|HACK/ { wrong("left over: finish it or delete it") }
here !~ /^base\/(arena|buf|vec)\./ && /(^|[^A-Za-z0-9_>.])(malloc|calloc|realloc|strdup|strndup|free)[ ]*\(/ {
  wrong("memory belongs to an arena")
}
here !~ /^html\// && !/^[ \t]*(\/\/|\/?\*)/ && $0 ~ markup { wrong("markup outside html/") }
END { exit bad > 0 || !NR }

#!/usr/bin/awk -f
# Rules of the house that a compiler cannot check: `tools/house.awk FILE...` prints `file:line: text`, exits 1 when any is broken.
#   memory    malloc and its kin only in base/arena, base/buf and base/vec
#   markup    a tag inside a string literal only in html/
#   leftover  TODO, FIXME and the like

function wrong(text) { print FILENAME ":" FNR ": " text; bad++ }

FNR == 1 { here = FILENAME; sub(/^(.*\/)?src\//, "", here) }
/TODO|FIXME|XXX|HACK/ { wrong("left over: finish it or delete it") }
here !~ /^base\/(arena|buf|vec)\./ && /(^|[^A-Za-z0-9_>.])(malloc|calloc|realloc|strdup|strndup|free)[ ]*\(/ {
  wrong("memory belongs to an arena")
}
here !~ /^html\// && !/^[ \t]*(\/\/|\/?\*)/ && /"[^"]*<\/?[a-z][a-z0-9]*[ >\/][^"]*"/ { wrong("markup outside html/") }
END { exit bad > 0 || !NR }

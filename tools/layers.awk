#!/usr/bin/awk -f
# Checks which way the #includes of src/ point: `tools/layers.awk src/*/*.[ch]`, paths from the root of the source tree on.
# Prints `file:line: text` for each wrong one and exits 1 when there is any; exits 1 too when it was given nothing.
#
#   base <- model <- {read, analysis};  base <- html;  {model, analysis, html} <- view;  {model, analysis} <- emit;  all <- cli
#
# A layer sees itself and what stands before it on an arrow, and below that. A third-party header appears only in the files named.

BEGIN {
  sees["base"]     = " base "
  sees["model"]    = " base model "
  sees["read"]     = " base model read "
  sees["analysis"] = " base model analysis "
  sees["html"]     = " base html "
  sees["view"]     = " base model analysis html view "
  sees["emit"]     = " base model analysis emit "
  sees["cli"]      = " base model read analysis html view emit cli "

  party("^cmark\\.h$", "^read/perfdoc")
  party("^libxml/", "^(html/template|emit/junit|read/xml)")
  party("^pcre2\\.h$", "^base/pattern")
  party("^json-c/", "^(read|emit)/json")
  party("^pthread\\.h$", "^base/threads")
  party("^(zlib|sha2)\\.h$", "^base/source")

  n = split("assert ctype dirent errno fcntl fenv float inttypes limits math setjmp signal stdalign stdarg stdatomic stdbool stddef stdint stdio " \
            "stdlib string strings spawn time unistd sys/file sys/mman sys/resource sys/stat sys/time sys/types sys/wait", names, " ")
  for (i = 1; i <= n; i++) libc[names[i] ".h"] = 1
}

function party(header, files) { headers[++parties] = header; allowed[parties] = files }
function wrong(text) { print FILENAME ":" FNR ": " text; bad++ }

FNR == 1 {
  files++
  here = FILENAME
  sub(/^(.*\/)?src\//, "", here)
  layer = here
  sub(/\/.*/, "", layer)
  if (!(layer in sees)) wrong("no such layer: " layer)
}

/^[ \t]*#[ \t]*include/ {
  what = $0
  sub(/^[ \t]*#[ \t]*include[ \t]*/, "", what)
  quoted = what ~ /^"/
  if (what !~ /^["<]/) { wrong("an include that is not spelled out: " what); next }
  what = substr(what, 2)
  sub(/[">].*/, "", what)
  if (quoted) {
    to = what
    if (!sub(/\/.*/, "", to) || !(to in sees)) wrong("\"" what "\" is not written from src, as \"layer/file.h\"")
    else if (layer in sees && index(sees[layer], " " to " ") == 0) wrong(layer " must not see " to ": \"" what "\"")
    next
  }
  if (what in libc) next
  for (i = 1; i <= parties; i++) {
    if (what ~ headers[i]) {
      if (here !~ allowed[i]) wrong("<" what "> does not belong here, only in files like " allowed[i])
      next
    }
  }
  wrong("<" what "> is neither a header of the C library we use nor of a library we know")
}

END { exit bad > 0 || !files }

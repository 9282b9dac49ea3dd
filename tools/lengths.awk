#!/usr/bin/awk -f
# Lengths: a function is one paragraph, about 70 lines; a file is one idea, about 500. `tools/lengths.awk FILE...` prints
# what is longer, and exits 1 when a function has more than 80 lines or a file more than 550: "about" is worth a tenth.
# A function is what opens with a line from the first column that ends in { after a ), and closes with } in the first.

function file_ends() { if (lines > 500) report(file ": " lines " lines", lines > 550) }
function report(text, over) { print text (over ? "" : " (within the tolerance)"); bad += over }

FNR == 1 { file_ends(); file = FILENAME; open = 0 }
{ lines = FNR }
/^[A-Za-z_].*\) *\{ *$/ || (/^[ \t]+.*\) *\{ *$/ && head) {
  if (!open) { open = head ? head : FNR; name = head ? headline : $0 }
  head = 0
  next
}
!open && /^[A-Za-z_][^;={]*\([^;{]*,[ \t]*$/ { head = FNR; headline = $0; next }
!open && head && /[;{}]/ { head = 0 }
/^\}/ {
  if (open && FNR - open + 1 > 70) {
    sub(/\(.*/, "", name); sub(/.*[ *]/, "", name)
    report(file ":" open ": " name " has " (FNR - open + 1) " lines", FNR - open + 1 > 80)
  }
  open = 0
}
END { file_ends(); exit bad > 0 || !NR }

#!/bin/sh
# usage: tests/bench/profiles.sh [ROW...]       rows: m100k m1m u1m u5m diff small (all without any)
#
# Reading and drawing profiles against the bars of the design: CPU and wall seconds of the whole process and peak memory, medians
# of 5 rounds, beside `wc -l` of the same file in the same rounds; flamegraph.pl and inferno-flamegraph join where they are found,
# on inputs of 100 MB, in 3 rounds of their own. Inputs are made by make_folded.c, once, in $B/bench.
set -u
wanted=${*:-m100k m1m u1m u5m diff small}
. tests/bench/bars.sh
"$CC" -O2 -std=gnu11 -o "$D/make_folded" tests/bench/make_folded.c || exit 1
input() { # FILE KIND LINES BYTES SEED
  [ -s "$D/$1.folded" ] && [ "$D/$1.folded" -nt tests/bench/make_folded.c ] && return
  "$D/make_folded" "$2" "$3" "$4" "$5" >"$D/$1.folded" || exit 1
}
line() { # WHAT FIGURES...     figures: cpu wall memory status
  printf '%-26s %8.3f s %8.3f s %8s MiB' "$1" "$2" "$3" "$(mib "$4")"
  [ "$5" -eq 0 ] && return
  printf '  exit status %s' "$5"
  missed=1
}
# ROW FILE: perfpage flame with one job and with two, beside wc -l. Bars: cpu goal, wall of two jobs goal, MiB goal
row() {
  what=$1 file=$D/$2.folded cpu=$3 cpu_goal=$4 wall=$5 wall_goal=$6 mib=$7 mib_goal=$8
  printf '\n%s: %s, %s lines\n%-26s %10s %10s %12s\n' "$what" "$(du -h "$file" | cut -f 1)" "$(wc -l <"$file")" '' CPU wall memory
  "$D/measure" 5 "wc -l $file" "$P flame $file -o $D/1.svg" "$P flame --jobs 2 $file -o $D/2.svg" >"$D/figures" || exit 1
  { read -r a b c d; read -r e f g h; read -r i j k l; } <"$D/figures"
  line 'wc -l' "$a" "$b" "$c" "$d"
  echo
  line 'perfpage flame' "$e" "$f" "$g" "$h"
  awk -v x="$e" -v y="$a" 'BEGIN { printf "  %.1f x wc -l\n", x / (y > 0 ? y : 0.0001) }'
  bar CPU "$e" "$cpu" "$cpu_goal" ' s'
  bar memory "$(mib "$g")" "$mib" "$mib_goal" ' MiB'
  line 'perfpage flame --jobs 2' "$i" "$j" "$k" "$l"
  echo
  bar wall "$j" "$wall" "$wall_goal" ' s'
  bar memory "$(mib "$k")" "$([ "$mib" = - ] && echo - || echo $((2 * mib)))" - ' MiB'
  cmp "$D/1.svg" "$D/2.svg" || missed=1
}
peers() { # FILE
  for peer in inferno-flamegraph flamegraph.pl; do
    command -v $peer >/dev/null || continue
    "$D/measure" 3 "$P flame $D/$1.folded -o $D/1.svg" "$peer $D/$1.folded" >"$D/figures" || exit 1
    { read -r a b c d; read -r e f g h; } <"$D/figures"
    line "$peer" "$e" "$f" "$g" "$h"
    awk -v x="$e" -v y="$a" -v m="$g" -v n="$c" 'BEGIN { printf "  %.1f x the CPU of perfpage, %.1f x the memory\n", x / y, m / n }'
  done
}

if is_wanted m100k || is_wanted diff; then input m100k merged 100000 1000 1; fi
if is_wanted m100k; then
  row '100 k merged lines' m100k 0.2 0.12 - - 25 20
  peers m100k
fi
if is_wanted m1m; then
  input m1m merged 1000000 1000 1
  row '1 M merged lines' m1m 2.8 1.7 1.6 1 130 -
fi
if is_wanted u1m; then
  input u1m unmerged 1000000 1000 1
  row '1 M lines not merged' u1m 1.2 0.9 0.7 0.45 30 20
fi
if is_wanted u5m; then
  input u5m unmerged 5000000 430 1
  row '5 M lines not merged' u5m 6 4 3.3 2.2 50 -
fi
if is_wanted diff; then
  input m100k-b merged 100000 1000 2
  printf '\n%s\n' 'difference of two files of 100 MB'
  "$D/measure" 5 "cat $D/m100k.folded $D/m100k-b.folded" "$P flame $D/m100k-b.folded --base $D/m100k.folded -o $D/1.svg" >"$D/figures" || exit 1
  { read -r a b c d; read -r e f g h; } <"$D/figures"
  line 'cat of both' "$a" "$b" "$c" "$d"
  echo
  line 'perfpage flame --base' "$e" "$f" "$g" "$h"
  echo
  bar CPU "$e" 0.4 0.25 ' s'
fi
if is_wanted small; then
  small=samples/checkout/head/cpu.folded
  printf '\nan ordinary profile: %s bytes\n' "$(wc -c <"$small")"
  "$D/measure" 51 "wc -l $small" "$P flame $small -o $D/1.svg" "$P flame $small --base samples/checkout/base/cpu.folded -o $D/2.svg" >"$D/figures" || exit 1
  { read -r a b c d; read -r e f g h; read -r i j k l; } <"$D/figures"
  line 'wc -l' "$a" "$b" "$c" "$d"
  echo
  line 'perfpage flame' "$e" "$f" "$g" "$h"
  echo
  bar CPU "$e" 0.008 0.004 ' s'
  line 'perfpage flame --base' "$i" "$j" "$k" "$l"
  echo
  cp "$small" "$D/small.folded"
  peers small
fi
exit $missed

#!/bin/sh
# usage: tests/bench/benchmarks.sh [ROW...]       rows: many fewer history changes (all without any)
#
# Whole reports of benchmark results against the bars of the design: CPU and wall seconds of the process and peak memory, medians of
# 5 rounds (3 of the large ones), beside `wc -l` of the same files in the same rounds; benchstat joins where it is found. Inputs are
# made by make_bench.c, once, in $B/bench.
set -u
wanted=${*:-many fewer history changes}
. tests/bench/bars.sh
"$CC" -O2 -std=gnu11 -o "$D/make_bench" tests/bench/make_bench.c -lm || exit 1
fresh() { [ -s "$1" ] && [ "$1" -nt tests/bench/make_bench.c ]; }
figures() { # NAME CPU WALL KIB STATUS
  printf '%-28s %8.3f s CPU %8.3f s wall %8s MiB  exit status %s\n' "$1" "$2" "$3" "$(mib "$4")" "$5"
  [ "$5" -le 1 ] || [ "$5" = "${undecided:-1}" ] || missed=1
}

# FOLDER BENCHMARKS ROUNDS: two sides of 20 samples and 3 metrics. Bars: cpu goal, wall, MiB goal
compared() {
  dir=$D/$1 n=$2 rounds=$3
  for side in base head; do
    mkdir -p "$dir/$side"
    fresh "$dir/$side/bench.txt" || "$D/make_bench" results "$n" 20 1 "$([ $side = head ] && echo 1 || echo 0)" >"$dir/$side/bench.txt" || exit 1
  done
  printf '\n%s benchmarks x 20 samples x 2 files x 3 metrics, %s each\n' "$n" "$(du -h "$dir/base/bench.txt" | cut -f 1)"
  benchstat=$(command -v benchstat) && benchstat="$benchstat $dir/base/bench.txt $dir/head/bench.txt"
  "$D/measure" "$rounds" "wc -l $dir/base/bench.txt $dir/head/bench.txt" "$P report $dir -o $dir/page.html" \
    ${benchstat:+"$benchstat"} >"$D/figures" || exit 1
  { read -r a b c d; read -r e f g h; } <"$D/figures"
  figures 'wc -l' "$a" "$b" "$c" "$d"
  figures 'perfpage report' "$e" "$f" "$g" "$h"
  bar CPU "$e" "$4" "$5" ' s'
  bar wall "$f" "$6" - ' s'
  bar memory "$(mib "$g")" "$7" "$8" ' MiB'
  bar page "$(wc -c <"$dir/page.html")" 1500000 - ' B'
  bar nodes "$(grep -o '<[a-zA-Z]' "$dir/page.html" | wc -l)" 30000 - ''
  grep -o '[0-9 ,  ]* rows that pass or changed least are left out here' "$dir/page.html" || [ "$n" -lt 5000 ] || { echo '  MISSED: the page does not say what it left out'; missed=1; }
  if [ "$benchstat" ]; then
    sed -n 3p "$D/figures" >"$D/peer"
    read -r i j k l <"$D/peer"
    figures benchstat "$i" "$j" "$k" "$l"
    awk -v x="$i" -v y="$e" -v m="$k" -v n="$g" 'BEGIN { printf "  %.1f x the CPU of perfpage, %.1f x the memory\n", x / y, m / n }'
  else
    echo '  benchstat is not in PATH'
  fi
}

# Memory: 1.2 x the numbers kept, 8 bytes a sample and 8 for each run that a benchmark has.
past() { # BENCHMARKS RUNS SAMPLES; bars: wall goal, and of memory: yes or -
  dir=$D/history-$1-$2-$3
  mkdir -p "$dir/base" "$dir/head" "$dir/history"
  fresh "$dir/history/runs.txt" || "$D/make_bench" history "$1" "$2" "$3" 1 >"$dir/history/runs.txt" || exit 1
  fresh "$dir/head/bench.txt" || "$D/make_bench" history "$1" 1 "$3" 1 | grep -v '^run:' >"$dir/head/bench.txt" || exit 1
  cp "$dir/head/bench.txt" "$dir/base/bench.txt" || exit 1 # else there is nothing to judge, and the exit status says so
  undecided=1 kept=-
  [ "$3" -gt 1 ] || undecided=3 # one sample a side decides nothing
  [ "$6" = - ] || kept=$(awk -v b="$1" -v r="$2" -v s="$3" 'BEGIN { printf "%.1f", 1.2 * b * r * (s + 1) * 8 / 1048576 }')
  printf '\nhistory: %s benchmarks x %s runs x %s samples, %s\n' "$1" "$2" "$3" "$(du -h "$dir/history/runs.txt" | cut -f 1)"
  "$D/measure" 3 "wc -l $dir/history/runs.txt" "$P report $dir -o $dir/page.html" "$P report --jobs 2 $dir -o $dir/page2.html" >"$D/figures" || exit 1
  { read -r a b c d; read -r e f g h; read -r i j k l; } <"$D/figures"
  figures 'wc -l' "$a" "$b" "$c" "$d"
  figures 'perfpage report' "$e" "$f" "$g" "$h"
  bar wall "$f" "$4" "$5" ' s'
  bar memory "$(mib "$g")" "$kept" - ' MiB'
  figures 'perfpage report --jobs 2' "$i" "$j" "$k" "$l"
  cmp "$dir/page.html" "$dir/page2.html" || missed=1
  bar page "$(wc -c <"$dir/page.html")" 1500000 - ' B'
  bar nodes "$(grep -o '<[a-zA-Z]' "$dir/page.html" | wc -l)" 30000 - ''
}

if is_wanted fewer; then compared few 2000 5 0.6 0.2 0.6 - 40; fi
if is_wanted many; then compared many 20000 5 5 2 3 200 150; fi
if is_wanted history; then past 2000 500 5 6 4 yes; fi
# One sample a run: what is left is the change points.
if is_wanted changes; then past 2000 500 1 8 4 -; fi
exit $missed

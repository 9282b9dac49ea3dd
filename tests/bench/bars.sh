# For the scripts of tests/bench: where things are, what was asked for, and bars that figures are held against. Sourced; $missed is 1
# when a bar was missed.
B=${B:-build}
P=$B/perfpage
D=$B/bench
CC=${CC:-cc}
missed=0
mkdir -p "$D" || exit 1
"$CC" -O2 -std=gnu11 -o "$D/measure" tests/bench/measure.c || exit 1

is_wanted() { case " $wanted " in *" $1 "*) ;; *) return 1 ;; esac; }
mib() { awk -v k="$1" 'BEGIN { printf "%.1f", k / 1024 }'; }
bar() { # NAME FIGURE BAR GOAL UNIT: a line; nothing without a bar
  [ "$3" != - ] || return 0
  awk -v name="$1" -v v="$2" -v bar="$3" -v goal="$4" -v unit="$5" 'BEGIN {
    printf "  %s %s%s: %s (must %s%s)\n", name, v, unit, v <= bar ? (goal != "-" && v <= goal ? "goal" : "ok") : "MISSED", bar unit, goal != "-" ? ", goal " goal unit : ""
    exit v > bar }' || missed=1
}

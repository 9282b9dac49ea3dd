#!/bin/sh
# Records base/ and head/ of this sample: builds the service as it is and with
# service/head.patch applied, then measures both in turn, so that a machine
# that slows down slows down both.
#
#   record.sh [bench] [load] [cpu] [tuning]      all four when none is named
#   record.sh history                            history/runs.txt: every commit of series/, about 20 minutes
#   record.sh series                             writes what those commits are: name, id and date; needs no Go
#
# Needs Go 1.19 or later, git, patch, awk. No network. Where it may, it runs what it
# measures in the real-time class, so that other programs disturb it less.
set -eu
export LC_ALL=C TZ=UTC GOFLAGS=-mod=mod GOTOOLCHAIN=local

bench_rounds=${BENCH_ROUNDS:-20} bench_time=${BENCH_TIME:-0.2s}
load_rounds=${LOAD_ROUNDS:-24} load_time=${LOAD_TIME:-6s} rate=${RATE:-8000}
cpu_rounds=${CPU_ROUNDS:-4} cpu_time=${CPU_TIME:-12s}
history_rounds=${HISTORY_ROUNDS:-7} history_time=${HISTORY_TIME:-0.1s} history_seed=${HISTORY_SEED:-1}
debug=${DEBUG:-127.0.0.1:18081}
benched="cart catalog encode httpapi orders pricing"

here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
memory=$work
test ! -d /dev/shm || memory=$(mktemp -d /dev/shm/checkout.XXXXXX)
server=
front=
if chrt -r 10 true 2>/dev/null; then front='chrt -r 10'; fi
trap 'test -z "$server" || kill "$server" 2>/dev/null || :; rm -rf "$work" "$memory"' EXIT
trap 'exit 1' HUP INT TERM
: "${GOCACHE:=$work/gocache}"
export GOCACHE

# commit MESSAGE DATE: has fixed names and dates, so that the same source has the same id
commit() {
    export GIT_AUTHOR_NAME=checkout GIT_AUTHOR_EMAIL=checkout@example.org GIT_AUTHOR_DATE="$2"
    export GIT_COMMITTER_NAME=checkout GIT_COMMITTER_EMAIL=checkout@example.org GIT_COMMITTER_DATE="$2"
    git -C "$work/src" add -A
    git -C "$work/src" -c commit.gpgsign=false commit -q -m "$1"
    git -C "$work/src" rev-parse --short=12 HEAD
}

# build_benchmarks SIDE: of what is in src now, once its tests pass
build_benchmarks() {
    mkdir -p "$work/$1"
    (
        cd "$work/src"
        go vet ./...
        go test ./... >"$work/$1/test.log" 2>&1 || { cat "$work/$1/test.log"; exit 1; }
        for p in $benched; do go test -c -trimpath -o "$work/$1/$p.test" "./internal/$p"; done
    )
}

build() {
    build_benchmarks "$1"
    (cd "$work/src" && go build -trimpath -buildvcs=false -o "$work/$1/" ./cmd/...)
}

source_of() {
    rm -rf "$work/src"
    mkdir "$work/src"
    (cd "$here/service" && tar -cf - --exclude='*.patch' .) | tar -xf - -C "$work/src"
}

# sides N: both sides, the other one first in every second round
sides() {
    if test $(($1 % 2)) = 0; then echo base head; else echo head base; fi
}

now() { date -u +%Y-%m-%dT%H:%M:%SZ; }

id() { if test "$1" = base; then echo "$base"; else echo "$head"; fi; }

# run_bench PACKAGE BENCHMARK SIDE...: one round of one benchmark
run_bench() {
    p=$1 b=$2
    shift 2
    for s; do
        $front "$work/$s/$p.test" -test.run '^$' -test.bench "^$b\$" \
            -test.benchmem -test.benchtime "$bench_time" >>"$work/$s/$p.out"
    done
}

# merge_bench SIDE: header of every package once, then its lines in order
merge_bench() {
    for p in $benched; do
        test -s "$work/$1/$p.out" || continue
        awk '/^(goos|goarch|pkg|cpu):/ && !seen[$0]++ || /^Benchmark/' "$work/$1/$p.out"
    done
}

record_bench() {
    rm -f "$work"/*/*.out
    i=0
    while test $i -lt "$bench_rounds"; do
        for p in $benched; do
            for b in $("$work/base/$p.test" -test.list '^Benchmark'); do run_bench "$p" "$b" $(sides $i); done
        done
        i=$((i + 1))
    done
    for s in base head; do
        { echo "commit: $(id $s)"; echo "date: $(now)"; merge_bench $s; } >"$work/bench.txt"
        mv "$work/bench.txt" "$here/$s/bench.txt"
    done
}

# serve SIDE ARGUMENTS...: one round of load against a fresh server on one CPU
serve() {
    side=$1
    shift
    GOMAXPROCS=1 $front "$work/$side/checkoutd" -addr "$memory/socket" -debug "$debug" -journal "$memory/journal" &
    server=$!
    GOGC=off $front "$work/base/loadgen" -addr "$memory/socket" -debug "$debug" "$@"
    kill "$server"
    wait "$server" 2>/dev/null || :
    server=
    rm -f "$memory/journal" "$memory/socket"
}

record_load() {
    i=0
    while test $i -lt "$load_rounds"; do
        for s in $(sides $i); do
            serve "$s" -rate "$rate" -for "$load_time" -seed $((i + 1)) -o "$work/$s/round-$((i + 10)).json" \
                -within 'POST /checkout=50ms' -within 'GET /products/{id}=50ms' -slice 'POST /checkout=50ms'
        done
        i=$((i + 1))
    done
    for s in base head; do
        "$work/base/summary" -commit "$(id $s)" -date "$(now)" "$work/$s"/round-*.json >"$work/measurements.csv"
        mv "$work/measurements.csv" "$here/$s/measurements.csv"
    done
}

record_cpu() {
    i=0
    while test $i -lt "$cpu_rounds"; do
        for s in $(sides $i); do
            serve "$s" -rate 0 -conns 8 -for "$cpu_time" -seed $((i + 1)) -o "$work/cpu.json" \
                -profile "$work/$s/cpu-$((i + 10)).pprof"
        done
        i=$((i + 1))
    done
    for s in base head; do
        "$work/base/fold" -runtime 1 "$work/$s"/cpu-*.pprof >"$work/cpu.folded"
        mv "$work/cpu.folded" "$here/$s/cpu.folded"
    done
}

# Every tuning/NAME.patch takes one earlier optimisation back out of the base.
# The first line of the patch names the package and its benchmark.
record_tuning() {
    for patch in "$here"/tuning/*.patch; do
        name=$(basename "$patch" .patch)
        read -r _ package benchmark <"$patch"
        source_of
        patch -s -p1 -d "$work/src" <"$patch"
        build before
        rm -f "$work"/*/*.out
        i=0
        while test $i -lt "$bench_rounds"; do
            run_bench "$package" "$benchmark" before base
            i=$((i + 1))
        done
        { echo "date: $(now)"; echo "state: before"; merge_bench before; echo "state: after"; merge_bench base; } >"$work/tuning.txt"
        mv "$work/tuning.txt" "$here/tuning/$name.txt"
    done
}

# start_of_series: the service with all patches of series/ taken out again, the newest first
start_of_series() {
    source_of
    for patch in $(ls -r "$here"/series/*.patch); do patch -s -R -p1 -F0 -d "$work/src" <"$patch"; done
    git -c init.defaultObjectFormat=sha1 init -q "$work/src"
    commit 'Before the series' 2025-11-01T00:00:00Z >/dev/null
}

# each_commit COMMAND...: applies the patches in order; after each, COMMAND NAME, then its name, id and date
each_commit() {
    start_of_series
    for patch in "$here"/series/*.patch; do
        patch -s -p1 -F0 -d "$work/src" <"$patch"
        name=$(basename "$patch" .patch)
        date=$(sed -n 's/^Date: //p; /^---/q' "$patch")
        "$@" "$name" >&2
        echo "$name $(commit "$(sed -n 's/^Subject: //p; /^---/q' "$patch")" "$date") $date"
    done
}

# run_all SIDE: one round of the benchmarks that tell something of the code. Admin_Reprice copies a megabyte and
# tells how busy the memory of the machine is. A process that never rests in the real-time class is stopped for
# a while by the kernel, in the middle of what it measures: each benchmark has its own, with a rest before it.
run_all() {
    for p in $benched; do
        for b in $("$work/$1/$p.test" -test.list '^Benchmark' | grep -v '^BenchmarkAdmin_Reprice$'); do
            sleep 0.06
            run_bench "$p" "$b" "$1"
        done
    done
}

# shuffled SEED: its lines in an order that the seed alone decides
shuffled() {
    awk -v x="$1" '
        { line[NR] = $0 }
        END {
            for (n = NR; n; n--) {
                x = (x * 16807) % 2147483647
                i = x % n + 1
                print line[i]
                line[i] = line[n]
            }
        }'
}

# The commits take turns as the sides do, in another order every round: a slow
# phase of the machine hits them all. A run is a block of lines of its own.
record_history() {
    each_commit build_benchmarks >"$work/commits"
    rm -f "$work"/*/*.out
    measured=$(now)
    bench_time=$history_time
    i=0
    while test $i -lt "$history_rounds"; do
        for name in $(cut -d ' ' -f 1 "$work/commits" | shuffled $((history_seed + i))); do
            run_all "$name"
        done
        i=$((i + 1))
    done
    while read -r name id date; do
        echo "run: $name"
        echo "commit: $id"
        echo "date: $date"
        echo "measured: $measured"
        merge_bench "$name"
        echo
    done <"$work/commits" >"$work/runs.txt"
    mkdir -p "$here/history"
    mv "$work/runs.txt" "$here/history/runs.txt"
}

case ${1-} in
series) each_commit true; exit ;;
history) record_history; exit ;;
esac
source_of
git init -q "$work/src"
base=$(commit 'Checkout service' 2026-01-01T00:00:00Z)
build base
patch -s -p1 -d "$work/src" <"$here/service/head.patch"
head=$(commit 'Deliver to Ireland, order references, faster product pages' 2026-01-01T00:00:00Z)
build head
mkdir -p "$here/base" "$here/head"
test $# -gt 0 || set -- bench load cpu tuning
for what; do
    case $what in
    bench | load | cpu | tuning) "record_$what" ;;
    *) echo "usage: record.sh [bench] [load] [cpu] [tuning], or one of history, series" >&2; exit 2 ;;
    esac
done

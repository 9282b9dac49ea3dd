#!/bin/sh
# Records base/ and head/ of this sample: builds the service as it is and with
# service/head.patch applied, then measures both in turn, so that a machine
# that slows down slows down both.
#
#   record.sh [bench] [load] [cpu] [tuning]      all four when none is named
#
# Needs Go 1.19 or later, git, patch, awk. No network. Where it may, it runs what it
# measures in the real-time class, so that other programs disturb it less.
set -eu
export LC_ALL=C TZ=UTC GOFLAGS=-mod=mod GOTOOLCHAIN=local

bench_rounds=${BENCH_ROUNDS:-20} bench_time=${BENCH_TIME:-0.2s}
load_rounds=${LOAD_ROUNDS:-24} load_time=${LOAD_TIME:-6s} rate=${RATE:-8000}
cpu_rounds=${CPU_ROUNDS:-4} cpu_time=${CPU_TIME:-12s}
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

# A commit of a side has fixed names and dates: the same source has the same id.
commit() {
    export GIT_AUTHOR_NAME=checkout GIT_AUTHOR_EMAIL=checkout@example.org GIT_AUTHOR_DATE='2026-01-01T00:00:00Z'
    export GIT_COMMITTER_NAME=checkout GIT_COMMITTER_EMAIL=checkout@example.org GIT_COMMITTER_DATE='2026-01-01T00:00:00Z'
    git -C "$work/src" add -A
    git -C "$work/src" -c commit.gpgsign=false commit -q -m "$1"
    git -C "$work/src" rev-parse --short=12 HEAD
}

# build SIDE: what is in src now
build() {
    mkdir -p "$work/$1"
    (
        cd "$work/src"
        go vet ./...
        go test ./... >"$work/$1/test.log" 2>&1 || { cat "$work/$1/test.log"; exit 1; }
        go build -trimpath -buildvcs=false -o "$work/$1/" ./cmd/...
        for p in $benched; do go test -c -trimpath -o "$work/$1/$p.test" "./internal/$p"; done
    )
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

source_of
git init -q "$work/src"
base=$(commit 'Checkout service')
build base
patch -s -p1 -d "$work/src" <"$here/service/head.patch"
head=$(commit 'Deliver to Ireland, order references, faster product pages')
build head
mkdir -p "$here/base" "$here/head"
test $# -gt 0 || set -- bench load cpu tuning
for what; do
    case $what in
    bench | load | cpu | tuning) "record_$what" ;;
    *) echo "usage: record.sh [bench] [load] [cpu] [tuning]" >&2; exit 2 ;;
    esac
done

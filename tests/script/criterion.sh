# A tree of Criterion's as `cargo bench` leaves it: the run is read, what lies beside it is passed over with a note.
. "$ROOT/tests/tap.sh"
unset SOURCE_DATE_EPOCH

run() { # run FOLDER NS: ten samples of about so many ns an iteration
  mkdir -p "$1"
  awk -v ns="$2" 'BEGIN {
    for (i = 1; i <= 10; i++) { iters = iters sep i * 100; times = times sep i * 100 * (ns + i * 7 % 10 / 10); sep = "," }
    printf "{\"sampling_mode\":\"Linear\",\"iters\":[%s],\"times\":[%s]}", iters, times }' >"$1/sample.json"
  printf '{"mean":{"confidence_interval":{"confidence_level":0.95,"lower_bound":%s,"upper_bound":%s},"point_estimate":%s},"std_dev":{}}' "$2" "$2" "$2" >"$1/estimates.json"
  printf '[1.0,2.0,3.0,4.0]' >"$1/tukey.json"
  printf 'group,function,value,throughput_num,throughput_type,sample_measured_value,unit,iteration_count\nsort,vec,,,,1.0,ns,1\n' >"$1/raw.csv"
}
tree() { # tree DIR NS: a benchmark with a run, the copy of it that Criterion calls base, a change and reports
  run "$1/sort/vec/new" "$2"
  printf '{"group_id":"sort","function_id":"vec","value_str":null,"throughput":{"Bytes":1024},"full_id":"sort/vec"}' >"$1/sort/vec/new/benchmark.json"
  cp -r "$1/sort/vec/new" "$1/sort/vec/base"
  mkdir -p "$1/sort/vec/change" "$1/sort/vec/report" "$1/sort/report" "$1/report"
  printf '{"mean":{"confidence_interval":{"lower_bound":-0.1,"upper_bound":0.1},"point_estimate":0.01},"median":{}}' >"$1/sort/vec/change/estimates.json"
  printf '<!DOCTYPE html>\n' | tee "$1/report/index.html" "$1/sort/report/index.html" >"$1/sort/vec/report/index.html"
  printf '<?xml version="1.0"?>\n<svg/>\n' >"$1/sort/vec/report/pdf.svg"
}
report() { # report ARG...: into status, out and err
  perfpage report "$@" --no-page --json report.json >out 2>err
  status=$?
}
values() { # values BASE HEAD: the medians of the time, in ns
  perfpage bench --format csv "$1" "$2" 2>/dev/null | awk -F , '$1 == "sort/vec" { printf "%.2f %.2f", $2 * 1e9, $4 * 1e9; exit }'
}

mkdir in && tree in/base 100 && tree in/head 120
report in
same "a slower run fails the build" 1 "$status"
same "the medians of the two runs" "100.45 120.45" "$(values in/base in/head)"
same "a note for each side on what is passed over" 4 "$(grep -c ': note: .*\[companion\]$' err)"
check "the runs" grep -qxF 'head: note: Criterion kept earlier runs beside the ones that are read: 2 folders (base, change) are passed over [companion]' err
check "the reports" grep -qxF 'head: note: 8 files that Criterion wrote beside its runs, reports and the same figures once more, are not read [companion]' err
same "nothing else is said" 0 "$(grep -vc '\[companion\]$' err)"
check "the throughput is compared" grep -q '"unit": *"B/s"' report.json

tree same 100
report --base same --head same
check "one tree on both sides is told" grep -q 'same/sort/vec/new/sample.json: warning: holds the same bytes as .*: was one run given as both? \[same-file\]$' err
run same/sort/vec/main 90
report --base main=same --head new=same
same "a saved run by name" "90.45 100.45" "$(values main=same new=same)"
check "the run passed over is named" grep -q 'same: note: Criterion kept .* (base, change, new) are passed over' err
same "another label is a label" "100.45 120.45" "$(values v1=same v2=in/head)"
same "two folders of one run each" "100.45 120.45" "$(values in/base/sort/vec/base in/head/sort/vec/new)"
perfpage bench --format csv in/base/sort/vec/new/sample.json in/head/sort/vec/new/sample.json >out 2>/dev/null
check "a file by itself has no name" grep -q '^unnamed,1.0045.*e-07,.*,1.2045.*e-07,' out

# One tree, or three, or what was filtered: the same figures as of two.
fields() { # FIELD...: of the time, in ns
  awk -F , -v list="$*" '$1 == "sort/vec" { n = split(list, f, " "); for (i = 1; i <= n; i++) printf "%s%.2f", (i > 1 ? " " : ""), $(f[i]) * 1e9; exit }' out
}
columns() { # ARG...: into status and out
  perfpage bench --format csv "$@" >out 2>err
  status=$?
}
columns in/base; same "one tree is shown" "0 100.45" "$status $(fields 2)"
columns in/base in/head --filter '*'; same "two trees, all of what they hold" "1 100.45 120.45" "$status $(fields 2 4)"
columns in/base --filter '.unit:ns/op'; same "one tree, its times" "0 100.45" "$status $(fields 2)"
columns in/base in/head in/base; same "three trees" "1 100.45 120.45 100.45" "$status $(fields 2 4 8)"
columns in/base in/base in/base; same "one tree three times: no bytes are left out as read before" "0 100.45 100.45 100.45" "$status $(fields 2 4 8)"
columns main=same same in/head; same "a saved run by name, of three" "1 90.45 100.45 120.45" "$status $(fields 2 4 8)"
for filter in "" "--filter *"; do
  set -f
  perfpage bench base=in/base new=in/base $filter >out 2>err
  set +f
  check "one run as both: the verdict says why it warns $filter" grep -q '^warn: the same bytes stand on both sides; of [0-9] rows\{0,1\} [0-9] pass' out
done
perfpage bench in/base in/head >out 2>err; refuse "two runs: nothing of the kind" grep -q 'same bytes' out err
columns in/head --row .name; same "one tree, rows by name" 0 "$status"
check "one tree, rows by name: is not empty" grep -q '^sort/vec,\|^sort,' out
mkdir notes && printf 'a;b 5\n' >notes/cpu.folded
columns notes; same "a result without one benchmark is no success" "3 1" "$status $(grep -c '\[bench-none\]$' err)"

report --base in/base --head in/base
check "of two copies the one that was read is named" grep -q "as in/base/sort/vec/new/sample.json: was one run" err
cp -r in/base saved && cp -r in/head/sort/vec/new saved/sort/vec/main
report --base saved --head in/head
same "a saved run beside the one that is read is no same run" "1 0" "$status $(grep -c same-file err)"
mkdir move && cp -r same move/base && cp -r in/head move/new && run move/base/sort/vec/base 70
same "a folder called as a run is no run asked for" "100.45 120.45" "$(values move/base move/new)"

# A run of the history is a tree of its own: its files wait for each other, not for those of base and head.
mkdir -p past/history/run1 past/history/run2 past/base past/head
cp -r in/base/sort past/history/run1/ && cp -r in/head/sort past/history/run2/ && cp -r in/base/sort past/base/ && cp -r in/head/sort past/head/
report past
same "a history of trees" '"run1" "run2"' "$(sed -n '/"history_runs":\[/,/^\]/p' report.json | grep -o '"id": *"[^"]*"' | sed 's/.*: *//' | tr '\n' ' ' | sed 's/ $//')"
check "has the series of the head" grep -q '"trends":\[' report.json
same "with a point a run" 2 "$(sed -n '/"trends":\[/,/^\]/p' report.json | grep -o '"runs": *[0-9]*' | head -n 1 | grep -o '[0-9]*')"
same "and what waits of base and head is theirs" "100.45 120.45" "$(values past/base past/head)"

# What only looks like Criterion's is read as ever.
mkdir -p other/base/report other/head && cp in/head/sort/vec/new/sample.json other/head/
printf 'BenchmarkA 1 5 ns/op\n' >other/base/report/index.html
printf 'a;b 5\n' >other/base/tukey.json
report other
check "a page that is none" grep -q '"kind": *"go-bench"' report.json
check "stacks called tukey.json" grep -q '"kind": *"folded"' report.json
printf '{"sampling_mode":"Linear","iters":[1,2' >in/head/sort/vec/new/sample.json
report in
same "a run that was cut is bad input, though its estimates are read" "3 1" "$status $(grep -c 'sample.json:1:39: error: the file ends within its JSON \[bench-data\]' err)"
finish

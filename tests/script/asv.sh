# A folder of asv's results: benchmarks.json and machine.json say what counts, and are no run themselves.
. "$ROOT/tests/tap.sh"
unset SOURCE_DATE_EPOCH

result() { # result COMMIT SECONDS: samples of about so many seconds
  awk -v c="$1" -v s="$2" 'BEGIN {
    for (i = 1; i <= 10; i++) { list = list sep s + i * 7 % 10 / 1000; sep = "," }
    printf "{\"commit_hash\":\"%s\",\"env_name\":\"py3\",\"date\":1696315841000,\"params\":{\"cpu\":\"p\"},\"result_columns\":[\"result\",\"params\",\"samples\"],", c
    printf "\"results\":{\"b.Suite.time_x\":[[%s],[[\"10\"]],[[%s]]],\"b.track_y\":[[%d],[]]},\"version\":2}", s, list, s * 100 }'
}
for side in base head; do
  mkdir -p "in/$side/m"
  printf '{"arch":"x","cpu":"p","machine":"m","num_cpu":"8","os":"o","ram":"1","version":1}' >"in/$side/m/machine.json"
  printf '{"b.Suite.time_x":{"param_names":["n"],"type":"time","unit":"seconds"},"b.track_y":{"param_names":[],"type":"track","unit":"hits"},"version":2}' >"in/$side/benchmarks.json"
done
result c1 0.1 >in/base/m/c1-py3.json
result c2 0.2 >in/head/m/c2-py3.json
perfpage report in --no-page --json report.json >out 2>err
same "a slower run fails the build" 1 $?
same "the same index and machine on both sides are no same run" "" "$(grep -v 'fail: ' err)"
perfpage bench --format csv in/base in/head >out 2>err
check "medians, and the name of the parameter" grep -q '^time_x/n=10,0.1045,.*,0.2045,' out
check "the unit that benchmarks.json gives" grep -q '^,hits,' out
perfpage bench --format csv in/base >out 2>err
same "one folder is shown" "0 0.1045" "$? $(awk -F , '/^time_x/ { print $2 }' out)"
perfpage bench --format csv in/base in/head --filter '*' >out 2>err
same "two folders, all of what they hold" "1 0.1045 0.2045" "$? $(awk -F , '/^time_x/ { print $2, $4 }' out)"
perfpage bench --format csv in/base in/head in/base >out 2>err
same "three folders" "1 0.1045 0.2045 0.1045" "$? $(awk -F , '/^time_x/ { print $2, $4, $8 }' out)"

result c3 0.3 >in/head/m/c3-py3.json
perfpage bench in/base in/head >out 2>err
check "a second commit is told" grep -q 'head/m/c3-py3.json: warning: commit_hash: is another commit than that of .*c2-py3.json, and their results are put together \[bench-note\]$' err
rm in/head/m/*-py3.json
perfpage report in --no-page >out 2>err
same "an index without results is bad input" 3 $?
check "and says so" grep -qxF "head/benchmarks.json: error: speaks of asv's benchmarks, but no result of one is there [file-empty]" err
finish

/* Bencher's format: what its measures are, and what is said of the rest. */
#include "bench_read.h"

#define BMF INPUT_BMF
#define TEN "[[[[[[[[[["

static struct bench_read_row rows[] = {
    {"measures", "{\"a\":{\"latency\":{\"value\":2000000000},\"throughput\":{\"value\":5},\"File Size\":{\"value\":7},\"build-time\":{\"value\":3}}}", BMF,
     "a sec/op< [2]; a ops/s> [5]; a file-B< [7]; a build-sec< [3]", NULL},
    {"measures of one's own", "{\"x::y.z[1]\":{\"Max Bytes\":{\"value\":9},\"ms\":{\"value\":4000}}}", BMF, "x::y.z[1] Max_Bytes? [9]; x::y.z[1] sec/op< [4]", NULL},
    {"bounds", "{\"a\":{\"m\":{\"value\":5,\"lower_value\":4,\"upper_value\":7},\"n\":{\"value\":5,\"lower_value\":4},\"o\":{\"value\":5,\"upper_value\":null}}}", BMF,
     "a m? [5 4..7]; a n? [5 4..nan]; a o? [5]", NULL},
    {"bounds that are none", "{\"a\":{\"m\":{\"value\":5,\"lower_value\":2,\"upper_value\":2},\"n\":{\"value\":5,\"lower_value\":\"x\",\"upper_value\":6}}}", BMF,
     "a m? [5]; a n? [5 nan..6]",
     "0:0 bench-note: a.m: the value does not lie within its bounds, which are left out, 0:0 bench-data: a.n.lower_value: is no number"},
    {"values that are none", "{\"a\":{\"m\":{\"value\":\"x\"},\"n\":{},\"o\":5,\"\":{\"value\":1},\"p\":{\"value\":NaN}},\"b\":[],\"\":{\"m\":{\"value\":1}}}", BMF,
     "a p? !1;  m? [1]",
     "0:0 bench-data: a.m: has a value that is no number, 0:0 bench-data: a.n: has no value, 0:0 bench-data: a.o: has no value, "
     "0:0 bench-data: a.: has a measure without a name, 0:0 bench-nan: a.p: this measurement is not a number and is left out, "
     "0:0 bench-data: b: is no object"},
    {"another shape", "{\"a\":{\"m\":{\"value\":1}},\"b\":{\"m\":{\"count\":1}}}", INPUT_UNKNOWN, "", NULL},
    {"deeper than that", "{\"a\":{\"m\":{\"value\":{\"x\":1}}}}", INPUT_UNKNOWN, "", NULL},
    {"nested too deeply", "{\"a\":{\"m\":{\"value\":1}},\"b\":" TEN TEN TEN TEN TEN TEN TEN, BMF, "", "1:91 bench-data: JSON that cannot be read: nesting too deep"},
    {"strings that look like keys", "{\"a\":{\"m\":{\"value\":\"\\\"x\\\": {\\\"y\\\": 1}\"}}}", BMF, "", "0:0 bench-data: a.m: has a value that is no number"},
    {"cut in the middle", "{\"a\":{\"m\":{\"value\":1}", BMF, "", "1:22 bench-data: the file ends within its JSON"},
};

int main(void) {
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) check_test_state(rows[i].what, bench_read_check, &rows[i]);
  return check_run("bmf");
}

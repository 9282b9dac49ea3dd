/* hyperfine's JSON: what becomes a sample, and what is said of the rest. */
#include "bench_read.h"

#define HF INPUT_HYPERFINE

static struct bench_read_row rows[] = {
    {"times are samples", "{\"results\":[{\"command\":\"ls\",\"mean\":2,\"times\":[1,2,3]}]}", HF, "ls sec/op< 1 2 3", NULL},
    {"what the processes used", "{\"results\":[{\"command\":\"ls\",\"mean\":2,\"user\":0.5,\"system\":0.25,\"times\":[1]}]}", HF,
     "ls sec/op< 1; ls user-sec/op< [0.5]; ls system-sec/op< [0.25]", NULL},
    {"parameters are parts of the name", "{\"results\":[{\"command\":\"f 1\",\"times\":[1],\"mean\":1,\"parameters\":{\"n\":\"a/b c\"}}]}", HF,
     "f 1/n=a\xe2\x81\x84" "b_c sec/op< 1", NULL},
    {"without times the mean is a figure", "{\"results\":[{\"command\":\"ls\",\"mean\":2}]}", HF, "ls sec/op< [2]", NULL},
    {"runs that failed", "{\"results\":[{\"command\":\"ls\",\"mean\":2,\"times\":[1,2],\"exit_codes\":[0,null]}]}", HF, "ls sec/op< 1 2",
     "0:0 bench-note: results[0].exit_codes: 1 of 2 runs did not end with exit status 0"},
    {"a time that is none", "{\"results\":[{\"command\":\"ls\",\"mean\":2,\"times\":[1,\"x\",NaN]}]}", HF, "ls sec/op< 1 !1",
     "0:0 bench-data: results[0].times[1]: is no number of seconds, 0:0 bench-nan: results[0].times[2]: this measurement is not a number and "
     "is left out"},
    {"nothing in it", "{\"results\":[{\"command\":\"ls\",\"mean\":null}]}", HF, "",
     "0:0 bench-data: results[0]: has neither times nor a mean"},
    {"keys in a string are not keys", "{\"x\":\"results[].command results mean times\"}", INPUT_UNKNOWN, "", NULL},
    {"cut in the middle", "{\"results\":[{\"command\":\"ls\",\"mean\":2,\"times\":[1,2", HF, "", "1:50 bench-data: the file ends within its JSON"},
};

int main(void) {
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) check_test_state(rows[i].what, bench_read_check, &rows[i]);
  return check_run("hyperfine");
}

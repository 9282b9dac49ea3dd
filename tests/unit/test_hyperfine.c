/* hyperfine's JSON: what becomes a sample, and what is said of the rest. */
#include "bench_read.h"

#define HF INPUT_HYPERFINE
#define TEN "[[[[[[[[[["

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
     "0:0 bench-data: results[0].times[1]: is no number, 0:0 bench-nan: results[0].times[2]: this measurement is not a number and "
     "is left out"},
    {"nothing in it", "{\"results\":[{\"command\":\"ls\",\"mean\":null}]}", HF, "",
     "0:0 bench-data: results[0]: has neither times nor a mean"},
    {"without times the median before the mean", "{\"results\":[{\"command\":\"ls\",\"mean\":2,\"median\":\"1.5\",\"times\":null}]}", HF, "ls sec/op< [1.5]", NULL},
    {"times of 0", "{\"results\":[{\"command\":\"ls\",\"times\":[0.0,1,0]}]}", HF, "ls sec/op< 0 1 0",
     "0:0 bench-note: results[0].times: 2 of 3 times are 0: shorter than the start of the shell, which was taken off"},
    {"times of another type", "{\"results\":[{\"command\":\"ls\",\"mean\":2,\"times\":\"1\"}]}", HF, "ls sec/op< [2]",
     "0:0 bench-data: results[0].times: is no array"},
    {"memory of each run", "{\"results\":[{\"command\":\"ls\",\"times\":[1,2],\"memory_usage_byte\":[4096,8192]}]}", HF,
     "ls sec/op< 1 2; ls peak-B< 4096 8192", NULL},
    {"the parameter of old versions", "{\"results\":[{\"command\":\"ls\",\"times\":[1],\"parameter\":\"x\"}]}", HF, "ls/x sec/op< 1", NULL},
    {"two parameters, one a number", "{\"results\":[{\"command\":\"ls\",\"times\":[1],\"parameters\":{\"n\":10,\"m\":\"x\"}}]}", HF,
     "ls/n=10/m=x sec/op< 1", NULL},
    {"a parameter of another type", "{\"results\":[{\"command\":\"ls\",\"times\":[1],\"parameters\":{\"n\":[1]}}]}", HF, "ls sec/op< 1",
     "0:0 bench-data: results[0].parameters: holds more than names and values"},
    {"one command twice", "{\"results\":[{\"command\":\"ls\",\"times\":[1]},{\"command\":\"ls\",\"times\":[2]}]}", HF, "ls sec/op< 1 2", NULL},
    {"an empty name", "{\"results\":[{\"command\":\"\",\"times\":[1]}]}", HF, " sec/op< 1", NULL},
    {"results that are none", "{\"results\":[5,{\"times\":[1]},{\"command\":7,\"times\":[1]}]}", HF, "",
     "0:0 bench-data: results[0]: is no object, 0:0 bench-data: results[1]: has no command, 0:0 bench-data: results[2]: has no command"},
    {"something behind the value", "{\"results\":[{\"command\":\"ls\",\"times\":[1]}]} x", HF, "", "1:44 bench-data: JSON that cannot be read: unexpected character"},
    {"keys in a string are not keys", "{\"x\":\"results[].command results mean times\"}", INPUT_UNKNOWN, "", NULL},
    {"nested too deeply", "{\"results\":[{\"command\":\"a\",\"mean\":1}," TEN TEN TEN TEN TEN TEN TEN, HF, "", "1:100 bench-data: JSON that cannot be read: nesting too deep"},
    {"cut in the middle", "{\"results\":[{\"command\":\"ls\",\"mean\":2,\"times\":[1,2", HF, "", "1:50 bench-data: the file ends within its JSON"},
};

int main(void) {
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) check_test_state(rows[i].what, bench_read_check, &rows[i]);
  return check_run("hyperfine");
}

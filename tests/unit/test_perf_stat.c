/* perf stat -x and -j. */
#include "bench_read.h"

#define PS INPUT_PERF_STAT
#define NEVER "0:0 bench-note: never counted, and not measured: "
#define UNSUPPORTED "0:0 bench-note: not supported on this machine, and not measured: "
#define NO_COUNTER "bench-data: no counter can be read from this line"
#define JSON(value, unit, event) "{\"counter-value\" : \"" value "\", \"unit\" : \"" unit "\", \"event\" : \"" event "\", \"event-runtime\" : 5, \"pcnt-running\" : 100.00"

static struct bench_read_row rows[] = {
    {"fields", "# started on Fri Nov 20 13:36:12 2026\n\n0.80,msec,task-clock,797039,100.00,0.630,CPUs utilized\n49,,page-faults,797039,100.00,59.476,K/sec\n", PS,
     "task-clock sec/op< [0.0008]; page-faults events/op< [49]", NULL},
    {"without the first line, behind what the program says", "hello\nworld: 5\n0.80,msec,task-clock,797039,100.00,,\n", PS, "task-clock sec/op< [0.0008]", NULL},
    {"-r puts a field in", "200,msec,task-clock,2.50%,797039,100.00,0.630,CPUs utilized\n8,,page-faults,0.00%,797039,100.00,,\n", PS,
     "task-clock sec/op< [0.2 0.195..0.20500000000000002]; page-faults events/op< [8 8..8]", NULL},
    {"other separators", "0.80;msec;task-clock;797039;100.00;0.630;CPUs utilized\n4;;page-faults;79;100.00;;\n", PS, "task-clock sec/op< [0.0008]; page-faults events/op< [4]", NULL},
    {"a tab", "5\t\tcycles\t79\t100.00\t\t\n", PS, "cycles events/op< [5]", NULL},
    {"decimal commas", "0,80;msec;task-clock;2,50%;797039;100,00;0,630;CPUs utilized\n1;;page-faults;0,00%;7;100,00;;\n", PS,
     "task-clock sec/op< [0.0008 0.00078..0.0008200000000000001]; page-faults events/op< [1 1..1]", NULL},
    {"decimal commas between commas are not guessed at", "5,,cycles,79,100.00,,\n0,80,msec,task-clock,797039,100,00,0,630,CPUs utilized\n", PS, "cycles events/op< [5]",
     "2:1 " NO_COUNTER},
    {"other units", "1500,ns,duration_time,79,100.00,,\n2.50,Joules,power/energy-pkg/,79,100.00,,\n3,MiB,uncore/reads/,7,100.00,,\n", PS,
     "duration_time sec/op< [1.5e-06]; power/energy-pkg/ Joules/op< [2.5]; uncore/reads/ MiB/op< [3]", NULL},
    {"an event with commas", "7,,cpu/event=0x3c,umask=0x0/,79,100.00,,\n8,,cpu/a,b/u,1.00%,79,100.00,,\n", PS,
     "cpu/event=0x3c,umask=0x0/ events/op< [7]; cpu/a,b/u events/op< [8 7.92..8.08]", NULL},
    {"metrics", "100,,cycles,79,100.00,,\n250,,instructions,79,100.00,2.50,insn per cycle\n,,,,,0.25,stalled cycles per insn\n5,,branch-misses,79,100.00,nan,of all branches\n", PS,
     "cycles events/op< [100]; instructions events/op< [250]; instructions insn_per_cycle? [2.5]; instructions stalled_cycles_per_insn? [0.25]; "
     "branch-misses events/op< [5]", "4:1 bench-note: branch-misses: its metric is not a number and is left out"},
    {"parts of the machine", "CPU0,5,,cycles,79,100.00,,\nS0,8,6,,cycles,79,100.00,,\nS0-D0-C1,2,7,msec,cpu-clock,79,100.00,,\n", PS,
     "cycles/CPU0 events/op< [5]; cycles/S0 events/op< [6]; cpu-clock/S0-D0-C1 sec/op< [0.007]", NULL},
    {"a cgroup", "5,,cycles,system.slice,79,100.00,,\n", PS, "cycles/cgroup=system.slice events/op< [5]", NULL},
    {"a cgroup with a variance", "5,,cycles,web,20.00%,79,100.00,,\n", PS, "cycles/cgroup=web events/op< [5 4..6]", NULL},
    {"intervals add up", "     1.000100000,10,msec,task-clock,79,100.00,1.0,CPUs utilized\n     1.000100000,<not counted>,,cycles,0,100.00,,\n"
     "     2.000200000,<not counted>,msec,task-clock,0,100.00,,\n     2.000200000,7,,cycles,79,100.00,,\n     3.0003,5,msec,task-clock,79,100.00,,\n", PS,
     "task-clock sec/op< [0.015]; cycles events/op< [7]", NULL},
    {"intervals that begin anew are another run", "1.0001,10,,cycles,79,100.00,,\n2.0002,10,,cycles,79,100.00,,\n1.0003,5,,cycles,79,100.00,,\n", PS,
     "cycles events/op< [20] [5]", NULL},
    {"intervals of parts", "1.0001,S0,8,10,,cycles,79,100.00,,\n1.0001,S1,8,20,,cycles,79,100.00,,\n2.0001,S0,8,1,,cycles,79,100.00,,\n", PS,
     "cycles/S0 events/op< [11]; cycles/S1 events/op< [20]", NULL},
    {"not measured", "5,,page-faults,79,100.00,,\n<not supported>,,cycles,0,100.00,,\n<not supported>,,instructions,0,100.00,,\n<not counted>,,migrations,0,0.00,,\n", PS,
     "page-faults events/op< [5]", UNSUPPORTED "cycles, instructions, " NEVER "migrations"},
    {"nothing measured", "<not supported>,,cycles,0,100.00,,\n", PS, "", UNSUPPORTED "cycles, 0:0 file-empty: this file holds no benchmark result"},
    {"a part of the time", "5,,cycles,79,25.50,,\n6,,instructions,79,75.00,,\n7,,page-faults,79,100.00,,\n", PS,
     "cycles events/op< [5]; instructions events/op< [6]; page-faults events/op< [7]",
     "0:0 bench-note: 2 counts are estimates: perf counted them a part of the time only, 25.5 % at least"},
    {"two runs in a file", "5,,cycles,79,100.00,,\n# started on Sat\n6,,cycles,79,100.00,,\n", PS, "cycles events/op< [5] [6]", NULL},
    {"broken lines", "5,,cycles,79,100.00,,\nx,,instructions,79,100.00,,\n5,,cyc", PS, "cycles events/op< [5]", "2:1 " NO_COUNTER ", 3:1 " NO_COUNTER},

    {"JSON", JSON("0.865", "msec", "task-clock") ", \"metric-value\" : 5, \"metric-unit\" : \"CPUs utilized\"}\n" JSON("50.000000", "", "page-faults") "}\n", PS,
     "task-clock sec/op< [0.000865]; page-faults events/op< [50]", NULL},
    {"JSON with everything", "{\"interval\" : 1.5, \"cpu\" : \"3\", \"counter-value\" : 7, \"unit\" : \"\", \"cgroup\" : \"a/b\", \"event\" : \"cycles\", \"pcnt-running\" : 50}\n"
     "{\"interval\" : 2.5, \"cpu\" : \"3\", \"counter-value\" : \"8\", \"unit\" : \"\", \"cgroup\" : \"a/b\", \"event\" : \"cycles\"}\n", PS,
     "cycles/3/cgroup=a\xe2\x81\x84" "b events/op< [15]", "0:0 bench-note: 1 counts are estimates: perf counted them a part of the time only, 50.0 % at least"},
    {"JSON, names that hold line feeds are not each other's",
     "{\"interval\" : 1.5, \"cpu\" : \"3\", \"counter-value\" : 7, \"unit\" : \"\", \"cgroup\" : \"a\\nb\", \"event\" : \"c\"}\n"
     "{\"interval\" : 2.5, \"cpu\" : \"3\", \"counter-value\" : 8, \"unit\" : \"\", \"cgroup\" : \"a\", \"event\" : \"b\\nc\"}\n", PS,
     "c/3/cgroup=a_b events/op< [7]; b\nc/3/cgroup=a events/op< [8]", NULL},
    {"JSON, -r and metrics", JSON("100", "", "instructions") ", \"variance\" : 10.00, \"metric-value\" : 2.5, \"metric-unit\" : \"insn  per cycle\"}\n"
     "{\"metric-value\" : 0.5, \"metric-unit\" : \"stalled\"}\n", PS,
     "instructions events/op< [100 90..110]; instructions insn__per_cycle? [2.5]; instructions stalled? [0.5]", NULL},
    {"JSON, not measured", JSON("<not supported>", "", "cycles") "}\n" JSON("5", "", "faults") "}\n", PS, "faults events/op< [5]", UNSUPPORTED "cycles"},
    {"JSON, broken", JSON("5", "", "faults") "}\n{\"counter-value\" : \"x\", \"event\" : \"cycles\"}\n{}\n{\"counter-value\" : ", PS, "faults events/op< [5]",
     "2:1 bench-data: an object without a counter: counter-value and event are needed, "
     "3:1 bench-data: an object without a counter: counter-value and event are needed, 4:19 bench-data: the line ends within its JSON"},

    {"stacks with semicolons are not taken for it", "1;b;c;5;100;x 5\n0;;cycles 7\nmain;a;b;c;d;e 6\n", INPUT_UNKNOWN, "", NULL},
    {"a table is not taken for it", "5,a,b,c,100.00\n2026,11,20,5,100.00,1\n", INPUT_UNKNOWN, "", NULL},
};

/* ---- real files ---- */

struct file_row {
  const char *path, *rows, *diags;
};

#define VM UNSUPPORTED "cycles, instructions, branches, branch-misses"
static struct file_row files[] = {
    {"corpus/bench/perf-stat/local-x.csv", "task-clock sec/op< [0.0008 0.00076024..0.00083976]; context-switches events/op< [0 0..0]; page-faults events/op< [49 48.6668..49.3332]",
     UNSUPPORTED "cycles, instructions"},
    {"corpus/bench/perf-stat/local-xsemicolon.csv", "task-clock sec/op< [0.00083]; context-switches events/op< [0]; cpu-migrations events/op< [0]; page-faults events/op< [49]", VM},
    {"corpus/bench/perf-stat/local-interval.csv", "task-clock sec/op< [0.00102]; context-switches events/op< [1]; cpu-migrations events/op< [0]; page-faults events/op< [76]", VM},
    {"corpus/bench/perf-stat/local-j.json", "task-clock sec/op< [0.000865211]; context-switches events/op< [0]; page-faults events/op< [50]", UNSUPPORTED "cycles, instructions"},
};

static void corpus_file(void **state) {
  const struct file_row *row = *state;
  struct bench_read r;
  size_t n;
  const char *text = check_file(check_shared(row->path), &n);
  bench_read_text(&r, "input", (struct str){text, n});
  assert_int_equal(r.kind, PS);
  assert_string_equal(bench_read_rows(&r), row->rows);
  assert_string_equal(bench_read_diags(&r), row->diags);
  bench_read_free(&r);
}

int main(void) {
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) check_test_state(rows[i].what, bench_read_check, &rows[i]);
  for (size_t i = 0; i < sizeof files / sizeof *files; i++) check_test_state(files[i].path, corpus_file, &files[i]);
  return check_run("perf_stat");
}

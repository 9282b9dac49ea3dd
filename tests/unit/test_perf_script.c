/* perf script text: its lines, what becomes of symbols, several events, damage, and the recorded pair. */
#include "check.h"
#include "stacks.h"

#include "base/source.h"
#include "read/folded.h"
#include "read/perf_script.h"
#include "read/perf_script_line.h"
#include "read/profile_join.h"

#include <stdio.h>
#include <string.h>

static struct arena arena;
static struct diags diags;
static struct profile_vec profiles;
static struct profile_request types;
static struct tally tally;

static void fresh(void) {
  arena_free(&arena);
  arena = ARENA_INIT;
  diag_init(&diags, &arena);
  profiles = (struct profile_vec){0};
  types = (struct profile_request){0};
}

static void read_text(struct str text) {
  struct source *s = ARENA_NEW(&arena, struct source);
  *s = (struct source){.name = STR("perf.txt"), .text = text, .bytes = text.n, .whole = true};
  tally = perf_script_read(&arena, &diags, s, SIDE_HEAD, &types, &profiles);
  profile_join(&arena, &diags, &profiles);
}

struct row {
  const char *what, *text, *stacks;
  const char *slug, *says; /* of the one diagnostic there is, or empty */
  uint32_t line;
};

#define HEAD "prog 12 3.5: 7 cycles:u: \n"
static struct row rows[] = {
    {"one sample", HEAD "\t1234 leaf+0x1f (/bin/prog)\n\t5678 main (/bin/prog)\n\n", "prog;main;leaf 7", "", "", 0},
    {"without an end", HEAD "\t1234 leaf+0x1f (/bin/prog)", "prog;leaf 7", "", "", 0},
    {"carriage returns", "prog 12 3.5: 7 cycles:u: \r\n\t1234 leaf+0x1f (/bin/prog)\r\n\r\n", "prog;leaf 7", "", "", 0},
    {"two in a row", HEAD "\t1234 a (/b)\n" HEAD "\t1234 b (/b)\n", "prog;a 7|prog;b 7", "", "", 0},
    {"no frames", HEAD "\n" HEAD "\n", "prog 14", "", "", 0},
    {"no period", "prog 12 3.5: cycles:u:\n\t1234 a (/b)\n\n", "prog;a 1", "", "", 0},
    {"a thread and a cpu", "prog 12/13 [003] 3.5: 7 cycles:\n\t1234 a (/b)\n\n", "prog;a 7", "", "", 0},
    {"no event", "prog 12 3.5: \n\t1234 a (/b)\n\n", "prog;a 1", "", "", 0},
    {"no time", "prog 12\n\t1234 a (/b)\n\nprog 12 [001]\n\t1234 a (/b)\n\n", "prog;a 2", "", "", 0},
    {"a command with blanks and figures", "V8 Worker 0 12 3.5: 7 cycles:\n\t1234 a (/b)\n\n", "V8_Worker_0;a 7", "", "", 0},
    {"a command that looks like a time", "1.5: 12 3.5: 7 cycles:\n\t1234 a (/b)\n\n", "1.5:;a 7", "", "", 0},
    {"a command in a column", "         prog 12 3.5: 7 cycles:\n\t1234 a (/b)\n\n", "prog;a 7", "", "", 0},
    {"a frame on the same line", "prog 12 3.5: 7 cycles: ffff12 a+0x1 ([kernel.kallsyms])\n", "prog;a 7", "", "", 0},
    {"a tracepoint", "prog 12 [000] 3.5: sched:sched_switch: prev_comm=x (1)\n\t1234 a (/b)\n\n", "prog;a 1", "", "", 0},
    {"comments", "# captured on: x\n# cmdline : perf\n#\n" HEAD "\t1234 a (/b)\n", "prog;a 7", "", "", 0},

    {"an unknown symbol", HEAD "\t1 [unknown] (/usr/lib/libc.so.6)\n\t2 [unknown] ([unknown])\n\t3 [unknown] ([vdso])\n",
     "prog;[vdso];[unknown];[libc.so.6] 7", "", "", 0},
    {"an object that was replaced", HEAD "\t1 [unknown] (/usr/bin/x (deleted))\n\t2 f(int) (/usr/bin/x (deleted))\n", "prog;f(int);[x] 7", "", "", 0},
    {"an object with a blank", HEAD "\t1 [unknown] (/opt/my app)\n", "prog;[my app] 7", "", "", 0},
    {"parentheses", HEAD "\t1 (anonymous namespace)::f(int (*)(char)) (/b)\n", "prog;(anonymous namespace)::f(int (*)(char)) 7", "", "", 0},
    {"no objects", HEAD "\t1 leaf+0x5\n\t2 main\n", "prog;main;leaf 7", "", "", 0},
    {"a plus in a name", HEAD "\t1 operator++(int)+0x5 (/b)\n\t2 a+b (/b)\n\t3 +0x5 (/b)\n", "prog;+0x5;a+b;operator++(int) 7", "", "", 0},
    {"inlined lines", HEAD "\t1 inner (inlined)\n\t1 outer+0x4 (/b)\n", "prog;outer;inner 7", "", "", 0},
    {"inlined in one symbol", HEAD "\t1 Lx;::a->Ly;::b->c+0x4 (/tmp/perf-1.map)\n\t2 main (/b)\n", "prog;main;Lx:::a;Ly:::b;c 7", "", "", 0},
    {"an arrow in a name", HEAD "\t1 p::operator->() (/b)\n\t2 p::operator->->x (/b)\n\t3 -> (/b)\n", "prog;->;p::operator->;x;p::operator->() 7", "", "", 0},
    {"source lines", HEAD "\t1 a (/b)\n  file.c:12\n\t2 b (/b)\n  :0\n\t3 c (/b)\n  [kernel.kallsyms][ffffffff81402703]\n", "prog;c;b;a 7", "", "", 0},
    {"a symbol that ends like a source line", HEAD "\t1 LazyCompile:*serve /app/server.js:12\n\t2 main\n  server.js:12\n", "prog;main;LazyCompile:*serve /app/server.js:12 7", "", "", 0},

    {"an event that is a modifier", "prog 12 3.5: 7 :u:\n\t1 a (/b)\n", "prog;a 7", "", "", 0},

    {"a line that is nothing", HEAD "\t1 a (/b)\nnonsense\n\t1 lost (/b)\n\n" HEAD "\t1 a (/b)\n", "prog;a 14", "profile-data", "neither a sample nor a frame", 3},
    {"a frame that is none", HEAD "\txyz a (/b)\n\n" HEAD "\t1 a (/b)\n", "prog;a 7", "profile-data", "no frame", 2},
    {"a frame without a sample", HEAD "\t1 a (/b)\n\n\t1 b (/b)\n", "prog;a 7", "profile-data", "a frame without a sample", 4},
    {"a period of nothing", "prog 12 3.5: 7\n\t1 a (/b)\n\n" HEAD "\t1 a (/b)\n", "prog;a 7", "profile-data", "neither", 1},
    {"a period beyond 64 bits", "prog 12 3.5: 18446744073709551616 cycles:u:\n\t1 a (/b)\n\n" HEAD "\t1 a (/b)\n", "prog;a 7", "profile-overflow",
     "the period exceeds", 1},
    {"a sum beyond 64 bits", HEAD "\t1 a (/b)\n\nprog 12 3.5: 18446744073709551609 cycles:u:\n\t1 a (/b)\n\n", "prog;a 7", "profile-overflow", "the sum", 4},
    {"names that are not UTF-8", HEAD "\t1 \xff\xfe (/b)\n", "prog;\xff\xfe 7", "utf8", "1 function name", 0},
    {"nothing but comments", "# captured\n", "", "file-empty", "no sample", 0},
};

static void reads(void **state) {
  const struct row *r = *state;
  fresh();
  read_text(str_of(r->text));
  struct buf b = BUF_INIT;
  VEC_EACH(const struct profile, p, &profiles) stacks_put(&b, p, SIDE_HEAD);
  if (!str_eq(buf_view(&b), str_of(r->stacks))) fail_msg("got %.*s\nwant %s", (int)b.n, b.n ? b.p : "", r->stacks);
  buf_free(&b);
  VEC_EACH(const struct diag, d, &diags.list) {
    if (strcmp(diag_slug(d->id), r->slug) != 0 || d->pos.line != r->line || str_find(d->message, str_of(r->says)) == STR_NPOS)
      fail_msg("%u: %.*s [%s]", d->pos.line, (int)d->message.n, d->message.p, diag_slug(d->id));
  }
  assert_int_equal(diags.list.n, r->slug[0] != '\0');
}

static void events(void **state) {
  (void)state;
  fresh();
  read_text(STR("p 1 10.0: 100 cycles:u:\n\t1 a (/b)\n\np 1 10.5: 2004008 cpu-clock:ppp:\n\t1 a (/b)\n\n"
                "p 1 11.0: 50 cycles:u:\n\t1 b (/b)\n\np 1 12.0: probe:x:\n\t1 c (/b)\n\np 1 12.5: 9 mixed:\n\np 1 12.5: mixed:\n\n"));
  assert_int_equal(profiles.n, 4);
  static const struct {
    const char *key, *unit;
    uint64_t total, events;
    bool are_events, known;
  } want[] = {{"cycles:u", "cycles", 150, 2, false, true},
              {"cpu-clock:ppp", "ns", 2004008, 1, false, true},
              {"probe:x", "samples", 1, 1, true, true},
              {"mixed", "unknown", 10, 2, false, true}};
  for (size_t i = 0; i < 4; i++) {
    const struct profile *p = &profiles.at[i];
    assert_true(str_eq(p->key, str_of(want[i].key)) && str_eq(p->unit, str_of(want[i].unit)) && p->unit_source.n > 0);
    assert_true(calltree_total(&p->tree, SIDE_HEAD) == want[i].total);
    assert_int_equal(p->unit_is_events, want[i].are_events);
    assert_int_equal(profile_has_events(p), want[i].known);
    check_double(profile_events(p, SIDE_HEAD), (double)want[i].events, 0);
    check_double(p->duration_s[SIDE_HEAD], 2.5, 1e-9);
  }
  assert_int_equal(tally.records, 6);
  fresh();
  *VEC_PUSH(&arena, &types.wanted) = STR("cpu-clock");
  read_text(STR("p 1 10.0: 100 cycles:u:\n\t1 a (/b)\n\np 1 10.5: 5 cpu-clock:\n\t1 a (/b)\n\n"));
  assert_int_equal(profiles.n, 1);
  assert_int_equal(types.seen.n, 2);
  assert_int_equal(types.met.n, 1);
}

static void annotated(void **state) {
  (void)state;
  fresh();
  types.annotate = true;
  read_text(STR(HEAD "\t1 do_syscall_64+0x5 ([kernel.kallsyms])\n\t2 [unknown] ([kernel.kallsyms])\n\t3 x ([unknown])\n\t4 Ly;::a->Ly;::b (/tmp/perf-12.map)\n"
                     "\t5 inner (inlined)\n\t5 outer (/bin/b)\n\t6 start (/boot/vmlinux)\n\t7 xfs_read (/lib/modules/6.1/xfs.ko.xz)\n"));
  struct buf b = BUF_INIT;
  stacks_put(&b, &profiles.at[0], SIDE_HEAD);
  assert_true(str_eq(buf_view(&b), STR("prog;xfs_read_[k];start_[k];outer;inner_[i];Ly:::a_[j];Ly:::b_[i];x;[kernel.kallsyms]_[k];do_syscall_64_[k] 7")));
  buf_free(&b);
}

/* An event a line would be a tree a line. */
static void many_events(void **state) {
  (void)state;
  fresh();
  struct buf b = BUF_INIT;
  for (int i = 0; i < 1000; i++) buf_printf(&b, "p 1 1.0: 1 e%d:\n\t1 a (/b)\n\n", i);
  read_text(buf_view(&b));
  assert_int_equal(profiles.n, 64);
  assert_int_equal(tally.skipped, 1000 - 64);
  assert_int_equal(diags.list.at[0].id, DIAG_TOO_LARGE);
  buf_free(&b);
}

/* The stacks two reference collapsers agree on, to the last one. */
static void recorded(void **state) {
  (void)state;
  fresh();
  struct source s;
  assert_true(source_load(&arena, &diags, check_shared("corpus/folded/gobuild.perf.txt.gz"), STR("perf.txt"), &s));
  assert_true(perf_script_is(s.text));
  read_text(s.text);
  struct source folded = {.name = STR("perf.folded")};
  folded.text.p = check_file(check_shared("corpus/folded/gobuild.perf.folded"), &folded.text.n);
  struct folded_file file = {.source = &folded, .side = SIDE_HEAD, .count_name = STR("ns")};
  struct profile_vec want = {0};
  folded_read(&arena, &diags, &file, 1, &want);
  assert_int_equal(diags.list.n, 0);
  assert_int_equal(profiles.n, 1);
  struct buf a = BUF_INIT, b = BUF_INIT;
  struct profile *got = &profiles.at[0];
  assert_true(str_eq(got->key, STR("cpu-clock")) && str_eq(got->unit, STR("ns")));
  assert_int_equal(got->samples[SIDE_HEAD], 4441);
  assert_int_equal(got->tree.n, want.at[0].tree.n);
  stacks_put(&a, got, SIDE_HEAD);
  stacks_put(&b, &want.at[0], SIDE_HEAD);
  assert_true(a.n > 100000 && str_eq(buf_view(&a), buf_view(&b)));
  buf_free(&a);
  buf_free(&b);
}

static void is_one(void **state) {
  (void)state;
  static const struct {
    const char *text;
    bool is;
  } rows_is[] = {
      {HEAD "\t1 a (/b)\n", true},
      {"# captured on\n\n" HEAD "\t1 a\n", true},
      {"prog 12\n\t1234 a (/b)\n", true},
      {"prog 12 3.5: 7 cycles: 1234 a (/b)\n", true},
      {"prog 12 3.5: 7 cycles:\n", false},
      {"prog 12\n\t1234 a\n", false}, /* stacks with blanks before them */
      {"a;b 12\na;c 13\n", false},
      {"BenchmarkA 100 5 ns/op\n", false},
      {"", false},
  };
  for (size_t i = 0; i < sizeof rows_is / sizeof *rows_is; i++) assert_int_equal(perf_script_is(str_of(rows_is[i].text)), rows_is[i].is);
}

int main(void) {
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) check_test_state(rows[i].what, reads, &rows[i]);
  check_test("events", events);
  check_test("annotated", annotated);
  check_test("many events", many_events);
  check_test("is one", is_one);
  check_test("recorded", recorded);
  return check_run("perf_script");
}

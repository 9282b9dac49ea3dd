/* The profile gate: which functions are judged, which are told, and what a big win or a big loss does to the others. */
#include "check.h"

#include "analysis/profdiff.h"
#include "analysis/profdiff_hotspot.h"
#include "analysis/profdiff_say.h"
#include "analysis/profdiff_shares.h"
#include "base/num.h"
#include "read/folded.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static struct arena arena;
static struct diags diags;
static struct inputs inputs;
static struct perfdoc doc;
static struct report report;

enum { SENTENCE = 1, BUILT_IN = 2, UNREADABLE = 4, BYTES = 8, HOTSPOT = 16 };

static void fresh(int how) {
  arena_free(&arena);
  arena = ARENA_INIT;
  diag_init(&diags, &arena);
  doc = (struct perfdoc){.present = true};
  if (how & (SENTENCE | UNREADABLE)) {
    doc.profile_gate = (struct profile_gate){.absolute = 0.10, .relative = 0.30, .floor = 0.01, .new_self = 0.05};
    doc.profile_gate.decl = (struct decl){.pos = {STR("PERFORMANCE.md"), 7, 1}, .text = STR("any function +10% absolute")};
    if (how & UNREADABLE) doc.profile_gate.decl.problem = STR("no figure");
  }
  if (how & HOTSPOT) VEC_PUSH(&arena, &doc.hotspots)->function = STR("pkg.hot");
  inputs = (struct inputs){.doc = &doc};
  report = (struct report){.arena = &arena, .in = &inputs, .diags = &diags, .options = {.alpha = 0.05}};
}

static const struct source *source_of(const char *name, struct str text) {
  struct source *s = ARENA_NEW(&arena, struct source);
  *s = (struct source){.name = str_of(name), .text = text};
  return s;
}

/* Stacks are written with blanks between them where a file has line ends: "a;b 5 c 6". */
static struct str as_file(const char *stacks) {
  char *p = ARENA_ARRAY(&arena, char, strlen(stacks) + 2);
  size_t n = 0;
  bool count = false;
  for (const char *c = stacks; *c; c++) {
    p[n++] = *c == ' ' && count ? '\n' : *c;
    if (*c == ' ') count = !count;
  }
  p[n++] = '\n';
  return (struct str){p, n};
}

static void read_profiles(struct str base, struct str head, int how) {
  struct folded_file files[2];
  size_t n = 0;
  struct str unit = how & BYTES ? STR("bytes") : STR("samples");
  if (base.n > 1) files[n++] = (struct folded_file){.source = source_of("base/cpu.folded", base), .side = SIDE_BASE, .count_name = unit};
  if (head.n > 1) files[n++] = (struct folded_file){.source = source_of("head/cpu.folded", head), .side = SIDE_HEAD, .count_name = unit};
  folded_read(&arena, &diags, files, n, &inputs.profiles);
}

/* "fail f self +10.0; warn g new +6.0; pass": the gates with what was measured, in their order. */
static void put_gates(struct buf *b) {
  VEC_EACH(const struct gate, g, &report.gates) {
    assert_int_equal(g->kind, GATE_PROFILE);
    buf_printf(b, "%s%s", b->n ? "; " : "", verdict_json(g->verdict));
    if (g->function == INDEX_NONE) continue;
    const struct profile_result *p = &report.profiles.at[g->profile];
    const struct function_result *f = &p->functions.at[g->function];
    bool total = str_starts(g->rule, STR("total"));
    assert_true(str_eq(g->subject, inputs.profiles.at[p->profile].tree.names[f->name]));
    assert_int_equal(f->verdict, g->verdict);
    buf_char(b, ' ');
    buf_str(b, g->subject);
    buf_printf(b, " %s %+.1f", total ? "total" : str_starts(g->rule, STR("no new")) ? "new" : "self",
               (total ? f->total_change : f->self_change) * 100);
    assert_true(g->measured.n > 0 && g->formula.n > 0 && g->reason.n > 0);
  }
}

struct row {
  const char *what, *base, *head;
  int how;
  const char *gates, *cause;
};

static struct row rows[] = {
    {"nothing changed", "m;a 500 m;b 500 m;c 500", "m;a 500 m;b 500 m;c 500", SENTENCE, "pass", ""},
    {"nothing changed but the number of samples", "m;a 500 m;b 500 m;c 500", "m;a 1500 m;b 1500 m;c 1500", SENTENCE, "pass", ""},
    {"one function grew", "m;a 100 m;b 450 m;c 450", "m;a 300 m;b 450 m;c 450", SENTENCE, "fail a self +20.0", "a +20.0"},
    {"one function shrank", "m;a 300 m;b 450 m;c 450", "m;a 100 m;b 450 m;c 450", SENTENCE, "pass", ""},
    {"a function is gone", "m;a 300 m;b 450 m;c 450", "m;b 450 m;c 450", SENTENCE, "pass", ""},
    {"a big win shifts every other share", "m;a 6000 m;b 1000 m;c 1000 m;d 1000 m;e 1000", "m;a 500 m;b 1000 m;c 1000 m;d 1000 m;e 1000", SENTENCE,
     "pass", ""},
    {"a big win in what was nearly all", "m;a 9000 m;b 250 m;c 250 m;d 250 m;e 250", "m;a 1000 m;b 250 m;c 250 m;d 250 m;e 250", SENTENCE, "pass", ""},
    {"a win that leaves the largest", "m;a 7000 m;b 1000 m;c 1000 m;d 1000", "m;a 2333 m;b 1000 m;c 1000 m;d 1000", SENTENCE, "pass", ""},
    {"a big win by removal", "m;a 9000 m;b 500 m;c 500", "m;b 500 m;c 500", SENTENCE, "pass", ""},
    {"a loss that dwarfs all", "m;a 1000 m;b 250 m;c 250 m;d 250 m;e 250", "m;a 9000 m;b 250 m;c 250 m;d 250 m;e 250", SENTENCE, "fail a self +400.0",
     "a +400.0"},
    {"a win and a loss", "m;a 4000 m;b 500 m;c 2000 m;d 2000 m;e 1500", "m;a 500 m;b 1000 m;c 2000 m;d 2000 m;e 1500", SENTENCE, "fail b self +5.0", "b +5.0"},

    {"within 30 % and 10 points", "m;a 400 m;b 300 m;c 300", "m;a 480 m;b 300 m;c 300", SENTENCE, "pass", "a +8.0"},
    {"beyond 10 points", "m;a 4000 m;b 3000 m;c 3000", "m;a 5100 m;b 3000 m;c 3000", SENTENCE, "fail a self +11.0", "a +11.0"},
    {"beyond 30 %", "m;a 1000 m;b 4500 m;c 4500", "m;a 1310 m;b 4500 m;c 4500", SENTENCE, "fail a self +3.1", "a +3.1"},
    {"within 30 %", "m;a 1000 m;b 4500 m;c 4500", "m;a 1290 m;b 4500 m;c 4500", SENTENCE, "pass", "a +2.9"},
    {"below the floor", "m;a 10 m;b 49000 m;c 49000", "m;a 900 m;b 49000 m;c 49000", SENTENCE, "pass", "a +0.9"},
    {"over the floor by little", "m;a 900 m;b 49500 m;c 49600", "m;a 1180 m;b 49500 m;c 49600", SENTENCE, "pass", ""},
    {"over the floor by more", "m;a 500 m;b 49700 m;c 49800", "m;a 1200 m;b 49700 m;c 49800", SENTENCE, "fail a self +0.7", "a +0.7"},
    {"within the noise", "m;a 10 m;b 45 m;c 45", "m;a 15 m;b 45 m;c 45", SENTENCE, "pass", ""},

    {"a new function of 6 %", "m;b 4700 m;c 4700", "m;a 600 m;b 4700 m;c 4700", SENTENCE, "fail a new +6.4", "a +6.4"},
    {"a new function of 4 %", "m;b 4800 m;c 4800", "m;a 400 m;b 4800 m;c 4800", SENTENCE, "pass", "a +4.2"},
    {"a new function that is a known hotspot", "m;b 4000 m;c 4000", "m;x/pkg.hot 2000 m;b 4000 m;c 4000", SENTENCE | HOTSPOT, "pass", "x/pkg.hot +25.0"},
    {"a known hotspot that grows is judged", "m;x/pkg.hot 1000 m;b 4000 m;c 4000", "m;x/pkg.hot 3000 m;b 4000 m;c 4000", SENTENCE | HOTSPOT,
     "fail x/pkg.hot self +22.2", "x/pkg.hot +22.2"},

    {"without a sentence", "m;a 100 m;b 450 m;c 450", "m;a 300 m;b 450 m;c 450", BUILT_IN, "warn a self +20.0", "a +20.0"},
    {"with a sentence that cannot be read", "m;a 100 m;b 450 m;c 450", "m;a 300 m;b 450 m;c 450", UNREADABLE, "fail; warn a self +20.0", "a +20.0"},
    {"bytes", "m;a 100 m;b 450 m;c 450", "m;a 300 m;b 450 m;c 450", SENTENCE | BYTES, "warn a self +20.0", "a +20.0"},
    {"bytes without a sentence", "m;a 100 m;b 450 m;c 450", "m;a 300 m;b 450 m;c 450", BUILT_IN | BYTES, "warn a self +20.0", "a +20.0"},
    {"bytes, new", "m;b 450 m;c 450", "m;a 100 m;b 450 m;c 450", SENTENCE | BYTES, "warn a new +11.1", "a +11.1"},
    {"no base", "", "m;a 300 m;b 450", SENTENCE, "no-data", ""},
    {"no base, without a sentence", "", "m;a 300 m;b 450", BUILT_IN, "", ""},
    {"no head", "m;a 300 m;b 450", "", SENTENCE, "no-data", ""},
    {"no profile", "", "", SENTENCE, "unmeasured", ""},
    {"no profile, without a sentence", "", "", BUILT_IN, "", ""},
    {"all counts are 0", "m;a 0 m;b 0", "m;a 0 m;b 0", SENTENCE, "no-data", ""},

    /* Only the lowest frame that no callee explains is told. */
    {"many callees of a new call", "m;h;x 4000 m;h;y 4000", "m;h;x 4000 m;h;y 4000 m;h;Must;compile;p 300 m;h;Must;compile;q 300 m;h;Must;compile;r 300",
     SENTENCE, "fail compile total +11.2", "compile +11.2"},
    {"a caller's growth points to a small callee", "m;o 9000 m;h;x 500 m;h;y 500",
     "m;o 9000 m;h;x 500 m;h;y 500 m;h;Must;compile;p 200 m;h;Must;compile;q 200 m;h;Must;compile;r 200", SENTENCE, "fail compile total +6.0",
     "compile +6.0"},
    {"two causes, and no row for what calls both", "m;h;x 3000 m;h;y 3000 m;i;z 3000",
     "m;h;x 3000 m;h;y 3000 m;i;z 3000 m;h;A;p 400 m;h;A;q 400 m;h;A;r 400 m;i;B;s 500 m;i;B;t 500 m;i;B;u 500", SENTENCE,
     "fail A total +13.3; fail B total +16.7", "B +16.7"},
    {"two callees with rows of their own explain their caller", "m;o 5000 m;mux;A 1500 m;mux;B 1500 m;mux;C 2000",
     "m;o 5000 m;mux;A 2700 m;mux;B 2500 m;mux;C 2000", SENTENCE, "fail A self +12.0; fail B self +10.0", "A +12.0"},
    {"two causes below explain their caller", "m;o 5000 m;mux;h;x 2500 m;mux;i;z 2500",
     "m;o 5000 m;mux;h;x 2500 m;mux;i;z 2500 m;mux;h;A;p 450 m;mux;h;A;q 450 m;mux;h;A;r 450 m;mux;i;B;s 490 m;mux;i;B;t 490 m;mux;i;B;u 490", SENTENCE,
     "fail A total +13.5; fail B total +14.7", "B +14.7"},
    {"growth with no row below it", "m;k 1500 m;l 1500 m;n 1500 m;o 1500 m;mux;x 1000 m;mux;y 1000 m;mux;z 1000 m;mux;w 1000",
     "m;k 1500 m;l 1500 m;n 1500 m;o 1500 m;mux;x 1290 m;mux;y 1290 m;mux;z 1290 m;mux;w 1290", SENTENCE, "fail mux total +11.6", "mux +11.6"},
    {"recursion", "m;f;f;x 2000 m;o;y 2000 m;o;z 2000", "m;f;f;x 2000 m;o;y 2000 m;o;z 2000 m;f;f;f;p 250 m;f;f;f;q 250 m;f;f;f;r 250", SENTENCE,
     "fail f total +12.5", "f +12.5"},
    {"work that moved is not its callee's fault", "m;A;alloc;p 500 m;A;alloc;q 500 m;A;alloc;r 500 m;B;x 1500 m;o 7000",
     "m;B;alloc;p 500 m;B;alloc;q 500 m;B;alloc;r 500 m;B;x 1500 m;o 7000", SENTENCE, "fail B total +15.0", "B +15.0"},
};

static struct cause cause_of(struct str hint) {
  return profdiff_cause(&report, profdiff_causes(&arena, &report), hint);
}

static void judged(void **state) {
  const struct row *r = *state;
  fresh(r->how);
  read_profiles(as_file(r->base), as_file(r->head), r->how);
  profdiff_judge(&report);
  struct buf b = BUF_INIT;
  put_gates(&b);
  if (!str_eq(buf_view(&b), str_of(r->gates))) fail_msg("got %.*s\nwant %s", (int)b.n, b.n ? b.p : "", r->gates);
  buf_clear(&b);
  struct cause cause = cause_of(STR_NONE);
  if (cause.known) {
    buf_str(&b, cause.function);
    buf_printf(&b, " %+.1f", cause.points * 100);
    const struct profile_result *p = &report.profiles.at[cause.profile];
    assert_true(str_eq(inputs.profiles.at[p->profile].tree.names[p->functions.at[cause.index].name], cause.function));
  }
  if (!str_eq(buf_view(&b), str_of(r->cause))) fail_msg("cause: got %.*s\nwant %s", (int)b.n, b.n ? b.p : "", r->cause);
  buf_free(&b);
  VEC_EACH(const struct gate, g, &report.gates) {
    assert_int_equal(g->built_in, g->source.line == 0);
  }
}

/* Nanoseconds at 100 Hz, with the number of samples told beside them, are judged as those samples are; bytes of a few
 * samples are noise however many bytes there are. */
static void known_events(void **state) {
  (void)state;
  fresh(SENTENCE | BYTES);
  read_profiles(as_file("m;a 1000000000 m;b 4500000000 m;c 4500000000"), as_file("m;a 3000000000 m;b 4500000000 m;c 4500000000"), BYTES);
  struct profile *p = &inputs.profiles.at[0];
  p->samples[SIDE_BASE] = 1000;
  assert_false(profile_has_events(p)); /* of one side only */
  p->samples[SIDE_HEAD] = 1200;
  profdiff_judge(&report);
  assert_int_equal(report.gates.n, 1);
  assert_int_equal(report.gates.at[0].verdict, VERDICT_FAIL);
  struct function_result ns = report.profiles.at[0].functions.at[report.gates.at[0].function];
  struct buf b = BUF_INIT;
  fresh(SENTENCE);
  read_profiles(as_file("m;a 100 m;b 450 m;c 450"), as_file("m;a 300 m;b 450 m;c 450"), 0);
  profdiff_judge(&report);
  put_gates(&b);
  assert_true(str_eq(buf_view(&b), STR("fail a self +20.0")));
  const struct function_result *samples = &report.profiles.at[0].functions.at[report.gates.at[0].function];
  check_double(ns.self_lo, samples->self_lo, 1e-9);
  check_double(ns.self_hi, samples->self_hi, 1e-9);
  check_double(ns.p, samples->p, 1e-9);
  buf_free(&b);
  fresh(SENTENCE | BYTES);
  read_profiles(as_file("m;a 1000000 m;b 4500000 m;c 4500000"), as_file("m;a 1500000 m;b 4500000 m;c 4500000"), BYTES);
  inputs.profiles.at[0].samples[SIDE_BASE] = inputs.profiles.at[0].samples[SIDE_HEAD] = 40;
  profdiff_judge(&report);
  assert_int_equal(report.gates.at[0].verdict, VERDICT_PASS);
}

/* Proven alone, but not among a hundred functions: a warning. */
static void many_functions(void **state) {
  (void)state;
  fresh(SENTENCE);
  struct buf base = BUF_INIT, head = BUF_INIT;
  for (int i = 0; i < 90; i++) {
    buf_printf(&base, "m;f%d 100\n", i);
    buf_printf(&head, "m;f%d %d\n", i, i == 7 ? 141 : 100);
  }
  read_profiles(buf_view(&base), buf_view(&head), SENTENCE);
  profdiff_judge(&report);
  assert_int_equal(report.gates.n, 1);
  const struct gate *g = &report.gates.at[0];
  assert_int_equal(g->verdict, VERDICT_WARN);
  assert_true(str_eq(g->subject, STR("f7")));
  const struct function_result *f = &report.profiles.at[0].functions.at[g->function];
  assert_true(f->p < 0.05 && f->p_corrected >= 0.05);
  assert_true(str_find(g->reason, STR("not proven")) != STR_NPOS);
  buf_free(&base);
  buf_free(&head);
}

static void scale(void **state) {
  (void)state;
  fresh(SENTENCE);
  read_profiles(as_file("m;a 6000 m;b 1000 m;c 1000 m;d 1000 m;e 1000"), as_file("m;a 500 m;b 1000 m;c 1000 m;d 1000 m;e 1000"), SENTENCE);
  profdiff_judge(&report);
  check_double(report.profiles.at[0].scale, 10000.0 / 4500.0, 1e-12);
  VEC_EACH(const struct function_result, f, &report.profiles.at[0].functions) {
    if (f->name != report.profiles.at[0].functions.at[0].name) continue;
    check_double(f->self[SIDE_HEAD], 1000.0 / 4500.0, 1e-12);
    assert_true(fabs(f->self_change) < 1e-12);
  }
}

/* 10 events on both sides speak for the scale, 9 do not; of counts that are no events, the share alone tells. */
static void scale_of_few(void **state) {
  (void)state;
  const char *base = "m;a 30 m;b 9 m;c 9 m;d 9", *head = "m;a 70 m;b 9 m;c 9 m;d 9";
  fresh(SENTENCE);
  read_profiles(as_file(base), as_file(head), SENTENCE);
  profdiff_judge(&report);
  check_double(report.profiles.at[0].scale, (70.0 / 97) / (30.0 / 57), 1e-12);
  fresh(SENTENCE | BYTES);
  read_profiles(as_file(base), as_file(head), BYTES);
  profdiff_judge(&report);
  check_double(report.profiles.at[0].scale, (9.0 / 97) / (9.0 / 57), 1e-12);
  fresh(SENTENCE);
  read_profiles(as_file("m;a 9 m;b 3 m;c 2"), as_file("m;a 14 m;b 3 m;c 2"), SENTENCE);
  profdiff_judge(&report);
  check_double(report.profiles.at[0].scale, 1, 0);
}

/* A share that was scaled is said beside the one that was measured, and a scale of 1 is not spoken of. */
static void said(void **state) {
  (void)state;
  fresh(SENTENCE);
  const struct profile_growth_said scaled = {.what = "total", .base = 0.75, .head = 0.72, .scaled = 1.08, .scale = 2.0 / 3};
  const struct profile_growth_said plain = {.what = "self", .base = 0.25, .head = 0.5, .scaled = 0.5, .scale = 1};
  assert_true(str_eq(profdiff_say_measured(&arena, &scaled), STR("+33.0\xc2\xa0points (total 75.0\xc2\xa0% \xe2\x86\x92 72.0\xc2\xa0%, scaled 108.0\xc2\xa0%)")));
  assert_true(str_eq(profdiff_say_measured(&arena, &plain), STR("+25.0\xc2\xa0points (self 25.0\xc2\xa0% \xe2\x86\x92 50.0\xc2\xa0%)")));
}

/* Order, shares, new and gone, of every function. */
static void functions(void **state) {
  (void)state;
  fresh(SENTENCE);
  read_profiles(as_file("m;old 100 m;a 200 m;b 200 m 500"), as_file("m;new 100 m;b 200 m;a 200 m 500"), SENTENCE);
  profdiff_judge(&report);
  const struct profile_result *p = &report.profiles.at[0];
  static const char *const names[] = {"m", "a", "b", "new", "old"};
  assert_int_equal(p->functions.n, 5);
  for (size_t i = 0; i < 5; i++) {
    const struct function_result *f = &p->functions.at[i];
    assert_true(str_eq(inputs.profiles.at[0].tree.names[f->name], str_of(names[i])));
    assert_int_equal(f->is_new, i == 3);
    assert_int_equal(f->is_gone, i == 4);
    assert_true(f->has_interval && f->self_lo <= f->self_change && f->self_change <= f->self_hi);
  }
  check_double(p->functions.at[0].self[SIDE_BASE], 0.5, 1e-12);
  check_double(p->functions.at[0].total[SIDE_BASE], 1, 1e-12);
  check_double(p->churn, 0.25, 1e-12); /* four a side, three in common */
  assert_true(p->note.n > 0);
}

static void churn_of_ten(void **state) {
  (void)state;
  fresh(SENTENCE);
  struct buf base = BUF_INIT, head = BUF_INIT;
  for (int i = 0; i < 20; i++) {
    buf_printf(&base, "f%d %d\n", i, 1000 - 10 * i);
    buf_printf(&head, "f%d %d\n", i, i < 7 || i >= 17 ? 1000 - i : 10); /* three of the ten gave way to f17, f18, f19 */
  }
  read_profiles(buf_view(&base), buf_view(&head), SENTENCE);
  profdiff_judge(&report);
  check_double(report.profiles.at[0].churn, 0.3, 1e-12);
  fresh(SENTENCE);
  read_profiles(STR_NONE, buf_view(&head), SENTENCE);
  profdiff_judge(&report);
  assert_true(isnan(report.profiles.at[0].churn));
  check_double(report.profiles.at[0].scale, 1, 0);
  buf_free(&base);
  buf_free(&head);
}

/* Two regressions: the larger one, unless the hint names what the other stands under. */
static void hint(void **state) {
  (void)state;
  fresh(SENTENCE);
  read_profiles(as_file("m;x/shop.checkout;b 3000 m;search;c 3000 m;d 3000"),
                as_file("m;x/shop.checkout;b 3000 m;search;c 3000 m;d 3000 m;x/shop.checkout;slow 500 m;search;slower 900"), SENTENCE);
  profdiff_judge(&report);
  assert_true(str_eq(cause_of(STR_NONE).function, STR("slower")));
  assert_true(str_eq(cause_of(STR("shop.checkout")).function, STR("slow")));
  assert_true(str_eq(cause_of(STR("slow")).function, STR("slow")));
  assert_true(str_eq(cause_of(STR("nowhere")).function, STR("slower")));
  assert_false(cause_of(STR("d")).known); /* it stands there and did not grow: nothing else made it slower */
}

/* Samples are believed before bytes, whatever the points. */
static void two_profiles(void **state) {
  (void)state;
  fresh(BUILT_IN);
  struct folded_file files[] = {
      {.source = source_of("base/alloc_space.folded", as_file("m;a 100 m;b 900")), .side = SIDE_BASE},
      {.source = source_of("base/cpu.folded", as_file("m;x 401 m;y 500 m;z 500")), .side = SIDE_BASE},
      {.source = source_of("head/alloc_space.folded", as_file("m;a 900 m;b 900")), .side = SIDE_HEAD},
      {.source = source_of("head/cpu.folded", as_file("m;x 801 m;y 500 m;z 500")), .side = SIDE_HEAD},
  };
  folded_read(&arena, &diags, files, 4, &inputs.profiles);
  profdiff_judge(&report);
  assert_int_equal(report.profiles.n, 2);
  assert_true(str_eq(cause_of(STR_NONE).function, STR("x")));
  assert_int_equal(cause_of(STR_NONE).profile, 1);
  assert_int_equal(report.gates.n, 2);
  assert_true(str_find(report.profiles.at[0].note, STR("bytes")) != STR_NPOS);
}

struct name_row {
  const char *said, *frame;
  bool same;
};

static struct name_row names[] = {
    {"regexp.compile", "regexp.compile", true},
    {"checkout.Total", "example.com/shop/checkout.Total", true},
    {"checkout.Total", "example.com/shop/precheckout.Total", false},
    {"(*Service).Total", "shop.(*Service).Total", true}, /* the star stands for itself too */
    {"Total", "shop.Total", false},
    {"main", "main", true},
    {"bar::baz", "foo::bar::baz", true},
    {"baz", "foo::bar::baz", false},
    {"regexp.*", "regexp.compile", true},
    {"regexp.*", "x/regexp.compile", true},
    {"regexp.?", "regexp.compile", false},
    {"*malloc*", "runtime.mallocgc", true},
    {"Map[string].Get", "Map[string].Get", true},
    {"Map[*].Get", "maps.Map[int].Get", true},
    {"vfs_read", "vfs_read_[k]", true},
    {"vfs_read_[k]", "vfs_read_[k]", true},
    {"vfs_*", "vfs_read_[k]", true},
    {"vfs_read_[k]", "vfs_read", false},
    {"Total", "checkout/Total_[i]", true},
    {"read", "vfs_read_[k]", false},
    {"", "_[k]", false},
    {"", "x", false},
    {"x", "", false},
};

static void named(void **state) {
  const struct name_row *r = *state;
  assert_int_equal(profdiff_names_frame(str_of(r->said), str_of(r->frame)), r->same);
}

/* The recorded sample: its head compiles a regular expression on every request. */
static void sample(void **state) {
  (void)state;
  fresh(SENTENCE);
  static struct str text[SIDE_MAX];
  text[SIDE_BASE].p = check_file("samples/checkout/base/cpu.folded", &text[SIDE_BASE].n);
  text[SIDE_HEAD].p = check_file("samples/checkout/head/cpu.folded", &text[SIDE_HEAD].n);
  read_profiles(text[SIDE_BASE], text[SIDE_HEAD], SENTENCE);
  profdiff_judge(&report);
  struct cause cause = cause_of(STR_NONE);
  assert_true(cause.known);
  if (!str_eq(cause.function, STR("regexp.compile"))) fail_msg("%.*s", (int)cause.function.n, cause.function.p);
  bool told = false;
  VEC_EACH(const struct gate, g, &report.gates) told |= g->verdict == VERDICT_FAIL && str_starts(g->subject, STR("regexp"));
  assert_true(told);
}

#define ROWS(rows, fn, name_of)                                                                                        \
  for (size_t i = 0; i < sizeof(rows) / sizeof *(rows); i++) check_test_state(name_of, fn, &(rows)[i])

int main(void) {
  ROWS(rows, judged, rows[i].what);
  check_test("known events", known_events);
  check_test("many functions", many_functions);
  check_test("scale", scale);
  check_test("scale of few", scale_of_few);
  check_test("what is said", said);
  check_test("functions", functions);
  check_test("churn of ten", churn_of_ten);
  check_test("hint", hint);
  check_test("two profiles", two_profiles);
  ROWS(names, named, names[i].said);
  check_test("sample", sample);
  return check_run("profdiff");
}

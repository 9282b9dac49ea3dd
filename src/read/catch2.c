#include "read/catch2.h"

#include "base/num.h"

#include <math.h>

bool catch2_is(struct str root, struct str text) {
  (void)text;
  return str_eq(root, STR("Catch")) || str_eq(root, STR("Catch2TestRun"));
}

struct reading {
  struct bench_sink *sink;
  struct arena *arena;
};

static struct pos pos_of(const struct reading *r, const struct xml_element *e) {
  return source_pos(r->sink->source, e->line, 0);
}

static struct str attr_of(const struct xml_element *e, const char *name) {
  struct str s = STR_NONE;
  (void)xml_get(e, name, &s);
  return s;
}

static double number_of(const struct xml_element *e, const char *name) {
  double v;
  return num_parse_f64(str_trim(attr_of(e, name)), &v) == NUM_OK ? v : (double)NAN;
}

static void read_mean(struct reading *r, const struct bench_metric *m, const struct xml_element *result, const struct xml_element *mean) {
  double v;
  uint64_t n = 0;
  struct str where = arena_printf(r->arena, "mean of \"" STR_FMT "\"", STR_ARG(m->name));
  (void)num_parse_u64(str_trim(attr_of(result, "samples")), &n);
  if (num_parse_f64(str_trim(attr_of(mean, "value")), &v) != NUM_OK) bench_sink_wrong(r->sink, pos_of(r, mean), where, "is no time");
  else bench_sink_figure(r->sink, m, (struct bench_figure){v, number_of(mean, "lowerBound"), number_of(mean, "upperBound"), n}, pos_of(r, mean), where);
}

/* Of a benchmark whose end was not read, the fault of the XML is said already. */
static void read_result(struct reading *r, const struct xml_element *e, struct str suite) {
  struct bench_metric m = {.suite = suite, .name = attr_of(e, "name"), .unit = STR("ns/op")};
  const struct xml_element *mean = xml_child(e, "mean"), *failed = xml_child(e, "failed");
  struct str where = arena_printf(r->arena, "benchmark \"" STR_FMT "\"", STR_ARG(m.name));
  if (failed) {
    struct str said = attr_of(failed, "message");
    struct str what = arena_printf(r->arena, "failed%s" STR_FMT, said.n ? ": " : "", STR_ARG(said));
    bench_sink_wrong(r->sink, pos_of(r, failed), where, what.p);
  } else if (mean) {
    read_mean(r, &m, e, mean);
  } else if (e->whole) {
    bench_sink_wrong(r->sink, pos_of(r, e), where, "has no mean");
  }
}

static void look_at_outcome(struct reading *r, const struct xml_element *test, const struct xml_element *outcome) {
  if (!str_eq(attr_of(outcome, "success"), STR("false"))) return;
  struct str name = attr_of(test, "name");
  r->sink->table->failed[r->sink->side] = true;
  diag_add(r->sink->diags, DIAG_BENCH_FAIL, pos_of(r, outcome), "the test case \"" STR_FMT "\" failed", STR_ARG(name));
}

/* Every benchmark has the names of all that is around it: what is longer would multiply a text of long names. */
enum { SUITE_BYTES = 1024 };

static void read_elements(struct reading *r, const struct xml_element *parent, struct str suite);

static void read_section(struct reading *r, const struct xml_element *e, struct str suite) {
  struct str name = attr_of(e, "name");
  if (suite.n + name.n > SUITE_BYTES)
    bench_sink_wrong(r->sink, pos_of(r, e), STR_NONE, "the names of the sections around this one are too long together: nothing in it is read");
  else read_elements(r, e, suite.n ? arena_printf(r->arena, STR_FMT "/" STR_FMT, STR_ARG(suite), STR_ARG(name)) : name);
}

/* Test cases and the sections in them, however deep, are the suite of what they hold. XML_DEPTH bounds the recursion. */
static void read_elements(struct reading *r, const struct xml_element *parent, struct str suite) {
  for (const struct xml_element *e = parent->first; e; e = e->next) {
    if (xml_is(e, "BenchmarkResults")) {
      read_result(r, e, suite);
    } else if (xml_is(e, "TestCase") || xml_is(e, "Section")) {
      read_section(r, e, suite);
    } else if (xml_is(e, "Group")) {
      read_elements(r, e, suite);
    } else if (xml_is(e, "OverallResult") && xml_is(parent, "TestCase")) {
      look_at_outcome(r, parent, e);
    }
  }
}

void catch2_read(struct bench_sink *s, const struct xml_element *root) {
  struct reading r = {s, s->table->arena};
  read_elements(&r, root, STR_NONE);
}

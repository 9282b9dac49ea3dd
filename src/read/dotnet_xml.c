#include "read/dotnet.h"

#include "base/num.h"

#include <math.h>

bool dotnet_xml_is(struct str root, struct str text) {
  if (!str_eq(root, STR("Summary"))) return false;
  return str_find(text, STR("<HostEnvironmentInfo")) != STR_NPOS || str_find(text, STR("<BenchmarkCase")) != STR_NPOS;
}

struct reading {
  struct bench_sink *sink;
  struct arena *arena;
  struct dotnet_case *c;
};

/* An element without text stands for a null. What a fault of the XML left open has no text either. */
static double number_of(const struct xml_element *e, const char *child) {
  double v;
  return num_parse_f64(xml_text(e, child), &v) == NUM_OK ? v : (double)NAN;
}

static struct pos pos_of(const struct reading *r, const struct xml_element *e) {
  return source_pos(r->sink->source, e->line, 0);
}

static void read_samples(struct reading *r, const struct xml_element *values) {
  size_t i = 0;
  for (const struct xml_element *item = values ? values->first : NULL; item; item = item->next, i++) {
    double v = (double)NAN;
    if (!item->whole) continue;
    if (item->text.n > 0 && num_parse_f64(item->text, &v) != NUM_OK) {
      struct str where = arena_printf(r->arena, STR_FMT ".Statistics.OriginalValues[%zu]", STR_ARG(r->c->where), i);
      bench_sink_wrong(r->sink, pos_of(r, item), where, "is no number of nanoseconds");
      continue;
    }
    *VEC_PUSH(r->arena, &r->c->samples) = v;
  }
}

static void read_measurements(struct reading *r, const struct xml_element *all) {
  size_t i = 0;
  for (const struct xml_element *it = all ? all->first : NULL; it; it = it->next, i++) {
    struct dotnet_measurement m = {.mode = xml_text(it, "IterationMode"), .stage = xml_text(it, "IterationStage")};
    m.ns = number_of(it, "Nanoseconds");
    m.operations = number_of(it, "Operations");
    if (it->whole) dotnet_add_measurement(r->sink, r->c, &m, i, pos_of(r, it));
  }
}

static void read_metrics(struct reading *r, const struct xml_element *all) {
  for (const struct xml_element *it = all ? all->first : NULL; it; it = it->next) {
    const struct xml_element *descriptor = xml_child(it, "Descriptor");
    struct str greater = xml_text(descriptor, "TheGreaterTheBetter");
    if (!it->whole) continue;
    struct dotnet_metric *m = VEC_PUSH(r->arena, &r->c->metrics);
    m->id = xml_text(descriptor, "Id");
    m->unit = xml_text(descriptor, "Unit");
    m->type = xml_text(descriptor, "UnitType");
    m->value = number_of(it, "Value");
    if (str_eq_nocase(greater, STR("true"))) m->better = BETTER_HIGHER;
    if (str_eq_nocase(greater, STR("false"))) m->better = BETTER_LOWER;
  }
}

static void read_memory(struct dotnet_case *c, const struct xml_element *memory) {
  static const char *const keys[DOTNET_GENERATIONS] = {"Gen0Collections", "Gen1Collections", "Gen2Collections"};
  c->bytes_op = number_of(memory, "BytesAllocatedPerOperation");
  c->operations = number_of(memory, "TotalOperations");
  for (size_t i = 0; i < DOTNET_GENERATIONS; i++) c->collections[i] = number_of(memory, keys[i]);
}

static void read_case(struct reading *r, const struct xml_element *it) {
  struct dotnet_case *c = r->c;
  const struct xml_element *statistics = xml_child(it, "Statistics"), *interval = xml_child(statistics, "ConfidenceInterval");
  c->namespace = xml_text(it, "Namespace");
  c->type = xml_text(it, "Type");
  c->method = xml_text(it, "Method");
  c->params = xml_text(it, "Parameters");
  c->display = xml_text(it, "DisplayInfo");
  c->measured = statistics != NULL && statistics->first != NULL;
  c->mean = number_of(statistics, "Mean");
  c->lo = number_of(interval, "Lower");
  c->hi = number_of(interval, "Upper");
  (void)num_parse_u64(xml_text(statistics, "N"), &c->n);
  read_samples(r, xml_child(statistics, "OriginalValues"));
  if (c->samples.n == 0) read_measurements(r, xml_child(it, "Measurements"));
  read_memory(c, xml_child(it, "Memory"));
  read_metrics(r, xml_child(it, "Metrics"));
}

/* Of a benchmark that the text breaks off in, what was read so far counts: unless that is nothing, for then it is not said to have failed. */
static bool says_nothing(const struct xml_element *it, const struct dotnet_case *c) {
  return !it->whole && (c->method.n == 0 || (c->samples.n == 0 && isnan(c->mean)));
}

void dotnet_xml_read(struct bench_sink *s, const struct xml_element *root) {
  struct dotnet_case_vec cases = {0};
  struct reading r = {.sink = s, .arena = s->table->arena};
  const struct xml_element *all = xml_child(root, "Benchmarks"), *host = xml_child(root, "HostEnvironmentInfo");
  for (const struct xml_element *it = host ? host->first : NULL; it; it = it->next) dotnet_put_host(s, it->name, it->text);
  size_t i = 0;
  for (const struct xml_element *it = all ? all->first : NULL; it; it = it->next, i++) {
    struct dotnet_case c = dotnet_no_case();
    r.c = &c;
    c.pos = pos_of(&r, it);
    c.where = arena_printf(r.arena, "Benchmarks[%zu]", i);
    read_case(&r, it);
    if (!says_nothing(it, &c)) *VEC_PUSH(r.arena, &cases) = c;
  }
  dotnet_put_cases(s, &cases);
}

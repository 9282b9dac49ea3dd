#include "read/dotnet.h"

#include "read/json.h"

#include <math.h>

bool dotnet_json_is(const struct json_shape *shape) {
  return json_shape_has(shape, "HostEnvironmentInfo") && json_shape_has(shape, "Benchmarks");
}

struct reading {
  struct bench_sink *sink;
  struct arena *arena;
  struct dotnet_case *c;
};

/* An early version wraps the processor's name: {"IsValueCreated": true, "Value": "..."}. */
static void read_host(struct bench_sink *s, struct json_object *host) {
  struct json_cursor all = {host, NULL, false};
  struct json_object *value;
  struct str key, text;
  while (json_input_next(&all, &key, &value)) {
    if (json_input_is_object(value)) value = json_input_get(value, "Value");
    if (json_input_text(value, &text)) dotnet_put_host(s, key, text);
  }
}

/* An empty string stands for a NaN. */
static void read_samples(struct reading *r, struct json_object *values) {
  for (size_t i = 0; i < json_input_length(values); i++) {
    struct json_object *value = json_input_at(values, i);
    struct str text;
    double v;
    if (json_input_text(value, &text) && text.n == 0) v = (double)NAN;
    else if (!json_input_any_number(value, &v)) {
      struct str where = arena_printf(r->arena, STR_FMT ".Statistics.OriginalValues[%zu]", STR_ARG(r->c->where), i);
      bench_sink_wrong(r->sink, r->c->pos, where, "is no number of nanoseconds");
      continue;
    }
    *VEC_PUSH(r->arena, &r->c->samples) = v;
  }
}

static void read_measurements(struct reading *r, struct json_object *all) {
  for (size_t i = 0; i < json_input_length(all); i++) {
    struct json_object *it = json_input_at(all, i);
    struct dotnet_measurement m = {.mode = json_input_text_at(it, "IterationMode"), .stage = json_input_text_at(it, "IterationStage")};
    m.ns = json_input_number_or_nan(json_input_get(it, "Nanoseconds"));
    m.operations = json_input_number_or_nan(json_input_get(it, "Operations"));
    dotnet_add_measurement(r->sink, r->c, &m, i, r->c->pos);
  }
}

static void read_metrics(struct reading *r, struct json_object *all) {
  for (size_t i = 0; i < json_input_length(all); i++) {
    struct json_object *descriptor = json_input_get(json_input_at(all, i), "Descriptor");
    bool greater;
    uint64_t type;
    struct dotnet_metric *m = VEC_PUSH(r->arena, &r->c->metrics);
    m->id = json_input_text_at(descriptor, "Id");
    m->unit = json_input_text_at(descriptor, "Unit");
    m->type = json_input_text_at(descriptor, "UnitType");
    if (json_input_whole(json_input_get(descriptor, "UnitType"), &type)) m->type = arena_printf(r->arena, "%llu", (unsigned long long)type);
    m->value = json_input_number_or_nan(json_input_get(json_input_at(all, i), "Value"));
    if (json_input_flag(json_input_get(descriptor, "TheGreaterTheBetter"), &greater)) m->better = greater ? BETTER_HIGHER : BETTER_LOWER;
  }
}

static void read_memory(struct dotnet_case *c, struct json_object *memory) {
  static const char *const keys[DOTNET_GENERATIONS] = {"Gen0Collections", "Gen1Collections", "Gen2Collections"};
  c->bytes_op = json_input_number_or_nan(json_input_get(memory, "BytesAllocatedPerOperation"));
  c->operations = json_input_number_or_nan(json_input_get(memory, "TotalOperations"));
  for (size_t i = 0; i < DOTNET_GENERATIONS; i++) c->collections[i] = json_input_number_or_nan(json_input_get(memory, keys[i]));
}

static void read_case(struct reading *r, struct json_object *it) {
  struct dotnet_case *c = r->c;
  struct json_object *statistics = json_input_get(it, "Statistics"), *interval = json_input_get(statistics, "ConfidenceInterval");
  c->namespace = json_input_text_at(it, "Namespace");
  c->type = json_input_text_at(it, "Type");
  c->method = json_input_text_at(it, "Method");
  c->params = json_input_text_at(it, "Parameters");
  c->display = json_input_text_at(it, "DisplayInfo");
  c->measured = json_input_is_object(statistics);
  c->mean = json_input_number_or_nan(json_input_get(statistics, "Mean"));
  c->lo = json_input_number_or_nan(json_input_get(interval, "Lower"));
  c->hi = json_input_number_or_nan(json_input_get(interval, "Upper"));
  (void)json_input_whole(json_input_get(statistics, "N"), &c->n);
  read_samples(r, json_input_get(statistics, "OriginalValues"));
  if (c->samples.n == 0) read_measurements(r, json_input_get(it, "Measurements"));
  read_memory(c, json_input_get(it, "Memory"));
  read_metrics(r, json_input_get(it, "Metrics"));
}

void dotnet_json_read(struct bench_sink *s, struct json_object *root) {
  struct dotnet_case_vec cases = {0};
  struct reading r = {.sink = s, .arena = s->table->arena};
  struct json_object *all = json_input_get(root, "Benchmarks");
  read_host(s, json_input_get(root, "HostEnvironmentInfo"));
  for (size_t i = 0; i < json_input_length(all); i++) {
    r.c = VEC_PUSH(r.arena, &cases);
    *r.c = dotnet_no_case();
    r.c->pos = bench_sink_pos(s);
    r.c->where = arena_printf(r.arena, "Benchmarks[%zu]", i);
    read_case(&r, json_input_at(all, i));
  }
  dotnet_put_cases(s, &cases);
}

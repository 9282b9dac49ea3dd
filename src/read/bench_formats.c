#include "read/bench_formats.h"

#include "read/bench_sink.h"
#include "read/bmf.h"
#include "read/figures_json.h"
#include "read/google_bench.h"
#include "read/hyperfine.h"
#include "read/jmh.h"
#include "read/json.h"
#include "read/json_shape.h"
#include "read/nanobench.h"
#include "read/pytest_bench.h"
#include "read/k6.h"
#include "read/libtest.h"
#include "read/perf_stat.h"
#include "read/vegeta.h"
#include "read/wrk.h"

struct json_format {
  enum input_kind kind;
  bool (*is)(const struct json_shape *shape);
  void (*read)(struct bench_sink *s, struct json_object *root);
};

/* In order: the more telling first. */
static const struct json_format json_formats[] = {
    {INPUT_HYPERFINE, hyperfine_is, hyperfine_read},
    {INPUT_NANOBENCH, nanobench_is, nanobench_read},
    {INPUT_PYTEST, pytest_bench_is, pytest_bench_read},
    {INPUT_GOOGLE_BENCH, google_bench_is, google_bench_read},
    {INPUT_JMH, jmh_is, jmh_read},
    {INPUT_FIGURES_JSON, figures_json_is, figures_json_read},
    {INPUT_BMF, bmf_is, bmf_read},
    {INPUT_K6, k6_is, k6_read},
    {INPUT_VEGETA, vegeta_is, vegeta_read},
};

enum { JSON_FORMATS = sizeof json_formats / sizeof *json_formats };

struct text_format {
  enum input_kind kind;
  bool (*is)(struct str text);
  void (*read)(struct bench_sink *s);
};

/* Lines of text, anywhere in the file. */
static const struct text_format text_formats[] = {
    {INPUT_LIBTEST, libtest_is, libtest_read},
    {INPUT_WRK, wrk_is, wrk_read},
    {INPUT_PERF_STAT, perf_stat_is, perf_stat_read},
};

enum { TEXT_FORMATS = sizeof text_formats / sizeof *text_formats };

enum input_kind bench_formats_sniff(const struct source *s) {
  struct arena scratch = ARENA_INIT;
  struct json_shape shape = json_shape_of(&scratch, s->text);
  enum input_kind kind = INPUT_UNKNOWN;
  for (size_t i = 0; shape.opens && i < JSON_FORMATS && kind == INPUT_UNKNOWN; i++)
    if (json_formats[i].is(&shape)) kind = json_formats[i].kind;
  arena_free(&scratch);
  for (size_t i = 0; i < TEXT_FORMATS && kind == INPUT_UNKNOWN; i++)
    if (text_formats[i].is(s->text)) kind = text_formats[i].kind;
  return kind;
}

static void read_json(struct bench_sink *sink, const struct json_format *f) {
  struct json_object *root = json_input_open(sink->diags, sink->source, DIAG_BENCH_DATA);
  if (root == NULL) return;
  f->read(sink, root);
  json_input_close(root);
}

struct tally bench_formats_read(struct bench_table *t, struct diags *d, const struct source *s, enum side side, enum input_kind kind) {
  struct bench_sink sink;
  size_t before = diag_count(d, DIAG_ERROR);
  bench_sink_init(&sink, t, d, s, side);
  for (size_t i = 0; i < JSON_FORMATS; i++)
    if (json_formats[i].kind == kind) read_json(&sink, &json_formats[i]);
  for (size_t i = 0; i < TEXT_FORMATS; i++)
    if (text_formats[i].kind == kind) text_formats[i].read(&sink);
  if (sink.tally.records == 0 && diag_count(d, DIAG_ERROR) == before)
    diag_add(d, DIAG_FILE_EMPTY, bench_sink_pos(&sink), "this file holds no benchmark result");
  return sink.tally;
}

#include "read/bench_formats.h"

#include "read/asv.h"
#include "read/bench_sink.h"
#include "read/bmf.h"
#include "read/figures_json.h"
#include "read/google_bench.h"
#include "read/catch2.h"
#include "read/criterion.h"
#include "read/dotnet.h"
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
    {INPUT_K6, k6_is, k6_read},
    {INPUT_VEGETA, vegeta_is, vegeta_read},
    {INPUT_DOTNET_JSON, dotnet_json_is, dotnet_json_read},
    {INPUT_CRITERION, criterion_is, criterion_read},
    {INPUT_ASV, asv_is, asv_read},
    {INPUT_BMF, bmf_is, bmf_read}, /* the least telling: any names with figures below them */
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

struct xml_format {
  enum input_kind kind;
  bool (*is)(struct str root, struct str text); /* by the name of the outermost element */
  void (*read)(struct bench_sink *s, const struct xml_element *root);
};

static const struct xml_format xml_formats[] = {
    {INPUT_CATCH2, catch2_is, catch2_read},
    {INPUT_DOTNET_XML, dotnet_xml_is, dotnet_xml_read},
};

enum { XML_FORMATS = sizeof xml_formats / sizeof *xml_formats };

static enum input_kind sniff_xml(struct str text) {
  struct str root = xml_root_name(text);
  for (size_t i = 0; root.n && i < XML_FORMATS; i++)
    if (xml_formats[i].is(root, text)) return xml_formats[i].kind;
  return INPUT_UNKNOWN;
}

enum input_kind bench_formats_sniff(const struct source *s) {
  struct arena scratch = ARENA_INIT;
  struct json_shape shape = json_shape_of(&scratch, s->text);
  enum input_kind kind = INPUT_UNKNOWN;
  for (size_t i = 0; shape.opens && i < JSON_FORMATS && kind == INPUT_UNKNOWN; i++)
    if (json_formats[i].is(&shape)) kind = json_formats[i].kind;
  arena_free(&scratch);
  for (size_t i = 0; i < TEXT_FORMATS && kind == INPUT_UNKNOWN; i++)
    if (text_formats[i].is(s->text)) kind = text_formats[i].kind;
  if (kind == INPUT_UNKNOWN) kind = sniff_xml(s->text);
  if (kind == INPUT_UNKNOWN && criterion_is_bare_sample(s)) kind = INPUT_CRITERION;
  return kind;
}

static void read_json(struct bench_sink *sink, const struct json_format *f) {
  struct json_object *root = json_input_open(sink->diags, sink->source, DIAG_BENCH_DATA);
  if (root == NULL) return;
  f->read(sink, root);
  json_input_close(root);
}

static void read_xml(struct bench_sink *sink, const struct xml_format *f) {
  struct arena tree = ARENA_INIT;
  const struct xml_element *root = xml_input_read(&tree, sink->diags, sink->source);
  if (root) f->read(sink, root);
  arena_free(&tree);
}

struct tally bench_formats_read(struct bench_table *t, struct diags *d, const struct source *s, enum side side, enum input_kind kind) {
  struct bench_sink sink;
  size_t before = diag_count(d, DIAG_ERROR);
  bench_sink_init(&sink, t, d, s, side);
  for (size_t i = 0; i < JSON_FORMATS; i++)
    if (json_formats[i].kind == kind) read_json(&sink, &json_formats[i]);
  for (size_t i = 0; i < TEXT_FORMATS; i++)
    if (text_formats[i].kind == kind) text_formats[i].read(&sink);
  for (size_t i = 0; i < XML_FORMATS; i++)
    if (xml_formats[i].kind == kind) read_xml(&sink, &xml_formats[i]);
  if (sink.tally.records == 0 && diag_count(d, DIAG_ERROR) == before)
    diag_add(d, DIAG_FILE_EMPTY, bench_sink_pos(&sink), "this file holds no benchmark result");
  return sink.tally;
}

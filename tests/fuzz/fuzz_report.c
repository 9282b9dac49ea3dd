/* The whole way: a document, results of both sides, a profile of both sides and measurements, five texts with a byte 0xFE
 * between them. The verdict follows from the gates, a rule that cannot be read fails, and page and report.json are well made. */
#include "fuzz.h"

#include "analysis/evaluate.h"
#include "base/buf.h"
#include "emit/json.h"
#include "read/folded.h"
#include "read/gobench.h"
#include "read/measure_csv.h"
#include "read/perfdoc.h"
#include "view/page.h"

#include <json-c/json.h>
#include <math.h>

enum { DOCUMENT, BASE, HEAD, PROFILES, MEASURED, PARTS };

struct world {
  struct arena arena;
  struct diags diags;
  struct perfdoc doc;
  struct bench_table bench;
  struct inputs in;
  struct report report;
  struct source part[PARTS];
};

static void split(struct world *w, const uint8_t *data, size_t size) {
  static const char *const names[PARTS] = {"PERFORMANCE.md", "base/b", "head/b", "cpu.diff.folded", "head/m.csv"};
  size_t from = 0;
  for (size_t i = 0; i < PARTS; i++) {
    size_t to = from;
    while (to < size && (data[to] != 0xFE || i + 1 == PARTS)) to++;
    w->part[i] = fuzz_source(data + from, to - from);
    w->part[i].name = str_of(names[i]);
    from = to < size ? to + 1 : size;
  }
}

static void read_all(struct world *w) {
  diag_init(&w->diags, &w->arena);
  bench_table_init(&w->bench, &w->arena);
  w->in.doc = &w->doc;
  w->in.bench = &w->bench;
  w->in.label[SIDE_BASE] = STR("base");
  w->in.label[SIDE_HEAD] = STR("head");
  w->in.has_role[SIDE_BASE] = w->part[BASE].text.n > 0;
  w->in.has_role[SIDE_HEAD] = w->part[HEAD].text.n > 0;
  if (w->part[DOCUMENT].text.n > 0) perfdoc_read(&w->arena, &w->diags, &w->part[DOCUMENT], &w->doc);
  (void)gobench_read(&w->bench, &w->diags, &w->part[BASE], SIDE_BASE);
  (void)gobench_read(&w->bench, &w->diags, &w->part[HEAD], SIDE_HEAD);
  bench_table_finish(&w->bench);
  struct folded_file file = {.source = &w->part[PROFILES], .side = SIDE_HEAD, .columns = FOLDED_DIFFERENCE};
  folded_read(&w->arena, &w->diags, &file, 1, &w->in.profiles);
  (void)measure_csv_read(&w->in.metrics, &w->arena, &w->diags, &w->part[MEASURED], SIDE_HEAD);
}

static void check_verdict(const struct world *w) {
  const struct report *r = &w->report;
  uint32_t of[VERDICT_MAX] = {0};
  VEC_EACH(const struct gate, g, &r->gates) {
    of[g->verdict]++;
    MUST(!g->unreadable || g->verdict == VERDICT_FAIL);
    MUST(g->reason.n > 0);
  }
  MUST((of[VERDICT_FAIL] > 0) == (r->verdict == VERDICT_FAIL));
  MUST(r->verdict != VERDICT_PASS || of[VERDICT_PASS] > 0);
  MUST(r->verdict != VERDICT_PASS || of[VERDICT_WARN] + of[VERDICT_WAIVED] + of[VERDICT_CANNOT_DECIDE] + of[VERDICT_INDETERMINATE] + of[VERDICT_NO_DATA] == 0);
  MUST((r->exit_status == 1) == (r->verdict == VERDICT_FAIL));
  VEC_EACH(const struct decl, it, &w->doc.unreadable) MUST(r->verdict == VERDICT_FAIL && it->pos.line > 0);
}

static size_t count(struct str text, struct str needle) {
  size_t n = 0;
  for (size_t at; (at = str_find(text, needle)) != STR_NPOS; n++) text = str_slice(text, at + needle.n, text.n);
  return n;
}

static void check_page(struct str page) {
  for (size_t at = 0; at < page.n;) {
    uint32_t cp = utf8_next(page, &at);
    MUST(cp != UTF8_BAD && (cp >= 0x20 || cp == '\n' || cp == '\t') && (cp < 0x7F || cp > 0x9F) && cp != 0x202E);
  }
  size_t data = count(page, STR("<script type=\"application/json\"")); /* the tables of flame graphs: nothing that runs */
  MUST(count(page, STR("<script")) == 1 + data && count(page, STR("<style")) == 1 && count(page, STR("<iframe")) == 0);
  MUST(count(page, STR("<a href=\"javascript")) == 0 && count(page, STR("</html>")) == 1);
}

static void check_json(struct str text) {
  struct json_tokener *t = json_tokener_new_ex(64);
  json_tokener_set_flags(t, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
  struct json_object *o = json_tokener_parse_ex(t, text.p, (int)text.n);
  MUST(json_tokener_get_error(t) == json_tokener_success);
  json_object_put(o);
  json_tokener_free(t);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static struct world w;
  w = (struct world){.arena = ARENA_INIT};
  split(&w, data, size);
  read_all(&w);
  const struct judge_options options = {.now = {.known = true, .s = 1780000000}};
  evaluate(&w.report, &w.arena, &w.diags, &w.in, &options);
  w.report.title = STR("fuzz");
  diag_finish(&w.diags);
  check_verdict(&w);
  struct arena scratch = ARENA_INIT;
  struct buf page = BUF_INIT, json = BUF_INIT;
  const struct view_options view = {.templates = NULL};
  view_page(&scratch, &w.report, &view, &page);
  check_page(buf_view(&page));
  emit_json(&json, &w.report, 0);
  buf_char(&json, '\n');
  check_json(buf_view(&json));
  buf_free(&page);
  buf_free(&json);
  arena_free(&scratch);
  arena_free(&w.arena);
  return 0;
}

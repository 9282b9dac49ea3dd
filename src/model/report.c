#include "model/report.h"

#include "base/escape.h"
#include "base/strmap.h"

#include <math.h>

struct names {
  const char *json, *words;
};

#define X(id, json, words) [id] = {json, words},
static const struct names verdicts[VERDICT_MAX] = {VERDICT_TABLE(X)};
static const struct names gate_kinds[GATE_KIND_MAX] = {GATE_KIND_TABLE(X)};
#undef X

static const struct {
  const char *json, *words;
  enum input_class class;
} input_kinds[INPUT_KIND_MAX] = {
#define X(id, json, words, class) [id] = {json, words, class},
    INPUT_KIND_TABLE(X)
#undef X
};

const char *verdict_json(enum verdict v) {
  return verdicts[v].json;
}

const char *verdict_word(enum verdict v) {
  return verdicts[v].words;
}

const char *gate_kind_json(enum gate_kind k) {
  return gate_kinds[k].json;
}

const char *gate_kind_words(enum gate_kind k) {
  return gate_kinds[k].words;
}

const char *input_kind_json(enum input_kind k) {
  return input_kinds[k].json;
}

const char *input_kind_words(enum input_kind k) {
  return input_kinds[k].words;
}

enum input_class input_kind_class(enum input_kind k) {
  return input_kinds[k].class;
}

#define X(id, json, words) [id] = {json, words},
static const struct names corrections[CORRECTION_MAX] = {CORRECTION_TABLE(X)};
#undef X

const char *correction_json(enum correction c) {
  return corrections[c].json;
}

const char *correction_words(enum correction c) {
  return corrections[c].words;
}

const char *input_role_name(enum input_role r) {
  static const char *const names[ROLE_MAX] = {"document", "base", "head", "canary", "history", "metrics"};
  return names[r];
}

/* "g-<slug of kind and subject>-<8 hex of the hash of kind, subject and rule>"; a second one ends in "-2", which no hash does. */
static struct str gate_id(struct report *r, enum gate_kind kind, struct str subject, struct str rule) {
  struct arena *a = r->arena;
  struct str key = arena_printf(a, "%s %.*s\n%.*s", gate_kind_json(kind), STR_ARG(subject), STR_ARG(rule));
  struct str id = escape_id(a, "g-", key);
  uint32_t *times = strmap_at(a, &r->gate_ids, id);
  (*times)++;
  return *times == 1 ? id : arena_printf(a, STR_FMT "-%u", STR_ARG(id), *times);
}

struct gate *report_gate(struct report *r, enum gate_kind kind, struct str subject, struct str rule) {
  struct gate *g = VEC_PUSH(r->arena, &r->gates);
  g->id = gate_id(r, kind, subject, rule);
  g->kind = kind;
  g->subject = subject;
  g->rule = rule;
  g->allowed = g->worsening = (double)NAN;
  g->waiver = g->bench = g->profile = g->function = g->item = g->ruled_by = INDEX_NONE;
  return g;
}

void gate_unreadable(struct report *r, struct gate *g, struct str problem) {
  g->unreadable = true;
  g->verdict = VERDICT_FAIL;
  g->reason = arena_printf(r->arena, "rule unreadable: " STR_FMT, STR_ARG(problem));
}

struct str report_bench_id(struct arena *a, const struct bench_id *id) {
  struct buf name = BUF_INIT;
  bench_id_put(&name, id);
  buf_printf(&name, "\n%.*s\n%.*s", STR_ARG(id->unit), STR_ARG(id->suite));
  struct str out = escape_id(a, "b-", buf_view(&name));
  buf_free(&name);
  return out;
}

#include "model/report.h"

#include "base/escape.h"

#include <math.h>

const char *verdict_json(enum verdict v) {
  static const char *const names[VERDICT_MAX] = {
#define X(id, json, word) [id] = json,
      VERDICT_TABLE(X)
#undef X
  };
  return names[v];
}

const char *verdict_word(enum verdict v) {
  static const char *const words[VERDICT_MAX] = {
#define X(id, json, word) [id] = word,
      VERDICT_TABLE(X)
#undef X
  };
  return words[v];
}

const char *gate_kind_json(enum gate_kind k) {
  static const char *const names[GATE_KIND_MAX] = {
#define X(id, json, words) [id] = json,
      GATE_KIND_TABLE(X)
#undef X
  };
  return names[k];
}

const char *gate_kind_words(enum gate_kind k) {
  static const char *const words_of[GATE_KIND_MAX] = {
#define X(id, json, words) [id] = words,
      GATE_KIND_TABLE(X)
#undef X
  };
  return words_of[k];
}

const char *input_kind_json(enum input_kind k) {
  static const char *const names[INPUT_KIND_MAX] = {
#define X(id, json, words) [id] = json,
      INPUT_KIND_TABLE(X)
#undef X
  };
  return names[k];
}

const char *input_kind_words(enum input_kind k) {
  static const char *const words_of[INPUT_KIND_MAX] = {
#define X(id, json, words) [id] = words,
      INPUT_KIND_TABLE(X)
#undef X
  };
  return words_of[k];
}

const char *input_role_name(enum input_role r) {
  static const char *const names[ROLE_MAX] = {"document", "base", "head", "canary", "history", "metrics"};
  return names[r];
}

/* "g-<slug of kind and subject>-<8 hex of the hash of kind, subject and rule>". */
static struct str gate_id(struct arena *a, enum gate_kind kind, struct str subject, struct str rule) {
  struct str key = arena_printf(a, "%s %.*s\n%.*s", gate_kind_json(kind), STR_ARG(subject), STR_ARG(rule));
  struct buf b = BUF_INIT;
  buf_cstr(&b, "g-");
  escape_slug(&b, key);
  struct str id = arena_dup(a, buf_view(&b));
  buf_free(&b);
  return id;
}

struct gate *report_gate(struct report *r, enum gate_kind kind, struct str subject, struct str rule) {
  struct gate *g = VEC_PUSH(r->arena, &r->gates);
  g->id = gate_id(r->arena, kind, subject, rule);
  g->kind = kind;
  g->subject = subject;
  g->rule = rule;
  g->allowed = g->worsening = (double)NAN;
  g->waiver = g->bench = g->profile = g->function = g->item = INDEX_NONE;
  return g;
}

struct str report_bench_id(struct arena *a, const struct bench_id *id) {
  struct buf name = BUF_INIT, b = BUF_INIT;
  bench_id_put(&name, id);
  buf_printf(&name, "\n%.*s\n%.*s", STR_ARG(id->unit), STR_ARG(id->suite));
  buf_cstr(&b, "b-");
  escape_slug(&b, buf_view(&name));
  struct str out = arena_dup(a, buf_view(&b));
  buf_free(&name);
  buf_free(&b);
  return out;
}

#include "emit/bench_table.h"

#include "emit/json.h"
#include "emit/json_parts.h"

#include <json-c/json.h>

static struct json_object *figures(const double *v, size_t n) {
  struct json_object *list = json_list();
  for (size_t i = 0; i < n; i++) json_append(list, json_num(v[i]));
  return list;
}

static void put_means(struct json_doc *d, const struct columns *c) {
  json_open(d, "geomeans", '[');
  VEC_EACH(const struct column_mean, m, &c->means) {
    struct json_object *o = json_new();
    json_set(o, "unit", json_str(m->unit));
    json_set(o, "centres", figures(m->centre, c->labels.n));
    json_set(o, "ratios", figures(m->ratio, c->labels.n));
    json_set(o, "rows", json_int(m->rows));
    json_set(o, "left_out", json_strs(&m->left_out));
    json_member(d, NULL, o);
  }
  json_close(d, ']');
}

void emit_bench_json(struct buf *out, const struct columns *c) {
  if (c->labels.n == 2) {
    emit_json(out, &c->pairs.at[0].report, 0);
    return;
  }
  struct json_doc d = {out, true};
  buf_char(out, '{');
  json_member(&d, "schema", json_word("perfpage.bench/1"));
  json_member(&d, "verdict", json_word(verdict_json(c->verdict)));
  json_member(&d, "exit", json_int((uint64_t)c->exit_status));
  json_member(&d, "columns", json_strs(&c->labels));
  put_means(&d, c);
  json_open(&d, "reports", '[');
  VEC_EACH(const struct column_pair, p, &c->pairs) {
    buf_cstr(out, p == c->pairs.at ? "\n" : ",");
    emit_json(out, &p->report, 0);
  }
  json_close(&d, ']');
  json_close(&d, '}');
  buf_char(out, '\n');
}

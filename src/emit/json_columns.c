#include "emit/bench_table.h"

#include "emit/json.h"
#include "emit/json_parts.h"

#include <json-c/json.h>

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
  json_open(&d, "reports", '[');
  VEC_EACH(const struct column_pair, p, &c->pairs) {
    if (p != c->pairs.at) buf_char(out, ',');
    emit_json(out, &p->report, 0);
  }
  json_close(&d, ']');
  json_close(&d, '}');
  buf_char(out, '\n');
}

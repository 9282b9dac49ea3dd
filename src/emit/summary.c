#include "emit/summary.h"

#include "analysis/say.h"
#include "base/escape.h"

void emit_reasons(struct buf *out, const struct report *r) {
  for (uint32_t i = 0; i < r->reasons_n; i++) {
    const struct reason *reason = &r->reasons[i];
    buf_printf(out, "  %s: ", verdict_word(r->gates.at[reason->gate].verdict));
    escape_term(out, reason->text);
    if (reason->cause.known) {
      buf_cstr(out, "; new time in ");
      escape_term(out, reason->cause.function);
      buf_printf(out, ", %+.1f points", 100 * reason->cause.points);
    }
    buf_char(out, '\n');
  }
}

enum { NO_DATA_LINES = 3 };

/* Gates that had nothing to judge: they are no reasons of the verdict, and still something to mend. */
static uint32_t put_no_data(struct buf *out, const struct report *r) {
  uint32_t n = 0;
  VEC_EACH(const struct gate, g, &r->gates) {
    if (g->verdict != VERDICT_NO_DATA || n == NO_DATA_LINES) continue;
    n++;
    buf_cstr(out, "  No data: ");
    escape_term(out, g->subject);
    buf_cstr(out, ": ");
    escape_term(out, g->reason);
    buf_char(out, '\n');
  }
  return n;
}

/* What stops or worries, and was not listed. */
static void put_rest(struct buf *out, const struct report *r, uint32_t no_data) {
  uint32_t rest[VERDICT_MAX] = {0};
  rest[VERDICT_FAIL] = r->verdicts[VERDICT_FAIL];
  rest[VERDICT_WARN] = r->verdicts[VERDICT_WARN];
  rest[VERDICT_CANNOT_DECIDE] = r->verdicts[VERDICT_CANNOT_DECIDE];
  rest[VERDICT_INDETERMINATE] = r->verdicts[VERDICT_INDETERMINATE];
  rest[VERDICT_NO_DATA] = r->verdicts[VERDICT_NO_DATA] - no_data;
  for (uint32_t i = 0; i < r->reasons_n; i++) {
    uint32_t *of = &rest[r->gates.at[r->reasons[i].gate].verdict];
    if (*of > 0) (*of)--;
  }
  uint32_t sum = 0;
  for (size_t i = 0; i < VERDICT_MAX; i++) sum += rest[i];
  if (sum == 0) return;
  buf_cstr(out, "  and more: ");
  buf_str(out, say_verdicts(r->arena, rest));
  buf_char(out, '\n');
}

void emit_summary(struct buf *out, const struct report *r) {
  buf_printf(out, "%s: ", verdict_json(r->verdict));
  escape_term(out, r->headline);
  buf_char(out, '\n');
  emit_reasons(out, r);
  put_rest(out, r, put_no_data(out, r));
}

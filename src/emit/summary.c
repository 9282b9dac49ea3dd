#include "emit/summary.h"

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

void emit_summary(struct buf *out, const struct report *r) {
  buf_printf(out, "%s: ", verdict_json(r->verdict));
  escape_term(out, r->headline);
  buf_char(out, '\n');
  emit_reasons(out, r);
}

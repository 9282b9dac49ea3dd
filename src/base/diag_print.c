#include "base/diag.h"
#include "base/escape.h"

void diag_print(const struct diags *d, FILE *to) {
  struct buf b = BUF_INIT;
  VEC_EACH(const struct diag, it, &d->list) {
    escape_term(&b, it->pos.file.n ? it->pos.file : STR("perfpage"));
    if (it->pos.line) buf_printf(&b, ":%lu", (unsigned long)it->pos.line);
    if (it->pos.line && it->pos.col) buf_printf(&b, ":%lu", (unsigned long)it->pos.col);
    buf_printf(&b, ": %s: ", diag_level_name(diag_level_of(it->id)));
    escape_term(&b, it->message);
    buf_printf(&b, " [%s]\n", diag_slug(it->id));
  }
  if (b.n) fwrite(b.p, 1, b.n, to);
  buf_free(&b);
}

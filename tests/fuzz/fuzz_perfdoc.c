/* PERFORMANCE.md: whatever the bytes, the tree is shallow, every declaration has a place, and a bound that was not read is no
 * bound in silence. */
#include "fuzz.h"

#include "read/perfdoc.h"

static size_t depth_of(const struct block *b) {
  size_t deepest = 0;
  for (const struct block *c = b->first; c != NULL; c = c->next) {
    size_t d = depth_of(c);
    deepest = d > deepest ? d : deepest;
  }
  return deepest + 1;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct arena a = ARENA_INIT;
  struct diags d;
  struct perfdoc doc;
  diag_init(&d, &a);
  struct source s = fuzz_source(data, size);
  for (size_t i = 0; i < size; i++)
    if (data[i] == '\r') goto done; /* a lone CR ends a line of Markdown, and no line elsewhere */
  perfdoc_read(&a, &d, &s, &doc);
  MUST(depth_of(doc.root) <= 80);
  VEC_EACH(const struct slo, it, &doc.slos) {
    MUST(it->decl.pos.line > 0);
    MUST(it->target.den == 0 || (it->target.num > 0 && it->target.num <= it->target.den));
    MUST(it->unbounded || it->has_bound || it->target.den > 0 || it->decl.problem.n > 0);
  }
  VEC_EACH(const struct gate_rule, it, &doc.rules) MUST(it->decl.pos.line > 0 && (it->glob.n > 0 || it->decl.problem.n > 0));
  VEC_EACH(const struct decl, it, &doc.unreadable) MUST(it->pos.line > 0 && it->problem.n > 0);
  fuzz_diags(&d, s.text);
done:
  arena_free(&a);
  return 0;
}

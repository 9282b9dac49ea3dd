/* XML of any kind: a tree that hangs together, and a fault that is said whenever an element is not whole. */
#include "fuzz.h"

#include "read/xml.h"

static void look(const struct xml_element *e, const struct xml_element *parent, size_t depth, bool faulty) {
  MUST(e->name.n > 0 && e->parent == parent && depth <= XML_DEPTH);
  MUST(e->whole || (faulty && e->text.n == 0));
  MUST(e->first == NULL || e->text.n == 0);
  const struct xml_element *last = NULL;
  for (const struct xml_element *c = e->first; c; last = c, c = c->next) {
    look(c, e, depth + 1, faulty);
    MUST(c->whole || c->next == NULL);
  }
  MUST(e->last == last);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct arena a = ARENA_INIT;
  struct diags d;
  diag_init(&d, &a);
  struct source s = fuzz_source(data, size);
  (void)xml_root_name(s.text);
  const struct xml_element *root = xml_input_read(&a, &d, &s);
  bool faulty = diag_count(&d, DIAG_ERROR) > 0;
  MUST(root != NULL || faulty);
  if (root) look(root, NULL, 1, faulty);
  fuzz_diags(&d, s.text);
  arena_free(&a);
  return 0;
}

/* Every form the document may take, one row of tests/vectors/perfdoc/forms.tsv each: what is read of it and what is said. */
#include "check.h"

#include "perfdoc_show.h"
#include "read/perfdoc.h"

/* Declarations, then diagnostics, one a line. */
static struct str read_and_show(struct arena *a, struct str text) {
  struct diags d;
  struct perfdoc doc;
  diag_init(&d, a);
  struct source *s = ARENA_NEW(a, struct source);
  *s = (struct source){.name = STR("P"), .text = text, .whole = true};
  perfdoc_read(a, &d, s, &doc);
  diag_finish(&d);
  struct buf b = BUF_INIT;
  show_doc(&b, &doc);
  VEC_EACH(const struct diag, it, &d.list)
    buf_printf(&b, "%u:%u %s %s: " STR_FMT "\n", it->pos.line, it->pos.col, diag_level_name(diag_level_of(it->id)), diag_slug(it->id), STR_ARG(it->message));
  struct str out = arena_dup(a, buf_view(&b));
  buf_free(&b);
  return out;
}

static void form(void **state) {
  const struct check_row *r = *state;
  struct arena a = ARENA_INIT;
  size_t n, n_want;
  const char *text = check_unescape(check_field(r, "markdown"), &n), *want = check_unescape(check_field(r, "read"), &n_want);
  struct str got = read_and_show(&a, (struct str){text, n});
  assert_string_equal(arena_cstr(&a, got), want);
  arena_free(&a);
}

int main(void) {
  check_table("tests/vectors/perfdoc/forms.tsv", form);
  return check_run("perfdoc_forms");
}

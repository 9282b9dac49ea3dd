#include "view/disagreements.h"

#include "view/parts.h"

enum { SHOWN = 10 };

static void put(struct out *o, const struct disagreement *d) {
  out_open(o, TAG_P);
  out_class(o, LIT("flag warn"));
  part_tag_word(o, VERDICT_WARN, "Disagree");
  out_text(o, STR(" "));
  out_text(o, d->text);
  out_close(o, TAG_P);
}

static void put_all(struct out *o, const struct view *v, uint32_t profile) {
  size_t n = 0;
  VEC_EACH(const struct disagreement, d, &v->report->disagreements) {
    if (profile != INDEX_NONE && d->profile != profile) continue;
    if (n++ < SHOWN) put(o, d);
  }
  if (n <= SHOWN) return;
  out_open(o, TAG_P);
  out_class(o, LIT("note"));
  out_count(o, n - SHOWN);
  part_text(o, " more routes disagree with the profile; --json lists all.");
  out_close(o, TAG_P);
}

void view_disagreements_of(struct out *o, const struct view *v, uint32_t profile) {
  put_all(o, v, profile);
}

void view_disagreements(struct out *o, const struct view *v) {
  put_all(o, v, INDEX_NONE);
}

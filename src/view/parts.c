#include "view/parts.h"

#include "base/num.h"

#include <math.h>

void part_icon(struct out *o, enum verdict v, unsigned px) {
  char id[32];
  (void)snprintf(id, sizeof id, "i-%s", verdict_json(v)); /* the symbols of assets/icons.svg */
  out_open(o, TAG_SVG);
  out_attr_u(o, ATTR_WIDTH, px);
  out_attr_u(o, ATTR_HEIGHT, px);
  out_attr_lit(o, ATTR_ARIA_HIDDEN, LIT("true"));
  out_open(o, TAG_USE);
  out_href_id(o, str_of(id));
  out_close(o, TAG_USE);
  out_close(o, TAG_SVG);
}

void part_tag_word(struct out *o, enum verdict v, const char *word) {
  char class[32];
  (void)snprintf(class, sizeof class, "tag %s", verdict_json(v));
  out_open(o, TAG_SPAN);
  out_class(o, out_lit_of(class));
  part_icon(o, v, 12);
  part_text(o, word);
  out_close(o, TAG_SPAN);
}

void part_tag(struct out *o, enum verdict v) {
  part_tag_word(o, v, verdict_word(v));
}

const char *part_verdict_lower(enum verdict v) {
  switch (v) {
  case VERDICT_FAIL: return "fail";
  case VERDICT_NO_DATA: return "no data";
  case VERDICT_WARN: return "warn";
  case VERDICT_CANNOT_DECIDE: return "cannot be decided";
  case VERDICT_INDETERMINATE: return "indeterminate";
  case VERDICT_WAIVED: return "waived";
  case VERDICT_PASS: return "pass";
  case VERDICT_UNMEASURED: return "unmeasured";
  case VERDICT_MAX: break;
  }
  return "";
}

bool part_counts(struct out *o, const uint32_t counts[VERDICT_MAX]) {
  bool any = false;
  for (int v = 0; v < VERDICT_MAX; v++) {
    if (counts[v] == 0) continue;
    if (any) part_text(o, " \xc2\xb7 ");
    any = true;
    out_count(o, counts[v]);
    part_text(o, " ");
    part_text(o, part_verdict_lower((enum verdict)v));
  }
  return any;
}

void part_head_open(struct out *o, enum view_section_id s) {
  out_open(o, TAG_DIV);
  out_class(o, LIT("sh"));
  out_open(o, TAG_H2);
  out_open(o, TAG_A);
  out_href_id(o, view_section_name(s));
  out_text(o, view_section_heading(s));
  out_close(o, TAG_A);
  out_close(o, TAG_H2);
}

void part_head_close(struct out *o) {
  out_close(o, TAG_DIV);
}

void part_template(struct out *o, const struct view *v, const char *name, const struct template_slot *slots, size_t n,
                   void *context) {
  struct asset asset;
  struct template *t = NULL;
  struct diags *d = v->report->diags;
  if (asset_load(v->arena, d, v->options->templates, name, &asset)) t = template_parse(v->arena, d, &asset, slots, n);
  if (t == NULL && asset_load(v->arena, d, NULL, name, &asset)) t = template_parse(v->arena, d, &asset, slots, n);
  if (t == NULL) abort(); /* a built-in template that does not fit its slots */
  template_write(t, o, context);
}

void part_text(struct out *o, const char *cstr) {
  out_text(o, str_of(cstr));
}

void part_option(struct out *o, const char *option) {
  out_open(o, TAG_CODE);
  out_class(o, LIT("nb"));
  part_text(o, option);
  out_close(o, TAG_CODE);
}

void part_muted(struct out *o, const char *cstr) {
  out_open(o, TAG_SPAN);
  out_class(o, LIT("u"));
  part_text(o, cstr);
  out_close(o, TAG_SPAN);
}

void part_figure(struct out *o, struct str figure) {
  static const struct str nbsp = {"\xc2\xa0", 2};
  size_t at = str_find(figure, nbsp);
  if (at == STR_NPOS) {
    out_text(o, figure);
    return;
  }
  out_text(o, str_slice(figure, 0, at + nbsp.n));
  out_open(o, TAG_SPAN);
  out_class(o, LIT("u"));
  out_text(o, str_slice(figure, at + nbsp.n, figure.n));
  out_close(o, TAG_SPAN);
}

void part_name_link(struct out *o, struct str id, struct str name) {
  if (id.n) {
    out_open(o, TAG_A);
    out_href_id(o, id);
  }
  out_name(o, name);
  if (id.n) out_close(o, TAG_A);
}

void part_code_link(struct out *o, struct str id, struct str name) {
  out_open(o, TAG_CODE);
  part_name_link(o, id, name);
  out_close(o, TAG_CODE);
}

static void side_name(struct out *o, const struct report *r, enum side side) {
  enum { COMMIT_SHOWN = 10 };
  const struct inputs *in = r->in;
  struct str label = in->label[side].n ? in->label[side] : side == SIDE_BASE ? STR("base") : STR("head");
  struct str commit = in->bench->commit[side].n ? in->bench->commit[side] : in->metrics.commit[side];
  out_open(o, TAG_CODE);
  out_name(o, label);
  if (commit.n) part_text(o, "@");
  if (commit.n) out_name(o, str_slice(commit, 0, COMMIT_SHOWN));
  out_close(o, TAG_CODE);
}

void part_sides(struct out *o, const struct report *r) {
  bool base = r->in->has_role[SIDE_BASE], head = r->in->has_role[SIDE_HEAD];
  if (base) side_name(o, r, SIDE_BASE);
  if (base && head) part_text(o, " \xe2\x86\x92 ");
  if (head) side_name(o, r, SIDE_HEAD);
  if (!base) part_text(o, head ? ", no base" : "neither base nor head");
  else if (!head) part_text(o, ", no head");
}

void part_date(struct out *o, struct date d) {
  struct buf b = BUF_INIT;
  date_put_iso(&b, d);
  out_open(o, TAG_TIME);
  out_attr(o, ATTR_DATETIME, buf_view(&b));
  buf_clear(&b);
  date_put_human(&b, d);
  out_text(o, buf_view(&b));
  out_close(o, TAG_TIME);
  buf_free(&b);
}

void part_points(struct out *o, double points) {
  struct buf b = BUF_INIT;
  num_put_fixed(&b, fabs(points) * 100, 1);
  out_textf(o, "%s" STR_FMT "\xc2\xa0points", points < 0 ? "\xe2\x88\x92" : "+", STR_ARG(buf_view(&b)));
  buf_free(&b);
}

void part_source(struct out *o, struct pos pos) {
  if (pos.line == 0) return;
  out_name(o, pos.file);
  out_textf(o, ":%lu", (unsigned long)pos.line);
}

void part_table_open(struct out *o, struct out_lit class, const char *label) {
  out_open(o, TAG_DIV);
  out_class(o, LIT("tw"));
  out_attr_lit(o, ATTR_ROLE, LIT("region"));
  out_attr(o, ATTR_TABINDEX, STR("0"));
  out_attr(o, ATTR_ARIA_LABEL, str_of(label));
  out_open(o, TAG_TABLE);
  out_class(o, class);
  out_open(o, TAG_CAPTION);
  out_class(o, LIT("vh"));
  part_text(o, label);
  out_close(o, TAG_CAPTION);
}

void part_table_close(struct out *o) {
  out_close(o, TAG_TABLE);
  out_close(o, TAG_DIV);
}

void part_th(struct out *o, struct out_lit class, const char *text) {
  out_open(o, TAG_TH);
  out_class(o, class);
  out_attr_lit(o, ATTR_SCOPE, LIT("col"));
  part_text(o, text);
  out_close(o, TAG_TH);
}

void part_td(struct out *o, struct out_lit class, struct str text) {
  out_open(o, TAG_TD);
  out_class(o, class);
  out_text(o, text);
  out_close(o, TAG_TD);
}

void part_td_empty(struct out *o) {
  out_open(o, TAG_TD);
  out_close(o, TAG_TD);
}

void part_term(struct out *o, const char *term) {
  out_open(o, TAG_DT);
  part_text(o, term);
  out_close(o, TAG_DT);
  out_open(o, TAG_DD);
}

void part_meter(struct out *o, double share, enum tone tone) {
  if (isnan(share)) return;
  bool worse = tone == TONE_WORSE;
  out_open(o, TAG_SVG);
  out_viewbox(o, 0, 0, 100, 4);
  out_attr_lit(o, ATTR_PRESERVE_ASPECT_RATIO, LIT("none"));
  out_attr(o, ATTR_WIDTH, STR("180"));
  out_attr(o, ATTR_HEIGHT, STR("5"));
  out_attr_lit(o, ATTR_ARIA_HIDDEN, LIT("true"));
  const struct {
    struct out_lit class, fill;
    double width;
  } bars[] = {
      {LIT("bd"), LIT("#E4E8EC"), 100},
      {worse ? LIT("cw") : LIT("cn"), worse ? LIT("#B3380A") : LIT("#454C54"), 100 * fmin(1, fmax(0, share))},
  };
  for (size_t i = 0; i < sizeof bars / sizeof *bars; i++) {
    out_open(o, TAG_RECT);
    out_class(o, bars[i].class);
    out_attr_lit(o, ATTR_FILL, bars[i].fill);
    out_attr_f(o, ATTR_WIDTH, bars[i].width);
    out_attr(o, ATTR_HEIGHT, STR("4"));
    out_close(o, TAG_RECT);
  }
  out_close(o, TAG_SVG);
}

#include "view/traces.h"

#include "analysis/profile_pick.h"
#include "model/linkurl.h"
#include "view/flame_text.h"
#include "view/parts.h"

enum { TRACES_SHOWN = 10 }; /* of a side */

static void cell_id(struct out *o, const struct view *v, const struct profile_trace *t) {
  struct buf url = BUF_INIT;
  struct str template = v->report->options.trace_url;
  bool linked = false;
  out_open(o, TAG_TH);
  out_attr_lit(o, ATTR_SCOPE, LIT("row"));
  if (template.n > 0) {
    link_url_put(&url, LINK_TRACE, template, t->id);
    linked = out_open_link(o, buf_view(&url));
  }
  out_name(o, t->id);
  if (linked) out_close(o, TAG_A);
  out_close(o, TAG_TH);
  buf_free(&url);
}

static void cell_share(struct out *o, const struct profile *p, const struct profile_trace *t) {
  struct buf b = BUF_INIT;
  double all = (double)calltree_total(&p->tree, t->side);
  flame_put_share(&b, all > 0 ? (double)t->value / all : 0);
  part_td(o, LIT("r"), buf_view(&b));
  buf_free(&b);
}

static void cell_leaf(struct out *o, const struct view *v, uint32_t profile, const struct profile *p, const struct profile_trace *t) {
  out_open(o, TAG_TD);
  if (t->node != CALL_ROOT && t->node < p->tree.n) {
    uint32_t name = p->tree.nodes[t->node].name, at = profile_function_of(v->report, profile, name);
    part_code_link(o, at == INDEX_NONE ? STR_NONE : view_function_id(v->arena, v->report, profile, at), p->tree.names[name]);
  }
  out_close(o, TAG_TD);
}

static void row(struct out *o, const struct view *v, uint32_t profile, const struct profile_trace *t) {
  const struct profile *p = &v->report->in->profiles.at[v->report->profiles.at[profile].profile];
  out_open(o, TAG_TR);
  cell_id(o, v, t);
  out_open(o, TAG_TD);
  out_name(o, t->endpoint);
  out_close(o, TAG_TD);
  part_td(o, LIT_NONE, t->side == SIDE_HEAD ? STR("head") : STR("base"));
  cell_share(o, p, t);
  cell_leaf(o, v, profile, p, t);
  out_close(o, TAG_TR);
}

void view_traces(struct out *o, const struct view *v, uint32_t profile) {
  const struct profile *p = &v->report->in->profiles.at[v->report->profiles.at[profile].profile];
  if (p->traces.n == 0) return;
  struct str label = arena_printf(v->arena, "Heaviest traces of " STR_FMT, STR_ARG(p->key));
  part_table_open(o, LIT("trc"), label.p);
  out_open(o, TAG_THEAD);
  out_open(o, TAG_TR);
  part_th(o, LIT_NONE, "Heaviest traces");
  part_th(o, LIT_NONE, "Endpoint");
  part_th(o, LIT_NONE, "Side");
  part_th(o, LIT("r"), "Share");
  part_th(o, LIT_NONE, "Ends most in");
  out_close(o, TAG_TR);
  out_close(o, TAG_THEAD);
  out_open(o, TAG_TBODY);
  for (enum side s = SIDE_MAX; s-- > 0;) {
    size_t shown = 0;
    VEC_EACH(const struct profile_trace, t, &p->traces) {
      if (t->side == s && shown++ < TRACES_SHOWN) row(o, v, profile, t);
    }
  }
  out_close(o, TAG_TBODY);
  part_table_close(o);
}

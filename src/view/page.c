#include "view/page.h"

#include "html/asset.h"
#include "view/flame_script.h"
#include "view/parts.h"
#include "view/verdict.h"

/* What the slots of the page are filled from. */
struct page {
  struct view view;
  struct asset style, script;
};

static const struct view *view_of(void *context) {
  return &((const struct page *)context)->view;
}

/* What a section has to show. */
struct content {
  bool any;
  uint64_t count; /* in the navigation; 0: none is shown */
  uint64_t failed;
};

static uint64_t bad_inputs(const struct report *r) {
  uint64_t n = 0;
  VEC_EACH(const struct input, in, &r->input_list) n += in->bad;
  return n;
}

static struct content content_of(enum view_section_id s, const struct report *r) {
  struct content c = {false, 0, 0};
  switch (s) {
  case VIEW_READING: c.any = r->options.for_whom == FOR_ONBOARDING; break;
  case VIEW_GATES: c = (struct content){true, r->gates.n, r->verdicts[VERDICT_FAIL]}; break;
  case VIEW_BENCHES: c = (struct content){r->benches.n > 0, r->benches.n, 0}; break;
  case VIEW_PROFILES: c = (struct content){r->profiles.n > 0, r->profiles.n, 0}; break;
  case VIEW_SLO:
    c.count = r->slos.n + r->routes.n + r->components.n;
    c.any = c.count > 0;
    break;
  case VIEW_TRENDS: c = (struct content){r->trends.n > 0, r->trends.n, 0}; break;
  case VIEW_DOCUMENT: c.any = r->in->doc->present; break;
  case VIEW_INPUTS: c = (struct content){true, r->input_list.n, bad_inputs(r)}; break;
  case VIEW_SECTION_MAX: break;
  }
  return c;
}

static view_section *const writers[VIEW_SECTION_MAX] = {
#define X(id, name, heading, fn) [id] = fn,
    VIEW_SECTION_TABLE(X)
#undef X
};

/* PAGE.md section 2: what the reader came for stands first. */
static const enum view_section_id orders[FOR_MAX][VIEW_SECTION_MAX] = {
    [FOR_PR] = {VIEW_GATES, VIEW_BENCHES, VIEW_PROFILES, VIEW_SLO, VIEW_TRENDS, VIEW_DOCUMENT, VIEW_INPUTS, VIEW_READING},
    [FOR_SPRINT] = {VIEW_BENCHES, VIEW_PROFILES, VIEW_TRENDS, VIEW_SLO, VIEW_DOCUMENT, VIEW_GATES, VIEW_INPUTS, VIEW_READING},
    [FOR_ONBOARDING] = {VIEW_DOCUMENT, VIEW_READING, VIEW_SLO, VIEW_PROFILES, VIEW_TRENDS, VIEW_BENCHES, VIEW_GATES, VIEW_INPUTS},
};

static void nav_item(struct out *o, const struct report *r, enum view_section_id s) {
  struct content c = content_of(s, r);
  out_open(o, TAG_LI);
  out_open(o, TAG_A);
  out_href_id(o, view_section_name(s));
  out_text(o, view_section_heading(s));
  if (c.count || c.failed) {
    out_text(o, STR(" ")); /* for readers without styles: "Gates 4 failed" */
    out_open(o, TAG_SPAN);
    out_class(o, c.failed ? LIT("count fail") : LIT("count all"));
    out_count(o, c.failed ? c.failed : c.count);
    if (c.failed) {
      out_open(o, TAG_SPAN);
      out_class(o, LIT("vh"));
      part_text(o, s == VIEW_INPUTS ? " bad" : " failed");
      out_close(o, TAG_SPAN);
    }
    out_close(o, TAG_SPAN);
  }
  out_close(o, TAG_A);
  out_close(o, TAG_LI);
}

static void navigation(struct out *o, void *context) {
  const struct view *v = view_of(context);
  const enum view_section_id *order = orders[v->report->options.for_whom];
  for (size_t i = 0; i < VIEW_SECTION_MAX; i++) {
    if (content_of(order[i], v->report).any) nav_item(o, v->report, order[i]);
  }
}

static void sections(struct out *o, void *context) {
  const struct view *v = view_of(context);
  const enum view_section_id *order = orders[v->report->options.for_whom];
  for (size_t i = 0; i < VIEW_SECTION_MAX; i++) {
    if (!content_of(order[i], v->report).any) continue;
    out_open(o, TAG_SECTION);
    out_attr_id(o, ATTR_ID, view_section_name(order[i]));
    writers[order[i]](o, v);
    out_close(o, TAG_SECTION);
  }
}

/* "FAIL: checkout performance, pr-1842 against main": the first word is what a row of tabs still shows. */
static void title_words(struct out *o, const struct report *r) {
  for (const char *p = verdict_badge(r); *p; p++) {
    char upper = char_upper(*p);
    out_text(o, (struct str){&upper, 1});
  }
  part_text(o, ": ");
  if (r->title.n) {
    out_name(o, r->title);
    return;
  }
  if (r->service.n) out_name(o, r->service);
  part_text(o, r->service.n ? " performance" : "performance");
  if (!r->in->has_role[SIDE_BASE] || !r->in->has_role[SIDE_HEAD]) return;
  part_text(o, ", ");
  out_name(o, r->in->label[SIDE_HEAD]);
  part_text(o, " against ");
  out_name(o, r->in->label[SIDE_BASE]);
}

static void title(struct out *o, void *context) {
  out_open(o, TAG_TITLE);
  title_words(o, view_of(context)->report);
  out_close(o, TAG_TITLE);
}

static void meta(struct out *o, enum out_attr attr, struct out_lit name, const char *content) {
  out_open(o, TAG_META);
  out_attr_lit(o, attr, name);
  out_attr(o, ATTR_CONTENT, str_of(content));
  out_close(o, TAG_META);
}

/* PAGE.md section 1: nothing loads, and only these bytes may style or run. */
static void policy(struct out *o, void *context) {
  const struct page *p = context;
  char style[ASSET_CSP_HASH + 1], script[ASSET_CSP_HASH + 1];
  asset_csp_hash(&p->style, style);
  asset_csp_hash(&p->script, script);
  struct str content = arena_printf(p->view.arena,
                                    "default-src 'none'; style-src %s; script-src %s; img-src data:; base-uri 'none'; form-action "
                                    "'none'; require-trusted-types-for 'script'; trusted-types 'none'",
                                    style, script);
  meta(o, ATTR_HTTP_EQUIV, LIT("Content-Security-Policy"), content.p);
}

static void generator(struct out *o, void *context) {
  (void)context;
  meta(o, ATTR_NAME_, LIT("generator"), "perfpage " PERFPAGE_VERSION);
}

static void style(struct out *o, void *context) {
  out_open(o, TAG_STYLE);
  out_asset(o, &((const struct page *)context)->style);
  out_close(o, TAG_STYLE);
}

static void script(struct out *o, void *context) {
  out_open(o, TAG_SCRIPT);
  out_asset(o, &((const struct page *)context)->script);
  out_close(o, TAG_SCRIPT);
}

static void icons(struct out *o, void *context) {
  part_template(o, view_of(context), "icons.svg", NULL, 0, context);
}

static void verdict(struct out *o, void *context) {
  view_verdict(o, view_of(context));
}

static void footer(struct out *o, void *context) {
  (void)context;
  part_text(o, "perfpage " PERFPAGE_VERSION " \xc2\xb7 one file, no network, no server: the same inputs give the same bytes");
}

static struct asset load(const struct view *v, const char *name) {
  struct asset asset;
  struct diags *d = v->report->diags;
  if (asset_load(v->arena, d, v->options->templates, name, &asset)) return asset;
  if (!asset_load(v->arena, d, NULL, name, &asset)) abort(); /* a built-in asset is always there */
  return asset;
}

void view_page(struct arena *a, const struct report *r, const struct view_options *options, struct buf *to) {
  static const struct template_slot slots[] = {
      {"policy", policy},   {"generator", generator},   {"title", title},       {"style", style},   {"icons", icons},
      {"verdict", verdict}, {"navigation", navigation}, {"sections", sections}, {"footer", footer}, {"script", script},
  };
  struct page page = {.view = {.report = r, .options = options, .arena = a}};
  view_prepare(&page.view);
  const struct asset styles[] = {load(&page.view, "style.css"), load(&page.view, "flame.css")};
#define X(name) load(&page.view, name),
  const struct asset scripts[] = {load(&page.view, "trend.js"), load(&page.view, "page.js"), FLAME_SCRIPT_TABLE(X)};
#undef X
  bool graphs = r->profiles.n > 0; /* else a page does without what only they need */
  size_t from = r->trends.n > 0 ? 0 : 1;
  page.style = asset_join(a, "style", styles, graphs ? sizeof styles / sizeof *styles : 1);
  page.script = asset_join(a, "script", scripts + from, (graphs ? sizeof scripts / sizeof *scripts : 2) - from);
  struct out o;
  out_init(&o, OUT_HTML);
  part_template(&o, &page.view, "page.html", slots, sizeof slots / sizeof *slots, &page);
  buf_str(to, out_finish(&o));
  out_free(&o);
}

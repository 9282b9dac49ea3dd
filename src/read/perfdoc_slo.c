#include "read/perfdoc_reader.h"

/* SLO sentences. Each shape's pattern is searched in turn, the most telling first; what it has understood is masked, so that
 * nothing is read twice and what is left over can be looked at. */

enum { SLOS_MAX = 16 };

struct sentence {
  struct reader *r;
  const struct flat *flat;
  struct str masked; /* the text, ';' where it was understood */
  char *mask;
  struct slo found[SLOS_MAX];
  struct pos op_at[SLOS_MAX];
  size_t n;
};

static size_t offset_in(struct str text, struct str view) {
  return (size_t)(view.p - text.p);
}

/* A view into the masked copy, moved to the sentence itself. */
static struct str unmasked(const struct sentence *s, struct str view) {
  if (view.p == NULL) return STR_NONE;
  return str_slice(s->flat->text, offset_in(s->masked, view), offset_in(s->masked, view) + view.n);
}

static void mask_out(struct sentence *s, struct str view) {
  if (view.p != NULL) memset(s->mask + offset_in(s->masked, view), ';', view.n);
}

/* ---- from a match to an SLO ---- */

static void name_slo(struct sentence *s, struct slo *slo, struct str lead) {
  struct arena *a = s->r->arena;
  struct str subject = slo->subject;
  if (lead.n == 0) slo->name = subject;
  else if (subject.n == 0) slo->name = lead;
  else slo->name = arena_printf(a, STR_FMT " of " STR_FMT, STR_ARG(lead), STR_ARG(subject));
}

void slo_find_route(struct reader *r, const struct flat *at, struct str text, struct route *out) {
  struct str method, path, rest = text, field, before = STR_NONE;
  if (text.n == 0 || text.n > GRAMMAR_CELL_MAX) return;
  size_t from = offset_in(at->text, text);
  struct flat whole = flat_slice(r, at, from, from + text.n);
  if (route_split(rest, &method, &path) && read_route(r, &whole, out)) return;
  for (; str_next_field(&rest, &field); before = field) {
    while (field.n > 1 && strchr(",.;:)", field.p[field.n - 1]) != NULL) field.n--;
    if (str_find_char(field, '/') == STR_NPOS || field.n == 1) continue; /* "5xx / total" is a ratio */
    struct str both = before.n > 0 ? (struct str){before.p, (size_t)(field.p + field.n - before.p)} : field;
    const struct str tries[] = {both, field};
    for (size_t i = 0; i < 2; i++) {
      from = offset_in(at->text, tries[i]);
      struct flat part = flat_slice(r, at, from, from + tries[i].n);
      if (read_route(r, &part, out)) return;
    }
  }
}

static bool speaks_of(struct str subject, const char *const *words, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (str_find_nocase(subject, str_of(words[i])) != STR_NPOS) return true;
  return false;
}

static bool is_loss(struct str subject) {
  static const char *const words[] = {"error", "fail", "loss", "drop", "miss", "5xx", "unavailab", "unsuccess", "non-success", "not success", "downtime"};
  return speaks_of(subject, words, sizeof words / sizeof *words);
}

bool slo_is_success(struct str subject) {
  static const char *const words[] = {"availab", "uptime", "success"};
  return speaks_of(subject, words, sizeof words / sizeof *words);
}

/* Bounds on a share of requests that no measurement can break, or that ask for failures. */
static void check_share(struct reader *r, struct slo *slo, struct pos pos) {
  bool loss = is_loss(slo->subject), success = !loss && slo_is_success(slo->subject);
  if (slo->bound.dim != DIM_SHARE || (!loss && !success)) return;
  bool upper = slo->bound.op == BOUND_BELOW || slo->bound.op == BOUND_AT_MOST;
  if (slo->bound.value > 1) decl_problem(r, &slo->decl, DIAG_TARGET_RANGE, pos, "target must be > 0%% and <= 100%%");
  else if (success && upper) decl_problem(r, &slo->decl, DIAG_DIRECTION_GATE, pos, "upper bound on what should be high; did you mean \"≥\"?");
}

void slo_share_target(struct slo *slo, struct str percent) {
  bool at_least = slo->bound.op == BOUND_AT_LEAST || slo->bound.op == BOUND_ABOVE;
  if (slo->bound.dim != DIM_SHARE || !at_least || !slo_is_success(slo->subject)) return;
  slo->target = ratio_of_percent(percent);
  if (slo->target.den == 0 || slo->target.num > slo->target.den) return;
  slo->shape = SLO_REQUESTS;
  slo->has_bound = false;
}

/* "Target: < 100 ms replication lag": the words behind the bound say what it is a bound on. */
static bool is_generic(struct str subject) {
  static const char *const words[] = {"target", "slo", "objective", "goal", "limit", "budget", "bound"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (str_eq_nocase(subject, str_of(words[i]))) return true;
  return false;
}

static struct str words_behind(const struct sentence *s, struct str match) {
  struct str text = s->flat->text;
  size_t from = offset_in(text, match) + match.n, to = from;
  while (to < text.n && strchr(",;.:()", text.p[to]) == NULL) to++;
  return str_trim(str_slice(text, from, to));
}

/* Without the colon before its bound: "p99 of POST /checkout: < 20 ms". */
static struct str subject_of(const struct sentence *s, const struct grammar_match *m) {
  struct str subject = str_trim(unmasked(s, grammar_group(m, "subj")));
  while (str_ends(subject, STR(":"))) subject = str_trim(str_slice(subject, 0, subject.n - 1));
  return subject;
}

/* "POST /checkout: p99 < 20 ms": what a bare percentile is of stands elsewhere in the sentence, as long as it names one route. */
static void find_subject(struct sentence *s, struct slo *slo) {
  struct str rest = s->flat->text, field;
  size_t routes = 0;
  while (str_next_field(&rest, &field)) routes += str_starts(field, STR("/")) && field.n > 1;
  if (routes > 1)
    decl_problem(s->r, &slo->decl, DIAG_RULE_UNREADABLE, slo->decl.pos, "the sentence names several routes; write one sentence each");
  if (routes != 1) return;
  slo_find_route(s->r, s->flat, s->flat->text, &slo->route);
  struct str gap = slo->route.methods.n > 0 ? STR(" ") : STR_NONE;
  slo->subject = arena_printf(s->r->arena, STR_FMT STR_FMT STR_FMT, STR_ARG(slo->route.methods), STR_ARG(gap), STR_ARG(slo->route.path));
}

static void take_match(struct sentence *s, enum grammar g, const struct grammar_match *m) {
  struct slo *slo = &s->found[s->n];
  struct str whole = unmasked(s, m->at.at[0]), q = unmasked(s, grammar_group(m, "q")), t = unmasked(s, grammar_group(m, "t"));
  struct str op = unmasked(s, grammar_group(m, "op"));
  *slo = (struct slo){.decl = {.pos = flat_pos(s->r, s->flat, whole), .text = s->flat->text}};
  slo->subject = subject_of(s, m);
  slo->has_quantile = quantile_of(q, &slo->quantile);
  slo->has_bound = grammar_group(m, "val").n > 0 && bound_of_match(m, BOUND_AT_MOST, &slo->bound);
  if (slo->has_bound) {
    struct str unit = unmasked(s, grammar_group(m, "unit")), val = unmasked(s, grammar_group(m, "val"));
    const char *from = op.p != NULL ? op.p : val.p;
    slo->bound.text = (struct str){from, (size_t)(unit.p + unit.n - from)};
  }
  if (t.n > 0) slo->target = ratio_of_percent(t);
  struct str lead = q;
  if (g == GRAMMAR_S_RATIO || g == GRAMMAR_S_AVAIL) {
    slo->shape = SLO_REQUESTS;
    lead = (struct str){t.p, t.n + 1};
    if (str_slice(s->flat->text, offset_in(s->flat->text, t) + t.n, s->flat->text.n).p[0] == ' ') lead.n++;
    if (g == GRAMMAR_S_AVAIL) {
      lead = STR_NONE;
      slo->subject = unmasked(s, grammar_group(m, "what"));
    }
  } else {
    slo->shape = SLO_BOUND;
  }
  if (g == GRAMMAR_S_RESOURCE && is_generic(slo->subject)) {
    slo->subject = words_behind(s, whole);
    if (slo->subject.n == 0) slo->subject = s->r->heading;
  }
  if (g == GRAMMAR_S_RESOURCE) slo_share_target(slo, unmasked(s, grammar_group(m, "val")));
  slo_find_route(s->r, s->flat, subject_of(s, m), &slo->route);
  if (g == GRAMMAR_S_QUANTILE_BARE) find_subject(s, slo);
  if (g == GRAMMAR_S_RESOURCE && slo->route.path.n > 0 && slo->bound.dim == DIM_TIME)
    decl_problem(s->r, &slo->decl, DIAG_RULE_UNREADABLE, slo->decl.pos, "a bound on the time of a route needs its percentile; write e.g. \"p99 of " STR_FMT " < 300 ms\"",
                 STR_ARG(slo->route.path));
  if (g == GRAMMAR_S_RESOURCE && str_find_char(slo->subject, '%') != STR_NPOS)
    decl_problem(s->r, &slo->decl, DIAG_RULE_UNREADABLE, slo->decl.pos, "it is not clear what the percentage is of; write e.g. \"99%% of requests complete within 200 ms\"");
  name_slo(s, slo, lead);
  s->op_at[s->n++] = flat_pos(s->r, s->flat, op.p != NULL ? op : whole);
  mask_out(s, m->at.at[0]);
}

static void take_all(struct sentence *s, enum grammar g) {
  struct grammar_match m;
  for (size_t from = 0; s->n < SLOS_MAX;) {
    enum pattern_result found = grammar_find(g, s->masked, from, &m);
    if (found == PATTERN_LIMIT) diag_add(s->r->diags, DIAG_PARSER_LIMIT, flat_pos(s->r, s->flat, s->flat->text), "this sentence is too involved to be read");
    if (found != PATTERN_YES) return;
    from = offset_in(s->masked, m.at.at[0]) + m.at.at[0].n;
    take_match(s, g, &m);
  }
}

/* ---- what the sentence says of all its SLOs ---- */

static void apply_target(struct sentence *s) {
  struct grammar_match m;
  if (grammar_find(GRAMMAR_S_TARGET, s->masked, 0, &m) != PATTERN_YES) return;
  struct ratio target = ratio_of_percent(grammar_group(&m, "t"));
  for (size_t i = 0; i < s->n; i++) {
    struct slo *slo = &s->found[i];
    if (slo->shape != SLO_BOUND || !slo->has_quantile) continue;
    slo->target = target;
    slo->shape = SLO_SLICES;
  }
  mask_out(s, m.at.at[0]);
}

static void apply_rate(struct sentence *s) {
  struct grammar_match m;
  for (size_t from = 0; grammar_find(GRAMMAR_S_RATE, s->masked, from, &m) == PATTERN_YES;) {
    from = offset_in(s->masked, m.at.at[0]) + m.at.at[0].n;
    struct bound rate;
    if (!bound_of_match(&m, BOUND_AT_MOST, &rate) || rate.dim != DIM_RATE) continue;
    for (size_t i = 0; i < s->n; i++) {
      s->found[i].has_rate = true;
      s->found[i].rate_rps = rate.value;
    }
    mask_out(s, m.at.at[0]);
    return;
  }
}

static void apply_window(struct sentence *s, struct decl *d) {
  struct window w;
  struct grammar_match m;
  if (window_in(s->masked, &w)) {
    struct str view = w.text;
    w.text = unmasked(s, view);
    for (size_t i = 0; i < s->n; i++) s->found[i].window = w;
    mask_out(s, view);
  } else if (grammar_find(GRAMMAR_S_NO_LENGTH, s->masked, 0, &m) == PATTERN_YES) {
    struct str text = unmasked(s, m.at.at[0]);
    decl_problem(s->r, d, DIAG_WINDOW_MISSING, flat_pos(s->r, s->flat, text), "\"" STR_FMT "\" has no length; write e.g. \"rolling 28-day window\"",
                 STR_ARG(text));
  }
}

/* ---- faults ---- */

/* A percentile over 100, wherever it stands. */
static bool report_percentile(struct sentence *s, struct decl *d) {
  struct grammar_match m;
  for (size_t from = 0; grammar_find(GRAMMAR_S_PERCENTILE, s->masked, from, &m) == PATTERN_YES;) {
    from = offset_in(s->masked, m.at.at[0]) + m.at.at[0].n;
    double q;
    struct str text = unmasked(s, m.at.at[0]);
    if (quantile_of(text, &q)) continue;
    decl_problem(s->r, d, DIAG_QUANTILE_RANGE, flat_pos(s->r, s->flat, text), "percentile must be between 0 and 100");
    return true;
  }
  return false;
}

static bool report_share(struct sentence *s, struct decl *d) {
  struct grammar_match m;
  if (grammar_find(GRAMMAR_S_SHARE_OF, s->masked, 0, &m) != PATTERN_YES) return false;
  struct str text = unmasked(s, grammar_group(&m, "n"));
  struct ratio t = ratio_of_percent(text);
  if (t.den > 0 && t.num > 0 && t.num <= t.den) return false;
  decl_problem(s->r, d, DIAG_TARGET_RANGE, flat_pos(s->r, s->flat, text), "target must be > 0%% and <= 100%%");
  return true;
}

/* A comparator with a number that belongs to no SLO of the sentence. */
static bool report_comparison(struct sentence *s, struct decl *d) {
  static const struct fault latency = {"latency bound ", " ms", " s"};
  struct grammar_match m;
  if (grammar_find(GRAMMAR_S_COMPARED, s->masked, 0, &m) != PATTERN_YES) return false;
  struct str val = unmasked(s, grammar_group(&m, "val"));
  struct str rest = str_slice(s->flat->text, offset_in(s->flat->text, val), s->flat->text.n);
  if (report_figure(s->r, d, s->flat, rest, &latency)) return true;
  decl_problem(s->r, d, DIAG_RULE_UNREADABLE, flat_pos(s->r, s->flat, unmasked(s, m.at.at[0])), "this bound has no subject that can be read");
  return true;
}

/* A percentage that nothing has understood may have been meant as the target: without it the error budget would be lost. */
static bool report_left_share(struct sentence *s, struct decl *d, enum grammar g) {
  struct grammar_match m;
  if (grammar_find(g, s->masked, 0, &m) != PATTERN_YES) return false;
  struct str figure = unmasked(s, grammar_group(&m, "n"));
  struct pos pos = flat_pos(s->r, s->flat, figure);
  struct ratio t = ratio_of_percent(figure);
  if (str_find_char(figure, ',') != STR_NPOS) decl_problem(s->r, d, DIAG_DECIMAL_COMMA, pos, "decimal comma in \"" STR_FMT "%%\"; write a point", STR_ARG(figure));
  else if (t.den == 0 || t.num == 0 || t.num > t.den) decl_problem(s->r, d, DIAG_TARGET_RANGE, pos, "target must be > 0%% and <= 100%%");
  else decl_problem(s->r, d, DIAG_RULE_UNREADABLE, pos, "\"" STR_FMT "%%\" belongs to nothing that could be read; write e.g. \"with a 99.9%% achievement target\"", STR_ARG(figure));
  return true;
}

/* A comparator with no figure behind it. */
static bool report_dangling(struct sentence *s, struct decl *d) {
  struct grammar_match m;
  if (grammar_find(GRAMMAR_S_DANGLING, s->masked, 0, &m) != PATTERN_YES) return false;
  struct str op = unmasked(s, m.at.at[0]);
  if (str_starts(op, STR("\x1A")))
    decl_problem(s->r, d, DIAG_RULE_UNREADABLE, flat_pos(s->r, s->flat, op), "what is not UTF-8 may be part of a bound");
  else
    decl_problem(s->r, d, DIAG_NOT_A_QUANTITY, flat_pos(s->r, s->flat, op), "no figure stands behind \"" STR_FMT "\"", STR_ARG(op));
  return true;
}

/* No shape fits. When it looks as if it meant to declare something, it is a gate that fails. */
static void report_shapeless(struct sentence *s) {
  struct reader *r = s->r;
  struct pos pos = flat_pos(r, s->flat, s->flat->text);
  struct decl d = {.pos = pos, .text = s->flat->text};
  if (grammar_find(GRAMMAR_S_SUSPECT, s->masked, 0, NULL) == PATTERN_NO) {
    if (r->item && grammar_find(GRAMMAR_S_FIGURE, s->masked, 0, NULL) != PATTERN_NO)
      diag_add(r->diags, DIAG_TEXT_IGNORED, pos, "a figure without a comparator is no SLO: shown and not judged");
    note_text_only(r, pos, s->flat->text);
    return;
  }
  if (!report_percentile(s, &d) && !report_share(s, &d) && !report_comparison(s, &d) && !report_dangling(s, &d)) {
    struct str text = text_shortened(r, s->flat->text);
    decl_problem(r, &d, DIAG_RULE_UNREADABLE, pos, "\"" STR_FMT "\" fits no form of an SLO; write e.g. \"p99 of POST /checkout < 300 ms\"", STR_ARG(text));
  }
  *VEC_PUSH(r->arena, &r->doc->unreadable) = d;
}

/* "peak 800 MiB" behind "memory ≤ 400 MiB": a figure of the kind the sentence bounds, and nothing that says how it does. */
static void note_figure(struct sentence *s) {
  struct grammar_match m;
  struct bound b;
  for (size_t from = 0; s->r->item && grammar_find(GRAMMAR_S_FIGURE, s->masked, from, &m) == PATTERN_YES;) {
    from = offset_in(s->masked, m.at.at[0]) + m.at.at[0].n;
    for (size_t i = 0; i < s->n && bound_of_match(&m, BOUND_AT_MOST, &b); i++) {
      if (!s->found[i].has_bound || s->found[i].bound.dim != b.dim) continue;
      diag_add(s->r->diags, DIAG_TEXT_IGNORED, flat_pos(s->r, s->flat, unmasked(s, m.at.at[0])), "a figure without a comparator: shown and not judged");
      return;
    }
  }
}

/* Remarks in brackets are not looked at for what is left over. */
static void mask_brackets(struct sentence *s) {
  size_t open = STR_NPOS;
  for (size_t i = 0; i < s->masked.n; i++) {
    if (s->mask[i] == '(') open = i;
    if (s->mask[i] != ')' || open == STR_NPOS) continue;
    memset(s->mask + open, ';', i - open + 1);
    open = STR_NPOS;
  }
}

void slo_push(struct reader *r, const struct slo *given, struct pos op_at) {
  struct slo slo = *given;
  if (slo.has_bound) check_direction(r, &slo.decl, &slo.bound, op_at);
  if (slo.has_bound) check_share(r, &slo, op_at);
  bool said = r->no_target.line == slo.decl.pos.line && r->no_target.col == slo.decl.pos.col; /* of another column of this row */
  if (slo.has_quantile && slo.shape == SLO_BOUND && slo.has_bound && !said) {
    r->no_target = slo.decl.pos;
    diag_add(r->diags, DIAG_TARGET_MISSING, slo.decl.pos, "no achievement target; percentile SLO without one has no error budget (assuming none)");
  }
  if (slo.target.den > 0 && slo.target.num == slo.target.den)
    diag_add(r->diags, DIAG_TARGET_100, slo.decl.pos, "a target of 100%% leaves no error budget");
  *VEC_PUSH(r->arena, &r->doc->slos) = slo;
}

/* "Target: 99.9% over 30 days": what it is a target of stands in the heading. */
static bool take_goal(struct sentence *s) {
  struct grammar_match m;
  if (grammar_find(GRAMMAR_S_GOAL, s->masked, 0, &m) != PATTERN_YES) return false;
  struct str t = unmasked(s, grammar_group(&m, "t"));
  struct slo *slo = &s->found[s->n];
  *slo = (struct slo){.decl = {.pos = flat_pos(s->r, s->flat, s->flat->text), .text = s->flat->text}, .shape = SLO_REQUESTS};
  slo->subject = slo->name = s->r->heading;
  slo->target = ratio_of_percent(t);
  s->op_at[s->n++] = slo->decl.pos;
  mask_out(s, grammar_group(&m, "t"));
  return true;
}

static const enum grammar shapes[] = {GRAMMAR_S_RATIO, GRAMMAR_S_QUANTILE, GRAMMAR_S_QUANTILE_BARE, GRAMMAR_S_AVAIL};
enum { SHAPES = sizeof shapes / sizeof *shapes };

bool slo_sentence_fits(struct str text) {
  if (text.n > GRAMMAR_SENTENCE_MAX) return false;
  for (size_t i = 0; i < SHAPES; i++)
    if (grammar_find(shapes[i], text, 0, NULL) == PATTERN_YES) return true;
  return false;
}

void slo_read_sentence(struct reader *r, const struct flat *flat) {
  struct sentence s = {.r = r, .flat = flat};
  if (flat->text.n > GRAMMAR_SENTENCE_MAX) {
    declare_unreadable(r, flat_pos(r, flat, flat->text), text_shortened(r, flat->text), DIAG_TOO_LONG,
                       "a sentence of more than %d bytes is not read", GRAMMAR_SENTENCE_MAX);
    return;
  }
  s.mask = arena_alloc_raw(r->arena, flat->text.n + 1);
  memcpy(s.mask, flat->text.p, flat->text.n);
  s.masked = (struct str){s.mask, flat->text.n};
  for (size_t i = 0; i < SHAPES; i++) take_all(&s, shapes[i]);
  struct decl shared = {.pos = flat_pos(r, flat, flat->text), .text = flat->text};
  if (!report_percentile(&s, &shared)) take_all(&s, GRAMMAR_S_RESOURCE);
  if (s.n == 0 && shared.problem.n == 0) (void)take_goal(&s);
  if (s.n == 0) {
    if (shared.problem.n == 0) report_shapeless(&s);
    else *VEC_PUSH(r->arena, &r->doc->unreadable) = shared;
    return;
  }
  apply_target(&s);
  apply_rate(&s);
  apply_window(&s, &shared);
  (void)report_left_share(&s, &shared, GRAMMAR_S_TARGET_LIKE);
  mask_brackets(&s);
  if (shared.problem.n == 0) (void)report_left_share(&s, &shared, GRAMMAR_S_SHARE);
  if (shared.problem.n == 0 && !report_comparison(&s, &shared)) (void)report_dangling(&s, &shared);
  note_figure(&s);
  for (size_t i = 0; i < s.n; i++) {
    if (s.found[i].decl.problem.n == 0) s.found[i].decl.problem = shared.problem;
    slo_push(r, &s.found[i], s.op_at[i]);
  }
}

void read_slo_paragraph(struct reader *r, const struct flat *paragraph) {
  each_sentence(r, paragraph, slo_read_sentence);
}

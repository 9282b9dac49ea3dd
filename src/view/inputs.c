/* What the page was made from, what was skipped on the way, and how it was judged. */
#include "view/parts.h"

#include "base/num.h"

/* Rows of a table here; of more, those that worry come first and the rest is a count. */
enum { ROWS_MAX = 250, PROFILES_MAX = 40, DIRECTIVES_MAX = 40 };

static const struct report *report_of(void *context) {
  return ((const struct view *)context)->report;
}

static void summary(struct out *o, void *context) {
  const struct report *r = report_of(context);
  size_t errors = diag_count(r->diags, DIAG_ERROR), warnings = diag_count(r->diags, DIAG_WARNING);
  out_count(o, r->input_list.n);
  part_text(o, r->input_list.n == 1 ? " file" : " files");
  out_textf(o, ", %lu error%s, %lu warning%s", (unsigned long)errors, errors == 1 ? "" : "s", (unsigned long)warnings,
            warnings == 1 ? "" : "s");
}

static void file(struct out *o, const struct input *in) {
  out_open(o, TAG_TR);
  out_open(o, TAG_TH);
  out_class(o, LIT("bn"));
  out_attr_lit(o, ATTR_SCOPE, LIT("row"));
  out_name(o, in->name);
  out_close(o, TAG_TH);
  part_td(o, LIT_NONE, str_of(input_role_name(in->role)));
  out_open(o, TAG_TD);
  part_text(o, input_kind_words(in->kind));
  if (in->bad) part_text(o, " ");
  if (in->bad) part_tag_word(o, VERDICT_FAIL, "Bad input");
  out_close(o, TAG_TD);
  const uint64_t figures[] = {in->records, in->skipped, in->bytes};
  for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
    out_open(o, TAG_TD);
    out_class(o, LIT("r"));
    out_count(o, figures[i]);
    out_close(o, TAG_TD);
  }
  part_td(o, LIT("src"), str_slice(str_of(in->sha256), 0, 12));
  out_close(o, TAG_TR);
}

static void left_out(struct out *o, size_t n, const char *columns) {
  if (n <= ROWS_MAX) return;
  out_open(o, TAG_TR);
  out_open(o, TAG_TD);
  out_attr(o, ATTR_COLSPAN, str_of(columns));
  out_textf(o, "%lu more, all in report.json (--json)", (unsigned long)(n - ROWS_MAX));
  out_close(o, TAG_TD);
  out_close(o, TAG_TR);
}

/* All in their order, or as many as fit, the bad ones first. */
static void file_rows(struct out *o, const struct input_vec *list) {
  bool all = list->n <= ROWS_MAX;
  size_t shown = 0;
  for (int pass = 0; pass < (all ? 1 : 2); pass++) {
    VEC_EACH(const struct input, in, list) {
      if (!all && (in->bad != (pass == 0) || shown == ROWS_MAX)) continue;
      file(o, in);
      shown++;
    }
  }
  left_out(o, list->n, "7");
}

static void files(struct out *o, void *context) {
  const struct report *r = report_of(context);
  if (r->input_list.n == 0) return;
  part_table_open(o, LIT_NONE, "Input files");
  out_open(o, TAG_THEAD);
  out_open(o, TAG_TR);
  part_th(o, LIT_NONE, "File");
  part_th(o, LIT_NONE, "Role");
  part_th(o, LIT_NONE, "Read as");
  part_th(o, LIT("r"), "Records");
  part_th(o, LIT("r"), "Skipped");
  part_th(o, LIT("r"), "Bytes");
  part_th(o, LIT_NONE, "SHA-256");
  out_close(o, TAG_TR);
  out_close(o, TAG_THEAD);
  out_open(o, TAG_TBODY);
  file_rows(o, &r->input_list);
  out_close(o, TAG_TBODY);
  part_table_close(o);
}

static enum verdict level_shape(enum diag_level level) {
  switch (level) {
  case DIAG_ERROR: return VERDICT_FAIL;
  case DIAG_WARNING: return VERDICT_WARN;
  case DIAG_NOTE:
  case DIAG_LEVEL_MAX: break;
  }
  return VERDICT_UNMEASURED;
}

static const char *level_word(enum diag_level level) {
  switch (level) {
  case DIAG_ERROR: return "Error";
  case DIAG_WARNING: return "Warning";
  case DIAG_NOTE:
  case DIAG_LEVEL_MAX: break;
  }
  return "Note";
}

static void place(struct out *o, struct pos pos) {
  if (pos.file.n == 0) return;
  out_name(o, pos.file);
  if (pos.line) out_textf(o, ":%lu", (unsigned long)pos.line);
  if (pos.line && pos.col) out_textf(o, ":%lu", (unsigned long)pos.col);
}

static void diagnostic(struct out *o, const struct diag *d) {
  enum diag_level level = diag_level_of(d->id);
  out_open(o, TAG_TR);
  out_open(o, TAG_TD);
  part_tag_word(o, level_shape(level), level_word(level));
  out_close(o, TAG_TD);
  out_open(o, TAG_TD);
  out_class(o, LIT("src"));
  place(o, d->pos);
  out_close(o, TAG_TD);
  out_open(o, TAG_TD);
  out_name(o, d->message);
  out_close(o, TAG_TD);
  part_td(o, LIT("src"), str_of(diag_slug(d->id)));
  out_close(o, TAG_TR);
}

/* All in their order, or as many as fit, the worst first. */
static void diagnostic_rows(struct out *o, const struct diags *d) {
  bool all = d->list.n <= ROWS_MAX;
  size_t shown = 0;
  for (int level = DIAG_ERROR; level >= (all ? DIAG_ERROR : DIAG_NOTE); level--) {
    VEC_EACH(const struct diag, it, &d->list) {
      if (!all && ((int)diag_level_of(it->id) != level || shown == ROWS_MAX)) continue;
      diagnostic(o, it);
      shown++;
    }
  }
  left_out(o, d->list.n, "4");
}

static void diagnostics(struct out *o, void *context) {
  const struct report *r = report_of(context);
  if (r->diags->list.n == 0) {
    out_open(o, TAG_P);
    part_text(o, "Every byte of every input was understood.");
    out_close(o, TAG_P);
    return;
  }
  part_table_open(o, LIT_NONE, "Diagnostics");
  out_open(o, TAG_THEAD);
  out_open(o, TAG_TR);
  part_th(o, LIT_NONE, "Level");
  part_th(o, LIT_NONE, "Place");
  part_th(o, LIT_NONE, "Message");
  part_th(o, LIT_NONE, "Kind");
  out_close(o, TAG_TR);
  out_close(o, TAG_THEAD);
  out_open(o, TAG_TBODY);
  diagnostic_rows(o, r->diags);
  out_close(o, TAG_TBODY);
  part_table_close(o);
}

static void put_alpha(struct out *o, double alpha) {
  struct buf b = BUF_INIT;
  num_put_f64(&b, alpha);
  out_text(o, buf_view(&b));
  buf_free(&b);
}

static void families(struct out *o, void *context) {
  static const char *const sets[RULE_SET_MAX] = {"", "the document's rules", "the built-in rule"};
  const struct report *r = report_of(context);
  for (enum rule_set s = RULE_SET_DOCUMENT; s < RULE_SET_MAX; s++) {
    const struct family *f = &r->families[s];
    if (f->m == 0) continue;
    part_term(o, "Family");
    out_textf(o, "%u comparison%s under %s: ", f->m, f->m == 1 ? "" : "s", sets[s]);
    part_text(o, correction_words(f->correction));
    part_text(o, ", \xce\xb1 = ");
    put_alpha(o, f->alpha);
    out_close(o, TAG_DD);
  }
}

static void profiles(struct out *o, void *context) {
  const struct report *r = report_of(context);
  VEC_EACH(const struct profile_result, p, &r->profiles) {
    if ((size_t)(p - r->profiles.at) == PROFILES_MAX) return;
    const struct profile *in = &r->in->profiles.at[p->profile];
    part_term(o, "Profile");
    out_name(o, in->key);
    part_text(o, ": unit ");
    out_name(o, in->unit);
    part_text(o, " (");
    out_name(o, in->unit_source);
    part_text(o, ")");
    if (in->has[SIDE_BASE] && in->has[SIDE_HEAD]) {
      part_text(o, "; head shares were divided by the common scale ");
      out_fixed(o, p->scale, 4);
      part_text(o, " before they were judged");
    }
    if (p->note.n) part_text(o, "; ");
    if (p->note.n) out_name(o, p->note);
    out_close(o, TAG_DD);
  }
}

static void replaced(struct out *o) {
  struct escape_count c = o->replaced;
  part_term(o, "Replaced characters");
  if (c.bad_utf8 + c.control + c.bidi == 0) {
    part_text(o, "none: every name is shown as it came");
  } else {
    out_count(o, c.bad_utf8);
    part_text(o, " of invalid UTF-8, ");
    out_count(o, c.control);
    part_text(o, " control, ");
    out_count(o, c.bidi);
    part_text(o, " that turn the direction of text, counted at each place they are shown");
  }
  out_close(o, TAG_DD);
}

/* What comments of the document said of its sections. */
static void directives(struct out *o, const struct perfdoc *doc) {
  if (doc->directives.n == 0) return;
  part_term(o, "Directives");
  VEC_EACH(const struct decl, d, &doc->directives) {
    if (d > doc->directives.at) part_text(o, ", ");
    if (d == doc->directives.at + DIRECTIVES_MAX) {
      out_textf(o, "%lu more", (unsigned long)(doc->directives.n - DIRECTIVES_MAX));
      break;
    }
    out_open(o, TAG_CODE);
    out_name(o, d->text);
    out_close(o, TAG_CODE);
    part_text(o, " at ");
    part_source(o, d->pos);
  }
  out_close(o, TAG_DD);
}

static void trends(struct out *o, void *context) {
  const struct report *r = report_of(context);
  if (r->trends.n == 0) return;
  part_term(o, "Trends");
  out_textf(o, "Change points by E-divisive means in windows of runs, accepted by a t-test%s; one acts on a gate with three runs on either side. Drift by the "
            "Theil\xe2\x80\x93Sen slope with a Mann\xe2\x80\x93Kendall test over the last %d runs.",
            r->options.trend_mode == TREND_OTAVA ? ", as Apache Otava finds them" : "", TREND_DRIFT_RUNS);
  out_close(o, TAG_DD);
}

static void run(struct out *o, void *context) {
  const struct report *r = report_of(context);
  directives(o, r->in->doc);
  part_term(o, "Time");
  if (r->now.known) {
    part_date(o, r->now);
    part_text(o, ", from ");
    part_option(o, "--now");
    part_text(o, ", SOURCE_DATE_EPOCH or the newest head input; the clock is never read");
  } else {
    part_text(o, "not known: no benchmark result or measurement of head has a date, and none was given with ");
    part_option(o, "--now");
  }
  out_close(o, TAG_DD);
  part_term(o, "Exit status");
  out_textf(o, "%d", r->exit_status);
  if (r->options.strict) part_text(o, ", ");
  if (r->options.strict) part_option(o, "--strict");
  if (r->options.exit_zero) part_text(o, ", ");
  if (r->options.exit_zero) part_option(o, "--exit-zero");
  out_close(o, TAG_DD);
  replaced(o);
  part_term(o, "Written by");
  part_text(o, "perfpage " PERFPAGE_VERSION);
  out_close(o, TAG_DD);
}

void view_inputs(struct out *o, const struct view *v) {
  static const struct template_slot slots[] = {{"summary", summary},   {"files", files},       {"diagnostics", diagnostics},
                                               {"families", families}, {"profiles", profiles}, {"trends", trends}, {"run", run}};
  struct view context = *v;
  part_template(o, v, "section-inputs.html", slots, sizeof slots / sizeof *slots, &context);
}

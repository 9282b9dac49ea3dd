#include "cli/bench_plan.h"

#include "base/escape.h"

static bool complain(const struct options *o, enum option id, const char *name, const struct bench_fault *fault) {
  struct str text = str_of(o->value[id]);
  unsigned long column = utf8_count(str_slice(text, 0, fault->at)) + 1;
  struct buf shown = BUF_INIT;
  escape_term(&shown, text);
  fprintf(stderr, "perfpage: --%s: column %lu of \"" STR_FMT "\": " STR_FMT "\n", name, column, STR_ARG(buf_view(&shown)), STR_ARG(fault->message));
  buf_free(&shown);
  return false;
}

static bool read_fields(struct arena *a, const struct options *o, enum option id, const char *name, struct bench_field_vec *out) {
  struct bench_fault fault = {0, STR_NONE};
  if (!o->given[id]) return true;
  return bench_fields_parse(a, str_of(o->value[id]), id != OPT_IGNORE, out, &fault) || complain(o, id, name, &fault);
}

static bool read_filter(struct arena *a, const struct options *o, struct bench_plan *plan) {
  struct bench_fault fault = {0, STR_NONE};
  if (!o->given[OPT_FILTER]) return true;
  plan->filter = bench_filter_parse(a, str_of(o->value[OPT_FILTER]), &fault);
  return plan->filter || complain(o, OPT_FILTER, "filter", &fault);
}

static bool read_sort(const struct options *o, struct columns *c) {
  static const char *const words[COLUMN_SORT_MAX] = {"none", "name", "delta", "p"};
  if (!o->given[OPT_SORT]) return true;
  const char *word = o->value[OPT_SORT];
  c->descending = word[0] == '-';
  for (int i = 0; i < COLUMN_SORT_MAX; i++) {
    if (strcmp(word + c->descending, words[i]) != 0) continue;
    c->sort = (enum column_sort)i;
    return true;
  }
  fprintf(stderr, "perfpage: --sort: \"%s\" cannot be read: it takes name, delta, p or none, with a - in front for the reverse\n", word);
  return false;
}

static void default_field(struct arena *a, struct bench_field_vec *fields, struct str key) {
  if (fields->n == 0) VEC_PUSH(a, fields)->key = bench_key_of(key);
}

bool bench_plan_read(struct arena *a, const struct options *o, struct bench_plan *plan, struct columns *columns) {
  *plan = (struct bench_plan){.filter = NULL};
  bool read = read_filter(a, o, plan) && read_fields(a, o, OPT_ROW, "row", &plan->rows) && read_fields(a, o, OPT_COL, "col", &plan->cols) &&
              read_fields(a, o, OPT_IGNORE, "ignore", &plan->ignore) && read_sort(o, columns);
  default_field(a, &plan->rows, STR(".fullname"));
  default_field(a, &plan->cols, STR(".file"));
  return read;
}

void bench_plan_free(struct bench_plan *plan) {
  bench_filter_free(plan->filter);
}

bool bench_plan_is_plain(const struct options *o) {
  return o->operands.n == 2 && !o->given[OPT_FILTER] && !o->given[OPT_ROW] && !o->given[OPT_COL] && !o->given[OPT_IGNORE];
}

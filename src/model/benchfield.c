#include "model/benchfield.h"

#include "base/num.h"

#include <math.h>

static bool read_brackets(struct bench_lexer *l, struct bench_field *f) {
  f->order = BENCH_ORDER_FIXED;
  for (;;) {
    struct bench_token t = bench_lex(l, false);
    if (bench_token_is(&t, ')')) return f->values > 0 || bench_lex_fail(l, t.at, "a value is expected between the brackets");
    if (bench_token_is(&t, ',')) continue;
    if (t.kind != TOKEN_WORD) return bench_lex_fail(l, t.at, "a value or ) is expected here");
    uint32_t *place = strmap_at(l->arena, &f->places, t.text.p ? t.text : STR(""));
    if (*place == 0) *place = ++f->values;
  }
}

static bool read_order(struct bench_lexer *l, struct bench_field *f) {
  struct bench_token t = bench_lex(l, false);
  if (bench_token_is(&t, '(')) return read_brackets(l, f);
  if (t.kind == TOKEN_WORD && str_eq(t.text, STR("alpha"))) f->order = BENCH_ORDER_ALPHA;
  else if (t.kind == TOKEN_WORD && str_eq(t.text, STR("num"))) f->order = BENCH_ORDER_NUM;
  else return bench_lex_fail(l, t.at, "an order is alpha, num or a list of values in brackets");
  return true;
}

static bool take_key(struct bench_lexer *l, const struct bench_token *word, bool ordered, struct bench_field *f) {
  f->key = bench_key_of(word->text);
  switch (f->key.kind) {
  case BENCH_KEY_UNKNOWN:
    return bench_lex_fail(l, word->at, "no such key: there are .name, .fullname, .file, /part, /gomaxprocs, pkg and other configuration keys (goos, cpu, ...)");
  case BENCH_KEY_UNIT: return bench_lex_fail(l, word->at, "every unit has its own table: choose units with --filter");
  case BENCH_KEY_ALL_CONFIG: return !ordered || bench_lex_fail(l, word->at, "name the keys of the configuration that are wanted");
  case BENCH_KEY_NAME:
  case BENCH_KEY_FULLNAME:
  case BENCH_KEY_PART:
  case BENCH_KEY_PROCS:
  case BENCH_KEY_FILE:
  case BENCH_KEY_CONFIG: break;
  }
  return true;
}

bool bench_fields_parse(struct arena *a, struct str text, bool ordered, struct bench_field_vec *out, struct bench_fault *fault) {
  struct bench_lexer l = {.arena = a, .text = text};
  struct bench_token t = bench_lex(&l, false);
  do {
    struct bench_field f = {.order = BENCH_ORDER_MET};
    if (t.kind != TOKEN_WORD) (void)bench_lex_fail(&l, t.at, "a key is expected here");
    else if (take_key(&l, &t, ordered, &f)) *VEC_PUSH(a, out) = f;
    t = bench_lex(&l, false);
    if (bench_token_is(&t, '@') && out->n > 0) {
      if (!ordered) (void)bench_lex_fail(&l, t.at, "keys that are left out have no order");
      else (void)read_order(&l, &out->at[out->n - 1]);
      t = bench_lex(&l, false);
    }
    if (bench_token_is(&t, ',')) t = bench_lex(&l, false);
    else if (t.kind == TOKEN_END) break;
  } while (!l.failed);
  if (l.failed) *fault = l.fault;
  return !l.failed;
}

bool bench_fields_name(const struct bench_field_vec *fields, enum bench_key_kind kind, struct str name) {
  VEC_EACH(const struct bench_field, f, fields) {
    if (f->key.kind == kind && str_eq(f->key.name, name)) return true;
  }
  return false;
}

/* "10", "2k", "64Ki", "1MiB", "n1000": the first figure there is, with its prefix. */
static double number_in(struct str s) {
  double v;
  if (num_parse_f64(s, &v) == NUM_OK) return v;
  size_t from = 0, to;
  while (from < s.n && !char_is_digit(s.p[from])) from++;
  for (to = from; to < s.n && (char_is_digit(s.p[to]) || s.p[to] == '.');) to++;
  if (from == to || !num_parse_decimal(str_slice(s, from, to), &v)) return (double)NAN;
  char prefix = to == s.n ? '\0' : s.p[to] == 'k' ? 'K' : s.p[to];
  size_t power = prefix ? str_find_char(STR(" KMGTPEZY"), prefix) : STR_NPOS;
  if (power == STR_NPOS) return v;
  return v * pow(to + 1 < s.n && s.p[to + 1] == 'i' ? 1024 : 1000, (double)power);
}

bool bench_project(struct bench_field_vec *fields, const struct bench_seen *seen, struct arena *a, struct bench_value *out) {
  for (size_t i = 0; i < fields->n; i++) {
    struct bench_field *f = &fields->at[i];
    struct str text = bench_key_value(&f->key, seen, a);
    uint32_t *place = strmap_at(a, &f->places, text);
    if (*place == 0 && f->order == BENCH_ORDER_FIXED) return false;
    if (*place == 0) *place = ++f->values;
    out[i] = (struct bench_value){.text = text, .place = *place, .number = (double)NAN};
    if (f->order == BENCH_ORDER_NUM) out[i].number = number_in(text);
  }
  return true;
}

static int num_cmp(double a, double b) {
  if (isnan(a) || isnan(b)) return isnan(a) - isnan(b); /* what is no number comes last */
  return (a > b) - (a < b);
}

int bench_values_cmp(const struct bench_field_vec *fields, const struct bench_value *a, const struct bench_value *b) {
  for (size_t i = 0; i < fields->n; i++) {
    if (str_eq(a[i].text, b[i].text)) continue;
    int order = 0;
    switch (fields->at[i].order) {
    case BENCH_ORDER_NUM: order = num_cmp(a[i].number, b[i].number); break;
    case BENCH_ORDER_ALPHA: break;
    case BENCH_ORDER_MET:
    case BENCH_ORDER_FIXED: order = a[i].place < b[i].place ? -1 : 1; break;
    }
    return order ? order : str_cmp(a[i].text, b[i].text);
  }
  return 0;
}

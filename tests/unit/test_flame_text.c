/* Words on frames: labels that fit, counts in their unit, shares and points. */
#include "check.h"

#include "view/flame_text.h"

struct label_case {
  const char *what, *name;
  size_t cells;
  const char *want;
};

static struct label_case labels[] = {
    {"fits", "main", 4, "main"},
    {"one too long", "mains", 4, ""},
    {"cut", "runtime.mallocgc", 9, "runtime.."},
    {"three are left", "runtime.mallocgc", 5, "run.."},
    {"two would be left", "runtime.mallocgc", 4, ""},
    {"one cell", "f", 1, "f"},
    {"no cell", "f", 0, ""},
    {"empty", "", 9, ""},
    {"wide characters fit", "\xe5\x87\xbd\xe6\x95\xb0", 4, "\xe5\x87\xbd\xe6\x95\xb0"},
    {"wide characters cut", "\xe5\x87\xbd\xe6\x95\xb0\xe5\x90\x8d\xe7\xa7\xb0", 7, "\xe5\x87\xbd\xe6\x95\xb0.."},
    {"accents count once", "caf\xc3\xa9", 4, "caf\xc3\xa9"},
    {"a bad byte is replaced", "a\xff" "b", 3, "a\xef\xbf\xbd" "b"},
    {"a control character is replaced", "a\tb", 3, "a\xef\xbf\xbd" "b"},
    {"a bidi control takes the room of its spelling", "\xe2\x80\xae" "abc", 10, "[U+202E].."},
    {"cut before a bad byte", "abcdefgh\xff", 7, "abcde.."},
};

static void label(void **state) {
  const struct label_case *c = *state;
  struct buf b = BUF_INIT;
  flame_put_label(&b, str_of(c->name), c->cells);
  buf_char(&b, '\0');
  assert_string_equal(b.p, c->want);
  buf_free(&b);
}

struct figure_case {
  const char *what;
  double value;
  const char *want;
};

static struct figure_case shares[] = {
    {"share 0", 0, "0"},           {"share of all", 1, "100 %"},        {"share", 0.35814, "35.81 %"},
    {"small", 0.0001, "0.01 %"},   {"smaller", 0.00003, "<0.01 %"},     {"nearly all", 0.99999, "100 %"},
    {"just below", 0.9999, "99.99 %"}, {"rounded", 0.123456, "12.35 %"},
};

static void share(void **state) {
  const struct figure_case *c = *state;
  struct buf b = BUF_INIT;
  flame_put_share(&b, c->value);
  buf_char(&b, '\0');
  assert_string_equal(b.p, c->want);
  buf_free(&b);
}

static struct figure_case points[] = {
    {"points more", 0.054, "+5.40 points"},
    {"points less", -0.0033, "\xe2\x88\x92" "0.33 points"},
    {"no points", 0, "\xc2\xb1" "0.00 points"},
    {"next to none", -0.00004, "\xc2\xb1" "0.00 points"},
    {"all the points", 1, "+100.00 points"},
};

static void point(void **state) {
  const struct figure_case *c = *state;
  struct buf b = BUF_INIT;
  flame_put_points(&b, c->value);
  buf_char(&b, '\0');
  assert_string_equal(b.p, c->want);
  buf_free(&b);
}

struct count_case {
  const char *what, *unit;
  unsigned decimals;
  uint64_t count;
  const char *want;
};

static struct count_case counts[] = {
    {"samples", "samples", 0, 12345, "12\xe2\x80\xaf" "345 samples"},
    {"one", "samples", 0, 1, "1 sample"},
    {"bytes", "bytes", 0, 419430400, "400\xc2\xa0MiB"},
    {"nanoseconds", "ns", 0, 1500000000, "1.50\xc2\xa0s"},
    {"unknown", "unknown", 0, 7, "7 counts"},
    {"one unknown", "", 0, 1, "1 count"},
    {"fractions", "samples", 2, 1050, "10.5 samples"},
    {"fractions of a second", "ns", 1, 15000000000u, "1.50\xc2\xa0s"},
};

static void count(void **state) {
  const struct count_case *c = *state;
  struct profile p = {.unit = str_of(c->unit), .tree = {.decimals = c->decimals}};
  struct buf b = BUF_INIT;
  flame_put_count(&b, &p, c->count);
  buf_char(&b, '\0');
  assert_string_equal(b.p, c->want);
  buf_free(&b);
}

#define ADD(cases, fn)                                                                                                 \
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) check_test_state(cases[i].what, fn, &cases[i])

int main(void) {
  ADD(labels, label);
  ADD(shares, share);
  ADD(points, point);
  ADD(counts, count);
  return check_run("flame_text");
}

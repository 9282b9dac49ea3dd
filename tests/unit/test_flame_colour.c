/* Colours of frames: the steps of a change, and whose code a function is. */
#include "check.h"

#include "view/flame_colour.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static void owner(void **state) {
  const struct check_row *r = *state;
  assert_string_equal(flame_owner_class(flame_owner_of(str_of(check_field(r, "function")))), check_field(r, "owner"));
}

static void no_name(void **state) {
  (void)state;
  assert_int_equal(flame_owner_of(STR_NONE), OWNER_NONE);
  assert_int_equal(flame_owner_of(STR("_[k]")), OWNER_KERNEL);
}

struct step_case {
  const char *name;
  double change;
  unsigned step;
};

static void step(void **state) {
  const struct step_case *c = *state;
  assert_int_equal(flame_step(c->change), c->step);
}

static struct step_case step_cases[] = {
    {"no change", 0, 4},          {"under the first limit", 0.0049, 4}, {"at the first limit", 0.005, 5},
    {"less, at it", -0.005, 3},   {"under the second", 0.0199, 5},      {"at the second", 0.02, 6},
    {"under the third", 0.049, 6}, {"at the third", 0.05, 7},           {"at the gate", 0.1, 8},
    {"all", 1, 8},                {"less, at the gate", -0.1, 0},       {"all gone", -1, 0},
    {"less", -0.03, 2},           {"much less", -0.07, 1},
};

/* WCAG 2.2: relative luminance of an sRGB colour, and the contrast of two. */
static double channel(const char *hex) {
  double v = 0;
  for (int i = 0; i < 2; i++) {
    char c = char_lower(hex[i]);
    v = v * 16 + (char_is_digit(c) ? c - '0' : c - 'a' + 10);
  }
  v /= 255;
  if (v <= 0.04045) return v / 12.92;
  return pow((v + 0.055) / 1.055, 2.4);
}

static double luminance(const char *colour) {
  return 0.2126 * channel(colour + 1) + 0.7152 * channel(colour + 3) + 0.0722 * channel(colour + 5);
}

static double contrast(const char *a, const char *b) {
  double x = luminance(a), y = luminance(b);
  return x > y ? (x + 0.05) / (y + 0.05) : (y + 0.05) / (x + 0.05);
}

static void legible(void **state) {
  (void)state;
  check_double(contrast("#FFFFFF", "#000000"), 21, 1e-9);
  check_double(contrast("#FFFFFF", "#777777"), 4.478, 1e-3);
  for (unsigned i = 0; i < FLAME_STEPS; i++)
    assert_true(contrast(flame_step_fill(i), flame_step_is_dark(i) ? "#FFFFFF" : "#16191D") >= 4.5);
  for (enum flame_owner o = OWNER_APP; o < OWNER_MAX; o++) assert_true(contrast(flame_owner_fill(o), "#16191D") >= 4.5);
}

/* The nth value of a token in a style sheet, "#RRGGBB": 0 is the light one, 1 the dark. */
static const char *token(const char *css, const char *name, unsigned nth) {
  static char value[8];
  char begins[32];
  (void)snprintf(begins, sizeof begins, "--%s: #", name);
  const char *at = css;
  for (unsigned i = 0; at && i <= nth; i++) {
    at = strstr(at, begins);
    if (at) at += strlen(begins);
  }
  assert_non_null(at);
  (void)snprintf(value, sizeof value, "#%.6s", at);
  return value;
}

/* The style sheets override these fills: in the light with the same, in the dark with others, on which text is legible too. */
static void style_sheet(void **state) {
  size_t n;
  const char *css = check_file(*state, &n);
  for (unsigned i = 0; i < FLAME_STEPS; i++) {
    const char *ink = i == 0 || i == 8 ? "#181C20" : i == 1 || i == 7 ? "#16191D" : "#FFFFFF";
    assert_string_equal(token(css, flame_step_class(i), 0), flame_step_fill(i));
    assert_true(contrast(token(css, flame_step_class(i), 1), ink) >= 4.5);
  }
  static const char *const owners[] = {"k-app", "k-lib", "k-runtime", "k-gc", "k-net", "k-kernel"};
  for (enum flame_owner o = OWNER_APP; o < OWNER_NATIVE; o++) { /* the others: test_flame_palette */
    assert_string_equal(token(css, owners[o], 0), flame_owner_fill(o));
    assert_true(contrast(token(css, owners[o], 1), "#FFFFFF") >= 4.5);
  }
  assert_string_equal(token(css, "surface", 1), "#181C20");
}

int main(void) {
  check_table("tests/vectors/flame/owner.tsv", owner);
  check_test("no name", no_name);
  for (size_t i = 0; i < sizeof step_cases / sizeof *step_cases; i++)
    check_test_state(step_cases[i].name, step, &step_cases[i]);
  check_test("text is legible on every fill", legible);
  static char page[] = "assets/style.css", alone[] = "assets/flame-alone.css";
  check_test_state("fills of the page's style sheet", style_sheet, page);
  check_test_state("fills of a drawing of its own", style_sheet, alone);
  return check_run("flame_colour");
}

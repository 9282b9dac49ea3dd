/* Where the runs of a series stand in a picture. */
#include "view/trends.h"

#include "base/num.h"
#include "check.h"

#include <math.h>

#define NOTHING ((double)NAN)
#define ENDLESS ((double)INFINITY)

/* ---- geometry: a frame of 10 places, 90 wide and 100 high ---- */

enum { PLACES = 10 };
static const struct trend_frame frame = {.left = 10, .right = 100, .top = 20, .bottom = 120, .runs = PLACES};

static struct trend_result series(const double *value, const uint32_t *run, size_t n) {
  static struct trend_point points[TREND_SHOWN];
  struct trend_result t = {.points = points, .points_n = (uint32_t)n, .runs = (uint32_t)n, .bench = INDEX_NONE, .gate = INDEX_NONE};
  for (size_t i = 0; i < n; i++) points[i] = (struct trend_point){value[i], value[i], value[i], run ? run[i] : (uint32_t)i, 6, false};
  t.median = trend_median(points, n);
  return t;
}

static void line_is(const struct trend_plot *p, const char *want) {
  struct buf d = BUF_INIT;
  trend_put_line(&d, p);
  buf_char(&d, '\0');
  assert_string_equal(d.p, want);
  buf_free(&d);
}

static void places(void **state) {
  (void)state;
  static const double v[] = {100, 110, 120};
  struct trend_result t = series(v, NULL, 3);
  struct trend_plot p = trend_plot_of(&t, &frame, NOTHING);
  assert_true(num_same(p.lo, 100) && num_same(p.hi, 120));
  assert_int_equal(trend_x(&frame, 0), 10);
  assert_int_equal(trend_x(&frame, 9), 100);
  assert_int_equal(trend_x(&frame, 12), 100);
  assert_int_equal(trend_y(&p, 120), 20);
  assert_int_equal(trend_y(&p, 100), 120);
  assert_int_equal(trend_y(&p, 1e300), 20);
  assert_int_equal(trend_y(&p, -1e300), 120);
  line_is(&p, "M10 120l10-50l10-50");
}

/* Noise of one percent does not fill the picture: the range is 5 % of the median, the values in its middle. */
static void range_has_a_floor(void **state) {
  (void)state;
  static const double v[] = {99.5, 100.5, 100};
  struct trend_result t = series(v, NULL, 3);
  struct trend_plot p = trend_plot_of(&t, &frame, NOTHING);
  check_double(p.lo, 97.5, 1e-12);
  check_double(p.hi, 102.5, 1e-12);
  line_is(&p, "M10 80l10-20l10 10");
}

static void equal_values(void **state) {
  (void)state;
  static const double same[] = {41, 41, 41}, zeros[] = {0, 0, 0}, tiny[] = {5e-324, 5e-324, 5e-324};
  struct trend_result t = series(same, NULL, 3);
  struct trend_plot p = trend_plot_of(&t, &frame, NOTHING);
  check_double(p.hi - p.lo, 41 * 0.05, 1e-9);
  line_is(&p, "M10 70h10h10");
  t = series(zeros, NULL, 3);
  p = trend_plot_of(&t, &frame, NOTHING);
  assert_true(p.lo < 0 && p.hi > 0);
  line_is(&p, "M10 70h10h10");
  t = series(tiny, NULL, 3);
  p = trend_plot_of(&t, &frame, NOTHING);
  assert_true(p.lo < p.hi);
  int y = trend_y(&p, 5e-324);
  assert_true(y >= frame.top && y <= frame.bottom);
}

static void negative_and_zero(void **state) {
  (void)state;
  static const double v[] = {-10, 0, 10};
  struct trend_result t = series(v, NULL, 3);
  struct trend_plot p = trend_plot_of(&t, &frame, NOTHING);
  line_is(&p, "M10 120l10-50l10-50");
  static const double below[] = {-100.5, -99.5, -100};
  t = series(below, NULL, 3);
  p = trend_plot_of(&t, &frame, NOTHING);
  check_double(p.hi - p.lo, 5, 1e-12);
}

/* The distance of two values may be beyond what a double holds. */
static void far_apart(void **state) {
  (void)state;
  static const double v[] = {-1.7e308, 1.7e308, 0};
  struct trend_result t = series(v, NULL, 3);
  struct trend_plot p = trend_plot_of(&t, &frame, NOTHING);
  assert_true(isfinite(p.lo) && isfinite(p.hi) && p.lo < p.hi);
  line_is(&p, "M10 120l10-100l10 50");
}

static void one_point(void **state) {
  (void)state;
  static const double v[] = {7};
  static const uint32_t run[] = {4};
  struct trend_result t = series(v, run, 1);
  struct trend_plot p = trend_plot_of(&t, &frame, NOTHING);
  line_is(&p, "M50 70h0"); /* a line of no length with round ends is a dot */
  struct trend_frame one = frame;
  one.runs = 1;
  one.first = 4;
  p = trend_plot_of(&t, &one, NOTHING);
  line_is(&p, "M100 70h0");
}

static void gaps_stay_gaps(void **state) {
  (void)state;
  static const double v[] = {100, 110, 120, 110, 100};
  static const uint32_t run[] = {0, 1, 4, 6, 7};
  struct trend_result t = series(v, run, 5);
  struct trend_plot p = trend_plot_of(&t, &frame, NOTHING);
  line_is(&p, "M10 120l10-50m30-50h0m20 50l10 50");
}

static void infinite_values_are_no_geometry(void **state) {
  (void)state;
  static const double v[] = {100, ENDLESS, 120, -ENDLESS, 110}, none[] = {ENDLESS, -ENDLESS};
  struct trend_result t = series(v, NULL, 5);
  struct trend_plot p = trend_plot_of(&t, &frame, ENDLESS);
  assert_true(isnan(p.head) && num_same(p.lo, 100) && num_same(p.hi, 120));
  assert_int_equal(p.n, 5);
  assert_int_equal(p.finite, 3);
  line_is(&p, "M10 120h0m20-100h0m20 50h0");
  t = series(none, NULL, 2);
  p = trend_plot_of(&t, &frame, NOTHING);
  struct trend_band band;
  t.median = NOTHING;
  assert_false(trend_band_of(&p, &t, &band));
  line_is(&p, "");
  assert_true(isnan(trend_median(p.at, p.n)));
}

static void only_the_last_runs_have_a_place(void **state) {
  (void)state;
  static const double v[] = {1, 2, 100, 110};
  static const uint32_t run[] = {0, 3, 20, 21};
  struct trend_frame late = frame;
  late.first = 15;
  struct trend_result t = series(v, run, 4);
  struct trend_plot p = trend_plot_of(&t, &late, NOTHING);
  assert_int_equal(p.n, 2);
  assert_true(num_same(p.least, 100) && num_same(p.most, 110));
  line_is(&p, "M60 120l10-100");
}

static void head_has_a_place_of_its_own(void **state) {
  (void)state;
  static const double v[] = {100, 110};
  struct trend_frame f = frame;
  f.head = true;
  f.head_gap = 18;
  struct trend_result t = series(v, NULL, 2);
  struct trend_plot p = trend_plot_of(&t, &f, 120);
  assert_true(num_same(p.hi, 120));
  assert_int_equal(p.beyond, 0);
  assert_int_equal(trend_x(&f, 9), 82);
  assert_int_equal(trend_x(&f, 10), 100);
  line_is(&p, "M10 120l8-50");
  /* Far beyond the runs it stands at the edge, and they keep their shape: here a quarter of their median is left for it. */
  p = trend_plot_of(&t, &f, 200);
  assert_true(num_same(p.hi, 110 + 105.0 / 4));
  assert_true(num_same(p.head, 200));
  assert_int_equal(trend_y(&p, p.head), p.frame.top);
  assert_int_equal(p.beyond, 1);
  p = trend_plot_of(&t, &f, 0);
  assert_true(num_same(p.lo, 100 - 105.0 / 4));
  assert_int_equal(trend_y(&p, p.head), p.frame.bottom);
  assert_int_equal(p.beyond, -1);
}

/* A triangle that points away from the runs, its middle at the edge. */
static void head_far_beyond_is_a_triangle(void **state) {
  (void)state;
  static const double v[] = {100, 110}, heads[] = {1000, 0};
  static const char *const drawn[] = {"d=\"M100 11l10 18h-20z\"", "d=\"M100 129l10 -18h-20z\""};
  struct trend_frame f = frame;
  f.head = true;
  f.head_gap = 18;
  struct trend_result t = series(v, NULL, 2);
  for (size_t i = 0; i < 2; i++) {
    struct trend_plot p = trend_plot_of(&t, &f, heads[i]);
    struct out o;
    out_init(&o, OUT_FRAGMENT);
    out_open(&o, TAG_SVG);
    trend_draw_beyond(&o, &p, TONE_WORSE, 18);
    out_close(&o, TAG_SVG);
    struct str markup = out_finish(&o);
    assert_true(str_find(markup, str_of(drawn[i])) != STR_NPOS);
    assert_true(str_find(markup, STR("class=\"cw hd\"")) != STR_NPOS);
    out_free(&o);
  }
}

static void the_band(void **state) {
  (void)state;
  static const double v[] = {90, 110, 100, 100};
  struct trend_result t = series(v, NULL, 4);
  struct trend_plot p = trend_plot_of(&t, &frame, NOTHING);
  struct trend_band b;
  t.mad = 10 / (3 * 1.4826) / 2; /* a quarter of the picture on either side */
  assert_true(trend_band_of(&p, &t, &b));
  assert_int_equal(b.x0, 10);
  assert_int_equal(b.x1, 100);
  assert_int_equal(b.y0, 45);
  assert_int_equal(b.y1, 95);
  t.mad = 0; /* a line is left */
  assert_true(trend_band_of(&p, &t, &b));
  assert_int_equal(b.y1 - b.y0, 2);
  t.mad = 1e300;
  assert_true(trend_band_of(&p, &t, &b));
  assert_int_equal(b.y0, 20);
  assert_int_equal(b.y1, 120);
  struct trend_change changes[] = {{.from_run = 1, .to_run = 2, .acts = true}, {.from_run = 2, .to_run = 3, .acts = false}};
  t.changes.at = changes;
  t.changes.n = 2;
  assert_true(trend_band_of(&p, &t, &b));
  assert_int_equal(b.x0, 25); /* from the last change that acts on */
  struct buf d = BUF_INIT;
  trend_put_medians(&d, &p, &t.changes);
  buf_char(&d, '\0');
  assert_string_equal(d.p, "M10 70H20M30 70H31M40 70H41");
  buf_free(&d);
}

static void the_place_of_a_change(void **state) {
  (void)state;
  static const double v[] = {1, 2};
  struct trend_frame f = frame;
  f.first = 10;
  struct trend_result t = series(v, NULL, 2);
  struct trend_plot p = trend_plot_of(&t, &f, NOTHING);
  struct trend_change c = {.from_run = 11, .to_run = 12};
  assert_int_equal(trend_x_of_change(&p, &c), 25);
  c = (struct trend_change){.from_run = 11, .to_run = 15}; /* runs between lack it: next to the first that has it */
  assert_int_equal(trend_x_of_change(&p, &c), 55);
  c = (struct trend_change){.from_run = 3, .to_run = 10};
  assert_int_equal(trend_x_of_change(&p, &c), -1);
  c = (struct trend_change){.from_run = 3, .to_run = 11};
  assert_int_equal(trend_x_of_change(&p, &c), 15);
}

int main(void) {
  check_test("places", places);
  check_test("the range has a floor", range_has_a_floor);
  check_test("equal values", equal_values);
  check_test("zero and negative values", negative_and_zero);
  check_test("values far apart", far_apart);
  check_test("one point", one_point);
  check_test("gaps stay gaps", gaps_stay_gaps);
  check_test("infinite values are no geometry", infinite_values_are_no_geometry);
  check_test("only the last runs have a place", only_the_last_runs_have_a_place);
  check_test("head has a place of its own", head_has_a_place_of_its_own);
  check_test("a head far beyond is a triangle", head_far_beyond_is_a_triangle);
  check_test("the band, and medians of segments", the_band);
  check_test("the place of a change", the_place_of_a_change);
  return check_run("trend_plot");
}

/* Palettes: what a name's colour is, in which shade, what legends say, and which palette a profile gets. */
#include "check.h"

#include "view/flame_language.h"
#include "view/flame_palette.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static enum flame_palette named(const char *name) {
  struct flame_colours c;
  assert_true(flame_colours_named(str_of(name), &c));
  assert_int_equal(c.by, FLAME_COLOURS_PALETTE);
  return c.palette;
}

static void class_of(void **state) {
  const struct check_row *r = *state;
  struct flame_paint paint = flame_paint_of(named(check_field(r, "palette")), str_of(check_field(r, "function")));
  assert_string_equal(flame_owner_class(paint.owner), check_field(r, "class"));
  assert_true(paint.shade < FLAME_SHADES);
  assert_true(strncmp(flame_paint_class(paint), flame_owner_class(paint.owner), 2) == 0);
  bool rare;
  assert_non_null(flame_palette_words(named(check_field(r, "palette")), paint.owner, &rare)); /* the legend can say it */
}

static void words(void **state) {
  (void)state;
  struct flame_colours c;
  assert_true(flame_colours_named(STR("auto"), &c));
  assert_int_equal(c.by, FLAME_COLOURS_AUTO);
  assert_true(flame_colours_named(STR("change"), &c));
  assert_int_equal(c.by, FLAME_COLOURS_CHANGE);
  assert_true(flame_colours_named(STR("purple"), &c));
  assert_int_equal(c.palette, PALETTE_PURPLE);
  assert_false(flame_colours_named(STR("Purple"), &c));
  assert_false(flame_colours_named(STR_NONE, &c));
}

/* The same in every run and on every machine; and all three shades are used. */
static void shades(void **state) {
  (void)state;
  assert_string_equal(flame_paint_class(flame_paint_of(PALETTE_OWNER, STR("main.main"))),
                      flame_paint_class(flame_paint_of(PALETTE_GO, STR("main.main"))));
  unsigned met[FLAME_SHADES] = {0}, warm[OWNER_MAX] = {0};
  for (int i = 0; i < 300; i++) {
    char name[32];
    (void)snprintf(name, sizeof name, "main.f%d", i);
    met[flame_paint_of(PALETTE_OWNER, str_of(name)).shade]++;
    warm[flame_paint_of(PALETTE_HOT, str_of(name)).owner]++;
  }
  for (unsigned i = 0; i < FLAME_SHADES; i++) assert_true(met[i] > 60);
  assert_true(warm[OWNER_RED] > 60 && warm[OWNER_ORANGE] > 60 && warm[OWNER_YELLOW] > 60);
}

/* A palette's colours fit the one digit that the compact table has for each name. */
static void few_enough(void **state) {
  (void)state;
  for (enum flame_palette p = PALETTE_OWNER; p < PALETTE_MAX; p++) {
    unsigned n = 0;
    bool rare;
    for (enum flame_owner o = OWNER_APP; o < OWNER_MAX; o++) n += flame_palette_words(p, o, &rare) != NULL;
    assert_true(n >= 2 && n * FLAME_SHADES <= 36);
  }
}

/* ---- text on fills: WCAG 2.2 ---- */

struct rgb {
  double part[3];
};

static struct rgb rgb_of(const char *hex) {
  struct rgb c = {{0, 0, 0}};
  for (int i = 0; i < 3; i++) {
    double v = 0;
    for (int k = 1; k <= 2; k++) {
      char d = char_lower(hex[2 * i + k]);
      v = v * 16 + (char_is_digit(d) ? d - '0' : d - 'a' + 10);
    }
    c.part[i] = v;
  }
  return c;
}

static struct rgb blended(struct rgb top, struct rgb under, double opacity) {
  for (int i = 0; i < 3; i++) top.part[i] = top.part[i] * opacity + under.part[i] * (1 - opacity);
  return top;
}

static double luminance(struct rgb c) {
  static const double weight[] = {0.2126, 0.7152, 0.0722};
  double sum = 0;
  for (int i = 0; i < 3; i++) {
    double v = c.part[i] / 255;
    sum += weight[i] * (v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4));
  }
  return sum;
}

static double contrast(struct rgb a, struct rgb b) {
  double x = luminance(a), y = luminance(b);
  return x > y ? (x + 0.05) / (y + 0.05) : (y + 0.05) / (x + 0.05);
}

static void legible_light(void **state) {
  (void)state;
  for (enum flame_owner o = OWNER_APP; o < OWNER_MAX; o++) {
    for (unsigned s = 0; s < FLAME_SHADES; s++) {
      char fill[8];
      flame_paint_fill((struct flame_paint){o, s}, fill);
      assert_true(contrast(rgb_of(fill), rgb_of("#16191D")) >= 4.5);
    }
  }
}

/* "ap" -> "k-app": from the rule of the class in flame.css. */
static const char *token_of(const char *css, const char *class) {
  static char token[24];
  char rule[64];
  (void)snprintf(rule, sizeof rule, ".fl-own .%s > rect", class);
  const char *at = strstr(css, rule);
  assert_non_null(at);
  at = strstr(at, "var(--");
  assert_non_null(at);
  size_t n = strcspn(at + 6, ")");
  assert_true(n < sizeof token);
  memcpy(token, at + 6, n);
  token[n] = '\0';
  return token;
}

static struct rgb value_of(const char *css, const char *token, unsigned nth) {
  char begins[32];
  (void)snprintf(begins, sizeof begins, "--%.20s: #", token);
  const char *at = css;
  for (unsigned i = 0; i <= nth; i++) {
    at = strstr(at, begins);
    assert_non_null(at);
    at += strlen(begins);
  }
  return rgb_of(at - 1);
}

/* The style sheet says in the light what the attributes do, and on what it says in the dark text is legible in every shade. */
static void legible_dark(void **state) {
  (void)state;
  size_t n;
  const char *flame = check_file("assets/flame.css", &n), *tokens[] = {check_file("assets/style.css", &n), check_file("assets/flame-alone.css", &n)};
  for (int f = 0; f < 2; f++) {
    for (enum flame_owner o = OWNER_APP; o < OWNER_MAX; o++) {
      const char *token = token_of(flame, flame_owner_class(o));
      char begins[32];
      (void)snprintf(begins, sizeof begins, "--%.20s: #", token);
      const char *css = strstr(flame, begins) ? flame : tokens[f];
      struct rgb light = value_of(css, token, 0), want = rgb_of(flame_owner_fill(o));
      for (int i = 0; i < 3; i++) assert_true(fabs(light.part[i] - want.part[i]) < 0.5);
      for (unsigned s = 0; s < FLAME_SHADES; s++) {
        struct rgb dark = blended(value_of(css, token, 1), value_of(tokens[f], "surface", 1), flame_shade_opacity[s]);
        assert_true(contrast(dark, rgb_of("#FFFFFF")) >= 4.5);
      }
    }
  }
}

static void opacities(void **state) {
  (void)state;
  size_t n;
  const char *css = check_file("assets/flame.css", &n);
  for (unsigned s = 1; s < FLAME_SHADES; s++) {
    char rule[96];
    (void)snprintf(rule, sizeof rule, ".fl-h:checked ~ .fl-pic .s%u > rect { fill-opacity: .%d; }", s % 10, (int)(flame_shade_opacity[s] * 100 + 0.5) % 100);
    assert_non_null(strstr(css, rule));
  }
}

/* ---- colours told apart, also by those who lack a kind of cone ---- */

static double linear(double part) {
  double v = part / 255;
  return v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4);
}

static double lab_step(double t) {
  return t > 0.008856 ? cbrt(t) : 7.787 * t + 16.0 / 116;
}

/* CIE L*a*b* of what is seen; the matrices are Viénot, Brettel and Mollon's (1999), on linear sRGB. */
static void seen(struct rgb c, int eyes, double lab[3]) {
  static const double matrix[3][3][3] = {
      {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
      {{0.11238, 0.88762, 0}, {0.11238, 0.88762, 0}, {0.00401, -0.00401, 1}},
      {{0.29275, 0.70725, 0}, {0.29275, 0.70725, 0}, {-0.02234, 0.02234, 1}},
  };
  double in[3], v[3];
  for (int i = 0; i < 3; i++) in[i] = linear(c.part[i]);
  for (int i = 0; i < 3; i++) {
    v[i] = 0;
    for (int k = 0; k < 3; k++) v[i] += matrix[eyes][i][k] * in[k];
    v[i] = fmin(1, fmax(0, v[i]));
  }
  double x = lab_step((0.4124 * v[0] + 0.3576 * v[1] + 0.1805 * v[2]) / 0.9505);
  double y = lab_step(0.2126 * v[0] + 0.7152 * v[1] + 0.0722 * v[2]);
  double z = lab_step((0.0193 * v[0] + 0.1192 * v[1] + 0.9505 * v[2]) / 1.089);
  lab[0] = 116 * y - 16;
  lab[1] = 500 * (x - y);
  lab[2] = 200 * (y - z);
}

static double distance(struct rgb a, struct rgb b, int eyes) {
  double x[3], y[3], sum = 0;
  seen(a, eyes, x);
  seen(b, eyes, y);
  for (int i = 0; i < 3; i++) sum += (x[i] - y[i]) * (x[i] - y[i]);
  return sqrt(sum);
}

static struct rgb fill_of(enum flame_owner o, unsigned theme) {
  size_t n;
  const char *flame = check_file("assets/flame.css", &n), *tokens = check_file("assets/style.css", &n);
  const char *token = token_of(flame, flame_owner_class(o));
  char begins[32];
  (void)snprintf(begins, sizeof begins, "--%.20s: #", token);
  return value_of(strstr(flame, begins) ? flame : tokens, token, theme);
}

static void told_apart(void **state) {
  enum flame_palette p = *(const enum flame_palette *)*state;
  struct rgb fill[2][OWNER_MAX];
  enum flame_owner has[OWNER_MAX];
  unsigned n = 0;
  bool rare;
  for (enum flame_owner o = OWNER_APP; o < OWNER_MAX; o++) {
    if (flame_palette_words(p, o, &rare) == NULL) continue;
    fill[0][n] = fill_of(o, 0);
    fill[1][n] = fill_of(o, 1);
    has[n++] = o;
  }
  for (unsigned i = 0; i < n; i++) {
    for (unsigned k = i + 1; k < n; k++) {
      for (int eyes = 0; eyes < 3; eyes++) {
        for (int theme = 0; theme < 2; theme++) {
          double far = distance(fill[theme][i], fill[theme][k], eyes);
          if (far < 7) fail_msg("%s and %s: %.1f apart (eyes %d, theme %d)", flame_owner_class(has[i]), flame_owner_class(has[k]), far, eyes, theme);
        }
      }
    }
  }
}

/* ---- which palette ---- */

struct profile_case {
  const char *name, *stacks;
  enum flame_palette palette;
};

static struct profile_case profile_cases[] = {
    {"go", "main.main;main.serve;net/http.(*conn).serve;encoding/json.Unmarshal;runtime.mallocgc;memcpy", PALETTE_OWNER},
    {"go with closures", "main.main;main.Server.func1;time.Time.Sub;bytes.Buffer.Write;sync.(*Mutex).Lock", PALETTE_OWNER},
    {"java", "java/lang/Thread.run;com/acme/Cart.total;JavaThread::run;thread_native_entry;start_thread;clone3", PALETTE_JAVA},
    {"java with dots", "java.lang.Thread.run;com.acme.Cart.total;com.acme.Cart.<init>;start_thread", PALETTE_JAVA},
    {"node", "node::Start;v8::internal::Execution::Call;LazyCompile:*serve /app/s.js:1;emit node:events:513;uv_run;main;a;b", PALETTE_JS},
    {"python", "main (app.py:3);loads (/usr/lib/python3.11/json/__init__.py:299);PyObject_Call;_PyEval_EvalFrameDefault;a;b;c", PALETTE_PYTHON},
    {"rust", "main;std::rt::lang_start;app::main;app::parse;core::ptr::drop_in_place;malloc", PALETTE_RUST},
    {"c++", "main;net::Server::run();std::vector<int>::push_back(int);malloc;memcpy", PALETTE_C},
    {"rust, mangled", "main;_ZN3app4main17h0123456789abcdefE;_RNvC3app5parse;malloc;memcpy", PALETTE_RUST},
    {"c++, mangled", "main;_ZN3net6Server3runEv;_ZNSt6vectorIiSaIiEE9push_backERKi;malloc", PALETTE_C},
    {"nothing stands out", "a;b;c", PALETTE_OWNER},
    {"kernel frames do not count", "do_sys_open_[k];vfs_read_[k];x_[k];main (app.py:3)", PALETTE_PYTHON},
    {"no names", "", PALETTE_OWNER},
};

static void palette_for(void **state) {
  const struct profile_case *c = *state;
  struct arena a = ARENA_INIT;
  struct calltree t;
  calltree_init(&t, &a);
  struct str rest = str_of(c->stacks), name;
  while (rest.n > 0 && str_cut(&rest, ';', &name)) (void)calltree_name(&t, name);
  assert_int_equal(flame_palette_for(&t), c->palette);
  arena_free(&a);
}

int main(void) {
  check_table("tests/vectors/flame/palette.tsv", class_of);
  check_test("words of --colors", words);
  check_test("shades", shades);
  check_test("colours of a palette", few_enough);
  check_test("text is legible on every shade", legible_light);
  check_test("text is legible in the dark", legible_dark);
  check_test("opacity of shades", opacities);
  static enum flame_palette parts[] = {PALETTE_OWNER, PALETTE_JAVA, PALETTE_JS, PALETTE_PYTHON, PALETTE_RUST, PALETTE_C};
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
    check_test_state(flame_colour_words[2 + parts[i]], told_apart, &parts[i]);
  for (size_t i = 0; i < sizeof profile_cases / sizeof *profile_cases; i++)
    check_test_state(profile_cases[i].name, palette_for, &profile_cases[i]);
  return check_run("flame_palette");
}

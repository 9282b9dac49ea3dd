#include "view/flame_palette.h"

#include "view/flame_language.h"

#define X(id, name) name,
const char *const flame_colour_words[] = {"auto", "change", FLAME_PALETTE_TABLE(X) NULL};
#undef X

enum { WORDS_BEFORE = 2 };

bool flame_colours_named(struct str word, struct flame_colours *out) {
  for (unsigned i = 0; flame_colour_words[i]; i++) {
    if (!str_eq(word, str_of(flame_colour_words[i]))) continue;
    *out = (struct flame_colours){i == 0 ? FLAME_COLOURS_AUTO : i == 1 ? FLAME_COLOURS_CHANGE : FLAME_COLOURS_PALETTE,
                                  i < WORDS_BEFORE ? PALETTE_OWNER : (enum flame_palette)(i - WORDS_BEFORE)};
    return true;
  }
  return false;
}

/* ---- a name's colour ---- */

static enum flame_owner language_owner(enum flame_palette p, struct str name) {
  switch (p) {
  case PALETTE_JAVA: return flame_owner_java(name);
  case PALETTE_JS: return flame_owner_js(name);
  case PALETTE_PYTHON: return flame_owner_python(name);
  case PALETTE_RUST: return flame_owner_rust(name);
  case PALETTE_C: return flame_owner_c(name);
  case PALETTE_MEM:
  case PALETTE_GREEN: return OWNER_GREEN;
  case PALETTE_IO:
  case PALETTE_BLUE: return OWNER_BLUE;
  case PALETTE_HOT:
  case PALETTE_RED: return OWNER_RED;
  case PALETTE_ORANGE: return OWNER_ORANGE;
  case PALETTE_YELLOW: return OWNER_YELLOW;
  case PALETTE_AQUA: return OWNER_AQUA;
  case PALETTE_PURPLE: return OWNER_PURPLE;
  case PALETTE_OWNER:
  case PALETTE_GO:
  case PALETTE_MAX: break;
  }
  return flame_owner_of(name);
}

struct flame_paint flame_paint_of(enum flame_palette p, struct str function) {
  uint64_t hash = str_hash(function) >> 16;
  struct flame_paint paint = {OWNER_NONE, (unsigned)(hash % FLAME_SHADES)};
  struct str name = function;
  paint.owner = flame_owner_of_mark(&name);
  if (paint.owner != OWNER_NONE) return paint;
  bool unknown = name.n == 0 || str_eq(name, STR("[unknown]"));
  bool language = p > PALETTE_GO && p < PALETTE_HOT;
  if (language && flame_owner_of(name) == OWNER_KERNEL) paint.owner = OWNER_KERNEL; /* its entry points have no mark in some collapsers */
  else if (!unknown) paint.owner = language_owner(p, name);
  if (!unknown && p == PALETTE_HOT) {
    static const enum flame_owner warm[] = {OWNER_RED, OWNER_ORANGE, OWNER_YELLOW};
    paint.owner = warm[hash / FLAME_SHADES % (sizeof warm / sizeof *warm)];
  }
  if (paint.owner == OWNER_NONE) paint.shade = 0;
  return paint;
}

const double flame_shade_opacity[FLAME_SHADES] = {1, 0.82, 0.64};

#define X(id, class, fill, words) {class, class " s1", class " s2"},
static const char *const classes[OWNER_MAX][FLAME_SHADES] = {FLAME_OWNER_TABLE(X)};
#undef X

const char *flame_paint_class(struct flame_paint paint) {
  return classes[paint.owner][paint.shade];
}

static unsigned hex_value(char c) {
  return char_is_digit(c) ? (unsigned)(c - '0') : (unsigned)(c - 'A') + 10;
}

void flame_paint_fill(struct flame_paint paint, char out[8]) {
  const char *fill = flame_owner_fill(paint.owner);
  static const char digits[] = "0123456789ABCDEF";
  out[0] = '#';
  for (unsigned i = 1; i < 7; i += 2) {
    double part = hex_value(fill[i]) * 16 + hex_value(fill[i + 1]), a = flame_shade_opacity[paint.shade];
    unsigned mixed = (unsigned)(part * a + 255 * (1 - a) + 0.5);
    out[i] = digits[mixed / 16];
    out[i + 1] = digits[mixed % 16];
  }
  out[7] = '\0';
}

/* ---- legends ---- */

struct meaning {
  enum flame_palette palette;
  enum flame_owner owner;
  const char *words;
};

/* What differs from the words of FLAME_OWNER_TABLE. */
static const struct meaning meanings[] = {
    {PALETTE_JAVA, OWNER_APP, "Java"},
    {PALETTE_JAVA, OWNER_RUNTIME, "JDK"},
    {PALETTE_JAVA, OWNER_NATIVE, "C and C++"},
    {PALETTE_JAVA, OWNER_GC, NULL},
    {PALETTE_JAVA, OWNER_LIB, "shared objects"},
    {PALETTE_JS, OWNER_APP, "JavaScript"},
    {PALETTE_JS, OWNER_LIB, "node_modules"},
    {PALETTE_JS, OWNER_RUNTIME, "built in"},
    {PALETTE_JS, OWNER_NATIVE, "C and C++"},
    {PALETTE_JS, OWNER_GC, NULL},
    {PALETTE_PYTHON, OWNER_APP, "Python"},
    {PALETTE_PYTHON, OWNER_LIB, "packages"},
    {PALETTE_PYTHON, OWNER_RUNTIME, "standard library"},
    {PALETTE_PYTHON, OWNER_NATIVE, "C and C++"},
    {PALETTE_RUST, OWNER_APP, "crates"},
    {PALETTE_RUST, OWNER_RUNTIME, "std, core and alloc"},
    {PALETTE_RUST, OWNER_NATIVE, "C"},
    {PALETTE_RUST, OWNER_LIB, "shared objects"},
    {PALETTE_C, OWNER_APP, "C++"},
    {PALETTE_C, OWNER_RUNTIME, "standard library"},
    {PALETTE_C, OWNER_NATIVE, "C"},
    {PALETTE_C, OWNER_LIB, "shared objects"},
};

static bool is_mark(enum flame_owner o) {
  return o == OWNER_JIT || o == OWNER_INLINED || o == OWNER_WAKER;
}

/* Of a palette of one colour, and of hot: its own. */
static bool is_own_colour(enum flame_palette p, enum flame_owner o) {
  if (p == PALETTE_HOT) return o == OWNER_RED || o == OWNER_ORANGE || o == OWNER_YELLOW;
  return p > PALETTE_HOT && language_owner(p, STR("x")) == o;
}

const char *flame_palette_words(enum flame_palette p, enum flame_owner o, bool *rare) {
  bool plain = p == PALETTE_OWNER || p == PALETTE_GO;
  *rare = is_mark(o) || (!plain && (o == OWNER_KERNEL || o == OWNER_NONE || o == OWNER_GC || o == OWNER_LIB)) || p >= PALETTE_HOT;
  if (is_mark(o) || o == OWNER_KERNEL || o == OWNER_NONE) return flame_owner_words(o);
  if (plain) return o < OWNER_KERNEL ? flame_owner_words(o) : NULL;
  if (p >= PALETTE_HOT) return is_own_colour(p, o) ? flame_owner_words(o) : NULL;
  for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++) {
    if (meanings[i].palette != p || meanings[i].owner != o) continue;
    return meanings[i].words ? meanings[i].words : flame_owner_words(o);
  }
  return NULL;
}

const char *flame_palette_about(enum flame_palette p) {
  if (p == PALETTE_OWNER || p == PALETTE_GO) return "Colour: whose code; shades only tell functions apart:";
  return p < PALETTE_HOT ? "Colour: which part of the program; shades only tell functions apart:" : "Colour: shades only tell functions apart:";
}

/* ---- the palette of a profile ---- */

/* So many names tell, however many there are: those met first. */
enum { NAMES_ASKED = 2000 };

enum flame_palette flame_palette_for(const struct calltree *t) {
  uint32_t count[LANGUAGE_MAX] = {0}, n = t->names_n < NAMES_ASKED ? t->names_n : NAMES_ASKED, all = 0;
  for (uint32_t i = 1; i < n; i++) {
    struct str name = t->names[i];
    if (flame_owner_of_mark(&name) == OWNER_KERNEL) continue;
    count[flame_language_of(name)]++;
    all++;
  }
  static const struct {
    enum flame_language language;
    enum flame_palette palette;
  } managed[] = {{LANGUAGE_GO, PALETTE_OWNER},         {LANGUAGE_JAVA, PALETTE_JAVA}, {LANGUAGE_JS, PALETTE_JS},
                 {LANGUAGE_PYTHON, PALETTE_PYTHON}, {LANGUAGE_RUST, PALETTE_RUST}};
  uint32_t most = all / 10; /* less than a tenth is noise, or a library */
  enum flame_palette found = PALETTE_MAX;
  for (size_t i = 0; i < sizeof managed / sizeof *managed; i++) {
    uint32_t c = count[managed[i].language];
    if (managed[i].language == LANGUAGE_RUST && c > 0 && c >= count[LANGUAGE_CXX] / 4) c += count[LANGUAGE_CXX]; /* crates look like namespaces */
    if (c <= most) continue;
    most = c;
    found = managed[i].palette;
  }
  if (found != PALETTE_MAX) return found;
  bool native = count[LANGUAGE_CXX] > all / 5 || (count[LANGUAGE_C] > all / 2 && count[LANGUAGE_C] > 20);
  return native ? PALETTE_C : PALETTE_OWNER;
}

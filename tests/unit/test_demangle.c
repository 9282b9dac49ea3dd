/* Names as their source spells them. The tables were made with c++filt 2.40 from names of our own; Rust's hashes and the types
 * of constants, which rustfilt leaves out, were taken off. */
#include "check.h"

#include "base/demangle.h"

#include <string.h>

static const char *readable(struct arena *a, struct str s) {
  return arena_cstr(a, demangle(a, s));
}

static void row(void **state) {
  const struct check_row *r = *state;
  struct arena a = ARENA_INIT;
  assert_string_equal(readable(&a, str_of(check_field(r, "symbol"))), check_field(r, "readable"));
  arena_free(&a);
}

/* Names are read from untrusted profiles: every beginning of a name, and every name with a byte changed, is read to an end. */
static void damaged(void **state) {
  const struct check_row *r = *state;
  static const char bytes[] = "_ZNSITEJLXDK19z$.B\xFF";
  struct arena a = ARENA_INIT;
  struct str s = str_of(check_field(r, "symbol"));
  for (size_t n = 0; n <= s.n; n++) (void)demangle(&a, str_slice(s, 0, n));
  for (size_t i = 0; i < s.n; i++) {
    for (size_t k = 0; k < sizeof bytes - 1; k++) {
      struct str changed = arena_dup(&a, s);
      memcpy((char *)(uintptr_t)(changed.p + i), &bytes[k], 1);
      (void)demangle(&a, changed);
    }
  }
  arena_free(&a);
}

struct around_case {
  const char *name, *readable;
};

static struct around_case around_cases[] = {
    {"_Z3addii_[k]", "add(int, int)_[k]"},
    {"_Z3addii_[j]", "add(int, int)_[j]"},
    {"_RNvC6_123foo3bar_[i]", "123foo::bar_[i]"},
    {"_Z3addii@plt", "add(int, int)@plt"},
    {"_Z3addii@@GLIBCXX_3.4", "add(int, int)@@GLIBCXX_3.4"},
    {"_Z3addii+0x1f", "add(int, int)+0x1f"},
    {"_Z3addii+0x1f_[w]", "add(int, int)+0x1f_[w]"},
    {"java/lang/String::_Z3addii", "java/lang/String::_Z3addii"},
    {"_[k]", "_[k]"},
    {"_", "_"},
    {"", ""},
};

static void around(void **state) {
  const struct around_case *c = *state;
  struct arena a = ARENA_INIT;
  assert_string_equal(readable(&a, str_of(c->name)), c->readable);
  arena_free(&a);
}

static void is_kept(struct buf *b) {
  struct arena a = ARENA_INIT;
  struct str s = buf_view(b);
  assert_true(str_eq(demangle(&a, s), s));
  arena_free(&a);
  buf_free(b);
}

static void put_times(struct buf *b, const char *s, unsigned times) {
  for (unsigned i = 0; i < times; i++) buf_cstr(b, s);
}

/* Each parameter is twice the one before: 2^40 names. */
static void doubling(void **state) {
  (void)state;
  struct buf b = BUF_INIT;
  buf_cstr(&b, "_Z1f1xIS_S_E");
  for (char c = '0'; c <= '9'; c++) buf_printf(&b, "S_IS%c_S%c_E", c, c);
  for (char c = 'A'; c <= 'Z'; c++) buf_printf(&b, "S_IS%c_S%c_E", c, c);
  is_kept(&b);
}

static void doubling_rust(void **state) {
  (void)state;
  struct buf b = BUF_INIT;
  static const char digits[] = "0123456789abcdefghijklmnopqrstuvwxyz";
  buf_cstr(&b, "_RINvC1a1b");
  size_t last = b.n - 2;
  buf_cstr(&b, "ThhE");
  for (int i = 0; i < 40; i++) {
    size_t at = b.n - 2;
    char ref[4] = {digits[(last - 1) / 62 % 36], digits[(last - 1) % 62 % 36], '_', '\0'};
    buf_printf(&b, "TB%sB%sE", ref, ref);
    last = at;
  }
  buf_char(&b, 'E');
  struct arena a = ARENA_INIT;
  (void)demangle(&a, buf_view(&b));
  arena_free(&a);
  buf_free(&b);
}

static void deep(void **state) {
  (void)state;
  static const struct {
    const char *begin, *middle, *end;
  } forms[] = {
      {"_Z1f", "P", "i"},      {"_Z1f", "1xI", "i"}, {"_Z", "Z", "1f"},          {"_Z1fIX", "pl", "Li1E"}, {"_ZN", "1a", "Ev"},
      {"_Z1f", "PFvM1A", "i"}, {"_RINvC1a1b", "R", "h"}, {"_RINvC1a1b", "T", "h"}, {"_R", "NvC", "1a"},     {"_Z1f", "DpDTcv", "i"},
  };
  for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
    for (unsigned times = 10; times < 100000; times *= 10) {
      struct buf b = BUF_INIT;
      buf_cstr(&b, forms[i].begin);
      put_times(&b, forms[i].middle, times);
      buf_cstr(&b, forms[i].end);
      struct arena a = ARENA_INIT;
      struct str s = demangle(&a, buf_view(&b));
      assert_true(s.n > 0 && s.n <= DEMANGLE_OUT_MAX + b.n);
      arena_free(&a);
      buf_free(&b);
    }
  }
}

/* A conversion to a template that may be its own is read twice: not once more for each that is inside. */
static void ambiguous(void **state) {
  (void)state;
  struct buf b = BUF_INIT;
  buf_cstr(&b, "_Z1f");
  put_times(&b, "N1AcvT_I", 60);
  put_times(&b, "EE", 60);
  is_kept(&b);
}

static void long_name(void **state) {
  (void)state;
  struct buf b = BUF_INIT;
  buf_cstr(&b, "_Z1f");
  put_times(&b, "i", 10000000);
  is_kept(&b);
}

static void same_buffer(void **state) {
  (void)state;
  struct buf b = BUF_INIT;
  buf_cstr(&b, "before ");
  assert_false(demangle_cxx(&b, STR("_Z3fo")));
  assert_false(demangle_rust(&b, STR("_RNvC9")));
  assert_true(str_eq(buf_view(&b), STR("before ")));
  assert_true(demangle_cxx(&b, STR("_Z1fv")));
  assert_true(str_eq(buf_view(&b), STR("before f()")));
  buf_free(&b);
}

int main(void) {
  check_table("tests/vectors/demangle/cxx.tsv", row);
  check_table("tests/vectors/demangle/rust.tsv", row);
  check_table("tests/vectors/demangle/cxx.tsv", damaged);
  check_table("tests/vectors/demangle/rust.tsv", damaged);
  for (size_t i = 0; i < sizeof around_cases / sizeof *around_cases; i++)
    check_test_state(around_cases[i].name[0] ? around_cases[i].name : "no name", around, &around_cases[i]);
  check_test("a name that stands for terabytes", doubling);
  check_test("a Rust name that does", doubling_rust);
  check_test("nested deeply", deep);
  check_test("two readings at every level", ambiguous);
  check_test("10 MB", long_name);
  check_test("what cannot be read leaves the buffer as it was", same_buffer);
  return check_run("demangle");
}

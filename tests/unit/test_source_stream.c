#include "base/source.h"

#include "base/buf.h"
#include "check.h"

#include <unistd.h>
#include <zlib.h>

/* Texts are longer than a block of the stream, lines are of any length, so that lines and blocks end in all relations. */
enum { LONG = 1 << 20 };

static struct arena arena;
static char path[] = "/tmp/perfpage-stream-XXXXXX";

static void put(struct str bytes) {
  FILE *f = fopen(path, "wb");
  assert_non_null(f);
  if (bytes.n) assert_int_equal(fwrite(bytes.p, 1, bytes.n, f), bytes.n);
  assert_int_equal(fclose(f), 0);
}

static struct str zip(struct str s) {
  z_stream z = {0};
  assert_int_equal(deflateInit2(&z, 1, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY), Z_OK);
  size_t cap = deflateBound(&z, s.n);
  char *out = arena_alloc(&arena, cap);
  z.next_in = (z_const Bytef *)(uintptr_t)s.p;
  z.avail_in = (uInt)s.n;
  z.next_out = (Bytef *)out;
  z.avail_out = (uInt)cap;
  assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
  struct str zipped = {out, z.total_out};
  (void)deflateEnd(&z);
  return zipped;
}

/* Lines of lengths from 0 to about longest. */
static struct str text_of(size_t size, uint32_t longest, bool ends) {
  struct buf b = BUF_INIT;
  uint32_t seed = longest;
  while (b.n < size) {
    seed = seed * 1664525 + 1013904223;
    for (uint32_t n = seed >> 8, i = n % longest; i > 0; i--) buf_char(&b, (char)('a' + i % 26));
    buf_char(&b, '\n');
  }
  if (!ends) buf_cstr(&b, "last");
  return buf_take(&b, &arena);
}

/* Takes all lines; every take but the last ends in a line end. */
static struct str drain(struct source_stream *in) {
  struct buf b = BUF_INIT;
  struct str lines;
  bool open = false;
  while (source_stream_lines(in, &lines)) {
    assert_true(lines.n > 0);
    assert_false(open);
    open = lines.p[lines.n - 1] != '\n';
    buf_str(&b, lines);
  }
  return buf_take(&b, &arena);
}

static void same(struct str got, struct str want) {
  assert_int_equal(got.n, want.n);
  assert_true(str_eq(got, want));
}

static void reads(struct str bytes, struct str want) {
  struct diags d;
  struct source_stream in;
  diag_init(&d, &arena);
  put(bytes);
  assert_true(source_stream_open(&in, &arena, &d, path, STR("x")));
  assert_int_equal(in.size, bytes.n);
  struct str seen = arena_dup(&arena, source_stream_peek(&in, 100));
  same(seen, str_slice(want, 0, seen.n));
  assert_true(seen.n >= 100 || source_stream_is_at_end(&in));
  same(drain(&in), want);
  assert_int_equal(in.bytes, bytes.n);
  assert_true(in.whole);
  source_stream_close(&in);
  assert_int_equal(d.list.n, 0);
}

static void lines(void **state) {
  (void)state;
  static const uint32_t longest[] = {2, 90, 3000, 262144, 262145, 900000};
  for (size_t i = 0; i < sizeof longest / sizeof *longest; i++) {
    for (int ends = 0; ends < 2; ends++) {
      struct str text = text_of(LONG, longest[i], ends);
      reads(text, text);
      reads(zip(text), text);
    }
  }
  reads(STR(""), STR(""));
  reads(STR("\n"), STR("\n"));
  reads(STR("x"), STR("x"));
  reads(STR("\x1F"), STR("\x1F"));
  reads(STR("\xEF\xBB\xBFx\n"), STR("x\n"));
  reads(zip(STR("\xEF\xBB\xBFx\n")), STR("x\n"));
}

/* Pieces that begin where the last one ended, read one by one, are the file. */
static void ranges(void **state) {
  (void)state;
  struct diags d;
  diag_init(&d, &arena);
  struct str text = text_of(LONG, 5000, false);
  put(text);
  for (uint64_t pieces = 1; pieces < 9; pieces++) {
    struct buf all = BUF_INIT;
    uint64_t from = 0;
    for (uint64_t i = 1; i <= pieces; i++) {
      struct source_stream in;
      assert_true(source_stream_open(&in, &arena, &d, path, STR("x")));
      uint64_t to = source_stream_line_at(&in, text.n * i / pieces);
      assert_true(to == text.n || text.p[to - 1] == '\n');
      source_stream_range(&in, from, to);
      buf_str(&all, drain(&in));
      source_stream_close(&in);
      from = to;
    }
    same(buf_view(&all), text);
    buf_free(&all);
  }
  assert_int_equal(d.list.n, 0);
}

/* What looks like gzip is gzip at the beginning of a file alone. */
static void range_in_the_middle(void **state) {
  (void)state;
  struct diags d;
  struct source_stream in;
  diag_init(&d, &arena);
  put(STR("a 1\n\x1F\x8B 2\n\xEF\xBB\xBF 3\n"));
  assert_true(source_stream_open(&in, &arena, &d, path, STR("x")));
  source_stream_range(&in, 4, 9);
  same(drain(&in), STR("\x1F\x8B 2\n"));
  source_stream_close(&in);
  assert_true(source_stream_open(&in, &arena, &d, path, STR("x")));
  source_stream_range(&in, 9, 15);
  same(drain(&in), STR("\xEF\xBB\xBF 3\n"));
  source_stream_close(&in);
  assert_int_equal(d.list.n, 0);
}

/* The line at an offset that is a line's first byte is that line. */
static void line_at(void **state) {
  (void)state;
  struct diags d;
  struct source_stream in;
  diag_init(&d, &arena);
  put(STR("ab\n\ncd\nlast"));
  static const uint64_t want[] = {0, 3, 3, 3, 4, 7, 7, 7, 11, 11, 11, 11};
  assert_true(source_stream_open(&in, &arena, &d, path, STR("x")));
  for (uint64_t i = 0; i < sizeof want / sizeof *want; i++) assert_int_equal(source_stream_line_at(&in, i), want[i]);
  source_stream_close(&in);
}

static void cut_short(void **state) {
  (void)state;
  struct diags d;
  struct source_stream in;
  diag_init(&d, &arena);
  struct str text = text_of(LONG, 90, true);
  put(text);
  assert_true(source_stream_open(&in, &arena, &d, path, STR("x")));
  assert_int_equal(truncate(path, 300000), 0);
  same(drain(&in), str_slice(text, 0, 300000));
  assert_false(in.whole);
  assert_int_equal(d.list.n, 1);
  assert_int_equal(d.list.at[0].id, DIAG_FILE_UNREADABLE);
  source_stream_close(&in);
}

/* What is appended while a file is read is another run's. */
static void appended(void **state) {
  (void)state;
  struct diags d;
  struct source_stream in;
  diag_init(&d, &arena);
  put(STR("one\n"));
  assert_true(source_stream_open(&in, &arena, &d, path, STR("x")));
  put(STR("one\ntwo\n"));
  same(drain(&in), STR("one\n"));
  assert_int_equal(d.list.n, 0);
  source_stream_close(&in);
}

static void partial(void **state) {
  (void)state;
  struct diags d;
  struct source s = {.name = STR("x")};
  struct source_stream in;
  diag_init(&d, &arena);
  struct str text = text_of(2 * LONG, 90, true);
  put(text);
  assert_true(source_open(&arena, &d, path, true, &s));
  assert_true(s.partial);
  assert_int_equal(s.bytes, text.n);
  same(s.text, str_slice(text, 0, s.text.n));
  assert_true(source_again(&in, &arena, &d, &s));
  same(drain(&in), text);
  source_stream_close(&in);
  assert_true(source_hash_partial(&d, &s));
  struct source whole;
  assert_true(source_load(&arena, &d, path, STR("x"), &whole));
  assert_string_equal(s.sha256, whole.sha256);
  assert_true(source_complete(&arena, &d, &s));
  assert_false(s.partial);
  same(s.text, text);
  assert_string_equal(s.sha256, whole.sha256);
  assert_int_equal(d.list.n, 0);
}

/* Between the first look at a file and its reading, too: at the end of a line nothing else would tell. */
static void partial_changed(void **state) {
  (void)state;
  for (int hashed = 0; hashed < 2; hashed++) {
    struct diags d;
    struct source longer = {.name = STR("x")}, shorter = {.name = STR("x")};
    struct source_stream in;
    diag_init(&d, &arena);
    struct str text = text_of(2 * LONG, 90, true), kept = str_slice(text, 0, 91 * (LONG / 91));
    put(kept);
    assert_true(source_open(&arena, &d, path, false, &longer));
    put(text);
    assert_true(source_again(&in, &arena, &d, &longer));
    same(drain(&in), kept);
    assert_int_equal(d.list.n, 0);
    source_stream_close(&in);
    assert_true(source_open(&arena, &d, path, false, &shorter));
    put(kept);
    if (hashed) assert_true(source_hash_partial(&d, &shorter));
    assert_true(source_again(&in, &arena, &d, &shorter));
    same(drain(&in), kept);
    assert_int_equal(d.list.n, 1);
    assert_int_equal(d.list.at[0].id, DIAG_FILE_UNREADABLE);
    source_stream_close(&in);
  }
}

static void small(void **state) {
  (void)state;
  struct diags d;
  struct source s = {.name = STR("x")};
  struct source_stream in;
  diag_init(&d, &arena);
  put(STR("abc"));
  assert_true(source_open(&arena, &d, path, true, &s));
  assert_false(s.partial);
  same(s.text, STR("abc"));
  assert_string_equal(s.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"); /* FIPS 180-2 */
  assert_true(source_again(&in, &arena, &d, &s));
  same(drain(&in), STR("abc"));
  source_stream_close(&in);
}

static void replaced(void **state) {
  (void)state;
  struct diags d;
  struct source s = {.name = STR("x")};
  struct source_stream in;
  diag_init(&d, &arena);
  struct str text = text_of(2 * LONG, 90, true);
  put(text);
  assert_true(source_open(&arena, &d, path, false, &s));
  const char *other = arena_printf(&arena, "%s.other", path).p;
  assert_int_equal(rename(path, other), 0);
  put(text);
  assert_false(source_again(&in, &arena, &d, &s));
  assert_int_equal(d.list.at[0].id, DIAG_FILE_UNREADABLE);
  assert_int_equal(unlink(other), 0);
}

static void unlimited(void **state) {
  (void)state;
  struct diags d;
  struct source_stream in;
  diag_init(&d, &arena);
  put(STR("0123456789"));
  assert_true(source_stream_open(&in, &arena, &d, path, STR("x")));
  in.limit = 4;
  same(drain(&in), STR("0123"));
  assert_int_equal(d.list.at[0].id, DIAG_TOO_LARGE);
  source_stream_close(&in);
}

int main(void) {
  int fd = mkstemp(path);
  if (fd < 0 || close(fd) != 0) return 1;
  check_test("lines", lines);
  check_test("ranges", ranges);
  check_test("a range in the middle", range_in_the_middle);
  check_test("line at an offset", line_at);
  check_test("cut short while read", cut_short);
  check_test("appended to while read", appended);
  check_test("partial", partial);
  check_test("partial, changed since", partial_changed);
  check_test("small", small);
  check_test("replaced while read", replaced);
  check_test("limit", unlimited);
  int failed = check_run("source stream");
  (void)unlink(path);
  arena_free(&arena);
  return failed;
}

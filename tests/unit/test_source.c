#include "base/source.h"
#include "base/buf.h"

#include "check.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

static struct arena arena;
static char top[] = "/tmp/perfpage-source-XXXXXX";

static const char *in_top(const char *name) {
  return arena_printf(&arena, "%s/%s", top, name).p;
}

static void put(const char *name, struct str bytes) {
  FILE *f = fopen(in_top(name), "wb");
  assert_non_null(f);
  if (bytes.n) assert_int_equal(fwrite(bytes.p, 1, bytes.n, f), bytes.n);
  assert_int_equal(fclose(f), 0);
}

static struct str get(const char *name) {
  struct str s;
  s.p = check_file(in_top(name), &s.n);
  return s;
}

static void same(struct str got, struct str want) {
  if (!str_eq(got, want)) fail_msg("got \"" STR_FMT "\", want \"" STR_FMT "\"", STR_ARG(got), STR_ARG(want));
}

static struct str zip(struct str s) {
  z_stream z = {0};
  assert_int_equal(deflateInit2(&z, 9, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY), Z_OK);
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

static struct str both(struct str a, struct str b) {
  return arena_join(&arena, (struct str[]){a, b}, 2, STR_NONE);
}

/* Loads a file of these bytes and expects this text; id is the one diagnostic, or DIAG_ID_MAX for none. */
static struct source load(struct str bytes, bool loads, struct str text, enum diag_id id) {
  struct diags d;
  struct source s;
  diag_init(&d, &arena);
  put("in", bytes);
  assert_int_equal(source_load(&arena, &d, in_top("in"), STR("in"), &s), loads);
  assert_int_equal(d.list.n, id != DIAG_ID_MAX);
  if (d.list.n) assert_int_equal(d.list.at[0].id, id);
  if (loads) same(s.text, text);
  if (loads) assert_int_equal(s.bytes, bytes.n);
  if (loads) assert_int_equal(s.whole, id == DIAG_ID_MAX);
  return s;
}

static void plain(void **state) {
  (void)state;
  struct source s = load(STR("abc"), true, STR("abc"), DIAG_ID_MAX);
  assert_string_equal(s.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"); /* FIPS 180-2 */
  assert_false(s.gzip);
}

static void empty(void **state) {
  (void)state;
  struct source s = load(STR(""), true, STR(""), DIAG_ID_MAX);
  assert_string_equal(s.sha256, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

static void byte_order_mark(void **state) {
  (void)state;
  load(STR("\xEF\xBB\xBFx\xEF\xBB\xBF"), true, STR("x\xEF\xBB\xBF"), DIAG_ID_MAX);
  load(zip(STR("\xEF\xBB\xBFx")), true, STR("x"), DIAG_ID_MAX);
}

static void large(void **state) {
  (void)state;
  struct buf b = BUF_INIT;
  for (uint32_t i = 0; b.n < 3000000; i++) buf_printf(&b, "main;f%u;g %u\n", i * 2654435761u, i);
  load(buf_view(&b), true, buf_view(&b), DIAG_ID_MAX);
  load(zip(buf_view(&b)), true, buf_view(&b), DIAG_ID_MAX);
  buf_free(&b);
}

static void gzip_members(void **state) {
  (void)state;
  struct str zipped = both(zip(STR("one\n")), both(zip(STR("")), zip(STR("two\n"))));
  struct source s = load(zipped, true, STR("one\ntwo\n"), DIAG_ID_MAX);
  assert_true(s.gzip);
  load(both(zipped, STR("\0\0\0\0")), true, STR("one\ntwo\n"), DIAG_ID_MAX);
  load(both(zipped, STR("tail")), true, STR("one\ntwo\n"), DIAG_GZIP);
}

static void gzip_truncated(void **state) {
  (void)state;
  struct buf b = BUF_INIT;
  for (uint32_t i = 0; i < 50000; i++) buf_printf(&b, "%u\n", i * 2654435761u);
  struct str text = buf_view(&b), zipped = zip(text);
  struct diags d;
  struct source s;
  diag_init(&d, &arena);
  put("in", str_slice(zipped, 0, zipped.n / 2));
  assert_true(source_load(&arena, &d, in_top("in"), STR("in"), &s));
  assert_int_equal(d.list.n, 1);
  assert_int_equal(d.list.at[0].id, DIAG_GZIP);
  assert_false(s.whole);
  assert_in_range(s.text.n, text.n / 4, text.n - 1);
  same(s.text, str_slice(text, 0, s.text.n));
  load(both(zip(STR("one\n")), str_slice(zipped, 0, 5)), true, STR("one\n"), DIAG_GZIP);
  load(str_slice(zip(STR("one\n")), 0, zip(STR("one\n")).n - 4), true, STR("one\n"), DIAG_GZIP);
  buf_free(&b);
}

static void gzip_damaged(void **state) {
  (void)state;
  load(STR("\x1F\x8B"), false, STR(""), DIAG_GZIP);
  load(STR("\x1F\x8B\x07junk"), false, STR(""), DIAG_GZIP);
  struct str zipped = arena_dup(&arena, zip(STR("the same words, the same words\n")));
  char *bytes = arena_alloc(&arena, zipped.n);
  memcpy(bytes, zipped.p, zipped.n);
  bytes[zipped.n - 6] ^= 1; /* the check sum */
  load((struct str){bytes, zipped.n}, true, STR("the same words, the same words\n"), DIAG_GZIP);
}

static void gzip_limit(void **state) {
  (void)state;
  struct diags d;
  struct source_stream in;
  diag_init(&d, &arena);
  source_stream_memory(&in, &arena, &d, zip(STR("0123456789")), STR("x"));
  in.limit = 10;
  same(source_stream_rest(&in), STR("0123456789"));
  assert_true(in.whole);
  source_stream_close(&in);
  assert_int_equal(d.list.n, 0);
  source_stream_memory(&in, &arena, &d, zip(STR("0123456789")), STR("x"));
  in.limit = 9;
  same(source_stream_rest(&in), STR("012345678"));
  assert_false(in.whole);
  source_stream_close(&in);
  assert_int_equal(d.list.at[0].id, DIAG_TOO_LARGE);
}

static void gzip_bomb(void **state) {
  (void)state;
  struct diags d;
  struct source_stream in;
  diag_init(&d, &arena);
  size_t n = (size_t)SOURCE_RATIO_FLOOR * 2;
  char *zeros = calloc(1, n);
  struct str bomb = zip((struct str){zeros, n});
  free(zeros);
  assert_true(bomb.n < n / SOURCE_RATIO);
  source_stream_memory(&in, &arena, &d, bomb, STR("x"));
  struct str text = source_stream_rest(&in);
  source_stream_close(&in);
  assert_false(in.whole);
  assert_int_equal(d.list.at[0].id, DIAG_TOO_LARGE);
  assert_in_range(text.n, SOURCE_RATIO_FLOOR, SOURCE_RATIO_FLOOR + (1 << 20));
}

static void refuse(const char *path, enum diag_id id) {
  struct diags d;
  struct source s;
  diag_init(&d, &arena);
  assert_false(source_load(&arena, &d, path, STR("shown"), &s));
  assert_int_equal(d.list.n, 1);
  assert_int_equal(d.list.at[0].id, id);
  same(d.list.at[0].pos.file, STR("shown"));
}

static void refused(void **state) {
  (void)state;
  refuse(in_top("absent"), DIAG_FILE_MISSING);
  refuse(in_top("in/below-a-file"), DIAG_FILE_MISSING);
  refuse(top, DIAG_FILE_UNREADABLE);
  refuse("/dev/full", DIAG_FILE_UNREADABLE);
  refuse("/dev/zero", DIAG_FILE_UNREADABLE);
}

/* The superuser may read and write everything: for these tests it is somebody else. */
static uid_t become_nobody(void) {
  uid_t was = geteuid();
  if (was == 0) assert_int_equal(seteuid(65534), 0);
  return was;
}

static void unreadable(void **state) {
  (void)state;
  put("secret", STR("x"));
  assert_int_equal(chmod(in_top("secret"), 0), 0);
  assert_int_equal(chmod(top, 0755), 0);
  uid_t was = become_nobody();
  refuse(in_top("secret"), DIAG_FILE_UNREADABLE);
  assert_int_equal(seteuid(was), 0);
}

static void standard_input(void **state) {
  (void)state;
  struct diags d;
  struct source s;
  int pipes[2], old = dup(STDIN_FILENO);
  diag_init(&d, &arena);
  assert_int_equal(pipe(pipes), 0);
  assert_int_equal(write(pipes[1], "from a pipe", 11), 11);
  (void)close(pipes[1]);
  assert_int_equal(dup2(pipes[0], STDIN_FILENO), STDIN_FILENO);
  assert_true(source_load(&arena, &d, "-", STR("stdin"), &s));
  (void)dup2(old, STDIN_FILENO);
  (void)close(old);
  (void)close(pipes[0]);
  same(s.text, STR("from a pipe"));
  assert_true(s.whole);
}

static void kinds(void **state) {
  (void)state;
  put("in", STR("x"));
  assert_int_equal(source_stat(in_top("in")), SOURCE_FILE);
  assert_int_equal(source_stat(top), SOURCE_DIR);
  assert_int_equal(source_stat(in_top("absent")), SOURCE_ABSENT);
  assert_int_equal(source_stat("/dev/null"), SOURCE_OTHER);
}

static void list(void **state) {
  (void)state;
  static const char *const folders[] = {"l", "l/b", "l/.hidden", "l/b/c"};
  static const char *const files[] = {"l/z", "l/B", "l/b/1", "l/b/c/deep", "l/a10", "l/a2", "l/.dot", "l/left~", "l/.hidden/x"};
  for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) assert_int_equal(mkdir(in_top(folders[i]), 0700), 0);
  for (size_t i = 0; i < sizeof files / sizeof *files; i++) put(files[i], STR("x"));
  assert_int_equal(symlink("nowhere", in_top("l/dangling")), 0);
  assert_int_equal(symlink("..", in_top("l/b/up")), 0);
  struct str_vec flat = {0}, deep = {0}, none = {0};
  assert_true(source_list(&arena, in_top("l"), false, &flat));
  same(arena_join(&arena, flat.at, flat.n, STR(" ")), STR("B a10 a2 dangling z"));
  assert_true(source_list(&arena, in_top("l"), true, &deep));
  same(arena_join(&arena, deep.at, deep.n, STR(" ")), STR("B a10 a2 b/1 b/c/deep dangling z"));
  assert_false(source_list(&arena, in_top("absent"), true, &none));
  assert_int_equal(errno, ENOENT);
}

static unsigned mode_of(const char *name) {
  struct stat st;
  assert_int_equal(stat(in_top(name), &st), 0);
  return st.st_mode & 07777;
}

static void write_new_and_over(void **state) {
  (void)state;
  mode_t mask = umask(027);
  assert_int_equal(source_write(in_top("w"), STR("first")), 0);
  (void)umask(mask);
  same(get("w"), STR("first"));
  assert_int_equal(mode_of("w"), 0640);
  assert_int_equal(chmod(in_top("w"), 0604), 0);
  assert_int_equal(source_write(in_top("w"), STR("second")), 0);
  same(get("w"), STR("second"));
  assert_int_equal(mode_of("w"), 0604);
}

static void write_through_links(void **state) {
  (void)state;
  assert_int_equal(mkdir(in_top("sub"), 0700), 0);
  put("sub/target", STR("old"));
  assert_int_equal(symlink("sub/hop", in_top("link")), 0);
  assert_int_equal(symlink("target", in_top("sub/hop")), 0);
  assert_int_equal(source_write(in_top("link"), STR("new")), 0);
  same(get("sub/target"), STR("new"));
  struct stat st;
  assert_int_equal(lstat(in_top("link"), &st), 0);
  assert_true(S_ISLNK(st.st_mode));
}


/* What a failed write must leave: the old text, and nothing else, dot files included. */
static void nothing_left(const char *folder) {
  const char *command = arena_printf(&arena, "test \"$(ls -A %s)\" = page", folder).p;
  assert_int_equal(system(command), 0);
}

static void write_fails_whole(void **state) {
  (void)state;
  assert_int_equal(mkdir(in_top("full"), 0700), 0);
  put("full/page", STR("old page"));
  struct rlimit old, small;
  assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
  small = old;
  small.rlim_cur = 4096;
  assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
  char *bytes = arena_alloc(&arena, 100000);
  int failed = source_write(in_top("full/page"), (struct str){bytes, 100000});
  assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
  assert_int_equal(failed, EFBIG);
  same(get("full/page"), STR("old page"));
  nothing_left(in_top("full"));
}

static void write_refused(void **state) {
  (void)state;
  assert_int_equal(source_write(top, STR("x")), EISDIR);
  assert_int_equal(source_write(in_top("absent/page"), STR("x")), ENOENT);
  assert_int_equal(source_write("/dev/full", STR("x")), ENOSPC);
  assert_int_equal(symlink("loop", in_top("loop")), 0);
  assert_int_equal(source_write(in_top("loop"), STR("x")), ELOOP);
  struct buf b = BUF_INIT;
  buf_cstr(&b, top);
  for (int i = 0; i < 300; i++) buf_cstr(&b, "/long-component");
  buf_char(&b, '\0');
  assert_int_equal(source_write(b.p, STR("x")), ENAMETOOLONG);
  buf_free(&b);
}

static void write_readonly_folder(void **state) {
  (void)state;
  assert_int_equal(mkdir(in_top("locked"), 0700), 0);
  put("locked/page", STR("old"));
  assert_int_equal(chmod(in_top("locked"), 0555), 0);
  assert_int_equal(chmod(top, 0755), 0);
  uid_t was = become_nobody();
  int failed = source_write(in_top("locked/page"), STR("new"));
  assert_int_equal(seteuid(was), 0);
  assert_int_equal(failed, EACCES);
  same(get("locked/page"), STR("old"));
  assert_int_equal(chmod(in_top("locked"), 0700), 0);
  nothing_left(in_top("locked"));
}

static int write_stdout_to(const char *path, int flags, struct str bytes) {
  (void)fflush(stdout);
  int old = dup(STDOUT_FILENO), fd = open(path, flags, 0600);
  (void)dup2(fd, STDOUT_FILENO);
  int failed = source_write("-", bytes);
  (void)dup2(old, STDOUT_FILENO);
  (void)close(old);
  (void)close(fd);
  return failed;
}

static void write_standard_output(void **state) {
  (void)state;
  assert_int_equal(write_stdout_to(in_top("stdout"), O_WRONLY | O_CREAT, STR("to stdout")), 0);
  same(get("stdout"), STR("to stdout"));
  assert_int_equal(write_stdout_to("/dev/full", O_WRONLY, STR("x")), ENOSPC);
}

static void write_long_name(void **state) {
  (void)state;
  char name[256];
  memset(name, 'n', 255);
  name[255] = '\0';
  assert_int_equal(source_write(in_top(name), STR("x")), 0);
  same(get(name), STR("x"));
}

static void base64(void **state) {
  (void)state;
  char out[SOURCE_HASH_BASE64 + 1];
  source_sha256_base64(STR(""), out);
  assert_string_equal(out, "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
  source_sha256_base64(STR("abc"), out);
  assert_string_equal(out, "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
}

int main(void) {
  if (mkdtemp(top) == NULL) return 1;
  check_test("plain file", plain);
  check_test("empty file", empty);
  check_test("byte order mark", byte_order_mark);
  check_test("large file", large);
  check_test("gzip of several members", gzip_members);
  check_test("gzip cut short", gzip_truncated);
  check_test("gzip damaged", gzip_damaged);
  check_test("gzip over the limit", gzip_limit);
  check_test("gzip bomb", gzip_bomb);
  check_test("missing, folder, device", refused);
  check_test("unreadable file", unreadable);
  check_test("standard input", standard_input);
  check_test("kinds", kinds);
  check_test("folder listing", list);
  check_test("write a new and an old file", write_new_and_over);
  check_test("write through links", write_through_links);
  check_test("a failed write leaves the old file alone", write_fails_whole);
  check_test("writes that are refused", write_refused);
  check_test("write into a read-only folder", write_readonly_folder);
  check_test("write to standard output", write_standard_output);
  check_test("write the longest name", write_long_name);
  check_test("SHA-256 in base64", base64);
  int status = check_run("source");
  const char *command = arena_printf(&arena, "rm -rf %s", top).p;
  if (system(command) != 0) status = 1;
  arena_free(&arena);
  return status;
}

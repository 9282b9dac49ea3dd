#include "html/asset.h"
#include "html/out.h"

#include "check.h"

#include <sys/stat.h>
#include <unistd.h>

static struct arena arena;
static char top[] = "/tmp/perfpage-asset-XXXXXX";

static void same(struct str got, struct str want) {
  if (!str_eq(got, want)) fail_msg("got\n" STR_FMT "\nwant\n" STR_FMT, STR_ARG(got), STR_ARG(want));
}

/* The bytes in the program are the bytes in the tree. */
static void built_in(void **state) {
  (void)state;
  size_t n = 0;
  for (struct asset asset; asset_built_in(n, &asset); n++) {
    const char *assets = arena_printf(&arena, "assets/%s", asset.name).p;
    const char *path = source_stat(assets) == SOURCE_FILE ? assets : arena_printf(&arena, "templates/%s", asset.name).p;
    struct str file;
    file.p = check_file(path, &file.n);
    same(asset.bytes, file);
    struct str name = str_of(asset.name);
    if (str_ends(name, STR(".css")) || str_ends(name, STR(".js"))) assert_true(asset_is_safe(asset.bytes));
    assert_true(str_find_char(asset.bytes, '\r') == STR_NPOS);
  }
  assert_true(n > 0);
}

static struct asset load(const char *dir, const char *name, bool loads, size_t diagnostics) {
  struct diags d;
  struct asset asset = {NULL, STR_NONE};
  diag_init(&d, &arena);
  assert_int_equal(asset_load(&arena, &d, dir, name, &asset), loads);
  assert_int_equal(d.list.n, diagnostics);
  return asset;
}

static void put(const char *name, struct str bytes) {
  assert_int_equal(source_write(arena_printf(&arena, "%s/%s", top, name).p, bytes), 0);
}

static void instead(void **state) {
  (void)state;
  struct asset own = load(NULL, "style.css", true, 0);
  same(load(top, "style.css", true, 0).bytes, own.bytes);
  put("style.css", STR("p{}\r\nb{}\ri{}\n"));
  struct asset other = load(top, "style.css", true, 0);
  same(other.bytes, STR("p{}\nb{}\ni{}\n"));
  assert_true(str_starts(str_of(other.name), str_of(top)));
  same(load(NULL, "style.css", true, 0).bytes, own.bytes);
}

static void refused(void **state) {
  (void)state;
  static const struct {
    const char *bytes;
  } bad[] = {{"p{}</style>"}, {"p{} </SCRIPT >"}, {"<!-- p{}"}, {"p{\xFF}"}};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    put("style.css", str_of(bad[i].bytes));
    (void)load(top, "style.css", false, 1);
  }
  assert_int_equal(unlink(arena_printf(&arena, "%s/style.css", top).p), 0);
  assert_int_equal(mkdir(arena_printf(&arena, "%s/style.css", top).p, 0700), 0);
  (void)load(top, "style.css", false, 1);
}

/* The hash of the very bytes that the page holds between the tags. */
static void csp_hash(void **state) {
  (void)state;
  static const struct asset parts[] = {{"a.css", {"ab", 2}}, {"b.css", {"c", 1}}};
  struct asset joined = asset_join(&arena, "all.css", parts, 2);
  char hash[ASSET_CSP_HASH + 1];
  asset_csp_hash(&joined, hash);
  assert_string_equal(hash, "'sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0='");
  struct out o;
  out_init(&o, OUT_FRAGMENT);
  out_open(&o, TAG_STYLE);
  out_asset(&o, &joined);
  out_close(&o, TAG_STYLE);
  same(out_finish(&o), STR("<style>abc</style>\n"));
  out_free(&o);
}

int main(void) {
  if (mkdtemp(top) == NULL) return 1;
  check_test("built-in bytes", built_in);
  check_test("a folder instead", instead);
  check_test("files that are refused", refused);
  check_test("hash for the policy", csp_hash);
  int status = check_run("asset");
  if (system(arena_printf(&arena, "rm -rf %s", top).p) != 0) status = 1;
  arena_free(&arena);
  return status;
}

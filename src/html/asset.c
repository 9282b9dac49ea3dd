#include "html/asset.h"

#include "html/out.h"
#include "html/out_parts.h"

/* html/embedded.h is made by the Makefile: X(number, "name", "path") for each file of templates/ and assets/. */
#define X(i, name, path)                                                                                               \
  __asm__(".section .rodata\n"                                                                                         \
          ".balign 8\n"                                                                                                \
          "asset_size_" #i ": .quad asset_end_" #i " - asset_" #i "\n"                                                 \
          "asset_" #i ": .incbin \"" path "\"\n"                                                                       \
          "asset_end_" #i ": .byte 0\n"                                                                                \
          ".previous\n");                                                                                              \
  extern const char asset_##i[] __attribute__((visibility("hidden")));                                                 \
  extern const uint64_t asset_size_##i __attribute__((visibility("hidden")));
#include "html/embedded.h"
#undef X

static const struct {
  const char *name;
  const char *bytes;
  const uint64_t *size;
} built_in[] = {
#define X(i, name, path) {name, asset_##i, &asset_size_##i},
#include "html/embedded.h"
#undef X
    {NULL, NULL, NULL},
};

bool asset_built_in(size_t i, struct asset *out) {
  if (i >= sizeof built_in / sizeof *built_in || built_in[i].name == NULL) return false;
  *out = (struct asset){built_in[i].name, {built_in[i].bytes, (size_t)*built_in[i].size}};
  return true;
}

bool asset_is_safe(struct str bytes) {
  return str_find_nocase(bytes, STR("</style")) == STR_NPOS && str_find_nocase(bytes, STR("</script")) == STR_NPOS &&
         str_find(bytes, STR("<!--")) == STR_NPOS;
}

/* Readers of HTML turn every line end into \n before they take the hash. */
static struct str plain_line_ends(struct arena *a, struct str s) {
  if (str_find_char(s, '\r') == STR_NPOS) return s;
  struct buf b = BUF_INIT;
  for (size_t i = 0; i < s.n; i++) {
    bool crlf = s.p[i] == '\r' && i + 1 < s.n && s.p[i + 1] == '\n';
    if (!crlf) buf_char(&b, s.p[i] == '\r' ? '\n' : s.p[i]);
  }
  struct str plain = arena_dup(a, buf_view(&b));
  buf_free(&b);
  return plain;
}

/* What would change on its way through the page, so that the hash would not fit. */
static bool is_clean_text(struct str s) {
  for (size_t at = 0; at < s.n;) {
    uint32_t cp = utf8_next(s, &at);
    if (cp == UTF8_BAD || cp == 0) return false;
  }
  return true;
}

static bool load_from(struct arena *a, struct diags *d, const char *path, struct asset *out) {
  struct source s;
  if (!source_load(a, d, path, str_of(path), &s) || !s.whole) return false;
  *out = (struct asset){path, plain_line_ends(a, s.text)};
  struct str name = str_of(path);
  bool raw = str_ends(name, STR(".css")) || str_ends(name, STR(".js"));
  if (!is_clean_text(out->bytes)) {
    diag_add(d, DIAG_TEMPLATE, source_pos(&s, 0, 0), "is not UTF-8 text");
    return false;
  }
  if (raw && !asset_is_safe(out->bytes)) {
    diag_add(d, DIAG_TEMPLATE, source_pos(&s, 0, 0), "must not contain </style, </script or <!--");
    return false;
  }
  return true;
}

bool asset_load(struct arena *a, struct diags *d, const char *dir, const char *name, struct asset *out) {
  size_t i = 0;
  while (asset_built_in(i, out) && strcmp(out->name, name) != 0) i++;
  if (!asset_built_in(i, out)) out_bug("no such asset", name);
  if (dir == NULL) return true;
  const char *path = arena_printf(a, "%s/%s", dir, name).p;
  return source_stat(path) == SOURCE_ABSENT || load_from(a, d, path, out);
}

struct asset asset_join(struct arena *a, const char *name, const struct asset *parts, size_t n) {
  struct buf b = BUF_INIT;
  for (size_t i = 0; i < n; i++) buf_str(&b, parts[i].bytes);
  struct asset joined = {name, arena_dup(a, buf_view(&b))};
  buf_free(&b);
  return joined;
}

void asset_csp_hash(const struct asset *asset, char out[ASSET_CSP_HASH + 1]) {
  char base64[SOURCE_HASH_BASE64 + 1];
  source_sha256_base64(asset->bytes, base64);
  (void)snprintf(out, ASSET_CSP_HASH + 1, "'sha256-%s'", base64);
}

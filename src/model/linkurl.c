#include "model/linkurl.h"

enum problem { NO_ADDRESS, NOT_PLAIN, IN_HOST, HAS_USER, OTHER_BRACE, NO_PLACE, PROBLEM_MAX };

static const struct {
  struct str place;
  const char *problem[PROBLEM_MAX];
} kinds[LINK_URL_MAX] = {
#define X(id, place)                                                                                                   \
  [id] = {{place, sizeof place - 1},                                                                                   \
          {[NO_ADDRESS] = "it is no address with http or https and a host",                                            \
           [NOT_PLAIN] = "it has a blank, a quote or another character that no address has",                           \
           [IN_HOST] = (place " cannot be in the host"),                                                               \
           [HAS_USER] = "it names a user",                                                                             \
           [OTHER_BRACE] = (place " is the only name it can have in braces"),                                          \
           [NO_PLACE] = ("there is no " place " in it")}},
    LINK_URL_TABLE(X)
#undef X
};

/* Where the path begins; 0 when it is no address of the web. */
static size_t host_end(struct str url) {
  size_t from = str_starts_nocase(url, STR("https://")) ? 8 : str_starts_nocase(url, STR("http://")) ? 7 : 0, i = from;
  if (from == 0) return 0;
  while (i < url.n && strchr("/?#", url.p[i]) == NULL) i++;
  return i > from ? i : 0;
}

static bool is_plain(struct str url) {
  for (size_t i = 0; i < url.n; i++) {
    char c = url.p[i];
    if (c <= ' ' || c >= 0x7F || strchr("\"'<>\\^`|", c) != NULL) return false;
  }
  return true;
}

const char *link_url_problem(enum link_url of, struct str url) {
  const char *const *problem = kinds[of].problem;
  struct str place = kinds[of].place;
  size_t end = host_end(url);
  if (end == 0) return problem[NO_ADDRESS];
  if (!is_plain(url)) return problem[NOT_PLAIN];
  struct str host = str_slice(url, 0, end), rest = str_slice(url, end, url.n);
  if (str_find_char(host, '{') != STR_NPOS) return problem[IN_HOST];
  if (str_find_char(host, '@') != STR_NPOS) return problem[HAS_USER];
  bool any = false;
  for (size_t at; (at = str_find_char(rest, '{')) != STR_NPOS; any = true) {
    rest = str_slice(rest, at, rest.n);
    if (!str_starts(rest, place)) return problem[OTHER_BRACE];
    rest = str_slice(rest, place.n, rest.n);
  }
  return any ? NULL : problem[NO_PLACE];
}

static void put_encoded(struct buf *b, struct str id) {
  for (size_t i = 0; i < id.n; i++) {
    char c = id.p[i];
    if (char_is_alnum(c) || (c != '\0' && strchr("-._~", c) != NULL)) buf_char(b, c);
    else buf_printf(b, "%%%02X", (unsigned)(unsigned char)c);
  }
}

void link_url_put(struct buf *b, enum link_url of, struct str url, struct str id) {
  struct str place = kinds[of].place;
  for (size_t at; (at = str_find(url, place)) != STR_NPOS; url = str_slice(url, at + place.n, url.n)) {
    buf_str(b, str_slice(url, 0, at));
    put_encoded(b, id);
  }
  buf_str(b, url);
}

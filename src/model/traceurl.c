#include "model/traceurl.h"

static const struct str place = {"{trace_id}", sizeof "{trace_id}" - 1};

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

const char *trace_url_problem(struct str url) {
  size_t end = host_end(url);
  if (end == 0) return "it is no address with http or https and a host";
  if (!is_plain(url)) return "it has a blank, a quote or another character that no address has";
  struct str host = str_slice(url, 0, end), rest = str_slice(url, end, url.n);
  if (str_find_char(host, '{') != STR_NPOS) return "{trace_id} cannot be in the host";
  if (str_find_char(host, '@') != STR_NPOS) return "it names a user";
  bool any = false;
  for (size_t at; (at = str_find_char(rest, '{')) != STR_NPOS; any = true) {
    rest = str_slice(rest, at, rest.n);
    if (!str_starts(rest, place)) return "{trace_id} is the only name it can have in braces";
    rest = str_slice(rest, place.n, rest.n);
  }
  return any ? NULL : "there is no {trace_id} in it";
}

static void put_encoded(struct buf *b, struct str id) {
  for (size_t i = 0; i < id.n; i++) {
    char c = id.p[i];
    if (char_is_alnum(c) || (c != '\0' && strchr("-._~", c) != NULL)) buf_char(b, c);
    else buf_printf(b, "%%%02X", (unsigned)(unsigned char)c);
  }
}

void trace_url_put(struct buf *b, struct str url, struct str id) {
  for (size_t at; (at = str_find(url, place)) != STR_NPOS; url = str_slice(url, at + place.n, url.n)) {
    buf_str(b, str_slice(url, 0, at));
    put_encoded(b, id);
  }
  buf_str(b, url);
}

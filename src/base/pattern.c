#include "base/pattern.h"

#include "base/buf.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

/* The longest sentence is 2 KiB; these limits stop the worst of the hostile strings in a few milliseconds. */
enum { MATCH_LIMIT = 100000, DEPTH_LIMIT = 20000, HEAP_LIMIT_KIB = 16384, PATTERN_MAX = 64 * 1024 };

struct pattern {
  pcre2_code *code;
  pcre2_match_data *data;
  pcre2_match_context *limits;
  struct pattern *bytes;  /* a glob's twin for subjects that are not UTF-8: no byte in a name may switch a gate off */
  struct str prefix;      /* literal text every subject of a glob opens with */
};

static struct str message_of(struct arena *a, int error, PCRE2_SIZE at) {
  char text[160];
  (void)pcre2_get_error_message(error, (PCRE2_UCHAR *)text, sizeof text);
  return arena_printf(a, "%s, at byte %zu", text, (size_t)at + 1);
}

static uint32_t options_of(unsigned flags) {
  uint32_t options = flags & PATTERN_BYTES ? 0 : PCRE2_UTF;
  if (flags & PATTERN_CASELESS) options |= PCRE2_CASELESS;
  return options | PCRE2_NEVER_BACKSLASH_C;
}

struct pattern *pattern_compile(struct arena *a, struct str re, unsigned flags, struct str *error) {
  if (re.n > PATTERN_MAX) {
    *error = STR("longer than 64 KiB");
    return NULL;
  }
  int status;
  PCRE2_SIZE at;
  PCRE2_SPTR text = (PCRE2_SPTR)(re.p ? re.p : "");
  pcre2_code *code = pcre2_compile(text, re.n, options_of(flags), &status, &at, NULL);
  if (code == NULL) {
    *error = message_of(a, status, at);
    return NULL;
  }
  struct pattern *p = ARENA_NEW(a, struct pattern);
  struct str no_matter;
  if (flags & PATTERN_EITHER) p->bytes = pattern_compile(a, re, (flags & PATTERN_CASELESS) | PATTERN_BYTES, &no_matter);
  p->code = code;
  p->data = pcre2_match_data_create(PATTERN_GROUPS, NULL);
  p->limits = pcre2_match_context_create(NULL);
  if (p->data == NULL || p->limits == NULL) die_system("out of memory");
  (void)pcre2_set_match_limit(p->limits, MATCH_LIMIT);
  (void)pcre2_set_depth_limit(p->limits, DEPTH_LIMIT);
  (void)pcre2_set_heap_limit(p->limits, HEAP_LIMIT_KIB);
  return p;
}

static struct str literal_prefix(struct str glob) {
  size_t n = 0;
  while (n < glob.n && glob.p[n] != '*' && glob.p[n] != '?' && glob.p[n] != '[' && glob.p[n] != '\\') n++;
  return str_slice(glob, 0, n);
}

/* Translates the class that opens at glob.p[at]; returns the offset behind it, or 0 when it has no end. */
static size_t put_class(struct buf *re, struct str glob, size_t at) {
  size_t begin = at + 1;
  bool negated = begin < glob.n && (glob.p[begin] == '!' || glob.p[begin] == '^');
  buf_cstr(re, negated ? "[^" : "[");
  begin += negated;
  for (size_t i = begin; i < glob.n; i++) {
    if (glob.p[i] == ']' && i > begin) {
      buf_char(re, ']');
      return i + 1;
    }
    if (glob.p[i] == '\\' && i + 1 < glob.n) i++;
    bool range = glob.p[i] == '-' && i > begin && i + 1 < glob.n && glob.p[i + 1] != ']' && glob.p[i - 1] != '\\';
    if (!range && (unsigned char)glob.p[i] < 0x80 && !char_is_alnum(glob.p[i])) buf_char(re, '\\');
    buf_char(re, glob.p[i]);
  }
  return 0;
}

/* pcre2_pattern_convert of 10.42 puts a stray character into a negated class when * may cross the separator, so this is
 * our own. Each * but the last takes the first place where the text behind it fits, which is never worse than a later
 * one: atomic groups keep the time linear in practice. */
static bool translate(struct buf *re, struct str glob) {
  size_t last = 0; /* where in re the group of the last star opens */
  buf_cstr(re, "(?s)\\A");
  for (size_t i = 0; i < glob.n;) {
    char c = glob.p[i];
    if (c == '*') {
      if (last > 0) buf_char(re, ')');
      last = re->n;
      buf_cstr(re, "(?>.*?");
    } else if (c == '?') {
      buf_char(re, '.');
    } else if (c == '[') {
      i = put_class(re, glob, i);
      if (i == 0) return false;
      continue;
    } else {
      if (c == '\\' && i + 1 < glob.n) c = glob.p[++i];
      if ((unsigned char)c < 0x80 && !char_is_alnum(c)) buf_char(re, '\\');
      buf_char(re, c);
    }
    i++;
  }
  if (last > 0) {
    buf_char(re, ')');
    re->p[last + 2] = ':'; /* the last one must be able to move on to where the subject ends */
  }
  buf_cstr(re, "\\z");
  return true;
}

struct pattern *pattern_glob(struct arena *a, struct str glob, struct str *error) {
  if (glob.n > PATTERN_MAX / 4) {
    *error = STR("longer than 16 KiB");
    return NULL;
  }
  struct buf re = BUF_INIT;
  struct pattern *p = NULL;
  if (translate(&re, glob)) {
    p = pattern_compile(a, buf_view(&re), 0, error);
  } else {
    *error = STR("a [ without its ]");
  }
  if (p != NULL) {
    p->bytes = pattern_compile(a, buf_view(&re), PATTERN_BYTES, error);
    p->prefix = arena_dup(a, literal_prefix(glob));
  }
  buf_free(&re);
  return p;
}

void pattern_free(struct pattern *p) {
  if (p == NULL) return;
  pattern_free(p->bytes);
  pcre2_match_context_free(p->limits);
  pcre2_match_data_free(p->data);
  pcre2_code_free(p->code);
  p->bytes = NULL;
  p->limits = NULL;
  p->data = NULL;
  p->code = NULL;
}

static void fill_match(const struct pattern *p, struct str subject, int groups, struct pattern_match *m) {
  const PCRE2_SIZE *at = pcre2_get_ovector_pointer(p->data);
  m->n = groups > 0 ? (size_t)groups : PATTERN_GROUPS; /* 0: there are more groups than places */
  for (size_t i = 0; i < PATTERN_GROUPS; i++) {
    bool set = i < m->n && at[2 * i] != PCRE2_UNSET && at[2 * i] <= at[2 * i + 1];
    m->at[i] = set ? (struct str){subject.p + at[2 * i], at[2 * i + 1] - at[2 * i]} : STR_NONE;
  }
}

enum pattern_result pattern_find(const struct pattern *p, struct str subject, size_t from, struct pattern_match *m) {
  if (m != NULL) *m = (struct pattern_match){0};
  if (subject.p == NULL) subject = STR("");
  if (from > subject.n || !str_starts(subject, p->prefix)) return PATTERN_NO;
  int status = pcre2_match(p->code, (PCRE2_SPTR)subject.p, subject.n, from, 0, p->data, p->limits);
  if (status >= 0) {
    if (m != NULL) fill_match(p, subject, status, m);
    return PATTERN_YES;
  }
  switch (status) {
  case PCRE2_ERROR_MATCHLIMIT:
  case PCRE2_ERROR_DEPTHLIMIT:
  case PCRE2_ERROR_HEAPLIMIT: return PATTERN_LIMIT;
  case PCRE2_ERROR_NOMEMORY: die_system("out of memory");
  default: break;
  }
  bool not_utf = status != PCRE2_ERROR_NOMATCH;
  return not_utf && p->bytes != NULL ? pattern_find(p->bytes, subject, from, m) : PATTERN_NO;
}

struct str pattern_group(const struct pattern *p, const struct pattern_match *m, const char *name) {
  PCRE2_SPTR first, last;
  int size = pcre2_substring_nametable_scan(p->code, (PCRE2_SPTR)name, &first, &last);
  if (size <= 0) return STR_NONE;
  for (PCRE2_SPTR entry = first; entry <= last; entry += size) {
    size_t group = (size_t)entry[0] << 8 | entry[1];
    if (group < PATTERN_GROUPS && m->at[group].p != NULL) return m->at[group];
  }
  return STR_NONE;
}

void glob_weight(struct str glob, size_t *literals, size_t *wildcards) {
  *literals = *wildcards = 0;
  for (size_t i = 0; i < glob.n; i++) {
    char c = glob.p[i];
    size_t close = c == '[' ? str_find_char(str_slice(glob, i + 2, glob.n), ']') : STR_NPOS; /* a ] that comes first is a member */
    if (c == '*' || c == '?' || close != STR_NPOS) {
      ++*wildcards;
      if (close != STR_NPOS) i += 2 + close;
      continue;
    }
    if (c == '\\' && i + 1 < glob.n) i++;
    (void)utf8_next(glob, &i);
    i--;
    ++*literals;
  }
}

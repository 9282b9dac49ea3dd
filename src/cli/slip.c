#include "cli/slip.h"

#include "base/source.h"

static const struct known {
  struct str name;
  bool read, folder;
} known[] = {{{"base", 4}, true, true},     {{"head", 4}, true, true},     {{"PERFORMANCE.md", 14}, true, false},
             {{"canary", 6}, false, true}, {{"history", 7}, true, true}, {{"metrics", 7}, false, true}};
enum { KNOWN = sizeof known / sizeof *known };

static bool same_char(struct str a, size_t i, struct str b, size_t j) {
  return char_lower(a.p[i]) == char_lower(b.p[j]);
}

/* Whether at most one character was added, left out or changed, capitals aside. */
static bool is_near(struct str a, struct str b) {
  if (a.n > b.n) return is_near(b, a);
  if (b.n - a.n > 1) return false;
  size_t i = 0;
  while (i < a.n && same_char(a, i, b, i)) i++;
  if (i == a.n) return true;
  size_t skip = a.n == b.n;
  for (size_t j = i + 1; j < b.n; j++)
    if (!same_char(a, j - 1 + skip, b, j)) return false;
  return true;
}

/* "histories" is two slips away from "history". */
static bool is_plural(struct str name, struct str of) {
  return str_ends(of, STR("y")) && name.n == of.n + 2 && str_ends(name, STR("ies")) &&
         str_eq_nocase(str_slice(name, 0, of.n - 1), str_slice(of, 0, of.n - 1));
}

static bool is_result(struct str name) {
  static const struct str endings[] = {{".txt", 4}, {".folded", 7}, {".csv", 4}};
  if (str_ends(name, STR(".gz"))) name = str_slice(name, 0, name.n - 3);
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
    if (str_ends(name, endings[i])) return true;
  return false;
}

static void warn_of(struct diags *d, struct str entry, struct str *document) {
  bool folder = str_ends(entry, STR("/"));
  struct str name = str_slice(entry, 0, entry.n - folder);
  struct pos pos = {name, 0, 0};
  for (size_t i = 0; i < KNOWN; i++) {
    if (!str_eq(name, known[i].name)) continue;
    if (!known[i].read) diag_add(d, DIAG_ROLE_UNREAD, pos, "this version does not read " STR_FMT, STR_ARG(entry));
    return;
  }
  for (size_t i = 0; i < KNOWN; i++) {
    if (folder != known[i].folder || !(is_near(name, known[i].name) || is_plural(name, known[i].name))) continue;
    diag_add(d, DIAG_ROLE_UNREAD, pos, "not read: is it meant to be " STR_FMT "%s?", STR_ARG(known[i].name), folder ? "/" : "");
    if (!folder) *document = name;
    return;
  }
  if (!folder && is_result(name)) diag_add(d, DIAG_ROLE_UNREAD, pos, "not read: results belong in base/ or head/");
}

/* Whether an option names the entry, or something in it. */
static bool is_named(struct arena *a, const char *entry, const struct str_vec *named) {
  VEC_EACH(const struct str, path, named) {
    struct str up = *path;
    for (size_t end = up.n; end != STR_NPOS && end > 0; end = str_rfind_char(up, '/')) {
      up = str_slice(up, 0, end);
      if (source_is_one(arena_cstr(a, up), entry)) return true;
    }
  }
  return false;
}

struct str slip_warn(struct arena *a, struct diags *d, const char *dir, const struct str_vec *named) {
  struct str_vec entries = {0};
  struct str document = STR_NONE;
  if (!source_entries(a, dir, &entries)) {
    diag_add(d, DIAG_ROLE_UNREAD, (struct pos){STR("."), 0, 0}, "the folder cannot be listed: what else lies in it is not known");
    return document;
  }
  VEC_EACH(const struct str, entry, &entries) {
    const char *path = arena_printf(a, "%s/" STR_FMT, dir, STR_ARG(*entry)).p;
    if (!is_named(a, path, named)) warn_of(d, *entry, &document);
  }
  return document;
}

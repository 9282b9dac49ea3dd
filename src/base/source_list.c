/* The files of a folder, in an order that does not depend on the file system. */
#include "base/source.h"

#include <dirent.h>
#include <errno.h>
#include <sys/stat.h>

/* The folders from the top down to this one: a link back to any of them would never end. */
struct folder {
  const struct folder *parent;
  dev_t dev;
  ino_t ino;
};

struct walk {
  struct arena *arena;
  struct str_vec *list;
  const char *top;
  bool deep, folders;
};

static bool is_above(const struct folder *f, const struct stat *st) {
  for (; f != NULL; f = f->parent)
    if (f->dev == st->st_dev && f->ino == st->st_ino) return true;
  return false;
}

static bool is_passed_over(const char *name) {
  return name[0] == '.' || name[strlen(name) - 1] == '~';
}

static bool walk_folder(struct walk *w, struct str relative, const struct folder *parent);

static bool walk_entry(struct walk *w, struct str relative, const struct folder *self) {
  struct stat st;
  const char *path = arena_printf(w->arena, "%s/" STR_FMT, w->top, STR_ARG(relative)).p;
  if (stat(path, &st) == 0 && S_ISDIR(st.st_mode)) {
    if (w->folders) *VEC_PUSH(w->arena, w->list) = arena_printf(w->arena, STR_FMT "/", STR_ARG(relative));
    return !w->deep || is_above(self, &st) || walk_folder(w, relative, self);
  }
  *VEC_PUSH(w->arena, w->list) = relative;
  return true;
}

static bool walk_folder(struct walk *w, struct str relative, const struct folder *parent) {
  const char *path = relative.n ? arena_printf(w->arena, "%s/" STR_FMT, w->top, STR_ARG(relative)).p : w->top;
  DIR *dir = opendir(path);
  struct stat st;
  if (dir == NULL) return false;
  bool good = stat(path, &st) == 0;
  struct folder self = {parent, st.st_dev, st.st_ino};
  while (good) {
    errno = 0; /* readdir tells its end from a failure by this alone */
    struct dirent *e = readdir(dir);
    if (e == NULL) break;
    if (is_passed_over(e->d_name)) continue;
    struct str name = relative.n ? arena_printf(w->arena, STR_FMT "/%s", STR_ARG(relative), e->d_name)
                                 : arena_dup(w->arena, str_of(e->d_name));
    good = walk_entry(w, name, &self);
  }
  int failed = errno;
  (void)closedir(dir);
  errno = failed;
  return good && failed == 0;
}

static int by_bytes(const void *a, const void *b) {
  return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

static bool walk_all(struct walk *w) {
  size_t from = w->list->n;
  bool good = walk_folder(w, STR_NONE, NULL);
  int failed = errno;
  if (w->list->n > from) vec_sort(w->arena, w->list->at + from, w->list->n - from, sizeof *w->list->at, by_bytes);
  errno = failed;
  return good;
}

bool source_list(struct arena *a, const char *dir, bool deep, struct str_vec *list) {
  return walk_all(&(struct walk){a, list, dir, deep, false});
}

bool source_entries(struct arena *a, const char *dir, struct str_vec *list) {
  return walk_all(&(struct walk){a, list, dir, false, true});
}

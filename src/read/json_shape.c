#include "read/json_shape.h"

/* Stands in a path for a dot or an opening bracket of a key. */
#define SHAPE_MASK '\x1f'

struct walk {
  struct arena *arena;
  struct json_shape *shape;
  struct str text;
  size_t at;
  size_t depth; /* containers open */
  /* The path of what is being read, and how long it is as the prefix of what each open container holds. */
  char path[SHAPE_PATH_BYTES];
  size_t n;
  size_t prefix[SHAPE_DEPTH + 1];
  bool lost[SHAPE_DEPTH + 1]; /* the prefix was too long: what is in there has no path */
};

static bool put(struct walk *w, struct str s) {
  if (s.n > sizeof w->path - w->n) return false;
  memcpy(w->path + w->n, s.p, s.n);
  w->n += s.n;
  return true;
}

/* A key whose own dots and brackets do not read as those of a path. */
static bool put_key(struct walk *w, struct str key) {
  size_t from = w->n;
  if (!put(w, key)) return false;
  for (size_t i = from; i < w->n; i++)
    if (w->path[i] == '.' || w->path[i] == '[') w->path[i] = SHAPE_MASK;
  return true;
}

/* The inside, as written, of a string whose opening quote was passed. */
static struct str read_string(struct walk *w) {
  size_t from = w->at;
  while (w->at < w->text.n && w->text.p[w->at] != '"') w->at += w->text.p[w->at] == '\\' ? 2 : 1;
  struct str inside = str_slice(w->text, from, w->at);
  w->at++;
  return inside;
}

static bool colon_follows(struct walk *w) {
  while (w->at < w->text.n && char_is_space(w->text.p[w->at])) w->at++;
  return w->at < w->text.n && w->text.p[w->at] == ':';
}

static void take_key(struct walk *w, struct str key) {
  if (w->depth == 0 || w->depth > SHAPE_DEPTH || w->lost[w->depth]) return;
  w->n = w->prefix[w->depth];
  bool outermost = w->depth == 1 && w->n == 0;
  bool whole = (outermost || put(w, STR("."))) && put_key(w, key);
  if (!whole) {
    w->n = sizeof w->path + 1; /* what it holds is lost too */
    return;
  }
  if (w->shape->paths.n >= SHAPE_PATHS) return;
  uint32_t *met = strmap_at(w->arena, &w->shape->met, (struct str){w->path, w->n});
  if ((*met)++ == 0) *VEC_PUSH(w->arena, &w->shape->paths) = arena_dup(w->arena, (struct str){w->path, w->n});
  else if (*met == UINT32_MAX) *met = 1;
}

static void open_container(struct walk *w, char c) {
  if (++w->depth > SHAPE_DEPTH) return;
  bool lost = w->n > sizeof w->path || w->lost[w->depth - 1] || (c == '[' && !put(w, STR("[]")));
  w->lost[w->depth] = lost;
  w->prefix[w->depth] = w->n;
}

/* What comes next in the container around has that one's prefix again. */
static void close_container(struct walk *w) {
  if (w->depth > 0) w->depth--;
  if (w->depth <= SHAPE_DEPTH) w->n = w->depth ? w->prefix[w->depth] : 0;
}

struct json_shape json_shape_of(struct arena *a, struct str text) {
  struct json_shape shape = {.opens = 0};
  struct str s = str_trim(text);
  if (s.n == 0 || (s.p[0] != '{' && s.p[0] != '[')) return shape;
  struct walk w = {.arena = a, .shape = &shape, .text = s};
  while (w.at < s.n) {
    char c = s.p[w.at++];
    if (c == '"') {
      struct str inside = read_string(&w);
      if (colon_follows(&w)) take_key(&w, inside);
    } else if (c == '{' || c == '[') {
      open_container(&w, c);
    } else if (c == '}' || c == ']') {
      close_container(&w);
    }
  }
  shape.opens = s.p[0];
  return shape;
}

/* Part by part: "*" matches up to the next "." or "[". */
static bool path_matches(struct str path, struct str pattern) {
  size_t i = 0, j = 0;
  while (j < pattern.n) {
    if (pattern.p[j] == '*') {
      while (i < path.n && path.p[i] != '.' && path.p[i] != '[') i++;
      j++;
    } else if (i < path.n && path.p[i] == pattern.p[j]) {
      i++;
      j++;
    } else {
      return false;
    }
  }
  return i == path.n;
}

bool json_shape_has(const struct json_shape *s, const char *path) {
  struct str pattern = str_of(path);
  VEC_EACH(const struct str, it, &s->paths) {
    if (path_matches(*it, pattern)) return true;
  }
  return false;
}

bool json_shape_within(const struct json_shape *s, const char *const *paths, size_t n) {
  VEC_EACH(const struct str, it, &s->paths) {
    bool one = false;
    for (size_t i = 0; i < n && !one; i++) one = path_matches(*it, str_of(paths[i]));
    if (!one) return false;
  }
  return true;
}

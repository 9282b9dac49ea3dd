#include "base/diag.h"

#include "base/buf.h"

struct diag_kind {
  enum diag_level level;
  const char *slug;
};

static const struct diag_kind kinds[DIAG_ID_MAX] = {
#define X(id, level, slug, about) [id] = {level, slug},
    DIAG_TABLE(X)
#undef X
};

const char *diag_slug(enum diag_id id) {
  return kinds[id].slug;
}

enum diag_level diag_level_of(enum diag_id id) {
  return kinds[id].level;
}

const char *diag_level_name(enum diag_level level) {
  static const char *const names[DIAG_LEVEL_MAX] = {"note", "warning", "error"};
  return names[level];
}

void diag_init(struct diags *d, struct arena *a) {
  *d = (struct diags){.arena = a};
}

/* How many of this kind the file has so far. */
static uint32_t *count_alike(struct diags *d, enum diag_id id, struct str file) {
  struct buf key = BUF_INIT;
  buf_u64(&key, (uint64_t)id);
  buf_char(&key, ' ');
  buf_str(&key, file);
  uint32_t *n = strmap_at(d->arena, &d->alike, buf_view(&key));
  buf_free(&key);
  return n;
}

void diag_add(struct diags *d, enum diag_id id, struct pos pos, const char *fmt, ...) {
  uint32_t *n = count_alike(d, id, pos.file);
  if (*n < UINT32_MAX) ++*n;
  if (*n > DIAG_LIMIT) return;
  va_list ap;
  va_start(ap, fmt);
  struct str message = arena_vprintf(d->arena, fmt, ap);
  va_end(ap);
  *VEC_PUSH(d->arena, &d->list) = (struct diag){id, pos, message};
}

struct keyed {
  struct diag diag;
  size_t file; /* order of first appearance */
};

static int by_place(const void *a, const void *b) {
  const struct keyed *x = a, *y = b;
  if (x->file != y->file) return x->file < y->file ? -1 : 1;
  if (x->diag.pos.line != y->diag.pos.line) return x->diag.pos.line < y->diag.pos.line ? -1 : 1;
  return (x->diag.pos.col > y->diag.pos.col) - (x->diag.pos.col < y->diag.pos.col);
}

/* Adds one line for each kind and file that passed the limit, the first time it is met in the list. */
static void say_left_out(struct diags *d) {
  for (size_t i = 0, n = d->list.n; i < n; i++) {
    struct diag it = d->list.at[i];
    uint32_t *count = count_alike(d, it.id, it.pos.file);
    if (*count <= DIAG_LIMIT) continue;
    uint32_t over = *count - DIAG_LIMIT;
    *count = DIAG_LIMIT;
    *VEC_PUSH(d->arena, &d->list) = (struct diag){
        DIAG_MANY,
        {it.pos.file, UINT32_MAX, 0},
        arena_printf(d->arena, "%lu more of [%s] not listed", (unsigned long)over, diag_slug(it.id))};
  }
}

void diag_finish(struct diags *d) {
  say_left_out(d);
  size_t n = d->list.n;
  if (n == 0) return;
  struct keyed *keyed = ARENA_ARRAY(d->arena, struct keyed, n);
  struct strmap files = {0};
  for (size_t i = 0; i < n; i++) {
    uint32_t *number = strmap_at(d->arena, &files, d->list.at[i].pos.file);
    if (*number == 0) *number = (uint32_t)files.n;
    keyed[i] = (struct keyed){d->list.at[i], *number};
  }
  vec_sort(d->arena, keyed, n, sizeof *keyed, by_place);
  for (size_t i = 0; i < n; i++) {
    d->list.at[i] = keyed[i].diag;
    if (d->list.at[i].pos.line == UINT32_MAX) d->list.at[i].pos.line = 0;
  }
}

enum diag_level diag_worst(const struct diags *d) {
  enum diag_level worst = DIAG_NOTE;
  VEC_EACH(const struct diag, it, &d->list) {
    if (diag_level_of(it->id) > worst) worst = diag_level_of(it->id);
  }
  return worst;
}

size_t diag_count(const struct diags *d, enum diag_level level) {
  size_t n = 0;
  VEC_EACH(const struct diag, it, &d->list) n += diag_level_of(it->id) == level;
  return n;
}

struct diags diag_at_least(const struct diags *d, enum diag_level least) {
  struct diags some = {.arena = d->arena};
  VEC_EACH(const struct diag, it, &d->list) {
    if (diag_level_of(it->id) >= least) *VEC_PUSH(d->arena, &some.list) = *it;
  }
  return some;
}

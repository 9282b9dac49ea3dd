#include "base/source_unzip.h"

#define ZLIB_CONST
#include <zlib.h>

struct source_unzip *source_unzip_new(struct arena *a) {
  struct source_unzip *u = ARENA_NEW(a, struct source_unzip);
  z_stream *z = ARENA_NEW(a, z_stream);
  if (inflateInit2(z, 15 + 16) != Z_OK) die_system("out of memory");
  u->z = z;
  return u;
}

void source_unzip_free(struct source_unzip *u) {
  (void)inflateEnd(u->z);
}

static size_t at_most(size_t n) {
  return n < UINT32_MAX ? n : UINT32_MAX;
}

/* Between members. False when there is nothing to begin one with: *status says why. */
static bool begin_member(struct source_unzip *u, enum unzip_status *status) {
  if (u->member > 0)
    while (u->in.n > 0 && u->in.p[0] == '\0') u->in = str_slice(u->in, 1, u->in.n); /* tapes and block devices pad with zeros */
  *status = u->in.n == 0 ? UNZIP_HUNGRY : UNZIP_FOREIGN;
  if (u->in.n == 0 || (unsigned char)u->in.p[0] != 0x1F) return false;
  (void)inflateReset(u->z);
  u->member++;
  u->inside = true;
  return true;
}

enum unzip_status source_unzip_run(struct source_unzip *u, char *out, size_t room, size_t *made) {
  z_stream *z = u->z;
  *made = 0;
  while (*made < room) {
    enum unzip_status status;
    if (!u->inside && !begin_member(u, &status)) return status;
    if (u->in.n == 0) return UNZIP_HUNGRY;
    size_t given = at_most(u->in.n), space = at_most(room - *made);
    z->next_in = (const Bytef *)u->in.p;
    z->avail_in = (uInt)given;
    z->next_out = (Bytef *)out + *made;
    z->avail_out = (uInt)space;
    int result = inflate(z, Z_NO_FLUSH);
    u->in = str_slice(u->in, given - z->avail_in, u->in.n);
    *made += space - z->avail_out;
    u->sound = u->sound || *made > 0 || result == Z_STREAM_END;
    if (result == Z_STREAM_END) u->inside = false;
    else if (result != Z_OK && result != Z_BUF_ERROR) {
      u->problem = z->msg ? z->msg : "not a deflate stream";
      return UNZIP_DAMAGED;
    }
  }
  return UNZIP_FULL;
}

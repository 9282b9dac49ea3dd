/* Gzip data unzipped piece by piece: all members in a row (RFC 1952), with zeros as padding behind them. */
#ifndef PERFPAGE_BASE_SOURCE_UNZIP_H
#define PERFPAGE_BASE_SOURCE_UNZIP_H

#include "base/arena.h"

enum unzip_status {
  UNZIP_HUNGRY,    /* all input is used */
  UNZIP_FULL,      /* all room is used */
  UNZIP_FOREIGN,   /* what follows a member is not gzip */
  UNZIP_DAMAGED
};

struct source_unzip {
  struct str in;        /* not used yet: the caller sets it when it is empty */
  unsigned member;      /* from 1; of the one being read, or read last */
  bool inside;          /* a member is begun and not ended */
  bool sound;           /* some text came out, or a whole member was read */
  const char *problem;  /* of UNZIP_DAMAGED */
  void *z;              /* private */
};

struct source_unzip *source_unzip_new(struct arena *a);
/* Writes at most room bytes to out; *made of them. */
enum unzip_status source_unzip_run(struct source_unzip *u, char *out, size_t room, size_t *made);
void source_unzip_free(struct source_unzip *u);

#endif

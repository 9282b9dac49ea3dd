/* What the parts of the v0 reader share. Only src/base/demangle_rust_{v0,const}.c includes it. */
#ifndef PERFPAGE_BASE_DEMANGLE_RUST_V0_H
#define PERFPAGE_BASE_DEMANGLE_RUST_V0_H

#include "base/demangle_rust.h"

struct rust {
  struct buf *out;
  struct str s; /* without "_R" */
  size_t at, start;
  unsigned depth, steps;
  uint64_t lifetimes; /* bound so far */
  bool failed;
  bool silent;        /* read, not written */
};

struct ident {
  struct str ascii, puny; /* puny: the coded part, empty for none */
};

char rust_peek(const struct rust *r);
bool rust_eat(struct rust *r, char c);
char rust_next(struct rust *r); /* sets failed at the end */
void rust_put(struct rust *r, const char *s);
void rust_put_u64(struct rust *r, uint64_t v);
bool rust_enter(struct rust *r); /* a step down; the caller takes it off depth again, whatever it yields */
uint64_t rust_optional_62(struct rust *r, char tag);
struct ident rust_identifier(struct rust *r);
void rust_put_identifier(struct rust *r, struct ident id);
void rust_path(struct rust *r, bool in_value);
void rust_constant(struct rust *r, bool in_value);
void rust_list(struct rust *r, void (*item)(struct rust *)); /* up to E */
/* Reads what stands at an earlier place once more: it is before the reference, so that this ends. */
void rust_back_reference(struct rust *r, void (*read)(struct rust *, bool), bool in_value);

#endif

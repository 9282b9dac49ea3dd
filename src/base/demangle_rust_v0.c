/* Rust names: the v0 mangling (RFC 2603). */
#include "base/demangle_rust_v0.h"

char rust_peek(const struct rust *r) {
  return r->at < r->s.n ? r->s.p[r->at] : '\0';
}

bool rust_eat(struct rust *r, char c) {
  if (r->failed || rust_peek(r) != c || r->at >= r->s.n) return false;
  r->at++;
  return true;
}

char rust_next(struct rust *r) {
  char c = rust_peek(r);
  if (c == '\0') r->failed = true;
  else r->at++;
  return c;
}

void rust_put(struct rust *r, const char *s) {
  if (!r->silent && !r->failed) buf_cstr(r->out, s);
}

bool rust_enter(struct rust *r) {
  if (++r->depth > DEMANGLE_DEPTH || ++r->steps > DEMANGLE_STEPS || r->out->n - r->start > DEMANGLE_OUT_MAX) r->failed = true;
  return !r->failed;
}

/* "_": 0, "0_": 1, digits 0-9a-zA-Z. */
static uint64_t base_62(struct rust *r) {
  uint64_t v = 0;
  if (rust_eat(r, '_')) return 0;
  while (!rust_eat(r, '_')) {
    char c = rust_next(r);
    unsigned d = char_is_digit(c) ? (unsigned)(c - '0') : char_is_lower(c) ? (unsigned)(c - 'a') + 10 : (unsigned)(c - 'A') + 36;
    bool is_digit = char_is_alnum(c);
    if (r->failed || !is_digit || v > (UINT64_MAX - d) / 62) {
      r->failed = true;
      return 0;
    }
    v = v * 62 + d;
  }
  if (v == UINT64_MAX) r->failed = true;
  return v + 1;
}

uint64_t rust_optional_62(struct rust *r, char tag) {
  return rust_eat(r, tag) ? base_62(r) + 1 : 0;
}

/* ---- identifiers ---- */

struct ident rust_identifier(struct rust *r) {
  struct ident id = {STR_NONE, STR_NONE};
  bool coded = rust_eat(r, 'u');
  size_t n = 0, from;
  if (!char_is_digit(rust_peek(r))) r->failed = true;
  if (!rust_eat(r, '0'))
    while (char_is_digit(rust_peek(r)) && n < DEMANGLE_IN_MAX) n = n * 10 + (size_t)(rust_next(r) - '0');
  (void)rust_eat(r, '_');
  from = r->at;
  if (r->failed || n > r->s.n - from) {
    r->failed = true;
    return id;
  }
  r->at += n;
  id.ascii = str_slice(r->s, from, from + n);
  if (!coded) return id;
  size_t split = str_rfind_char(id.ascii, '_');
  id.puny = str_slice(id.ascii, split == STR_NPOS ? 0 : split + 1, id.ascii.n);
  id.ascii = split == STR_NPOS ? STR_NONE : str_slice(id.ascii, 0, split);
  if (id.puny.n == 0) r->failed = true;
  return id;
}

enum { PUNY_MAX = 256 };

struct punycode {
  uint32_t out[PUNY_MAX];
  size_t n;
  struct str in;
  size_t at;
  uint32_t bias;
};

/* One generalised variable-length integer of RFC 3492; false at its end or when it is none. */
static bool puny_delta(struct punycode *p, uint32_t *delta) {
  uint32_t weight = 1, v = 0;
  for (uint32_t k = 36;; k += 36) {
    if (p->at >= p->in.n) return false;
    char c = p->in.p[p->at++];
    uint32_t d;
    if (char_is_digit(c)) d = (uint32_t)(c - '0') + 26;
    else if (char_is_lower(c)) d = (uint32_t)(c - 'a');
    else return false;
    uint32_t t = k <= p->bias ? 1 : k >= p->bias + 26 ? 26 : k - p->bias;
    if (d > (UINT32_MAX - v) / weight) return false;
    v += d * weight;
    if (d < t) break;
    if (weight > UINT32_MAX / (36 - t)) return false;
    weight *= 36 - t;
  }
  *delta = v;
  return true;
}

static uint32_t puny_adapt(uint32_t delta, uint32_t n, bool first) {
  delta /= first ? 700 : 2;
  delta += delta / n;
  uint32_t k = 0;
  for (; delta > 455; k += 36) delta /= 35;
  return k + 36 * delta / (delta + 38);
}

static bool puny_decode(struct punycode *p, struct str ascii) {
  if (ascii.n >= PUNY_MAX) return false;
  for (size_t i = 0; i < ascii.n; i++) p->out[p->n++] = (unsigned char)ascii.p[i];
  uint32_t code = 0x80, i = 0;
  p->bias = 72;
  for (bool first = true; p->at < p->in.n; first = false) {
    uint32_t delta;
    if (!puny_delta(p, &delta) || p->n + 1 >= PUNY_MAX || delta > UINT32_MAX - i) return false;
    i += delta;
    uint32_t n = (uint32_t)p->n + 1;
    if (i / n > 0x10FFFF - code) return false;
    code += i / n;
    i %= n;
    if (!rust_is_printable(code)) return false;
    memmove(&p->out[i + 1], &p->out[i], (p->n - i) * sizeof *p->out);
    p->out[i++] = code;
    p->n++;
    p->bias = puny_adapt(delta, n, first);
  }
  return true;
}

void rust_put_identifier(struct rust *r, struct ident id) {
  if (r->silent || r->failed) return;
  if (id.puny.n == 0) {
    buf_str(r->out, id.ascii);
    return;
  }
  struct punycode p = {.in = id.puny};
  if (puny_decode(&p, id.ascii)) {
    for (size_t i = 0; i < p.n; i++) rust_put_code_point(r->out, p.out[i]);
    return;
  }
  buf_cstr(r->out, "punycode{");
  buf_str(r->out, id.ascii);
  if (id.ascii.n) buf_char(r->out, '-');
  buf_str(r->out, id.puny);
  buf_char(r->out, '}');
}

/* ---- paths ---- */

static void type(struct rust *r);

void rust_back_reference(struct rust *r, void (*read)(struct rust *, bool), bool in_value) {
  size_t here = r->at - 1;
  uint64_t to = base_62(r);
  if (r->failed || to >= here) {
    r->failed = true;
    return;
  }
  if (r->silent) return;
  size_t after = r->at;
  r->at = (size_t)to;
  read(r, in_value);
  r->at = after;
}

void rust_put_u64(struct rust *r, uint64_t v) {
  if (!r->silent && !r->failed) buf_u64(r->out, v);
}

/* 0 is the erased one; others count from the innermost binder. */
static void put_lifetime(struct rust *r, uint64_t index) {
  if (index > r->lifetimes) {
    r->failed = true;
    return;
  }
  rust_put(r, "'");
  if (index == 0) {
    rust_put(r, "_");
    return;
  }
  uint64_t depth = r->lifetimes - index;
  if (depth < 26) {
    char name[2] = {(char)('a' + depth), '\0'};
    rust_put(r, name);
  } else {
    rust_put(r, "_");
    rust_put_u64(r, depth);
  }
}

static void generic_argument(struct rust *r) {
  if (rust_eat(r, 'L')) put_lifetime(r, base_62(r));
  else if (rust_eat(r, 'K')) rust_constant(r, false);
  else type(r);
}

void rust_list(struct rust *r, void (*item)(struct rust *)) {
  for (bool first = true; !r->failed && !rust_eat(r, 'E'); first = false) {
    if (!first) rust_put(r, ", ");
    item(r);
  }
}

static void put_special(struct rust *r, char namespace, struct ident name, uint64_t number) {
  rust_put(r, "::{");
  if (namespace == 'C') rust_put(r, "closure");
  else if (namespace == 'S') rust_put(r, "shim");
  else if (!r->silent && !r->failed) buf_char(r->out, namespace);
  if (name.ascii.n || name.puny.n) {
    rust_put(r, ":");
    rust_put_identifier(r, name);
  }
  rust_put(r, "#");
  rust_put_u64(r, number);
  rust_put(r, "}");
}

static void nested_path(struct rust *r, bool in_value) {
  char namespace = rust_next(r);
  rust_path(r, in_value);
  uint64_t number = rust_optional_62(r, 's');
  struct ident name = rust_identifier(r);
  if (char_is_upper(namespace)) {
    put_special(r, namespace, name, number);
  } else if (!char_is_lower(namespace)) {
    r->failed = true;
  } else if (name.ascii.n || name.puny.n) {
    rust_put(r, "::");
    rust_put_identifier(r, name);
  }
}

/* <T>, <T as Trait>; the path of the impl itself says nothing to readers. */
static void impl_path(struct rust *r, char tag) {
  if (tag != 'Y') {
    (void)rust_optional_62(r, 's');
    bool before = r->silent;
    r->silent = true;
    rust_path(r, false);
    r->silent = before;
  }
  rust_put(r, "<");
  type(r);
  if (tag != 'M') {
    rust_put(r, " as ");
    rust_path(r, false);
  }
  rust_put(r, ">");
}

static void path_of(struct rust *r, bool in_value) {
  char tag = rust_next(r);
  switch (tag) {
  case 'C': (void)rust_optional_62(r, 's'); rust_put_identifier(r, rust_identifier(r)); break;
  case 'N': nested_path(r, in_value); break;
  case 'M':
  case 'X':
  case 'Y': impl_path(r, tag); break;
  case 'I':
    rust_path(r, in_value);
    rust_put(r, in_value ? "::<" : "<");
    rust_list(r, generic_argument);
    rust_put(r, ">");
    break;
  case 'B': rust_back_reference(r, rust_path, in_value); break;
  default: r->failed = true;
  }
}

void rust_path(struct rust *r, bool in_value) {
  if (rust_enter(r)) path_of(r, in_value);
  r->depth--;
}

/* ---- types ---- */

static const char *basic_type(char c) {
  static const struct {
    char letter;
    const char *name;
  } types[] = {
      {'a', "i8"},  {'b', "bool"}, {'c', "char"}, {'d', "f64"},  {'e', "str"}, {'f', "f32"},  {'h', "u8"},
      {'i', "isize"}, {'j', "usize"}, {'l', "i32"}, {'m', "u32"}, {'n', "i128"}, {'o', "u128"}, {'p', "_"},
      {'s', "i16"}, {'t', "u16"},  {'u', "()"},   {'v', "..."},  {'x', "i64"}, {'y', "u64"},  {'z', "!"},
  };
  for (size_t i = 0; i < sizeof types / sizeof *types; i++)
    if (types[i].letter == c) return types[i].name;
  return NULL;
}

/* Lifetimes bound by "for<...>"; returns how many there were before. */
static uint64_t binder(struct rust *r) {
  uint64_t before = r->lifetimes, n = rust_optional_62(r, 'G');
  if (n > 1000) r->failed = true;
  if (n == 0 || r->failed) return before;
  rust_put(r, "for<");
  for (uint64_t i = 0; i < n; i++) {
    if (i > 0) rust_put(r, ", ");
    r->lifetimes++;
    put_lifetime(r, 1);
  }
  rust_put(r, "> ");
  return before;
}

static void put_abi(struct rust *r) {
  struct ident abi = {STR("C"), STR_NONE};
  if (!rust_eat(r, 'C')) abi = rust_identifier(r);
  if (abi.puny.n) r->failed = true;
  rust_put(r, "extern \"");
  for (size_t i = 0; i < abi.ascii.n && !r->silent && !r->failed; i++) buf_char(r->out, abi.ascii.p[i] == '_' ? '-' : abi.ascii.p[i]);
  rust_put(r, "\" ");
}

static void function_type(struct rust *r) {
  uint64_t before = binder(r);
  bool is_unsafe = rust_eat(r, 'U');
  if (is_unsafe) rust_put(r, "unsafe ");
  if (rust_eat(r, 'K')) put_abi(r);
  rust_put(r, "fn(");
  rust_list(r, type);
  rust_put(r, ")");
  if (!rust_eat(r, 'u')) {
    rust_put(r, " -> ");
    type(r);
  }
  r->lifetimes = before;
}

/* A trait with what its associated types are: "Iterator<Item = u8>". True when a '<' is left open. */
static bool open_path(struct rust *r) {
  if (!rust_enter(r)) return false;
  bool open = false;
  if (rust_eat(r, 'B')) {
    size_t here = r->at - 1, after;
    uint64_t to = base_62(r);
    if (to >= here) r->failed = true;
    after = r->at;
    if (!r->failed && !r->silent) {
      r->at = (size_t)to;
      open = open_path(r);
      r->at = after;
    }
  } else if (rust_eat(r, 'I')) {
    rust_path(r, false);
    rust_put(r, "<");
    for (bool first = true; !r->failed && !rust_eat(r, 'E'); first = false) {
      if (!first) rust_put(r, ", ");
      generic_argument(r);
    }
    open = true;
  } else {
    rust_path(r, false);
  }
  r->depth--;
  return open;
}

static void dyn_bounds(struct rust *r) {
  rust_put(r, "dyn ");
  uint64_t before = binder(r);
  for (bool first = true; !r->failed && !rust_eat(r, 'E'); first = false) {
    if (!first) rust_put(r, " + ");
    bool open = open_path(r);
    while (!r->failed && rust_eat(r, 'p')) {
      rust_put(r, open ? ", " : "<");
      open = true;
      rust_put_identifier(r, rust_identifier(r));
      rust_put(r, " = ");
      type(r);
    }
    if (open) rust_put(r, ">");
  }
  r->lifetimes = before;
  if (!rust_eat(r, 'L')) {
    r->failed = true;
    return;
  }
  uint64_t lifetime = base_62(r);
  if (lifetime == 0) return;
  rust_put(r, " + ");
  put_lifetime(r, lifetime);
}

static void reference(struct rust *r, const char *mutable) {
  rust_put(r, "&");
  if (rust_eat(r, 'L')) {
    uint64_t lifetime = base_62(r);
    if (lifetime > 0) {
      put_lifetime(r, lifetime);
      rust_put(r, " ");
    }
  }
  rust_put(r, mutable);
  type(r);
}

static void tuple(struct rust *r) {
  size_t n = 0;
  rust_put(r, "(");
  for (; !r->failed && !rust_eat(r, 'E'); n++) {
    if (n > 0) rust_put(r, ", ");
    type(r);
  }
  rust_put(r, n == 1 ? ",)" : ")");
}

static void type_again(struct rust *r, bool in_value) {
  (void)in_value;
  type(r);
}

static void type_of(struct rust *r) {
  char tag = rust_next(r);
  const char *basic = basic_type(tag);
  if (basic) {
    rust_put(r, basic);
    return;
  }
  switch (tag) {
  case 'R': reference(r, ""); break;
  case 'Q': reference(r, "mut "); break;
  case 'P':
  case 'O':
    rust_put(r, tag == 'P' ? "*const " : "*mut ");
    type(r);
    break;
  case 'A':
  case 'S':
    rust_put(r, "[");
    type(r);
    if (tag == 'A') {
      rust_put(r, "; ");
      rust_constant(r, true);
    }
    rust_put(r, "]");
    break;
  case 'T': tuple(r); break;
  case 'F': function_type(r); break;
  case 'D': dyn_bounds(r); break;
  case 'B': rust_back_reference(r, type_again, false); break;
  default:
    r->at--;
    rust_path(r, false);
  }
}

static void type(struct rust *r) {
  if (rust_enter(r)) type_of(r);
  r->depth--;
}

bool rust_v0(struct buf *out, struct str s) {
  for (size_t i = 0; i < s.n; i++)
    if ((unsigned char)s.p[i] >= 0x80) return false;
  size_t dot = str_find_char(s, '.');
  struct rust r = {.out = out, .s = str_slice(s, 2, dot), .start = out->n};
  if (!char_is_upper(rust_peek(&r))) return false;
  rust_path(&r, true);
  if (!r.failed && r.at < r.s.n) { /* the crate that made this instance */
    r.silent = true;
    rust_path(&r, false);
  }
  if (r.failed || r.at < r.s.n || out->n - r.start > DEMANGLE_OUT_MAX) return false;
  rust_put_suffix(out, str_slice(s, dot, s.n));
  return true;
}

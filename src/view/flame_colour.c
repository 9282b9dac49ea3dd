#include "view/flame_colour.h"

const double flame_step_limits[FLAME_STEPS / 2] = {0.005, 0.02, 0.05, 0.1};

static const struct {
  const char *class, *fill;
  bool dark;
} steps[FLAME_STEPS] = {
    {"q0", "#1F5FA8", true},  {"q1", "#4A8CC7", false}, {"q2", "#92BFE0", false},
    {"q3", "#CFE1EE", false}, {"q4", "#E9E9E6", false}, {"q5", "#F8D9C4", false},
    {"q6", "#F0A983", false}, {"q7", "#D96B3F", false}, {"q8", "#A93A12", true},
};

unsigned flame_step(double change) {
  double size = change < 0 ? -change : change;
  unsigned far = 0;
  while (far < FLAME_STEPS / 2 && size >= flame_step_limits[far]) far++;
  return change < 0 ? FLAME_STEP_NONE - far : FLAME_STEP_NONE + far;
}

const char *flame_step_class(unsigned step) {
  return steps[step].class;
}

const char *flame_step_fill(unsigned step) {
  return steps[step].fill;
}

bool flame_step_is_dark(unsigned step) {
  return steps[step].dark;
}

static const struct {
  const char *class, *fill, *words;
} owners[] = {
#define X(id, class, fill, words) {class, fill, words},
    FLAME_OWNER_TABLE(X)
#undef X
};

const char *flame_owner_class(enum flame_owner o) {
  return owners[o].class;
}

const char *flame_owner_fill(enum flame_owner o) {
  return owners[o].fill;
}

const char *flame_owner_words(enum flame_owner o) {
  return owners[o].words;
}

struct prefix {
  struct str text;
  enum flame_owner owner;
};
#define P(text, owner) {{text, sizeof(text) - 1}, owner}

/* The first that fits holds: what is narrower stands before what is wider. */
static const struct prefix prefixes[] = {
    P("syscall.", OWNER_KERNEL), P("internal/runtime/syscall.", OWNER_KERNEL),
    P("runtime/internal/syscall.", OWNER_KERNEL), P("golang.org/x/sys/", OWNER_KERNEL),
    P("entry_SYSCALL", OWNER_KERNEL), P("do_syscall_", OWNER_KERNEL), P("__x64_sys_", OWNER_KERNEL),
    P("__arm64_sys_", OWNER_KERNEL), P("[kernel", OWNER_KERNEL), P("[vmlinux", OWNER_KERNEL),
    P("net.", OWNER_NET), P("net/", OWNER_NET), P("crypto/tls.", OWNER_NET), P("internal/poll.", OWNER_NET),
    P("golang.org/x/net/", OWNER_NET), P("google.golang.org/grpc", OWNER_NET), P("io/netty/", OWNER_NET),
    P("io.netty.", OWNER_NET), P("java/net/", OWNER_NET), P("sun/nio/ch/", OWNER_NET), P("hyper::", OWNER_NET),
    P("std::net::", OWNER_NET),
    P("runtime.gc", OWNER_GC), P("runtime.(*gc", OWNER_GC), P("runtime.scan", OWNER_GC),
    P("runtime.mark", OWNER_GC), P("runtime.bgsweep", OWNER_GC), P("runtime.bgscavenge", OWNER_GC),
    P("runtime.sweepone", OWNER_GC), P("runtime.(*sweepLocked)", OWNER_GC), P("runtime.greyobject", OWNER_GC),
    P("runtime.findObject", OWNER_GC), P("runtime.wbBuf", OWNER_GC), P("runtime.(*scavengerState)", OWNER_GC),
    P("runtime.typePointers", OWNER_GC), P("runtime.(*mspan).typePointers", OWNER_GC),
    P("runtime.bulkBarrier", OWNER_GC), P("runtime.tryDeferToSpanScan", OWNER_GC), P("GCTaskThread", OWNER_GC),
    P("java/", OWNER_RUNTIME), P("java.", OWNER_RUNTIME), P("javax/", OWNER_RUNTIME), P("jdk/", OWNER_RUNTIME),
    P("jdk.", OWNER_RUNTIME), P("sun/", OWNER_RUNTIME), P("std::", OWNER_RUNTIME), P("core::", OWNER_RUNTIME),
    P("alloc::", OWNER_RUNTIME), P("<core::", OWNER_RUNTIME), P("<alloc::", OWNER_RUNTIME),
    P("<std::", OWNER_RUNTIME), P("__libc_", OWNER_RUNTIME), P("go:", OWNER_RUNTIME), P("type:", OWNER_RUNTIME),
    P("main.", OWNER_APP),
};

/* First elements of Go's standard import paths. An import path whose first element has no dot and is none of these is of a
 * program's own module. */
static const char *const std_roots[] = {
    "archive", "bufio",  "builtin", "bytes",   "cmp",     "compress", "container", "context", "crypto",
    "database", "debug", "embed",   "encoding", "errors", "expvar",   "flag",      "fmt",     "go",
    "hash",    "html",   "image",   "index",   "internal", "io",      "iter",      "log",     "maps",
    "math",    "mime",   "os",      "path",    "plugin",  "reflect",  "regexp",    "runtime", "slices",
    "sort",    "strconv", "strings", "sync",   "testing", "text",     "time",      "unicode", "unique",
    "unsafe",  "vendor", "weak",
};

static bool is_std_root(struct str root) {
  if (root.n == 0) return false;
  for (size_t i = 0; i < sizeof std_roots / sizeof *std_roots; i++)
    if (std_roots[i][0] == root.p[0] && str_eq(root, str_of(std_roots[i]))) return true;
  return false;
}

enum flame_owner flame_owner_of_mark(struct str *name) {
  const char *end = name->n >= 4 ? name->p + name->n - 4 : NULL;
  if (end == NULL || end[0] != '_' || end[1] != '[' || end[3] != ']') return OWNER_NONE;
  name->n -= 4;
  switch (end[2]) {
  case 'k': return OWNER_KERNEL;
  case 'j': return OWNER_JIT;
  case 'i': return OWNER_INLINED;
  case 'w': return OWNER_WAKER;
  default: return OWNER_NONE;
  }
}

/* "host.tld/path.Function", "pkg.Function", "pkg/sub.(*T).Method", or something of another language. */
static enum flame_owner owner_of_path(struct str name) {
  size_t slash = str_find_char(name, '/'), dot = str_find_char(name, '.');
  if (name.p[0] == '[' || name.p[0] == '/' || str_find(name, STR(".so")) != STR_NPOS) return OWNER_LIB; /* objects */
  if (dot == STR_NPOS && slash == STR_NPOS) return OWNER_APP;
  struct str root = str_slice(name, 0, slash < dot ? slash : dot);
  if (is_std_root(root)) return OWNER_RUNTIME;
  return slash != STR_NPOS && dot < slash ? OWNER_LIB : OWNER_APP;
}

enum flame_owner flame_owner_of(struct str function) {
  struct str name = function;
  enum flame_owner marked = flame_owner_of_mark(&name);
  if (marked != OWNER_NONE) return marked;
  if (name.n == 0 || str_eq(name, STR("[unknown]"))) return OWNER_NONE;
  for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
    if (prefixes[i].text.p[0] == name.p[0] && str_starts(name, prefixes[i].text)) return prefixes[i].owner;
  return owner_of_path(name);
}

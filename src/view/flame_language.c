#include "view/flame_language.h"

static bool has(struct str s, const char *part) {
  return str_find(s, str_of(part)) != STR_NPOS;
}

static bool starts_with_any(struct str s, const char *const *prefixes) {
  for (size_t i = 0; prefixes[i]; i++)
    if (str_starts(s, str_of(prefixes[i]))) return true;
  return false;
}

/* A file of that kind is named: ".js" in "server.js:12", but not in "data.json". */
static bool has_file(struct str s, const char *extension) {
  struct str e = str_of(extension);
  for (size_t at = 0; at < s.n;) {
    size_t found = str_find(str_slice(s, at, s.n), e);
    if (found == STR_NPOS) return false;
    at += found + e.n;
    if (at >= s.n || !char_is_alnum(s.p[at])) return true;
  }
  return false;
}

/* A shared object or an address: "[libc.so.6]", "/usr/lib/libz.so.1", "[unknown]". */
static bool is_object(struct str s) {
  return s.n > 0 && (s.p[0] == '[' || s.p[0] == '/' || has(s, ".so.") || str_ends(s, STR(".so")));
}

/* ---- Java: java/util/HashMap.get, java.util.HashMap.get, Ljava/util/HashMap;::get ---- */

static bool is_go_closure(struct str method) {
  return str_starts(method, STR("func")) && method.n > 4 && char_is_digit(method.p[4]);
}

static bool is_java(struct str s) {
  if (s.n > 1 && s.p[0] == 'L' && has(s, ";::")) return true;
  size_t dot = str_rfind_char(s, '.');
  if (dot == STR_NPOS || has(s, "::") || has(s, "(*")) return false;
  struct str class = str_slice(s, 0, dot), method = str_slice(s, dot + 1, s.n);
  size_t slash = str_rfind_char(class, '/'), before = str_rfind_char(class, '.');
  size_t from = slash != STR_NPOS && (before == STR_NPOS || slash > before) ? slash : before;
  if (from == STR_NPOS || from + 1 >= class.n || method.n == 0) return false;
  bool named = char_is_lower(method.p[0]) || method.p[0] == '<' || method.p[0] == '$';
  return named && char_is_upper(class.p[from + 1]) && !is_go_closure(method);
}

enum flame_owner flame_owner_java(struct str name) {
  static const char *const jdk[] = {"java/", "java.", "javax/", "javax.", "jdk/", "jdk.", "sun/", "sun.", "com/sun/", "com.sun.", NULL};
  static const char *const collector[] = {"G1", "GCTaskThread", "PSParallel", "PSScavenge", "ParNew", "ZGC", "ZMark", "ZRelocate", "Shenandoah", NULL};
  if (is_object(name)) return OWNER_LIB;
  if (starts_with_any(name, collector)) return OWNER_GC;
  struct str plain = name.p[0] == 'L' && has(name, ";::") ? str_slice(name, 1, name.n) : name;
  if (starts_with_any(plain, jdk)) return OWNER_RUNTIME;
  return is_java(name) ? OWNER_APP : OWNER_NATIVE;
}

/* "node:events", but not "node::Start". */
static bool has_node_module(struct str s) {
  size_t at = str_find(s, STR("node:"));
  return at != STR_NPOS && at + 5 < s.n && s.p[at + 5] != ':';
}

/* ---- JavaScript: "LazyCompile:*serve /app/server.js:12", "serve (file:///app/server.js:12:3)" ---- */

static bool is_js(struct str s) {
  static const char *const prefixes[] = {"LazyCompile:", "Function:", "InterpretedFunction:", "JS:", "Script:", "Eval:",
                                         "Builtin:", "BuiltinHandler:", "BytecodeHandler:", "RegExp:", "Stub:", NULL};
  static const char *const files[] = {".js", ".mjs", ".cjs", ".jsx", ".ts", ".tsx", NULL};
  if (starts_with_any(s, prefixes) || has_node_module(s)) return true;
  for (size_t i = 0; files[i]; i++)
    if (has_file(s, files[i])) return true;
  return false;
}

enum flame_owner flame_owner_js(struct str name) {
  static const char *const built_in[] = {"Builtin:", "BuiltinHandler:", "BytecodeHandler:", "RegExp:", "Stub:", NULL};
  static const char *const collector[] = {"v8::internal::Heap::", "v8::internal::MarkCompact", "v8::internal::Scavenge",
                                          "v8::internal::MarkingVisitor", "(garbage collector)", NULL};
  if (is_object(name) && !is_js(name)) return OWNER_LIB;
  if (starts_with_any(name, collector)) return OWNER_GC;
  if (starts_with_any(name, built_in) || has_node_module(name) || has(name, " internal/")) return OWNER_RUNTIME;
  if (has(name, "node_modules/")) return OWNER_LIB;
  return is_js(name) ? OWNER_APP : OWNER_NATIVE;
}

/* ---- Python: "handle (app/views.py:42)", "py::handle:/app/views.py" ---- */

static bool is_python(struct str s) {
  return has_file(s, ".py") || has_file(s, ".pyx") || str_starts(s, STR("py::")) || has(s, "<frozen ");
}

enum flame_owner flame_owner_python(struct str name) {
  if (!is_python(name)) return is_object(name) ? OWNER_LIB : OWNER_NATIVE;
  if (has(name, "site-packages/") || has(name, "dist-packages/")) return OWNER_LIB;
  return has(name, "/lib/python") || has(name, "<frozen ") ? OWNER_RUNTIME : OWNER_APP;
}

/* ---- Rust and C++: paths with "::", or mangled ---- */

/* "_ZN3app5parse17h0123456789abcdefE", "_RNvC3app5parse" */
static bool is_mangled_rust(struct str s) {
  if (str_starts(s, STR("_R"))) return s.n > 3 && char_is_upper(s.p[2]);
  return str_starts(s, STR("_ZN")) && s.n > 23 && str_starts(str_slice(s, s.n - 20, s.n), STR("17h")) && s.p[s.n - 1] == 'E';
}

static bool is_mangled_cxx(struct str s) {
  return str_starts(s, STR("_Z")) && s.n > 3 && !is_mangled_rust(s);
}

static const char *const rust_std[] = {"std::", "core::", "alloc::", NULL};

static bool is_rust(struct str s) {
  static const char *const only[] = {"core::", "alloc::", "std::rt::", "std::sys", "std::panic", "std::io::", "{{closure}}", "{closure#", " as ", "hashbrown::", NULL};
  if (!has(s, "::")) return false;
  for (size_t i = 0; only[i]; i++)
    if (has(s, only[i])) return true;
  return s.p[0] == '<';
}

/* The path a method is of: that of the type in "<alloc::vec::Vec<T> as core::ops::Drop>::drop". */
static struct str rust_path(struct str s) {
  static const char *const shells[] = {"<", "&", "mut ", "*const ", "*mut ", "dyn ", "[", "(", NULL};
  for (bool again = true; again;) {
    again = false;
    for (size_t i = 0; shells[i]; i++) {
      if (!str_starts(s, str_of(shells[i]))) continue;
      s = str_slice(s, strlen(shells[i]), s.n);
      again = true;
    }
  }
  return s;
}

/* "<T as core::iter::Iterator>::next": a type parameter tells nothing, the trait does. */
static struct str rust_trait(struct str s) {
  size_t as = str_find(s, STR(" as "));
  return as == STR_NPOS ? s : rust_path(str_slice(s, as + 4, s.n));
}

enum flame_owner flame_owner_rust(struct str name) {
  static const char *const mangled[] = {"_ZN3std", "_ZN4core", "_ZN5alloc", NULL};
  if (is_mangled_rust(name)) return starts_with_any(name, mangled) ? OWNER_RUNTIME : OWNER_APP;
  if (is_object(name) && !has(name, "::")) return OWNER_LIB;
  if (!has(name, "::")) return str_starts(name, STR("__rust")) || str_starts(name, STR("rust_")) ? OWNER_RUNTIME : OWNER_NATIVE;
  struct str path = rust_path(name);
  bool parameter = path.n > 1 && char_is_upper(path.p[0]) && !char_is_alnum(path.p[1]);
  if (parameter) path = rust_trait(path);
  return starts_with_any(path, rust_std) ? OWNER_RUNTIME : OWNER_APP;
}

/* What a demangled name begins with may be what the function returns: "void std::sort<int*>(int*, int*)". */
static bool is_of_std(struct str s) {
  size_t end = str_find_char(s, '(');
  struct str head = str_slice(s, 0, end);
  size_t angle = str_find_char(head, '<');
  head = str_slice(head, 0, angle);
  size_t blank = str_rfind_char(head, ' ');
  if (blank != STR_NPOS) head = str_slice(head, blank + 1, head.n);
  return str_starts(head, STR("std::")) || str_starts(head, STR("__gnu_cxx::")) || str_starts(head, STR("__cxxabi"));
}

enum flame_owner flame_owner_c(struct str name) {
  static const char *const mangled[] = {"_ZSt", "_ZNSt", "_ZNKSt", "_ZNS", "_ZNKS", "_ZN9__gnu_cxx", NULL};
  if (is_mangled_cxx(name)) return starts_with_any(name, mangled) ? OWNER_RUNTIME : OWNER_APP;
  if (is_object(name) && !has(name, "::")) return OWNER_LIB;
  if (has(name, "::") || str_starts(name, STR("operator "))) return is_of_std(name) ? OWNER_RUNTIME : OWNER_APP;
  return str_starts(name, STR("__libc_")) || str_starts(name, STR("__GI_")) ? OWNER_RUNTIME : OWNER_NATIVE;
}

/* ---- which it is ---- */

/* path/pkg.Function, pkg.(*T).Method */
static bool is_go(struct str s) {
  size_t slash = str_rfind_char(s, '/'), dot = str_find_char(str_slice(s, slash == STR_NPOS ? 0 : slash, s.n), '.');
  if (dot == STR_NPOS || has(s, "::") || has(s, " ") || !(char_is_lower(s.p[0]) || has(s, "(*"))) return false;
  return !has_file(s, ".py") && !has_file(s, ".js");
}

static bool is_c_name(struct str s) {
  for (size_t i = 0; i < s.n; i++)
    if (!char_is_alnum(s.p[i]) && s.p[i] != '_') return false;
  return s.n > 0;
}

enum flame_language flame_language_of(struct str name) {
  if (name.n == 0) return LANGUAGE_NONE;
  if (is_python(name)) return LANGUAGE_PYTHON;
  if (is_js(name)) return LANGUAGE_JS;
  if (is_object(name)) return LANGUAGE_NONE;
  if (is_java(name)) return LANGUAGE_JAVA;
  if (is_rust(name) || is_mangled_rust(name)) return LANGUAGE_RUST;
  if (has(name, "::") || is_mangled_cxx(name)) return LANGUAGE_CXX;
  if (is_go(name)) return LANGUAGE_GO;
  return is_c_name(name) ? LANGUAGE_C : LANGUAGE_NONE;
}

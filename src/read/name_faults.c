#include "read/name_faults.h"

void name_faults_look(struct name_faults *f, struct str name, uint32_t line) {
  bool bad = false, control = false;
  for (size_t i = 0; i < name.n;) {
    uint32_t cp = utf8_next(name, &i);
    bad |= cp == UTF8_BAD;
    control |= cp < 0x20 || (cp >= 0x7F && cp < 0xA0);
  }
  if (bad && f->bad_utf8++ == 0) f->bad_utf8_line = line;
  if (control && f->control++ == 0) f->control_line = line;
}

static void say(struct diags *d, enum diag_id id, struct pos pos, uint32_t n, const char *what) {
  if (n > 0) diag_add(d, id, pos, "%u function name%s %s%s", n, n == 1 ? " holds" : "s hold", what, pos.line ? ", this being the first" : "");
}

void name_faults_say(const struct name_faults *f, struct diags *d, struct str file) {
  say(d, DIAG_UTF8, (struct pos){file, f->bad_utf8_line, 0}, f->bad_utf8, "bytes that are not UTF-8");
  say(d, DIAG_NAME_CONTROL, (struct pos){file, f->control_line, 0}, f->control, "control characters");
}

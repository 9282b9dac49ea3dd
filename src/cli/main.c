#include "cli/command.h"

#include "base/source.h"

#include <errno.h>
#include <unistd.h>

void print_diags(const struct diags *d, const struct options *o) {
  struct diags shown = diag_at_least(d, o->given[OPT_QUIET] ? DIAG_ERROR : DIAG_NOTE);
  diag_print(&shown, stderr);
}

int write_output(const char *path, struct str bytes) {
  int error = source_write(path, bytes);
  if (error == 0) return STATUS_OK;
  fprintf(stderr, "perfpage: %s: cannot be written: %s\n", path, strerror(error));
  return STATUS_SYSTEM;
}

double drawn_share(const struct options *o) {
  return o->given[OPT_MIN_WIDTH] && o->min_width <= 0 ? -1 : o->min_width;
}

bool colour_wanted(void) {
  const char *no = getenv("NO_COLOR");
  return (no == NULL || no[0] == '\0') && isatty(STDOUT_FILENO);
}

static int run(const struct options *o) {
  switch (o->command) {
  case CMD_REPORT: return cmd_report(o);
  case CMD_LINT: return cmd_lint(o);
  case CMD_BENCH: return cmd_bench(o);
  case CMD_FLAME: return cmd_flame(o);
  case CMD_FOLD: return cmd_fold(o);
  case CMD_RECORD: return cmd_record(o);
  case CMD_MAX: break;
  }
  return STATUS_USAGE;
}

/* A message that did not get out is a failure too: a full disk under a redirected standard output must not look like success. */
static int flushed(int status) {
  if (fflush(stdout) == 0 && !ferror(stdout)) return status;
  fprintf(stderr, "perfpage: standard output: %s\n", strerror(errno));
  return STATUS_SYSTEM;
}

int main(int argc, char **argv) {
  struct arena arena = ARENA_INIT;
  struct options options;
  int status;
  if (options_parse(&arena, argc, argv, &options, &status)) status = run(&options);
  options_free(&options);
  arena_free(&arena);
  return flushed(status);
}

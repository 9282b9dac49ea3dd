#include "cli/help.h"

struct option_help {
  const char *name, *arg, *text;
  char letter;
  unsigned in;
};

static const struct option_help options[OPTION_MAX] = {
#define X(id, name, letter, arg, in, help) [id] = {name, arg, help, letter, in},
    OPTION_TABLE(X)
#undef X
};

struct command_help {
  const char *name, *operands, *text;
};

static const struct command_help commands[CMD_MAX] = {
#define X(id, name, operands, about) [id] = {name, operands, about},
    COMMAND_TABLE(X)
#undef X
};

/* The letters of the commands an option belongs to: "rbf", or blank for all. */
static void put_commands(FILE *to, unsigned in) {
  for (int i = 0; i < CMD_MAX; i++) fputc(in != IN_ALL && (in & (1u << i)) ? commands[i].name[i == CMD_FOLD || i == CMD_RECORD] : ' ', to);
}

static void put_option(FILE *to, const struct option_help *o, bool with_commands) {
  char left[64];
  (void)snprintf(left, sizeof left, "--%s%s%s", o->name, o->arg ? " " : "", o->arg ? o->arg : "");
  fputs("  ", to);
  if (with_commands) put_commands(to, o->in);
  fprintf(to, o->letter ? " -%c, " : "     ", o->letter);
  fprintf(to, "%-26s %s\n", left, o->text);
}

void help_print(FILE *to, enum command of) {
  bool all = of == CMD_MAX;
  if (all) fputs("perfpage: benchmarks, profiles and PERFORMANCE.md as one offline HTML page with a verdict\n\n", to);
  for (int i = 0; i < CMD_MAX; i++)
    if (all || i == (int)of) fprintf(to, "  perfpage %-6s %-11s %s\n", commands[i].name, commands[i].operands, commands[i].text);
  fputs(all ? "\nOptions (r report, l lint, b bench, f flame, o fold, e record; blank: all)\n" : "\nOptions\n", to);
  for (int i = 0; i < OPTION_MAX; i++)
    if (all || (options[i].in & (1u << of))) put_option(to, &options[i], all);
  fputs("\nExit status: 0 nothing failed, 1 a gate failed, 2 usage, 3 bad input or nothing to judge, 4 system.\n", to);
}

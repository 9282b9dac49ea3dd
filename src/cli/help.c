#include "cli/help.h"

#include "cli/options.h"

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
  for (int i = 0; i < CMD_MAX; i++) fputc(in != IN_ALL && (in & (1u << i)) ? commands[i].name[i == CMD_FOLD] : ' ', to);
}

void help_print(FILE *to) {
  fputs("perfpage: benchmarks, profiles and PERFORMANCE.md as one offline HTML page with a verdict\n\n", to);
  for (int i = 0; i < CMD_MAX; i++)
    fprintf(to, "  perfpage %-6s %-11s %s\n", commands[i].name, commands[i].operands, commands[i].text);
  fputs("\nOptions (r report, l lint, b bench, f flame, o fold; blank: all)\n", to);
  for (int i = 0; i < OPTION_MAX; i++) {
    const struct option_help *o = &options[i];
    char left[64];
    (void)snprintf(left, sizeof left, "--%s%s%s", o->name, o->arg ? " " : "", o->arg ? o->arg : "");
    fputs("  ", to);
    put_commands(to, o->in);
    fprintf(to, o->letter ? " -%c, " : "     ", o->letter);
    fprintf(to, "%-26s %s\n", left, o->text);
  }
  fputs("\nExit status: 0 nothing failed, 1 a gate failed, 2 usage, 3 bad input or nothing to judge, 4 system.\n", to);
}

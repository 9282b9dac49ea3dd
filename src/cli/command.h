/* One function a command; each returns the exit status. */
#ifndef PERFPAGE_CLI_COMMAND_H
#define PERFPAGE_CLI_COMMAND_H

#include "cli/options.h"

int cmd_report(const struct options *o);
int cmd_lint(const struct options *o);
int cmd_bench(const struct options *o);
int cmd_flame(const struct options *o);
int cmd_fold(const struct options *o);
int cmd_record(const struct options *o);

/* The diagnostics on standard error; with --quiet the errors alone. */
void print_diags(const struct diags *d, const struct options *o);
/* Writes an output whole or not at all; complains and returns STATUS_SYSTEM when it cannot. */
int write_output(const char *path, struct str bytes);
/* --min-width as drawings take it: 0 for the default, negative for every frame. */
double drawn_share(const struct options *o);
/* Whether colour may be used on standard output. */
bool colour_wanted(void);

#endif

/* --help, of all commands on one screen or of one, from the tables of options.h. */
#ifndef PERFPAGE_CLI_HELP_H
#define PERFPAGE_CLI_HELP_H

#include "cli/options.h"

#include <stdio.h>

/* of: CMD_MAX for all commands. */
void help_print(FILE *to, enum command of);

#endif

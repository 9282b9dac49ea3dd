/* --help on one screen, from the tables of options.h. */
#ifndef PERFPAGE_CLI_HELP_H
#define PERFPAGE_CLI_HELP_H

#include <stdio.h>

void help_print(FILE *to);

#endif

/* Functions nobody may call: they guess, overflow, or obey the locale. Force-included before every source file.
 * The libc headers that declare them come first, then the names are poisoned; library headers included later still
 * compile because a poisoned identifier is only refused where it is spelled in a source file after this point. */
#ifndef PERFPAGE_BASE_POISON_H
#define PERFPAGE_BASE_POISON_H

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifndef PERFPAGE_ALLOW_LIBC
#undef isalnum
#undef isalpha
#undef isdigit
#undef islower
#undef isprint
#undef ispunct
#undef isspace
#undef isupper
#undef isxdigit
#undef tolower
#undef toupper
#undef sprintf
#undef alloca
#pragma GCC poison isalnum isalpha isdigit islower isprint ispunct isspace isupper isxdigit tolower toupper
#pragma GCC poison atoi atol atof strtod strtof sscanf strcpy strcat sprintf vsprintf strtok gets alloca
#endif

#endif

/* The lines of perf script. All views are into the line. */
#ifndef PERFPAGE_READ_PERF_SCRIPT_LINE_H
#define PERFPAGE_READ_PERF_SCRIPT_LINE_H

#include "base/str.h"

struct perf_sample {
  struct str comm;
  struct str time;   /* "2664.618512", or empty */
  struct str period; /* digits, or empty */
  struct str event;  /* "cycles:u", or empty */
  struct str frame;  /* of a sample on one line: "addr symbol (object)", or empty */
};
bool perf_script_sample(struct str line, struct perf_sample *out);

struct perf_frame {
  struct str symbol; /* without its offset */
  struct str object; /* a path, "[kernel.kallsyms]", "inlined", or empty */
};
bool perf_script_frame(struct str line, struct perf_frame *out);

/* An indented line that tells where in the source a frame is (-F +srcline): "file.c:12", ":0", "[kernel.kallsyms][ffffffff81402703]". */
bool perf_script_is_place(struct str line);

#endif

/* The tables of a pprof profile, which samples refer to by number: strings, functions, mappings, locations, sample types. */
#ifndef PERFPAGE_READ_PPROF_TABLES_H
#define PERFPAGE_READ_PPROF_TABLES_H

#include "read/id_map.h"
#include "read/profile_part.h"
#include "read/protobuf.h"

/* Field numbers of message Profile. */
enum {
  PPROF_SAMPLE_TYPE = 1,
  PPROF_SAMPLE = 2,
  PPROF_MAPPING = 3,
  PPROF_LOCATION = 4,
  PPROF_FUNCTION = 5,
  PPROF_STRING = 6,
  PPROF_DROP_FRAMES = 7,
  PPROF_TIME_NANOS = 9,
  PPROF_DURATION_NANOS = 10,
  PPROF_PERIOD_TYPE = 11,
  PPROF_PERIOD = 12,
  PPROF_DEFAULT_TYPE = 14
};

struct pprof_type {
  struct str type, unit;
  uint64_t type_index, unit_index; /* into strings, which may all come later */
};
struct pprof_function {
  uint64_t id, name, system_name;
  const char *at;
};
struct pprof_mapping {
  uint64_t id, file;
  const char *at;
};
struct pprof_location {
  uint64_t id, mapping, address;
  size_t lines, n_lines;   /* into pprof.lines */
  size_t frames, n_frames; /* into pprof.stacks, the outermost first; once resolved */
  const char *at;
};

struct pprof {
  struct arena *arena;
  struct diags *diags;
  const struct source *source;
  struct str_vec strings;
  struct pprof_type_vec { struct pprof_type *at; size_t n, cap; } types;
  struct pprof_function_vec { struct pprof_function *at; size_t n, cap; } functions;
  struct pprof_mapping_vec { struct pprof_mapping *at; size_t n, cap; } mappings;
  struct pprof_location_vec { struct pprof_location *at; size_t n, cap; } locations;
  struct id_map function_of, mapping_of, location_of; /* places plus one */
  struct pprof_line_vec { uint64_t *at; size_t n, cap; } lines; /* ids of functions, the innermost first */
  struct str_vec frames;  /* names: first those of functions in their order, empty where they have none, then others */
  uint32_t no_name;       /* the frame [unknown] */
  struct pprof_stack_vec { uint32_t *at; size_t n, cap; } stacks; /* into frames */
  struct pprof_type period_type;
  uint64_t period, default_type, drop_frames;
  int64_t time_ns, duration_ns;
  uint64_t samples;       /* messages, well formed or not */
  bool cut;               /* the file ends early: what is missed is counted, not listed one by one */
  uint64_t missed;
};

/* Fills everything but frames and stacks. What is damaged is diagnosed and left out. */
void pprof_read_tables(struct pprof *p);
/* Gives every location its frames, and types their names. */
void pprof_resolve(struct pprof *p);

/* "location 5 (byte 123): message" */
struct pprof_place {
  const char *what;
  uint64_t number;
  const char *at;
};
void pprof_say(struct pprof *p, enum diag_id id, struct pprof_place place, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));
/* Complains of an entry that something refers to and that does not exist: one by one, or with all others of a file cut short. */
void pprof_miss(struct pprof *p, struct pprof_place place, const char *what, uint64_t id);
/* The string of an index; false, with a diagnostic and *out empty, when there is none. */
bool pprof_string(struct pprof *p, struct pprof_place place, uint64_t index, struct str *out);

#endif

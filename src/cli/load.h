/* Finding, recognising and reading the inputs of a report (MODEL.md section 1). */
#ifndef PERFPAGE_CLI_LOAD_H
#define PERFPAGE_CLI_LOAD_H

#include "base/source.h"
#include "cli/options.h"
#include "read/bench_files.h"
#include "read/folded.h"
#include "read/profile_part.h"

VEC_OF(folded_file_vec, struct folded_file);

struct load {
  struct arena *arena;
  struct diags *diags;
  const struct options *options;
  struct perfdoc doc;
  struct bench_table bench;
  struct history history;
  struct inputs inputs;       /* points at doc and bench */
  struct input_vec list;      /* every file, in the order read */
  struct folded_file_vec folded;   /* profiles, read together by load_finish */
  struct u32_vec folded_inputs;    /* their indices in list */
  struct profile_vec parts;        /* profiles of formats that are read at once */
  struct bench_file_vec waiting;   /* benchmark results that are several files each, read together by load_finish */
  struct u32_vec waiting_inputs;   /* their indices in list */
  struct u32_vec waited_inputs;    /* of those that were read, their indices in list */
  struct str folder;               /* private: the folder that is being loaded, as shown; empty for a file by itself */
  struct str run;                  /* private: the label that came with the path */
  struct profile_request types;
  struct source_vec { struct source *at; size_t n, cap; } sources; /* every file that could be opened, without its text */
  bool standard_taken;        /* standard input was given */
  bool head_is_there;         /* DIR has a head/, if only an empty one */
  struct strmap contents;     /* by role, operand, run and SHA-256, the place in list plus one */
  uint32_t operand;           /* bench: of the results, which is read; each may have what another has */
  bool in_history;            /* what is being read is a run of the history, and of those this one: */
  struct str run_id;          /* empty otherwise */
  struct source doc_source;   /* the text of the document: positions refer to it */
};

void load_init(struct load *l, struct arena *a, struct diags *d, const struct options *o);

/* DIR's layout and the explicit flags, which replace DIR's roles. What is wrong is diagnosed and sets inputs.bad; the rest is
 * read all the same. */
void load_report(struct load *l);

/* One file or folder for one side: bench, flame and lint --head. */
void load_path(struct load *l, enum side side, struct named_path path);

/* False, with a diagnostic, when a document holds nothing to read: it is blank, or no text at all. */
bool load_is_document(struct diags *d, const struct source *doc);

/* Complains and yields true when path is one of the inputs: nothing is written over what was measured or promised. */
bool load_would_overwrite(const struct load *l, const char *path);

/* The kind that --input-format NAME means; INPUT_UNKNOWN when it is none. */
enum input_kind load_kind_named(struct str name);

/* After the last path: pairs profiles, settles units and directions. */
void load_finish(struct load *l);

#endif

/* What the files of the PERFORMANCE.md reader share: the document being read, readable text that knows where its bytes stand,
 * tables as rows of cells, and values. Nothing outside src/read/perfdoc*.c includes this. */
#ifndef PERFPAGE_READ_PERFDOC_READER_H
#define PERFPAGE_READ_PERFDOC_READER_H

#include "base/source.h"
#include "base/strmap.h"
#include "model/perfdoc.h"
#include "read/grammar.h"

/* Containers and spans nested deeper than this are laid flat into the one at the limit, with a warning. */
enum { PERFDOC_DEPTH = 64 };

/* A place inside a long line whose column is known, so that no column is counted from far away. */
struct milestone {
  const char *at;
  uint32_t col;
};
VEC_OF(milestone_vec, struct milestone);

struct reader {
  struct arena *arena;
  struct diags *diags;
  const struct source *src;
  struct perfdoc *doc;
  const char **lines; /* where each line begins; one past the last is the end of the text. LF, CRLF and CR end a line. */
  size_t n_lines;
  bool utf8; /* all of the text is */
  struct milestone_vec milestones; /* in the order of the text */
  enum section_kind section; /* what is read now belongs to this one */
  struct decl floor; /* the sentence that sets the profile gate's floor */
  struct pos no_target; /* the last SLO that was said to have no target */
  bool item;          /* it is the first paragraph of a list item */
  struct str heading; /* readable text of the nearest heading, for sentences that do not name their subject */
};

/* ---- places (perfdoc_flat.c) ---- */

void reader_lines(struct reader *r);
struct str reader_line(const struct reader *r, size_t line); /* from 1, without its end; empty when there is none */
struct pos reader_pos(const struct reader *r, const char *at); /* at points into the source's text */

/* From byte `from` of the text on, bytes stand at `src` in the source, one after the other. */
struct flat_part {
  size_t from;
  const char *src;
};
VEC_OF(flat_vec, struct flat_part);

/* The readable text of a run of inlines, without markup, on one line; it knows where each byte of it stands. */
struct flat {
  struct str text;
  const char *src;       /* where text begins */
  struct flat_vec parts; /* empty when all of text stands at src in one piece */
};

/* Of a heading, paragraph or cell. Bytes that are not UTF-8 are control characters (SUB) in it, so that one of them cannot keep
 * the words around it from being read. */
struct flat flat_of(struct reader *r, const struct block *b);
struct flat flat_slice(struct reader *r, const struct flat *f, size_t from, size_t to);
struct flat flat_trim(struct reader *r, const struct flat *f);
/* Where a view into f->text stands; any other view gives where f begins. */
struct pos flat_pos(const struct reader *r, const struct flat *f, struct str view);
/* Calls each with every sentence of a paragraph. */
void each_sentence(struct reader *r, const struct flat *paragraph, void (*each)(struct reader *, const struct flat *));

/* ---- blocks (perfdoc_blocks.c, perfdoc_inline.c, perfdoc_pipes.c) ---- */

/* Reads the source into doc->root with cmark; sections are set, directives are obeyed, comments are gone. */
void perfdoc_blocks(struct reader *r);

/* Text still to be read as the inlines of a block: cells, and what stands before a table. */
struct inline_job {
  struct block *into;
  struct str raw;
};
VEC_OF(inline_job_vec, struct inline_job);

struct block_list {
  struct block *into, *last; /* last: of into's children */
};
struct block *block_append(struct reader *r, struct block_list *list, enum block_kind kind, struct pos pos);

/* Reads the texts of all jobs in one go. */
void perfdoc_inlines(struct reader *r, const struct inline_job_vec *jobs);

/* The lines of a paragraph or of a heading that ends in a line of dashes. */
struct span {
  size_t first, last; /* lines */
  const char *at;     /* where the text begins in the first one */
  size_t quotes;      /* marks of block quotes in front of each line */
};
struct str span_line(const struct reader *r, const struct span *s, size_t line); /* without what the containers put in front */
/* Whether there is a table among the lines; then it is appended, after a paragraph of the lines before it. */
bool perfdoc_pipes(struct reader *r, const struct span *s, struct block_list *list, struct inline_job_vec *jobs);

/* ---- tables as the readers of sections see them (perfdoc_table.c) ---- */

struct cell {
  const struct block *block; /* NULL: the row ends before it */
  struct flat flat;          /* trimmed */
};
struct row {
  const struct block *block;
  struct cell *cells; /* as many as the header has; void after the next row is read */
  size_t n;
  struct pos pos; /* of the first cell's text, or of the line */
  bool crooked;   /* has more or fewer cells than the header */
};
struct table {
  const struct block *block;
  struct row header;
  uint64_t *roles; /* for each column a bit for each role its header has */
  struct cell *cells; /* of the row read last */
};

#define ROLE(g) ((uint64_t)1 << ((g) - GRAMMAR_C_DATE))

/* Complains of rows with too many or too few cells. */
struct table table_open(struct reader *r, const struct block *b);
enum { TABLE_COLUMNS = 128 }; /* columns behind these are shown and not read */
/* The row that follows the block (a row of the table; the header's for the first). False after the last. */
bool table_next(struct reader *r, const struct table *t, const struct block **at, struct row *out);
enum { NO_COLUMN = -1 };
int table_column(const struct table *t, enum grammar role); /* the first with that role, or NO_COLUMN */
bool table_has(const struct table *t, enum grammar role);
/* The cell of a column; an empty one when there is no such column. */
const struct cell *row_cell(const struct row *row, int column);
struct str row_text(const struct row *row, int column); /* readable text of that cell */
struct str header_text(const struct table *t, int column);
/* Declares nothing: empty, -, –, —, n/a, none, TBD. The cell of a row that ends too early is not void, it is missing. */
bool text_is_void(struct str text);
struct decl row_decl(struct reader *r, const struct row *row);
/* Marks the row's declaration unreadable when it has no cell in that column. */
bool row_lacks(const struct row *row, int column, struct decl *d);
/* Whether that cell declares nothing. In a row with more or fewer cells than columns its bound may have been pushed aside: then
 * the declaration is unreadable, not without a bound. */
bool row_is_void(const struct row *row, int column, struct decl *d);

/* The columns that hold bounds: budgets, targets and quantiles, without current values and error budgets. */
enum { BOUND_COLUMNS = 8 };
size_t bound_columns(const struct table *t, int columns[BOUND_COLUMNS]);
/* The percentile a header names ("Budget at p99", "p95 target"). */
bool header_quantile(struct str header, double *q);

/* For rows that are declared twice: the line the key was first met at, 0 when this is the first time. */
uint32_t seen_before(struct reader *r, struct strmap *seen, struct str key, uint32_t line);

/* ---- sections (perfdoc_sections.c) ---- */

enum section_kind section_of_heading(struct str text);
/* The section whose usual title is one slip of the keyboard away from a heading that says nothing to section_of_heading. */
enum section_kind section_meant(struct str text, const char **meant);
enum section_kind section_of_name(struct str name); /* of a directive; SECTION_MAX when there is none */
bool section_declares(enum section_kind k);         /* what stands in it can fail a build */

enum { HEADING_LEVELS = 7 };

/* Where in the document we are: what the headings from level 1 down to the last one say, and what directives said of
 * them. Level 0 is the document before its first heading. A directive right behind a heading speaks of that heading, one right
 * before a heading of the heading it announces, any other of the rest of the section it stands in. */
struct outline {
  enum section_kind kind[HEADING_LEVELS];
  bool said[HEADING_LEVELS]; /* by a directive */
  size_t level;
  enum section_kind pending; /* SECTION_MAX: no directive waits for the block after it */
  bool after_heading;
};

void outline_init(struct outline *o);
enum section_kind outline_section(const struct outline *o);
void outline_directive(struct outline *o, enum section_kind kind);
void outline_block(struct outline *o); /* any block but a heading or a comment begins */
void outline_heading(struct outline *o, size_t level, enum section_kind kind);

/* ---- values (perfdoc_value.c, perfdoc_fault.c) ---- */

enum bound_op bound_op_of(struct str text, enum bound_op bare);
/* From the groups op, val and unit. */
bool bound_of_match(const struct grammar_match *m, enum bound_op bare, struct bound *out);
bool number_of(struct str text, double *out);      /* as the grammar's numbers are written, without unit */
struct ratio ratio_of_percent(struct str percent); /* "99.9": 999/1000; den 0 when it is no such figure */
bool quantile_of(struct str text, double *out);    /* "p99.9", "99th percentile", "max" */
bool window_of_match(const struct grammar_match *m, struct window *out);
bool duration_of(struct str text, double *seconds); /* "30 min", "1 hour" */
/* The window a text speaks of; minutes only count when they are called a window. */
bool window_in(struct str text, struct window *out);
bool dim_is_latency(enum dim d);

/* Reports an error about a declaration and marks it unreadable; the first problem stays. */
void decl_problem(struct reader *r, struct decl *d, enum diag_id id, struct pos pos, const char *fmt, ...)
    __attribute__((format(printf, 5, 6)));
/* A declaration of no kind of its own that cannot be read: a gate that fails. */
void declare_unreadable(struct reader *r, struct pos pos, struct str text, enum diag_id id, const char *fmt, ...)
    __attribute__((format(printf, 5, 6)));
struct str text_shortened(struct reader *r, struct str text); /* to some 60 bytes, for a message */
/* As much of a text as a gate or a message shows of it. */
struct str text_shown(struct reader *r, struct str text);
/* For `lint --verbose`. */
void note_text_only(struct reader *r, struct pos pos, struct str text);

/* Says why a figure could not be read, at the place of the fault: text begins with the number. subject is what to call it in
 * "SUBJECT has no unit"; examples are two ways to write it, or NULL. False when it finds no fault. */
struct fault {
  const char *subject;            /* "latency bound ", "" */
  const char *example, *example2; /* units to propose; NULL: none */
};
bool report_figure(struct reader *r, struct decl *d, const struct flat *at, struct str text, const struct fault *fault);
/* A cell that should hold `what` ("a duration", "a bound") and does not. */
void report_cell(struct reader *r, struct decl *d, const struct flat *cell, const char *what, const struct fault *fault);
/* A lower bound on a latency is warned of, and unreadable as a gate. */
void check_direction(struct reader *r, struct decl *d, const struct bound *b, struct pos op_at);
/* Reads a bound cell: "< 300 ms", "300 ms"; a bare number takes the unit of the column's header. what: as in report_cell. */
bool read_bound(struct reader *r, struct decl *d, const struct flat *cell, struct str header, const char *what,
                struct bound *out);
bool read_time_bound(struct reader *r, struct decl *d, const struct flat *cell, struct str header, struct bound *out); /* nothing but a time */

/* ---- declarations: each reads one block of its section ---- */

/* SLOs (perfdoc_slo.c, perfdoc_slotable.c) */
bool slo_sentence_fits(struct str text); /* one of the shapes */
void slo_read_sentence(struct reader *r, const struct flat *flat);
/* The route text (a view into at) names, with or without words around it. */
void slo_find_route(struct reader *r, const struct flat *at, struct str text, struct route *out);
bool slo_is_success(struct str subject); /* speaks of availability or success */
/* "availability >= 99.9%" is a share of requests, not a bound on a resource. */
void slo_share_target(struct slo *slo, struct str percent);
/* Checks what holds for every SLO, sentence or row, and keeps it. */
void slo_push(struct reader *r, const struct slo *given, struct pos op_at);
bool slo_table_compares(struct reader *r, const struct table *t); /* some target cell has a comparator */

void read_slo_paragraph(struct reader *r, const struct flat *paragraph);
bool read_route(struct reader *r, const struct flat *cell, struct route *out); /* false: it is no route, and nothing was said */
bool read_slo_table(struct reader *r, const struct table *t);
bool read_component_table(struct reader *r, const struct table *t);
bool read_route_table(struct reader *r, const struct table *t);
bool read_gate_table(struct reader *r, const struct table *t);
bool read_settings_table(struct reader *r, const struct table *t);
/* A setting that stands in a text or in code, where none is read. */
void report_setting_in_text(struct reader *r, struct str text, struct pos pos);
bool read_canary_table(struct reader *r, const struct table *t);
bool read_hotspot_table(struct reader *r, const struct table *t);
bool read_tuning_table(struct reader *r, const struct table *t);
void read_pgo_sentence(struct reader *r, const struct flat *s);
void read_pgo_name(struct reader *r, struct str code); /* a code span that may name the profile */
bool read_pgo_table(struct reader *r, const struct table *t);
bool read_runbook_table(struct reader *r, const struct table *t);
bool read_waiver_table(struct reader *r, const struct table *t);
/* Everything a paragraph of a gate section may say; item: it is a list item. */
void read_gate_paragraph(struct reader *r, const struct flat *paragraph, bool item);
void check_profile_floor(struct reader *r); /* at the end: a floor alone limits nothing */
void gate_rule_of_item(struct reader *r, const struct flat *bench, const struct flat *delta, struct pos pos, struct str text);
void read_hotspot_item(struct reader *r, const struct block *paragraph);
void read_anti_item(struct reader *r, const struct block *paragraph);
void read_runbook_title(struct reader *r, const struct block *b);

#endif

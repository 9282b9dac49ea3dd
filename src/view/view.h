/* What a section of the page is given, which sections there are, and the ids they link to each other by. */
#ifndef PERFPAGE_VIEW_VIEW_H
#define PERFPAGE_VIEW_VIEW_H

#include "base/buf.h"
#include "model/report.h"
#include "view/flame_palette.h"

struct out;

/* How to draw. Nothing in here can change a verdict. Zeroed is the default of everything. */
struct view_options {
  const char *templates; /* --templates DIR: these files instead of the built-in ones; NULL for none */
  double min_width;      /* frames narrower than this share of the total are not drawn; 0: 0.01 %, half a pixel beside a history; < 0: all are */
  uint32_t max_frames;   /* drawn on the page, shared by all graphs; 0: 2,500 */
  struct flame_colours colours;
  bool change_of_self;   /* differences are coloured by the change of self shares */
  bool reverse, inverted, negate, no_normalize; /* as in flame_options */
};

struct bench_group_vec; /* view/bench_rows.h */
struct trend_places;    /* view/trends.h */

enum gate_place { GATE_IN_ROW, GATE_IN_LINE, GATE_LEFT_OUT };

/* What every section may read. The first three are given; view_prepare sets the rest. */
struct view {
  const struct report *report;
  const struct view_options *options;
  struct arena *arena; /* scratch, freed when the page is written */
  const struct bench_group_vec *bench_groups;
  const bool *bench_in_row;            /* by index into report.benches; the others have no id on the page */
  const enum gate_place *gate_place;   /* by index into report.gates */
  const struct trend_places *trends;   /* which series have a card, which a row */
  bool document_whole;                 /* PERFORMANCE.md is shown to its end: its places can be linked to */
  bool same_procs;                     /* every benchmark has the same GOMAXPROCS: names go without it */
};
void view_prepare(struct view *v);

/* Writes one section from its heading on; the page has opened the <section> element and closes it. A section is called only
 * when it has something to show (the table in view/page.c). Geometry and fill are presentation attributes, so that every
 * chart can be read with styles refused. */
typedef void view_section(struct out *o, const struct view *v);

/* X(ENUM, "id", "Heading", function) */
#define VIEW_SECTION_TABLE(X)                                                                                          \
  X(VIEW_READING, "reading", "How to read this page", view_reading)                                                    \
  X(VIEW_GATES, "gates", "Gates", view_gates)                                                                          \
  X(VIEW_BENCHES, "benchmarks", "Benchmarks", view_benches)                                                            \
  X(VIEW_PROFILES, "profiles", "Profiles", view_profiles)                                                              \
  X(VIEW_SLO, "slo", "SLO and budgets", view_slo)                                                                      \
  X(VIEW_TRENDS, "trends", "Trends", view_trends)                                                                      \
  X(VIEW_DOCUMENT, "document", "PERFORMANCE.md", view_prose)                                                           \
  X(VIEW_INPUTS, "inputs", "Inputs and method", view_inputs)

enum view_section_id {
#define X(id, name, heading, fn) id,
  VIEW_SECTION_TABLE(X)
#undef X
      VIEW_SECTION_MAX
};

struct str view_section_name(enum view_section_id s); /* its id on the page */
struct str view_section_heading(enum view_section_id s);

#define X(id, name, heading, fn) view_section fn;
VIEW_SECTION_TABLE(X)
#undef X

/* Ids of the places that sections link to, without the "#". Generated: safe in attributes and in the fragment.
 * A gate in the Gates table has the gate's own id; a benchmark row has report_bench_id().
 * view_evidence_id: the row that shows what the gate was held against: its benchmark, its function, or its SLO, route,
 * component or resource, whose row must carry this id; of a trend its card, or its row in the table of trends. Empty when no
 * section shows more than the gate's own row.
 * view_function_id: a function in the table of report.profiles[profile]; function indexes its functions. */
struct str view_evidence_id(struct arena *a, const struct report *r, const struct gate *g);
struct str view_function_id(struct arena *a, const struct report *r, uint32_t profile, uint32_t function);
struct str view_trend_id(struct arena *a, const struct report *r, uint32_t trend); /* into report.trends */
/* The same for links: empty when limits left the place out of the page. */
struct str view_gate_link(const struct view *v, const struct gate *g);
struct str view_evidence_link(const struct view *v, const struct gate *g);
struct str view_bench_link(const struct view *v, const struct bench_result *b);

bool view_document_is_whole(const struct view *v); /* how view_prepare knows */

/* Rows of a table of objectives or budgets; of more the rest is a count. */
enum { BUDGET_ROWS = 500 };

/* "HotPath_Checkout/size=4": with "-8" where GOMAXPROCS differs between benchmarks. */
struct str view_bench_name(const struct view *v, const struct bench_id *id);

/* Which functions of report.profiles[profile] other sections link to, by their index: those that a gate or a cause names. The
 * table under the graph must have a row for each, whatever else it leaves out. */
const bool *view_functions_linked(struct arena *a, const struct report *r, uint32_t profile);

#endif

/* Small pieces that several sections share: status tags, figures, links between rows, tables in boxes that scroll. */
#ifndef PERFPAGE_VIEW_PARTS_H
#define PERFPAGE_VIEW_PARTS_H

#include "html/out.h"
#include "html/template.h"
#include "view/tiles.h"
#include "view/view.h"

void part_icon(struct out *o, enum verdict v, unsigned px); /* the shape alone, hidden from screen readers */
void part_tag(struct out *o, enum verdict v);               /* shape, word and colour */
void part_tag_word(struct out *o, enum verdict v, const char *word);
const char *part_verdict_lower(enum verdict v);             /* "no data", inside a sentence */
/* "2 fail · 3 warn · 8 pass": counts by verdict, those that are not 0. False when all are. */
bool part_counts(struct out *o, const uint32_t counts[VERDICT_MAX]);

/* For sections without a template: the heading with a link to itself; the summary beside it goes between the two. */
void part_head_open(struct out *o, enum view_section_id s);
void part_head_close(struct out *o);

/* Writes templates/NAME with its slots. One from --templates that cannot be used is diagnosed, and the built-in one stands in. */
void part_template(struct out *o, const struct view *v, const char *name, const struct template_slot *slots, size_t n,
                   void *context);

/* Text that is not a name. A string of unit_put_* and its like ("84.0 µs"): what follows the last no-break space is muted. */
void part_text(struct out *o, const char *cstr);
void part_figure(struct out *o, struct str figure);
void part_option(struct out *o, const char *option); /* "--json", not broken at its hyphens */
void part_muted(struct out *o, const char *cstr); /* <span class="u"> */

/* A name that leads to the row with that id; the name alone when id is empty. */
void part_name_link(struct out *o, struct str id, struct str name);
void part_code_link(struct out *o, struct str id, struct str name); /* the same in the type of code */
void part_sides(struct out *o, const struct report *r);             /* "main@4f2c1e9 → pr-1842@9ab77d0" */
void part_date(struct out *o, struct date d);                       /* <time>, as a person writes it */
void part_points(struct out *o, double points);                     /* 0.054 -> "+5.4 points" */
/* "PERFORMANCE.md:61"; nothing for a rule that is built in. */
void part_source(struct out *o, struct pos pos);

/* A table in a box that scrolls sideways and can be reached by keyboard. label names both; class may be LIT_NONE. */
void part_table_open(struct out *o, struct out_lit class, const char *label);
void part_table_close(struct out *o);
void part_th(struct out *o, struct out_lit class, const char *text); /* a column head; class "r" for figures */
void part_td(struct out *o, struct out_lit class, struct str text);
void part_td_empty(struct out *o);

/* dt and dd; the dd stays open for its content. */
void part_term(struct out *o, const char *term);

/* A bar from 0 to 1, 4 high, as wide as its place allows. */
void part_meter(struct out *o, double share, enum tone tone);

#endif

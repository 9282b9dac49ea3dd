/* Values for report.json, made with json-c and written member by member, so that a large report is never held as a tree. */
#ifndef PERFPAGE_EMIT_JSON_PARTS_H
#define PERFPAGE_EMIT_JSON_PARTS_H

#include "model/report.h"

struct json_object;

/* A document being written: an object or array whose members are serialised one by one. */
struct json_doc {
  struct buf *out;
  bool first; /* no member of the innermost container was written yet */
};

void json_open(struct json_doc *d, const char *key, char bracket); /* key NULL inside an array or at the top */
void json_close(struct json_doc *d, char bracket);
void json_member(struct json_doc *d, const char *key, struct json_object *value); /* takes value, which may be NULL: null */

struct json_object *json_new(void); /* an empty object */
struct json_object *json_list(void); /* an empty array */
/* Names as they came but for invalid UTF-8; control and bidi characters and < > & are \u escapes. Numbers are the shortest that
 * read back the same, null when not finite. */
struct json_object *json_str(struct str s);
struct json_object *json_text(struct str s); /* null when empty */
struct json_object *json_word(const char *s);
struct json_object *json_num(double v);
struct json_object *json_figure(struct str decimal); /* a number as it is written */
struct json_object *json_int(uint64_t v);
struct json_object *json_flag(bool v);
struct json_object *json_date(struct date d); /* null when not known */
struct json_object *json_strs(const struct str_vec *v);
struct json_object *json_source(struct pos pos); /* file and line; null for what no document says */
struct json_object *json_route(struct arena *a, const struct route *route); /* "POST /checkout"; null for none */
struct json_object *json_gate_id(const struct report *r, uint32_t gate);    /* null for INDEX_NONE */
void json_append(struct json_object *list, struct json_object *value);
void json_set(struct json_object *o, const char *key, struct json_object *value);

void json_put_benches(struct json_doc *d, const struct report *r);  /* benchmarks, geomeans */
void json_put_profiles(struct json_doc *d, const struct report *r, double min_share);
void json_put_budgets(struct json_doc *d, const struct report *r);  /* slos, components, component_total, routes, hotspots, waivers */
void json_put_findings(struct json_doc *d, const struct report *r);
void json_put_trends(struct json_doc *d, const struct report *r);
void json_put_disagreements(struct json_doc *d, const struct report *r);
void json_put_diagnostics(struct json_doc *d, const struct diags *list);

#endif

/* Templates: well-formed XML with <slot name="..."/> where a C function writes. A function can only call out_*, so no
 * template can forget to escape; and a template's own text and attributes go the same way.
 *
 * Only the elements and attributes of html/names.h are taken. Refused with file:line: style=, on*=, javascript:, http-equiv,
 * style and script elements (a slot writes them), document types and entities, text in void elements. White space that
 * contains a line end and nothing else is left out, comments too. */
#ifndef PERFPAGE_HTML_TEMPLATE_H
#define PERFPAGE_HTML_TEMPLATE_H

#include "html/asset.h"
#include "html/out.h"

struct template;

struct template_slot {
  const char *name;
  void (*fill)(struct out *o, void *context);
};

/* Reads a template and holds it against the table: every slot of the template must stand there, and every row must stand
 * in the template, once. file is the name in diagnostics. NULL, with a DIAG_TEMPLATE for each mistake found. */
struct template *template_parse(struct arena *a, struct diags *d, const struct asset *asset,
                                const struct template_slot *slots, size_t n);

/* Writes the template; context is handed to every slot. Nothing can fail any more. */
void template_write(const struct template *t, struct out *o, void *context);

#endif

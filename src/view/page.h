/* The whole page. */
#ifndef PERFPAGE_VIEW_PAGE_H
#define PERFPAGE_VIEW_PAGE_H

#include "view/view.h"

/* Appends the page to *to. r->diags gets what is wrong with the files of options->templates, if anything is: then the built-in
 * ones are used instead. The same report gives the same bytes. */
void view_page(struct arena *a, const struct report *r, const struct view_options *options, struct buf *to);

#endif

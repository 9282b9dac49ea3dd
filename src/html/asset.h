/* Templates and assets: built into the program, or read from --templates DIR instead, file by file. */
#ifndef PERFPAGE_HTML_ASSET_H
#define PERFPAGE_HTML_ASSET_H

#include "base/source.h"

/* Bytes that are trusted to be style, script or template: made by asset_load alone, never from a user's string. */
struct asset {
  const char *name; /* of the built-in one, or the path in dir */
  struct str bytes;
};

/* The file of that name ("style.css", "page.html") from dir, where dir is not NULL and has it, else the built-in one. False,
 * with a diagnostic, when the file in dir cannot be read or is not safe (style and script must not end their element early).
 * A name that is not built in is a bug and aborts. */
bool asset_load(struct arena *a, struct diags *d, const char *dir, const char *name, struct asset *out);

/* The built-in ones in order of their paths, from 0; false past the last. */
bool asset_built_in(size_t i, struct asset *out);

/* Several assets of one kind as one, in order: what one style or script element holds. */
struct asset asset_join(struct arena *a, const char *name, const struct asset *parts, size_t n);

/* Nothing in bytes can end a style or script element, or open a comment in it. */
bool asset_is_safe(struct str bytes);

/* The source expression for a Content-Security-Policy, quotes included: 'sha256-...'. */
enum { ASSET_CSP_HASH = SOURCE_HASH_BASE64 + 9 }; /* 'sha256-' and the closing quote */
void asset_csp_hash(const struct asset *asset, char out[ASSET_CSP_HASH + 1]);

#endif

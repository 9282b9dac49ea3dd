/* Input files: read whole, or only their beginning where the rest is for a stream; unzipped when gzip, hashed. Views into text
 * live as long as the arena. */
#ifndef PERFPAGE_BASE_SOURCE_H
#define PERFPAGE_BASE_SOURCE_H

#include "base/diag.h"
#include "base/source_hash.h"
#include "base/source_stream.h"

struct source {
  struct str name; /* as shown to people: never absolute unless the user typed it so */
  struct str text; /* unzipped, without a UTF-8 byte order mark */
  uint64_t bytes;  /* size on disk */
  char sha256[SOURCE_HASH_HEX + 1]; /* of the bytes on disk, lower-case hex */
  uint64_t device, inode; /* of the file */
  bool gzip;
  bool whole; /* false: a diagnostic says why, and text holds what could be read */
  bool partial; /* text is only the beginning: source_again reads the file from there */
  const char *path;             /* of a partial one */
  struct source_stream *stream; /* of a partial one that cannot be opened twice */
};

/* Largest input, before and after unzipping. */
#define SOURCE_LIMIT ((uint64_t)4 << 30)
/* Once unzipped text is beyond the floor, it may be at most so many times its gzip bytes (folded stacks reach about 60). */
enum { SOURCE_RATIO = 300, SOURCE_RATIO_FLOOR = 64 << 20 };

/* Reads path ("-" is standard input; a pipe will do, a device will not). False, with a diagnostic, when nothing could be
 * read at all; an empty file is read, to an empty text. */
bool source_load(struct arena *a, struct diags *d, const char *path, struct str name, struct source *out);

/* The same for out->name, but of a file of more than SOURCE_SMALL bytes of text it reads no more than the beginning. Hashed only
 * when asked for and read to the end. */
enum { SOURCE_SMALL = 1 << 20 };
bool source_open(struct arena *a, struct diags *d, const char *path, bool hashed, struct source *out);
/* The whole text from its first byte as a stream, partial or not, once. False, with a diagnostic, when it cannot be read again. */
bool source_again(struct source_stream *in, struct arena *a, struct diags *d, const struct source *s);
/* Reads what is left of a partial one, so that it is as if by source_load. False, with a diagnostic, when nothing can be read. */
bool source_complete(struct arena *a, struct diags *d, struct source *s);
/* Hashes a partial file, which is read for it. False, with a diagnostic, when it cannot be; what is missing of it is diagnosed. */
bool source_hash_partial(struct diags *d, struct source *s);

/* Fills list with what a folder holds (and its sub-folders when deep) beside folders, names relative to dir, in byte order;
 * hidden files and editor left-overs (*~, .*) are passed over. A link that leads nowhere, a pipe, a device are listed, so that
 * loading them complains. False when the folder, or a sub-folder, cannot be opened: errno says why. */
bool source_list(struct arena *a, const char *dir, bool deep, struct str_vec *list);

/* The files and folders that lie in dir itself, likewise; the name of a folder ends in "/". */
bool source_entries(struct arena *a, const char *dir, struct str_vec *list);

enum source_kind { SOURCE_ABSENT, SOURCE_FILE, SOURCE_DIR, SOURCE_OTHER };
enum source_kind source_stat(const char *path);
bool source_is_same(const char *path, const struct source *s); /* path is the regular file that s was read from */
bool source_is_one(const char *path, const char *other); /* both are there, and are one file or folder */
bool source_is_drained(const char *path, const struct source *s); /* path ("-" is standard input) is no regular file, and s was read from it */
bool source_is_there(const char *path); /* also as a link that leads nowhere */

struct pos source_pos(const struct source *s, uint32_t line, uint32_t col);

/* Writes bytes to path by a temporary file beside it, fsync and rename; on failure the old file stays and no stump is left.
 * An old file keeps its permission bits, a new one gets 0666 less the umask; a link is followed. "-" writes to standard
 * output, and what exists and is no regular file (a pipe, /dev/stdout) is written in place. 0 or the errno. */
int source_write(const char *path, struct str bytes);

#endif

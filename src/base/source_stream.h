/* Inputs read block by block and unzipped on the way: memory follows the longest line, not the file. */
#ifndef PERFPAGE_BASE_SOURCE_STREAM_H
#define PERFPAGE_BASE_SOURCE_STREAM_H

#include "base/diag.h"

struct source_unzip;

struct source_stream {
  struct str name;        /* for diagnostics */
  uint64_t size;          /* of the file when it was opened; 0 for what has no size */
  uint64_t device, inode; /* of the file */
  bool is_file;           /* regular: it can be opened again */
  bool gzip;              /* known after the first peek or read */
  bool whole;             /* until a diagnostic says that something is lost */
  uint64_t bytes;         /* read so far, as they stand on disk */
  uint64_t limit;         /* of text: beyond it the rest is lost; UINT64_MAX unless set after opening */
  struct diags *diags;    /* private from here on */
  struct arena *arena;
  struct str memory;      /* input that stands in memory */
  struct source_unzip *unzip;
  void *hash;
  int fd;
  bool begun, ended;
  uint64_t left;          /* bytes on disk still to be read: UINT64_MAX when nobody knows */
  char *raw, *buf;        /* a block of gzip data; text, of which from..n is not handed out yet */
  size_t from, n, cap;
  uint64_t passed;        /* bytes of text handed out before buf */
};

/* Opens path ("-" is standard input; a pipe will do, a device will not); the text's memory is in a. False, with a diagnostic,
 * when that fails. */
bool source_stream_open(struct source_stream *s, struct arena *a, struct diags *d, const char *path, struct str name);
/* What stands in memory, which must outlive the stream. */
void source_stream_memory(struct source_stream *s, struct arena *a, struct diags *d, struct str bytes, struct str name);
/* Text that stands in memory, taken as it is: its lines are views into it. */
void source_stream_text(struct source_stream *s, struct arena *a, struct diags *d, struct str text, struct str name);
/* Where the first line begins at or behind an offset of a regular file: its size when there is none. */
uint64_t source_stream_line_at(struct source_stream *s, uint64_t offset);
/* Only these bytes of a regular file that is not gzip, before anything is read. */
void source_stream_range(struct source_stream *s, uint64_t from, uint64_t to);

/* The text that comes next, at least so many bytes unless the input ends before, without taking it; without a byte order
 * mark. A view, valid until the next call. */
struct str source_stream_peek(struct source_stream *s, size_t least);
bool source_stream_is_at_end(const struct source_stream *s); /* what peek showed is all there is */
/* Takes whole lines (the last may lack its end). A view, valid until the next call. False at the end. */
bool source_stream_lines(struct source_stream *s, struct str *lines);
/* Takes all that is left, which lives as long as the arena. */
struct str source_stream_rest(struct source_stream *s);

/* Before anything is read: the bytes on disk are hashed as they come; the digest is there at the end, in lower-case hex. */
void source_stream_hash(struct source_stream *s);
void source_stream_digest(struct source_stream *s, char *hex); /* SOURCE_HASH_HEX + 1 bytes */
/* Takes a block as it stands on disk, unread: only to be hashed. False at the end. Not after anything else was read. */
bool source_stream_skip(struct source_stream *s);
void source_stream_close(struct source_stream *s); /* lets go of the file, not of the text */

#endif

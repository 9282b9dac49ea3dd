/* SHA-256 (FIPS 180-4), by libmd. */
#ifndef PERFPAGE_BASE_SOURCE_HASH_H
#define PERFPAGE_BASE_SOURCE_HASH_H

#include "base/arena.h"

enum { SOURCE_HASH_HEX = 64, SOURCE_HASH_BASE64 = 44 };

/* Bit by bit: the state lives in the arena. */
void *source_hash_begin(struct arena *a);
void source_hash_add(void *hash, struct str bytes);
void source_hash_end(void *hash, char hex[SOURCE_HASH_HEX + 1]); /* lower-case hex */

void source_sha256_base64(struct str bytes, char out[SOURCE_HASH_BASE64 + 1]); /* as a Content-Security-Policy wants it */

#endif

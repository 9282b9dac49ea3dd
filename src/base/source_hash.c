#include "base/source_hash.h"

#include <sha2.h>

void *source_hash_begin(struct arena *a) {
  SHA2_CTX *ctx = ARENA_NEW(a, SHA2_CTX);
  SHA256Init(ctx);
  return ctx;
}

void source_hash_add(void *hash, struct str bytes) {
  if (bytes.n) SHA256Update(hash, (const uint8_t *)bytes.p, bytes.n);
}

void source_hash_end(void *hash, char hex[SOURCE_HASH_HEX + 1]) {
  uint8_t digest[SHA256_DIGEST_LENGTH];
  SHA256Final(digest, hash);
  for (size_t i = 0; i < sizeof digest; i++) {
    hex[2 * i] = "0123456789abcdef"[digest[i] >> 4];
    hex[2 * i + 1] = "0123456789abcdef"[digest[i] & 15];
  }
  hex[SOURCE_HASH_HEX] = '\0';
}

void source_sha256_base64(struct str bytes, char out[SOURCE_HASH_BASE64 + 1]) {
  static const char digit[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  uint8_t digest[SHA256_DIGEST_LENGTH + 1];
  SHA2_CTX ctx;
  SHA256Init(&ctx);
  if (bytes.n) SHA256Update(&ctx, (const uint8_t *)bytes.p, bytes.n);
  SHA256Final(digest, &ctx);
  digest[SHA256_DIGEST_LENGTH] = 0; /* 32 bytes are 10 groups of three and two bytes more */
  size_t at = 0;
  for (size_t i = 0; i < SHA256_DIGEST_LENGTH; i += 3) {
    uint32_t group = (uint32_t)digest[i] << 16 | (uint32_t)digest[i + 1] << 8 | digest[i + 2];
    for (int shift = 18; shift >= 0; shift -= 6) out[at++] = digit[group >> shift & 63];
  }
  out[at - 1] = '=';
  out[at] = '\0';
}

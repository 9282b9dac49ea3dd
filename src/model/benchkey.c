#include "model/benchkey.h"

#include "base/buf.h"

static struct str own(struct str s) {
  return s.p ? s : STR("");
}

struct bench_key bench_key_of(struct str word) {
  static const struct {
    struct str word;
    enum bench_key_kind kind;
  } known[] = {{{".name", 5}, BENCH_KEY_NAME},   {{".fullname", 9}, BENCH_KEY_FULLNAME}, {{"/gomaxprocs", 11}, BENCH_KEY_PROCS},
               {{".file", 5}, BENCH_KEY_FILE},   {{".unit", 5}, BENCH_KEY_UNIT},         {{".config", 7}, BENCH_KEY_ALL_CONFIG}};
  for (size_t i = 0; i < sizeof known / sizeof *known; i++)
    if (str_eq(word, known[i].word)) return (struct bench_key){known[i].kind, STR_NONE};
  if (str_starts(word, STR("/"))) return (struct bench_key){BENCH_KEY_PART, str_slice(word, 1, word.n)};
  if (word.n == 0 || word.p[0] == '.') return (struct bench_key){BENCH_KEY_UNKNOWN, word};
  return (struct bench_key){BENCH_KEY_CONFIG, word};
}

bool bench_key_splits(const struct bench_key *key) {
  return key->kind == BENCH_KEY_CONFIG && !str_eq(key->name, STR("pkg"));
}

struct str bench_part_find(struct str params, struct str name) {
  struct str rest = params, part;
  if (params.n == 0) return STR_NONE;
  while (str_cut(&rest, '/', &part)) {
    if (part.n > name.n && str_starts(part, name) && part.p[name.n] == '=') return (struct str){part.p - 1, part.n + 1};
  }
  return STR_NONE;
}

static struct str value_of_part(struct str params, struct str name) {
  struct str part = bench_part_find(params, name);
  return part.p ? str_slice(part, name.n + 2, part.n) : STR("");
}

static struct str printed(struct arena *scratch, const struct bench_id *id) {
  struct buf b = BUF_INIT;
  bench_id_put(&b, id);
  return buf_take(&b, scratch);
}

struct str bench_key_value(const struct bench_key *key, const struct bench_seen *seen, struct arena *scratch) {
  const struct bench_id *id = &seen->row->id;
  switch (key->kind) {
  case BENCH_KEY_NAME: return own(id->name);
  case BENCH_KEY_FULLNAME: return printed(scratch, id);
  case BENCH_KEY_PART: return value_of_part(id->params, key->name);
  case BENCH_KEY_PROCS:
    if (id->procs == 0) return value_of_part(id->params, STR("gomaxprocs"));
    return arena_printf(scratch, "%lld", (long long)id->procs);
  case BENCH_KEY_FILE: return own(seen->file);
  case BENCH_KEY_UNIT: return own(id->unit);
  case BENCH_KEY_CONFIG:
    /* A suite is a package even where no line says so: the other formats have no configuration lines. */
    if (str_eq(key->name, STR("pkg"))) return own(id->suite);
    return own(bench_config_get(seen->table, seen->row->side[seen->side].config, key->name));
  case BENCH_KEY_ALL_CONFIG:
  case BENCH_KEY_UNKNOWN: break;
  }
  return STR("");
}

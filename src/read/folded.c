#include "read/folded.h"

#include "base/num.h"
#include "read/folded_jobs.h"
#include "read/stem.h"

/* Above this sum, counts are hardly samples any more: a day at 100 Hz on one core has 8.6 million. */
static const uint64_t samples_max = 10000000;

/* ---- names ---- */

struct str folded_key(struct str file_name) {
  static const struct str endings[] = {{".folded", 7}, {".collapsed", 10}, {".stacks", 7}, {".txt", 4}};
  struct str s = str_base_name(file_name);
  (void)stem_strip(&s, STR(".gz"));
  (void)stem_strip_number(&s);
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
    if (stem_strip(&s, endings[i])) break;
  (void)stem_strip(&s, STR(".diff"));
  (void)stem_strip_number(&s);
  return s;
}

static bool next_word(struct str *rest, struct str *word) {
  size_t i = 0;
  while (i < rest->n && !char_is_alnum(rest->p[i])) i++;
  size_t from = i;
  while (i < rest->n && char_is_alnum(rest->p[i])) i++;
  *word = str_slice(*rest, from, i);
  *rest = str_slice(*rest, i, rest->n);
  return word->n > 0;
}

/* The unit that the words of a stem tell, or STR_NONE. "objects" counts what "alloc" and "inuse" would weigh. */
static struct str unit_of_stem(struct str stem) {
  static const struct {
    struct str word, unit;
  } words[] = {{{"alloc", 5}, {"bytes", 5}}, {{"space", 5}, {"bytes", 5}}, {{"bytes", 5}, {"bytes", 5}},
               {{"inuse", 5}, {"bytes", 5}}, {{"ns", 2}, {"ns", 2}},       {{"delay", 5}, {"ns", 2}},
               {{"lock", 4}, {"ns", 2}}};
  struct str found = STR_NONE, word;
  while (next_word(&stem, &word)) {
    if (str_eq_nocase(word, STR("objects"))) return STR("objects");
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
      if (found.n == 0 && str_eq_nocase(word, words[i].word)) found = words[i].unit;
  }
  return found;
}

/* ---- how a file is to be read ---- */

/* What the lines of a file have in common. */
struct columns_seen {
  struct arena *arena;
  struct str first; /* stack */
  bool any, differ;
};

/* False at the first line that has no two whole numbers. */
static bool have_two_columns(struct columns_seen *seen, struct str text) {
  struct str line;
  while (str_next_line(&text, &line)) {
    line = str_trim_end(line);
    if (folded_is_remark(line)) continue;
    for (int column = 0; column < 2; column++) {
      struct str word;
      uint64_t count;
      if (!folded_last_word(&line, &word) || !num_parse_u64(word, &count)) return false;
    }
    line = str_trim(line);
    seen->differ = seen->differ || (seen->any && !str_eq(line, seen->first));
    if (!seen->any) seen->first = arena_dup(seen->arena, line);
    seen->any = true;
  }
  return true;
}

/* Whether every line has two whole numbers, and two stacks differ. A file that is read through a pipe cannot be read twice: its
 * beginning decides. */
static bool has_two_columns(const struct source *s) {
  struct arena scratch = ARENA_INIT;
  struct diags unheard;
  struct columns_seen seen = {.arena = &scratch};
  struct source_stream in;
  diag_init(&unheard, &scratch); /* what is wrong with the file is said when it is read */
  struct str beginning = s->text, lines;
  while (s->partial && beginning.n > 0 && beginning.p[beginning.n - 1] != '\n') beginning.n--;
  bool two = have_two_columns(&seen, beginning);
  if (two && s->partial && s->stream == NULL) {
    two = source_again(&in, &scratch, &unheard, s);
    while (two && source_stream_lines(&in, &lines)) two = have_two_columns(&seen, lines);
    source_stream_close(&in);
  }
  arena_free(&scratch);
  return two && seen.differ;
}

enum folded_columns folded_columns_of(const struct source *s, bool alone) {
  struct str name = s->name;
  (void)stem_strip(&name, STR(".gz"));
  if (str_ends(name, STR(".diff.folded"))) return FOLDED_DIFFERENCE;
  return alone && has_two_columns(s) ? FOLDED_DIFFERENCE : FOLDED_PLAIN;
}

/* What tells the unit of one file before it is read, and thereby which files may stand side by side. */
struct unit_claim {
  struct str unit; /* empty: nothing tells */
  const char *source;
  bool said; /* in so many words */
};

static struct unit_claim claim_of(const struct folded_file *f, struct str key) {
  if (f->count_name.n) return (struct unit_claim){f->count_name, "said on the command line", true};
  struct str text = f->source->text, line, unit; /* its beginning is enough: a unit stands before the first stack */
  while (str_next_line(&text, &line) && folded_is_remark(line))
    if (folded_unit_comment(line, &unit)) return (struct unit_claim){unit, "said by a comment in the file", true};
  return (struct unit_claim){unit_of_stem(key), "told by the name of the file", false};
}

/* What a file counts as far as its claim goes: samples where nothing tells, whether or not a comment says so. */
static struct str counted_by(const struct unit_claim *claim) {
  return claim->unit.n ? claim->unit : STR("samples");
}

static bool same_count(const struct unit_claim *a, const struct unit_claim *b) {
  return str_eq(counted_by(a), counted_by(b));
}

/* Of two claims that agree, the one that was made in so many words stands. */
static void join_claims(struct unit_claim *into, const struct unit_claim *other) {
  if (into->unit.n == 0 || (other->said && !into->said)) *into = *other;
}

/* ---- profiles ---- */

/* A profile in the making. */
struct group {
  struct str key;
  struct unit_claim claim;
  bool claims_differ;
  bool has[SIDE_MAX];
  bool counts_many, counts_multiples, counts_fractions; /* what speaks against samples */
  uint64_t gcd;
  uint32_t into; /* the group this one was joined to, else itself */
};
VEC_OF(group_vec, struct group);

struct reading {
  struct arena *arena;
  struct diags *diags;
  struct group_vec groups;
  uint32_t *group_of; /* by file */
};

static bool has_side(const struct folded_file *f, enum side side) {
  return f->columns == FOLDED_DIFFERENCE || f->side == side;
}

static void add_file(struct reading *r, const struct folded_file *f, uint32_t *group_of) {
  struct str key = f->key.n ? f->key : folded_key(f->source->name);
  struct unit_claim claim = claim_of(f, key);
  uint32_t i = 0;
  while (i < r->groups.n && !str_eq(r->groups.at[i].key, key)) i++;
  if (i == r->groups.n)
    *VEC_PUSH(r->arena, &r->groups) = (struct group){.key = arena_dup(r->arena, key), .claim = claim, .into = i};
  struct group *g = &r->groups.at[i];
  if (same_count(&g->claim, &claim)) {
    join_claims(&g->claim, &claim);
  } else {
    g->claims_differ = true;
    diag_add(r->diags, DIAG_FOLDED_UNIT, (struct pos){f->source->name, 0, 0},
             "this file counts " STR_FMT ", others of profile \"" STR_FMT "\" count " STR_FMT "; its unit is taken as unknown",
             STR_ARG(counted_by(&claim)), STR_ARG(key), STR_ARG(counted_by(&g->claim)));
  }
  for (size_t s = 0; s < SIDE_MAX; s++) g->has[s] |= has_side(f, (enum side)s);
  *group_of = i;
}

/* The only group that counts the same and has the side, or UINT32_MAX when there is none or more than one. */
static uint32_t only_group(const struct reading *r, const struct unit_claim *claim, enum side side) {
  uint32_t found = UINT32_MAX;
  for (uint32_t i = 0; i < r->groups.n; i++) {
    if (!r->groups.at[i].has[side] || !same_count(&r->groups.at[i].claim, claim)) continue;
    if (found != UINT32_MAX) return UINT32_MAX;
    found = i;
  }
  return found;
}

/* One profile of a kind on each side: a pair, whatever the names. It goes by the head's. */
static void pair_groups(struct reading *r) {
  for (uint32_t i = 0; i < r->groups.n; i++) {
    struct group *base = &r->groups.at[i];
    if (base->has[SIDE_HEAD] || only_group(r, &base->claim, SIDE_BASE) != i) continue;
    uint32_t head = only_group(r, &base->claim, SIDE_HEAD);
    if (head == UINT32_MAX || r->groups.at[head].has[SIDE_BASE]) continue;
    base->key = r->groups.at[head].key;
    base->has[SIDE_HEAD] = true;
    join_claims(&base->claim, &r->groups.at[head].claim);
    base->claims_differ |= r->groups.at[head].claims_differ;
    r->groups.at[head].into = i;
    r->groups.at[head].has[SIDE_HEAD] = false;
  }
}

static void read_file(struct reading *r, struct folded_file *f, struct group *g, struct profile *profile) {
  struct folded_parser p;
  folded_parser_init(&p, &profile->tree, r->diags, f->source->name);
  p.columns = f->columns;
  p.side = f->side;
  p.unit = f->count_name;
  if (f->columns == FOLDED_DIFFERENCE)
    diag_add(r->diags, DIAG_FOLDED_DIFF, (struct pos){f->source->name, 0, 0},
             "read as a difference: the first count of a line is base, the second is head");
  folded_parse_source(&p, f->source, f->jobs);
  folded_parser_end(&p);
  f->tally = p.tally;
  g->counts_many |= p.sum[SIDE_BASE] > samples_max || p.sum[SIDE_HEAD] > samples_max;
  if (p.gcd > 1) {
    g->counts_multiples = true;
    g->gcd = p.gcd;
  }
  for (size_t s = 0; s < SIDE_MAX; s++)
    if (has_side(f, (enum side)s)) *VEC_PUSH(r->arena, &profile->files[s]) = f->source->name;
}

static void set_unit(struct arena *a, struct profile *p, const struct group *g) {
  p->unit = STR("unknown");
  if (g->claims_differ) {
    p->unit_source = STR("the files contradict each other");
  } else if (g->claim.unit.n) {
    p->unit = arena_dup(a, g->claim.unit);
    p->unit_source = str_of(g->claim.source);
    p->unit_said = g->claim.said;
  } else if (g->counts_fractions) {
    p->unit_source = STR("nothing tells it, and the counts are not whole numbers");
  } else if (g->counts_many) {
    p->unit_source = STR("nothing tells it, and the sum exceeds 10 million");
  } else if (g->counts_multiples) {
    p->unit_source = arena_printf(a, "nothing tells it, and every count is a multiple of %llu", (unsigned long long)g->gcd);
  } else {
    p->unit = STR("samples");
    p->unit_source = STR("nothing says otherwise");
  }
  /* Whoever says samples means events, but fractions of them were weighed by something. */
  p->unit_is_events = str_eq(p->unit, STR("samples")) && p->tree.decimals == 0;
}

void folded_read(struct arena *a, struct diags *d, struct folded_file *files, size_t n, struct profile_vec *out) {
  struct reading r = {.arena = a, .diags = d, .group_of = ARENA_ARRAY(a, uint32_t, n)};
  for (size_t i = 0; i < n; i++) add_file(&r, &files[i], &r.group_of[i]);
  pair_groups(&r);
  for (uint32_t g = 0; g < r.groups.n; g++) {
    struct group *group = &r.groups.at[g];
    if (group->into != g) continue;
    struct profile *p = VEC_PUSH(a, out);
    p->key = group->key;
    calltree_init(&p->tree, a);
    for (size_t i = 0; i < n; i++)
      if (r.groups.at[r.group_of[i]].into == g) read_file(&r, &files[i], group, p);
    if (p->tree.events[SIDE_BASE] + p->tree.events[SIDE_HEAD] == 0) { /* nothing to draw: the files are reported empty */
      out->n--;
      continue;
    }
    for (size_t s = 0; s < SIDE_MAX; s++) p->has[s] = p->tree.events[s] > 0;
    group->counts_fractions = p->tree.decimals > 0;
    calltree_finish(&p->tree);
    set_unit(a, p, group);
  }
}

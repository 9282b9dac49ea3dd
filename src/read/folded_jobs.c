#include "read/folded_jobs.h"

#include "base/threads.h"

/* A thread has to have something to do: starting it, and merging what it read, takes longer than reading this much. */
#define PIECE_MIN ((uint64_t)16 << 20)

struct piece {
  struct arena arena; /* all that the thread touches */
  struct diags diags;
  struct calltree own, *tree;
  struct folded_parser parser;
  const struct source *source;
  uint64_t from, to;
  bool clean; /* read to its end, with nothing to report */
};

static void parse_stream(struct folded_parser *p, struct source_stream *in) {
  struct str lines;
  while (source_stream_lines(in, &lines)) folded_parse(p, lines);
}

static void parse_alone(struct folded_parser *p, const struct source *s) {
  struct arena scratch = ARENA_INIT;
  struct source_stream in;
  if (source_again(&in, &scratch, p->diags, s)) {
    parse_stream(p, &in);
    source_stream_close(&in);
  }
  arena_free(&scratch);
}

static void parse_piece(void *item) {
  struct piece *piece = item;
  struct source_stream in;
  if (!source_again(&in, &piece->arena, &piece->diags, piece->source)) return;
  source_stream_range(&in, piece->from, piece->to);
  parse_stream(&piece->parser, &in);
  source_stream_close(&in);
  const struct folded_parser *p = &piece->parser;
  piece->clean = piece->diags.list.n == 0 && p->faults.bad_utf8 == 0 && p->faults.control == 0;
}

/* The tree is into, or one of its own. */
static void set_up(struct piece *piece, const struct folded_parser *p, const struct source *s, struct calltree *into) {
  *piece = (struct piece){.arena = ARENA_INIT, .source = s};
  diag_init(&piece->diags, &piece->arena);
  calltree_init(&piece->own, &piece->arena);
  piece->tree = into ? into : &piece->own;
  folded_parser_init(&piece->parser, piece->tree, &piece->diags, p->file);
  piece->parser.columns = p->columns;
  piece->parser.side = p->side;
  piece->parser.unit = p->unit;
}

/* How many pieces a file is split into: 1 when it is not. */
static unsigned pieces_of(const struct source *s, unsigned jobs) {
  if (!s->partial || s->stream || s->gzip) return 1;
  uint64_t most = s->bytes / PIECE_MIN;
  unsigned n = jobs < THREADS_MAX ? jobs : THREADS_MAX;
  return most < n ? (unsigned)most : n;
}

static bool set_ranges(struct piece *pieces, unsigned n, struct folded_parser *p, const struct source *s) {
  struct arena scratch = ARENA_INIT;
  struct source_stream in;
  bool ok = source_again(&in, &scratch, p->diags, s);
  if (ok) {
    for (unsigned i = 0; i < n; i++) {
      pieces[i].from = i == 0 ? 0 : pieces[i - 1].to;
      uint64_t at = in.size / n * (i + 1);
      pieces[i].to = at > pieces[i].from ? source_stream_line_at(&in, at) : pieces[i].from; /* a line over many is looked through once */
    }
    pieces[n - 1].to = in.size;
    source_stream_close(&in);
  }
  arena_free(&scratch);
  return ok;
}

/* Whether all can be merged into a tree that has those sums: a merge that stops half way could not be undone. */
static bool can_merge(const struct folded_parser *p, const struct piece *pieces, unsigned n, uint64_t sum[SIDE_MAX]) {
  for (unsigned i = 0; i < n; i++) {
    if (!pieces[i].clean || pieces[i].tree->decimals != pieces[0].tree->decimals) return false; /* scaled sums may not fit */
    if (i > 0 && !str_eq(pieces[i].parser.unit, p->unit)) return false; /* a unit in the middle of a file is reported */
    for (size_t s = 0; s < SIDE_MAX; s++) {
      if (pieces[i].tree->sum[s] > UINT64_MAX - sum[s]) return false;
      sum[s] += pieces[i].tree->sum[s];
    }
  }
  return true;
}

static bool merge(struct folded_parser *p, const struct piece *pieces, unsigned n) {
  uint64_t sum[SIDE_MAX] = {0, 0};
  bool begins = pieces[0].tree == p->tree;
  if (!begins) memcpy(sum, p->tree->sum, sizeof sum);
  if (!begins && pieces[0].tree->decimals != p->tree->decimals) return false;
  if (!can_merge(p, pieces, n, sum)) return false;
  for (unsigned i = begins; i < n; i++) (void)calltree_merge(p->tree, pieces[i].tree);
  for (unsigned i = 0; i < n; i++) folded_parser_join(p, &pieces[i].parser);
  return true;
}

/* The first piece goes into the tree itself as long as that is empty. */
static bool parse_pieces(struct folded_parser *p, const struct source *s, unsigned n) {
  struct arena scratch = ARENA_INIT;
  struct piece *pieces = ARENA_ARRAY(&scratch, struct piece, n);
  bool is_first = p->tree->n == 1 && p->tree->events[SIDE_BASE] + p->tree->events[SIDE_HEAD] == 0;
  for (unsigned i = 0; i < n; i++) set_up(&pieces[i], p, s, i == 0 && is_first ? p->tree : NULL);
  bool ok = set_ranges(pieces, n, p, s);
  if (ok) threads_run(parse_piece, pieces, sizeof *pieces, n);
  ok = ok && merge(p, pieces, n);
  if (!ok && is_first) {
    calltree_init(p->tree, p->tree->arena);
    folded_walk_init(&p->walk, p->tree);
  }
  for (unsigned i = 0; i < n; i++) {
    folded_walk_free(&pieces[i].parser.walk);
    arena_free(&pieces[i].arena);
  }
  arena_free(&scratch);
  return ok;
}

void folded_parse_source(struct folded_parser *p, const struct source *s, unsigned jobs) {
  unsigned n = pieces_of(s, jobs);
  if (n < 2 || !parse_pieces(p, s, n)) parse_alone(p, s);
}

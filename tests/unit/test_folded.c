/* Folded stacks: the grammar case by case, chunks, units, keys and pairs, real files. */
#include "check.h"

#include "base/diag.h"
#include "read/folded.h"
#include "read/folded_parse.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static struct arena arena;
static struct diags diags;

static void fresh(void) {
  arena_free(&arena);
  arena = ARENA_INIT;
  diag_init(&diags, &arena);
}

/* A source made the way the program makes one: from a file, so that its byte order mark goes where it should. */
static const struct source *loaded(const char *name, const char *text, size_t n) {
  char path[] = "/tmp/perfpage-folded-XXXXXX";
  int fd = mkstemp(path);
  assert_true(fd >= 0);
  assert_int_equal(write(fd, text, n), (long)n);
  close(fd);
  struct source *s = ARENA_NEW(&arena, struct source);
  bool ok = source_load(&arena, &diags, path, arena_dup(&arena, str_of(name)), s);
  unlink(path);
  assert_true(ok);
  return s;
}

static const struct source *text_source(const char *name, const char *text) {
  struct source *s = ARENA_NEW(&arena, struct source);
  *s = (struct source){.name = str_of(name), .text = str_of(text), .whole = true};
  return s;
}

/* ---- drawing what was read ---- */

static void put_count(struct buf *b, uint64_t v, unsigned decimals) {
  uint64_t power = 1;
  for (unsigned i = 0; i < decimals; i++) power *= 10;
  buf_u64(b, v / power);
  if (decimals) buf_printf(b, ".%0*llu", (int)decimals, (unsigned long long)(v % power));
}

static void put_node(struct buf *b, const struct profile *p, uint32_t i) {
  const struct call_node *node = &p->tree.nodes[i];
  buf_printf(b, "%s%u:'", b->n ? " " : "", node->depth);
  buf_str(b, p->tree.names[node->name]);
  buf_cstr(b, "'=");
  if (p->has[SIDE_BASE]) put_count(b, call_total(&p->tree, i, SIDE_BASE), p->tree.decimals);
  if (p->has[SIDE_BASE] && p->has[SIDE_HEAD]) buf_char(b, '>');
  if (p->has[SIDE_HEAD]) put_count(b, call_total(&p->tree, i, SIDE_HEAD), p->tree.decimals);
}

static void put_tree(struct buf *b, const struct profile *p) {
  uint32_t i = CALL_ROOT;
  while (i != CALL_NONE) {
    const struct call_node *node = &p->tree.nodes[i];
    put_node(b, p, i);
    if (node->first_child != CALL_NONE) {
      i = node->first_child;
      continue;
    }
    while (i != CALL_NONE && p->tree.nodes[i].next_sibling == CALL_NONE) i = p->tree.nodes[i].parent;
    if (i != CALL_NONE) i = p->tree.nodes[i].next_sibling;
  }
}

static void put_diags(struct buf *b) {
  diag_finish(&diags);
  VEC_EACH(const struct diag, it, &diags.list) {
    buf_printf(b, "%s%u:%u %s", b->n ? ", " : "", it->pos.line, it->pos.col, diag_slug(it->id));
  }
}

static void assert_text(const struct buf *got, const char *want, size_t n) {
  if (got->n != n || (n && memcmp(got->p, want, n) != 0))
    fail_msg("got  %.*s\nwant %.*s", (int)(got->n < 2000 ? got->n : 2000), got->n ? got->p : "", (int)(n < 2000 ? n : 2000), want);
}

static struct profile_vec read_one(const struct source *s, enum side side, enum folded_columns columns) {
  struct profile_vec profiles = {0};
  struct folded_file file = {.source = s, .side = side, .columns = columns};
  folded_read(&arena, &diags, &file, 1, &profiles);
  return profiles;
}

/* ---- the edge cases ---- */

enum { DEPTH = 3000 };

static void deep_stack(struct buf *input, struct buf *tree) {
  buf_cstr(tree, "0:'all'=5");
  for (unsigned i = 0; i < DEPTH; i++) {
    buf_printf(input, "%sf%u", i ? ";" : "", i);
    buf_printf(tree, " %u:'f%u'=5", i + 1, i);
  }
  buf_cstr(input, " 5\n");
}

static void edge_case(void **state) {
  const struct check_row *r = *state;
  fresh();
  size_t input_n, tree_n;
  const char *input = check_unescape(check_field(r, "input"), &input_n);
  const char *want = check_unescape(check_field(r, "tree"), &tree_n);
  struct buf made = BUF_INIT, deep = BUF_INIT, got = BUF_INIT;
  if (strcmp(input, "(f0 to f2999)") == 0) {
    deep_stack(&made, &deep);
    input = made.p;
    input_n = made.n;
    want = deep.p;
    tree_n = deep.n;
  }
  const struct source *s = loaded(check_field(r, "file"), input, input_n);
  enum folded_columns columns = folded_columns_of(s, true);
  assert_int_equal(columns == FOLDED_DIFFERENCE, strcmp(check_field(r, "read_as"), "difference") == 0);
  struct profile_vec profiles = read_one(s, SIDE_HEAD, columns);
  assert_int_equal(profiles.n, tree_n ? 1 : 0);
  if (profiles.n) put_tree(&got, &profiles.at[0]);
  assert_text(&got, want, tree_n);
  buf_clear(&got);
  put_diags(&got);
  assert_text(&got, check_field(r, "diagnostics"), strlen(check_field(r, "diagnostics")));
  buf_free(&got);
  buf_free(&made);
  buf_free(&deep);
}

/* With another base or head, two columns are no difference unless the name says so. */
static void not_alone(void **state) {
  (void)state;
  fresh();
  assert_int_equal(folded_columns_of(text_source("x.folded", "a 1 2\nb 3 4\n"), true), FOLDED_DIFFERENCE);
  assert_int_equal(folded_columns_of(text_source("x.folded", "a 1 2\nb 3 4\n"), false), FOLDED_PLAIN);
  assert_int_equal(folded_columns_of(text_source("x.diff.folded", "a 1\n"), false), FOLDED_DIFFERENCE);
  assert_int_equal(folded_columns_of(text_source("x.diff.folded.gz", "a 1\n"), false), FOLDED_DIFFERENCE);
}

/* ---- chunks: the same tree however the lines are cut ---- */

static void chunks(void **state) {
  (void)state;
  fresh();
  static const char text[] = "# unit: ns\na;b;c 1\na;b;d 2.5\nbad\na;b 4\n[u8; 8];x 8\n\na;b;c 16\nlast 32";
  struct buf whole = BUF_INIT, cut = BUF_INIT;
  for (size_t size = sizeof text; size > 0; size /= 2) {
    struct profile p = {.has = {false, true}};
    calltree_init(&p.tree, &arena);
    struct folded_parser parser;
    folded_parser_init(&parser, &p.tree, &diags, STR("x"));
    parser.side = SIDE_HEAD;
    struct str rest = str_of(text);
    while (rest.n) {
      size_t n = size < rest.n ? size : rest.n;
      while (n < rest.n && rest.p[n - 1] != '\n') n++;
      folded_parse(&parser, str_slice(rest, 0, n));
      rest = str_slice(rest, n, rest.n);
    }
    folded_parser_end(&parser);
    calltree_finish(&p.tree);
    buf_clear(&cut);
    put_tree(&cut, &p);
    if (whole.n == 0) buf_str(&whole, buf_view(&cut));
    assert_text(&cut, whole.p, whole.n);
    assert_int_equal(parser.tally.records, 6);
    assert_int_equal(parser.tally.skipped, 1);
    assert_int_equal(parser.line_no, 9);
    assert_true(str_eq(parser.unit, STR("ns")));
  }
  static const char *tree = "0:'all'=63.5 1:'[u8; 8]'=8.0 2:'x'=8.0 1:'a'=23.5 2:'b'=23.5 3:'c'=17.0 3:'d'=2.5 1:'last'=32.0";
  assert_text(&whole, tree, strlen(tree));
  buf_free(&whole);
  buf_free(&cut);
}

/* ---- units ---- */

struct unit_row {
  const char *file, *text, *count_name;
  const char *unit, *source;
  bool events;
};

#define NOTHING "nothing tells it, and "
static struct unit_row units[] = {
    {"cpu.folded", "a 1\nb 2\n", "", "samples", "nothing says otherwise", true},
    {"cpu.folded", "a 1\nb 2\n", "cycles", "cycles", "said on the command line", false},
    {"cpu.folded", "# unit: samples\na 10\nb 20\n", "", "samples", "said by a comment in the file", true},
    {"cpu.folded", "# from perf\n# unit:  ns \na 10\n", "", "ns", "said by a comment in the file", false},
    {"cpu.folded", "# unit: ns\na 1\n", "samples", "samples", "said on the command line", true},
    {"alloc_space.folded", "a 1\nb 2\n", "", "bytes", "told by the name of the file", false},
    {"x.alloc.folded.gz", "a 1\nb 2\n", "", "bytes", "told by the name of the file", false},
    {"heap-inuse.folded", "a 1\n", "", "bytes", "told by the name of the file", false},
    {"alloc_objects.folded", "a 1\nb 2\n", "", "objects", "told by the name of the file", false},
    {"mutex.delay.txt", "a 1\nb 2\n", "", "ns", "told by the name of the file", false},
    {"lock.folded", "a 1\nb 2\n", "", "ns", "told by the name of the file", false},
    {"columns.folded", "a 1\nb 2\n", "", "samples", "nothing says otherwise", true},
    {"allocator.folded", "a 1\nb 2\n", "", "samples", "nothing says otherwise", true},
    {"cpu.folded", "a 10\nb 25\nc 0\n", "", "unknown", NOTHING "every count is a multiple of 5", false},
    {"cpu.folded", "a 9999999\nb 1\n", "", "samples", "nothing says otherwise", true},
    {"cpu.folded", "a 9999999\nb 2\n", "", "unknown", NOTHING "the sum exceeds 10 million", false},
    {"cpu.folded", "a 1\nb 0.5\n", "", "unknown", NOTHING "the counts are not whole numbers", false},
    {"cpu.folded", "# unit: samples\na 1\nb 0.5\n", "", "samples", "said by a comment in the file", false},
    {"cpu.folded", "a 1\nb 2\n# unit: ns\n", "", "samples", "nothing says otherwise", true},
};

static void unit_of(void **state) {
  const struct unit_row *r = *state;
  fresh();
  struct profile_vec profiles = {0};
  struct folded_file file = {.source = text_source(r->file, r->text), .side = SIDE_HEAD, .count_name = str_of(r->count_name)};
  folded_read(&arena, &diags, &file, 1, &profiles);
  assert_int_equal(profiles.n, 1);
  assert_true(str_eq(profiles.at[0].unit, str_of(r->unit)));
  assert_true(str_eq(profiles.at[0].unit_source, str_of(r->source)));
  assert_int_equal(profiles.at[0].unit_is_events, r->events);
}

/* ---- keys and pairs ---- */

struct text_row {
  const char *in, *want;
};

static struct text_row key_rows[] = {
    {"dir/cpu.folded", "cpu"},     {"cpu.2.folded.gz", "cpu"},  {"cpu.folded.10", "cpu"}, {"cpu.txt", "cpu"},
    {"a.b.collapsed", "a.b"},      {"cpu", "cpu"},              {"cpu.diff.folded", "cpu"}, {".folded", ".folded"},
    {"go1.19.cpu.folded", "go1.19.cpu"}, {"x.stacks.gz", "x"}, {"7", "7"},
};

static void key_of(void **state) {
  const struct text_row *row = *state;
  assert_true(str_eq(folded_key(str_of(row->in)), str_of(row->want)));
}

/* Files as "base/x head/y", each with one stack named after it; profiles as "key: base files > head files". */
static struct text_row pair_rows[] = {
    {"base/cpu head/cpu", "cpu: base/cpu > head/cpu"},
    {"base/old head/new", "new: base/old > head/new"},
    {"base/cpu.1 base/cpu.2 head/cpu.1", "cpu: base/cpu.1 base/cpu.2 > head/cpu.1"},
    {"base/cpu base/alloc head/cpu head/alloc", "cpu: base/cpu > head/cpu; alloc: base/alloc > head/alloc"},
    {"base/cpu base/old.alloc head/cpu head/new.space", "cpu: base/cpu > head/cpu; new.space: base/old.alloc > head/new.space"},
    {"base/cpu head/alloc", "cpu: base/cpu >; alloc: > head/alloc"},
    {"base/a base/b head/c", "a: base/a >; b: base/b >; c: > head/c"},
    {"base/a head/b head/c", "a: base/a >; b: > head/b; c: > head/c"},
    {"head/cpu", "cpu: > head/cpu"},
    {"base/cpu base/wall head/cpu", "cpu: base/cpu > head/cpu; wall: base/wall >"},
};

static void pairs(void **state) {
  const struct text_row *row = *state;
  fresh();
  struct folded_file files[8];
  size_t n = 0;
  struct str rest = str_of(row->in), name;
  while (rest.p && str_cut(&rest, ' ', &name)) {
    struct source *s = ARENA_NEW(&arena, struct source);
    *s = (struct source){.name = name, .text = arena_printf(&arena, STR_FMT ";x %zu\n", STR_ARG(name), n + 1)};
    files[n++] = (struct folded_file){.source = s, .side = str_starts(name, STR("base")) ? SIDE_BASE : SIDE_HEAD};
  }
  struct profile_vec profiles = {0};
  folded_read(&arena, &diags, files, n, &profiles);
  struct buf got = BUF_INIT;
  VEC_EACH(const struct profile, p, &profiles) {
    buf_printf(&got, "%s" STR_FMT ":", got.n ? "; " : "", STR_ARG(p->key));
    for (size_t s = 0; s < SIDE_MAX; s++) {
      if (s == SIDE_HEAD) buf_cstr(&got, " >");
      VEC_EACH(const struct str, f, &p->files[s]) buf_printf(&got, " " STR_FMT, STR_ARG(*f));
      assert_int_equal(p->has[s], p->files[s].n > 0);
      assert_int_equal(p->tree.events[s], p->files[s].n);
    }
  }
  assert_text(&got, row->want, strlen(row->want));
  buf_free(&got);
  for (size_t i = 0; i < n; i++) assert_int_equal(files[i].tally.records, 1);
  assert_int_equal(diags.list.n, 0);
}

static void units_contradict(void **state) {
  (void)state;
  fresh();
  struct folded_file files[] = {
      {.source = text_source("base/cpu.folded", "# unit: ns\na 1\nb 2\n"), .side = SIDE_BASE},
      {.source = text_source("head/cpu.folded", "a 1\nb 2\n"), .side = SIDE_HEAD},
  };
  struct profile_vec profiles = {0};
  folded_read(&arena, &diags, files, 2, &profiles);
  assert_int_equal(profiles.n, 1);
  assert_true(str_eq(profiles.at[0].unit, STR("unknown")));
  assert_false(profiles.at[0].unit_is_events);
  assert_int_equal(diags.list.n, 1);
  assert_int_equal(diags.list.at[0].id, DIAG_FOLDED_UNIT);
}

/* Samples are what a file counts that says nothing: saying so on one side changes neither the pair nor the unit, and wins over
 * a guess. */
static void samples_agree(void **state) {
  (void)state;
  static const char *const heads[] = {"head/cpu.folded", "head/new.folded"};
  for (int i = 0; i < 4; i++) {
    fresh();
    const char *said = "# unit: samples\na 10\nb 20\n", *unsaid = "a 10\nb 20\n";
    struct folded_file files[] = {
        {.source = text_source("base/cpu.folded", i % 2 ? said : unsaid), .side = SIDE_BASE},
        {.source = text_source(heads[i / 2], i % 2 ? unsaid : said), .side = SIDE_HEAD},
    };
    struct profile_vec profiles = {0};
    folded_read(&arena, &diags, files, 2, &profiles);
    assert_int_equal(diags.list.n, 0);
    assert_int_equal(profiles.n, 1);
    assert_true(profiles.at[0].has[SIDE_BASE] && profiles.at[0].has[SIDE_HEAD]);
    assert_true(str_eq(profiles.at[0].unit, STR("samples")));
    assert_true(profiles.at[0].unit_is_events);
  }
}

/* A file of one side that holds nothing leaves the other side a profile of its own. */
static void empty_side(void **state) {
  (void)state;
  fresh();
  struct folded_file files[] = {
      {.source = text_source("base/cpu.folded", "# nothing\n"), .side = SIDE_BASE},
      {.source = text_source("head/cpu.folded", "a 1\nb 2\n"), .side = SIDE_HEAD},
  };
  struct profile_vec profiles = {0};
  folded_read(&arena, &diags, files, 2, &profiles);
  assert_int_equal(profiles.n, 1);
  assert_false(profiles.at[0].has[SIDE_BASE]);
  assert_true(profiles.at[0].has[SIDE_HEAD]);
  assert_int_equal(diag_count(&diags, DIAG_ERROR), 1);
  assert_true(str_eq(diags.list.at[0].pos.file, STR("base/cpu.folded")));
}

/* A frame of many "; " inside a bracket is read in one pass. */
static void hostile_brackets(void **state) {
  (void)state;
  fresh();
  struct buf b = BUF_INIT;
  buf_char(&b, '[');
  for (int i = 0; i < 1000000; i++) buf_cstr(&b, "; ");
  buf_cstr(&b, "x 5\n");
  struct source s = {.name = STR("x"), .text = buf_view(&b)};
  struct profile_vec profiles = read_one(&s, SIDE_HEAD, FOLDED_PLAIN);
  assert_int_equal(profiles.n, 1);
  assert_int_equal(profiles.at[0].tree.n, 2);
  buf_free(&b);
}

/* ---- real files: sums by another way, from the bytes ---- */

static struct text_row real_files[] = {
    {"corpus/folded/compile_net_http.cpu.folded", "samples"},
    {"corpus/folded/compile_net_http_N.cpu.folded", "samples"},
    {"corpus/folded/compile_encoding_json.cpu.folded", "samples"},
    {"corpus/folded/compile_encoding_json.alloc_space.folded", "bytes"},
    {"corpus/folded/gobuild.perf.folded", "unknown"},
};

static void real_file(void **state) {
  const char *path = check_shared(((const struct text_row *)*state)->in);
  fresh();
  struct source s;
  assert_true(source_load(&arena, &diags, path, str_base_name(str_of(path)), &s));
  assert_int_equal(folded_columns_of(&s, true), FOLDED_PLAIN);
  struct profile_vec profiles = read_one(&s, SIDE_HEAD, FOLDED_PLAIN);
  assert_int_equal(profiles.n, 1);
  const struct profile *p = &profiles.at[0];
  assert_int_equal(diag_count(&diags, DIAG_ERROR), 0);
  uint64_t sum = 0, lines = 0;
  for (size_t i = 0; i < s.text.n; i++) { /* the digits that stand between a blank and a line end */
    if (s.text.p[i] != '\n') continue;
    uint64_t value = 0, power = 1;
    for (size_t k = i; k > 0 && s.text.p[k - 1] >= '0' && s.text.p[k - 1] <= '9'; k--, power *= 10)
      value += power * (uint64_t)(s.text.p[k - 1] - '0');
    sum += value;
    lines++;
  }
  assert_int_equal(calltree_total(&p->tree, SIDE_HEAD), sum);
  assert_int_equal(p->tree.events[SIDE_HEAD], lines);
  assert_true(str_eq(p->unit, str_of(((const struct text_row *)*state)->want)));
  uint64_t self = 0;
  for (uint32_t i = 0; i < p->tree.names_n; i++) self += p->tree.functions[i].self[SIDE_HEAD];
  assert_int_equal(self, sum);
}

#define ROWS(table, fn, name_of)                                                                                       \
  for (size_t i = 0; i < sizeof(table) / sizeof *(table); i++) check_test_state(name_of, fn, &(table)[i])

int main(void) {
  check_table("tests/vectors/flame/edge_expect.tsv", edge_case);
  check_test("two columns, not alone", not_alone);
  check_test("chunks", chunks);
  ROWS(units, unit_of, units[i].text);
  ROWS(key_rows, key_of, key_rows[i].in);
  ROWS(pair_rows, pairs, pair_rows[i].in);
  check_test("units contradict", units_contradict);
  check_test("samples, said or not", samples_agree);
  check_test("one side is empty", empty_side);
  check_test("many blanks in a bracket", hostile_brackets);
  ROWS(real_files, real_file, real_files[i].in);
  return check_run("folded");
}

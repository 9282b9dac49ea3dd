/* The languages that choose among benchmark results: filters and projections, word by word. */
#include "model/benchfield.h"
#include "model/benchfilter.h"

#include "check.h"

static struct arena arena;

/* Six results: what a filter takes of them is written as their letters. */
static const struct {
  struct bench_id id;
  const char *goos, *file;
} results[] = {
    {{.suite = {"p", 1}, .name = {"Copy", 4}, .params = {"/size=4k", 8}, .unit = {"sec/op", 6}, .procs = 8}, "linux", "old"},
    {{.suite = {"p", 1}, .name = {"Copy", 4}, .params = {"/size=1k", 8}, .unit = {"sec/op", 6}, .procs = 8}, "linux", "new"},
    {{.suite = {"q", 1}, .name = {"Copy", 4}, .params = {"/size=4k/fast", 13}, .unit = {"B/s", 3}}, "plan9", "old"},
    {{.suite = {"q", 1}, .name = {"Sort", 4}, .unit = {"allocs/op", 9}, .procs = 16}, NULL, "new"},
    {{.suite = {"q", 1}, .name = {"a b", 3}, .params = {"/gomaxprocs=2", 13}, .unit = {"B/op", 4}}, "", "old"},
    {{.suite = {"q", 1}, .name = {"", 0}, .params = {"/size=(1)", 9}, .unit = {"sec", 3}}, "linux", "x:y"},
};
enum { RESULTS = sizeof results / sizeof *results };

static void see(struct bench_table *t, size_t i, struct bench_seen *seen) {
  struct bench_row *row = bench_table_row(t, &results[i].id);
  struct config_pair pair = {STR("goos"), str_of(results[i].goos)};
  struct config_vec pairs = {&pair, 1, 1};
  if (results[i].goos) row->side[SIDE_HEAD].config = bench_table_config(t, &pairs);
  *seen = (struct bench_seen){t, row, SIDE_HEAD, str_of(results[i].file)};
}

struct filter_case {
  const char *text, *takes;
};
static struct filter_case filters[] = {
    {"*", "abcdef"},
    {"-*", ""},
    {".name:Copy", "abc"},
    {".name:copy", ""},
    {".name:\"a b\"", "e"},
    {".name:\"\"", "f"},
    {".fullname:Copy/size=4k-8", "a"},
    {".fullname:/^Copy.*-8$/", "ab"},
    {"/size:4k", "ac"},
    {"/size:\"\"", "de"},
    {"/size:/k/", "abc"},
    {"/size:\"(1)\"", "f"},
    {"/siz:4k", ""},
    {"/gomaxprocs:8", "ab"},
    {"/gomaxprocs:(16 OR 2)", "de"},
    {"/gomaxprocs:\"\"", "cf"},
    {"pkg:p", "ab"},
    {"goos:linux", "abf"},
    {"goos:\"\"", "de"},
    {"-goos:linux", "cde"},
    {"cpu:\"\"", "abcdef"},
    {".file:old", "ace"},
    {".file:\"x:y\"", "f"},
    {".unit:ns/op", "ab"},
    {".unit:sec/op", "ab"},
    {".unit:ns", "f"},
    {".unit:MB/s", "c"},
    {".unit:/^ns/", "abf"},
    {".unit:/^MB\\/s/", "c"},
    {".unit:/MB/", "ce"},
    {".unit:(ns/op OR allocs/op)", "abd"},
    {".unit:(/ns/ OR B/s)", "abcf"},
    {"pkg:p /size:4k", "a"},
    {"pkg:p AND /size:4k", "a"},
    {"pkg:p OR /size:4k", "abc"},
    {"pkg:p /size:4k OR .name:Sort", "ad"},
    {".name:Sort OR pkg:p /size:4k", "ad"},
    {"(pkg:p OR .name:Sort) .file:new", "bd"},
    {"-(pkg:p OR .name:Sort)", "cef"},
    {"-pkg:p -.name:Sort", "cef"},
    {"--pkg:p", "ab"},
    {"* pkg:p *", "ab"},
    {"((((pkg:p))))", "ab"},
    {"pkg : p", "ab"},
    {"pkg: ( p  OR  q )", "abcdef"},
    {"\"pkg\":p", "ab"},
    {".name:/[/]|Sort/", "d"},
    {".name:/(Sort|\\/)/", "d"},
    {"\xc2\xa0pkg:p\t", "ab"},
};

static void filter_takes(void **state) {
  const struct filter_case *c = *state;
  arena = ARENA_INIT;
  struct bench_fault fault = {0, STR_NONE};
  struct bench_filter *f = bench_filter_parse(&arena, str_of(c->text), &fault);
  if (f == NULL) fail_msg("%s: at %zu: %.*s", c->text, fault.at, STR_ARG(fault.message));
  struct bench_table table;
  bench_table_init(&table, &arena);
  char takes[RESULTS + 1];
  size_t n = 0;
  for (size_t i = 0; i < RESULTS; i++) {
    struct bench_seen seen;
    see(&table, i, &seen);
    if (bench_filter_takes(f, &seen, &arena)) takes[n++] = (char)('a' + i);
  }
  takes[n] = '\0';
  bench_filter_free(f);
  assert_string_equal(takes, c->takes);
  arena_free(&arena);
}

struct fault_case {
  const char *text;
  size_t at;
  const char *says;
};
static struct fault_case filter_faults[] = {
    {"", 0, "key:value, * or ( is expected"},
    {"a", 0, "key:value is expected"},
    {"a b:c", 0, "key:value is expected"},
    {"a:", 2, "a value is expected"},
    {"a::b", 2, "a value is expected"},
    {":b", 0, "key:value, * or ( is expected"},
    {"AND", 0, "key:value, * or ( is expected"},
    {"a:b AND", 7, "expected behind AND"},
    {"a:b AND OR c:d", 8, "expected behind AND"},
    {"a:b OR", 6, "key:value, * or ( is expected"},
    {"OR a:b", 0, "key:value, * or ( is expected"},
    {"()", 1, "key:value, * or ( is expected"},
    {"(a:b", 4, "a ) is missing"},
    {"(a:b))", 5, "nothing opens this )"},
    {"-", 1, "key:value, * or ( is expected"},
    {"a:(b c)", 5, "OR or ) is expected"},
    {"a:(b OR)", 7, "a value is expected"},
    {"a:()", 3, "a value is expected"},
    {"a:(b", 4, "OR or ) is expected"},
    {"a:-b", 2, "a value is expected"},
    {"a:\"b", 2, "without its closing quote"},
    {"a:\"b\\q\"", 2, "an escape other than"},
    {"a:\"b\\", 2, "without its closing quote"},
    {"a:/b", 2, "without its closing slash"},
    {"a:/b/c", 5, "a slash within one is written"},
    {"a:/(/", 2, "without its closing slash"},
    {"a:/*/", 2, "no regular expression"},
    {".config:x", 0, ".config has no single value"},
    {".nam:x", 0, "no such key"},
    {"x:y .:z", 4, "no such key"},
};

static void filter_fault(void **state) {
  const struct fault_case *c = *state;
  arena = ARENA_INIT;
  struct bench_fault fault = {99, STR_NONE};
  assert_null(bench_filter_parse(&arena, str_of(c->text), &fault));
  if (fault.at != c->at || str_find(fault.message, str_of(c->says)) == STR_NPOS)
    fail_msg("%s: at %zu, not %zu: %.*s", c->text, fault.at, c->at, STR_ARG(fault.message));
  arena_free(&arena);
}

/* However many brackets: a fault, not the end of the stack. */
static void deep_filter(void **state) {
  (void)state;
  enum { DEPTH = 200000 };
  for (size_t i = 0; i < 2; i++) {
    arena = ARENA_INIT;
    char *text = arena_alloc(&arena, DEPTH);
    memset(text, "(-"[i], DEPTH);
    struct bench_fault fault = {0, STR_NONE};
    assert_null(bench_filter_parse(&arena, (struct str){text, DEPTH}, &fault));
    assert_int_equal(fault.at, 100);
    arena_free(&arena);
  }
}

static void filter_names_keys(void **state) {
  (void)state;
  arena = ARENA_INIT;
  struct bench_fault fault;
  struct bench_filter *f = bench_filter_parse(&arena, STR(".name:x pkg:p (goos:linux OR -cpu:/i7/)"), &fault);
  assert_non_null(f);
  const struct str_vec *keys = bench_filter_keys(f);
  assert_int_equal(keys->n, 2); /* the package is the suite: rows are kept apart by it anyway */
  assert_true(str_eq(keys->at[0], STR("goos")) && str_eq(keys->at[1], STR("cpu")));
  assert_false(bench_filter_names_file(f));
  bench_filter_free(f);
  f = bench_filter_parse(&arena, STR("-(.file:x)"), &fault);
  assert_true(bench_filter_names_file(f));
  bench_filter_free(f);
  arena_free(&arena);
}

/* ---- projections ---- */

struct order_case {
  const char *fields, *values, *sorted; /* values of /k, in the order they are met */
};
static struct order_case orders[] = {
    {"/k", "b a c a", "b a c"},
    {"/k@alpha", "b a c a", "a b c"},
    {"/k@num", "1Mi 2k 512 64Ki 10", "10 512 2k 64Ki 1Mi"},
    {"/k@num", "x 2 y 1 0x10p0 1e3", "1 2 0x10p0 1e3 x y"},
    {"/k@num", "1KiB 1kB 1000 1M", "1000 1kB 1KiB 1M"},
    {"/k@num", "n10 n9 n100", "n9 n10 n100"},
    {"/k@num", "nan 3 inf", "3 inf nan"},
    {"/k@(c a)", "a b c", "c a"},
    {"/k@(c, a)", "a b c", "c a"},
    {"/k@( \"a\" )", "a b c", "a"},
    {"/j,/k@alpha", "b a", "a b"},
    {"/j /k@alpha", "b a", "a b"},
};

static void values_in_order(void **state) {
  const struct order_case *c = *state;
  arena = ARENA_INIT;
  struct bench_field_vec fields = {0};
  struct bench_fault fault = {0, STR_NONE};
  if (!bench_fields_parse(&arena, str_of(c->fields), true, &fields, &fault)) fail_msg("%s: at %zu: %.*s", c->fields, fault.at, STR_ARG(fault.message));
  struct bench_table table;
  bench_table_init(&table, &arena);
  struct bench_value *all[16];
  size_t n = 0;
  struct str rest = str_of(c->values), value;
  while (str_cut(&rest, ' ', &value)) {
    struct bench_row row = {.id = {.params = arena_printf(&arena, "/k=" STR_FMT, STR_ARG(value))}};
    struct bench_seen seen = {&table, &row, SIDE_HEAD, STR_NONE};
    struct bench_value *values = ARENA_ARRAY(&arena, struct bench_value, fields.n);
    if (!bench_project(&fields, &seen, &arena, values)) continue;
    size_t at = n;
    while (at > 0 && bench_values_cmp(&fields, values, all[at - 1]) < 0) at--;
    if (at > 0 && bench_values_cmp(&fields, values, all[at - 1]) == 0) continue;
    memmove(all + at + 1, all + at, (n - at) * sizeof *all);
    all[at] = values;
    n++;
  }
  struct str texts[16];
  for (size_t i = 0; i < n; i++) texts[i] = all[i][fields.n - 1].text;
  assert_string_equal(arena_cstr(&arena, arena_join(&arena, texts, n, STR(" "))), c->sorted);
  arena_free(&arena);
}

static struct fault_case field_faults[] = {
    {"", 0, "a key is expected"},
    {",", 0, "a key is expected"},
    {"a,", 2, "a key is expected"},
    {"a,,b", 2, "a key is expected"},
    {".unit", 0, "choose units with --filter"},
    {".config", 0, "name the keys"},
    {".residue", 0, "no such key"},
    {"a@", 2, "an order is"},
    {"a@up", 2, "an order is"},
    {"a@(", 3, "a value or ) is expected"},
    {"a@()", 3, "a value is expected between"},
    {"a@(b", 4, "a value or ) is expected"},
    {"@num", 0, "a key is expected"},
    {"a:b", 1, "a key is expected"},
};

static void field_fault(void **state) {
  const struct fault_case *c = *state;
  arena = ARENA_INIT;
  struct bench_field_vec fields = {0};
  struct bench_fault fault = {99, STR_NONE};
  assert_false(bench_fields_parse(&arena, str_of(c->text), true, &fields, &fault));
  if (fault.at != c->at || str_find(fault.message, str_of(c->says)) == STR_NPOS)
    fail_msg("%s: at %zu, not %zu: %.*s", c->text, fault.at, c->at, STR_ARG(fault.message));
  arena_free(&arena);
}

/* What is ignored has no order, and may be the whole configuration. */
static void ignored_fields(void **state) {
  (void)state;
  arena = ARENA_INIT;
  struct bench_field_vec fields = {0};
  struct bench_fault fault = {0, STR_NONE};
  assert_true(bench_fields_parse(&arena, STR(".config /gomaxprocs"), false, &fields, &fault));
  assert_int_equal(fields.n, 2);
  assert_true(bench_fields_name(&fields, BENCH_KEY_ALL_CONFIG, STR_NONE) && bench_fields_name(&fields, BENCH_KEY_PROCS, STR_NONE));
  assert_false(bench_fields_parse(&arena, STR("/k@num"), false, &fields, &fault));
  assert_int_equal(fault.at, 2);
  arena_free(&arena);
}

int main(void) {
  for (size_t i = 0; i < sizeof filters / sizeof *filters; i++) check_test_state(filters[i].text, filter_takes, &filters[i]);
  for (size_t i = 0; i < sizeof filter_faults / sizeof *filter_faults; i++) check_test_state(filter_faults[i].text, filter_fault, &filter_faults[i]);
  check_test("200,000 brackets, 200,000 minus signs", deep_filter);
  check_test("the configuration keys of a filter", filter_names_keys);
  for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) check_test_state(orders[i].fields, values_in_order, &orders[i]);
  for (size_t i = 0; i < sizeof field_faults / sizeof *field_faults; i++) check_test_state(field_faults[i].text, field_fault, &field_faults[i]);
  check_test("ignored fields", ignored_fields);
  return check_run("benchfilter");
}

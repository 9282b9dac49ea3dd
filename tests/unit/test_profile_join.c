/* Which profiles are one, and what becomes of their figures. */
#include "check.h"
#include "stacks.h"

#include "read/profile_join.h"
#include "read/profile_part.h"

#include <stdio.h>
#include <string.h>

static struct arena arena;
static struct diags diags;
static struct profile_vec profiles;

static void fresh(void) {
  arena_free(&arena);
  arena = ARENA_INIT;
  diag_init(&diags, &arena);
  profiles = (struct profile_vec){0};
}

/* "b:cpu/ns" is a typed profile of the base, "h:~web/ns" one of the head by the name of its file, "*" one of both sides. Each
 * counts 1, 10, 100, ... in their order. */
static void add(struct str words) {
  struct str word;
  uint64_t count = 1;
  while (str_next_field(&words, &word)) {
    struct profile *p = VEC_PUSH(&arena, &profiles);
    calltree_init(&p->tree, &arena);
    p->typed = word.p[2] != '~';
    struct str rest = str_slice(word, p->typed ? 2 : 3, word.n);
    (void)str_cut(&rest, '/', &p->key);
    p->unit = rest;
    for (enum side s = SIDE_BASE; s < SIDE_MAX; s++) {
      p->has[s] = word.p[0] == '*' || (word.p[0] == 'b') == (s == SIDE_BASE);
      if (!p->has[s]) continue;
      *VEC_PUSH(&arena, &p->files[s]) = word;
      (void)calltree_add(&p->tree, calltree_step(&p->tree, CALL_ROOT, STR("f")), s, count);
    }
    count *= 10;
  }
}

struct row {
  const char *what, *given, *joined; /* "key/unit base head", with "; " between them */
};
static struct row rows[] = {
    {"one", "h:cpu/ns", "cpu/ns 0 1"},
    {"a key in one role adds up", "h:cpu/ns h:cpu/ns b:cpu/ns b:cpu/ns", "cpu/ns 1100 11"},
    {"types pair by name alone", "b:alloc_space/bytes h:inuse_space/bytes", "alloc_space/bytes 1 0; inuse_space/bytes 0 10"},
    {"units part", "b:cpu/ns h:cpu/samples", "cpu/ns 1 0; cpu/samples 0 10"},
    {"several types", "b:alloc_space/bytes b:inuse_space/bytes h:alloc_space/bytes h:inuse_space/bytes", "alloc_space/bytes 1 100; inuse_space/bytes 10 1000"},
    {"a file and a type of its unit", "b:~mem/bytes h:alloc_space/bytes", "alloc_space/bytes 1 10"},
    {"a type and a file of its unit", "b:alloc_space/bytes h:~mem/bytes", "mem/bytes 1 10"},
    {"two files", "h:~new/ns b:~old/ns", "new/ns 10 1"},
    {"a file and two types", "b:~mem/bytes h:alloc_space/bytes h:inuse_space/bytes", "mem/bytes 1 0; alloc_space/bytes 0 10; inuse_space/bytes 0 100"},
    {"two files and a type", "b:~a/ns b:~b/ns h:cpu/ns", "a/ns 1 0; b/ns 10 0; cpu/ns 0 100"},
    {"a file and one of another unit", "b:~a/samples h:cpu/ns", "a/samples 1 0; cpu/ns 0 10"},
    {"a file by the name of a type", "b:~cpu/ns h:cpu/ns", "cpu/ns 1 10"},
    {"what has both sides already", "*:~a/ns h:~b/ns", "a/ns 1 1; b/ns 0 10"},
    {"what has both sides, and more of it", "*:~a/ns h:~a/ns b:~a/ns", "a/ns 101 11"},
    {"three units", "b:x/ns b:y/bytes b:z/samples h:~p/ns h:~q/bytes h:~r/samples", "p/ns 1 1000; q/bytes 10 10000; r/samples 100 100000"},
};

static void joins(void **state) {
  const struct row *r = *state;
  fresh();
  add(str_of(r->given));
  profile_join(&arena, &diags, &profiles);
  struct buf b = BUF_INIT;
  VEC_EACH(const struct profile, p, &profiles) {
    buf_printf(&b, "%s" STR_FMT "/" STR_FMT " %llu %llu", b.n ? "; " : "", STR_ARG(p->key), STR_ARG(p->unit),
               (unsigned long long)call_total(&p->tree, CALL_ROOT, SIDE_BASE), (unsigned long long)call_total(&p->tree, CALL_ROOT, SIDE_HEAD));
    for (enum side s = SIDE_BASE; s < SIDE_MAX; s++) assert_int_equal(p->has[s], p->files[s].n > 0);
  }
  if (!str_eq(buf_view(&b), str_of(r->joined))) fail_msg("got %.*s\nwant %s", (int)b.n, b.n ? b.p : "", r->joined);
  buf_free(&b);
  assert_int_equal(diags.list.n, 0);
}

static void figures(void **state) {
  (void)state;
  fresh();
  add(STR("h:cpu/ns h:cpu/ns b:cpu/ns h:cpu/ns"));
  static const struct {
    uint64_t samples;
    int64_t time_s;
    double duration_s;
  } given[] = {{5, 300, 1.5}, {7, 200, 2}, {11, 100, 10}, {13, 0, 0}};
  for (size_t i = 0; i < profiles.n; i++) {
    struct profile *p = &profiles.at[i];
    enum side s = p->has[SIDE_HEAD] ? SIDE_HEAD : SIDE_BASE;
    p->samples[s] = given[i].samples;
    p->time_s[s] = given[i].time_s;
    p->duration_s[s] = given[i].duration_s;
  }
  profile_join(&arena, &diags, &profiles);
  const struct profile *p = profiles.at;
  assert_true(profiles.n == 1 && p->samples[SIDE_HEAD] == 25 && p->samples[SIDE_BASE] == 11);
  assert_true(p->time_s[SIDE_HEAD] == 200 && p->time_s[SIDE_BASE] == 100);
  check_double(p->duration_s[SIDE_HEAD], 3.5, 0);
  fresh();
  add(STR("h:cpu/ns h:cpu/ns"));
  profiles.at[0].samples[SIDE_HEAD] = 5; /* of the other it is not known: so of neither */
  profile_join(&arena, &diags, &profiles);
  assert_int_equal(profiles.at[0].samples[SIDE_HEAD], 0);
}

static void overflow(void **state) {
  (void)state;
  fresh();
  add(STR("h:cpu/ns h:cpu/ns"));
  struct calltree *t = &profiles.at[1].tree;
  assert_true(calltree_add(t, calltree_step(t, CALL_ROOT, STR("g")), SIDE_HEAD, UINT64_MAX - 10));
  profile_join(&arena, &diags, &profiles);
  assert_int_equal(profiles.n, 1);
  assert_true(calltree_total(&profiles.at[0].tree, SIDE_HEAD) == 1);
  assert_int_equal(diags.list.at[0].id, DIAG_PROFILE_OVERFLOW);
}

/* Forty traces in two files: the heaviest twenty are kept, each on a node of the joined tree. */
static void traces(void **state) {
  (void)state;
  fresh();
  add(STR("h:cpu/ns h:cpu/ns"));
  for (size_t f = 0; f < 2; f++) {
    struct profile *p = &profiles.at[f];
    struct trace_sums sums = {0};
    for (int i = 0; i < 25; i++) {
      char name[32];
      (void)snprintf(name, sizeof name, "t%02d", f == 0 ? i : i + 15);
      uint32_t node = calltree_step(&p->tree, calltree_step(&p->tree, CALL_ROOT, STR("m")), str_of(name));
      struct profile_trace t = {str_of(name), STR_NONE, node, (uint64_t)(100 + i), SIDE_HEAD};
      assert_true(calltree_add(&p->tree, node, SIDE_HEAD, t.value));
      trace_sums_add(&arena, &sums, &t);
    }
    trace_sums_end(&arena, &sums, p);
    assert_int_equal(p->traces.n, PROFILE_TRACES_MAX);
  }
  profile_join(&arena, &diags, &profiles);
  const struct profile *p = &profiles.at[0];
  assert_int_equal(p->traces.n, PROFILE_TRACES_MAX);
  for (size_t i = 0; i < p->traces.n; i++) {
    const struct profile_trace *t = &p->traces.at[i];
    assert_true(str_eq(p->tree.names[p->tree.nodes[t->node].name], t->id));
    if (i > 0) assert_true(t->value <= t[-1].value);
  }
  assert_true(str_eq(p->traces.at[0].id, STR("t24")) && p->traces.at[0].value == 124 + 109); /* in both */
}

static void names(void **state) {
  (void)state;
  static const char *const stems[][2] = {{"a/web.cpuprofile.gz", "web"}, {"web.2.speedscope.json", "web"}, {"web.json", "web"},
                                         {"web.1", "web"},               {".json", ".json"},               {"CPU.20261120.cpuprofile", "CPU"}};
  fresh();
  for (size_t i = 0; i < sizeof stems / sizeof *stems; i++) assert_true(str_eq(profile_part_stem(&arena, str_of(stems[i][0])), str_of(stems[i][1])));
  uint64_t factor;
  assert_true(str_eq(profile_part_unit(STR("Milliseconds"), &factor), STR("ns")) && factor == 1000000);
  assert_true(str_eq(profile_part_unit(STR("kilobytes"), &factor), STR("bytes")) && factor == 1024);
  assert_true(str_eq(profile_part_unit(STR("fortnights"), &factor), STR("fortnights")) && factor == 1);
}

int main(void) {
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) check_test_state(rows[i].what, joins, &rows[i]);
  check_test("figures", figures);
  check_test("overflow", overflow);
  check_test("traces", traces);
  check_test("names", names);
  return check_run("profile_join");
}

/* pprof profiles: what a well-formed one gives, what is said of damaged ones, and that recorded ones agree with their stacks. */
#include "check.h"
#include "pprof_make.h"
#include "stacks.h"

#include "base/source.h"
#include "read/folded.h"
#include "read/pprof.h"
#include "read/profile_join.h"

#include <stdio.h>
#include <stdlib.h>

static struct arena arena;
static struct diags diags;
static struct profile_vec profiles;
static struct profile_request types;
static struct tally tally;

static void fresh(void) {
  arena_free(&arena);
  arena = ARENA_INIT;
  diag_init(&diags, &arena);
  profiles = (struct profile_vec){0};
  types = (struct profile_request){0};
}

static void ask(const char *list) {
  struct str rest = str_of(list), name;
  types.all = str_eq(rest, STR("all"));
  while (!types.all && str_cut(&rest, ',', &name)) *VEC_PUSH(&arena, &types.wanted) = name;
}

static void read_one(struct str text, enum side side) {
  struct source s = {.name = side == SIDE_HEAD ? STR("head.prof") : STR("base.prof"), .text = text, .bytes = text.n, .whole = true};
  struct source *kept = ARENA_NEW(&arena, struct source);
  *kept = s;
  kept->text = arena_dup(&arena, text);
  tally = pprof_read(&arena, &diags, kept, side, &types, &profiles);
}

static void expect_stacks(size_t profile, const char *want) {
  assert_true(profile < profiles.n);
  struct buf b = BUF_INIT;
  stacks_put(&b, &profiles.at[profile], SIDE_HEAD);
  if (!str_eq(buf_view(&b), str_of(want))) fail_msg("got %.*s\nwant %s", (int)b.n, b.n ? b.p : "", want);
  buf_free(&b);
}

static void finish(void) {
  profile_join(&arena, &diags, &profiles);
}

/* Every message and slug of the diagnostics, for a look at one part. */
static void expect_diag(const char *slug, const char *says) {
  VEC_EACH(const struct diag, d, &diags.list) {
    if (strcmp(diag_slug(d->id), slug) == 0 && str_find(d->message, str_of(says)) != STR_NPOS) return;
  }
  VEC_EACH(const struct diag, d, &diags.list) print_message("%s: %.*s\n", diag_slug(d->id), (int)d->message.n, d->message.p);
  fail_msg("no [%s] that says \"%s\"", slug, says);
}

/* ---- well formed ---- */

/* main calls work; inlined stands inside work, in one location. */
static void begin_plain(void) {
  make_begin();
  make_type("samples", "count");
  make_type("cpu", "nanoseconds");
  make_function(1, "main");
  make_function(2, "work");
  make_function(900000000000u, "inlined");
  MAKE_LOCATION(1, 1);
  MAKE_LOCATION(2, 900000000000u, 2);
  MAKE_LOCATION(UINT64_MAX, 2);
  MAKE(11, {1, make_text("cpu")}, {2, make_text("nanoseconds")});
  make_number(&make.out, 12, 10000000);
  make_number(&make.out, 9, 1700000000123456789u);
  make_number(&make.out, 10, 2500000000u);
}

static void plain(void **state) {
  bool unpacked = *state != NULL;
  fresh();
  begin_plain();
  make_sample((struct make_sample){{2, 1}, {3, 30000000}, .values_n = 2, .unpacked = unpacked});
  make_sample((struct make_sample){{UINT64_MAX, 1}, {2, 20000000}, .values_n = 2, .unpacked = unpacked});
  make_sample((struct make_sample){{1}, {1, 10000000}, .values_n = 2, .unpacked = unpacked});
  make_sample((struct make_sample){{0}, {1, 10000000}, .values_n = 2, .unpacked = unpacked});
  make_sample((struct make_sample){{2}, {0, 0}, .values_n = 2, .unpacked = unpacked});
  read_one(make_end(), SIDE_HEAD);
  finish();
  assert_int_equal(diags.list.n, 0);
  assert_int_equal(tally.records, 5);
  assert_int_equal(tally.skipped, 0);
  assert_int_equal(profiles.n, 1); /* the last type by default */
  const struct profile *p = &profiles.at[0];
  assert_true(str_eq(p->key, STR("cpu")) && str_eq(p->unit, STR("ns")) && p->typed);
  expect_stacks(0, "(all) 10000000|main 10000000|main;work 20000000|main;work;inlined 30000000");
  assert_int_equal(p->samples[SIDE_HEAD], 7);
  assert_false(p->unit_is_events);
  assert_true(profile_has_events(p));
  assert_true(p->time_s[SIDE_HEAD] == 1700000000);
  check_double(p->duration_s[SIDE_HEAD], 2.5, 1e-12);
}

/* Types in every shape --sample-type takes. */
struct types_row {
  const char *ask, *got;
};
static struct types_row types_rows[] = {
    {NULL, "inuse_space/bytes alloc_space/bytes"},
    {"all", "inuse_space/bytes alloc_objects/objects alloc_space/bytes inuse_objects/objects"},
    {"alloc_objects", "alloc_objects/objects"},
    {"inuse_objects,alloc_objects/count", "alloc_objects/objects inuse_objects/objects"},
    {"inuse_space/count", ""},
    {"cpu", ""},
};

static void heap(void **state) {
  const struct types_row *r = *state;
  fresh();
  if (r->ask) ask(r->ask);
  make_begin();
  make_type("alloc_objects", "count");
  make_type("alloc_space", "bytes");
  make_type("inuse_objects", "count");
  make_type("inuse_space", "bytes");
  make_number(&make.out, 14, make_text("inuse_space"));
  make_function(1, "main");
  MAKE_LOCATION(1, 1);
  make_sample((struct make_sample){{1}, {1, 2, 3, 4}, .values_n = 4});
  read_one(make_end(), SIDE_HEAD);
  finish();
  struct buf b = BUF_INIT;
  VEC_EACH(const struct profile, p, &profiles)
    buf_printf(&b, "%s" STR_FMT "/" STR_FMT, b.n ? " " : "", STR_ARG(p->key), STR_ARG(p->unit));
  if (!str_eq(buf_view(&b), str_of(r->got))) fail_msg("got %.*s", (int)b.n, b.n ? b.p : "");
  buf_free(&b);
  assert_int_equal(types.seen.n, 4);
}

/* Go scales a sampled heap up: of objects of 64 bytes, one in 8192 or so is sampled at the rate 524288. */
static void heap_events(void **state) {
  (void)state;
  fresh();
  make_begin();
  make_type("alloc_objects", "count");
  make_type("alloc_space", "bytes");
  MAKE(11, {1, make_text("space")}, {2, make_text("bytes")});
  make_number(&make.out, 12, 524288);
  make_function(1, "small");
  make_function(2, "large");
  MAKE_LOCATION(1, 1);
  MAKE_LOCATION(2, 2);
  make_sample((struct make_sample){{1}, {81925, 81925 * 64}, .values_n = 2});
  make_sample((struct make_sample){{2}, {3, (int64_t)3 << 40}, .values_n = 2}); /* surely sampled */
  read_one(make_end(), SIDE_HEAD);
  assert_int_equal(profiles.at[0].samples[SIDE_HEAD], 10 + 3);
  fresh();
  make_begin();
  make_type("contentions", "count");
  make_type("delay", "nanoseconds");
  MAKE(11, {1, make_text("contentions")}, {2, make_text("count")});
  make_number(&make.out, 12, 1);
  make_function(1, "lock");
  MAKE_LOCATION(1, 1);
  make_sample((struct make_sample){{1}, {5, 700}, .values_n = 2});
  ask("all");
  read_one(make_end(), SIDE_HEAD);
  assert_int_equal(profiles.n, 2);
  VEC_EACH(const struct profile, p, &profiles) {
    assert_false(p->unit_is_events);
    assert_int_equal(p->samples[SIDE_HEAD], 0);
  }
}

static void period_events(void **state) {
  (void)state;
  fresh();
  make_begin();
  make_type("cpu", "milliseconds");
  MAKE(11, {1, make_text("cpu")}, {2, make_text("milliseconds")});
  make_number(&make.out, 12, 10);
  make_function(1, "f");
  MAKE_LOCATION(1, 1);
  make_sample((struct make_sample){{1}, {70}, .values_n = 1});
  read_one(make_end(), SIDE_HEAD);
  expect_stacks(0, "f 70000000"); /* always ns */
  assert_int_equal(profiles.at[0].samples[SIDE_HEAD], 7);
}

static void places_without_lines(void **state) {
  (void)state;
  fresh();
  make_begin();
  make_type("samples", "count");
  MAKE(3, {1, 7}, {5, make_text("/usr/lib/libfoo.so.1")});
  MAKE(3, {1, 8}, {5, make_text("[vdso]")});
  MAKE(3, {1, 9}, {5, 0});
  MAKE(4, {1, 1}, {2, 7}, {3, 0xabc});
  MAKE(4, {1, 2}, {2, 8}, {3, 0xabd});
  MAKE(4, {1, 3}, {2, 9}, {3, 0xabe});
  MAKE(4, {1, 4});
  MAKE(5, {1, 1}, {3, make_text("_ZN3fooE")}); /* a system name alone */
  MAKE_LOCATION(5, 1);
  make_sample((struct make_sample){{1, 2, 3, 4, 5}, {1}, .values_n = 1});
  read_one(make_end(), SIDE_HEAD);
  finish();
  expect_stacks(0, "_ZN3fooE;[unknown];0xabe;[vdso];[libfoo.so.1] 1");
  assert_int_equal(diags.list.n, 0);
}

/* Fields no version of the format has are passed over, wherever they stand. */
static void unknown_fields(void **state) {
  (void)state;
  fresh();
  make_begin();
  make_number(&make.out, 99, 5);
  make_bytes(&make.out, 500, STR("anything"));
  make_varint(&make.out, 98 << 3 | 5);
  buf_cstr(&make.out, "4444");
  make_varint(&make.out, 98 << 3 | 1);
  buf_cstr(&make.out, "88888888");
  MAKE(1, {1, make_text("samples")}, {2, make_text("count")}, {77, 3});
  MAKE(5, {1, 1}, {2, make_text("f")}, {88, 4});
  MAKE(4, {66, 1}, {1, 1}, {3, 5});
  make_sample((struct make_sample){{1}, {1}, .values_n = 1});
  read_one(make_end(), SIDE_HEAD);
  expect_stacks(0, "0x5 1");
  assert_int_equal(diags.list.n, 0);
}

static void traces(void **state) {
  (void)state;
  fresh();
  begin_plain();
  make_sample((struct make_sample){{1}, {1, 10}, .values_n = 2, .label = "trace_id", .text = "aa"});
  make_sample((struct make_sample){{2, 1}, {1, 30}, .values_n = 2, .label = "Trace ID", .text = "bb"});
  make_sample((struct make_sample){{2, 1}, {1, 25}, .values_n = 2, .label = "trace_id", .text = "aa"});
  make_sample((struct make_sample){{2, 1}, {1, 5}, .values_n = 2, .label = "local root span id", .number = 12345678901234567890u});
  make_sample((struct make_sample){{2, 1}, {1, 500}, .values_n = 2, .label = "endpoint", .text = "GET /"});
  make_sample((struct make_sample){{2, 1}, {1, 500}, .values_n = 2, .label = "thread", .text = "main"});
  read_one(make_end(), SIDE_HEAD);
  const struct profile *p = &profiles.at[0];
  assert_int_equal(p->traces.n, 3);
  const struct profile_trace *t = p->traces.at;
  assert_true(str_eq(t[0].id, STR("aa")) && t[0].value == 35);
  assert_true(str_eq(t[1].id, STR("bb")) && t[1].value == 30);
  assert_true(str_eq(t[2].id, STR("12345678901234567890")) && t[2].value == 5);
  assert_true(str_eq(p->tree.names[p->tree.nodes[t[0].node].name], STR("inlined"))); /* of its heaviest sample */
  assert_true(t[0].side == SIDE_HEAD && t[0].endpoint.n == 0);
}

/* Labels that are numbers: an id may be one, what was asked for may not, and none stands in the place of another. */
static void number_labels(void **state) {
  (void)state;
  fresh();
  begin_plain();
  make_sample((struct make_sample){{1}, {1, 10}, .values_n = 2, .label = "trace_id", .text = "aa", .also = "endpoint", .also_number = 7});
  make_sample((struct make_sample){{1}, {1, 9}, .values_n = 2, .label = "span_id", .number = 11, .also = "trace_id", .also_number = 12});
  make_sample((struct make_sample){{1}, {1, 8}, .values_n = 2, .label = "span_id", .number = 13, .also = "bytes", .also_number = 4096});
  make_sample((struct make_sample){{1}, {1, 7}, .values_n = 2, .label = "trace_id", .number = 14, .also = "span_id", .also_number = 15});
  read_one(make_end(), SIDE_HEAD);
  const struct profile *p = &profiles.at[0];
  static const char *const ids[] = {"aa", "12", "13", "14"};
  assert_int_equal(p->traces.n, 4);
  for (size_t i = 0; i < 4; i++) {
    assert_true(str_eq(p->traces.at[i].id, str_of(ids[i])));
    assert_int_equal(p->traces.at[i].endpoint.n, 0);
  }
}

static void two_sides(void **state) {
  (void)state;
  fresh();
  for (int file = 0; file < 3; file++) { /* two of the base, one of the head */
    begin_plain();
    make_sample((struct make_sample){{2, 1}, {1, 10000000}, .values_n = 2, .label = "trace_id", .text = "aa"});
    make_sample((struct make_sample){{1}, {file, 10000000 * file}, .values_n = 2});
    read_one(make_end(), file < 2 ? SIDE_BASE : SIDE_HEAD);
  }
  finish();
  assert_int_equal(profiles.n, 1);
  const struct profile *p = &profiles.at[0];
  expect_stacks(0, "main 20000000|main;work;inlined 10000000");
  assert_true(calltree_total(&p->tree, SIDE_BASE) == 30000000);
  assert_int_equal(p->samples[SIDE_BASE], 3);
  assert_int_equal(p->samples[SIDE_HEAD], 3);
  assert_int_equal(p->files[SIDE_BASE].n, 2);
  check_double(p->duration_s[SIDE_BASE], 5, 1e-12);
  assert_int_equal(p->traces.n, 2);
  assert_true(p->traces.at[0].side == SIDE_BASE && p->traces.at[0].value == 20000000);
  assert_true(p->traces.at[1].side == SIDE_HEAD && p->traces.at[1].value == 10000000);
}

/* ---- damaged ---- */

static void wrong_numbers(void **state) {
  (void)state;
  fresh();
  make_begin();
  make_type("samples", "count");
  make_function(1, "main");
  MAKE(5, {1, 2}, {2, 5000});            /* a name beyond the strings */
  MAKE(5, {1, 1}, {2, make_text("x")});  /* an id once more */
  MAKE(5, {2, make_text("x")});          /* no id */
  MAKE_LOCATION(1, 1);
  MAKE_LOCATION(2, 2);
  MAKE_LOCATION(3, 77, 1);               /* an inlined function that does not exist */
  make_sample((struct make_sample){{1}, {1}, .values_n = 1});
  make_sample((struct make_sample){{2, 1}, {2}, .values_n = 1});
  make_sample((struct make_sample){{3}, {4}, .values_n = 1});
  make_sample((struct make_sample){{UINT64_MAX, 1}, {8}, .values_n = 1}); /* no such location */
  make_sample((struct make_sample){{1}, {16, 16}, .values_n = 2});
  make_sample((struct make_sample){{1}, {0}, .values_n = 0});
  make_sample((struct make_sample){{1}, {-1}, .values_n = 1});
  make_sample((struct make_sample){{1}, {INT64_MIN}, .values_n = 1});
  read_one(make_end(), SIDE_HEAD);
  finish();
  expect_stacks(0, "main 1|main;0x1002 2|main;[unknown] 12");
  assert_int_equal(tally.records, 4);
  assert_int_equal(tally.skipped, 4);
  expect_diag("profile-data", "function 2 (byte ");
  expect_diag("profile-data", "string 5000 does not exist");
  expect_diag("profile-data", "has an id that another has");
  expect_diag("profile-data", "has the id 0");
  expect_diag("profile-data", "location 3 (byte ");
  expect_diag("profile-data", "function 77 does not exist");
  expect_diag("profile-data", "location 18446744073709551615 does not exist");
  expect_diag("profile-data", "sample 5 (byte ");
  expect_diag("profile-data", "has 2 values, there are 1 sample types");
  expect_diag("profile-negative", "the value -1 is negative");
  expect_diag("profile-negative", "the value -9223372036854775808 is negative");
}

static void sums(void **state) {
  (void)state;
  fresh();
  make_begin();
  make_type("cpu", "nanoseconds");
  make_function(1, "main");
  MAKE_LOCATION(1, 1);
  for (int i = 0; i < 3; i++) make_sample((struct make_sample){{1}, {INT64_MAX}, .values_n = 1});
  make_sample((struct make_sample){{1}, {1}, .values_n = 1});
  read_one(make_end(), SIDE_HEAD);
  expect_diag("profile-overflow", "sample 3 (byte ");
  assert_true(calltree_total(&profiles.at[0].tree, SIDE_HEAD) == UINT64_MAX);
  fresh();
  make_begin();
  make_type("wall", "seconds");
  make_function(1, "main");
  MAKE_LOCATION(1, 1);
  make_sample((struct make_sample){{1}, {INT64_MAX / 4}, .values_n = 1}); /* more nanoseconds than 64 bits */
  make_sample((struct make_sample){{1}, {5}, .values_n = 1});
  read_one(make_end(), SIDE_HEAD);
  expect_diag("profile-overflow", "wall");
  expect_stacks(0, "main 5000000000");
}

/* The whole of a small profile, cut short at every byte: what is before the cut is kept, and something is said. */
static void cut_short(void **state) {
  (void)state;
  fresh();
  begin_plain();
  make_sample((struct make_sample){{2, 1}, {3, 30000000}, .values_n = 2});
  make_sample((struct make_sample){{1}, {1, 10000000}, .values_n = 2, .unpacked = true, .label = "trace_id", .text = "aa"});
  struct buf whole = BUF_INIT;
  buf_str(&whole, make_end());
  for (size_t n = 0; n < whole.n; n++) {
    fresh();
    read_one(str_slice(buf_view(&whole), 0, n), SIDE_HEAD);
    finish();
    assert_true(diags.list.n > 0 || n + 20 > whole.n); /* the last strings are names that nothing may need */
  }
  buf_free(&whole);
}

struct bytes_row {
  const char *what, *bytes;
  size_t n;
  const char *slug, *says;
};
#define BYTES(lit) (lit), sizeof(lit) - 1
static struct bytes_row bytes_rows[] = {
    {"nothing", BYTES(""), "file-empty", "no sample"},
    {"a tag without an end", BYTES("\xff"), "profile-data", "field 1 (byte 0): a tag"},
    {"a tag of more than 64 bits", BYTES("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x7f\x01"), "profile-data", "a tag"},
    {"a varint that never ends", BYTES("\x48\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"), "profile-data", "longer than 64 bits"},
    {"a message longer than the file", BYTES("\x12\x7f\x0a\x01"), "profile-data", "longer than what it stands in"},
    {"a message of nearly 2^64 bytes", BYTES("\x12\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01\x0a"), "profile-data", "longer than what it stands in"},
    {"a group", BYTES("\x13\x14"), "profile-data", "a kind that does not exist"},
    {"field 0", BYTES("\x02\x00"), "profile-data", "the number 0"},
    {"a sample that is a number", BYTES("\x10\x05"), "profile-data", "no sample type"},
    {"samples without a type", BYTES("\x12\x02\x10\x05\x32\x00"), "profile-data", "no sample type"},
    {"a type that is a number", BYTES("\x08\x05\x12\x02\x10\x05\x32\x00"), "profile-data", "sample type 1 (byte 0): is no message"},
    {"a string that is a number", BYTES("\x30\x05\x0a\x00\x12\x02\x10\x05"), "profile-data", "string 0 (byte 0): is none"},
    {"a first string that is not empty", BYTES("\x32\x01x\x0a\x00\x12\x02\x10\x05"), "profile-data", "string 0 (byte 0): is not empty"},
    {"a sample that is a number among others", BYTES("\x32\x00\x0a\x00\x10\x05\x12\x02\x10\x05"), "profile-data", "sample 1 (byte 4): is no message"},
    {"packed values that are damaged", BYTES("\x32\x00\x0a\x00\x12\x03\x12\x01\xff"), "profile-data", "a list of numbers that is damaged"},
    {"values of another kind", BYTES("\x32\x00\x0a\x00\x12\x05\x15" "4444"), "profile-data", "a list of numbers that is damaged"},
    {"a sample with a damaged field", BYTES("\x32\x00\x0a\x00\x12\x02\x22\x09"), "profile-data", "sample 1 (byte 4): a field that is longer"},
    {"a label that cannot be read", BYTES("\x32\x00\x0a\x00\x12\x06\x10\x05\x1a\x02\x08\x09"), "profile-data", "a label that cannot be read"},
};

static void bytes(void **state) {
  const struct bytes_row *r = *state;
  fresh();
  read_one((struct str){r->bytes, r->n}, SIDE_HEAD);
  finish();
  expect_diag(r->slug, r->says);
}

/* Locations that unfold: a file of a few kilobytes asks for 64 million frames, and does not get them. */
static void unfolding(void **state) {
  (void)state;
  fresh();
  make_begin();
  make_type("samples", "count");
  make_function(1, "f");
  struct buf m = BUF_INIT, refs = BUF_INIT;
  make_number(&m, 1, 1);
  for (int i = 0; i < 8000; i++) make_message(&m, 4, (const struct make_field[]){{1, 1}, {0, 0}});
  make_bytes(&make.out, 4, buf_view(&m));
  buf_clear(&m);
  for (int i = 0; i < 8000; i++) make_varint(&refs, 1);
  make_bytes(&m, 1, buf_view(&refs));
  make_number(&m, 2, 1);
  make_bytes(&make.out, 2, buf_view(&m));
  make_sample((struct make_sample){{1}, {5}, .values_n = 1}); /* this one is read */
  read_one(make_end(), SIDE_HEAD);
  expect_diag("too-large", "sample 1 (byte ");
  assert_int_equal(tally.records, 1);
  assert_int_equal(profiles.at[0].tree.n, 8001);
  buf_free(&m);
  buf_free(&refs);
}

static void faulty_names(void **state) {
  (void)state;
  fresh();
  make_begin();
  make_type("samples", "count");
  make_function(1, "f\xff");
  make_function(2, "g\x01");
  make_function(3, "unused\xff");
  MAKE_LOCATION(1, 1);
  MAKE_LOCATION(2, 2);
  make_sample((struct make_sample){{1, 2}, {1}, .values_n = 1});
  read_one(make_end(), SIDE_HEAD);
  expect_diag("utf8", "1 function name holds");
  expect_diag("name-control", "1 function name holds");
}

/* ---- recorded ---- */

static void read_folded(const char *path) {
  struct source *s = ARENA_NEW(&arena, struct source);
  *s = (struct source){.name = str_of("stacks.folded")};
  s->text.p = check_file(path, &s->text.n);
  struct folded_file file = {.source = s, .side = SIDE_HEAD, .count_name = STR("samples")};
  folded_read(&arena, &diags, &file, 1, &profiles);
}

/* The names of a node's stack, the leaf first, hold those of the other's in the same order; both have the same leaf. */
static bool holds(const struct calltree *t, uint32_t i, const struct calltree *other, uint32_t k) {
  if (!str_eq(t->names[t->nodes[i].name], other->names[other->nodes[k].name])) return false;
  while (k != CALL_ROOT && i != CALL_ROOT) {
    if (str_eq(t->names[t->nodes[i].name], other->names[other->nodes[k].name])) k = other->nodes[k].parent;
    i = t->nodes[i].parent;
  }
  return k == CALL_ROOT;
}

/* The folded files have one frame a location, the innermost, and the profile has those that were inlined between them as
 * well: totals and the self of every function are the same, and each folded stack is a part of stacks that weigh as much. */
static void agrees(void **state) {
  const char *name = *state;
  fresh();
  char path[256];
  (void)snprintf(path, sizeof path, "corpus/folded/%s.cpu.folded", name);
  const char *folded = check_shared(path);
  read_folded(folded);
  (void)snprintf(path, sizeof path, "corpus/folded/%s.cpu.prof", name);
  struct source s;
  assert_true(source_load(&arena, &diags, check_shared(path), STR("recorded.prof"), &s));
  ask("samples,cpu");
  (void)pprof_read(&arena, &diags, &s, SIDE_HEAD, &types, &profiles);
  assert_int_equal(diags.list.n, 0);
  assert_int_equal(profiles.n, 3);
  for (size_t i = 1; i < 3; i++) calltree_finish(&profiles.at[i].tree);
  struct calltree *want = &profiles.at[0].tree, *samples = &profiles.at[2].tree, *cpu = &profiles.at[1].tree;
  assert_true(calltree_total(want, SIDE_HEAD) == calltree_total(samples, SIDE_HEAD));
  assert_true(calltree_total(want, SIDE_HEAD) * 10000000 == calltree_total(cpu, SIDE_HEAD));
  assert_true(profiles.at[1].samples[SIDE_HEAD] == calltree_total(want, SIDE_HEAD));
  for (uint32_t i = 1; i < want->names_n; i++) {
    uint32_t same = calltree_name(samples, want->names[i]);
    assert_true(same < samples->names_n && samples->functions[same].self[SIDE_HEAD] == want->functions[i].self[SIDE_HEAD]);
  }
  for (uint32_t k = 1; k < want->n; k++) {
    if (call_self(want, k, SIDE_HEAD) == 0) continue;
    uint64_t weight = 0;
    for (uint32_t i = 1; i < samples->n; i++)
      if (call_self(samples, i, SIDE_HEAD) > 0 && holds(samples, i, want, k)) weight += call_self(samples, i, SIDE_HEAD);
    assert_true(weight >= call_self(want, k, SIDE_HEAD));
  }
}

int main(void) {
  static char unpacked;
  static char recorded[][32] = {"compile_encoding_json", "compile_net_http", "compile_net_http_N"};
  char name[128];
  check_test("plain, packed", plain);
  check_test_state("plain, unpacked", plain, &unpacked);
  for (size_t i = 0; i < sizeof types_rows / sizeof *types_rows; i++) {
    (void)snprintf(name, sizeof name, "heap: %s", types_rows[i].ask ? types_rows[i].ask : "by default");
    check_test_state(name, heap, &types_rows[i]);
  }
  check_test("events of a heap", heap_events);
  check_test("events by the period", period_events);
  check_test("places without lines", places_without_lines);
  check_test("unknown fields", unknown_fields);
  check_test("traces", traces);
  check_test("labels that are numbers", number_labels);
  check_test("two sides", two_sides);
  check_test("wrong numbers", wrong_numbers);
  check_test("sums", sums);
  check_test("cut short", cut_short);
  for (size_t i = 0; i < sizeof bytes_rows / sizeof *bytes_rows; i++) {
    (void)snprintf(name, sizeof name, "bytes: %s", bytes_rows[i].what);
    check_test_state(name, bytes, &bytes_rows[i]);
  }
  check_test("unfolding", unfolding);
  check_test("faulty names", faulty_names);
  for (size_t i = 0; i < sizeof recorded / sizeof *recorded; i++) {
    (void)snprintf(name, sizeof name, "agrees with its stacks: %s", recorded[i]);
    check_test_state(name, agrees, recorded[i]);
  }
  return check_run("pprof");
}

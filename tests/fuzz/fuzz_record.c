/* A run is added to a file of any bytes: refused, the file is as it was; else no byte is lost but those of the run that is replaced,
 * the run reads back, and every other run has what it had. */
#include "fuzz.h"

#include "cli/history_file.h"
#include "emit/history_text.h"
#include "read/history_text.h"

#include <math.h>
#include <unistd.h>

enum { SAMPLES = 4 };
static const struct str ids[] = {{"a", 1}, {"b", 1}, {"2026-01-01T00:00:00Z", 20}, {"0123456789ab", 12}};

/* Where nothing waits for a disk, when there is such a place. */
static const char *path_of_file(void) {
  static char path[64];
  const char *dir = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
  if (path[0] == '\0') (void)snprintf(path, sizeof path, "%s/perfpage-fuzz-record-%ld", dir, (long)getpid());
  return path;
}

/* What is complained of goes nowhere; the fuzzer's own words do not. */
static int add_quietly(const char *path, struct history_entry *e) {
  static FILE *nowhere;
  if (nowhere == NULL) nowhere = fopen("/dev/null", "w");
  MUST(nowhere != NULL);
  FILE *was = stderr;
  stderr = nowhere;
  int status = history_file_add(path, e);
  stderr = was;
  return status;
}

static struct str bytes_of(struct arena *a, const char *path) {
  struct buf b = BUF_INIT;
  char block[4096];
  FILE *f = fopen(path, "rb");
  MUST(f != NULL);
  for (size_t n; (n = fread(block, 1, sizeof block, f)) > 0;) buf_put(&b, block, n);
  (void)fclose(f);
  return buf_take(&b, a);
}

/* What report sees of the file: samples of the runs that go by the id, and of all. */
struct seen {
  uint64_t of_id, all;
  size_t runs, named; /* runs: those put aside as well, which come back when the last dated one is replaced; named: by the id */
};

static struct seen look(struct arena *a, const char *path, struct str id) {
  struct history h;
  struct diags d;
  struct source s;
  struct seen seen = {0};
  diag_init(&d, a);
  history_init(&h, a);
  if (!source_load(a, &d, path, str_of(path), &s)) return seen;
  (void)history_text_read(&h, &d, &s);
  history_finish(&h);
  for (uint32_t i = 0; i < h.table.rows.n; i++) {
    struct history_record_vec records = history_records(&h, a, i);
    VEC_EACH(const struct history_record, r, &records) seen.of_id += str_eq(h.runs.at[r->run].id, id) ? r->n : 0;
  }
  VEC_EACH(const struct history_run, r, &h.runs) seen.named += str_eq(r->id, id);
  seen.all = h.samples;
  seen.runs = h.runs.n + h.aside.n;
  return seen;
}

static void fill(struct bench_table *t, struct arena *a) {
  bench_table_init(t, a);
  struct bench_id id = {.name = STR("New"), .unit = STR("w")}, figure = {.name = STR("new one"), .unit = STR("w")};
  for (int i = 0; i < SAMPLES - 1; i++) bench_table_sample(t, bench_table_row(t, &id), SIDE_HEAD, i);
  bench_table_figure(t, bench_table_row(t, &figure), SIDE_HEAD, (struct bench_figure){3, 2, (double)NAN, 5});
  VEC_EACH(struct bench_row, row, &t->rows) {
    row->said = BETTER_HIGHER;
    row->exact = true;
  }
  bench_table_finish(t);
}

static int add(struct arena *a, const char *path, struct history_entry *e) {
  struct bench_table t;
  struct diags d;
  struct buf text = BUF_INIT;
  struct history_block block = {.run = e->run};
  diag_init(&d, a);
  fill(&t, a);
  emit_history_block(&text, &t, &d, &block);
  MUST(block.samples == SAMPLES);
  e->block = buf_take(&text, a);
  e->facts = emit_history_facts(a, &t);
  return add_quietly(path, e);
}

/* All of the old bytes, but for one piece when a run was replaced, stand around the new ones. */
static void hold_bytes(struct str old, struct str now, const struct history_entry *e) {
  size_t same = 0, at = str_find(now, e->block);
  MUST(at != STR_NPOS);
  if (!e->replaced) {
    MUST(str_starts(now, old) && str_ends(now, e->block));
    return;
  }
  while (same < old.n && same < now.n && old.p[same] == now.p[same]) same++;
  size_t behind = now.n - at - e->block.n;
  MUST(same >= at || str_find(str_slice(now, at + 1, now.n), e->block) != STR_NPOS);
  MUST(behind <= old.n && (str_ends(old, str_slice(now, now.n - behind, now.n))));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size == 0) return 0;
  struct arena a = ARENA_INIT;
  const char *path = path_of_file();
  struct str old = {(const char *)data + 1, size - 1};
  struct history_entry e = {.run = ids[data[0] >> 1 & 3], .replace = data[0] & 1};
  MUST(source_write(path, old) == 0);
  struct seen before = look(&a, path, e.run);
  int status = add(&a, path, &e);
  struct str now = bytes_of(&a, path);
  if (status != 0) {
    MUST(str_eq(old, now));
  } else {
    struct seen after = look(&a, path, e.run);
    hold_bytes(old, now, &e);
    MUST(after.named == 1 && after.of_id == SAMPLES);
    /* What is replaced may have had no result, and the only run of a file may go by the name of the file. */
    size_t lost = before.runs + 1 - after.runs;
    MUST(lost <= (e.replaced ? 1u : 0u) && (lost == before.named || (before.named == 0 && before.runs == 1)));
    MUST(after.all - SAMPLES == before.all - (lost == 0 ? 0 : before.named ? before.of_id : before.all));
  }
  (void)unlink(path);
  arena_free(&a);
  return 0;
}

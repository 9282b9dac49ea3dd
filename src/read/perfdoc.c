#include "read/perfdoc.h"

#include "read/perfdoc_reader.h"

/* A table whose columns say what it is, wherever it stands: under a heading with a typo a gate is still a gate. */
static bool read_table_by_columns(struct reader *r, const struct table *t) {
  if (table_has(t, GRAMMAR_C_BENCH) && table_has(t, GRAMMAR_C_DELTA)) return read_gate_table(r, t);
  if (!table_has(t, GRAMMAR_C_BUDGET)) return false;
  if (table_has(t, GRAMMAR_C_COMPONENT)) return read_component_table(r, t);
  return table_has(t, GRAMMAR_C_ROUTE) && read_route_table(r, t);
}

static bool read_budget_table(struct reader *r, const struct table *t) {
  if (table_has(t, GRAMMAR_C_ROUTE) && !table_has(t, GRAMMAR_C_COMPONENT)) return read_route_table(r, t);
  return read_component_table(r, t);
}

static bool read_table_of(struct reader *r, const struct table *t) {
  switch (r->section) {
  case SECTION_NONE: return read_table_by_columns(r, t);
  case SECTION_GATE: return read_gate_table(r, t);
  case SECTION_COMPONENT:
  case SECTION_ERROR_BUDGET:
  case SECTION_ROUTE: return read_budget_table(r, t);
  case SECTION_CANARY: return read_canary_table(r, t);
  case SECTION_SLO:
  case SECTION_SETTINGS:
  case SECTION_PGO:
  case SECTION_HOTSPOT:
  case SECTION_TUNING:
  case SECTION_ANTI:
  case SECTION_RUNBOOK:
  case SECTION_BASELINE:
  case SECTION_ALERT:
  case SECTION_COST:
  case SECTION_CAPACITY:
  case SECTION_KPI:
  case SECTION_WAIVER:
  case SECTION_SPRINT:
  case SECTION_IGNORED:
  case SECTION_MAX: break;
  }
  return false;
}

static void read_table(struct reader *r, const struct block *b) {
  struct table t = table_open(r, b);
  (void)read_table_of(r, &t);
}

static void read_paragraph(struct reader *r, const struct block *b) {
  if (r->section != SECTION_SLO) return;
  struct flat text = flat_of(r, b);
  read_slo_paragraph(r, &text);
}

static void read_block(struct reader *r, const struct block *b) {
  r->section = b->section;
  if (b->kind == BLOCK_TABLE) read_table(r, b);
  if (b->kind == BLOCK_PARAGRAPH) read_paragraph(r, b);
}

/* Blocks in the order of the document, as deep as PERFDOC_DEPTH. */
static void read_all(struct reader *r) {
  const struct block *stack[PERFDOC_DEPTH + 1];
  size_t depth = 0;
  stack[0] = r->doc->root->first;
  for (;;) {
    const struct block *b = stack[depth];
    if (b == NULL) {
      if (depth == 0) return;
      depth--;
      continue;
    }
    stack[depth] = b->next;
    read_block(r, b);
    bool container = b->kind == BLOCK_QUOTE || b->kind == BLOCK_LIST || b->kind == BLOCK_ITEM;
    if (container && depth < PERFDOC_DEPTH) stack[++depth] = b->first;
  }
}

void perfdoc_read(struct arena *a, struct diags *d, const struct source *src, struct perfdoc *out) {
  *out = (struct perfdoc){.present = true, .file = src->name};
  struct reader r = {.arena = a, .diags = d, .src = src, .doc = out};
  reader_lines(&r);
  perfdoc_blocks(&r);
  read_all(&r);
}

#include "read/perf_script.h"

#include "base/num.h"
#include "read/perf_script_line.h"

enum { EVENTS_MAX = 64 }; /* of one file: each has a tree of its own */

struct event {
  struct str name;
  bool taken;     /* asked for */
  size_t profile; /* in parts */
  bool with_period, without_period;
  uint64_t samples;
};
VEC_OF(event_vec, struct event);

struct reading {
  struct arena *arena;
  struct diags *diags;
  const struct source *source;
  enum side side;
  struct profile_request *types;
  struct profile_vec *parts;
  struct event_vec events;
  struct strmap event_of; /* place plus one */
  struct name_faults faults;
  struct arena scratch;   /* of the sample being read */
  struct arena_mark empty;
  struct str_vec stack;   /* frames of the sample being read, the leaf first */
  uint32_t line_no;
  bool in_sample, sample_bad;
  uint32_t sample_line;
  struct str comm;
  size_t event;
  uint64_t period;
  double first_s, last_s; /* below 0: no time met yet */
  struct tally tally;
};

static void say(struct reading *r, uint32_t line, const char *text, struct str about) {
  diag_add(r->diags, DIAG_PROFILE_DATA, (struct pos){r->source->name, line, 0}, "%s: \"" STR_FMT "\"", text,
           STR_ARG(str_slice(about, 0, 60)));
}

/* ---- events ---- */

/* Letters that perf puts behind the colon of an event: "cycles:ppp", "instructions:uk". */
static bool is_modifier(struct str s) {
  for (size_t i = 0; i < s.n; i++)
    if (str_find_char(STR("ukhpPGHSDIWeb"), s.p[i]) == STR_NPOS) return false;
  return s.n > 0;
}

static struct str unit_of(struct str event) {
  size_t colon = str_find_char(event, ':');
  if (colon != STR_NPOS && colon > 0 && is_modifier(str_slice(event, colon + 1, event.n))) event = str_slice(event, 0, colon);
  return str_eq(event, STR("cpu-clock")) || str_eq(event, STR("task-clock")) ? STR("ns") : event;
}

/* The place of an event, or SIZE_MAX with a diagnostic. */
static size_t event_at(struct reading *r, struct str name) {
  if (name.n == 0) name = STR("samples");
  uint32_t *place = strmap_at(r->arena, &r->event_of, name);
  if (*place) return *place - 1;
  if (r->events.n == EVENTS_MAX) {
    diag_add(r->diags, DIAG_TOO_LARGE, (struct pos){r->source->name, r->line_no, 0},
             "more than %d events; samples of \"" STR_FMT "\" are left out", EVENTS_MAX, STR_ARG(name));
    return SIZE_MAX;
  }
  struct event *e = VEC_PUSH(r->arena, &r->events);
  *place = (uint32_t)r->events.n;
  e->name = arena_dup(r->arena, name);
  e->taken = profile_request_takes(r->arena, r->types, e->name, unit_of(e->name), true);
  if (!e->taken) return r->events.n - 1;
  e->profile = r->parts->n;
  struct profile *p = profile_part_add(r->arena, r->parts, r->source, r->side);
  p->key = e->name;
  p->typed = true;
  return r->events.n - 1;
}

static void settle(struct reading *r) {
  double duration = r->first_s >= 0 && r->last_s > r->first_s ? r->last_s - r->first_s : 0;
  VEC_EACH(const struct event, e, &r->events) {
    if (!e->taken) continue;
    struct profile *p = &r->parts->at[e->profile];
    p->duration_s[r->side] = duration;
    if (e->with_period && e->without_period) {
      p->unit = STR("unknown");
      p->unit_source = STR("some samples have a period and others have none");
    } else if (e->with_period) {
      p->unit = unit_of(e->name);
      p->unit_source = STR("said by the event; a sample counts its period");
    } else {
      p->unit = STR("samples");
      p->unit_source = STR("the recording prints no period");
    }
    p->unit_is_events = !e->with_period;
    if (e->with_period) p->samples[r->side] = e->samples;
  }
  name_faults_say(&r->faults, r->diags, r->source->name);
}

/* ---- samples ---- */

static uint32_t step(struct reading *r, struct calltree *t, uint32_t node, struct str name) {
  uint32_t names = t->names_n;
  node = calltree_step(t, node, name);
  if (t->names_n != names) name_faults_look(&r->faults, name, 0);
  return node;
}

/* A command as a frame: as the collapsers write it, for their stacks end at a blank. */
static struct str name_of_comm(struct arena *a, struct str comm) {
  char *p = ARENA_ARRAY(a, char, comm.n);
  for (size_t i = 0; i < comm.n; i++) p[i] = char_is_blank(comm.p[i]) ? '_' : comm.p[i];
  return (struct str){p, comm.n};
}

/* "[libc.so.6]" for what an object holds that has no name. */
static struct str name_of_object(struct arena *a, struct str object) {
  if (object.n == 0 || str_eq(object, STR("[unknown]"))) return STR("[unknown]");
  struct str base = str_base_name(object);
  if (base.n == 0 || base.p[0] == '[') return base.n ? base : STR("[unknown]");
  return arena_printf(a, "[" STR_FMT "]", STR_ARG(base));
}

/* "a->b->c" is what was inlined into a, as agents for managed languages write it; operator-> is a name. */
static bool cut_inlined(struct str *rest, struct str *piece) {
  for (size_t from = 0;;) {
    size_t at = str_find(str_slice(*rest, from, rest->n), STR("->"));
    if (at == STR_NPOS) break;
    at += from;
    from = at + 2;
    if (at == 0 || from == rest->n || str_ends(str_slice(*rest, 0, at), STR("operator"))) continue;
    *piece = str_slice(*rest, 0, at);
    *rest = str_slice(*rest, from, rest->n);
    return true;
  }
  *piece = *rest;
  *rest = STR_NONE;
  return piece->n > 0;
}

/* A ':' for each ';', which would end the frame where stacks are written as lines: so do the collapsers, and pairs agree. */
static struct str without_semicolons(struct arena *a, struct str name) {
  if (str_find_char(name, ';') == STR_NPOS) return name;
  char *p = ARENA_ARRAY(a, char, name.n);
  for (size_t i = 0; i < name.n; i++) p[i] = name.p[i] == ';' ? ':' : name.p[i];
  return (struct str){p, name.n};
}

/* "[kernel.kallsyms]", "[xfs]", "[vdso]", a kernel or a module by its path */
static bool is_kernel(struct str object) {
  if (str_eq(object, STR("[unknown]"))) return false;
  return str_starts(object, STR("[")) || str_ends(object, STR("vmlinux")) || str_find(object, STR(".ko")) != STR_NPOS;
}

/* What a just-in-time compiler told perf of itself. */
static bool is_compiled(struct str object) {
  return (str_starts(object, STR("/tmp/perf-")) && str_ends(object, STR(".map"))) || str_starts(str_base_name(object), STR("jitted-"));
}

static struct str annotated(struct reading *r, struct str name, struct str object, bool inlined) {
  if (!r->types->annotate) return name;
  const char *mark = inlined || str_eq(object, STR("inlined")) ? "_[i]" : is_kernel(object) ? "_[k]" : is_compiled(object) ? "_[j]" : "";
  return *mark ? arena_printf(&r->scratch, STR_FMT "%s", STR_ARG(name), mark) : name;
}

/* The leaf comes first, and what was inlined into a frame before it. */
static void take_frame(struct reading *r, const struct perf_frame *f) {
  if (f->symbol.n == 0 || str_eq(f->symbol, STR("[unknown]"))) {
    *VEC_PUSH(r->arena, &r->stack) = annotated(r, name_of_object(&r->scratch, f->object), f->object, false);
    return;
  }
  size_t first = r->stack.n;
  struct str rest = without_semicolons(&r->scratch, f->symbol), piece;
  while (cut_inlined(&rest, &piece)) {
    piece = annotated(r, piece, f->object, r->stack.n > first);
    *VEC_PUSH(r->arena, &r->stack) = piece;
  }
  for (size_t i = first, k = r->stack.n; i + 1 < k; i++, k--) {
    struct str swap = r->stack.at[i];
    r->stack.at[i] = r->stack.at[k - 1];
    r->stack.at[k - 1] = swap;
  }
}

/* Adds the sample to the tree of its event; false when it cannot be. */
static bool add_sample(struct reading *r) {
  if (r->sample_bad || r->event == SIZE_MAX) return false;
  struct event *e = &r->events.at[r->event];
  if (!e->taken) return true;
  struct calltree *t = &r->parts->at[e->profile].tree;
  if (r->period > UINT64_MAX - calltree_total(t, r->side)) {
    diag_add(r->diags, DIAG_PROFILE_OVERFLOW, (struct pos){r->source->name, r->sample_line, 0},
             "the sum of all periods of " STR_FMT " would exceed 64 bits; the sample is left out", STR_ARG(e->name));
    return false;
  }
  uint32_t node = step(r, t, CALL_ROOT, r->comm);
  for (size_t i = r->stack.n; i-- > 0;) node = step(r, t, node, r->stack.at[i]);
  (void)calltree_add(t, node, r->side, r->period);
  e->samples++;
  return true;
}

static void end_sample(struct reading *r) {
  if (!r->in_sample) return;
  if (add_sample(r)) r->tally.records++;
  else r->tally.skipped++;
  r->in_sample = false;
  r->stack.n = 0;
  arena_release(&r->scratch, r->empty);
}

static void note_time(struct reading *r, struct str time) {
  double s;
  if (!num_parse_decimal(time, &s)) return;
  if (r->first_s < 0 || s < r->first_s) r->first_s = s;
  if (s > r->last_s) r->last_s = s;
}

static void begin_sample(struct reading *r, struct str line) {
  struct perf_sample sample;
  struct perf_frame frame;
  end_sample(r);
  r->in_sample = true;
  r->sample_line = r->line_no;
  r->sample_bad = !perf_script_sample(line, &sample);
  if (r->sample_bad) {
    say(r, r->line_no, "neither a sample nor a frame; what belongs to it is left out", line);
    return;
  }
  r->comm = name_of_comm(&r->scratch, sample.comm);
  r->period = 1;
  if (sample.period.n && !num_parse_u64(sample.period, &r->period)) {
    diag_add(r->diags, DIAG_PROFILE_OVERFLOW, (struct pos){r->source->name, r->line_no, 0}, "the period exceeds 64 bits; the sample is left out");
    r->sample_bad = true;
    return;
  }
  r->event = event_at(r, sample.event);
  if (r->event != SIZE_MAX) {
    r->events.at[r->event].with_period |= sample.period.n > 0;
    r->events.at[r->event].without_period |= sample.period.n == 0;
  }
  note_time(r, sample.time);
  if (sample.frame.n && perf_script_frame(sample.frame, &frame)) take_frame(r, &frame);
}

static void read_line(struct reading *r, struct str line) {
  if (str_trim_end(line).n == 0) {
    end_sample(r);
    return;
  }
  if (line.p[0] == '#' && !r->in_sample) return;
  bool indented = char_is_blank(line.p[0]);
  struct perf_sample sample;
  struct perf_frame frame;
  /* Commands may be set off to a column of their own. */
  if (!indented || (!r->in_sample && perf_script_sample(line, &sample) && sample.time.n)) {
    begin_sample(r, line);
  } else if (!perf_script_frame(line, &frame)) {
    if (perf_script_is_place(line)) return;
    if (!r->sample_bad) say(r, r->line_no, "no frame: an address and a symbol are missed; its sample is left out", line);
    r->sample_bad = true;
  } else if (!r->in_sample) {
    say(r, r->line_no, "a frame without a sample", line);
  } else {
    take_frame(r, &frame);
  }
}

struct tally perf_script_read(struct arena *a, struct diags *d, const struct source *s, enum side side,
                              struct profile_request *types, struct profile_vec *parts) {
  struct reading r = {.arena = a, .diags = d, .source = s, .side = side, .types = types, .parts = parts, .first_s = -1};
  struct str rest = s->text, line;
  r.empty = arena_mark(&r.scratch);
  while (str_next_line(&rest, &line)) {
    r.line_no++;
    read_line(&r, line);
  }
  end_sample(&r);
  settle(&r);
  arena_free(&r.scratch);
  if (r.tally.records + r.tally.skipped == 0) diag_add(d, DIAG_FILE_EMPTY, (struct pos){s->name, 0, 0}, "this recording holds no sample");
  return r.tally;
}

/* The first sample, and a frame below it where something stands there. */
bool perf_script_is(struct str text) {
  struct str rest = text, line;
  struct perf_sample sample;
  struct perf_frame frame;
  bool found = false, timed = false;
  while (str_next_line(&rest, &line)) {
    if (!found && (str_trim_end(line).n == 0 || line.p[0] == '#')) continue;
    if (!found) {
      if (!perf_script_sample(line, &sample) || (sample.time.n == 0 && char_is_blank(line.p[0]))) return false;
      if (sample.frame.n) return true;
      found = true;
      timed = sample.time.n > 0;
      continue;
    }
    return line.n > 0 && char_is_blank(line.p[0]) && perf_script_frame(line, &frame) && (timed || frame.object.n);
  }
  return false;
}

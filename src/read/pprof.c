#include "read/pprof.h"

#include "read/pprof_tables.h"

#include <math.h>

/* A sample's location may unfold to any number of inlined lines, so stacks can be far longer than the file that holds them. Real
 * ones have about a frame a byte. */
enum { FRAMES_FLOOR = 1000000, FRAMES_PER_BYTE = 64 };
enum { TYPES_MAX = 64 }; /* read from one file: each has a tree of its own */

enum events_from {
  EVENTS_UNKNOWN,
  EVENTS_SELF,    /* the values are sample events */
  EVENTS_COUNTED, /* another type counts them */
  EVENTS_PERIOD,  /* value by period */
  EVENTS_HEAP     /* of objects, scaled up by their size */
};

/* A sample type that is read into a profile. */
struct wanted {
  size_t type;         /* which value of a sample */
  size_t profile;      /* into parts, counted from where they begin */
  uint64_t factor;
  uint32_t *names;     /* by frame: its name in the tree, 0 when not met yet */
  enum events_from events_from;
  size_t objects, bytes; /* types that EVENTS_COUNTED (objects) and EVENTS_HEAP look at */
  double events;
  struct trace_sums traces;
};

struct label {
  struct str key, value;
  uint64_t number; /* where there is no text */
};

struct reading {
  struct pprof p;
  enum side side;
  struct profile_vec *parts;
  size_t first; /* of parts that are ours */
  struct wanted *wanted;
  size_t wanted_n;
  bool *seen_name; /* by frame: looked at for faults */
  struct name_faults faults;
  struct pprof_line_vec locations, values; /* of the sample being read */
  struct str trace, endpoint; /* its labels */
  char trace_digits[24];      /* of a trace whose id is a number */
  uint64_t frames_left;
  bool said_too_many;
  struct tally tally;
};

/* ---- types ---- */

static size_t default_type(const struct pprof *p) {
  struct str name = p->default_type < p->strings.n ? p->strings.at[p->default_type] : STR_NONE;
  for (size_t i = 0; name.n && i < p->types.n; i++)
    if (str_eq(p->types.at[i].type, name)) return i;
  return p->types.n - 1;
}

static size_t find_type(const struct pprof *p, struct str type, struct str unit) {
  for (size_t i = 0; i < p->types.n; i++)
    if (str_eq(p->types.at[i].type, type) && str_eq(p->types.at[i].unit, unit)) return i;
  return SIZE_MAX;
}

static bool counts_samples(const struct pprof_type *t) {
  static const struct str names[] = {{"samples", 7}, {"sample", 6}};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (str_eq(t->type, names[i]) && str_eq(t->unit, STR("count"))) return true;
  return false;
}

/* alloc_space and alloc_objects, inuse_space and inuse_objects: the two ways to look at one heap. */
static bool find_heap(const struct pprof *p, struct wanted *w) {
  const struct pprof_type *t = &p->types.at[w->type];
  size_t line = str_find_char(t->type, '_');
  if (line == STR_NPOS || p->period == 0 || !str_eq(p->period_type.type, STR("space"))) return false;
  struct str stem = str_slice(t->type, 0, line);
  w->bytes = find_type(p, arena_printf(p->arena, STR_FMT "_space", STR_ARG(stem)), STR("bytes"));
  w->objects = find_type(p, arena_printf(p->arena, STR_FMT "_objects", STR_ARG(stem)), STR("count"));
  return w->bytes != SIZE_MAX && w->objects != SIZE_MAX && (w->type == w->bytes || w->type == w->objects);
}

static enum events_from events_from(const struct pprof *p, struct wanted *w) {
  const struct pprof_type *t = &p->types.at[w->type];
  if (counts_samples(t)) return EVENTS_SELF;
  if (find_heap(p, w)) return EVENTS_HEAP;
  for (w->objects = 0; w->objects < p->types.n; w->objects++)
    if (counts_samples(&p->types.at[w->objects])) return EVENTS_COUNTED;
  bool of_period = str_eq(t->type, p->period_type.type) && str_eq(t->unit, p->period_type.unit);
  return of_period && p->period > 1 ? EVENTS_PERIOD : EVENTS_UNKNOWN;
}

/* What "count" counts. */
static struct str unit_of(const struct pprof_type *t, uint64_t *factor) {
  if (!str_eq(t->unit, STR("count"))) return profile_part_unit(t->unit, factor);
  *factor = 1;
  if (counts_samples(t)) return STR("samples");
  return str_ends(t->type, STR("_objects")) ? STR("objects") : t->type;
}

static void want(struct reading *r, size_t type) {
  struct pprof *p = &r->p;
  const struct pprof_type *t = &p->types.at[type];
  struct wanted *w = &r->wanted[r->wanted_n++];
  *w = (struct wanted){.type = type, .profile = r->parts->n - r->first};
  w->events_from = events_from(p, w);
  struct str unit = unit_of(t, &w->factor);
  w->names = ARENA_ARRAY(p->arena, uint32_t, p->frames.n);
  struct profile *profile = profile_part_add(p->arena, r->parts, p->source, r->side);
  profile->key = arena_dup(p->arena, t->type);
  profile->unit = unit.n ? arena_dup(p->arena, unit) : STR("unknown");
  profile->unit_source = STR("said by the profile");
  profile->typed = true;
  profile->unit_is_events = w->events_from == EVENTS_SELF;
  profile->time_s[r->side] = p->time_ns / 1000000000;
  profile->duration_s[r->side] = p->duration_ns > 0 ? (double)p->duration_ns * 1e-9 : 0;
}

static void choose_types(struct reading *r, struct profile_request *types) {
  struct pprof *p = &r->p;
  r->wanted = ARENA_ARRAY(p->arena, struct wanted, TYPES_MAX);
  size_t first = default_type(p);
  for (size_t k = 0; k < p->types.n; k++) {
    if (r->wanted_n == TYPES_MAX) {
      diag_add(p->diags, DIAG_TOO_LARGE, (struct pos){p->source->name, 0, 0}, "more than %d sample types; only so many are read", TYPES_MAX);
      return;
    }
    size_t i = k == 0 ? first : k <= first ? k - 1 : k;
    const struct pprof_type *t = &p->types.at[i];
    if (profile_request_takes(p->arena, types, t->type, t->unit, i == first || str_eq(t->type, STR("alloc_space")))) want(r, i);
  }
}

/* ---- samples ---- */

static bool take_values(struct reading *r, const struct proto_field *f, struct pprof_line_vec *into, struct pprof_place place) {
  struct proto_values v = proto_values_of(f);
  uint64_t value;
  while (proto_values_next(&v, &value)) *VEC_PUSH(r->p.arena, into) = value;
  if (v.bad) pprof_say(&r->p, DIAG_PROFILE_DATA, place, "a list of numbers that is damaged; the sample is left out");
  return !v.bad;
}

static bool is_one_of(struct str s, const struct str *names, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (str_eq_nocase(s, names[i])) return true;
  return false;
}

/* Some write their ids as numbers. */
static void set_trace(struct reading *r, const struct label *l) {
  r->trace = l->value;
  if (l->value.n > 0) return;
  (void)snprintf(r->trace_digits, sizeof r->trace_digits, "%llu", (unsigned long long)l->number);
  r->trace = str_of(r->trace_digits);
}

/* Keys that name a trace, a span within one where nothing better is told, and what was asked for. */
static void keep_label(struct reading *r, const struct label *l, bool *is_trace) {
  static const struct str traces[] = {{"trace_id", 8}, {"trace id", 8}, {"traceID", 7}, {"trace-id", 8}};
  static const struct str spans[] = {{"local root span id", 18}, {"span_id", 7}, {"span id", 7}, {"spanID", 6}};
  static const struct str endpoints[] = {{"endpoint", 8}, {"trace endpoint", 14}, {"trace_endpoint", 14}};
  if (l->value.n == 0 && l->number == 0) return;
  if (is_one_of(l->key, traces, sizeof traces / sizeof *traces)) {
    set_trace(r, l);
    *is_trace = true;
  } else if (is_one_of(l->key, spans, sizeof spans / sizeof *spans)) {
    if (!*is_trace && r->trace.n == 0) set_trace(r, l);
  } else if (is_one_of(l->key, endpoints, sizeof endpoints / sizeof *endpoints)) {
    r->endpoint = l->value;
  }
}

static void read_label(struct reading *r, struct str message, struct pprof_place place, bool *is_trace) {
  struct pprof *p = &r->p;
  struct proto_field f;
  const char *why;
  uint64_t key = 0, text = 0, number = 0;
  enum proto_status status;
  while ((status = proto_next(&message, &f, &why)) == PROTO_FIELD) {
    if (f.wire != PROTO_VARINT) continue;
    if (f.number == 1) key = f.value;
    if (f.number == 2) text = f.value;
    if (f.number == 3) number = f.value;
  }
  if (status == PROTO_BAD || key >= p->strings.n || text >= p->strings.n) {
    pprof_say(p, DIAG_PROFILE_DATA, place, "a label that cannot be read; the sample is kept without it");
    return;
  }
  keep_label(r, &(struct label){p->strings.at[key], p->strings.at[text], number}, is_trace);
}

/* Fills locations, values and labels. False, with a diagnostic, when the sample cannot be taken. */
static bool decode(struct reading *r, const struct proto_field *field, struct pprof_place place) {
  struct pprof *p = &r->p;
  struct str message = field->bytes;
  struct proto_field f;
  const char *why = "is no message";
  bool is_trace = false;
  enum proto_status status = field->wire == PROTO_BYTES ? PROTO_FIELD : PROTO_BAD;
  r->locations.n = r->values.n = 0;
  r->trace = r->endpoint = STR_NONE;
  while (status == PROTO_FIELD && (status = proto_next(&message, &f, &why)) == PROTO_FIELD) {
    if (f.number == 1 && !take_values(r, &f, &r->locations, place)) return false;
    if (f.number == 2 && !take_values(r, &f, &r->values, place)) return false;
    if (f.number == 3 && f.wire == PROTO_BYTES) read_label(r, f.bytes, place, &is_trace);
  }
  if (status == PROTO_BAD) {
    pprof_say(p, DIAG_PROFILE_DATA, place, "%s; the sample is left out", why);
    return false;
  }
  if (r->values.n == p->types.n) return true;
  pprof_say(p, DIAG_PROFILE_DATA, place, "has %llu values, there are %llu sample types; the sample is left out",
            (unsigned long long)r->values.n, (unsigned long long)p->types.n);
  return false;
}

static bool is_positive(struct reading *r, struct pprof_place place) {
  for (size_t i = 0; i < r->wanted_n; i++) {
    int64_t value = (int64_t)r->values.at[r->wanted[i].type];
    if (value >= 0) continue;
    pprof_say(&r->p, DIAG_PROFILE_NEGATIVE, place,
              "the value %lld is negative; the sample is left out (give the two profiles of a difference as base and head)", (long long)value);
    return false;
  }
  return true;
}

/* Replaces ids of locations, the innermost first, by places; a location that does not exist is one of no frames known. */
static void find_locations(struct reading *r, struct pprof_place place) {
  for (size_t i = 0; i < r->locations.n; i++) {
    uint64_t id = r->locations.at[i];
    r->locations.at[i] = id_map_get(&r->p.location_of, id);
    if (r->locations.at[i] == 0) pprof_miss(&r->p, place, "location", id);
  }
}

static uint32_t name_in(struct reading *r, struct wanted *w, struct calltree *t, uint32_t frame) {
  if (w->names[frame]) return w->names[frame];
  struct str name = r->p.frames.at[frame];
  if (!r->seen_name[frame]) name_faults_look(&r->faults, name, 0);
  r->seen_name[frame] = true;
  return w->names[frame] = calltree_name(t, name);
}

static size_t depth_of(const struct reading *r) {
  size_t n = 0;
  for (size_t i = 0; i < r->locations.n; i++) {
    size_t frames = r->locations.at[i] ? r->p.locations.at[r->locations.at[i] - 1].n_frames : 1;
    n = frames > SIZE_MAX - n ? SIZE_MAX : n + frames;
  }
  return n;
}

static uint32_t walk(struct reading *r, struct wanted *w, struct calltree *t) {
  uint32_t node = CALL_ROOT;
  for (size_t i = r->locations.n; i-- > 0;) {
    if (r->locations.at[i] == 0) {
      node = calltree_child(t, node, name_in(r, w, t, r->p.no_name));
      continue;
    }
    const struct pprof_location *l = &r->p.locations.at[r->locations.at[i] - 1];
    for (size_t k = 0; k < l->n_frames; k++) node = calltree_child(t, node, name_in(r, w, t, r->p.stacks.at[l->frames + k]));
  }
  return node;
}

static void count_events(const struct reading *r, struct wanted *w, uint64_t value) {
  const uint64_t *values = r->values.at;
  switch (w->events_from) {
  case EVENTS_COUNTED:
    if ((int64_t)values[w->objects] > 0) w->events += (double)values[w->objects];
    return;
  case EVENTS_PERIOD: w->events += (double)value / (double)r->p.period; return;
  case EVENTS_HEAP: {
    double objects = (double)(int64_t)values[w->objects], bytes = (double)(int64_t)values[w->bytes];
    if (objects > 0 && bytes > 0) w->events += -objects * expm1(-bytes / objects / (double)r->p.period);
    return;
  }
  case EVENTS_SELF:
  case EVENTS_UNKNOWN: return;
  }
}

/* Adds the sample to one tree; false, with a diagnostic, when it does not fit. */
static bool add_value(struct reading *r, struct wanted *w, size_t depth, struct pprof_place place) {
  uint64_t value = r->values.at[w->type];
  if (value == 0) return true;
  struct profile *profile = &r->parts->at[r->first + w->profile];
  struct calltree *t = &profile->tree;
  if (value > UINT64_MAX / w->factor || value * w->factor > UINT64_MAX - calltree_total(t, r->side)) {
    pprof_say(&r->p, DIAG_PROFILE_OVERFLOW, place, "the sum of " STR_FMT " would exceed 64 bits; the sample is left out", STR_ARG(profile->key));
    return false;
  }
  if (depth > r->frames_left) {
    if (!r->said_too_many)
      pprof_say(&r->p, DIAG_TOO_LARGE, place, "stacks unfold to more than %d frames a byte of the file; samples are left out from here on", FRAMES_PER_BYTE);
    r->said_too_many = true;
    return false;
  }
  r->frames_left -= depth;
  uint32_t node = walk(r, w, t);
  (void)calltree_add(t, node, r->side, value * w->factor);
  count_events(r, w, value);
  if (r->trace.n) {
    struct profile_trace trace = {r->trace, r->endpoint, node, value * w->factor, r->side};
    trace_sums_add(r->p.arena, &w->traces, &trace);
  }
  return true;
}

static bool read_sample(struct reading *r, const struct proto_field *field, uint64_t number) {
  struct pprof_place place = {"sample", number, field->at};
  if (!decode(r, field, place) || !is_positive(r, place)) return false;
  find_locations(r, place);
  size_t depth = depth_of(r);
  bool fits = true;
  for (size_t i = 0; i < r->wanted_n; i++) fits &= add_value(r, &r->wanted[i], depth, place);
  return fits;
}

/* The file a second time: now that every table is known, the samples. It ends where the first pass ended. */
static void read_samples(struct reading *r) {
  struct str rest = r->p.source->text;
  struct proto_field f;
  const char *why;
  uint64_t number = 0;
  while (proto_next(&rest, &f, &why) == PROTO_FIELD) {
    if (f.number != PPROF_SAMPLE) continue;
    if (read_sample(r, &f, ++number)) r->tally.records++;
    else r->tally.skipped++;
  }
}

static void settle(struct reading *r) {
  for (size_t i = 0; i < r->wanted_n; i++) {
    struct wanted *w = &r->wanted[i];
    struct profile *profile = &r->parts->at[r->first + w->profile];
    if (w->events_from != EVENTS_SELF && w->events >= 0.5 && w->events < 0x1p63) profile->samples[r->side] = (uint64_t)(w->events + 0.5);
    trace_sums_end(r->p.arena, &w->traces, profile);
  }
  name_faults_say(&r->faults, r->p.diags, r->p.source->name);
  if (r->p.missed)
    diag_add(r->p.diags, DIAG_PROFILE_DATA, (struct pos){r->p.source->name, 0, 0},
             "the file is cut short: %llu times something is named that is not in it; such frames go by their address or are [unknown]",
             (unsigned long long)r->p.missed);
}

struct tally pprof_read(struct arena *a, struct diags *d, const struct source *s, enum side side, struct profile_request *types,
                        struct profile_vec *parts) {
  struct reading r = {.p = {.arena = a, .diags = d, .source = s}, .side = side, .parts = parts, .first = parts->n};
  struct pos pos = {s->name, 0, 0};
  r.frames_left = s->text.n > UINT64_MAX / FRAMES_PER_BYTE - FRAMES_FLOOR ? UINT64_MAX : s->text.n * FRAMES_PER_BYTE + FRAMES_FLOOR;
  pprof_read_tables(&r.p);
  if (r.p.samples == 0 || r.p.types.n == 0) {
    if (r.p.samples == 0) diag_add(d, DIAG_FILE_EMPTY, pos, "this profile holds no sample");
    else diag_add(d, DIAG_PROFILE_DATA, pos, "the profile does not say what its samples count: it has no sample type");
    return r.tally;
  }
  pprof_resolve(&r.p);
  if (r.p.drop_frames)
    diag_add(d, DIAG_TEXT_IGNORED, pos, "the profile asks for frames to be dropped (drop_frames), which is not done: all are drawn");
  r.seen_name = ARENA_ARRAY(a, bool, r.p.frames.n);
  choose_types(&r, types);
  read_samples(&r);
  settle(&r);
  return r.tally;
}

/* Plain figures, then sample_type (field 1), a message that opens with one of its two varints. Those bytes are control
 * characters: no text has them. */
bool pprof_is(struct str s) {
  struct proto_field f;
  const char *why;
  for (int fields = 0; fields < 16 && proto_next(&s, &f, &why) == PROTO_FIELD; fields++) {
    if (f.wire != PROTO_VARINT && f.wire != PROTO_BYTES) return false;
    if (f.number == PPROF_SAMPLE_TYPE) return f.wire == PROTO_BYTES && f.bytes.n >= 2 && (f.bytes.p[0] == 0x08 || f.bytes.p[0] == 0x10);
  }
  return false;
}

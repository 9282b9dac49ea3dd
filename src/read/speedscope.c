#include "read/speedscope.h"

#include "base/num.h"
#include "read/json.h"

#include <math.h>

enum { DECIMALS = 6, WHERE = 64 };

/* One tree a unit. */
struct unit_part {
  struct str written;
  size_t profile;  /* in parts */
  double factor;   /* to our unit */
  bool is_time;
  bool counted;    /* every profile of it is sampled */
  uint64_t samples;
  uint32_t *names; /* by frame: its name in the tree, 0 when not met yet */
};
VEC_OF(unit_part_vec, struct unit_part);

struct reading {
  struct arena *arena;
  struct diags *diags;
  const struct source *source;
  enum side side;
  struct profile_vec *parts;
  struct str *frames;
  size_t frames_n;
  uint32_t *open_n; /* by frame: how often it is open in the timeline being read, so that none is looked for in vain */
  bool several;
  struct unit_part_vec units;
  struct name_faults faults;
  struct tally tally;
};

/* A profile of the file being read. */
struct one {
  size_t index;
  struct unit_part *unit;
  struct calltree *tree;
  uint32_t root;
};

static void say(struct reading *r, const char *where, const char *text) {
  diag_add(r->diags, DIAG_PROFILE_DATA, (struct pos){r->source->name, 0, 0}, "%s: %s", where, text);
}

static void say_item(struct reading *r, const struct one *o, const char *list, size_t i, const char *text) {
  char where[WHERE];
  (void)snprintf(where, sizeof where, "profiles[%zu].%s[%zu]", o->index, list, i);
  say(r, where, text);
}

static void say_part(struct reading *r, size_t index, const char *part, const char *text) {
  char where[WHERE];
  (void)snprintf(where, sizeof where, "profiles[%zu]%s%s", index, part[0] ? "." : "", part);
  say(r, where, text);
}

/* ---- frames and units ---- */

static void read_frames(struct reading *r, struct json_object *list) {
  r->frames_n = json_input_length(list);
  r->frames = ARENA_ARRAY(r->arena, struct str, r->frames_n);
  r->open_n = ARENA_ARRAY(r->arena, uint32_t, r->frames_n);
  for (size_t i = 0; i < r->frames_n; i++) {
    struct str name;
    if (json_input_text(json_input_get(json_input_at(list, i), "name"), &name) && name.n > 0) {
      r->frames[i] = name;
      continue;
    }
    char where[WHERE];
    (void)snprintf(where, sizeof where, "shared.frames[%zu]", i);
    say(r, where, "a frame without a name is [unknown]");
    r->frames[i] = STR("[unknown]");
  }
}

static struct unit_part *unit_at(struct reading *r, size_t index, struct json_object *value) {
  static const struct str known[] = {{"none", 4}, {"nanoseconds", 11}, {"microseconds", 12}, {"milliseconds", 12}, {"seconds", 7}, {"bytes", 5}};
  struct str written = STR_NONE;
  (void)json_input_text(value, &written);
  bool is_known = false;
  for (size_t i = 0; i < sizeof known / sizeof *known; i++) is_known |= str_eq(written, known[i]);
  if (!is_known) {
    say_part(r, index, "unit", "is none that the format has; the unit is taken as unknown");
    written = STR("unknown");
  }
  VEC_EACH(struct unit_part, u, &r->units) {
    if (str_eq(u->written, written)) return u;
  }
  struct unit_part *u = VEC_PUSH(r->arena, &r->units);
  uint64_t factor;
  struct str unit = profile_part_unit(written, &factor);
  *u = (struct unit_part){.written = arena_dup(r->arena, written), .profile = r->parts->n, .factor = (double)factor, .counted = true};
  u->is_time = str_eq(unit, STR("ns"));
  u->names = ARENA_ARRAY(r->arena, uint32_t, r->frames_n);
  struct profile *p = profile_part_add(r->arena, r->parts, r->source, r->side);
  p->key = profile_part_stem(r->arena, r->source->name);
  p->unit = str_eq(written, STR("none")) ? STR("samples") : arena_dup(r->arena, unit);
  p->unit_source = STR("said by the profile");
  p->unit_said = is_known && !str_eq(written, STR("none"));
  return u;
}

static uint32_t child_of(struct reading *r, struct one *o, uint32_t parent, uint64_t frame) {
  uint32_t *name = &o->unit->names[frame];
  if (*name == 0) {
    name_faults_look(&r->faults, r->frames[frame], 0);
    *name = calltree_name(o->tree, r->frames[frame]);
  }
  return calltree_child(o->tree, parent, *name);
}

/* Adds a weight that is not negative; false when it does not fit. Fractions of what is no time make the tree count in millionths. */
static bool add_weight(struct reading *r, struct one *o, uint32_t node, double weight) {
  double value = weight * o->unit->factor;
  bool fraction = !o->unit->is_time && !num_same(value, floor(value));
  if (fraction && o->tree->decimals == 0 && !calltree_rescale(o->tree, DECIMALS)) return false;
  for (unsigned i = 0; i < o->tree->decimals; i++) value *= 10;
  value = floor(value + 0.5);
  return value < 0x1p63 && calltree_add(o->tree, node, r->side, (uint64_t)value);
}

static void overflow(struct reading *r, const struct one *o, const char *list, size_t i) {
  diag_add(r->diags, DIAG_PROFILE_OVERFLOW, (struct pos){r->source->name, 0, 0}, "profiles[%zu].%s[%zu]: the sum would exceed 64 bits; it is left out",
           o->index, list, i);
}

/* ---- sampled ---- */

static bool walk(struct reading *r, struct one *o, struct json_object *stack, uint32_t *node) {
  size_t n = json_input_length(stack);
  for (size_t k = 0; k < n; k++) {
    uint64_t frame;
    if (!json_input_whole(json_input_at(stack, k), &frame) || frame >= r->frames_n) return false;
    *node = child_of(r, o, *node, frame);
  }
  return json_input_is_array(stack);
}

static bool read_stack(struct reading *r, struct one *o, size_t i, struct json_object *stack, struct json_object *weight) {
  double w;
  uint32_t node = o->root;
  if (!json_input_number(weight, &w) || w < 0) {
    say_item(r, o, "weights", i, "is no weight from 0 on; its stack is left out");
  } else if (!walk(r, o, stack, &node)) {
    say_item(r, o, "samples", i, "is no list of frames that exist; the stack is left out");
  } else if (!add_weight(r, o, node, w)) {
    overflow(r, o, "weights", i);
  } else {
    o->unit->samples++;
    return true;
  }
  return false;
}

static void read_sampled(struct reading *r, struct one *o, struct json_object *profile) {
  struct json_object *samples = json_input_get(profile, "samples"), *weights = json_input_get(profile, "weights");
  size_t n = json_input_length(samples);
  if (!json_input_is_array(samples) || !json_input_is_array(weights)) {
    say_part(r, o->index, "", "a sampled profile has samples and weights; this one is left out");
    return;
  }
  if (n != json_input_length(weights)) say_part(r, o->index, "weights", "are not as many as there are samples; what has no weight is left out");
  for (size_t i = 0; i < n; i++) {
    bool taken = i < json_input_length(weights) && read_stack(r, o, i, json_input_at(samples, i), json_input_at(weights, i));
    if (taken) r->tally.records++;
    else r->tally.skipped++;
  }
}

/* ---- evented ---- */

struct open_frame {
  uint64_t frame;
  uint32_t node;
};
VEC_OF(open_vec, struct open_frame);

struct timeline {
  struct open_vec open;
  double start, now; /* now, since start */
};

static uint32_t top(const struct one *o, const struct timeline *t) {
  return t->open.n ? t->open.at[t->open.n - 1].node : o->root;
}

/* What passed since the last event belongs to the frame on top; with none open it is nobody's. False when it does not fit. */
static bool pass(struct reading *r, struct one *o, struct timeline *t, double at) {
  double from = t->now;
  t->now = at;
  /* Whole ns of the timeline, so that what is rounded does not add up. */
  double step = o->unit->is_time ? (floor(at * o->unit->factor + 0.5) - floor(from * o->unit->factor + 0.5)) / o->unit->factor : at - from;
  return t->open.n == 0 || step <= 0 || add_weight(r, o, top(o, t), step);
}

static uint64_t pop(struct reading *r, struct timeline *t) {
  uint64_t frame = t->open.at[--t->open.n].frame;
  r->open_n[frame]--;
  return frame;
}

static bool close_frame(struct reading *r, struct one *o, struct timeline *t, size_t i, uint64_t frame) {
  if (r->open_n[frame] == 0) {
    say_item(r, o, "events", i, "closes a frame that is not open; the event is left out");
    return false;
  }
  bool on_top = t->open.at[t->open.n - 1].frame == frame;
  if (!on_top) say_item(r, o, "events", i, "closes a frame that is not on top; those above it are closed too");
  while (pop(r, t) != frame) continue;
  return on_top;
}

static bool read_event(struct reading *r, struct one *o, struct timeline *t, size_t i, struct json_object *event) {
  struct str type = STR_NONE;
  double at = 0;
  uint64_t frame = 0;
  bool known = json_input_text(json_input_get(event, "type"), &type) && json_input_number(json_input_get(event, "at"), &at) &&
               json_input_whole(json_input_get(event, "frame"), &frame) && frame < r->frames_n;
  bool opens = str_eq(type, STR("O"));
  if (!known || (!opens && !str_eq(type, STR("C")))) {
    say_item(r, o, "events", i, "needs type O or C, at, and a frame that exists; the event is left out");
    return false;
  }
  at -= t->start;
  bool in_order = at >= t->now;
  if (!in_order) say_item(r, o, "events", i, "is earlier than the one before; it is taken at that one's time");
  if (!pass(r, o, t, in_order ? at : t->now)) {
    overflow(r, o, "events", i);
    return false;
  }
  if (!opens) return close_frame(r, o, t, i, frame) && in_order;
  uint32_t node = child_of(r, o, top(o, t), frame);
  *VEC_PUSH(r->arena, &t->open) = (struct open_frame){frame, node};
  r->open_n[frame]++;
  return in_order;
}

static void read_evented(struct reading *r, struct one *o, struct json_object *profile) {
  struct json_object *events = json_input_get(profile, "events");
  struct timeline t = {0};
  double end;
  o->unit->counted = false;
  if (!json_input_is_array(events)) {
    say_part(r, o->index, "", "an evented profile has events; this one is left out");
    return;
  }
  if (!json_input_number(json_input_get(profile, "startValue"), &t.start)) {
    (void)json_input_number(json_input_get(json_input_at(events, 0), "at"), &t.start);
    say_part(r, o->index, "startValue", "is no number; the profile begins with its first event");
  }
  for (size_t i = 0; i < json_input_length(events); i++) {
    if (read_event(r, o, &t, i, json_input_at(events, i))) r->tally.records++;
    else r->tally.skipped++;
  }
  if (t.open.n == 0) return;
  say_part(r, o->index, "events", "leave frames open; they are closed at the end");
  bool ends = json_input_number(json_input_get(profile, "endValue"), &end) && end - t.start > t.now;
  if (ends && !pass(r, o, &t, end - t.start)) overflow(r, o, "events", json_input_length(events));
  while (t.open.n > 0) (void)pop(r, &t);
}

/* ---- the file ---- */

static void read_profile(struct reading *r, size_t index, struct json_object *profile) {
  struct one o = {.index = index, .root = CALL_ROOT};
  struct str type = STR_NONE, name = STR_NONE;
  (void)json_input_text(json_input_get(profile, "type"), &type);
  bool sampled = str_eq(type, STR("sampled"));
  if (!sampled && !str_eq(type, STR("evented"))) {
    say_part(r, index, "type", "is neither sampled nor evented; the profile is left out");
    return;
  }
  o.unit = unit_at(r, index, json_input_get(profile, "unit"));
  o.tree = &r->parts->at[o.unit->profile].tree;
  (void)json_input_text(json_input_get(profile, "name"), &name);
  if (r->several && name.n > 0) {
    name_faults_look(&r->faults, name, 0);
    o.root = calltree_step(o.tree, CALL_ROOT, name);
  }
  double start, end;
  if (json_input_number(json_input_get(profile, "startValue"), &start) && json_input_number(json_input_get(profile, "endValue"), &end)) {
    double *duration = &r->parts->at[o.unit->profile].duration_s[r->side];
    double seconds = (end - start) * o.unit->factor * 1e-9;
    if (o.unit->is_time && seconds > *duration && isfinite(seconds)) *duration = seconds; /* threads run side by side */
  }
  if (sampled) read_sampled(r, &o, profile);
  else read_evented(r, &o, profile);
}

static void settle(struct reading *r) {
  VEC_EACH(const struct unit_part, u, &r->units) {
    struct profile *p = &r->parts->at[u->profile];
    bool are_samples = str_eq(p->unit, STR("samples")) && u->counted && p->tree.decimals == 0;
    p->unit_is_events = are_samples;
    if (str_eq(u->written, STR("none")) && !are_samples) {
      p->unit = STR("unknown");
      p->unit_source = STR("the profile names none");
    }
    if (u->counted && !are_samples) p->samples[r->side] = u->samples;
  }
  name_faults_say(&r->faults, r->diags, r->source->name);
}

struct tally speedscope_read(struct arena *a, struct diags *d, const struct source *s, enum side side, struct profile_vec *parts) {
  struct reading r = {.arena = a, .diags = d, .source = s, .side = side, .parts = parts};
  struct json_object *root = json_input_open(d, s, DIAG_PROFILE_DATA);
  if (root == NULL) return r.tally;
  struct json_object *profiles = json_input_get(root, "profiles");
  read_frames(&r, json_input_get(json_input_get(root, "shared"), "frames"));
  r.several = json_input_length(profiles) > 1;
  for (size_t i = 0; i < json_input_length(profiles); i++) read_profile(&r, i, json_input_at(profiles, i));
  settle(&r);
  json_input_close(root);
  if (r.tally.records + r.tally.skipped == 0) diag_add(d, DIAG_FILE_EMPTY, (struct pos){s->name, 0, 0}, "this profile holds no sample");
  return r.tally;
}

bool speedscope_is(struct str text) {
  return json_input_mentions(str_slice(text, 0, 64 << 10), "speedscope.app/file-format-schema", NULL) ||
         (json_input_mentions(text, "\"frames\"", "\"profiles\"") && str_find(text, STR("\"shared\"")) != STR_NPOS);
}

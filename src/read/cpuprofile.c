#include "read/cpuprofile.h"

#include "read/id_map.h"
#include "read/json.h"

#include <math.h>

enum visit { UNSEEN, ON_PATH, PLACED };

struct node {
  uint64_t id, hits;
  struct str name;
  uint32_t parent; /* place plus one, 0: none */
  uint32_t in_tree;
  enum visit visit;
};

struct reading {
  struct arena *arena;
  struct diags *diags;
  const struct source *source;
  enum side side;
  struct profile *profile;
  struct node *nodes;
  uint32_t nodes_n;
  struct id_map place_of; /* by id: place plus one */
  struct name_faults faults;
  uint64_t backwards;
  struct tally tally;
};

static void say(struct reading *r, enum diag_id id, const char *list, size_t i, const char *text) {
  diag_add(r->diags, id, (struct pos){r->source->name, 0, 0}, "%s[%zu]: %s", list, i, text);
}

/* ---- nodes ---- */

static struct str name_of(struct reading *r, size_t i, struct json_object *frame) {
  struct str name = STR_NONE, url = STR_NONE;
  uint64_t line;
  if (!json_input_text(json_input_get(frame, "functionName"), &name)) say(r, DIAG_PROFILE_DATA, "nodes", i, "has no function name");
  if (name.n > 0) return name;
  (void)json_input_text(json_input_get(frame, "url"), &url);
  if (url.n == 0) return STR("(anonymous)");
  url = str_base_name(url);
  if (!json_input_whole(json_input_get(frame, "lineNumber"), &line)) return arena_printf(r->arena, "(anonymous) " STR_FMT, STR_ARG(url));
  return arena_printf(r->arena, "(anonymous) " STR_FMT ":%llu", STR_ARG(url), (unsigned long long)line + 1); /* counted from 0 there */
}

static void read_node(struct reading *r, uint32_t i, struct json_object *value) {
  struct node *n = &r->nodes[i];
  struct json_object *hits = json_input_get(value, "hitCount");
  n->name = name_of(r, i, json_input_get(value, "callFrame"));
  if (hits && !json_input_whole(hits, &n->hits)) say(r, DIAG_PROFILE_DATA, "nodes", i, "hitCount is no whole number from 0 on");
  if (!json_input_whole(json_input_get(value, "id"), &n->id)) say(r, DIAG_PROFILE_DATA, "nodes", i, "has no id that is a whole number");
  else if (!id_map_add(r->arena, &r->place_of, n->id, i + 1)) say(r, DIAG_PROFILE_DATA, "nodes", i, "has an id that another has; the first is taken");
}

static void set_parent(struct reading *r, uint32_t child, uint32_t parent) {
  struct node *n = &r->nodes[child - 1];
  if (n->parent == 0) n->parent = parent;
  else if (n->parent != parent) say(r, DIAG_PROFILE_DATA, "nodes", child - 1, "is called by two nodes; the first is taken");
}

static void read_links(struct reading *r, uint32_t i, struct json_object *value) {
  struct json_object *children = json_input_get(value, "children"), *parent = json_input_get(value, "parent");
  uint64_t id;
  for (size_t k = 0; k < json_input_length(children); k++) {
    uint32_t child = json_input_whole(json_input_at(children, k), &id) ? id_map_get(&r->place_of, id) : 0;
    if (child) set_parent(r, child, i + 1);
    else say(r, DIAG_PROFILE_DATA, "nodes", i, "has a child that does not exist");
  }
  if (parent == NULL) return;
  uint32_t place = json_input_whole(parent, &id) ? id_map_get(&r->place_of, id) : 0;
  if (place) set_parent(r, i + 1, place);
  else say(r, DIAG_PROFILE_DATA, "nodes", i, "has a parent that does not exist");
}

/* Puts a node into the tree, and whatever calls it before it. Where callers form a circle it is cut. */
static void place(struct reading *r, uint32_t i, uint32_t *path) {
  uint32_t n = 0;
  while (r->nodes[i].visit == UNSEEN) {
    r->nodes[i].visit = ON_PATH;
    path[n++] = i;
    uint32_t parent = r->nodes[i].parent;
    if (parent == 0) break;
    if (r->nodes[parent - 1].visit == ON_PATH) {
      say(r, DIAG_PROFILE_DATA, "nodes", i, "calls itself by way of its callers; the circle is cut here");
      r->nodes[i].parent = 0;
      break;
    }
    i = parent - 1;
  }
  while (n-- > 0) {
    struct node *node = &r->nodes[path[n]];
    uint32_t above = node->parent ? r->nodes[node->parent - 1].in_tree : CALL_ROOT;
    bool is_root = node->parent == 0 && str_eq(node->name, STR("(root)"));
    if (!is_root) name_faults_look(&r->faults, node->name, 0);
    node->in_tree = is_root ? CALL_ROOT : calltree_step(&r->profile->tree, above, node->name);
    node->visit = PLACED;
  }
}

static void read_nodes(struct reading *r, struct json_object *list) {
  size_t n = json_input_length(list);
  if (n >= UINT32_MAX) die_system("too many nodes in a profile");
  r->nodes_n = (uint32_t)n;
  r->nodes = ARENA_ARRAY(r->arena, struct node, n);
  for (uint32_t i = 0; i < r->nodes_n; i++) read_node(r, i, json_input_at(list, i));
  for (uint32_t i = 0; i < r->nodes_n; i++) read_links(r, i, json_input_at(list, i));
  struct arena scratch = ARENA_INIT;
  uint32_t *path = ARENA_ARRAY(&scratch, uint32_t, n);
  for (uint32_t i = 0; i < r->nodes_n; i++) place(r, i, path);
  arena_free(&scratch);
}

/* ---- samples ---- */

static bool add(struct reading *r, const char *list, size_t i, uint32_t node, uint64_t value) {
  if (calltree_add(&r->profile->tree, node, r->side, value)) return true;
  say(r, DIAG_PROFILE_OVERFLOW, list, i, "the sum would exceed 64 bits; it is left out");
  return false;
}

/* How long after the sample before each was taken, ns. V8's clock runs backwards at times: such a sample took none. */
static uint64_t delta_at(struct reading *r, struct json_object *deltas, size_t i) {
  double us;
  if (!json_input_number(json_input_at(deltas, i), &us) || us * 1000 >= 0x1p63) {
    say(r, DIAG_PROFILE_DATA, "timeDeltas", i, "is no time in microseconds; it is taken as 0");
    return 0;
  }
  if (us < 0) {
    r->backwards++;
    return 0;
  }
  return (uint64_t)floor(us * 1000 + 0.5);
}

static uint64_t rest_of_last(struct json_object *root, double passed_us) {
  double start, end;
  if (!json_input_number(json_input_get(root, "startTime"), &start) || !json_input_number(json_input_get(root, "endTime"), &end)) return 0;
  double rest = (end - start - passed_us) * 1000;
  return rest > 0 && rest < 0x1p63 ? (uint64_t)floor(rest + 0.5) : 0;
}

static bool read_sample(struct reading *r, size_t i, struct json_object *sample, uint64_t ns) {
  uint64_t id;
  uint32_t place = json_input_whole(sample, &id) ? id_map_get(&r->place_of, id) : 0;
  if (place) return add(r, "samples", i, r->nodes[place - 1].in_tree, ns);
  say(r, DIAG_PROFILE_DATA, "samples", i, "names a node that does not exist; the sample is left out");
  return false;
}

static void read_samples(struct reading *r, struct json_object *root, struct json_object *samples) {
  struct json_object *deltas = json_input_get(root, "timeDeltas");
  size_t n = json_input_length(samples);
  double passed = 0;
  if (json_input_length(deltas) != n)
    diag_add(r->diags, DIAG_PROFILE_DATA, (struct pos){r->source->name, 0, 0}, "timeDeltas: there are %zu for %zu samples; what has none took no time",
             json_input_length(deltas), n);
  bool timed = json_input_length(deltas) > 0;
  if (timed) passed = (double)delta_at(r, deltas, 0) / 1000;
  for (size_t i = 0; i < n; i++) {
    uint64_t ns = 0;
    if (i + 1 < json_input_length(deltas) && i + 1 < n) ns = delta_at(r, deltas, i + 1);
    passed += (double)ns / 1000;
    if (i + 1 == n) ns = rest_of_last(root, passed);
    if (read_sample(r, i, json_input_at(samples, i), ns)) r->tally.records++;
    else r->tally.skipped++;
  }
  if (r->backwards)
    diag_add(r->diags, DIAG_PROFILE_TIME, (struct pos){r->source->name, 0, 0}, "timeDeltas: %llu of them negative, and taken as 0",
             (unsigned long long)r->backwards);
  r->profile->unit = STR("ns");
  r->profile->unit_source = STR("the format counts in time");
  r->profile->samples[r->side] = r->tally.records;
}

static void read_hits(struct reading *r) {
  for (uint32_t i = 0; i < r->nodes_n; i++) {
    if (r->nodes[i].hits == 0) continue;
    if (add(r, "nodes", i, r->nodes[i].in_tree, r->nodes[i].hits)) r->tally.records++;
    else r->tally.skipped++;
  }
  r->profile->unit = STR("samples");
  r->profile->unit_source = STR("the profile has hit counts and no samples");
  r->profile->unit_is_events = true;
}

struct tally cpuprofile_read(struct arena *a, struct diags *d, const struct source *s, enum side side, struct profile_vec *parts) {
  struct reading r = {.arena = a, .diags = d, .source = s, .side = side};
  struct json_object *root = json_input_open(d, s, DIAG_PROFILE_DATA);
  if (root == NULL) return r.tally;
  r.profile = profile_part_add(a, parts, s, side);
  r.profile->key = profile_part_stem(a, s->name);
  r.profile->unit_said = true;
  read_nodes(&r, json_input_get(root, "nodes"));
  struct json_object *samples = json_input_get(root, "samples");
  if (json_input_length(samples) > 0) read_samples(&r, root, samples);
  else read_hits(&r);
  double start, end;
  if (json_input_number(json_input_get(root, "startTime"), &start) && json_input_number(json_input_get(root, "endTime"), &end) && end > start)
    r.profile->duration_s[side] = (end - start) * 1e-6;
  name_faults_say(&r.faults, d, s->name);
  json_input_close(root);
  if (r.tally.records + r.tally.skipped == 0) diag_add(d, DIAG_FILE_EMPTY, (struct pos){s->name, 0, 0}, "this profile holds no sample");
  return r.tally;
}

bool cpuprofile_is(struct str text) {
  return json_input_mentions(text, "\"nodes\"", "\"callFrame\"") &&
         (str_find(text, STR("\"timeDeltas\"")) != STR_NPOS || str_find(text, STR("\"hitCount\"")) != STR_NPOS);
}

#include "read/pprof_tables.h"

void pprof_say(struct pprof *p, enum diag_id id, struct pprof_place place, const char *fmt, ...) {
  va_list ap;
  va_start(ap, fmt);
  char text[160]; /* not in the arena: most of very many are only counted */
  (void)vsnprintf(text, sizeof text, fmt, ap);
  va_end(ap);
  unsigned long long byte = (unsigned long long)(place.at - p->source->text.p);
  diag_add(p->diags, id, (struct pos){p->source->name, 0, 0}, "%s %llu (byte %llu): %s", place.what,
           (unsigned long long)place.number, byte, text);
}

void pprof_miss(struct pprof *p, struct pprof_place place, const char *what, uint64_t id) {
  if (p->cut) p->missed++;
  else pprof_say(p, DIAG_PROFILE_DATA, place, "%s %llu does not exist", what, (unsigned long long)id);
}

bool pprof_string(struct pprof *p, struct pprof_place place, uint64_t index, struct str *out) {
  *out = index < p->strings.n ? p->strings.at[index] : STR_NONE;
  if (index >= p->strings.n) pprof_miss(p, place, "string", index);
  return index < p->strings.n;
}

/* Opens the message of a field of the profile; false, with a diagnostic, when it is none. */
static bool open_message(struct pprof *p, const struct proto_field *f, struct pprof_place place, struct str *message) {
  *message = f->bytes;
  if (f->wire != PROTO_BYTES) pprof_say(p, DIAG_PROFILE_DATA, place, "is no message");
  return f->wire == PROTO_BYTES;
}

/* The next field of a message; false at its end, and where it is damaged, which is diagnosed. */
static bool next_field(struct pprof *p, struct str *message, struct proto_field *f, struct pprof_place place) {
  const char *why;
  enum proto_status status = proto_next(message, f, &why);
  if (status == PROTO_BAD) {
    place.at = f->at;
    pprof_say(p, DIAG_PROFILE_DATA, place, "%s; the rest of it is not read", why);
  }
  return status == PROTO_FIELD;
}

/* ---- one table each ---- */

static struct pprof_type read_type(struct pprof *p, const struct proto_field *field, struct pprof_place place) {
  struct pprof_type t = {0};
  struct str message;
  struct proto_field f;
  if (!open_message(p, field, place, &message)) return t;
  while (next_field(p, &message, &f, place)) {
    if (f.wire != PROTO_VARINT) continue;
    if (f.number == 1) t.type_index = f.value;
    if (f.number == 2) t.unit_index = f.value;
  }
  return t;
}

/* An entry by its id, which must be its alone. */
static void add_id(struct pprof *p, struct id_map *map, uint64_t id, size_t n, struct pprof_place place) {
  if (id == 0) {
    pprof_say(p, DIAG_PROFILE_DATA, place, "has the id 0, which stands for none");
  } else if (n > UINT32_MAX) {
    die_system("too many entries in a profile");
  } else if (!id_map_add(p->arena, map, id, (uint32_t)n)) {
    pprof_say(p, DIAG_PROFILE_DATA, place, "has an id that another has; the first is taken");
  }
}

static void read_function(struct pprof *p, const struct proto_field *field) {
  struct pprof_place place = {"function", p->functions.n + 1, field->at};
  struct str message;
  struct proto_field f;
  if (!open_message(p, field, place, &message)) return;
  struct pprof_function *fn = VEC_PUSH(p->arena, &p->functions);
  fn->at = field->at;
  while (next_field(p, &message, &f, place)) {
    if (f.wire != PROTO_VARINT) continue;
    if (f.number == 1) fn->id = f.value;
    if (f.number == 2) fn->name = f.value;
    if (f.number == 3) fn->system_name = f.value;
  }
  add_id(p, &p->function_of, fn->id, p->functions.n, place);
}

static void read_mapping(struct pprof *p, const struct proto_field *field) {
  struct pprof_place place = {"mapping", p->mappings.n + 1, field->at};
  struct str message;
  struct proto_field f;
  if (!open_message(p, field, place, &message)) return;
  struct pprof_mapping *m = VEC_PUSH(p->arena, &p->mappings);
  m->at = field->at;
  while (next_field(p, &message, &f, place)) {
    if (f.wire != PROTO_VARINT) continue;
    if (f.number == 1) m->id = f.value;
    if (f.number == 5) m->file = f.value;
  }
  add_id(p, &p->mapping_of, m->id, p->mappings.n, place);
}

static uint64_t read_line(struct pprof *p, const struct proto_field *field, struct pprof_place place) {
  struct str message;
  struct proto_field f;
  uint64_t function = 0;
  if (!open_message(p, field, place, &message)) return 0;
  while (next_field(p, &message, &f, place))
    if (f.number == 1 && f.wire == PROTO_VARINT) function = f.value;
  return function;
}

static void read_location(struct pprof *p, const struct proto_field *field) {
  struct pprof_place place = {"location", p->locations.n + 1, field->at};
  struct str message;
  struct proto_field f;
  if (!open_message(p, field, place, &message)) return;
  struct pprof_location *l = VEC_PUSH(p->arena, &p->locations);
  l->at = field->at;
  l->lines = p->lines.n;
  while (next_field(p, &message, &f, place)) {
    if (f.number == 4) {
      *VEC_PUSH(p->arena, &p->lines) = read_line(p, &f, place);
      continue;
    }
    if (f.wire != PROTO_VARINT) continue;
    if (f.number == 1) l->id = f.value;
    if (f.number == 2) l->mapping = f.value;
    if (f.number == 3) l->address = f.value;
  }
  l->n_lines = p->lines.n - l->lines;
  add_id(p, &p->location_of, l->id, p->locations.n, place);
}

static void read_string(struct pprof *p, const struct proto_field *field) {
  struct pprof_place place = {"string", p->strings.n, field->at};
  if (field->wire != PROTO_BYTES) pprof_say(p, DIAG_PROFILE_DATA, place, "is none");
  else if (p->strings.n == 0 && field->bytes.n > 0) pprof_say(p, DIAG_PROFILE_DATA, place, "is not empty, as the first has to be");
  *VEC_PUSH(p->arena, &p->strings) = field->bytes; /* a place is taken in any case: others are numbered from here */
}

static void read_figure(struct pprof *p, const struct proto_field *f) {
  if (f->wire != PROTO_VARINT) return;
  if (f->number == PPROF_TIME_NANOS) p->time_ns = (int64_t)f->value;
  if (f->number == PPROF_DURATION_NANOS) p->duration_ns = (int64_t)f->value;
  if (f->number == PPROF_PERIOD) p->period = f->value;
  if (f->number == PPROF_DEFAULT_TYPE) p->default_type = f->value;
  if (f->number == PPROF_DROP_FRAMES) p->drop_frames = f->value;
}

static void read_field(struct pprof *p, const struct proto_field *f) {
  switch (f->number) {
  case PPROF_SAMPLE_TYPE: {
    struct pprof_type type = read_type(p, f, (struct pprof_place){"sample type", p->types.n + 1, f->at});
    *VEC_PUSH(p->arena, &p->types) = type;
    return;
  }
  case PPROF_SAMPLE: p->samples++; return;
  case PPROF_MAPPING: read_mapping(p, f); return;
  case PPROF_LOCATION: read_location(p, f); return;
  case PPROF_FUNCTION: read_function(p, f); return;
  case PPROF_STRING: read_string(p, f); return;
  case PPROF_PERIOD_TYPE: p->period_type = read_type(p, f, (struct pprof_place){"period type", 1, f->at}); return;
  default: read_figure(p, f);
  }
}

void pprof_read_tables(struct pprof *p) {
  struct str rest = p->source->text;
  struct proto_field f;
  const char *why;
  uint64_t fields = 0;
  p->cut = !p->source->whole;
  for (;;) {
    enum proto_status status = proto_next(&rest, &f, &why);
    if (status == PROTO_BAD) {
      pprof_say(p, DIAG_PROFILE_DATA, (struct pprof_place){"field", fields + 1, f.at}, "%s; the file is not read beyond it", why);
      p->cut = true;
      return;
    }
    if (status == PROTO_END) return;
    fields++;
    read_field(p, &f);
  }
}

/* ---- names ---- */

static void name_types(struct pprof *p) {
  for (size_t i = 0; i < p->types.n; i++) {
    struct pprof_place place = {"sample type", i + 1, p->source->text.p};
    struct pprof_type *t = &p->types.at[i];
    (void)pprof_string(p, place, t->type_index, &t->type);
    (void)pprof_string(p, place, t->unit_index, &t->unit);
    if (t->type.n == 0) t->type = arena_printf(p->arena, "type-%llu", (unsigned long long)i + 1);
  }
  struct pprof_place place = {"period type", 1, p->source->text.p};
  (void)pprof_string(p, place, p->period_type.type_index, &p->period_type.type);
  (void)pprof_string(p, place, p->period_type.unit_index, &p->period_type.unit);
}

static void name_functions(struct pprof *p) {
  for (size_t i = 0; i < p->functions.n; i++) {
    const struct pprof_function *fn = &p->functions.at[i];
    struct pprof_place place = {"function", i + 1, fn->at};
    struct str name;
    if (pprof_string(p, place, fn->name, &name) && name.n == 0) (void)pprof_string(p, place, fn->system_name, &name);
    *VEC_PUSH(p->arena, &p->frames) = name;
  }
}

/* The frame of a location that no function is known of. */
static struct str name_of_place(struct pprof *p, const struct pprof_location *l) {
  uint32_t mapping = id_map_get(&p->mapping_of, l->mapping);
  if (mapping) {
    const struct pprof_mapping *m = &p->mappings.at[mapping - 1];
    struct str file;
    if (pprof_string(p, (struct pprof_place){"mapping", mapping, m->at}, m->file, &file) && file.n > 0) {
      file = str_base_name(file);
      bool bracketed = file.p[0] == '['; /* [vdso], [kernel.kallsyms] */
      return bracketed ? file : arena_printf(p->arena, "[" STR_FMT "]", STR_ARG(file));
    }
  }
  return l->address ? arena_printf(p->arena, "0x%llx", (unsigned long long)l->address) : STR("[unknown]");
}

static uint32_t add_frame(struct pprof *p, struct str name) {
  if (p->frames.n > UINT32_MAX - 2) die_system("too many entries in a profile");
  *VEC_PUSH(p->arena, &p->frames) = name;
  return (uint32_t)p->frames.n - 1;
}

/* The frames of a location's lines, the outermost first. Lines without a name are frames where others have one. */
static void resolve_lines(struct pprof *p, struct pprof_location *l, struct pprof_place place) {
  bool named = false;
  for (size_t line = l->n_lines; line-- > 0;) {
    uint64_t id = p->lines.at[l->lines + line];
    uint32_t function = id_map_get(&p->function_of, id);
    if (function == 0) pprof_miss(p, place, "function", id);
    bool has_name = function && p->frames.at[function - 1].n > 0;
    named |= has_name;
    *VEC_PUSH(p->arena, &p->stacks) = has_name ? function - 1 : p->no_name;
  }
  if (!named) p->stacks.n = l->frames;
}

void pprof_resolve(struct pprof *p) {
  name_types(p);
  name_functions(p);
  p->no_name = add_frame(p, STR("[unknown]"));
  for (size_t i = 0; i < p->locations.n; i++) {
    struct pprof_location *l = &p->locations.at[i];
    l->frames = p->stacks.n;
    resolve_lines(p, l, (struct pprof_place){"location", i + 1, l->at});
    if (p->stacks.n == l->frames) {
      uint32_t frame = add_frame(p, name_of_place(p, l));
      *VEC_PUSH(p->arena, &p->stacks) = frame;
    }
    l->n_frames = p->stacks.n - l->frames;
  }
}

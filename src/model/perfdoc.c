#include "model/perfdoc.h"

const struct profile_gate profile_gate_built_in = {.absolute = 0.10, .relative = 0.30, .floor = 0.01, .new_self = 0.05};

const char *section_name(enum section_kind k) {
  switch (k) {
  case SECTION_NONE: return "none";
  case SECTION_SLO: return "slo";
  case SECTION_ERROR_BUDGET: return "error-budget";
  case SECTION_COMPONENT: return "component-budget";
  case SECTION_ROUTE: return "route-budgets";
  case SECTION_GATE: return "ci-gate";
  case SECTION_CANARY: return "canary";
  case SECTION_PGO: return "pgo";
  case SECTION_HOTSPOT: return "hotspots";
  case SECTION_TUNING: return "tuning-history";
  case SECTION_ANTI: return "anti-patterns";
  case SECTION_RUNBOOK: return "runbooks";
  case SECTION_BASELINE: return "baselines";
  case SECTION_ALERT: return "alerts";
  case SECTION_COST: return "cost";
  case SECTION_CAPACITY: return "capacity";
  case SECTION_KPI: return "kpi";
  case SECTION_WAIVER: return "waivers";
  case SECTION_SPRINT: return "sprint";
  case SECTION_SETTINGS: return "settings";
  case SECTION_IGNORED: return "ignore";
  case SECTION_MAX: break;
  }
  abort();
}

bool route_split(struct str text, struct str *method, struct str *path) {
  text = str_trim(text);
  size_t slash = str_find_char(text, '/');
  if (slash == STR_NPOS) return false;
  *method = str_trim(str_slice(text, 0, slash));
  *path = str_slice(text, slash, text.n);
  if (slash > 0 && !char_is_blank(text.p[slash - 1])) return false;
  for (size_t i = 0; i < method->n; i++)
    if (!char_is_alpha(method->p[i]) && method->p[i] != ',' && method->p[i] != '|' && method->p[i] != ' ') return false;
  for (size_t i = 0; i < path->n; i++)
    if (char_is_space(path->p[i])) return false;
  return true;
}

static bool method_listed(struct str methods, struct str method) {
  struct str one;
  while (str_cut(&methods, ',', &one))
    if (str_eq_nocase(one, method)) return true;
  return false;
}

/* {id}, <id> or :id, as the declared side writes a part of a path that may be anything. */
static bool is_parameter(struct str part) {
  if (part.n == 0) return false;
  char open = part.p[0], close = part.p[part.n - 1];
  return (open == '{' && close == '}') || (open == '<' && close == '>') || (open == ':' && part.n > 1);
}

/* Whether a part of a path fits one with stars in it. Each star takes the first place where the text behind it fits. */
static bool part_fits(struct str declared, struct str part, size_t *weight) {
  size_t d = 0, p = 0, star = STR_NPOS, retry = 0;
  while (p < part.n) {
    if (d < declared.n && declared.p[d] == '*') {
      star = d++;
      retry = p;
    } else if (d < declared.n && declared.p[d] == part.p[p]) {
      d++;
      p++;
    } else if (star != STR_NPOS) {
      d = star + 1;
      p = ++retry;
    } else {
      return false;
    }
  }
  while (d < declared.n && declared.p[d] == '*') d++;
  for (size_t i = 0; i < declared.n; i++) *weight += declared.p[i] != '*';
  return d == declared.n;
}

static struct str without_query(struct str path) {
  size_t end = str_find_char(path, '?');
  return end == STR_NPOS ? path : str_slice(path, 0, end);
}

bool route_matches(const struct route *declared, struct str method, struct str path, size_t *weight) {
  *weight = 0;
  if (declared->methods.n > 0 && method.n > 0 && !method_listed(declared->methods, method)) return false;
  struct str left = declared->path, right = without_query(path), want, have;
  size_t literals = 0;
  bool last_was_star = false;
  if (left.n == 0) return false;
  while (str_cut(&left, '/', &want)) {
    last_was_star = str_eq(want, STR("*")) && left.p == NULL;
    if (!str_cut(&right, '/', &have)) return false;
    if (is_parameter(want)) {
      if (have.n == 0) return false;
    } else if (!part_fits(want, have, &literals)) {
      return false;
    }
  }
  bool rest = right.p != NULL;
  if (rest && !last_was_star) return false;
  *weight = 2 * literals + (declared->methods.n > 0);
  return true;
}

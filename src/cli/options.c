#include "cli/options.h"

#include "base/num.h"
#include "base/source.h"
#include "cli/help.h"
#include "cli/load.h"
#include "model/linkurl.h"
#include "view/flame_palette.h"

struct option_row {
  struct str name;
  char letter; /* 0 for none */
  bool has_arg;
  unsigned in;
};

static const struct option_row rows[OPTION_MAX] = {
#define X(id, name, letter, arg, in, help) [id] = {{name, sizeof(name) - 1}, letter, (arg) != NULL, in},
    OPTION_TABLE(X)
#undef X
};

static const struct str commands[CMD_MAX] = {
#define X(id, name, operands, about) [id] = {name, sizeof(name) - 1},
    COMMAND_TABLE(X)
#undef X
};

static bool usage(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* Complains and yields false. */
static bool usage(const char *fmt, ...) {
  va_list ap;
  va_start(ap, fmt);
  fputs("perfpage: ", stderr);
  vfprintf(stderr, fmt, ap);
  fputs("\n(perfpage --help lists the options)\n", stderr);
  va_end(ap);
  return false;
}

static enum option find_option(struct str name) {
  for (int i = 0; i < OPTION_MAX; i++)
    if (str_eq(rows[i].name, name)) return (enum option)i;
  return OPTION_MAX;
}

static enum command find_command(struct str name) {
  for (int i = 0; i < CMD_MAX; i++)
    if (str_eq(commands[i], name)) return (enum command)i;
  return CMD_MAX;
}

struct named_path options_named_path(const char *arg) {
  struct str s = str_of(arg);
  size_t eq = str_find_char(s, '=');
  if (eq == STR_NPOS || eq == 0 || str_find_char(str_slice(s, 0, eq), '/') != STR_NPOS) return (struct named_path){.path = arg};
  if (source_stat(arg) != SOURCE_ABSENT) return (struct named_path){.path = arg};
  return (struct named_path){.label = str_slice(s, 0, eq), .path = arg + eq + 1};
}

/* The index of text in a list of words, or -1. */
static int one_of(const char *text, const char *const *words) {
  for (int i = 0; words[i]; i++)
    if (strcmp(text, words[i]) == 0) return i;
  return -1;
}

static bool parse_percent(const char *text, double *out) {
  struct str s = str_trim(str_of(text));
  if (str_ends(s, STR("%"))) s = str_trim_end(str_slice(s, 0, s.n - 1));
  if (!num_parse_decimal(s, out) || *out < 0 || *out > 1e6) return false;
  *out /= 100;
  return true;
}

static bool parse_level(const char *text, double *out) {
  return num_parse_decimal(str_of(text), out) && *out > 0 && *out < 1;
}

static bool parse_count(const char *text, uint32_t *out) {
  uint64_t v;
  if (!num_parse_u64(str_of(text), &v) || v == 0 || v > 10000000) return false;
  *out = (uint32_t)v;
  return true;
}

static bool take_choice(struct options *o, enum option id, const char *text) {
  static const char *const whom[] = {"pr", "sprint", "onboarding", NULL};
  static const char *const correction[] = {"holm", "bh", "none", NULL};
  static const char *const missing[] = {"fail", "warn", "ignore", NULL};
  static const char *const trend_mode[] = {"corrected", "otava", NULL};
  int at = one_of(text, id == OPT_FOR ? whom : id == OPT_CORRECTION ? correction : id == OPT_TREND_MODE ? trend_mode : missing);
  if (at < 0) return false;
  if (id == OPT_FOR) o->judge.for_whom = (enum report_for)at;
  else if (id == OPT_TREND_MODE) o->judge.trend_mode = (enum trend_mode)at;
  else if (id == OPT_CORRECTION) o->judge.correction = (enum correction)(CORRECTION_HOLM + at);
  else o->judge.missing = (enum missing_policy)(MISSING_FAIL + at);
  return true;
}

static bool take_max_regress(struct options *o, const char *text) {
  o->judge.has_max_regress = true;
  o->judge.max_regress = -1;
  return strcmp(text, "none") == 0 || parse_percent(text, &o->judge.max_regress);
}

/* The last one given holds. */
static bool take_expression(struct arena *a, const char *name, const char *text, struct pattern **out) {
  struct str error;
  pattern_free(*out);
  *out = NULL;
  if (text[0] == '\0') return usage("--%s: an empty expression matches everything", name);
  *out = pattern_compile(a, str_of(text), PATTERN_EITHER, &error);
  return *out || usage("--%s: \"%s\" is no regular expression: " STR_FMT, name, text, STR_ARG(error));
}

/* What the options that refuse values take. */
static const char *const takes[OPTION_MAX] = {
    [OPT_BASE] = "a file or a folder",
    [OPT_HEAD] = "a file or a folder",
    [OPT_HISTORY] = "a file or a folder",
    [OPT_RUN] = "a name of one line",
    [OPT_COMMIT] = "a name of one line",
    [OPT_DATE] = "a time as in 2026-11-20T12:00:00Z, or a day",
    [OPT_FOR] = "pr, sprint or onboarding",
    [OPT_CORRECTION] = "holm, bh or none",
    [OPT_TREND_MODE] = "corrected or otava",
    [OPT_MISSING] = "fail, warn or ignore",
    [OPT_MAX_REGRESS] = "a percentage, or none",
    [OPT_NOW] = "a time as in 2026-11-20T12:00:00Z",
    [OPT_ALPHA] = "a number between 0 and 1",
    [OPT_CONFIDENCE] = "a number between 0 and 1",
    [OPT_MIN_WIDTH] = "a percentage from 0 to 100",
    [OPT_MAX_FRAMES] = "a whole number from 1 to 10000000",
    [OPT_JOBS] = "a number of threads from 1 to 1024",
    [OPT_TRACE_URL] = "an address with http or https and {trace_id} behind its host",
    [OPT_COMMIT_URL] = "an address with http or https and {commit} behind its host",
    [OPT_WIDTH] = "pixels from 400 to 20000",
};

/* What becomes the value of a configuration line. */
static bool is_one_line(struct str s) {
  for (size_t i = 0; i < s.n; i++)
    if (s.p[i] == '\n' || s.p[i] == '\r') return false;
  return str_trim(s).n > 0 && s.n <= 256;
}

/* True as well for an option whose argument is read elsewhere. */
static bool take_number(struct options *o, enum option id, const char *text) {
  if (id == OPT_ALPHA) return parse_level(text, &o->judge.alpha);
  if (id == OPT_CONFIDENCE) return parse_level(text, &o->judge.confidence);
  if (id == OPT_MIN_WIDTH) return parse_percent(text, &o->min_width) && o->min_width <= 1;
  if (id == OPT_MAX_FRAMES) return parse_count(text, &o->max_frames);
  if (id == OPT_JOBS) return parse_count(text, &o->jobs) && o->jobs <= 1024;
  if (id == OPT_WIDTH) return parse_count(text, &o->width) && o->width >= 400 && o->width <= 20000;
  return true;
}

/* Reads the argument of an option into its field. False when it cannot be. */
static bool take_value(struct arena *a, struct options *o, enum option id, const char *text) {
  if (id == OPT_BASE || id == OPT_HEAD) {
    *VEC_PUSH(a, &o->side[id == OPT_HEAD ? SIDE_HEAD : SIDE_BASE]) = options_named_path(text);
    return text[0] != '\0';
  }
  if (id == OPT_HISTORY) {
    *VEC_PUSH(a, &o->history) = str_of(text);
    return text[0] != '\0';
  }
  if (id == OPT_RUN || id == OPT_COMMIT) return is_one_line(str_of(text));
  if (id == OPT_DATE) return date_parse(str_of(text), &o->date);
  if (id == OPT_FOR || id == OPT_CORRECTION || id == OPT_MISSING || id == OPT_TREND_MODE) return take_choice(o, id, text);
  if (id == OPT_MAX_REGRESS) return take_max_regress(o, text);
  if (id == OPT_TRACE_URL) {
    o->judge.trace_url = str_of(text);
    return link_url_problem(LINK_TRACE, o->judge.trace_url) == NULL;
  }
  if (id == OPT_COMMIT_URL) {
    o->judge.commit_url = str_of(text);
    return link_url_problem(LINK_COMMIT, o->judge.commit_url) == NULL;
  }
  if (id == OPT_NOW) return date_parse(str_of(text), &o->judge.now);
  return take_number(o, id, text);
}

static bool take_option(struct arena *a, struct options *o, enum option id, const char *text) {
  if (!(rows[id].in & (1u << o->command)))
    return usage("--%s is not an option of %s", rows[id].name.p, commands[o->command].p);
  o->given[id] = true;
  o->value[id] = text;
  if (text == NULL) return true;
  if (id == OPT_FOCUS || (id == OPT_IGNORE && o->command != CMD_BENCH)) return take_expression(a, rows[id].name.p, text, id == OPT_FOCUS ? &o->filter.focus : &o->filter.ignore);
  return take_value(a, o, id, text) || usage("--%s: \"%s\" cannot be read: it takes %s", rows[id].name.p, text, takes[id]);
}

/* "--name" or "--name=value"; "-x" or "-xvalue". *value is NULL when the word holds none. */
static enum option split_dashed(const char *word, const char **value) {
  struct str s = str_of(word);
  *value = NULL;
  if (str_starts(s, STR("--"))) {
    struct str name = str_slice(s, 2, s.n);
    size_t eq = str_find_char(name, '=');
    if (eq != STR_NPOS) *value = name.p + eq + 1;
    return find_option(str_slice(name, 0, eq));
  }
  if (s.n > 2) *value = word + 2;
  for (int i = 0; i < OPTION_MAX; i++)
    if (rows[i].letter == word[1]) return (enum option)i;
  return OPTION_MAX;
}

/* One argument from argv[*at] on, which starts with a dash. */
static bool parse_dashed(struct arena *a, struct options *o, char **argv, int *at) {
  const char *value;
  enum option id = split_dashed(argv[*at], &value);
  if (id == OPTION_MAX) return usage("unknown option \"%s\"", argv[*at]);
  if (!rows[id].has_arg && value) return usage("--%s takes no argument", rows[id].name.p);
  if (rows[id].has_arg && value == NULL) {
    (*at)++;
    value = argv[*at];
    if (value == NULL) return usage("--%s needs an argument", rows[id].name.p);
  }
  return take_option(a, o, id, value);
}

static bool parse_words(struct arena *a, struct options *o, int argc, char **argv) {
  bool only_operands = false;
  for (int i = 1; i < argc; i++) {
    bool dashed = argv[i][0] == '-' && argv[i][1] != '\0' && !only_operands;
    if (dashed && strcmp(argv[i], "--") == 0) {
      only_operands = true;
    } else if (dashed) {
      if (!parse_dashed(a, o, argv, &i)) return false;
    } else {
      *VEC_PUSH(a, &o->operands) = str_of(argv[i]);
    }
  }
  return true;
}

static bool is_bare_word(struct str s) {
  for (size_t i = 0; i < s.n; i++)
    if (!char_is_alpha(s.p[i])) return false;
  return s.n > 0;
}

/* The command is the first word; a first word that is none of them is report's DIR, but a bare word that names nothing is a
 * slip: it must not put an empty page in the place of the last one. */
static bool take_command(struct options *o, int *argc, char ***argv) {
  if (*argc < 2) return true;
  const char *word = (*argv)[1];
  enum command c = find_command(str_of(word));
  if (c == CMD_MAX && is_bare_word(str_of(word)) && source_stat(word) == SOURCE_ABSENT)
    return usage("\"%s\" is neither a command nor a folder", word);
  if (c == CMD_MAX) return true;
  o->command = c;
  (*argc)--;
  (*argv)++;
  return true;
}

/* Nothing was read of a file in place of DIR: as with a bare word, the last page stays. */
static bool check_folder(const char *dir) {
  enum source_kind kind = source_stat(dir);
  if (kind == SOURCE_DIR || kind == SOURCE_ABSENT) return true;
  return usage("\"%s\" is not a folder: --history takes a text of runs, --perf a PERFORMANCE.md, --head and --base take results", dir);
}

static bool check_operands(const struct options *o) {
  size_t n = o->operands.n;
  switch (o->command) {
  case CMD_REPORT:
    if (n > 1) return usage("one service a report; for several: for d in */; do perfpage report \"$d\" -o \"$d/report.html\"; done");
    if (n == 0 && !o->given[OPT_PERF] && !o->given[OPT_HEAD] && !o->given[OPT_BASE] && !o->given[OPT_HISTORY])
      return usage("report needs a folder, or --head and --base");
    return n == 0 || check_folder(o->operands.at[0].p);
  case CMD_LINT: return n > 0 || usage("lint needs a file");
  case CMD_BENCH: return n > 0 || usage("bench needs a result, or several to compare: OLD NEW...");
  case CMD_FLAME: return n == 1 || usage(n ? "flame takes one profile; --base FILE is what it is held against" : "flame needs one profile");
  case CMD_FOLD: return n > 0 || usage("fold needs a profile");
  case CMD_RECORD:
    if (n != 1) return usage(n ? "record takes one result at a time: a folder with head/, or a file" : "record needs the results of a run");
    return o->history.n == 1 || usage("record needs --history FILE, once");
  case CMD_MAX: break;
  }
  return false;
}

/* Complains, with what would be taken, unless the value of an option is one of the words. */
static bool check_word(const struct options *o, enum option id, const char *const *words) {
  if (!o->given[id] || one_of(o->value[id], words) >= 0) return true;
  struct buf list = BUF_INIT;
  for (const char *const *word = words; *word; word++) {
    if (word > words) buf_cstr(&list, word[1] ? ", " : " or ");
    buf_cstr(&list, *word);
  }
  (void)usage("--%s: \"%s\" cannot be read: %s takes " STR_FMT, rows[id].name.p, o->value[id], commands[o->command].p, STR_ARG(buf_view(&list)));
  buf_free(&list);
  return false;
}

static bool check_input_format(const struct options *o) {
  if (!o->given[OPT_INPUT_FORMAT] || load_kind_named(str_of(o->value[OPT_INPUT_FORMAT])) != INPUT_UNKNOWN) return true;
  struct buf list = BUF_INIT;
  for (enum input_kind k = INPUT_UNKNOWN + 1; k < INPUT_KIND_MAX; k++) {
    if (input_kind_class(k) == CLASS_DOCUMENT) continue;
    if (list.n) buf_cstr(&list, ", ");
    buf_cstr(&list, input_kind_json(k));
  }
  (void)usage("--input-format: \"%s\" cannot be read: it takes diff, csv, " STR_FMT, o->value[OPT_INPUT_FORMAT], STR_ARG(buf_view(&list)));
  buf_free(&list);
  return false;
}

static bool check_format(const struct options *o) {
  static const char *const lint[] = {"text", "json", NULL}, *const bench[] = {"text", "csv", "md", "json", NULL}, *const flame[] = {"svg", "tsv", NULL};
  const char *const *formats = o->command == CMD_LINT ? lint : o->command == CMD_BENCH ? bench : flame;
  static const char *const changes[] = {"total", "self", NULL};
  return check_word(o, OPT_FORMAT, formats) && check_input_format(o) && check_word(o, OPT_COLORS, flame_colour_words) && check_word(o, OPT_CHANGE, changes);
}

/* A misspelt folder would silently be the built-in set. */
static bool check_templates(const struct options *o) {
  if (!o->given[OPT_TEMPLATES] || source_stat(o->value[OPT_TEMPLATES]) == SOURCE_DIR) return true;
  return usage("--templates: \"%s\" is not a folder", o->value[OPT_TEMPLATES]);
}

/* Where page and report.json go, and that both have a place of their own. */
static bool check_outputs(const struct options *o) {
  if (o->given[OPT_OUTPUT] && o->value[OPT_OUTPUT][0] == '\0') return usage("--output: a name is needed, or - for standard output");
  if (!o->given[OPT_JSON]) return true;
  const char *page = o->given[OPT_OUTPUT] ? o->value[OPT_OUTPUT] : "report.html";
  if (o->value[OPT_JSON][0] == '\0') return usage("--json: a name is needed, or - for standard output");
  if (!o->given[OPT_NO_PAGE] && strcmp(page, o->value[OPT_JSON]) == 0) return usage("the page and report.json would both go to \"%s\"", page);
  return true;
}

static bool take_environment(struct options *o) {
  const char *epoch = getenv("SOURCE_DATE_EPOCH");
  if (o->judge.now.known || epoch == NULL || epoch[0] == '\0') return true;
  return date_parse_unix(str_of(epoch), &o->judge.now) || usage("SOURCE_DATE_EPOCH: \"%s\" is not a number of seconds", epoch);
}

bool options_parse(struct arena *a, int argc, char **argv, struct options *o, int *status) {
  *o = (struct options){.command = CMD_REPORT};
  *status = STATUS_USAGE;
  char **all = argv;
  if (!take_command(o, &argc, &argv)) return false;
  bool named = argv != all;
  if (!parse_words(a, o, argc, argv)) return false;
  if (o->given[OPT_HELP] || o->given[OPT_VERSION]) {
    *status = STATUS_OK;
    if (o->given[OPT_HELP]) help_print(stdout, named ? o->command : CMD_MAX);
    else puts("perfpage " PERFPAGE_VERSION);
    return false;
  }
  o->judge.strict = o->given[OPT_STRICT];
  o->judge.first = o->given[OPT_FIRST];
  o->judge.exit_zero = o->given[OPT_EXIT_ZERO];
  return check_operands(o) && check_format(o) && check_templates(o) && check_outputs(o) && take_environment(o);
}

void options_free(struct options *o) {
  pattern_free(o->filter.focus);
  pattern_free(o->filter.ignore);
}

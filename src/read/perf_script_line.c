#include "read/perf_script_line.h"

static bool all_digits(struct str s) {
  for (size_t i = 0; i < s.n; i++)
    if (!char_is_digit(s.p[i])) return false;
  return s.n > 0;
}

static bool all_hex(struct str s) {
  for (size_t i = 0; i < s.n; i++) {
    char c = char_lower(s.p[i]);
    if (!char_is_digit(c) && (c < 'a' || c > 'f')) return false;
  }
  return s.n > 0;
}

static struct str without_blanks(struct str s) {
  while (s.n && char_is_blank(s.p[0])) s = str_slice(s, 1, s.n);
  while (s.n && char_is_blank(s.p[s.n - 1])) s.n--;
  return s;
}

static bool next_word(struct str *rest, struct str *word) {
  struct str s = without_blanks(*rest);
  size_t n = 0;
  while (n < s.n && !char_is_blank(s.p[n])) n++;
  *word = str_slice(s, 0, n);
  *rest = str_slice(s, n, s.n);
  return n > 0;
}

/* The last word of s, which is taken off it. */
static struct str last_word(struct str *s) {
  struct str all = without_blanks(*s);
  size_t from = all.n;
  while (from > 0 && !char_is_blank(all.p[from - 1])) from--;
  *s = str_slice(all, 0, from);
  return str_slice(all, from, all.n);
}

/* "12345" or "12345/12346" */
static bool is_pid(struct str s) {
  size_t slash = str_find_char(s, '/');
  if (slash == STR_NPOS) return all_digits(s);
  return all_digits(str_slice(s, 0, slash)) && all_digits(str_slice(s, slash + 1, s.n));
}

static bool is_cpu(struct str s) {
  return s.n > 2 && s.p[0] == '[' && s.p[s.n - 1] == ']' && all_digits(str_slice(s, 1, s.n - 1));
}

/* "2664.618512:" */
static bool is_time(struct str s) {
  if (s.n < 4 || s.p[s.n - 1] != ':') return false;
  size_t dot = str_find_char(s, '.');
  return dot != STR_NPOS && all_digits(str_slice(s, 0, dot)) && all_digits(str_slice(s, dot + 1, s.n - 1));
}

/* "comm pid [cpu]": commands may hold blanks and figures, so it is read from its end. */
static bool take_task(struct str task, struct str *comm) {
  struct str word = last_word(&task);
  if (is_cpu(word)) word = last_word(&task);
  *comm = without_blanks(task);
  return is_pid(word) && comm->n > 0;
}

/* Where the first word that is a time begins, behind what can be a task; STR_NPOS when there is none. */
static size_t find_time(struct str line) {
  struct str rest = line, word, comm;
  while (next_word(&rest, &word)) {
    size_t at = (size_t)(word.p - line.p);
    if (is_time(word) && take_task(str_slice(line, 0, at), &comm)) return at;
  }
  return STR_NPOS;
}

bool perf_script_sample(struct str line, struct perf_sample *out) {
  *out = (struct perf_sample){0};
  size_t at = find_time(line);
  if (at == STR_NPOS) return take_task(line, &out->comm);
  struct str rest = str_slice(line, at, line.n), word;
  if (!take_task(str_slice(line, 0, at), &out->comm) || !next_word(&rest, &word)) return false;
  out->time = str_slice(word, 0, word.n - 1);
  if (!next_word(&rest, &word)) return true;
  if (all_digits(word)) {
    out->period = word;
    if (!next_word(&rest, &word)) return false; /* a period of nothing */
  }
  if (word.n < 2 || word.p[word.n - 1] != ':') return false;
  out->event = str_slice(word, 0, word.n - 1);
  struct perf_frame frame;
  rest = without_blanks(rest);
  if (perf_script_frame(rest, &frame) && frame.object.n) out->frame = rest; /* else what a tracepoint has to say */
  return true;
}

/* Takes " (object)" off the end of s; a file that was replaced is "(/usr/bin/x (deleted))". */
static struct str take_object(struct str *s) {
  if (s->n == 0 || s->p[s->n - 1] != ')') return STR_NONE;
  struct str inner = str_slice(*s, 0, s->n - 1), before = inner;
  if (str_ends(before, STR(" (deleted)"))) before.n -= STR(" (deleted)").n;
  for (size_t i = before.n; i-- > 0;) {
    if (before.p[i] != '(' || (i > 0 && !char_is_blank(before.p[i - 1]))) continue;
    *s = without_blanks(str_slice(*s, 0, i));
    return str_slice(before, i + 1, before.n);
  }
  return STR_NONE;
}

static struct str without_offset(struct str symbol) {
  size_t plus = str_rfind_char(symbol, '+');
  if (plus == STR_NPOS || plus == 0) return symbol;
  struct str offset = str_slice(symbol, plus + 1, symbol.n);
  bool is_offset = str_starts(offset, STR("0x")) && all_hex(str_slice(offset, 2, offset.n));
  return is_offset ? str_slice(symbol, 0, plus) : symbol;
}

bool perf_script_frame(struct str line, struct perf_frame *out) {
  *out = (struct perf_frame){0};
  struct str rest = line, address;
  if (!next_word(&rest, &address) || !all_hex(address)) return false;
  rest = without_blanks(rest);
  out->object = take_object(&rest);
  out->symbol = without_offset(rest);
  return out->symbol.n > 0 || out->object.n > 0;
}

bool perf_script_is_place(struct str line) {
  if (line.n == 0 || !char_is_blank(line.p[0])) return false;
  struct str s = without_blanks(str_trim_end(line));
  size_t colon = str_rfind_char(s, ':'), open = str_rfind_char(s, '[');
  if (colon != STR_NPOS && all_digits(str_slice(s, colon + 1, s.n))) return true;
  return open != STR_NPOS && s.p[s.n - 1] == ']' && all_hex(str_slice(s, open + 1, s.n - 1)) && str_find_char(s, ' ') == STR_NPOS;
}

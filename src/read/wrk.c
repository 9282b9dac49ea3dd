#include "read/wrk.h"

#include "base/num.h"
#include "read/bench_text.h"
#include "read/percentile.h"

#include <math.h>

struct percentile {
  struct str prefix; /* "p99.9-" */
  double seconds;
  bool uncorrected; /* wrk2: without the delay of late requests */
};
VEC_OF(percentile_vec, struct percentile);

/* What was said of a run so far; NaN what was not. */
struct run {
  struct str url;
  uint64_t threads, connections;
  double mean, max, rate, transfer;
  double requests, refused, socket_errors;
  double recorded; /* wrk2: latencies behind the figures */
  struct percentile_vec percentiles;
  struct pos pos;
};

enum part { PART_OTHER, PART_DISTRIBUTION, PART_UNCORRECTED };

struct reading {
  struct bench_sink *sink;
  struct arena *arena;
  struct text_lines at;
  bool open;
  enum part part; /* of a run */
  struct run run;
};

static bool is_opening(struct str line) {
  return str_starts(line, STR("Running ")) && str_find(line, STR(" test @ ")) != STR_NPOS;
}

bool wrk_is(struct str text) {
  struct str line;
  while (str_next_line(&text, &line))
    if (is_opening(str_trim(line))) return true;
  return false;
}

static void wrong(struct reading *r, const char *at, const char *what) {
  bench_sink_wrong(r->sink, text_lines_pos(&r->at, at), STR_NONE, what);
}

/* ---- a run's figures ---- */

static struct bench_metric metric_of(const struct reading *r, const char *unit, enum better better) {
  const struct run *run = &r->run;
  struct bench_metric m = {.name = run->url, .unit = str_of(unit), .better = better};
  if (run->threads) m.params = arena_printf(r->arena, "/threads=%llu/connections=%llu", (unsigned long long)run->threads, (unsigned long long)run->connections);
  return m;
}

static void put(struct reading *r, const char *unit, enum better better, double v, double n) {
  struct bench_metric m = metric_of(r, unit, better);
  if (!isnan(v)) bench_sink_figure(r->sink, &m, (struct bench_figure){v, (double)NAN, (double)NAN, n > 0 ? (uint64_t)n : 0}, r->run.pos, STR_NONE);
}

static void put_latencies(struct reading *r) {
  const struct run *run = &r->run;
  double n = isnan(run->recorded) ? run->requests : run->recorded;
  put(r, "sec/op", BETTER_LOWER, run->mean, n);
  VEC_EACH(const struct percentile, p, &run->percentiles) {
    struct str unit = arena_printf(r->arena, "%s" STR_FMT "sec/op", p->uncorrected ? "uncorrected-" : "", STR_ARG(p->prefix));
    put(r, unit.p, BETTER_LOWER, p->seconds, n);
  }
  put(r, "max-sec/op", BETTER_LOWER, run->max, n);
}

static void note(struct reading *r, double n, const char *what) {
  struct str text = arena_printf(r->arena, "%.0f %s", n, what);
  bench_sink_note(r->sink, r->run.pos, r->run.url, text.p);
}

/* Responses that are no answer, and requests that got none: wrk counts the latency of the first with the good ones. */
static void put_errors(struct reading *r) {
  const struct run *run = &r->run;
  double attempts = run->requests + run->socket_errors;
  if (run->refused > 0) note(r, run->refused, "responses were neither 2xx nor 3xx: the figures are those of failures too");
  if (run->socket_errors > 0) note(r, run->socket_errors, "requests failed at their socket (connect, read, write or timeout)");
  if (attempts > 0) put(r, "errors/op", BETTER_LOWER, (run->refused + run->socket_errors) / attempts, attempts);
}

static void close_run(struct reading *r) {
  struct run *run = &r->run;
  if (!r->open) return;
  r->open = false;
  if (isnan(run->requests) || isnan(run->rate))
    bench_sink_wrong(r->sink, run->pos, run->url, "the output of this run breaks off before its requests and their rate");
  else if (num_is_zero(run->requests)) bench_sink_failed(r->sink, run->pos, arena_printf(r->arena, STR_FMT ": not one request was completed", STR_ARG(run->url)));
  if (run->requests > 0 || isnan(run->requests)) put_latencies(r);
  put(r, "req/s", BETTER_HIGHER, run->rate, 0);
  put(r, "B/s", BETTER_HIGHER, run->transfer, 0);
  if (!isnan(run->requests)) put_errors(r);
}

/* ---- lines ---- */

static double time_of(struct str s) {
  double v;
  struct str unit;
  return text_number_and_unit(s, &v, &unit) ? time_seconds(v, unit) : (double)NAN;
}

/* "17.76GB": wrk's prefixes of bytes are binary, those of counts decimal. */
static double scaled_of(struct str s, bool bytes) {
  static const char prefixes[] = "kMGTP";
  double v, step = bytes ? 1024 : 1000;
  struct str unit;
  if (!text_number_and_unit(s, &v, &unit)) return (double)NAN;
  if (bytes && !str_ends(unit, STR("B"))) return (double)NAN;
  if (bytes) unit.n--;
  if (unit.n == 0) return v;
  char c = unit.p[0] == 'K' ? 'k' : unit.p[0];
  for (size_t i = 0; prefixes[i]; i++) {
    v *= step;
    if (unit.n == 1 && c == prefixes[i]) return v;
  }
  return (double)NAN;
}

static void open_run(struct reading *r, struct str line) {
  close_run(r);
  double none = (double)NAN;
  r->open = true;
  r->part = PART_OTHER;
  struct str url = str_trim(str_slice(line, str_find(line, STR(" test @ ")) + 8, line.n));
  r->run = (struct run){.url = url, .mean = none, .max = none, .rate = none, .transfer = none, .requests = none, .recorded = none};
  r->run.pos = text_lines_pos(&r->at, r->at.line.p);
}

/* "2 threads and 4 connections" */
static bool read_threads(struct reading *r, struct str line) {
  struct str threads, connections, word;
  uint64_t n, m;
  if (!str_ends(line, STR(" connections")) || !str_next_field(&line, &threads) || !num_parse_u64(threads, &n)) return false;
  if (!str_next_field(&line, &word) || !str_eq(word, STR("threads")) || !str_next_field(&line, &word)) return false;
  if (!str_next_field(&line, &connections) || !num_parse_u64(connections, &m)) return false;
  r->run.threads = n;
  r->run.connections = m;
  return true;
}

/* "Latency     3.54ms    2.28ms  18.10ms   75.01%": average, deviation, maximum, and what nobody needs. */
static void read_latency(struct reading *r, struct str line) {
  struct str word, mean = STR_NONE, deviation, max = STR_NONE;
  bool whole = str_next_field(&line, &word) && str_next_field(&line, &mean) && str_next_field(&line, &deviation) && str_next_field(&line, &max);
  if (!whole || isnan(time_of(mean)) || isnan(time_of(max))) {
    wrong(r, r->at.line.p, "latencies that cannot be read");
    return;
  }
  r->run.mean = time_of(mean);
  r->run.max = time_of(max);
}

/* "99.900%   12.30ms"; False when the line is none. */
static bool read_percentile(struct reading *r, struct str line) {
  struct str share, time, more, prefix;
  double pct;
  if (!str_next_field(&line, &share) || !str_ends(share, STR("%"))) return false;
  share.n--;
  if (!num_parse_decimal(share, &pct)) return false;
  bool one = str_next_field(&line, &time) && !str_next_field(&line, &more);
  double seconds = one ? time_of(time) : (double)NAN;
  if (isnan(seconds) || !percentile_prefix(r->arena, share, &prefix)) {
    wrong(r, share.p, "a percentile that cannot be read");
    return true;
  }
  bool uncorrected = r->part == PART_UNCORRECTED;
  if (pct >= 100 && !uncorrected && isnan(r->run.max)) r->run.max = seconds;
  else if (pct < 100 || uncorrected)
    *VEC_PUSH(r->arena, &r->run.percentiles) = (struct percentile){prefix, seconds, uncorrected};
  return true;
}

/* "#[Max     =       12.496, Total count    =        39500]" */
static void read_total_count(struct reading *r, struct str line) {
  size_t at = str_find(line, STR("Total count"));
  uint64_t n;
  if (r->part == PART_UNCORRECTED || at == STR_NPOS) return;
  struct str rest = str_slice(line, at, line.n);
  rest = str_slice(rest, str_find_char(rest, '='), rest.n);
  rest = str_trim(str_slice(rest, 1, str_find_char(rest, ']')));
  if (num_parse_u64(rest, &n)) r->run.recorded = (double)n;
  else wrong(r, line.p, "a count that cannot be read");
}

/* "Socket errors: connect 0, read 5, write 0, timeout 3" */
static void read_socket_errors(struct reading *r, struct str line) {
  struct str rest = str_slice(line, STR("Socket errors:").n, line.n), piece;
  double sum = 0;
  while (str_cut(&rest, ',', &piece)) {
    struct str word, number, more;
    uint64_t n;
    if (!str_next_field(&piece, &word) || !str_next_field(&piece, &number) || !num_parse_u64(number, &n) || str_next_field(&piece, &more)) {
      wrong(r, line.p, "socket errors that cannot be read");
      return;
    }
    sum += (double)n;
  }
  r->run.socket_errors = sum;
}

/* The number behind the colon. */
static void read_value(struct reading *r, struct str line, bool bytes, double *out) {
  struct str rest = str_trim(str_slice(line, str_find_char(line, ':') + 1, line.n));
  *out = scaled_of(rest, bytes);
  if (isnan(*out) || *out < 0) wrong(r, rest.p, "a number that cannot be read");
  if (*out < 0) *out = (double)NAN;
}

/* "2345 requests in 2.00s, 462.59KB read" */
static bool read_requests(struct reading *r, struct str line) {
  struct str number, word;
  uint64_t n;
  if (str_find(line, STR(" requests in ")) == STR_NPOS || !str_next_field(&line, &number)) return false;
  if (!num_parse_u64(number, &n) || !str_next_field(&line, &word) || !str_eq(word, STR("requests"))) return false;
  r->run.requests = (double)n;
  r->part = PART_OTHER;
  return true;
}

/* The rest are wrk2's percentile spectrum, what it says of its calibration, and what a script printed. */
static void read_run_line(struct reading *r, struct str line) {
  if (str_starts(line, STR("Latency Distribution"))) {
    r->part = str_find(line, STR("without taking delayed")) == STR_NPOS ? PART_DISTRIBUTION : PART_UNCORRECTED;
  } else if (str_starts(line, STR("Detailed Percentile"))) {
    if (r->part == PART_DISTRIBUTION) r->part = PART_OTHER;
  } else if (str_starts(line, STR("Latency "))) {
    read_latency(r, line);
  } else if (str_starts(line, STR("#[Max"))) {
    read_total_count(r, line);
  } else if (str_starts(line, STR("Socket errors:"))) {
    read_socket_errors(r, line);
  } else if (str_starts(line, STR("Non-2xx or 3xx responses:"))) {
    read_value(r, line, false, &r->run.refused);
    if (isnan(r->run.refused)) r->run.refused = 0;
  } else if (str_starts(line, STR("Requests/sec:"))) {
    read_value(r, line, false, &r->run.rate);
  } else if (str_starts(line, STR("Transfer/sec:"))) {
    read_value(r, line, true, &r->run.transfer);
    close_run(r);
  } else if (r->part == PART_OTHER || !read_percentile(r, line)) {
    if (!read_requests(r, line)) (void)read_threads(r, line);
  }
}

void wrk_read(struct bench_sink *s) {
  struct reading r = {.sink = s, .arena = s->table->arena, .at = text_lines_of(s->source)};
  while (text_lines_next(&r.at)) {
    struct str line = str_trim(r.at.line);
    if (is_opening(line)) open_run(&r, line);
    else if (r.open) read_run_line(&r, line);
    else if (str_starts(line, STR("Requests/sec:"))) wrong(&r, line.p, "results of a run whose first line, \"Running ... test @ URL\", is missing: left out");
  }
  close_run(&r);
}

/* Addresses of traces and commits: what a template may be, and that an id stays in its place. */
#include "check.h"

#include "model/linkurl.h"

#include <string.h>

static const struct {
  const char *url, *problem; /* a part of it; NULL: it is fine */
} templates[] = {
    {"https://jaeger.example/trace/{trace_id}", NULL},
    {"HTTP://localhost:16686/search?traceID={trace_id}&x={trace_id}#{trace_id}", NULL},
    {"https://[::1]:80/{trace_id}", NULL},
    {"https://t.example/?q=%7Ba%7D&t={trace_id}", NULL},
    {"https://t.example?t={trace_id}", NULL},
    {"https://t.example/", "no {trace_id}"},
    {"", "http or https"},
    {"ftp://t.example/{trace_id}", "http or https"},
    {"javascript:alert({trace_id})", "http or https"},
    {"//t.example/{trace_id}", "http or https"},
    {"https:///{trace_id}", "a host"},
    {"https://{trace_id}/", "in the host"},
    {"https://{trace_id}.example/{trace_id}", "in the host"},
    {"https://me:secret@t.example/{trace_id}", "a user"},
    {"https://t.example/{id}", "only name"},
    {"https://t.example/{trace_id}/{span}", "only name"},
    {"https://t.example/a b/{trace_id}", "a blank"},
    {"https://t.example/\"/{trace_id}", "a quote"},
    {"https://t.example/<b>{trace_id}", "a quote"},
    {"https://t.example\\@evil/{trace_id}", "a quote"},
    {"https://t.example/\x01{trace_id}", "a quote"},
    {"https://t\xc3\xa9.example/{trace_id}", "a quote"},
};

static void problems(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof templates / sizeof *templates; i++) {
    const char *got = link_url_problem(LINK_TRACE, str_of(templates[i].url)), *want = templates[i].problem;
    if (want == NULL && got != NULL) fail_msg("%s: %s", templates[i].url, got);
    if (want != NULL && (got == NULL || strstr(got, want) == NULL)) fail_msg("%s: %s", templates[i].url, got ? got : "is fine");
  }
}

static void expect(const char *url, struct str id, const char *want) {
  struct buf b = BUF_INIT;
  link_url_put(&b, LINK_TRACE, str_of(url), id);
  buf_char(&b, '\0');
  assert_string_equal(b.p, want);
  buf_free(&b);
}

static void places(void **state) {
  (void)state;
  expect("https://t/{trace_id}", STR("4bf92f3577b34da6"), "https://t/4bf92f3577b34da6");
  expect("https://t/?a={trace_id}&b={trace_id}.", STR("A-z_0.9~"), "https://t/?a=A-z_0.9~&b=A-z_0.9~.");
  expect("https://t/{trace_id}", STR("../../x?y#z&\"<'>% \0\xff"), "https://t/..%2F..%2Fx%3Fy%23z%26%22%3C%27%3E%25%20%00%FF");
  expect("https://t/{trace_id}", STR("{trace_id}"), "https://t/%7Btrace_id%7D");
  expect("https://t/{trace_id}", STR_NONE, "https://t/");
}

static void commits(void **state) {
  (void)state;
  static const struct {
    const char *url, *problem;
  } rows[] = {
      {"https://git.example/r/commit/{commit}", NULL},
      {"https://git.example/?c={commit}#L1", NULL},
      {"https://git.example/r/commit/", "no {commit}"},
      {"https://git.example/{trace_id}", "{commit} is the only name"},
      {"https://{commit}.example/", "{commit} cannot be in the host"},
      {"javascript:alert('{commit}')", "http or https"},
      {"data:text/html,{commit}", "http or https"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    const char *got = link_url_problem(LINK_COMMIT, str_of(rows[i].url)), *want = rows[i].problem;
    if ((want == NULL) != (got == NULL) || (want && strstr(got, want) == NULL)) fail_msg("%s: %s", rows[i].url, got ? got : "is fine");
  }
  struct buf b = BUF_INIT;
  link_url_put(&b, LINK_COMMIT, STR("https://g/c/{commit}?x=1"), STR("../a\"b<\xff"));
  buf_char(&b, '\0');
  assert_string_equal(b.p, "https://g/c/..%2Fa%22b%3C%FF?x=1");
  buf_free(&b);
}

int main(void) {
  check_test("problems", problems);
  check_test("places", places);
  check_test("commits", commits);
  return check_run("linkurl");
}

/* Which declared route a measured one falls under. */
#include "check.h"

#include "model/perfdoc.h"

#include <stdio.h>

struct route_case {
  const char *methods, *path, *measured;
  bool matches;
};

static struct route_case cases[] = {
    {"POST", "/checkout", "POST /checkout", true},
    {"POST", "/checkout", "post /checkout?a=1", true},
    {"POST", "/checkout", "GET /checkout", false},
    {"POST", "/checkout", "/checkout", true},
    {"", "/checkout", "GET /checkout", true},
    {"GET,POST", "/x", "POST /x", true},
    {"GET,POST", "/x", "PUT /x", false},
    {"GET", "/products/{id}", "GET /products/42", true},
    {"GET", "/products/{id}", "GET /products/{id}", true},
    {"GET", "/products/:id", "GET /products/", false},
    {"GET", "/products/<id>", "GET /products/4/reviews", false},
    {"POST", "/admin/*", "POST /admin/prices", true},
    {"POST", "/admin/*", "POST /admin/a/b", true},
    {"POST", "/admin/*", "POST /admin", false},
    {"POST", "/admin/*", "POST /administer", false},
    {"", "/api/*-orders/:id", "GET /api/old-orders/7", true},
    {"", "/api/*-orders/:id", "GET /api/orders/7", false},
    {"", "/*", "GET /a/b", true},
    {"", "/a/b", "GET /a", false},
    {"", "/a", "GET /a/b", false},
};

static bool matched(const struct route_case *c, size_t *weight) {
  struct route declared = {str_of(c->methods), str_of(c->path)};
  struct str method, path;
  assert_true(route_split(str_of(c->measured), &method, &path));
  return route_matches(&declared, method, path, weight);
}

static void route_row(void **state) {
  const struct route_case *c = *state;
  size_t weight;
  assert_int_equal(matched(c, &weight), c->matches);
}

static size_t weight_of(const char *methods, const char *path) {
  struct route_case c = {methods, path, "GET /products/top", true};
  size_t weight;
  assert_true(matched(&c, &weight));
  return weight;
}

static void specific(void **state) {
  (void)state;
  assert_true(weight_of("", "/products/top") > weight_of("", "/products/{id}"));
  assert_true(weight_of("", "/products/{id}") > weight_of("", "/*"));
  assert_true(weight_of("", "/products/t*") > weight_of("", "/products/*"));
  assert_true(weight_of("GET", "/products/{id}") > weight_of("", "/products/{id}"));
  assert_true(weight_of("", "/products/top") > weight_of("GET", "/products/{id}"));
}

static void no_route(void **state) {
  (void)state;
  struct str method, path;
  static const char *const texts[] = {"checkout", "GET checkout", "GET /a b", "http://h/x", ""};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
    if (route_split(str_of(texts[i]), &method, &path)) fail_msg("%s is a route", texts[i]);
}

int main(void) {
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char name[120];
    (void)snprintf(name, sizeof name, "%s %s: %s", cases[i].methods, cases[i].path, cases[i].measured);
    check_test_state(name, route_row, &cases[i]);
  }
  check_test("the more specific route", specific);
  check_test("what is no route", no_route);
  return check_run("route");
}

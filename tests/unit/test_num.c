/* Numbers that are read without the libc are the same, bit for bit, as those it reads. */
#include "check.h"

#include "base/num.h"

#include <stdio.h>
#include <string.h>

static void reads_as(const char *text) {
  double got = 0, want = check_num(text);
  if (num_parse_f64(str_of(text), &got) != NUM_OK) fail_msg("%s cannot be read", text);
  if (memcmp(&got, &want, sizeof got) != 0) fail_msg("%s: %.17g, not %.17g", text, got, want);
}

static void as_the_libc(void **state) {
  static const char *const exponents[] = {"", "e0", "E5", "e+7", "e-7", "e22", "e-22", "e23", "e-23", "e37", "e-40", "e007", "e-09", "e290", "e-300", "e-330"};
  static const char *const mantissas[] = {"0",  "-0", "1",  "+1", "5.", ".5", "0.1", "84.03", "123456789012345", "1234567890.12345", "9007199254740993", "0.000000000000001",
                                          "-0.3", "00012.500", "999999999999999", "1.00000000000000000000001", "4.35", "17976931348623157", "2.2250738585072014"};
  (void)state;
  char text[80];
  for (size_t i = 0; i < sizeof mantissas / sizeof *mantissas; i++) {
    for (size_t k = 0; k < sizeof exponents / sizeof *exponents; k++) {
      (void)snprintf(text, sizeof text, "%s%s", mantissas[i], exponents[k]);
      reads_as(text);
    }
  }
}

/* Figures as benchmarks print them, and as they are recorded. */
static void of_every_size(void **state) {
  (void)state;
  uint64_t x = 88172645463325252u;
  char text[80];
  for (int i = 0; i < 20000; i++) {
    x ^= x << 13;
    x ^= x >> 7;
    x ^= x << 17;
    uint64_t mantissa = x >> (x % 64);
    int exponent = (int)(x >> 20) % 50 - 25;
    (void)snprintf(text, sizeof text, "%llue%d", (unsigned long long)mantissa, exponent);
    reads_as(text);
    (void)snprintf(text, sizeof text, "%llu.%03llu", (unsigned long long)mantissa, (unsigned long long)(x >> 40) % 1000);
    reads_as(text);
    (void)snprintf(text, sizeof text, "%.17g", (double)mantissa * 1e-9);
    reads_as(text);
  }
}

static void none(void **state) {
  static const char *const texts[] = {"", "+", "-", ".", "e5", ".e5", "1e", "1e+", "1e-", "1e5x", "1..2", "1.2.3", "1 ", " 1", "1e5.0", "--1", "1_000", "0x", "0x1", "infx", "1e5e5"};
  (void)state;
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    double v;
    if (num_parse_f64(str_of(texts[i]), &v) != NUM_SYNTAX) fail_msg("\"%s\" is taken for a number", texts[i]);
  }
}

int main(void) {
  check_test("mantissas and exponents", as_the_libc);
  check_test("figures of every size", of_every_size);
  check_test("what is no number", none);
  return check_run("num");
}

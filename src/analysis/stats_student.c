#include "analysis/stats_student.h"

#include <math.h>

enum { TERMS_MOST = 10000 };
static const double tiny = 1e-300, near_enough = 1e-16;

/* A step of Lentz's evaluation must not divide by zero. */
static double apart_from_zero(double v) {
  return fabs(v) < tiny ? tiny : v;
}

/* The continued fraction of I_x(a, b); it converges fast where x < (a + 1) / (a + b + 2). */
static double beta_fraction(double a, double b, double x) {
  double c = 1, d = 1 / apart_from_zero(1 - (a + b) * x / (a + 1)), value = d;
  for (int i = 1; i <= TERMS_MOST; i++) {
    double m = i;
    double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / apart_from_zero(1 + even * d);
    c = apart_from_zero(1 + even / c);
    value *= d * c;
    double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / apart_from_zero(1 + odd * d);
    c = apart_from_zero(1 + odd / c);
    value *= d * c;
    if (fabs(d * c - 1) < near_enough) break;
  }
  return value;
}

/* The beta function B(df/2, 1/2), from B(1/2, 1/2) = pi or B(1, 1/2) = 2 by B(a + 1, b) = B(a, b) a / (a + b): no logarithm of a
 * gamma function, whose rounding would grow with df. */
static double beta_of_half(size_t df) {
  double value = df % 2 ? acos(-1.0) : 2.0;
  for (double a = df % 2 ? 0.5 : 1.0; a + 0.75 < (double)df / 2; a += 1) value *= a / (a + 0.5);
  return value;
}

double stat_student_two_sided(double t, size_t df) {
  if (isnan(t)) return t;
  if (isinf(t)) return 0;
  double n = (double)df, a = n / 2, b = 0.5;
  double square = t * t / n; /* may overflow */
  double x = 1 / (1 + square), y = 1 / (1 + 1 / square);
  /* x^a y^b / B(a, b): x is close to 1 when t is small, and its logarithm is had from t. */
  double minus_log_x = square < 1e200 ? log1p(square) : 2 * log(fabs(t)) - log(n);
  double front = exp(-a * minus_log_x) * sqrt(y) / beta_of_half(df);
  if (x < (a + 1) / (a + b + 2)) return front * beta_fraction(a, b, x) / a;
  return 1 - front * beta_fraction(b, a, y) / b;
}

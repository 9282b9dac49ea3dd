/* Numbers in and out, whole or not at all, the same in every locale. */
#ifndef PERFPAGE_BASE_NUM_H
#define PERFPAGE_BASE_NUM_H

#include "base/buf.h"

bool num_parse_u64(struct str s, uint64_t *out); /* digits only, no sign; false on overflow */
bool num_parse_i64(struct str s, int64_t *out);  /* optional + or - */

enum num_status { NUM_OK, NUM_SYNTAX, NUM_RANGE };
/* What Go's bytesconv.ParseFloat takes: decimal with optional sign, point and exponent; hexadecimal with a p exponent;
 * inf, infinity, nan in any case. No underscores, no blanks. NUM_RANGE when the magnitude overflows. Correctly rounded. */
enum num_status num_parse_f64(struct str s, double *out);
/* A plain decimal: [+-]digits[.[digits]][e[+-]digits], finite; the shape of a figure in a document or a CSV. */
bool num_parse_decimal(struct str s, double *out);

/* The shortest decimal that reads back as v: JSON and CSV. Integers print without a point. v must be finite. */
void num_put_f64(struct buf *b, double v);
/* v with prec digits after the point, "-0" spelled "0". */
void num_put_fixed(struct buf *b, double v, int prec);
/* Groups of three digits with sep (UTF-8), e.g. a narrow no-break space. */
void num_put_grouped(struct buf *b, uint64_t v, struct str sep);

bool num_same(double a, double b); /* a == b where exact equality is meant (keeps -Wfloat-equal quiet in one place) */
bool num_is_zero(double v);
bool num_same_bits(double a, double b); /* tells 0 from -0, and one NaN from another */

#endif

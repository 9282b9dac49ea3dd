#include "view/flame_text.h"

#include "base/escape.h"
#include "base/num.h"
#include "base/unit.h"

/* Unicode's East_Asian_Width W and F, without the gaps inside the blocks. */
static size_t cells_of(uint32_t cp) {
  bool wide = cp >= 0x1100 && (cp <= 0x115F || (cp >= 0x2E80 && cp <= 0xD7A3) || (cp >= 0xF900 && cp <= 0xFAFF) ||
                               (cp >= 0xFE30 && cp <= 0xFE6F) || (cp >= 0xFF00 && cp <= 0xFF60) || cp >= 0x1F300);
  return wide ? 2 : 1;
}

static const char mark[] = "..";
enum { MARK_CELLS = sizeof mark - 1, HEAD_CELLS = 3 }; /* less of a name than this says nothing */

static void put_cut(struct buf *b, struct str name, size_t cells) {
  size_t used = 0, cut = 0;
  for (size_t at = 0; at < name.n;) {
    used += cells_of(utf8_next(name, &at));
    if (used + MARK_CELLS <= cells) cut = at;
    if (used > cells) {
      if (cells < HEAD_CELLS + MARK_CELLS) return;
      buf_put(b, name.p, cut);
      buf_cstr(b, mark);
      return;
    }
  }
  buf_str(b, name);
}

void flame_put_label(struct buf *b, struct str name, size_t cells) {
  bool plain = true;
  for (size_t i = 0; plain && i < name.n && i <= cells; i++) plain = name.p[i] >= 0x20 && name.p[i] < 0x7F;
  if (plain) {
    bool fits = name.n <= cells;
    if (fits) {
      buf_str(b, name);
    } else if (cells >= HEAD_CELLS + MARK_CELLS) {
      buf_put(b, name.p, cells - MARK_CELLS);
      buf_cstr(b, mark);
    }
    return;
  }
  struct buf shown = BUF_INIT;
  escape_filter(&shown, name, NULL);
  put_cut(b, buf_view(&shown), cells);
  buf_free(&shown);
}

static const struct str thousands = {"\xE2\x80\xAF", 3};

void flame_put_count(struct buf *b, const struct profile *p, uint64_t count) {
  double value = (double)count;
  for (unsigned i = 0; i < p->tree.decimals; i++) value /= 10;
  if (str_eq(p->unit, STR("bytes"))) {
    unit_put_bytes(b, value);
  } else if (str_eq(p->unit, STR("ns"))) {
    unit_put_time(b, value * 1e-9);
  } else {
    if (p->tree.decimals == 0) {
      num_put_grouped(b, count, thousands);
    } else {
      calltree_put_count(b, &p->tree, count);
    }
    buf_char(b, ' ');
    if (p->unit.n == 0 || str_eq(p->unit, STR("unknown"))) {
      buf_cstr(b, num_same(value, 1) ? "count" : "counts");
    } else {
      bool one = num_same(value, 1) && str_ends(p->unit, STR("s"));
      buf_str(b, str_slice(p->unit, 0, p->unit.n - one));
    }
  }
}

/* In hundredths, rounded: thousands of frames are written, and printf would be most of the time that takes. */
static void put_hundredths(struct buf *b, uint64_t h) {
  buf_u64(b, h / 100);
  buf_char(b, '.');
  buf_char(b, (char)('0' + h / 10 % 10));
  buf_char(b, (char)('0' + h % 10));
}

static uint64_t hundredths(double share) {
  return (uint64_t)(share * 10000 + 0.5);
}

void flame_put_share(struct buf *b, double share) {
  uint64_t h = hundredths(share);
  if (!(share > 0)) {
    buf_char(b, '0');
    return;
  }
  if (h == 0) {
    buf_cstr(b, "<0.01");
  } else if (h == 10000) {
    buf_cstr(b, "100");
  } else {
    put_hundredths(b, h);
  }
  buf_cstr(b, " %");
}

void flame_put_points(struct buf *b, double change) {
  uint64_t h = hundredths(change < 0 ? -change : change);
  buf_cstr(b, h == 0 ? "\xC2\xB1" : change < 0 ? "\xE2\x88\x92" : "+");
  put_hundredths(b, h);
  buf_cstr(b, " points");
}

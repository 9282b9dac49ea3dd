/* The elements and attributes perfpage writes. What is not in these tables cannot be written: there is no form, iframe,
 * object, base or img, no style=, no on*=, no src=. */
#ifndef PERFPAGE_HTML_NAMES_H
#define PERFPAGE_HTML_NAMES_H

enum {
  TAG_IS_VOID = 1,  /* no content, no end tag */
  TAG_IS_RAW = 2,   /* script and style: their content is not markup */
  TAG_IS_SVG = 4,   /* may close itself */
  TAG_IS_LINE = 8,  /* begins a line: keeps the page readable and diffable */
};

/* X(ENUM, "name", flags) */
#define OUT_TAG_TABLE(X)                                                                                               \
  X(TAG_HTML, "html", TAG_IS_LINE)                                                                                     \
  X(TAG_HEAD, "head", TAG_IS_LINE)                                                                                     \
  X(TAG_META, "meta", TAG_IS_VOID | TAG_IS_LINE)                                                                       \
  X(TAG_TITLE, "title", 0)                                                                                             \
  X(TAG_STYLE, "style", TAG_IS_RAW | TAG_IS_LINE)                                                                      \
  X(TAG_SCRIPT, "script", TAG_IS_RAW | TAG_IS_LINE)                                                                    \
  X(TAG_LINK, "link", TAG_IS_VOID | TAG_IS_LINE)                                                                       \
  X(TAG_BODY, "body", TAG_IS_LINE)                                                                                     \
  X(TAG_HEADER, "header", TAG_IS_LINE)                                                                                 \
  X(TAG_NAV, "nav", TAG_IS_LINE)                                                                                       \
  X(TAG_MAIN, "main", TAG_IS_LINE)                                                                                     \
  X(TAG_SECTION, "section", TAG_IS_LINE)                                                                               \
  X(TAG_ARTICLE, "article", TAG_IS_LINE)                                                                               \
  X(TAG_ASIDE, "aside", TAG_IS_LINE)                                                                                   \
  X(TAG_FOOTER, "footer", TAG_IS_LINE)                                                                                 \
  X(TAG_DIV, "div", TAG_IS_LINE)                                                                                       \
  X(TAG_SPAN, "span", 0)                                                                                               \
  X(TAG_P, "p", TAG_IS_LINE)                                                                                           \
  X(TAG_H1, "h1", TAG_IS_LINE)                                                                                         \
  X(TAG_H2, "h2", TAG_IS_LINE)                                                                                         \
  X(TAG_H3, "h3", TAG_IS_LINE)                                                                                         \
  X(TAG_H4, "h4", TAG_IS_LINE)                                                                                         \
  X(TAG_H5, "h5", TAG_IS_LINE)                                                                                         \
  X(TAG_H6, "h6", TAG_IS_LINE)                                                                                         \
  X(TAG_UL, "ul", TAG_IS_LINE)                                                                                         \
  X(TAG_OL, "ol", TAG_IS_LINE)                                                                                         \
  X(TAG_LI, "li", TAG_IS_LINE)                                                                                         \
  X(TAG_DL, "dl", TAG_IS_LINE)                                                                                         \
  X(TAG_DT, "dt", TAG_IS_LINE)                                                                                         \
  X(TAG_DD, "dd", 0)                                                                                                   \
  X(TAG_TABLE, "table", TAG_IS_LINE)                                                                                   \
  X(TAG_CAPTION, "caption", TAG_IS_LINE)                                                                               \
  X(TAG_COLGROUP, "colgroup", TAG_IS_LINE)                                                                             \
  X(TAG_COL, "col", TAG_IS_VOID)                                                                                       \
  X(TAG_THEAD, "thead", TAG_IS_LINE)                                                                                   \
  X(TAG_TBODY, "tbody", TAG_IS_LINE)                                                                                   \
  X(TAG_TFOOT, "tfoot", TAG_IS_LINE)                                                                                   \
  X(TAG_TR, "tr", TAG_IS_LINE)                                                                                         \
  X(TAG_TH, "th", 0)                                                                                                   \
  X(TAG_TD, "td", 0)                                                                                                   \
  X(TAG_A, "a", 0)                                                                                                     \
  X(TAG_B, "b", 0)                                                                                                     \
  X(TAG_STRONG, "strong", 0)                                                                                           \
  X(TAG_I, "i", 0)                                                                                                     \
  X(TAG_EM, "em", 0)                                                                                                   \
  X(TAG_CODE, "code", 0)                                                                                               \
  X(TAG_PRE, "pre", TAG_IS_LINE)                                                                                       \
  X(TAG_KBD, "kbd", 0)                                                                                                 \
  X(TAG_SMALL, "small", 0)                                                                                             \
  X(TAG_SUB, "sub", 0)                                                                                                 \
  X(TAG_SUP, "sup", 0)                                                                                                 \
  X(TAG_MARK, "mark", 0)                                                                                               \
  X(TAG_ABBR, "abbr", 0)                                                                                               \
  X(TAG_BDI, "bdi", 0)                                                                                                 \
  X(TAG_TIME, "time", 0)                                                                                               \
  X(TAG_DEL, "del", 0)                                                                                                 \
  X(TAG_INS, "ins", 0)                                                                                                 \
  X(TAG_BLOCKQUOTE, "blockquote", TAG_IS_LINE)                                                                         \
  X(TAG_FIGURE, "figure", TAG_IS_LINE)                                                                                 \
  X(TAG_FIGCAPTION, "figcaption", TAG_IS_LINE)                                                                         \
  X(TAG_DETAILS, "details", TAG_IS_LINE)                                                                               \
  X(TAG_SUMMARY, "summary", TAG_IS_LINE)                                                                               \
  X(TAG_BUTTON, "button", 0)                                                                                           \
  X(TAG_INPUT, "input", TAG_IS_VOID)                                                                                   \
  X(TAG_LABEL, "label", 0)                                                                                             \
  X(TAG_OUTPUT, "output", 0)                                                                                           \
  X(TAG_HR, "hr", TAG_IS_VOID | TAG_IS_LINE)                                                                           \
  X(TAG_BR, "br", TAG_IS_VOID)                                                                                         \
  X(TAG_WBR, "wbr", TAG_IS_VOID)                                                                                       \
  X(TAG_SVG, "svg", TAG_IS_SVG)                                                                                        \
  X(TAG_G, "g", TAG_IS_SVG)                                                                                            \
  X(TAG_RECT, "rect", TAG_IS_SVG)                                                                                      \
  X(TAG_PATH, "path", TAG_IS_SVG)                                                                                      \
  X(TAG_LINE, "line", TAG_IS_SVG)                                                                                      \
  X(TAG_POLYLINE, "polyline", TAG_IS_SVG)                                                                              \
  X(TAG_POLYGON, "polygon", TAG_IS_SVG)                                                                                \
  X(TAG_CIRCLE, "circle", TAG_IS_SVG)                                                                                  \
  X(TAG_ELLIPSE, "ellipse", TAG_IS_SVG)                                                                                \
  X(TAG_TEXT, "text", TAG_IS_SVG)                                                                                      \
  X(TAG_TSPAN, "tspan", TAG_IS_SVG)                                                                                    \
  X(TAG_DESC, "desc", TAG_IS_SVG)                                                                                      \
  X(TAG_DEFS, "defs", TAG_IS_SVG)                                                                                      \
  X(TAG_PATTERN, "pattern", TAG_IS_SVG)                                                                                \
  X(TAG_USE, "use", TAG_IS_SVG)                                                                                        \
  X(TAG_SYMBOL, "symbol", TAG_IS_SVG)                                                                                  \
  X(TAG_CLIP_PATH, "clipPath", TAG_IS_SVG)                                                                             \
  X(TAG_LINEAR_GRADIENT, "linearGradient", TAG_IS_SVG)                                                                 \
  X(TAG_STOP, "stop", TAG_IS_SVG)                                                                                      \
  X(TAG_MARKER, "marker", TAG_IS_SVG)

/* Who may set an attribute, and with what. */
enum attr_kind {
  ATTR_FREE,    /* any text, for it cannot do harm */
  ATTR_LITERAL, /* a literal of the program; in a template letters, digits and simple punctuation */
  ATTR_NAME,    /* an id: generated, or a literal */
  ATTR_NAMES,   /* refers to ids, separated by blanks */
  ATTR_LINK,    /* a fragment or an external link, checked */
  ATTR_SWITCH   /* there or not there */
};

/* X(ENUM, "name", kind) */
#define OUT_ATTR_TABLE(X)                                                                                              \
  X(ATTR_CLASS, "class", ATTR_LITERAL)                                                                                 \
  X(ATTR_ID, "id", ATTR_NAME)                                                                                          \
  X(ATTR_HREF, "href", ATTR_LINK)                                                                                      \
  X(ATTR_REL, "rel", ATTR_LITERAL)                                                                                     \
  X(ATTR_TYPE, "type", ATTR_LITERAL)                                                                                   \
  X(ATTR_HTTP_EQUIV, "http-equiv", ATTR_LITERAL)                                                                       \
  X(ATTR_CHARSET, "charset", ATTR_LITERAL)                                                                             \
  X(ATTR_NAME_, "name", ATTR_LITERAL)                                                                                  \
  X(ATTR_CONTENT, "content", ATTR_FREE)                                                                                \
  X(ATTR_LANG, "lang", ATTR_LITERAL)                                                                                   \
  X(ATTR_DIR, "dir", ATTR_LITERAL)                                                                                     \
  X(ATTR_TITLE, "title", ATTR_FREE)                                                                                    \
  X(ATTR_ROLE, "role", ATTR_LITERAL)                                                                                   \
  X(ATTR_SCOPE, "scope", ATTR_LITERAL)                                                                                 \
  X(ATTR_TABINDEX, "tabindex", ATTR_FREE)                                                                              \
  X(ATTR_COLSPAN, "colspan", ATTR_FREE)                                                                                \
  X(ATTR_ROWSPAN, "rowspan", ATTR_FREE)                                                                                \
  X(ATTR_SPAN, "span", ATTR_FREE)                                                                                      \
  X(ATTR_START, "start", ATTR_FREE)                                                                                    \
  X(ATTR_DATETIME, "datetime", ATTR_FREE)                                                                              \
  X(ATTR_VALUE, "value", ATTR_FREE)                                                                                    \
  X(ATTR_PLACEHOLDER, "placeholder", ATTR_FREE)                                                                        \
  X(ATTR_AUTOCOMPLETE, "autocomplete", ATTR_LITERAL)                                                                   \
  X(ATTR_SPELLCHECK, "spellcheck", ATTR_LITERAL)                                                                       \
  X(ATTR_FOR, "for", ATTR_NAMES)                                                                                       \
  X(ATTR_HIDDEN, "hidden", ATTR_SWITCH)                                                                                \
  X(ATTR_OPEN, "open", ATTR_SWITCH)                                                                                    \
  X(ATTR_DISABLED, "disabled", ATTR_SWITCH)                                                                            \
  X(ATTR_CHECKED, "checked", ATTR_SWITCH)                                                                              \
  X(ATTR_ARIA_LABEL, "aria-label", ATTR_FREE)                                                                          \
  X(ATTR_ARIA_LABELLEDBY, "aria-labelledby", ATTR_NAMES)                                                               \
  X(ATTR_ARIA_DESCRIBEDBY, "aria-describedby", ATTR_NAMES)                                                             \
  X(ATTR_ARIA_CONTROLS, "aria-controls", ATTR_NAMES)                                                                   \
  X(ATTR_ARIA_OWNS, "aria-owns", ATTR_NAMES)                                                                           \
  X(ATTR_ARIA_HIDDEN, "aria-hidden", ATTR_LITERAL)                                                                     \
  X(ATTR_ARIA_SORT, "aria-sort", ATTR_LITERAL)                                                                         \
  X(ATTR_ARIA_PRESSED, "aria-pressed", ATTR_LITERAL)                                                                   \
  X(ATTR_ARIA_EXPANDED, "aria-expanded", ATTR_LITERAL)                                                                 \
  X(ATTR_ARIA_CURRENT, "aria-current", ATTR_LITERAL)                                                                   \
  X(ATTR_ARIA_LIVE, "aria-live", ATTR_LITERAL)                                                                         \
  X(ATTR_ARIA_ROLEDESCRIPTION, "aria-roledescription", ATTR_LITERAL)                                                   \
  X(ATTR_ARIA_LEVEL, "aria-level", ATTR_FREE)                                                                          \
  X(ATTR_ARIA_SETSIZE, "aria-setsize", ATTR_FREE)                                                                      \
  X(ATTR_ARIA_POSINSET, "aria-posinset", ATTR_FREE)                                                                    \
  X(ATTR_DATA_D, "data-d", ATTR_FREE)                                                                                  \
  X(ATTR_DATA_K, "data-k", ATTR_FREE)                                                                                  \
  X(ATTR_DATA_N, "data-n", ATTR_FREE)                                                                                  \
  X(ATTR_DATA_S, "data-s", ATTR_FREE)                                                                                  \
  X(ATTR_DATA_V, "data-v", ATTR_FREE)                                                                                  \
  X(ATTR_DATA_W, "data-w", ATTR_FREE)                                                                                  \
  X(ATTR_DATA_SORT, "data-sort", ATTR_FREE)                                                                            \
  X(ATTR_DATA_VIEW, "data-view", ATTR_FREE)                                                                            \
  X(ATTR_DATA_THEME, "data-theme", ATTR_FREE)                                                                          \
  X(ATTR_VIEWBOX, "viewBox", ATTR_FREE)                                                                                \
  X(ATTR_X, "x", ATTR_FREE)                                                                                            \
  X(ATTR_Y, "y", ATTR_FREE)                                                                                            \
  X(ATTR_X1, "x1", ATTR_FREE)                                                                                          \
  X(ATTR_Y1, "y1", ATTR_FREE)                                                                                          \
  X(ATTR_X2, "x2", ATTR_FREE)                                                                                          \
  X(ATTR_Y2, "y2", ATTR_FREE)                                                                                          \
  X(ATTR_CX, "cx", ATTR_FREE)                                                                                          \
  X(ATTR_CY, "cy", ATTR_FREE)                                                                                          \
  X(ATTR_R, "r", ATTR_FREE)                                                                                            \
  X(ATTR_RX, "rx", ATTR_FREE)                                                                                          \
  X(ATTR_RY, "ry", ATTR_FREE)                                                                                          \
  X(ATTR_DX, "dx", ATTR_FREE)                                                                                          \
  X(ATTR_DY, "dy", ATTR_FREE)                                                                                          \
  X(ATTR_WIDTH, "width", ATTR_FREE)                                                                                    \
  X(ATTR_HEIGHT, "height", ATTR_FREE)                                                                                  \
  X(ATTR_D, "d", ATTR_FREE)                                                                                            \
  X(ATTR_POINTS, "points", ATTR_FREE)                                                                                  \
  X(ATTR_TRANSFORM, "transform", ATTR_FREE)                                                                            \
  X(ATTR_COLOR, "color", ATTR_LITERAL)                                                                                 \
  X(ATTR_FILL, "fill", ATTR_LITERAL)                                                                                   \
  X(ATTR_FILL_OPACITY, "fill-opacity", ATTR_FREE)                                                                      \
  X(ATTR_FILL_RULE, "fill-rule", ATTR_LITERAL)                                                                         \
  X(ATTR_STROKE, "stroke", ATTR_LITERAL)                                                                               \
  X(ATTR_STROKE_WIDTH, "stroke-width", ATTR_FREE)                                                                      \
  X(ATTR_STROKE_OPACITY, "stroke-opacity", ATTR_FREE)                                                                  \
  X(ATTR_STROKE_DASHARRAY, "stroke-dasharray", ATTR_LITERAL)                                                           \
  X(ATTR_STROKE_LINECAP, "stroke-linecap", ATTR_LITERAL)                                                               \
  X(ATTR_STROKE_LINEJOIN, "stroke-linejoin", ATTR_LITERAL)                                                             \
  X(ATTR_OPACITY, "opacity", ATTR_FREE)                                                                                \
  X(ATTR_VISIBILITY, "visibility", ATTR_LITERAL)                                                                       \
  X(ATTR_TEXT_ANCHOR, "text-anchor", ATTR_LITERAL)                                                                     \
  X(ATTR_DOMINANT_BASELINE, "dominant-baseline", ATTR_LITERAL)                                                         \
  X(ATTR_FONT_SIZE, "font-size", ATTR_FREE)                                                                            \
  X(ATTR_FONT_FAMILY, "font-family", ATTR_LITERAL)                                                                     \
  X(ATTR_FONT_WEIGHT, "font-weight", ATTR_LITERAL)                                                                     \
  X(ATTR_PATTERN_UNITS, "patternUnits", ATTR_LITERAL)                                                                  \
  X(ATTR_PATTERN_TRANSFORM, "patternTransform", ATTR_FREE)                                                             \
  X(ATTR_CLIP_PATH, "clip-path", ATTR_LITERAL)                                                                         \
  X(ATTR_OFFSET, "offset", ATTR_FREE)                                                                                  \
  X(ATTR_STOP_COLOR, "stop-color", ATTR_LITERAL)                                                                       \
  X(ATTR_PRESERVE_ASPECT_RATIO, "preserveAspectRatio", ATTR_LITERAL)                                                   \
  X(ATTR_FOCUSABLE, "focusable", ATTR_LITERAL)                                                                         \
  X(ATTR_SHAPE_RENDERING, "shape-rendering", ATTR_LITERAL)                                                             \
  X(ATTR_VECTOR_EFFECT, "vector-effect", ATTR_LITERAL)                                                                 \
  X(ATTR_POINTER_EVENTS, "pointer-events", ATTR_LITERAL)                                                               \
  X(ATTR_OVERFLOW, "overflow", ATTR_LITERAL)                                                                           \
  X(ATTR_MARKER_START, "marker-start", ATTR_LITERAL)                                                                   \
  X(ATTR_MARKER_MID, "marker-mid", ATTR_LITERAL)                                                                       \
  X(ATTR_MARKER_END, "marker-end", ATTR_LITERAL)                                                                       \
  X(ATTR_MARKER_WIDTH, "markerWidth", ATTR_FREE)                                                                       \
  X(ATTR_MARKER_HEIGHT, "markerHeight", ATTR_FREE)                                                                     \
  X(ATTR_REF_X, "refX", ATTR_FREE)                                                                                     \
  X(ATTR_REF_Y, "refY", ATTR_FREE)                                                                                     \
  X(ATTR_ORIENT, "orient", ATTR_LITERAL)                                                                               \
  X(ATTR_XMLNS, "xmlns", ATTR_LITERAL)

enum out_tag {
#define X(id, name, flags) id,
  OUT_TAG_TABLE(X)
#undef X
      TAG_MAX
};

enum out_attr {
#define X(id, name, kind) id,
  OUT_ATTR_TABLE(X)
#undef X
      ATTR_MAX
};

#endif

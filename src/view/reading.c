/* For the first week: what the shapes and the words of the page mean. */
#include "view/parts.h"

static const char *meaning(enum verdict v) {
  switch (v) {
  case VERDICT_FAIL: return "the rule is broken, and that is proven; the exit status is 1";
  case VERDICT_NO_DATA: return "there was nothing to judge by: never the same as pass";
  case VERDICT_WARN: return "worse than allowed, but not proven among so many comparisons; or within what is allowed, and using it up";
  case VERDICT_CANNOT_DECIDE: return "the noise could hide a broken rule: more samples or fewer disturbances would decide";
  case VERDICT_INDETERMINATE: return "the measurement lies on both sides of its bound";
  case VERDICT_WAIVED: return "broken, and set aside by name until a date";
  case VERDICT_PASS: return "the rule holds";
  case VERDICT_UNMEASURED: return "declared, and nothing was given to hold against it";
  case VERDICT_MAX: break;
  }
  return "";
}

static void verdicts(struct out *o, void *context) {
  (void)context;
  for (int v = 0; v < VERDICT_MAX; v++) {
    out_open(o, TAG_DT);
    part_tag(o, (enum verdict)v);
    out_close(o, TAG_DT);
    out_open(o, TAG_DD);
    part_text(o, meaning((enum verdict)v));
    out_close(o, TAG_DD);
  }
}

void view_reading(struct out *o, const struct view *v) {
  static const struct template_slot slots[] = {{"verdicts", verdicts}};
  part_template(o, v, "section-reading.html", slots, sizeof slots / sizeof *slots, NULL);
}

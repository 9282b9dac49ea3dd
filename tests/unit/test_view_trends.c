/* What a person sees of the history: where points stand, what the words say, what the page weighs. */
#include "view/trends.h"

#include "base/source.h"
#include "check.h"
#include "trend_fixture.h"
#include "view/page.h"

static struct str page_of(const struct report *r) {
  static struct buf page;
  static const struct view_options options = {0};
  struct arena scratch = ARENA_INIT;
  buf_clear(&page);
  view_page(&scratch, r, &options, &page);
  arena_free(&scratch);
  return buf_view(&page);
}

static void whole_page(void **state) {
  (void)state;
  struct trend_fixture f;
  trend_fixture_init(&f, TREND_FIXTURE_RUNS);
  trend_fixture_fill(&f);
  f.base.report.options.commit_url = STR("https://git.example/shop/commit/{commit}");
  struct str page = page_of(&f.base.report);
  if (getenv("PERFPAGE_KEEP_PAGE")) (void)source_write(getenv("PERFPAGE_KEEP_PAGE"), page);
  assert_true(page.n > 0);
  fixture_free(&f.base);
}

int main(void) {
  check_test("whole page", whole_page);
  return check_run("view_trends");
}

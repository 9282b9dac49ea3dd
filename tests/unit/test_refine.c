/* What the command line makes of profiles before they are judged. */
#include "check.h"

#include "cli/refine.h"

#include <string.h>

/* Two mangled functions that are one in the source: what stands behind them in the tree moves up, and so do the traces. */
static void traces_follow_names(void **state) {
  (void)state;
  struct arena a = ARENA_INIT;
  struct diags d;
  struct inputs in = {0};
  struct options o = {.command = CMD_REPORT};
  diag_init(&d, &a);
  struct profile *p = VEC_PUSH(&a, &in.profiles);
  calltree_init(&p->tree, &a);
  static const char *const leaves[] = {"_ZN3app5parse17h1111111111111111E", "_ZN3app5parse17h2222222222222222E", "read", "write"};
  for (size_t i = 0; i < 4; i++) {
    uint32_t node = calltree_step(&p->tree, CALL_ROOT, str_of(leaves[i]));
    assert_true(calltree_add(&p->tree, node, SIDE_HEAD, 1));
    *VEC_PUSH(&a, &p->traces) = (struct profile_trace){.id = str_of(leaves[i]), .node = node, .value = 1, .side = SIDE_HEAD};
  }
  calltree_finish(&p->tree);
  o.given[OPT_DEMANGLE] = true;
  refine_profiles(&a, &d, &o, &in);
  static const char *const want[] = {"app::parse", "app::parse", "read", "write"};
  assert_int_equal(p->tree.n, 4);
  for (size_t i = 0; i < 4; i++) {
    assert_true(p->traces.at[i].node < p->tree.n);
    struct str name = p->tree.names[p->tree.nodes[p->traces.at[i].node].name];
    assert_true(str_eq(name, str_of(want[i])));
  }
  arena_free(&a);
}

int main(void) {
  check_test("traces follow names that become one", traces_follow_names);
  return check_run("refine");
}

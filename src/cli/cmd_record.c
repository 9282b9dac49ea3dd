#include "cli/command.h"

int cmd_record(const struct options *o) {
  (void)o;
  return STATUS_USAGE;
}

#include "html/out.h"
  # include "view/page.h"
#include <libxml/tree.h>

#include "analysis/stats.h"
#include <cmark.h>

#include "html/out.h"
#include "read/sniff.h"

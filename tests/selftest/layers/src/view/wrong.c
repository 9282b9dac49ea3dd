#include "read/sniff.h"
#include "emit/json.h"

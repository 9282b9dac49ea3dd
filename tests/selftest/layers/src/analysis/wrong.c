#include "read/sniff.h"
#include <json-c/json.h>

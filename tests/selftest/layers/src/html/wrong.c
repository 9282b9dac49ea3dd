#include "model/bench.h"

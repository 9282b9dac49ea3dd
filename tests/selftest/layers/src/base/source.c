#include <zlib.h>
#include <sha2.h>

#include "str.h"
#include <openssl/sha.h>
#include <pcre2.h>
#include HEADER

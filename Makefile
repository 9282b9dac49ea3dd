# perfpage: `make demo` shows the sample report, `make check` runs every test.
# Variables: CC, B (build directory), DEPS=skip (install nothing), PREFIX, DESTDIR.

CC     ?= cc
B      ?= build
PREFIX ?= /usr/local
OPT    ?= -O2 -g
DEPS   ?= install

VERSION := 0.1.0
PKGS    := libcmark libxml-2.0 libpcre2-8 json-c zlib libmd

WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wdouble-promotion -Wformat=2 \
        -Wundef -Wcast-qual -Wpointer-arith -Wwrite-strings -Wstrict-prototypes -Wold-style-definition \
        -Wmissing-prototypes -Wredundant-decls -Wvla -Walloca -Wswitch-enum -Wimplicit-fallthrough \
        -Wnull-dereference -Wfloat-equal -fno-common
ifneq (,$(findstring clang,$(shell $(CC) --version)))
WARN += -Wcomma -Wunreachable-code-aggressive -Wconditional-uninitialized -Wassign-enum -Wmissing-variable-declarations
else
WARN += -Wduplicated-cond -Wduplicated-branches -Wlogical-op -Wjump-misses-init -Wformat-truncation=2 \
        -Wcast-align=strict -Wstack-usage=16384
endif

PKG_CFLAGS := $(patsubst -I%,-isystem %,$(shell pkg-config --cflags $(PKGS) 2>/dev/null))
PKG_LIBS   := $(shell pkg-config --libs $(PKGS) 2>/dev/null)
CPPFLAGS   += -D_POSIX_C_SOURCE=200809L -DPERFPAGE_VERSION='"$(VERSION)"' -Isrc -include base/poison.h $(PKG_CFLAGS)
CFLAGS     += -std=c11 $(OPT) $(WARN) $(SAN)
LDLIBS     += $(PKG_LIBS) -lm

SRCS  := $(wildcard src/*/*.c)
OBJS  := $(SRCS:%.c=$(B)/%.o)
LIB   := $(B)/libperfpage.a
MAIN  := $(B)/src/cli/main.o
UNITS := $(patsubst tests/unit/%.c,$(B)/unit/%,$(wildcard tests/unit/test_*.c))
SELFTEST := $(B)/selftest/unit_fails

.DELETE_ON_ERROR:
.PHONY: all unit golden check bless clean

all: $(B)/perfpage

$(B)/perfpage: $(OBJS)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(OBJS) $(LDLIBS)

# strtod is allowed in one file, the one that guards it.
$(B)/src/base/num.o: CPPFLAGS += -DPERFPAGE_ALLOW_LIBC

$(B)/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(LIB): $(filter-out $(MAIN),$(OBJS))
	@rm -f $@
	ar rcs $@ $^

# Unit tests: one program per file, linked with everything but main.
TESTKIT := $(B)/unit/check.o

$(TESTKIT): tests/unit/check.c Makefile
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) -DPERFPAGE_ALLOW_LIBC $(CFLAGS) -MMD -MP -c -o $@ $<

$(B)/unit/%: tests/unit/%.c $(TESTKIT) $(LIB) Makefile
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) -Itests/unit $(CFLAGS) -MMD -MP $(LDFLAGS) -o $@ $< $(TESTKIT) $(LIB) -lcmocka $(LDLIBS)

$(B)/selftest/%: tests/selftest/%.c $(TESTKIT) Makefile
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) -Itests/unit $(CFLAGS) -MMD -MP $(LDFLAGS) -o $@ $< $(TESTKIT) -lcmocka -lm

# Tests. Each part is run by tests/run-PART, which reports in one format; tests/run ends with the sum.
unit: $(UNITS)
	@B=$(B) tests/run unit

golden: $(B)/perfpage
	@B=$(B) tests/run golden

check: $(B)/perfpage $(UNITS) $(SELFTEST)
	@B=$(B) tests/run unit golden script

bless: $(B)/perfpage
	@B=$(B) tests/run-golden --bless

clean:
	rm -rf $(B)

-include $(OBJS:.o=.d) $(UNITS:=.d) $(TESTKIT:.o=.d) $(SELFTEST:=.d)

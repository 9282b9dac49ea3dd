# perfpage: `make demo` shows the sample report, `make check` runs every test.
#   make            build/perfpage                     make asan     tests under the address and undefined-behaviour sanitizers
#   make unit       the unit tests alone               make lint     static checks, warnings of both compilers, lengths
#   make golden     the golden tests alone             make analyze  gcc's analyzer
#   make browser    the browser tests alone            make fuzz     FUZZ_SECONDS=60 for each reader
#   make bless      rewrite the golden results         make bench    time and size against their bars (PROFILES=none, BENCHMARKS=none: without 5 and 1 GB of inputs)
#   make screenshot pictures of the sample's page, among them docs/screenshot.png
#   make install    DESTDIR= PREFIX=/usr/local         make dist     a source archive of the last commit
# Variables: CC, B (build directory), DEPS=skip (install nothing), V=1 (show the commands), JOBS (compilers at once, for the
# goals that may have to install something).

CC     ?= cc
B      ?= build
PREFIX ?= /usr/local
OPT    ?= -O2 -g
DEPS   ?= install
FUZZ_SECONDS ?= 60
JOBS   ?= $(shell nproc 2>/dev/null || echo 2)
export B DEPS FUZZ_SECONDS JOBS

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
CFLAGS     += -std=c11 -pthread $(OPT) $(WARN) $(WERROR) $(SAN)
LDLIBS     += $(PKG_LIBS) -lm

SRCS  := $(wildcard src/*/*.c)
OBJS  := $(SRCS:%.c=$(B)/%.o)
LIB   := $(B)/libperfpage.a
MAIN  := $(B)/src/cli/main.o
UNITS := $(patsubst tests/unit/%.c,$(B)/unit/%,$(wildcard tests/unit/test_*.c))
SELFTEST := $(B)/selftest/unit_fails

# Goals that may have to install something first run make anew, for only then can pkg-config say where things are.
AGAIN = $(MAKE) --no-print-directory $(if $(filter -j%,$(MAKEFLAGS)),,-j$(JOBS))
Q     := $(if $(filter 1,$(V)),,@)

.DELETE_ON_ERROR:
.PHONY: all demo unit golden browser check run-checks tests bless asan run-asan fuzzers lint analyze fuzz bench install dist screenshot clean FORCE

all: $(B)/perfpage

$(B)/perfpage: $(OBJS)
	@echo '  LD    $@'
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(OBJS) $(LDLIBS)

# strtod is allowed in one file, the one that guards it.
$(B)/src/base/num.o: CPPFLAGS += -DPERFPAGE_ALLOW_LIBC

# Templates and assets are part of the program: a change to one of them, or a new one, compiles the file that holds them.
EMBEDDED := $(sort $(wildcard templates/* assets/*))
EMBED_H  := $(B)/gen/html/embedded.h

$(EMBED_H): FORCE
	@mkdir -p $(@D)
	@n=0; for f in $(EMBEDDED); do echo "X($$n, \"$${f##*/}\", \"$$f\")"; n=$$((n + 1)); done >$@.new
	@if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; fi

$(B)/src/html/asset.o: CPPFLAGS += -I$(B)/gen
$(B)/src/html/asset.o: $(EMBED_H) $(EMBEDDED)

$(B)/%.o: %.c Makefile | $(B)/libraries
	@mkdir -p $(@D)
	@echo '  CC    $<'
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(LIB): $(filter-out $(MAIN),$(OBJS))
	@rm -f $@
	$(Q)ar rcs $@ $^

# Unit tests: one program per file, linked with everything but main.
TESTKIT := $(B)/unit/check.o

$(TESTKIT): tests/unit/check.c Makefile
	@mkdir -p $(@D)
	@echo '  CC    $<'
	$(Q)$(CC) $(CPPFLAGS) -DPERFPAGE_ALLOW_LIBC $(CFLAGS) -MMD -MP -c -o $@ $<

$(B)/unit/%: tests/unit/%.c $(TESTKIT) $(LIB) Makefile
	@mkdir -p $(@D)
	@echo '  CC    $<'
	$(Q)$(CC) $(CPPFLAGS) -Itests/unit $(CFLAGS) -MMD -MP $(LDFLAGS) -o $@ $< $(TESTKIT) $(LIB) -lcmocka $(LDLIBS)

$(B)/selftest/%: tests/selftest/%.c $(TESTKIT) Makefile
	@mkdir -p $(@D)
	@echo '  CC    $<'
	$(Q)$(CC) $(CPPFLAGS) -Itests/unit $(CFLAGS) -MMD -MP $(LDFLAGS) -o $@ $< $(TESTKIT) -lcmocka -lm

# Fuzz targets: made by tests/run-fuzz with clang and the sanitizers, each linked with the fuzzer's own main.
FUZZERS := $(patsubst tests/fuzz/%.c,$(B)/%,$(wildcard tests/fuzz/fuzz_*.c))
fuzzers: $(FUZZERS)
$(B)/fuzz_%: tests/fuzz/fuzz_%.c $(LIB) Makefile
	@mkdir -p $(@D)
	@echo '  CC    $<'
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -fsanitize=fuzzer -MMD -MP $(LDFLAGS) -o $@ $< $(LIB) $(LDLIBS)

# The libraries are looked for before the first file is compiled, so that their lack reads as what it is.
$(B)/libraries:
	@mkdir -p $(B)
	@pkg-config --exists $(PKGS) || { echo "perfpage: needs $(PKGS): run tools/deps build" >&2; exit 1; }
	@touch $@

demo:
	@tools/deps build
	+@$(AGAIN) $(B)/perfpage
	@tools/demo samples/checkout $(B)/report.html

# Tests. Each part is run by tests/run-PART, which reports in one format; tests/run ends with the sum.
LOCALE := $(B)/locale/de_DE.UTF-8/LC_NUMERIC

tests: $(B)/perfpage $(UNITS) $(SELFTEST) $(LOCALE)

unit: $(UNITS)
	@UNITS='$(UNITS)' tests/run unit

golden: $(B)/perfpage
	@tests/run golden

browser: $(B)/perfpage
	@tests/run browser

check:
	@tools/deps test
	+@$(AGAIN) run-checks

run-checks: tests
	@UNITS='$(UNITS)' tests/run unit golden script browser

asan:
	@tools/deps test
	+@$(AGAIN) B=$(B)/asan WARN= OPT='-O1 -g -fno-omit-frame-pointer' \
	  SAN='-fsanitize=address,undefined -fno-sanitize-recover=all' run-asan

run-asan: tests
	@UNITS='$(UNITS)' tests/run unit golden script

lint:
	@tools/deps lint
	@tests/run lint

analyze:
	@tools/deps lint
	@tests/run analyze

fuzz:
	@tools/deps fuzz
	@tests/run fuzz

$(B)/bench/%: tests/bench/%.c $(LIB) Makefile
	@mkdir -p $(@D)
	@echo '  CC    $<'
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP $(LDFLAGS) -o $@ $< $(LIB) $(LDLIBS)

bench: $(B)/perfpage $(B)/bench/changepoints
	@tests/run-bench

# Pictures of the sample's page: build/shots for us, docs/screenshot.png for the README.
screenshot: $(B)/perfpage
	@tools/deps test
	@tools/demo samples/checkout $(B)/report.html
	@tests/run-browser --shots $(B)/report.html $(B)/shots docs/screenshot.png

bless: $(B)/perfpage
	@tests/run-golden --bless

# A locale with a decimal comma (LOCPATH=$(B)/locale LC_ALL=de_DE.UTF-8), whatever the machine has.
$(LOCALE):
	@mkdir -p $(B)/locale
	localedef --no-archive -i de_DE -f UTF-8 $(B)/locale/de_DE.UTF-8

install: $(B)/perfpage
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/man/man1
	install -m 755 $(B)/perfpage $(DESTDIR)$(PREFIX)/bin/perfpage
	install -m 644 docs/perfpage.1 $(DESTDIR)$(PREFIX)/share/man/man1/perfpage.1

dist:
	@mkdir -p $(B)
	git archive --format=tar --prefix=perfpage-$(VERSION)/ HEAD | gzip -9n >$(B)/perfpage-$(VERSION).tar.gz
	@echo $(B)/perfpage-$(VERSION).tar.gz

clean:
	rm -rf $(B)

-include $(OBJS:.o=.d) $(UNITS:=.d) $(TESTKIT:.o=.d) $(SELFTEST:=.d) $(FUZZERS:=.d)

/* Palettes of flame graphs: what a name's colour says, and which shade of it a function has. By the spelling of the name alone,
 * so that a function has one colour in every graph and every run. */
#ifndef PERFPAGE_VIEW_FLAME_PALETTE_H
#define PERFPAGE_VIEW_FLAME_PALETTE_H

#include "model/calltree.h"
#include "view/flame_colour.h"

/* X(ENUM, "name") */
#define FLAME_PALETTE_TABLE(X)                                                                                         \
  X(PALETTE_OWNER, "owner")                                                                                            \
  X(PALETTE_GO, "go")                                                                                                  \
  X(PALETTE_JAVA, "java")                                                                                              \
  X(PALETTE_JS, "js")                                                                                                  \
  X(PALETTE_PYTHON, "python")                                                                                          \
  X(PALETTE_RUST, "rust")                                                                                              \
  X(PALETTE_C, "c")                                                                                                    \
  X(PALETTE_HOT, "hot")                                                                                                \
  X(PALETTE_MEM, "mem")                                                                                                \
  X(PALETTE_IO, "io")                                                                                                  \
  X(PALETTE_RED, "red")                                                                                                \
  X(PALETTE_ORANGE, "orange")                                                                                          \
  X(PALETTE_YELLOW, "yellow")                                                                                          \
  X(PALETTE_GREEN, "green")                                                                                            \
  X(PALETTE_AQUA, "aqua")                                                                                              \
  X(PALETTE_BLUE, "blue")                                                                                              \
  X(PALETTE_PURPLE, "purple")

enum flame_palette {
#define X(id, name) id,
  FLAME_PALETTE_TABLE(X)
#undef X
      PALETTE_MAX
};

/* --colors */
enum flame_coloured { FLAME_COLOURS_AUTO, FLAME_COLOURS_CHANGE, FLAME_COLOURS_PALETTE };
struct flame_colours {
  enum flame_coloured by; /* AUTO: change where there is a base, else a palette; both with the palette the names ask for */
  enum flame_palette palette; /* of FLAME_COLOURS_PALETTE */
};
/* Words a reader may give; NULL ends them. False when word is none of them. */
extern const char *const flame_colour_words[];
bool flame_colours_named(struct str word, struct flame_colours *out);

/* A colour: a class of FLAME_OWNER_TABLE, and one of its shades, which only tells functions apart. */
enum { FLAME_SHADES = 3 };
struct flame_paint {
  enum flame_owner owner;
  unsigned shade;
};
struct flame_paint flame_paint_of(enum flame_palette p, struct str function);
const char *flame_paint_class(struct flame_paint paint); /* "ap", "ap s1", "ap s2" */
/* The light fill as an attribute, "#RRGGBB": what the class's fill with the shade's opacity is on white. */
void flame_paint_fill(struct flame_paint paint, char out[8]);
extern const double flame_shade_opacity[FLAME_SHADES];

/* What a class means in a palette; NULL when the palette has no such class. rare: it stands in a legend only when a frame that
 * is drawn has it. */
const char *flame_palette_words(enum flame_palette p, enum flame_owner o, bool *rare);

/* "Colour: whose code; shades only tell functions apart:" */
const char *flame_palette_about(enum flame_palette p);

/* The palette of the language that most names are spelt like; PALETTE_OWNER for Go, and where none stands out. */
enum flame_palette flame_palette_for(const struct calltree *t);

#endif

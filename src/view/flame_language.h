/* Languages told by how their functions are spelt in profiles. */
#ifndef PERFPAGE_VIEW_FLAME_LANGUAGE_H
#define PERFPAGE_VIEW_FLAME_LANGUAGE_H

#include "view/flame_colour.h"

enum flame_language { LANGUAGE_NONE, LANGUAGE_GO, LANGUAGE_JAVA, LANGUAGE_JS, LANGUAGE_PYTHON, LANGUAGE_RUST, LANGUAGE_CXX, LANGUAGE_C, LANGUAGE_MAX };

/* Of one name, without a collapser's mark; NONE when it might be anything. */
enum flame_language flame_language_of(struct str name);

/* Whose code a function is in a program of that language; the name has no mark. */
enum flame_owner flame_owner_java(struct str name);
enum flame_owner flame_owner_js(struct str name);
enum flame_owner flame_owner_python(struct str name);
enum flame_owner flame_owner_rust(struct str name);
enum flame_owner flame_owner_c(struct str name);

#endif

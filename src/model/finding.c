#include "model/finding.h"

static const struct {
  const char *json, *word;
  enum diag_id diag;
} kinds[FINDING_MAX] = {
#define X(id, json, word, diag) [id] = {json, word, diag},
    FINDING_TABLE(X)
#undef X
};

const char *finding_json(enum finding_kind k) {
  return kinds[k].json;
}

const char *finding_word(enum finding_kind k) {
  return kinds[k].word;
}

enum diag_id finding_diag(enum finding_kind k) {
  return kinds[k].diag;
}

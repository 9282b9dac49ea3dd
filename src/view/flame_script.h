/* The files of assets/ that the script of flame graphs is joined from. */
#ifndef PERFPAGE_VIEW_FLAME_SCRIPT_H
#define PERFPAGE_VIEW_FLAME_SCRIPT_H

/* X("name"), in order: the first makes what they share, the last takes it away. */
#define FLAME_SCRIPT_TABLE(X)                                                                                          \
  X("flame-tree.js")                                                                                                   \
  X("flame-words.js")                                                                                                  \
  X("flame-find.js")                                                                                                   \
  X("flame-link.js")                                                                                                   \
  X("flame-draw.js")                                                                                                   \
  X("flame-tools.js")                                                                                                  \
  X("flame-table.js")                                                                                                  \
  X("flame.js")

#endif

#include "base/threads.h"

#include <pthread.h>
#include <stdbool.h>

struct task {
  void (*work)(void *item);
  void *item;
  pthread_t thread;
  bool threaded;
};

static void *run(void *task) {
  struct task *t = task;
  t->work(t->item);
  return NULL;
}

void threads_run(void (*work)(void *item), void *items, size_t size, size_t n) {
  struct task tasks[THREADS_MAX];
  for (size_t i = 0; i < n; i++) {
    tasks[i] = (struct task){.work = work, .item = (char *)items + i * size};
    tasks[i].threaded = i > 0 && pthread_create(&tasks[i].thread, NULL, run, &tasks[i]) == 0;
  }
  for (size_t i = 0; i < n; i++)
    if (!tasks[i].threaded) work(tasks[i].item);
  for (size_t i = 0; i < n; i++)
    if (tasks[i].threaded) (void)pthread_join(tasks[i].thread, NULL);
}

#include "cli/git.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* No shell, no questions, no pager: the argument list is all there is. The process, or -1. */
static pid_t start(char *const argv[], int to) {
  posix_spawn_file_actions_t actions;
  pid_t pid = -1;
  if (posix_spawn_file_actions_init(&actions) != 0) return -1;
  bool ready = posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0) == 0 &&
               posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0) == 0 &&
               posix_spawn_file_actions_adddup2(&actions, to, STDOUT_FILENO) == 0;
  if (!ready || posix_spawnp(&pid, argv[0], &actions, NULL, argv, environ) != 0) pid = -1;
  (void)posix_spawn_file_actions_destroy(&actions);
  return pid;
}

static size_t read_all(int from, char *to, size_t room) {
  size_t n = 0;
  while (n < room) {
    ssize_t got = read(from, to + n, room - n);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    n += (size_t)got;
  }
  return n;
}

/* What a program prints, when it ends well. */
static bool output_of(struct arena *a, char *const argv[], struct str *out) {
  int ends[2], status = -1;
  char text[1024];
  if (pipe(ends) != 0) return false;
  for (int i = 0; i < 2; i++) (void)fcntl(ends[i], F_SETFD, FD_CLOEXEC);
  pid_t pid = start(argv, ends[1]);
  (void)close(ends[1]);
  size_t n = pid > 0 ? read_all(ends[0], text, sizeof text) : 0;
  (void)close(ends[0]);
  if (pid <= 0) return false;
  while (waitpid(pid, &status, 0) < 0 && errno == EINTR) continue;
  *out = arena_dup(a, (struct str){text, n});
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* posix_spawnp promises not to write to its arguments, which C cannot say. */
static char *word(struct arena *a, struct str s) {
  char *p = arena_alloc_raw(a, s.n + 1);
  if (s.n) memcpy(p, s.p, s.n);
  p[s.n] = '\0';
  return p;
}

bool git_commit_of(struct arena *a, const char *folder, struct str commit, struct str *hash, struct date *date) {
  struct str text, line;
  if (commit.n && commit.p[0] == '-') return false; /* would be an option */
  char *argv[] = {word(a, STR("git")), word(a, STR("-C")), word(a, str_of(folder)), word(a, STR("-c")), word(a, STR("log.showSignature=false")),
                  word(a, STR("log")), word(a, STR("-1")), word(a, STR("--format=%H%n%cI")), word(a, commit.n ? commit : STR("HEAD")), word(a, STR("--")), NULL};
  if (!output_of(a, argv, &text) || !str_next_line(&text, hash) || !str_next_line(&text, &line)) return false;
  return date_parse(line, date);
}

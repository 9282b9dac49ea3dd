/* Runs commands side by side and prints what each took: medians over the rounds.
 *
 *   measure ROUNDS COMMAND...      each COMMAND is one argument, words apart by spaces, all it prints to /dev/null
 *
 * A round runs every command once, in order, so that what else the machine does falls on all of them alike. One line a command:
 * CPU seconds (user and system, the whole process), seconds of wall time, peak memory in KiB, exit status. */
#define _DEFAULT_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { COMMANDS = 32, ROUNDS = 101, WORDS = 31 };

struct figures {
  double cpu[ROUNDS], wall[ROUNDS], memory[ROUNDS];
  int status;
};

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double seconds(struct timeval t) {
  return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static void run(const char *command, struct figures *f, int round) {
  char line[4096], *words[WORDS + 1] = {NULL};
  snprintf(line, sizeof line, "%s", command);
  int n = 0;
  for (char *word = strtok(line, " "); word && n < WORDS; word = strtok(NULL, " ")) words[n++] = word;
  double begin = now();
  pid_t pid = fork();
  if (pid < 0) exit(4);
  if (pid == 0) {
    int null = open("/dev/null", O_WRONLY);
    dup2(null, 1);
    dup2(null, 2);
    execvp(words[0], words);
    _exit(127);
  }
  struct rusage use;
  int status;
  if (wait4(pid, &status, 0, &use) != pid) exit(4);
  f->wall[round] = now() - begin;
  f->cpu[round] = seconds(use.ru_utime) + seconds(use.ru_stime);
  f->memory[round] = (double)use.ru_maxrss;
  f->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static int by_value(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return x < y ? -1 : x > y;
}

static double median(double *v, int n) {
  qsort(v, (size_t)n, sizeof *v, by_value);
  return n % 2 ? v[n / 2] : (v[n / 2 - 1] + v[n / 2]) / 2;
}

int main(int argc, char **argv) {
  static struct figures f[COMMANDS];
  int rounds = argc > 2 ? (int)strtol(argv[1], NULL, 10) : 0, n = argc - 2;
  if (rounds < 1 || rounds > ROUNDS || n > COMMANDS) return 2;
  for (int r = 0; r < rounds; r++)
    for (int i = 0; i < n; i++) run(argv[i + 2], &f[i], r);
  for (int i = 0; i < n; i++)
    printf("%.4f %.4f %.0f %d\n", median(f[i].cpu, rounds), median(f[i].wall, rounds), median(f[i].memory, rounds), f[i].status);
  return 0;
}

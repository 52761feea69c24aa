/*
 * A disk that fails, for one process: preloaded, it makes calls that write to files below FAULTS_ROOT fail as the 12 bytes of the file
 * FAULTS_DISK say, which both sides keep mapped: what fails (0 nothing), every how many calls, and how many have failed so far.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <unistd.h>

enum { NOTHING, FULL, TORN, WRITE_FAULT, SYNC_FAULT };

struct control {
  _Atomic uint32_t mode, every, failed;
};

static struct control *control;
static const char *root;
static size_t root_length;
static _Atomic uint32_t calls;

__attribute__((constructor)) static void start(void) {
  const char *path = getenv("FAULTS_DISK");
  root = getenv("FAULTS_ROOT");
  if (!path || !root) return;
  root_length = strlen(root);
  int file = open(path, O_RDWR | O_CLOEXEC);
  if (file < 0) return;
  void *mapped = mmap(NULL, sizeof *control, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  close(file);
  if (mapped != MAP_FAILED) control = mapped;
}

/* Whether this call is to fail; also keeps errno. */
static int due(int file, int first, int last) {
  if (!control) return 0;
  uint32_t mode = atomic_load(&control->mode);
  if (mode < (uint32_t)first || mode > (uint32_t)last) return 0;
  char link[32], name[4096];
  int kept = errno;
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, name, sizeof name);
  errno = kept;
  if (length < (ssize_t)root_length || memcmp(name, root, root_length) != 0) return 0;
  uint32_t every = atomic_load(&control->every);
  if (every > 1 && atomic_fetch_add(&calls, 1) % every != 0) return 0;
  atomic_fetch_add(&control->failed, 1);
  return (int)mode;
}

static int error_of(int mode) { return mode == WRITE_FAULT || mode == SYNC_FAULT ? EIO : ENOSPC; }

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

/* A torn write: half of the bytes are written, the rest finds no room. */
#define WRITE(name, parameters, arguments, torn)            \
  ssize_t name parameters {                                 \
    static __typeof__(&name) real;                          \
    if (!real) real = REAL(name);                           \
    int mode = due(file, FULL, WRITE_FAULT);                \
    if (!mode) return real arguments;                       \
    if (mode == TORN && count > 1 && real torn < 0) return -1; \
    errno = error_of(mode);                                 \
    return -1;                                              \
  }

WRITE(write, (int file, const void *bytes, size_t count), (file, bytes, count), (file, bytes, count / 2))
WRITE(pwrite, (int file, const void *bytes, size_t count, off_t at), (file, bytes, count, at), (file, bytes, count / 2, at))
WRITE(pwrite64, (int file, const void *bytes, size_t count, off64_t at), (file, bytes, count, at), (file, bytes, count / 2, at))
WRITE(pwritev, (int file, const struct iovec *parts, int count, off_t at), (file, parts, count, at), (file, parts, count / 2, at))

#define SYNC(name)                                 \
  int name(int file) {                             \
    static __typeof__(&name) real;                 \
    if (!real) real = REAL(name);                  \
    int mode = due(file, SYNC_FAULT, SYNC_FAULT);  \
    if (!mode) return real(file);                  \
    errno = error_of(mode);                        \
    return -1;                                     \
  }

SYNC(fsync)
SYNC(fdatasync)

#define GROW(name, offset)                         \
  int name(int file, offset length) {              \
    static __typeof__(&name) real;                 \
    if (!real) real = REAL(name);                  \
    int mode = due(file, FULL, WRITE_FAULT);       \
    if (!mode) return real(file, length);          \
    errno = error_of(mode);                        \
    return -1;                                     \
  }

GROW(ftruncate, off_t)
GROW(ftruncate64, off64_t)

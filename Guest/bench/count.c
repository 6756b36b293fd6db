// A QEMU TCG plugin that counts the guest's instructions into a file, mapped so that the count outlives QEMU however it ends: 64 words,
// one for each processor.
// -plugin libcount.so,into=PATH
//
// Debian does not package QEMU's plugin header; the functions used are declared here as version 1 of that interface has them
// (QEMU documentation, "QEMU TCG Plugins").
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

typedef uint64_t qemu_plugin_id_t;
struct qemu_plugin_tb;
typedef void (*translation_callback)(qemu_plugin_id_t id, struct qemu_plugin_tb *block);

void qemu_plugin_register_vcpu_tb_trans_cb(qemu_plugin_id_t id, translation_callback callback);
size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb *block);
void qemu_plugin_register_vcpu_tb_exec_cb(struct qemu_plugin_tb *block, void (*callback)(unsigned processor, void *data), int flags,
                                          void *data);

__attribute__((visibility("default"))) int qemu_plugin_version = 1;

enum { PROCESSORS = 64 };
static uint64_t *counts;

static void executed(unsigned processor, void *instructions) { counts[processor % PROCESSORS] += (uintptr_t)instructions; }

static void translated(qemu_plugin_id_t id, struct qemu_plugin_tb *block) {
    (void)id;
    // 0: the callback does not look at registers.
    qemu_plugin_register_vcpu_tb_exec_cb(block, executed, 0, (void *)qemu_plugin_tb_n_insns(block));
}

__attribute__((visibility("default"))) int
qemu_plugin_install(qemu_plugin_id_t id, const void *info, int argc, char **argv) {
    (void)info;
    if (argc < 1 || strncmp(argv[0], "into=", 5)) return 1;
    int fd = open(argv[0] + 5, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0 || ftruncate(fd, PROCESSORS * sizeof *counts)) return 1;
    counts = mmap(NULL, PROCESSORS * sizeof *counts, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (counts == MAP_FAILED) return 1;
    qemu_plugin_register_vcpu_tb_trans_cb(id, translated);
    return 0;
}

// A bare-metal guest of the size of a test: copies standard input to standard output through the four console ports, as the
// kernel uses them (microvm, virtio over MMIO, 32-bit PVH entry). Built with gcc -m32 -ffreestanding; see ConsoleTests.swift.
// Sources: Virtual I/O Device (VIRTIO) 1.1, sections 2.6 (split queues), 4.2 (MMIO), 5.3 (console).
typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;

__asm__(".section .note.pvh,\"a\",@note\n"
        ".long 4, 4, 18\n.asciz \"Xen\"\n.long start\n"
        ".text\n.globl start\n"
        "start: mov $stack + 65536, %esp\n"
        "call run\n"
        "1: hlt\njmp 1b\n");
u8 stack[65536] __attribute__((aligned(16)));

enum { ENTRIES = 8, OUTPUT = 5, ERRORS = 7, CONTROL = 9, INPUT = 10, EVENTS = 2, REQUESTS = 3, WRITABLE = 2 };

struct descriptor { u64 address; u32 length; u16 flags, next; };
struct used_element { u32 id, length; };
struct queue {
    struct descriptor table[ENTRIES] __attribute__((aligned(4096)));
    struct { u16 flags, index, ring[ENTRIES]; } available;
    struct { u16 flags; volatile u16 index; struct used_element ring[ENTRIES]; } used __attribute__((aligned(16)));
    u16 seen;
};
static struct queue queues[11] __attribute__((aligned(4096)));
static volatile u32 *device;

static void set(u32 offset, u32 value) { device[offset / 4] = value; }

static void set_up(int number) {
    struct queue *queue = &queues[number];
    set(0x30, number);
    set(0x38, ENTRIES);
    set(0x80, (u32)queue->table);
    set(0x90, (u32)&queue->available);
    set(0xa0, (u32)&queue->used);
    set(0x44, 1);
}

static void offer(int number, u16 slot, void *buffer, u32 length, u16 flags) {
    struct queue *queue = &queues[number];
    queue->table[slot] = (struct descriptor){(u32)buffer, length, flags, 0};
    queue->available.ring[queue->available.index % ENTRIES] = slot;
    __asm__ volatile("mfence" ::: "memory");
    queue->available.index++;
    __asm__ volatile("mfence" ::: "memory");
    set(0x50, number);
}

static void send(int number, void *buffer, u32 length) {
    offer(number, 0, buffer, length, 0);
    while (queues[number].used.index == queues[number].seen) {}
    queues[number].seen++;
}

static struct used_element *next(int number) {
    struct queue *queue = &queues[number];
    return queue->used.index == queue->seen ? 0 : &queue->used.ring[queue->seen++ % ENTRIES];
}

void run(void) {
    static u8 input[4][4096];
    static struct event { u32 port; u16 event, value; u8 rest[8]; } events[ENTRIES];
    for (u32 place = 0xfeb00000; place < 0xfeb03000; place += 512) {
        device = (void *)place;
        if (device[0] == 0x74726976 && device[2] == 3) break;
    }
    static const u32 features[2] = {2 /* MULTIPORT */, 1 /* VERSION_1 */};
    set(0x70, 0);
    set(0x70, 1 | 2);
    for (int half = 0; half < 2; half++) {
        set(0x24, half);
        set(0x20, features[half]);
    }
    set(0x70, 1 | 2 | 8);
    static const int used[] = {EVENTS, REQUESTS, OUTPUT, ERRORS, CONTROL, INPUT};
    for (int i = 0; i < 6; i++) set_up(used[i]);
    set(0x70, 1 | 2 | 8 | 4);

    send(OUTPUT, "out\n", 4);
    send(ERRORS, "err\n", 4);
    send(CONTROL, "log hello\ninput\n", 16);
    for (int i = 0; i < ENTRIES; i++) offer(EVENTS, i, &events[i], sizeof events[i], WRITABLE);
    for (int i = 0; i < 4; i++) offer(INPUT, i, input[i], sizeof input[i], WRITABLE);
    static struct event opened = {4, 6 /* PORT_OPEN */, 1, {0}};
    send(REQUESTS, &opened, 8);
    for (int ended = 0;;) {
        struct used_element *element;
        if ((element = next(EVENTS))) {
            struct event *event = &events[element->id];
            if (event->port == 4 && event->event == 6 && event->value == 0) ended = 1;
            offer(EVENTS, element->id, event, sizeof *event, WRITABLE);
        }
        if ((element = next(INPUT))) {
            send(OUTPUT, input[element->id], element->length);
            offer(INPUT, element->id, input[element->id], sizeof input[0], WRITABLE);
        } else if (ended) {
            break;
        }
    }
    send(OUTPUT, "<end>\n", 6);
    send(CONTROL, "exit 5\n", 7);
    for (;;) __asm__ volatile("hlt");
}

// The extended state (x87, SSE, AVX, AVX-512) in signal frames, laid out as Linux does: an XSAVE image whose bytes 464 to 511
// describe it, and a closing word behind it (Linux, arch/x86/include/uapi/asm/sigcontext.h, struct _fpx_sw_bytes).
#include "CMachine.h"
#if !__STDC_HOSTED__

enum { image_limit = 4096, header = 512, header_size = 64, xmm = 160, xmm_size = 256, description = 464 };
enum { magic1 = 0x46505853, magic2 = 0x46505845 };

// In use under the kernel's lock only, and never across a switch.
static _Alignas(64) uint8_t image[image_limit];

static uint64_t features(void) {
    uint32_t low, high;
    __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
    return (uint64_t)high << 32 | low;
}

static int is_whole(void) { return machine_has_xsave && machine_extended_size <= image_limit - 4; }

static void put32(uint32_t offset, uint32_t value) { __builtin_memcpy(image + offset, &value, 4); }
static void put64(uint32_t offset, uint64_t value) { __builtin_memcpy(image + offset, &value, 8); }
static uint32_t get32(uint32_t offset) {
    uint32_t value;
    __builtin_memcpy(&value, image + offset, 4);
    return value;
}
static uint64_t get64(uint32_t offset) {
    uint64_t value;
    __builtin_memcpy(&value, image + offset, 8);
    return value;
}
static void clear(uint64_t from, uint64_t to) {
    __builtin_memset(image + from, 0, to - from);
}

uint64_t machine_extended_frame_size(void) { return is_whole() ? machine_extended_size + 4 : 512; }
int machine_extended_frame_is_whole(void) { return is_whole(); }

int machine_save_extended(uint64_t to, const void *vectors) {
    if (is_whole()) {
        clear(header, header + header_size);
        __asm__ volatile("xsave64 %0" : "+m"(image) : "a"(-1), "d"(-1) : "memory");
    } else {
        __asm__ volatile("fxsave64 %0" : "=m"(image)::"memory");
    }
    __builtin_memcpy(image + xmm, vectors, xmm_size);
    if (is_whole()) {
        put64(header, get64(header) | 3);
        clear(description, 512);
        put32(description, magic1);
        put32(description + 4, (uint32_t)machine_extended_size + 4);
        put64(description + 8, features());
        put32(description + 16, (uint32_t)machine_extended_size);
        put32((uint32_t)machine_extended_size, magic2);
    }
    return machine_copy((void *)to, image, machine_extended_frame_size()) == 0 ? 0 : 1;
}

// Whether the image at `from` says that it is a whole one, and is.
static int describes_itself(uint64_t from) {
    uint32_t size = get32(description + 16), closing = 0;
    if (!is_whole() || get32(description) != magic1 || size < header + header_size || size > machine_extended_size
        || get32(description + 4) < size + 4)
        return 0;
    return machine_copy(&closing, (const void *)(from + size), 4) == 0 && closing == magic2;
}

int machine_load_extended(uint64_t from, void *vectors) {
    static const uint16_t initial_control = 0x37f;
    static const uint32_t initial_mxcsr = 0x1f80;
    uint64_t wanted = 3;
    if (from == 0) {
        clear(0, is_whole() ? machine_extended_size : 512);
        __builtin_memcpy(image, &initial_control, 2);
        put32(24, initial_mxcsr);
    } else {
        if (machine_copy(image, (const void *)from, 512) != 0) return 1;
        if (describes_itself(from)) {
            uint64_t known = get64(description + 8);
            uint32_t size = get32(description + 16);
            if (machine_copy(image + header, (const void *)(from + header), size - header) != 0) return 1;
            clear(size, machine_extended_size);
            wanted = get64(header);
            if (wanted & ~features()) return 2;
            for (uint32_t offset = header + 8; offset < header + header_size; offset += 8)
                if (get64(offset) != 0) return 2;
            wanted &= known;
        } else if (is_whole()) {
            clear(header, machine_extended_size);
        }
    }
    // Reserved bits of MXCSR would raise #GP.
    put32(24, get32(24) & 0xffff);
    if (is_whole()) {
        put64(header, wanted);
        // MXCSR counts even where the registers are to be cleared.
        if ((wanted & 6) == 0) put32(24, initial_mxcsr);
    }
    if (is_whole() && !(wanted & 2)) clear(xmm, xmm + xmm_size);
    __builtin_memcpy(vectors, image + xmm, xmm_size);
    if (is_whole()) __asm__ volatile("xrstor64 %0" ::"m"(image), "a"(-1), "d"(-1) : "memory");
    else __asm__ volatile("fxrstor64 %0" ::"m"(image) : "memory");
    return 0;
}
#endif

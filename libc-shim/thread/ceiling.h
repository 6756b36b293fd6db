/* Shared by the files that know priority ceilings. */
#ifndef APUS_CEILING_H
#define APUS_CEILING_H
#include "thread/mutex.h"

enum { PRIORITIES = 100 /* of SCHED_FIFO: 1 to 99 */ };

struct ceilings {
    int highest;          /* ceiling of the mutexes held, or -1 */
    int policy, priority; /* the thread's own, while `highest` is not -1 */
    int count[PRIORITIES];
};

/* What priority a thread runs at that is given this one: no lower than its ceilings. */
int __apus_priority_with_ceilings(struct apus_thread *thread, int policy, int priority) HIDDEN;

#endif

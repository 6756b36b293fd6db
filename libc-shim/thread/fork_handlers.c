/* pthread_atfork under the name that glibc's start files call. Handlers of an object that is
   unloaded later stay: such objects are kept (see dl). */
extern int pthread_atfork(void (*)(void), void (*)(void), void (*)(void));

int __register_atfork(void (*prepare)(void), void (*parent)(void), void (*child)(void), void *object)
{
    return pthread_atfork(prepare, parent, child);
}

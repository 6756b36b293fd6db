# A library of 100,000 functions with names as C++ has them, with either hash table, and a user of 10,000 of them.
awk 'BEGIN { print ".section .note.GNU-stack\n.text"; for (i = 0; i < 100000; i++) printf ".globl _ZN7library9component%dE\n.type _ZN7library9component%dE,@function\n_ZN7library9component%dE: mov $%d,%%eax\nret\n", i, i, i, i }' >many.s
gcc -c many.s -o many.o
gcc -shared -o libgnu.so many.o -Wl,--hash-style=gnu
gcc -shared -o libsysv.so many.o -Wl,--hash-style=sysv
awk 'BEGIN { print ".section .note.GNU-stack\n.text\n.globl call_all\ncall_all: push %rbx\nxor %ebx,%ebx"; for (i = 0; i < 100000; i += 10) printf "call _ZN7library9component%dE@PLT\nadd %%rax,%%rbx\n", i; print "mov %rbx,%rax\npop %rbx\nret" }' >user.s
gcc -shared -o libuser.so user.s
rm many.s many.o user.s
gcc -O1 -o program $sources/main.c

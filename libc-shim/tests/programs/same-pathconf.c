#include <stdio.h>
#include <unistd.h>
#include <errno.h>
#include <string.h>
#include <fcntl.h>
int main(void){ 
  for (int n=-1;n<23;n++){ errno=0; long a=fpathconf(99,n); int e=errno; errno=0; long b=pathconf("/nowhere",n); int f=errno; errno=0; long c=pathconf("/proc/self/maps",n); int g=errno; errno=0; long d=fpathconf(0,n); printf("%d: %ld %d, %ld %d, %ld %d, %ld %d\n",n,a,e,b,f,c,g,d,errno);} 
  return 0;}

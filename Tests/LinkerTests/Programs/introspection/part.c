int part_data[100] = {1};
__thread int part_local = 3;
__attribute__((noinline)) int part_function(int x) { return x * 3 + part_data[0]; }
static __attribute__((noinline)) int hidden_function(int x) { return x * 5 + part_function(x); }
void *hidden_address(void) { return (char *)hidden_function + 1; }
int use(int x) { return hidden_function(x); }

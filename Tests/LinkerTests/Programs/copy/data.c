/* Variables that a program at fixed addresses takes over by COPY relocations. */
#include <stdio.h>
int number = 5;
const char *text = "library's text";
struct { char name[40]; int values[100]; } block = {"block", {1, 2, 3}};
extern int alias_one __attribute__((alias("number")));
static int hidden = 3;
int *pointer = &hidden;
int **pointer_to_pointer = &pointer;
const int constant = 77;
__attribute__((weak)) int weak_number = 6;
int get_number(void) { return number; }
int *number_address(void) { return &number; }
int *alias_address(void) { return &alias_one; }
void *block_address(void) { return &block; }
const int *constant_address(void) { return &constant; }
void change(void) { number = 50, text = "changed", weak_number = 60, block.values[0] = 9; }
int callback(int (*function)(void)) { return function == get_number; }
int (*function_address(void))(void) { return get_number; }

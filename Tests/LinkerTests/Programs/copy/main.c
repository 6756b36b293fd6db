#include <stdio.h>
extern int number, alias_one, weak_number, *pointer, **pointer_to_pointer;
extern const char *text;
extern const int constant;
extern struct { char name[40]; int values[100]; } block;
int get_number(void), *number_address(void), *alias_address(void), callback(int (*)(void));
int (*function_address(void))(void);
void *block_address(void), change(void);
const int *constant_address(void);
extern FILE *stdout;
extern char **environ;

int main(void)
{
    printf("%d %s %s %d %d %d %d\n", number, text, block.name, block.values[2], *pointer, **pointer_to_pointer, constant);
    printf("same: %d %d %d %d\n", &number == number_address(), (void *)&block == block_address(),
           &constant == constant_address(), &alias_one == alias_address());
    number++;
    printf("library sees %d\n", get_number());
    change();
    printf("%d %s %d %d\n", number, text, weak_number, block.values[0]);
    printf("functions: %d %d\n", callback(get_number), function_address() == get_number);
    fprintf(stdout, "stdout by copy, environment %d\n", environ != 0);
    return 0;
}

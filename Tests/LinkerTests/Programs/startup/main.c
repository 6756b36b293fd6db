int first(void), first_too(void), second(void), third(void);
int main(int argc, char **argv) { return argc > 9 ? first() + first_too() + second() + third() : 0; }

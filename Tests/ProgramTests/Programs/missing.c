// Linked against a library that has lost two functions since; see birds.c.
int swallow(void);
int swift(void);
int main(void) { return swallow() + swift(); }

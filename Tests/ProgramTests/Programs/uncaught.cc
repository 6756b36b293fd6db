// An exception that nobody catches.
#include <stdexcept>

int main() { throw std::logic_error("nobody wants this"); }

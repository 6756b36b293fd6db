#pragma once
#include <stdexcept>
struct Shape {
    virtual ~Shape();
    virtual const char *name() const;
};
struct Round : virtual Shape {
    int radius = 3;
    const char *name() const override { return "round"; }
};
struct Coloured {
    virtual ~Coloured() {}
    virtual int colour() const { return 7; }
};
struct ShapeError : std::runtime_error {
    int code;
    ShapeError(const char *text, int code) : std::runtime_error(text), code(code) {}
};
/* Defined in every object that uses it: all must agree on one. */
inline int &counter()
{
    static int value = 100;
    return value;
}
inline int tally = 5;
template <typename T> struct Registry {
    static int entries;
    struct Token {};
};
template <typename T> int Registry<T>::entries = 0;

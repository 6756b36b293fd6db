// The objects share these types.
#include "shapes.h"
Shape::~Shape() {}
const char *Shape::name() const { return "shape"; }

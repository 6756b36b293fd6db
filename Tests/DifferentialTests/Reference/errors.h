#pragma once
#include <math.h>
#include <mpfr.h>

/* The distance of `got` from the exact value in units in the last place of that, for a type of so many binary digits whose
   least number is 2^least. */
double distance(mpfr_t exact, long double got, int digits, int least);

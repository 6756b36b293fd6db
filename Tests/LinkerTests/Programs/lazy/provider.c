/* Every register that carries an argument counts. */
double provided(int a, long b, char c, short d, void *e, unsigned f, double g, double h, float i, double j, double k,
                double l, double m, float n, int o, int p)
{
    return a + 10 * b + 100 * c + 1000 * d + 10000 * (long)e + 100000 * f + 2 * (g + h + i + j + k + l + m + n) + o * 1000000 +
           p * 10000000.0;
}

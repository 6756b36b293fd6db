// The C++ library: streams, containers, exceptions through library frames, threads of none.
#include <algorithm>
#include <fstream>
#include <functional>
#include <iomanip>
#include <iostream>
#include <map>
#include <memory>
#include <regex>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

struct Counted {
    static int alive;
    Counted() { alive++; }
    ~Counted() { alive--; }
};
int Counted::alive = 0;

[[gnu::noinline]] static int fail(int depth) {
    Counted counted;
    if (depth == 0) throw std::runtime_error("thrown from below");
    return fail(depth - 1) + Counted::alive;
}

struct Base {
    virtual ~Base() = default;
    virtual std::string name() const { return "base"; }
};
struct Derived : Base {
    std::string name() const override { return "derived"; }
};

int main() {
    std::map<std::string, int> words;
    std::string word;
    while (std::cin >> word) words[word]++;
    for (auto &[key, count] : words) std::cout << std::setw(8) << std::left << key << count << '\n';
    try {
        fail(5);
    } catch (const std::exception &error) {
        std::cout << error.what() << ", alive " << Counted::alive << '\n';
    }
    try {
        std::vector<int>().at(3);
    } catch (const std::out_of_range &) {
        std::cout << "out of range\n";
    }
    std::unique_ptr<Base> object = std::make_unique<Derived>();
    std::cout << object->name() << ' ' << (dynamic_cast<Derived *>(object.get()) != nullptr) << '\n';
    std::vector<double> numbers(1000);
    for (size_t i = 0; i < numbers.size(); i++) numbers[i] = double((i * 7919) % 1009);
    std::sort(numbers.begin(), numbers.end());
    std::cout << std::fixed << std::setprecision(3) << numbers[500] / 3 << ' ' << std::hex << 255 << '\n';
    std::ofstream("/tmp/apus-standard") << "kept";
    std::ifstream file("/tmp/apus-standard");
    file >> word;
    std::cout << word << ' ' << std::regex_replace(std::string("swift"), std::regex("[aeiou]"), "_") << '\n';
    std::stringstream stream;
    stream << 42 << ' ' << 2.5;
    int whole;
    double part;
    stream >> whole >> part;
    std::cout << std::dec << whole * part << std::endl;
    std::cerr << "errors apart\n";
    return words.size();
}

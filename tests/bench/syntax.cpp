#include "syntax/parser.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <sstream>

using namespace coil::internal;

/// bench_syntax FILE [ROUNDS]: the least time that parsing the file takes, with reading names and all allocation.
int main(int argc, char** argv)
{
    if (argc < 2) {
        std::fprintf(stderr, "usage: bench_syntax FILE [ROUNDS]\n");
        return 2;
    }
    std::ifstream stream(argv[1], std::ios::binary);
    std::stringstream buffer;
    buffer << stream.rdbuf();
    std::string text = buffer.str();
    int rounds = argc > 2 ? std::atoi(argv[2]) : 20;
    double best = 1e9;
    size_t memory = 0;
    for (int i = 0; i < rounds; i++) {
        Source source(argv[1], text);
        auto start = std::chrono::steady_clock::now();
        Arena arena;
        Symbols symbols;
        ParseResult result = parse(arena, symbols, source);
        std::chrono::duration<double, std::milli> taken = std::chrono::steady_clock::now() - start;
        if (!result) {
            std::fprintf(stderr, "%s:%u: %s\n", argv[1], result.error.line, result.error.message.c_str());
            return 1;
        }
        best = std::min(best, taken.count());
        memory = arena.reserved();
    }
    auto lines = static_cast<double>(std::count(text.begin(), text.end(), '\n'));
    std::printf("%.0f lines: %.2f ms, %.2f million lines/s, %.1f bytes of tree a line\n", lines, best,
        lines / best / 1000, static_cast<double>(memory) / std::max(lines, 1.0));
}

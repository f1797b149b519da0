#pragma once
// A pattern as RE2 has it, which takes time linear in the text, whatever the pattern.
#include <memory>
#include <string_view>

#include "base/result.h"
#include "stdlib/text/_sre/characters.h"

namespace re2
{
class RE2;
}
namespace coil::internal
{
class Vm;
}

namespace coil::internal::regex
{

class LinearProgram
{
public:
    LinearProgram();
    ~LinearProgram();
    LinearProgram(const LinearProgram&) = delete;
    LinearProgram& operator=(const LinearProgram&) = delete;

    /// Makes it when that was not tried yet. False for a pattern that means something else for RE2, or nothing, at
    /// least in this text.
    Result<bool> prepare(Vm& vm, const Tree& tree, Alphabet alphabet, std::string_view text);
    /// A match from `start` on. `at_start`, `to_end`: only one that begins, that ends there.
    bool run(std::string_view text, size_t start, bool at_start, bool to_end, size_t* places, size_t count) const;

private:
    Result<void> make(Vm& vm, const Tree& tree, Alphabet alphabet);
    Vm* vm_ = nullptr;
    std::unique_ptr<re2::RE2> program_;
    size_t counted_ = 0;
    bool was_tried_ = false;
    bool has_final_line_end_ = false;
};

} // namespace coil::internal::regex

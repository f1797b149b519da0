#pragma once
// Runs a pattern on texts. The head of matcher.cpp tells how.
#include <array>

#include "stdlib/text/_sre/linear.h"
#include "stdlib/text/_sre/pcre2_code.h"

namespace coil::internal::regex
{

/// Where in the text a match has to be.
enum class Mode : uint8_t { Search, Match, FullMatch };
inline constexpr size_t mode_count = 3;

/// A text up to where matches may go. It must not move during a call.
struct Subject {
    std::string_view text;
    Alphabet alphabet;
};

inline constexpr size_t no_place = SIZE_MAX;

class Matcher
{
public:
    Matcher(Vm& vm, Tree tree);
    ~Matcher();
    Matcher(const Matcher&) = delete;
    Matcher& operator=(const Matcher&) = delete;
    /// Counts what the tree takes against the heap's limit, until the matcher dies.
    Result<void> count_memory();

    /// Looks for a match from byte `start` on; `not_empty`: none that is empty there. Runs no script code; raises what
    /// ends the execution, MemoryError, and the errors of the first translation.
    Result<bool> match(Mode mode, Subject subject, size_t start, bool not_empty);
    /// Start and end of the match and of each group, or no_place, until the next call.
    const size_t* places() const { return places_.data(); }
    const Tree& tree() const { return tree_; }
    /// The group that ended last in a match with such places, or 0.
    uint32_t last_group(const size_t* places) const;

private:
    struct Variant {
        Pcre2Code code;    ///< as fast as it can be
        Pcre2Code watched; ///< which asks all the while whether to go on
        LinearProgram linear;
        bool prefers_linear = false; ///< the fast one was given up once, or is too large to be made
    };
    Raised raise_too_large() const;
    Result<bool> compile(Pcre2Code& code, Mode mode, Alphabet alphabet, bool is_watched);
    Result<bool> search(Variant& variant, Mode mode, Subject subject, size_t start, bool not_empty);
    Result<bool> match_whole(Variant& variant, Mode mode, Subject subject, size_t start, bool not_empty);

    Vm& vm_;
    Tree tree_;
    std::array<Variant, mode_count * alphabet_count> variants_;
    std::vector<size_t> places_;
    bool can_be_empty_;
    size_t counted_ = 0;
};

} // namespace coil::internal::regex

#pragma once
// A pattern that PCRE2 has compiled. What it takes counts against the heap's limit.
#include <cstddef>
#include <string_view>

#include "base/result.h"
#include "stdlib/text/_sre/tree.h"

struct pcre2_real_code_8;
struct pcre2_real_general_context_8;
struct pcre2_real_match_context_8;
struct pcre2_real_match_data_8;
struct pcre2_real_jit_stack_8;

namespace coil::internal
{
class Vm;
}

namespace coil::internal::regex
{

class Pcre2Code
{
public:
    struct Kind {
        bool unicode = false;    ///< the text is WTF-8
        bool at_start = false;   ///< a match begins where the search does
        bool to_end = false;     ///< and ends where the text does
        bool is_watched = false; ///< it asks at every step whether to go on
        unsigned depth = 0;      ///< of groups in groups
        uint32_t groups = 0;     ///< that capture
    };
    enum class Outcome { Found, Nothing, LimitReached };

    Pcre2Code() = default;
    ~Pcre2Code();
    Pcre2Code(const Pcre2Code&) = delete;
    Pcre2Code& operator=(const Pcre2Code&) = delete;

    bool is_made() const { return code_ != nullptr; }
    /// False when its code would be larger than PCRE2 can have it.
    Result<bool> compile(Vm& vm, std::string_view text, Kind kind);
    /// Looks for a match that begins at or behind `start`, but not behind `last_start` where that is no npos. `limit`
    /// is on steps back.
    Result<Outcome> run(Vm& vm, std::string_view text, size_t start, size_t last_start, bool not_empty, uint32_t limit);
    /// Copies the places of the match.
    void copy_places(size_t* places, size_t count) const;

private:
    Result<int> run_on_large_stack(Vm& vm, std::string_view text, size_t start, uint32_t options);
    Result<void> make_contexts(Vm& vm);

    Vm* vm_ = nullptr;
    pcre2_real_general_context_8* general_ = nullptr;
    pcre2_real_code_8* code_ = nullptr;
    pcre2_real_match_context_8* context_ = nullptr;
    pcre2_real_match_data_8* data_ = nullptr;
    size_t jit_bytes_ = 0;
    int found_ = 0; ///< pairs of places that are set
    bool is_ending_ = false;
    bool is_watched_ = false;
    bool has_jit_ = false;
};

} // namespace coil::internal::regex

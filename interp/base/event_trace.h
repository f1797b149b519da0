#pragma once
// What `coil --trace=import,gc,loop` tells on stderr, a line an event:
//
//        12.345 gc      minor 0.312 ms, 2100 -> 1500 KiB, 9120 cells freed
//
// milliseconds since the VM was made, the subject, what happened. Who tells asks `has` first: that is all it costs when
// nothing is traced.
#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace coil::internal
{

class EventTrace
{
public:
    enum Subject : uint8_t { Import = 1, Collections = 2, Loop = 4 };

    /// The subjects that a list names (import, gc, loop, all); nothing when one is unknown.
    static std::optional<uint8_t> parse(std::string_view list);

    bool has(Subject subject) const { return subjects_ & subject; }
    void set(uint8_t subjects) { subjects_ = subjects; }
    /// Milliseconds since the VM was made.
    double now() const;
    /// Writes one line, in the form of printf.
    [[gnu::format(printf, 3, 4)]] void tell(Subject subject, const char* form, ...) const;

    int depth = 0; ///< imports that are under way, each for the one before it

private:
    uint8_t subjects_ = 0;
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

} // namespace coil::internal

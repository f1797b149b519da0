#include "base/text.h"

namespace coil::internal
{

std::string format_text(std::string_view pattern, std::initializer_list<TextArgument> arguments)
{
    std::string out;
    out.reserve(pattern.size() + 32);
    auto next = arguments.begin();
    for (size_t i = 0; i < pattern.size(); i++) {
        if (pattern[i] == '{' && i + 1 < pattern.size() && pattern[i + 1] == '}' && next != arguments.end()) {
            out += (next++)->text();
            i++;
        } else {
            out += pattern[i];
        }
    }
    return out;
}

} // namespace coil::internal

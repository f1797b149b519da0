#pragma once
// Signatures that hosts give, read when they are given: the grammar of def<"…"> in objects/native.h, but with any
// expressions as defaults, and checked.
#include <string>
#include <string_view>
#include <vector>

#include "objects/native.h"

namespace coil::internal
{

/// The parameters stand in the text's order, which is that of the callable's; the hidden one is not among them.
struct HostSignature {
    HostSignature() = default;
    HostSignature(const HostSignature&) = delete;
    HostSignature& operator=(const HostSignature&) = delete;

    enum class Kind : uint8_t { Named, Arguments, Keywords };
    struct Parameter {
        std::string_view name; ///< in `text`
        std::string_view fallback;
        Kind kind = Kind::Named;
        bool positional_only = false;
        size_t slot = 0;   ///< of named ones in the laid out arguments
        size_t number = 0; ///< as scripts count arguments, from 1
    };
    std::string text;
    Signature signature; ///< with the hidden parameter first
    std::vector<Parameter> parameters;
};

/// Reads a signature into an empty `out`. Empty, or what is wrong with it: "has no '(' behind the name".
std::string_view read_signature(HostSignature& out, std::string_view text);

} // namespace coil::internal

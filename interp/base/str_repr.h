#pragma once
// repr() and ascii() of text and bytes, as CPython writes them.
#include <string>
#include <string_view>

namespace coil::internal
{

/// repr(str) of well-formed WTF-8: single quotes unless only double ones avoid an escape; what is not printable is
/// escaped.
std::string repr_text(std::string_view text);
void append_repr_text(std::string& out, std::string_view text);

/// ascii(str), and of any repr: what is above 127 is escaped.
std::string ascii_repr_text(std::string_view text);
std::string escape_non_ascii(std::string_view text);

/// repr(bytes), with its `b`.
std::string repr_bytes(std::string_view bytes);
void append_repr_bytes(std::string& out, std::string_view bytes);

} // namespace coil::internal

#pragma once
// repr() and ascii() of text and bytes.
#include <string>
#include <string_view>

namespace coil
{

/// repr() of a str: quoted, with escapes for what is not printable.
std::string repr_of_text(std::string_view text);
/// ascii() of a str.
std::string ascii_of_text(std::string_view text);
/// The second half of ascii(value): escapes what is not ASCII in a text that is a repr already.
std::string escape_non_ascii(std::string_view text);
/// repr() of a bytes object, with its b.
std::string repr_of_bytes(std::string_view bytes);

} // namespace coil

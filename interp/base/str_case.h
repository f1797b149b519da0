#pragma once
// The case of whole strings and their predicates, as str's methods of these names have them: full mappings of Unicode
// 16
// ("ß" has "SS"), a final sigma after letters, on well-formed WTF-8. ASCII text goes a fast way.
#include <string>
#include <string_view>

#include "base/unicode_text.h"

namespace coil::internal::unicode
{

std::string lower(std::string_view text);
std::string upper(std::string_view text);
std::string title(std::string_view text);
std::string capitalize(std::string_view text);
std::string swap_case(std::string_view text);
std::string fold_case(std::string_view text);

// All of the text is so, and there is some.
bool is_alpha(std::string_view text);
bool is_decimal(std::string_view text);
bool is_digit(std::string_view text);
bool is_numeric(std::string_view text);
bool is_alnum(std::string_view text);
bool is_space(std::string_view text);
bool is_identifier(std::string_view text);
/// Cased characters are there, and all are lower (or upper) case.
bool is_lower(std::string_view text);
bool is_upper(std::string_view text);
/// Cased characters are there, the first of each run upper or title case and the others lower case.
bool is_title(std::string_view text);
/// True of empty text too.
bool is_printable(std::string_view text);

} // namespace coil::internal::unicode

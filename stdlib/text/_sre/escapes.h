#pragma once
// What stands behind a backslash in patterns.
#include "stdlib/text/_sre/reader.h"

namespace coil::internal::regex
{

/// A character, or a class (CharacterSet::Class).
struct SetItem {
    char32_t point = 0;
    uint8_t cls = 0;
};
/// A character, or the number of a group.
struct Escape {
    uint64_t number = 0;
    bool is_group = false;
    size_t size = 0; ///< characters of the escape
};

/// The CharacterSet::Class of \d, \W…, or 0.
uint8_t class_of_escape(char32_t c);
/// The character of \n, \t…, or 0.
char32_t character_of_escape(char32_t c);
/// The character that an escape stands for which has begun with `token`; outside of sets also a group.
Result<Escape> read_escape(Reader& reader, Reader::Token token, bool in_set);
/// The same in a set, where classes may be.
Result<void> read_set_escape(Reader& reader, Reader::Token token, SetItem& item);

} // namespace coil::internal::regex

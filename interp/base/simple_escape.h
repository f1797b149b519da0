#pragma once

namespace coil::internal
{

/// What a backslash and one letter, quote or backslash stand for in literals of str and bytes; -1 for others.
constexpr int simple_escape(char letter)
{
    switch (letter) {
    case '\\':
    case '\'':
    case '"':
        return letter;
    case 'a':
        return '\a';
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    case 'v':
        return '\v';
    default:
        return -1;
    }
}

} // namespace coil::internal

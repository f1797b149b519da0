#include "compile/docstring.h"

#include <algorithm>
#include <cstdint>

namespace coil::internal
{

namespace
{

size_t count_spaces(std::string_view line) { return std::min(line.find_first_not_of(' '), line.size()); }

std::string_view next_line(std::string_view& rest)
{
    size_t end = rest.find('\n');
    std::string_view line = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    return line;
}

std::string expand_tabs(std::string_view text)
{
    std::string result;
    size_t column = 0;
    for (char character : text) {
        if (character == '\t') {
            size_t width = 8 - column % 8;
            result.append(width, ' ');
            column += width;
            continue;
        }
        result += character;
        column = character == '\n' || character == '\r' ? 0 : column + 1;
    }
    return result;
}

} // namespace

std::string clean_docstring(std::string_view original)
{
    std::string text = expand_tabs(original);
    std::string_view rest = text;
    next_line(rest);
    size_t margin = SIZE_MAX;
    while (!rest.empty()) {
        std::string_view line = next_line(rest);
        size_t spaces = count_spaces(line);
        if (spaces < line.size())
            margin = std::min(margin, spaces);
    }
    if (margin == SIZE_MAX)
        margin = 0;
    rest = text;
    std::string_view first = next_line(rest);
    std::string result(first.substr(count_spaces(first)));
    bool has_more = first.size() < text.size();
    while (has_more) {
        has_more = rest.find('\n') != std::string_view::npos;
        std::string_view line = next_line(rest);
        result += '\n';
        result += line.substr(std::min(margin, count_spaces(line)));
    }
    return result;
}

} // namespace coil::internal

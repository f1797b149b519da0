#include "base/format_fields.h"

#include <algorithm>
#include <limits>

#include "base/unicode_text.h"

namespace coil::internal
{

bool FormatPieces::fail(const char* message)
{
    error_ = Formatted::value_error(message);
    return false;
}

bool FormatPieces::next(FormatPiece& piece)
{
    piece = {};
    if (at_ >= format_.size())
        return false;
    size_t start = at_;
    size_t brace = format_.find_first_of("{}", at_);
    if (brace == std::string_view::npos) {
        piece.literal = format_.substr(start);
        at_ = format_.size();
        return true;
    }
    at_ = brace + 1;
    bool doubled = at_ < format_.size() && format_[at_] == format_[brace];
    if (format_[brace] == '}' && !doubled)
        return fail("Single '}' encountered in format string");
    if (at_ == format_.size())
        return fail("Single '{' encountered in format string");
    piece.literal = format_.substr(start, brace - start + doubled);
    if (doubled) {
        at_++;
        return true;
    }
    return read_field(piece);
}

bool FormatPieces::read_field(FormatPiece& piece)
{
    piece.has_field = true;
    size_t start = at_;
    char end = 0;
    while (!end && at_ < format_.size()) {
        char c = format_[at_++];
        if (c == '{')
            return fail("unexpected '{' in field name");
        if (c == '[')
            at_ = std::min(format_.find(']', at_), format_.size());
        else if (c == '}' || c == ':' || c == '!')
            end = c;
    }
    if (!end)
        return fail("expected '}' before end of string");
    piece.name = format_.substr(start, at_ - 1 - start);
    if (end == '}')
        return true;
    if (end == '!') {
        if (at_ == format_.size())
            return fail("end of string while looking for conversion specifier");
        piece.conversion = unicode::next_point(format_, at_);
        if (at_ < format_.size()) {
            char c = format_[at_++];
            if (c == '}')
                return true;
            if (c != ':')
                return fail("expected ':' after conversion specifier");
        }
    }
    return read_spec(piece);
}

bool FormatPieces::read_spec(FormatPiece& piece)
{
    size_t start = at_;
    for (int depth = 1; at_ < format_.size();) {
        char c = format_[at_++];
        if (c == '{') {
            piece.spec_has_fields = true;
            depth++;
        } else if (c == '}' && --depth == 0) {
            piece.spec = format_.substr(start, at_ - 1 - start);
            return true;
        }
    }
    return fail("unmatched '{' in format spec");
}

Formatted unknown_conversion(char32_t conversion)
{
    return Formatted::value_error("Unknown conversion specifier " + shown_code(conversion));
}

bool FieldName::fail(const char* message)
{
    error_ = Formatted::value_error(message);
    return false;
}

bool FieldName::read_index(std::string_view text, int64_t& index)
{
    constexpr int64_t most = std::numeric_limits<int64_t>::max();
    index = -1;
    int64_t number = 0;
    for (size_t at = 0; at < text.size();) {
        int digit = unicode::decimal_value(unicode::next_point(text, at));
        if (digit < 0)
            return true;
        if (number > (most - digit) / 10)
            return fail("Too many decimal digits in format string");
        number = number * 10 + digit;
    }
    if (!text.empty())
        index = number;
    return true;
}

FieldName::FieldName(std::string_view name)
{
    size_t size = std::min(name.find_first_of(".["), name.size());
    first_ = name.substr(0, size);
    rest_ = name.substr(size);
    read_index(first_, first_index_);
}

bool FieldName::next(Step& step)
{
    if (rest_.empty())
        return false;
    char kind = rest_[0];
    rest_.remove_prefix(1);
    step.index = -1;
    step.is_attribute = kind == '.';
    if (step.is_attribute) {
        size_t size = std::min(rest_.find_first_of(".["), rest_.size());
        step.text = rest_.substr(0, size);
        rest_.remove_prefix(size);
    } else if (kind == '[') {
        size_t size = rest_.find(']');
        if (size == std::string_view::npos)
            return fail("Missing ']' in format string");
        step.text = rest_.substr(0, size);
        rest_.remove_prefix(size + 1);
        if (!read_index(step.text, step.index))
            return false;
    } else {
        return fail("Only '.' or '[' may follow ']' in format field specifier");
    }
    return !step.text.empty() || fail("Empty attribute in format string");
}

Formatted FieldNumbering::number(FieldName& name)
{
    bool unnamed = name.first().empty();
    if (!unnamed && name.first_index() < 0)
        return {};
    State wanted = unnamed ? State::Automatic : State::Manual;
    if (state_ == State::Undecided)
        state_ = wanted;
    if (state_ != wanted)
        return Formatted::value_error(unnamed
                ? "cannot switch from manual field specification to automatic field numbering"
                : "cannot switch from automatic field numbering to manual field specification");
    if (unnamed)
        name.set_first_index(next_++);
    return {};
}

} // namespace coil::internal

#pragma once
// Small text formatting for messages: `{}` in a pattern stands for the next argument.
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace coil::internal
{

/// One argument of format_text: text, an integer, or a number of bytes. Holds views: use it within the full expression.
class TextArgument
{
public:
    TextArgument(std::string_view text)
        : text_(text)
    {
    }
    TextArgument(const std::string& text)
        : text_(text)
    {
    }
    TextArgument(const char* text)
        : text_(text)
    {
    }
    TextArgument(char character)
        : buffer_(1, character)
        , owned_(true)
    {
    }
    template <class Int>
    requires std::is_integral_v<Int> TextArgument(Int number)
        : buffer_(std::to_string(number))
        , owned_(true)
    {
    }
    std::string_view text() const { return owned_ ? std::string_view(buffer_) : text_; }

private:
    std::string_view text_;
    std::string buffer_;
    bool owned_ = false;
};

/// `pattern` with each `{}` replaced by the next argument. Other braces stand for themselves.
std::string format_text(std::string_view pattern, std::initializer_list<TextArgument> arguments);

} // namespace coil::internal

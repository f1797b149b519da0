#pragma once
// The replacement fields of str.format: literal text and {name!conversion:spec}, and what names are made of, with
// CPython's messages. Looking the names up is the caller's business; so is expanding the fields in a spec, which is a
// format again.
#include <cstdint>
#include <string_view>

#include "base/format_spec.h"

namespace coil::internal
{

/// Literal text, and the field behind it if there is one. Views are of the format.
struct FormatPiece {
    std::string_view literal;
    bool has_field = false;
    std::string_view name;
    std::string_view spec;
    char32_t conversion = 0; ///< 0: none
    bool spec_has_fields = false;
};

/// Goes through a format from left to right.
class FormatPieces
{
public:
    explicit FormatPieces(std::string_view format)
        : format_(format)
    {
    }
    /// False at the end, and where the format is wrong: then error() is not ok.
    bool next(FormatPiece& piece);
    const Formatted& error() const { return error_; }

private:
    bool read_field(FormatPiece& piece);
    bool read_spec(FormatPiece& piece);
    bool fail(const char* message);

    std::string_view format_;
    size_t at_ = 0;
    Formatted error_;
};

/// "Unknown conversion specifier …", for what is not 'r', 's' or 'a'.
Formatted unknown_conversion(char32_t conversion);

/// A field's name: what it starts from, then attributes and items.
class FieldName
{
public:
    /// An attribute, or an item of a number or a text.
    struct Step {
        bool is_attribute = false;
        int64_t index = -1; ///< -1: `text` is no number
        std::string_view text;
    };

    /// May fail at once: see error().
    explicit FieldName(std::string_view name);
    std::string_view first() const { return first_; }
    /// The number of the positional argument that the name starts from, or -1.
    int64_t first_index() const { return first_index_; }
    void set_first_index(int64_t index) { first_index_ = index; }
    /// False at the end, and where the name is wrong.
    bool next(Step& step);
    const Formatted& error() const { return error_; }

private:
    bool fail(const char* message);
    bool read_index(std::string_view text, int64_t& index);

    std::string_view first_;
    std::string_view rest_;
    int64_t first_index_ = -1;
    Formatted error_;
};

/// Numbers the fields whose name starts from nothing, over a whole format with its specs.
class FieldNumbering
{
public:
    /// Gives the name its index. Fails where numbered and unnumbered fields meet.
    Formatted number(FieldName& name);

private:
    enum class State : uint8_t { Undecided, Automatic, Manual } state_ = State::Undecided;
    int64_t next_ = 0;
};

} // namespace coil::internal

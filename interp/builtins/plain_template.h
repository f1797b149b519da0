#pragma once
// The short way of str.format and %: templates whose fields are all plain and few are filled without a description of
// what is to be written, as the sizes of all parts are soon known.
#include <array>

#include "objects/native.h"
#include "objects/str.h"

namespace coil::internal
{

class PlainTemplate
{
public:
    /// Reads a template of str.format in which all braces are of `{}`; false when it is another.
    bool read_braces(std::string_view format);
    /// The same of `%s` and `%d`.
    bool read_percents(std::string_view format);
    size_t fields() const { return fields_; }
    /// Whether what `%d` is given are small ints: of other numbers there is more to say.
    bool takes_numbers(Arguments arguments) const;

    /// The text with the arguments in it, as many as there are fields. May run script code (__format__, __str__).
    Result<Str*> format(Vm& vm, const Str* format, Arguments arguments) const;
    Result<Str*> percent(Vm& vm, const Str* format, Arguments arguments) const;

private:
    static constexpr size_t most_fields = 8;
    static constexpr size_t most_bytes = 1024;
    using Texts = std::array<Str*, most_fields>;

    bool add_field(std::string_view format, size_t start, size_t at, char kind);
    Result<Str*> join(Vm& vm, const Str* format, const Texts& values) const;

    std::string_view between_[most_fields + 1]; ///< in front of each field, and behind the last
    char kinds_[most_fields];
    size_t fields_ = 0;
};

} // namespace coil::internal

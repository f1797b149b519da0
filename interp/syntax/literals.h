#pragma once

#include "base/arena.h"
#include "syntax/ast.h"
#include "syntax/syntax_error.h"

#include <string>
#include <string_view>
#include <vector>

namespace coil::internal::syntax
{

/// The value of a number literal that the lexer has accepted.
ast::Literal decode_number(Arena& arena, std::string_view text);
/// Whether a literal has more decimal digits than int() takes; its value would need quadratic time.
bool has_too_many_digits(std::string_view text, size_t& digits);

/// Decodes the escapes of strings, as CPython's codec `unicodeescape` does.
class StringDecoder
{
public:
    /// Appends the decoded body of a string literal, which must be followed by its quote or brace in memory. `offset`
    /// is where it stands in the source, for warnings. False when an escape is malformed; message() then says why.
    bool decode_text(std::string& out, std::string_view body, uint32_t offset);
    bool decode_bytes(std::string& out, std::string_view body, uint32_t offset);
    const std::string& message() const { return message_; }
    std::vector<SyntaxWarning>& warnings() { return warnings_; }

private:
    bool fail_text(std::string_view body, size_t start, size_t end, const char* reason);
    bool decode_hex(std::string& out, std::string_view body, size_t& at, size_t digits);
    bool decode_named(std::string& out, std::string_view body, size_t& at);
    char32_t decode_octal(std::string_view body, size_t& at, uint32_t offset);
    void warn(std::string_view body, size_t at, uint32_t offset, bool is_octal);

    std::string message_;
    std::vector<SyntaxWarning> warnings_;
};

} // namespace coil::internal::syntax

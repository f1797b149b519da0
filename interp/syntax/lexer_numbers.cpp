#include "syntax/lexer.h"

#include "syntax/characters.h"

#include <cstring>

namespace coil::internal::syntax
{

namespace
{

/// Keywords that may still touch a number literal, with a warning.
bool starts_touching_keyword(const char* at)
{
    for (const char* keyword : { "and", "else", "for", "if", "in", "is", "not", "or" }) {
        if (std::strncmp(at, keyword, std::strlen(keyword)) == 0)
            return true;
    }
    return false;
}

bool is_radix_digit(char c, char radix)
{
    switch (radix) {
    case 'x':
        return has_class(c, HexDigit);
    case 'o':
        return c >= '0' && c <= '7';
    default:
        return c == '0' || c == '1';
    }
}

const char* radix_name(char radix) { return radix == 'x' ? "hexadecimal" : radix == 'o' ? "octal" : "binary"; }

} // namespace

/// Checks what follows a number literal; `kind` is for the message.
bool Lexer::verify_number_end(const char* at, const char* kind)
{
    if (!has_class(*at, IdentifierContinue))
        return true;
    if (starts_touching_keyword(at)) {
        warnings_.push_back({ std::string("invalid ") + kind + " literal", offset(cursor_), offset(at) });
        return true;
    }
    fail_at(at, std::string("invalid ") + kind + " literal");
    return false;
}

/// Digits with single underscores between them; `at` stands at the first.
bool Lexer::scan_digits(const char*& at)
{
    for (;;) {
        while (has_class(*at, Digit))
            at++;
        if (*at != '_')
            return true;
        at++;
        if (!has_class(*at, Digit)) {
            fail_at(at, "invalid decimal literal");
            return false;
        }
    }
}

void Lexer::scan_radix_number(Token& token, char radix)
{
    const char* at = cursor_ + 2;
    const char* name = radix_name(radix);
    auto fail_digit = [&] {
        if (has_class(*at, Digit) && radix != 'x')
            fail_at(at + 1, std::string("invalid digit '") + *at + "' in " + name + " literal");
        else
            fail_at(at, std::string("invalid ") + name + " literal");
    };
    do {
        if (*at == '_')
            at++;
        if (!is_radix_digit(*at, radix))
            return fail_digit();
        while (is_radix_digit(*at, radix))
            at++;
    } while (*at == '_');
    if (has_class(*at, Digit))
        return fail_digit();
    if (verify_number_end(at, name))
        emit(token, TokenKind::Number, at);
}

/// Reads a literal's leading zeros and the digits after them.
bool Lexer::scan_zero(const char*& at, bool& has_nonzero, const char*& zeros_end)
{
    for (;;) {
        if (*at == '_') {
            at++;
            if (!has_class(*at, Digit)) {
                fail_at(at, "invalid decimal literal");
                return false;
            }
        }
        if (*at != '0')
            break;
        at++;
    }
    zeros_end = at;
    if (has_class(*at, Digit)) {
        has_nonzero = true;
        return scan_digits(at);
    }
    return true;
}

void Lexer::scan_number(Token& token)
{
    const char* at = cursor_;
    token.is_plain_integer = false;
    bool has_nonzero = false;
    const char* zeros_end = at;
    if (*at == '0') {
        char radix = static_cast<char>(at[1] | 0x20);
        if (radix == 'x' || radix == 'o' || radix == 'b')
            return scan_radix_number(token, radix);
        if (!scan_zero(at, has_nonzero, zeros_end))
            return;
    } else {
        while (has_class(*at, Digit))
            at++;
        if (!has_class(*at, IdentifierContinue) && *at != '.') {
            token.is_plain_integer = true;
            return emit(token, TokenKind::Number, at);
        }
        if (*at != '.' && !scan_digits(at))
            return;
    }
    scan_number_tail(token, at, has_nonzero, zeros_end);
}

/// Fraction, exponent and `j` of a number whose integer part ends at `at`.
void Lexer::scan_number_tail(Token& token, const char* at, bool has_leading_zero, const char* zeros_end)
{
    bool is_integer = true;
    if (*at == '.') {
        is_integer = false;
        at++;
        if (has_class(*at, Digit) && !scan_digits(at))
            return;
    }
    if (*at == 'e' || *at == 'E') {
        const char* digits = at + 1;
        bool has_sign = *digits == '+' || *digits == '-';
        if (has_sign)
            digits++;
        if (has_class(*digits, Digit)) {
            is_integer = false;
            at = digits;
            if (!scan_digits(at))
                return;
        } else if (has_sign) {
            return fail_at(digits, "invalid decimal literal");
        }
    }
    if (*at == 'j' || *at == 'J') {
        at++;
        if (verify_number_end(at, "imaginary"))
            emit(token, TokenKind::Number, at);
        return;
    }
    if (is_integer && has_leading_zero) {
        return fail(offset(cursor_), offset(zeros_end),
            "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers");
    }
    if (verify_number_end(at, "decimal"))
        emit(token, TokenKind::Number, at);
}

} // namespace coil::internal::syntax

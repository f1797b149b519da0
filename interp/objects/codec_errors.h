#pragma once
// The error handlers of codecs: those of CPython here, those that scripts have registered through
// Operations::find_error_handler. A script's handler may do anything while a codec is at work: so it gets a copy of the
// bytes that are decoded, and `Decoding::bytes` is what it left in its exception from then on.
#include "objects/codecs.h"
#include "objects/exception.h"

namespace coil::internal
{

enum class ErrorMode : uint8_t {
    Strict,
    Ignore,
    Replace,
    BackslashReplace,
    XmlCharRefReplace,
    SurrogateEscape,
    SurrogatePass,
    NameReplace,
    Registered ///< by a script, or unknown
};
ErrorMode find_error_mode(std::string_view name);

/// What handlers put in the place of a character: "\\xe9", "\\u20ac", "\\U0001f600"; "\\N{EURO SIGN}" where it has a
/// name.
void append_backslashed(std::string& out, uint32_t point);
void append_named(std::string& out, uint32_t point);
inline bool is_surrogate(uint32_t point) { return point >= 0xd800 && point < 0xe000; }

/// What one call of bytes_decode builds, and how it deals with malformed input.
class Decoding
{
public:
    Decoding(Vm& vm, std::string_view bytes, const char* encoding, std::string_view errors)
        : bytes(bytes)
        , vm_(vm)
        , encoding_(encoding)
        , errors_(errors)
        , mode_(find_error_mode(errors))
    {
    }

    /// Handles the malformed bytes [start, end): gives the offset to go on from. `surrogate` is the lone surrogate that
    /// stands there in `surrogate_size` bytes, or 0. May run script code, behind which `bytes` are others.
    Result<size_t> malformed(
        size_t start, size_t end, const char* reason, uint32_t surrogate = 0, size_t surrogate_size = 0);

    std::string_view bytes;
    std::string out;

private:
    Result<Value> make_error(size_t start, size_t end, const char* reason);
    Raised fail(size_t start, size_t end, const char* reason);
    Result<size_t> ask_handler(size_t start, size_t end, const char* reason);

    Vm& vm_;
    const char* encoding_;
    std::string_view errors_;
    ErrorMode mode_;
    Value handler_; ///< of a script
    Value object_;  ///< the copy of the bytes that it got
    Value error_;   ///< the exception that it got, which is used again
};

/// What to put for characters that an encoding lacks.
struct Substitute {
    std::string text;      ///< or bytes of the encoding. Of builtin handlers it is ASCII
    bool is_bytes = false; ///< put as it is
    size_t resume = 0;     ///< where to go on in the string, in bytes
};

/// What one call of str_encode needs to deal with characters that can't be encoded.
class EncodeErrors
{
public:
    EncodeErrors(Vm& vm, Str* str, const char* encoding, std::string_view errors)
        : vm_(vm)
        , str_(str)
        , encoding_(encoding)
        , errors_(errors)
        , mode_(find_error_mode(errors))
    {
    }

    /// For the characters in the bytes [start, end) of the string. `put_surrogate` writes a surrogate in the encoding's
    /// way; null where that makes no sense. `wide`: units are more than a byte.
    Result<Substitute> substitute(size_t start, size_t end, const char* reason,
        void (*put_surrogate)(std::string&, uint32_t) = nullptr, bool wide = false);
    /// Raises the UnicodeEncodeError.
    Raised fail(size_t start, size_t end, const char* reason);

private:
    Result<Value> make_error(size_t start, size_t end, const char* reason);
    Result<Substitute> ask_handler(size_t start, size_t end, const char* reason);

    Vm& vm_;
    Str* str_;
    const char* encoding_;
    std::string_view errors_;
    ErrorMode mode_;
    Value handler_; ///< of a script
    Value error_;   ///< the exception that it got, which is used again
};

} // namespace coil::internal

#pragma once
// The error handlers of codecs.
#include "objects/codecs.h"

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
    Unknown
};
ErrorMode find_error_mode(std::string_view name);

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
    /// stands there in `surrogate_size` bytes, or 0.
    Result<size_t> malformed(
        size_t start, size_t end, const char* reason, uint32_t surrogate = 0, size_t surrogate_size = 0);

    const std::string_view bytes;
    std::string out;

private:
    Raised fail(size_t start, size_t end, const char* reason);

    Vm& vm_;
    const char* encoding_;
    std::string_view errors_;
    ErrorMode mode_;
};

/// What to put for characters that an encoding lacks.
struct Substitute {
    std::string text;      ///< ASCII text, or bytes of the encoding
    bool is_bytes = false; ///< put as it is
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

private:
    Raised fail(size_t start, size_t end, const char* reason);

    Vm& vm_;
    Str* str_;
    const char* encoding_;
    std::string_view errors_;
    ErrorMode mode_;
};

} // namespace coil::internal

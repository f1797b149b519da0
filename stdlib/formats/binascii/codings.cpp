#include "stdlib/formats/binascii/codings.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace coil::internal::codings
{

namespace
{

constexpr char lower_digits[] = "0123456789abcdef";
constexpr char upper_digits[] = "0123456789ABCDEF";
constexpr char base64_alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr uint8_t no_digit = 0xff;

uint8_t byte_at(std::string_view text, size_t index) { return static_cast<uint8_t>(text[index]); }

/// Two digits for each byte.
constexpr auto hex_pairs = [] {
    std::array<char, 512> pairs{};
    for (size_t i = 0; i < 256; i++) {
        pairs[2 * i] = lower_digits[i >> 4];
        pairs[2 * i + 1] = lower_digits[i & 15];
    }
    return pairs;
}();
constexpr auto hex_values = [] {
    std::array<uint8_t, 256> values{};
    values.fill(no_digit);
    for (uint8_t i = 0; i < 16; i++)
        values[uint8_t(lower_digits[i])] = values[uint8_t(upper_digits[i])] = i;
    return values;
}();
/// Two characters for each twelve bits.
constexpr auto base64_pairs = [] {
    std::array<char, 8192> pairs{};
    for (size_t i = 0; i < 4096; i++) {
        pairs[2 * i] = base64_alphabet[i >> 6];
        pairs[2 * i + 1] = base64_alphabet[i & 63];
    }
    return pairs;
}();
/// What a character adds as the n-th of four; `bad_quad` where it is none of the alphabet.
constexpr uint32_t bad_quad = 0x80000000;
constexpr auto base64_parts = [] {
    std::array<std::array<uint32_t, 256>, 4> parts{};
    for (size_t place = 0; place < 4; place++) {
        parts[place].fill(bad_quad);
        for (uint32_t i = 0; i < 64; i++)
            parts[place][uint8_t(base64_alphabet[i])] = i << (6 * (3 - place));
    }
    return parts;
}();

constexpr uint32_t crc32_polynomial = 0xedb88320;
/// Table n: the remainder of a byte with n zero bytes behind it.
constexpr auto crc32_tables = [] {
    std::array<std::array<uint32_t, 256>, 16> tables{};
    for (uint32_t i = 0; i < 256; i++) {
        uint32_t crc = i;
        for (int bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ (crc & 1 ? crc32_polynomial : 0);
        tables[0][i] = crc;
    }
    for (size_t n = 1; n < tables.size(); n++)
        for (size_t i = 0; i < 256; i++)
            tables[n][i] = tables[n - 1][i] >> 8 ^ tables[0][tables[n - 1][i] & 0xff];
    return tables;
}();
constexpr auto crc_hqx_table = [] {
    std::array<uint16_t, 256> table{};
    for (uint32_t i = 0; i < 256; i++) {
        uint32_t crc = i << 8;
        for (int bit = 0; bit < 8; bit++)
            crc = crc << 1 ^ (crc & 0x8000 ? 0x1021 : 0);
        table[i] = uint16_t(crc);
    }
    return table;
}();

/// Base64 text from where it is not plain groups of four.
class Base64Reader
{
public:
    Base64Reader(std::string_view text, bool strict, char* out)
        : text_(text)
        , strict_(strict)
        , start_(out)
        , out_(out)
    {
    }
    std::string run()
    {
        size_t at = read_groups(0);
        for (; at < text_.size(); at++) {
            uint8_t character = byte_at(text_, at);
            if (character == '=') {
                padding_started_ = true;
                if (strict_ && place_ == 0)
                    return at ? "Excess padding not allowed" : "Leading padding not allowed";
                if (place_ >= 2 && place_ + ++pads_ >= 4)
                    return strict_ && at + 1 < text_.size() ? "Excess data after padding" : "";
                continue;
            }
            uint32_t value = base64_parts[3][character];
            if (value == bad_quad) {
                if (strict_)
                    return "Only base64 data is allowed";
                continue;
            }
            if (strict_ && padding_started_)
                return "Discontinuous padding not allowed";
            add(value);
            if (place_ == 0 && !strict_)
                at = read_groups(at + 1) - 1;
        }
        if (place_ == 1)
            return "Invalid base64-encoded string: number of data characters (" +
                std::to_string((out_ - start_) / 3 * 4 + 1) + ") cannot be 1 more than a multiple of 4";
        return place_ ? "Incorrect padding" : "";
    }
    size_t size() const { return size_t(out_ - start_); }

private:
    /// Groups of four characters of the alphabet, from `at`; where they end.
    size_t read_groups(size_t at)
    {
        for (; at + 4 <= text_.size(); at += 4) {
            uint32_t word = base64_parts[0][byte_at(text_, at)] | base64_parts[1][byte_at(text_, at + 1)] |
                base64_parts[2][byte_at(text_, at + 2)] | base64_parts[3][byte_at(text_, at + 3)];
            if (word & bad_quad)
                break;
            *out_++ = char(word >> 16);
            *out_++ = char(word >> 8);
            *out_++ = char(word);
        }
        return at;
    }
    void add(uint32_t value)
    {
        pads_ = 0;
        switch (place_) {
        case 0:
            break;
        case 1:
            *out_++ = char(left_ << 2 | value >> 4);
            break;
        case 2:
            *out_++ = char(left_ << 4 | value >> 2);
            break;
        default:
            *out_++ = char(left_ << 6 | value);
        }
        left_ = value;
        place_ = (place_ + 1) & 3;
    }

    std::string_view text_;
    bool strict_;
    char* start_;
    char* out_;
    unsigned place_ = 0, pads_ = 0;
    uint32_t left_ = 0;
    bool padding_started_ = false;
};

/// Writes quoted-printable text, whose lines have at most 76 characters.
class QuotedWriter
{
public:
    QuotedWriter(std::string_view bytes, const QuotedOptions& options)
        : bytes_(bytes)
        , options_(options)
    {
        size_t end = bytes.find('\n');
        line_end_ = end != std::string_view::npos && end > 0 && bytes[end - 1] == '\r' ? "\r\n" : "\n";
    }
    std::string run()
    {
        while (at_ < bytes_.size()) {
            uint8_t byte = byte_at(bytes_, at_);
            if (must_quote(byte))
                quote(byte);
            else if (options_.is_text && (byte == '\n' || (byte == '\r' && follows('\n'))))
                end_line(byte);
            else
                copy(byte);
        }
        return std::move(out_);
    }

private:
    static constexpr size_t longest_line = 76;
    bool is_last() const { return at_ + 1 == bytes_.size(); }
    bool follows(char next) const { return !is_last() && bytes_[at_ + 1] == next; }
    bool must_quote(uint8_t byte) const
    {
        switch (byte) {
        case '=':
            return true;
        case '_':
            return options_.header;
        case '.': // alone in its line it would end a message
            return line_ == 0 && (is_last() || follows('\n') || follows('\r') || follows('\0'));
        case '\r':
        case '\n':
            return !options_.is_text;
        case '\t':
        case ' ':
            return options_.quote_tabs || is_last();
        default:
            return byte < 33 || byte > 126;
        }
    }
    void break_line()
    {
        out_ += '=';
        out_ += line_end_;
        line_ = 0;
    }
    void quote(uint8_t byte)
    {
        if (line_ + 3 >= longest_line)
            break_line();
        out_ += '=';
        out_ += upper_digits[byte >> 4];
        out_ += upper_digits[byte & 15];
        at_++;
        line_ += 3;
    }
    void end_line(uint8_t byte)
    {
        // White space at the end of a line may get lost.
        if (!out_.empty() && (out_.back() == ' ' || out_.back() == '\t')) {
            auto last = static_cast<uint8_t>(out_.back());
            out_.back() = '=';
            out_ += upper_digits[last >> 4];
            out_ += upper_digits[last & 15];
        }
        out_ += line_end_;
        line_ = 0;
        at_ += byte == '\r' ? 2 : 1;
    }
    void copy(uint8_t byte)
    {
        if (!is_last() && !follows('\n') && line_ + 1 >= longest_line)
            break_line();
        line_++;
        out_ += options_.header && byte == ' ' ? '_' : char(byte);
        at_++;
    }

    std::string_view bytes_;
    QuotedOptions options_;
    std::string_view line_end_;
    std::string out_;
    size_t at_ = 0;
    size_t line_ = 0;
};

} // namespace

void to_hex(std::string_view bytes, char* out)
{
    for (size_t i = 0; i < bytes.size(); i++)
        std::memcpy(out + 2 * i, &hex_pairs[2 * size_t(byte_at(bytes, i))], 2);
}

void to_hex_groups(std::string_view bytes, char separator, int64_t group, char* out)
{
    uint64_t width = group < 0 ? -uint64_t(group) : uint64_t(group);
    size_t separators = hex_separators(bytes.size(), group);
    // Those that are counted from the end leave a shorter one in front.
    size_t first = separators == 0 ? bytes.size() : group < 0 ? width : bytes.size() - separators * width;
    to_hex(bytes.substr(0, first), out);
    out += 2 * first;
    for (size_t at = first; at < bytes.size(); at += width) {
        *out++ = separator;
        size_t size = std::min<uint64_t>(width, bytes.size() - at);
        to_hex(bytes.substr(at, size), out);
        out += 2 * size;
    }
}

std::string from_hex(std::string_view digits, char* out)
{
    if (digits.size() % 2)
        return "Odd-length string";
    for (size_t i = 0; i < digits.size(); i += 2) {
        uint8_t high = hex_values[byte_at(digits, i)], low = hex_values[byte_at(digits, i + 1)];
        if ((high | low) == no_digit)
            return "Non-hexadecimal digit found";
        *out++ = char(high << 4 | low);
    }
    return "";
}

void to_base64(std::string_view bytes, char* out)
{
    size_t i = 0;
    for (; i + 3 <= bytes.size(); i += 3, out += 4) {
        uint32_t word =
            uint32_t(byte_at(bytes, i)) << 16 | uint32_t(byte_at(bytes, i + 1)) << 8 | byte_at(bytes, i + 2);
        std::memcpy(out, &base64_pairs[2 * (word >> 12)], 2);
        std::memcpy(out + 2, &base64_pairs[2 * (word & 0xfff)], 2);
    }
    if (size_t left = bytes.size() - i) {
        uint32_t word = uint32_t(byte_at(bytes, i)) << 16 | (left > 1 ? uint32_t(byte_at(bytes, i + 1)) << 8 : 0);
        out[0] = base64_alphabet[word >> 18];
        out[1] = base64_alphabet[word >> 12 & 63];
        out[2] = left > 1 ? base64_alphabet[word >> 6 & 63] : '=';
        out[3] = '=';
    }
}

std::string from_base64(std::string_view text, bool strict, char* out, size_t& size)
{
    Base64Reader reader(text, strict, out);
    std::string problem = reader.run();
    size = reader.size();
    return problem;
}

size_t to_uu(std::string_view bytes, bool backtick, char* out)
{
    auto character = [&](uint32_t value) { return backtick && value == 0 ? '`' : char(' ' + value); };
    char* at = out;
    *at++ = character(uint32_t(bytes.size()));
    for (size_t i = 0; i < bytes.size(); i += 3) {
        uint32_t word = uint32_t(byte_at(bytes, i)) << 16;
        if (i + 1 < bytes.size())
            word |= uint32_t(byte_at(bytes, i + 1)) << 8;
        if (i + 2 < bytes.size())
            word |= byte_at(bytes, i + 2);
        for (int shift = 18; shift >= 0; shift -= 6)
            *at++ = character(word >> shift & 63);
    }
    *at++ = '\n';
    return size_t(at - out);
}

std::string from_uu(std::string_view line, char* out, size_t& size)
{
    // Spaces at the end may have been taken away: what is missing is zeros, of an empty line even the length.
    size_t wanted = (line.empty() ? 32 : (byte_at(line, 0) - ' ') & 63);
    size_t at = 1;
    uint32_t left = 0;
    int bits = 0;
    size = 0;
    while (size < wanted) {
        char character = at < line.size() ? line[at] : '\n';
        at++;
        uint32_t value = 0;
        if (character != '\n' && character != '\r') {
            auto code = static_cast<uint8_t>(character);
            if (code < ' ' || code > ' ' + 64)
                return "Illegal char";
            value = (code - ' ') & 63;
        }
        left = left << 6 | value;
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            out[size++] = char(left >> bits);
        }
    }
    for (; at < line.size(); at++)
        if (line[at] != ' ' && line[at] != '`' && line[at] != '\n' && line[at] != '\r')
            return "Trailing garbage";
    return "";
}

std::string to_quoted(std::string_view bytes, const QuotedOptions& options)
{
    return QuotedWriter(bytes, options).run();
}

std::string from_quoted(std::string_view text, bool header)
{
    std::string decoded(text.size(), '\0');
    char* out = decoded.data();
    size_t at = 0;
    while (at < text.size()) {
        char character = text[at++];
        if (character != '=') {
            *out++ = header && character == '_' ? ' ' : character;
            continue;
        }
        if (at == text.size())
            break;
        if (text[at] == '\n' || text[at] == '\r') {
            // A soft line break: the rest of the line is gone.
            size_t end = text.find('\n', at);
            at = end == std::string_view::npos ? text.size() : end + 1;
        } else if (text[at] == '=') {
            *out++ = '=';
            at++;
        } else if (at + 1 < text.size() && hex_values[byte_at(text, at)] != no_digit &&
            hex_values[byte_at(text, at + 1)] != no_digit) {
            *out++ = char(hex_values[byte_at(text, at)] << 4 | hex_values[byte_at(text, at + 1)]);
            at += 2;
        } else {
            *out++ = '=';
        }
    }
    decoded.resize(size_t(out - decoded.data()));
    return decoded;
}

uint32_t crc32(std::string_view bytes, uint32_t crc)
{
    const auto& tables = crc32_tables;
    crc = ~crc;
    const char* at = bytes.data();
    size_t left = bytes.size();
    // Sixteen bytes at once, the remainders of each with those behind it looked up apart.
    for (; left >= 16; left -= 16, at += 16) {
        uint32_t words[4];
        std::memcpy(words, at, 16);
        words[0] ^= crc;
        crc = 0;
        for (size_t i = 0; i < 4; i++)
            for (size_t k = 0; k < 4; k++)
                crc ^= tables[15 - 4 * i - k][words[i] >> 8 * k & 0xff];
    }
    for (; left; left--, at++)
        crc = crc >> 8 ^ tables[0][(crc ^ static_cast<uint8_t>(*at)) & 0xff];
    return ~crc;
}

uint16_t crc_hqx(std::string_view bytes, uint16_t crc)
{
    for (char byte : bytes)
        crc = uint16_t(crc << 8 ^ crc_hqx_table[(crc >> 8 ^ static_cast<uint8_t>(byte)) & 0xff]);
    return crc;
}

} // namespace coil::internal::codings

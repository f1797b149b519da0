// UTF-7 (RFC 2152): ASCII, and runs of UTF-16 in base64 between '+' and '-' or what is not base64.
#include "base/unicode_text.h"
#include "base/utf8.h"
#include "objects/codec_errors.h"
#include "stdlib/text/_codecs/codings.h"

namespace coil::internal::codecs
{

namespace
{

constexpr char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

int digit_of(uint8_t byte)
{
    if (byte >= 'A' && byte <= 'Z')
        return byte - 'A';
    if (byte >= 'a' && byte <= 'z')
        return byte - 'a' + 26;
    if (byte >= '0' && byte <= '9')
        return byte - '0' + 52;
    return byte == '+' ? 62 : byte == '/' ? 63 : -1;
}

/// Whether a character stands for itself when it is written.
bool is_direct(uint32_t point)
{
    bool is_blank = point == ' ' || point == '\t' || point == '\n' || point == '\r';
    return is_blank || (point > ' ' && point < 0x7f && point != '+' && point != '\\' && point != '~');
}

/// What a decoder knows of the run of base64 that it is in.
struct Run {
    bool is_open = false;
    unsigned bits = 0;
    uint32_t buffer = 0;
    uint32_t surrogate = 0; ///< a high one, whose low one is to come
    size_t start = 0;       ///< of the run in the bytes
    size_t out_start = 0;   ///< and in what was decoded
};

class Decoder
{
public:
    Decoder(Vm& vm, std::string_view bytes, std::string_view errors)
        : decoding_(vm, bytes, "utf7", errors)
    {
    }
    Result<void> run(size_t* consumed);
    std::string& out() { return decoding_.out; }

private:
    Result<void> fail(size_t end, const char* reason)
    {
        at_ = TRY(decoding_.malformed(run_.start, end, reason));
        return {};
    }
    void put(uint32_t point) { utf8::append(decoding_.out, point); }
    void take_unit(uint32_t unit);
    Result<void> leave(uint8_t byte);
    Result<void> step(uint8_t byte);

    Decoding decoding_;
    size_t at_ = 0;
    Run run_;
};

void Decoder::take_unit(uint32_t unit)
{
    if (run_.surrogate) {
        uint32_t high = run_.surrogate;
        run_.surrogate = 0;
        if (unit >= 0xdc00 && unit < 0xe000)
            return put(0x10000 + ((high - 0xd800) << 10) + (unit - 0xdc00));
        put(high);
    }
    if (unit >= 0xd800 && unit < 0xdc00)
        run_.surrogate = unit;
    else
        put(unit);
}

/// The run ends before `byte`.
Result<void> Decoder::leave(uint8_t byte)
{
    run_.is_open = false;
    if (run_.bits >= 6)
        return fail(at_ + 1, "partial character in shift sequence");
    if (run_.bits > 0 && run_.buffer != 0)
        return fail(at_ + 1, "non-zero padding bits in shift sequence");
    if (run_.surrogate && byte < 0x80 && byte != '+')
        put(run_.surrogate);
    run_.surrogate = 0;
    if (byte == '-')
        at_++;
    return {};
}

Result<void> Decoder::step(uint8_t byte)
{
    if (run_.is_open) {
        int digit = digit_of(byte);
        if (digit < 0)
            return leave(byte);
        run_.buffer = run_.buffer << 6 | uint32_t(digit);
        run_.bits += 6;
        at_++;
        if (run_.bits >= 16) {
            run_.bits -= 16;
            uint32_t unit = run_.buffer >> run_.bits & 0xffff;
            run_.buffer &= (1u << run_.bits) - 1;
            take_unit(unit);
        }
        return {};
    }
    if (byte == '+') {
        std::string_view rest = decoding_.bytes.substr(at_ + 1);
        size_t start = at_;
        if (rest.starts_with('-')) {
            at_ += 2;
            put('+');
            return {};
        }
        run_ = Run{};
        run_.start = start;
        if (!rest.empty() && digit_of(uint8_t(rest[0])) < 0)
            return fail(start + 2, "ill-formed sequence");
        at_++;
        run_.is_open = true;
        run_.out_start = decoding_.out.size();
        return {};
    }
    if (byte >= 0x80) {
        run_.start = at_;
        return fail(at_ + 1, "unexpected special character");
    }
    at_++;
    decoding_.out += char(byte);
    return {};
}

Result<void> Decoder::run(size_t* consumed)
{
    for (;;) {
        while (at_ < decoding_.bytes.size())
            TRY(step(uint8_t(decoding_.bytes[at_])));
        if (!run_.is_open)
            break;
        if (consumed) {
            at_ = run_.start;
            decoding_.out.resize(run_.out_start);
            break;
        }
        run_.is_open = false;
        if (run_.surrogate || run_.bits >= 6 || (run_.bits > 0 && run_.buffer != 0))
            TRY(fail(decoding_.bytes.size(), "unterminated shift sequence"));
    }
    if (consumed)
        *consumed = at_;
    return {};
}

} // namespace

Result<Str*> decode_utf7(Vm& vm, std::string_view bytes, std::string_view errors, size_t* consumed)
{
    vm.charge_bytes(8 * bytes.size());
    Decoder decoder(vm, bytes, errors);
    TRY(decoder.run(consumed));
    return make_str(vm, decoder.out());
}

Result<Bytes*> encode_utf7(Vm& vm, Str* str)
{
    std::string_view text = str->view();
    TRY(vm.require_room(text.size() * 4));
    vm.charge_bytes(8 * text.size());
    std::string out;
    bool is_open = false;
    unsigned bits = 0;
    uint32_t buffer = 0;
    auto put_unit = [&](uint32_t unit) {
        buffer = buffer << 16 | unit;
        for (bits += 16; bits >= 6; bits -= 6)
            out += alphabet[buffer >> (bits - 6) & 63];
    };
    auto put_rest = [&] {
        if (bits)
            out += alphabet[buffer << (6 - bits) & 63];
        bits = 0;
    };
    for (size_t at = 0; at < text.size();) {
        uint32_t point = unicode::next_point(text, at);
        if (is_direct(point)) {
            if (is_open) {
                put_rest();
                if (digit_of(uint8_t(point)) >= 0 || point == '-')
                    out += '-';
                is_open = false;
            }
            out += char(point);
            continue;
        }
        if (!is_open && point == '+') {
            out += "+-";
            continue;
        }
        if (!is_open)
            out += '+';
        is_open = true;
        if (point > 0xffff) {
            put_unit(0xd7c0 + (point >> 10));
            point = 0xdc00 + (point & 0x3ff);
        }
        put_unit(point);
    }
    put_rest();
    if (is_open)
        out += '-';
    return make_bytes(vm, out);
}

} // namespace coil::internal::codecs

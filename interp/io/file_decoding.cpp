#include "io/file_decoding.h"

#include <algorithm>

#include "base/utf8.h"
#include "objects/codecs.h"

namespace coil::internal
{

namespace
{

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

bool is_utf8(const FileState& state) { return !state.binary && state.encoding != Encoding::Latin1; }

size_t sequence_size(char lead)
{
    auto byte = uint8_t(lead);
    return byte < 0xc0 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
}

} // namespace

bool is_wide(const FileState& state) { return !state.binary && state.encoding >= Encoding::Utf16; }

size_t find_line_end(const FileState& state, std::string_view rest, size_t& searched)
{
    bool universal = !state.binary && state.newlines != Newlines::Exact;
    if (!universal) {
        std::string_view newline = state.binary ? std::string_view("\n") : std::string_view(state.newline);
        size_t at = rest.find(newline, searched);
        searched = rest.size() - std::min(rest.size(), newline.size() - 1);
        return at == std::string_view::npos ? at : at + newline.size();
    }
    size_t at = rest.find_first_of("\n\r", searched);
    searched = std::min(at, rest.size());
    if (at == std::string_view::npos)
        return at;
    if (rest[at] == '\n')
        return at + 1;
    if (at + 1 == rest.size() && !state.at_end)
        return std::string_view::npos;
    return at + 1 < rest.size() && rest[at + 1] == '\n' ? at + 2 : at + 1;
}

bool CharacterCount::advance(std::string_view rest)
{
    bool utf8 = is_utf8(state_), translating = !state_.binary && state_.newlines == Newlines::Translate;
    for (; bytes_ < rest.size(); bytes_++) {
        char byte = rest[bytes_];
        bool goes_on =
            (utf8 && (byte & 0xc0) == 0x80) || (translating && byte == '\n' && bytes_ > 0 && rest[bytes_ - 1] == '\r');
        if (goes_on && bytes_ > 0)
            continue;
        if (count_ == most_)
            return true;
        count_++;
        last_ = bytes_;
    }
    if (count_ < most_)
        return false;
    if (most_ == 0)
        return true;
    bool is_whole = !utf8 || bytes_ - last_ >= sequence_size(rest[last_]);
    bool is_split_end = translating && rest[last_] == '\r' && bytes_ == last_ + 1;
    return state_.at_end || (is_whole && !is_split_end);
}

std::string translated(const FileState& state, std::string text)
{
    if (state.binary || state.newlines != Newlines::Translate || text.find('\r') == std::string::npos)
        return text;
    std::string out;
    for (size_t i = 0; i < text.size(); i++) {
        if (text[i] != '\r') {
            out += text[i];
            continue;
        }
        out += '\n';
        if (i + 1 < text.size() && text[i + 1] == '\n')
            i++;
    }
    return out;
}

Result<void> decode_input(Vm& vm, FileState* state, bool at_start)
{
    if (state->encoding == Encoding::Utf8Signed && at_start && state->input.starts_with(byte_order_mark))
        state->input.erase(0, byte_order_mark.size());
    if (is_wide(*state))
        state->input = TRY(bytes_decode(vm, state->input, state->encoding_name, state->errors))->view();
    return {};
}

Result<std::string> encode_output(Vm& vm, const FileState* state, std::string_view text)
{
    std::string translated_text;
    if (state->newline != "\n" && text.find('\n') != std::string_view::npos) {
        for (char each : text)
            each == '\n' ? translated_text += state->newline : translated_text += each;
        text = translated_text;
    }
    bool plain = state->encoding <= Encoding::Utf8Signed
        ? utf8::find_malformed(text) == std::string_view::npos
        : state->encoding <= Encoding::Latin1 && utf8::find_non_ascii(text) == std::string_view::npos;
    if (plain)
        return std::string(text);
    // A byte order mark stands at the start of a file only.
    std::string_view encoding = state->encoding == Encoding::Utf8Signed ? "utf-8"
        : state->encoding == Encoding::Utf16 && state->has_written      ? "utf-16-le"
        : state->encoding == Encoding::Utf32 && state->has_written      ? "utf-32-le"
                                                                        : std::string_view(state->encoding_name);
    Str* str = TRY(make_str(vm, text));
    return std::string(TRY(str_encode(vm, str, encoding, state->errors))->view());
}

} // namespace coil::internal

// Texts: what is searched, and the pieces that are given.
#include <algorithm>

#include "objects/bytes.h"
#include "objects/exception.h"
#include "objects/memory_view.h"
#include "stdlib/text/_sre/cells.h"

namespace coil::internal::regex
{

Result<std::string_view> bytes_of(Vm& vm, Value string)
{
    if (auto* str = as_if<Str>(string))
        return str->view();
    std::string_view view;
    if (!TRY(buffer_view(vm, string, view)))
        return vm.raise(Error::TypeError, "expected string or bytes-like object, got '{}'", type_name(vm, string));
    return view;
}

Result<OpenText> open_text(Vm& vm, const PatternObject* pattern, Value string, int64_t start, int64_t stop)
{
    OpenText out;
    out.object = string;
    std::string_view all = TRY(bytes_of(vm, string));
    auto* str = as_if<Str>(string);
    bool is_bytes = pattern->matcher->tree().is_bytes;
    if (str && is_bytes)
        return vm.raise(Error::TypeError, "cannot use a bytes pattern on a string-like object");
    if (!str && !is_bytes)
        return vm.raise(Error::TypeError, "cannot use a string pattern on a bytes-like object");
    int64_t length = int64_t(str ? str->length : all.size());
    out.start = std::clamp<int64_t>(start, 0, length);
    out.stop = std::clamp<int64_t>(stop, 0, length);
    if (!str) {
        out.begin = size_t(out.start);
        out.text = all.substr(0, size_t(out.stop));
        return out;
    }
    out.alphabet = str->is_ascii() ? Alphabet::Ascii : Alphabet::Unicode;
    out.begin = str_offset(vm, str, size_t(out.start));
    out.text = out.stop == length ? all : all.substr(0, str_offset(vm, str, size_t(out.stop)));
    return out;
}

Result<void> reopen(Vm& vm, OpenText& text)
{
    if (auto* str = as_if<Str>(text.object)) {
        text.text = str->view().substr(0, text.text.size());
        return {};
    }
    std::string_view all = TRY(bytes_of(vm, text.object));
    text.text = all.substr(0, std::min(all.size(), size_t(text.stop)));
    return {};
}

Result<Value> slice_of(Vm& vm, Value string, std::string_view text, size_t begin, size_t end)
{
    end = std::min(end, text.size());
    begin = std::min(begin, end);
    std::string_view piece = text.substr(begin, end - begin);
    if (auto* str = as_if<Str>(string)) {
        if (piece.size() == str->size && str->shape == vm.exact.str)
            return string;
        return Value::cell(TRY(str->is_ascii() ? make_ascii_str(vm, piece) : make_str(vm, piece)));
    }
    if (auto* bytes = as_if<Bytes>(string);
        bytes && piece.size() == bytes->size && vm.class_of(string) == vm.classes->bytes)
        return string;
    return Value::cell(TRY(make_bytes(vm, piece)));
}

Result<void> add_text(TextBuilder& out, Value owner, std::string_view piece)
{
    if (is_kind(owner, Kind::Str) || is_kind(owner, Kind::Bytes))
        return out.add(piece);
    return out.add(std::string(piece));
}

Result<Value> empty_like(Vm& vm, Value string)
{
    if (is_kind(string, Kind::Str))
        return Value::cell(TRY(make_ascii_str(vm, "")));
    return Value::cell(TRY(make_bytes(vm, "")));
}

} // namespace coil::internal::regex

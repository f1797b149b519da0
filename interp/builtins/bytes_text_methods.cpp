// The methods of bytes and bytearray that str has too: searching, cutting, padding, mapping of ASCII.
#include "builtins/bytes_class.h"
#include "builtins/define.h"
#include "objects/bytes_methods.h"
#include "objects/exception.h"
#include "objects/memory_view.h"
#include "objects/numbers.h"
#include "objects/str.h"
#include "objects/str_methods.h"
#include "objects/tuple.h"
#include "runtime/operations/call.h"
#include "runtime/operations/iteration.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

/// A bound: None and missing mean the end they stand at.
Result<int64_t> bound(Vm& vm, Value value, int64_t fallback)
{
    if (value.is_empty() || value.is_none())
        return fallback;
    if (!can_be_index(vm, value))
        return vm.raise(Error::TypeError, "slice indices must be integers or None or have an __index__ method");
    return to_clamped_index(vm, value);
}

using Search = Result<int64_t> (*)(Vm&, std::string_view, std::string_view, int64_t, int64_t);
/// What is looked for may be one byte, as an int.
template <Search search> Result<int64_t> search_method(Vm& vm, Value self, Value needle, Value start, Value stop)
{
    int64_t from = TRY(bound(vm, start, 0)), to = TRY(bound(vm, stop, INT64_MAX));
    std::string_view bytes;
    char byte;
    if (!TRY(buffer_view(vm, needle, bytes))) {
        if (!can_be_index(vm, needle))
            return vm.raise(
                Error::TypeError, "argument should be integer or bytes-like object, not '{}'", type_name(vm, needle));
        int64_t number = TRY(to_clamped_index(vm, needle));
        if (number < 0 || number > 255)
            return vm.raise(Error::ValueError, "byte must be in range(0, 256)");
        byte = char(number);
        bytes = { &byte, 1 };
    }
    return search(vm, view_of_bytes(self), bytes, from, to);
}
template <Search search> Result<int64_t> index_method(Vm& vm, Value self, Value needle, Value start, Value stop)
{
    int64_t at = TRY(search_method<search>(vm, self, needle, start, stop));
    return at < 0 ? Result<int64_t>(vm.raise(Error::ValueError, "subsection not found")) : Result<int64_t>(at);
}

using AffixTest = bool (*)(std::string_view, std::string_view, int64_t, int64_t);
Result<bool> affix(Vm& vm, AffixTest test, std::string_view name, Value self, Value affixes, Value start, Value stop)
{
    int64_t from = TRY(bound(vm, start, 0)), to = TRY(bound(vm, stop, INT64_MAX));
    std::string_view one;
    if (TRY(buffer_view(vm, affixes, one)))
        return test(view_of_bytes(self), one, from, to);
    auto* tuple = as_if<Tuple>(affixes);
    if (!tuple)
        return vm.raise(
            Error::TypeError, "{} first arg must be bytes or a tuple of bytes, not {}", name, type_name(vm, affixes));
    for (Value each : *tuple)
        if (test(view_of_bytes(self), TRY(bytes_argument(vm, each)), from, to))
            return true;
    return false;
}
Result<bool> startswith(Vm& vm, Value self, Value prefix, Value start, Value stop)
{
    return affix(vm, bytes_starts_with, "startswith", self, prefix, start, stop);
}
Result<bool> endswith(Vm& vm, Value self, Value suffix, Value start, Value stop)
{
    return affix(vm, bytes_ends_with, "endswith", self, suffix, start, stop);
}

Result<Value> replace(Vm& vm, Value self, Value old, Value with, int64_t count)
{
    std::string_view from = TRY(bytes_argument(vm, old));
    return bytes_replace(vm, self, from, TRY(bytes_argument(vm, with)), count);
}
using Split = Result<List*> (*)(Vm&, Value, const std::string_view*, int64_t);
template <Split split> Result<Value> split_method(Vm& vm, Value self, Value separator, int64_t most)
{
    if (separator.is_none())
        return Value::cell(TRY(split(vm, self, nullptr, most)));
    std::string_view bytes = TRY(bytes_argument(vm, separator));
    return Value::cell(TRY(split(vm, self, &bytes, most)));
}
Result<Value> splitlines(Vm& vm, Value self, bool keep) { return Value::cell(TRY(bytes_split_lines(vm, self, keep))); }
using Partition = Result<Tuple*> (*)(Vm&, Value, std::string_view, Value);
template <Partition partition> Result<Value> partition_method(Vm& vm, Value self, Value separator)
{
    std::string_view bytes = TRY(bytes_argument(vm, separator));
    return Value::cell(TRY(partition(vm, self, bytes, separator)));
}
Result<Value> join(Vm& vm, Value self, Value iterable)
{
    Class* cls = vm.class_of(iterable);
    if (lookup_special(vm, cls, Special::iter).is_empty() && lookup_special(vm, cls, Special::getitem).is_empty())
        return vm.raise(Error::TypeError, "can only join an iterable");
    Value keeper;
    return bytes_join(vm, self, TRY(items_of(vm, iterable, keeper)));
}
template <StripSide side> Result<Value> strip(Vm& vm, Value self, Value characters)
{
    if (characters.is_none())
        return bytes_strip(vm, self, nullptr, side);
    std::string_view bytes = TRY(bytes_argument(vm, characters));
    return bytes_strip(vm, self, &bytes, side);
}
Result<Value> removeprefix(Vm& vm, Value self, Value prefix)
{
    std::string_view start = TRY(bytes_argument(vm, prefix)), bytes = view_of_bytes(self);
    return make_bytes_like(vm, self, bytes.substr(bytes.starts_with(start) ? start.size() : 0));
}
Result<Value> removesuffix(Vm& vm, Value self, Value suffix)
{
    std::string_view end = TRY(bytes_argument(vm, suffix)), bytes = view_of_bytes(self);
    return make_bytes_like(vm, self, bytes.substr(0, bytes.size() - (bytes.ends_with(end) ? end.size() : 0)));
}

using Justify = Result<Value> (*)(Vm&, Value, int64_t, char);
Result<Value> justified(Vm& vm, Justify justify, std::string_view name, Value self, int64_t width, Value fill)
{
    std::string_view bytes = " ";
    if (!fill.is_empty() && (!bytes_view(fill, bytes) || bytes.size() != 1))
        return vm.raise(Error::TypeError, "{}() argument 2 must be a byte string of length 1, not {}", name,
            fill.is_none() ? "None" : type_name(vm, fill));
    return justify(vm, self, width, bytes[0]);
}
Result<Value> center(Vm& vm, Value self, int64_t width, Value fill)
{
    return justified(vm, bytes_center, "center", self, width, fill);
}
Result<Value> ljust(Vm& vm, Value self, int64_t width, Value fill)
{
    return justified(vm, bytes_left_justify, "ljust", self, width, fill);
}
Result<Value> rjust(Vm& vm, Value self, int64_t width, Value fill)
{
    return justified(vm, bytes_right_justify, "rjust", self, width, fill);
}
Result<Value> zfill(Vm& vm, Value self, int64_t width) { return bytes_zero_fill(vm, self, width); }
Result<Value> expandtabs(Vm& vm, Value self, Value size)
{
    int width = TRY(to_c_int(vm, size));
    return bytes_expand_tabs(vm, self, width);
}

template <AsciiMap map> Result<Value> map_case(Vm& vm, Value self)
{
    return make_bytes_like(vm, self, bytes_map(view_of_bytes(self), map));
}
template <AsciiTest test> bool predicate(Vm&, Value self) { return bytes_test(view_of_bytes(self), test); }
bool isascii(Vm&, Value self)
{
    for (char byte : view_of_bytes(self))
        if (byte & 0x80)
            return false;
    return true;
}

Result<Value> translate(Vm& vm, Value self, Value table, Value dropped)
{
    std::string_view without;
    if (table.is_none()) {
        if (!dropped.is_empty())
            without = TRY(bytes_argument(vm, dropped));
        return bytes_translate(vm, self, nullptr, without);
    }
    std::string_view map = TRY(bytes_argument(vm, table));
    if (map.size() == 256 && !dropped.is_empty())
        without = TRY(bytes_argument(vm, dropped));
    return bytes_translate(vm, self, &map, without);
}
Result<Value> maketrans(Vm& vm, Value from, Value to)
{
    std::string_view first = TRY(bytes_argument(vm, from));
    return Value::cell(TRY(bytes_make_translation(vm, first, TRY(bytes_argument(vm, to)))));
}

Result<Value> hex(Vm& vm, Value self, Value separator, Value size)
{
    int group = TRY(to_c_int(vm, size));
    char between = TRY(hex_separator(vm, separator));
    return Value::cell(TRY(make_str(vm, bytes_hex(view_of_bytes(self), between, group))));
}
Result<Value> fromhex(Vm& vm, Value type, Value text)
{
    if (!is_kind(text, Kind::Str))
        return vm.raise(
            Error::TypeError, "fromhex() argument must be str, not {}", text.is_none() ? "None" : type_name(vm, text));
    std::string bytes = TRY(bytes_from_hex(vm, as<Str>(text)->view()));
    if (type == Value::cell(vm.classes->bytearray))
        return Value::cell(TRY(make_byte_array(vm, bytes)));
    Value made = Value::cell(TRY(make_bytes(vm, bytes)));
    return type == Value::cell(vm.classes->bytes) ? Result<Value>(made) : call(vm, type, { made });
}

constexpr NativeDef methods[] = {
    def<"find(self, sub, start=, end=, /)", search_method<bytes_find>>(),
    def<"rfind(self, sub, start=, end=, /)", search_method<bytes_rfind>>(),
    def<"index(self, sub, start=, end=, /)", index_method<bytes_find>>(),
    def<"rindex(self, sub, start=, end=, /)", index_method<bytes_rfind>>(),
    def<"count(self, sub, start=, end=, /)", search_method<bytes_count>>(),
    def<"startswith(self, prefix, start=, end=, /)", startswith>(),
    def<"endswith(self, suffix, start=, end=, /)", endswith>(),
    def<"replace(self, old, new, count=-1, /)", replace>(),
    def<"split(self, /, sep=None, maxsplit=-1)", split_method<bytes_split>>(),
    def<"rsplit(self, /, sep=None, maxsplit=-1)", split_method<bytes_rsplit>>(),
    def<"splitlines(self, /, keepends=False)", splitlines>(),
    def<"partition(self, sep, /)", partition_method<bytes_partition>>(),
    def<"rpartition(self, sep, /)", partition_method<bytes_rpartition>>(),
    def<"join(self, iterable_of_bytes, /)", join>(),
    def<"strip(self, bytes=None, /)", strip<StripBoth>>(),
    def<"lstrip(self, bytes=None, /)", strip<StripStart>>(),
    def<"rstrip(self, bytes=None, /)", strip<StripEnd>>(),
    def<"removeprefix(self, prefix, /)", removeprefix>(),
    def<"removesuffix(self, suffix, /)", removesuffix>(),
    def<"center(self, width, fillchar=b' ', /)", center>(),
    def<"ljust(self, width, fillchar=b' ', /)", ljust>(),
    def<"rjust(self, width, fillchar=b' ', /)", rjust>(),
    def<"zfill(self, width, /)", zfill>(),
    def<"expandtabs(self, /, tabsize=8)", expandtabs>(),
    def<"lower(self, /)", map_case<AsciiMap::Lower>>(),
    def<"upper(self, /)", map_case<AsciiMap::Upper>>(),
    def<"swapcase(self, /)", map_case<AsciiMap::SwapCase>>(),
    def<"title(self, /)", map_case<AsciiMap::Title>>(),
    def<"capitalize(self, /)", map_case<AsciiMap::Capitalize>>(),
    def<"isalpha(self, /)", predicate<AsciiTest::Alpha>>(),
    def<"isalnum(self, /)", predicate<AsciiTest::Alnum>>(),
    def<"isdigit(self, /)", predicate<AsciiTest::Digit>>(),
    def<"isspace(self, /)", predicate<AsciiTest::Space>>(),
    def<"islower(self, /)", predicate<AsciiTest::Lower>>(),
    def<"isupper(self, /)", predicate<AsciiTest::Upper>>(),
    def<"istitle(self, /)", predicate<AsciiTest::Title>>(),
    def<"isascii(self, /)", isascii>(),
    def<"translate(self, table, /, delete=b'')", translate>(),
    def<"hex(self, /, sep=, bytes_per_sep=1)", hex>(),
};
constexpr NativeDef class_methods[] = { def<"fromhex(cls, string, /)", fromhex>() };
constexpr NativeDef static_methods[] = { def<"maketrans(frm, to, /)", maketrans>() };

} // namespace

Result<char> hex_separator(Vm& vm, Value separator)
{
    if (separator.is_empty())
        return '\0';
    std::string_view text;
    if (auto* str = as_if<Str>(separator))
        text = str->view();
    else if (!bytes_view(separator, text))
        return vm.raise(Error::TypeError, "sep must be str or bytes.");
    size_t length = is_kind(separator, Kind::Str) ? size_t(as<Str>(separator)->length) : text.size();
    if (length != 1)
        return vm.raise(Error::ValueError, "sep must be length 1.");
    if (text[0] & 0x80)
        return vm.raise(Error::ValueError, "sep must be ASCII.");
    return text[0];
}

void define_bytes_text_methods(Vm& vm, Class* cls)
{
    add_methods(vm, cls, methods);
    add_class_methods(vm, cls, class_methods);
    add_static_methods(vm, cls, static_methods);
}

} // namespace coil::internal

// str.
#include <algorithm>

#include "base/format_spec.h"
#include "base/str_case.h"
#include "builtins/bytes_class.h"
#include "builtins/define.h"
#include "builtins/protocol_methods.h"
#include "builtins/text_formatting.h"
#include "objects/bytes.h"
#include "objects/codecs.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/list.h"
#include "objects/memory_view.h"
#include "objects/numbers.h"
#include "objects/run_text.h"
#include "objects/str.h"
#include "objects/str_methods.h"
#include "objects/tuple.h"
#include "runtime/operations/call.h"
#include "runtime/operations/item_operators.h"
#include "runtime/operations/iteration.h"
#include "runtime/operations/number_operators.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

int64_t length(Vm&, Str* self) { return self->length; }

Result<Value> str_new(Vm& vm, Value type, Value object, Value encoding, Value errors)
{
    auto* cls = as<Class>(type);
    if (object.is_empty())
        return as_subclass(vm, cls, Value::cell(vm.names->empty));
    if (encoding.is_empty() && errors.is_empty()) {
        Value text = Value::cell(TRY(str_of(vm, object)));
        return cls == vm.classes->str ? Result<Value>(text) : as_subclass(vm, cls, text);
    }
    std::string_view name = TRY(codec_argument(vm, "str", "encoding", encoding, "utf-8"));
    std::string_view handler = TRY(codec_argument(vm, "str", "errors", errors, "strict"));
    std::string_view bytes;
    if (is_kind(object, Kind::Str))
        return vm.raise(Error::TypeError, "decoding str is not supported");
    if (!TRY(buffer_view(vm, object, bytes)))
        return vm.raise(Error::TypeError, "decoding to str: need a bytes-like object, {} found", type_name(vm, object));
    return as_subclass(vm, cls, Value::cell(TRY(bytes_decode(vm, bytes, name, handler))));
}
Result<Value> self_text(Vm& vm, Str* self)
{
    if (self->shape == vm.exact.str)
        return Value::cell(self);
    return Value::cell(TRY(make_str(vm, self->view())));
}
Result<Value> repr_method(Vm& vm, Str* self) { return Value::cell(TRY(str_repr(vm, self))); }
int64_t hash_method(Vm& vm, Str* self) { return str_hash(vm, self); }
Result<Value> format_method(Vm& vm, Str* self, Str* text)
{
    if (text->size == 0)
        return Value::cell(TRY(str_of(vm, Value::cell(self))));
    FormatSpec spec;
    Formatted result = parse_format_spec(text->view(), "str", FormatSpec::for_text, spec);
    if (result.ok()) {
        int64_t bound = spec.size_bound(self->size);
        if (bound > int64_t(max_str_bytes))
            return vm.raise_memory_error();
        TRY(vm.require_room(size_t(bound)));
        int64_t length = self->length;
        std::string_view kept = self->view();
        if (spec.precision >= 0 && spec.precision < length) {
            length = spec.precision;
            kept = TRY(str_prefix(vm, self, size_t(length)));
        }
        result = format_text(spec, kept, length);
    }
    if (!result.ok())
        return vm.raise_text(Error::ValueError, result.text.view());
    return Value::cell(TRY(make_str_of_runs(vm, result.text)));
}

Result<Value> add(Vm& vm, Value self, Value other)
{
    if (!is_kind(other, Kind::Str))
        return NotImplemented;
    return Value::cell(TRY(str_concat(vm, as<Str>(self), as<Str>(other))));
}
Result<Value> multiply(Vm& vm, Value self, Value count)
{
    if (!is_int(count) && lookup_special(vm, vm.class_of(count), Special::index).is_empty())
        return NotImplemented;
    return Value::cell(TRY(str_repeat(vm, as<Str>(self), TRY(to_count(vm, count)))));
}
Result<Value> modulo(Vm& vm, Value self, Value arguments)
{
    if (!is_kind(self, Kind::Str))
        return NotImplemented;
    return Value::cell(TRY(percent_str(vm, as<Str>(self), arguments)));
}
Result<Value> reflected_modulo(Vm& vm, Value self, Value other) { return modulo(vm, other, self); }

/// A bound in code points: None and missing mean the end they stand at.
Result<int64_t> bound(Vm& vm, Value value, int64_t fallback)
{
    if (value.is_empty() || value.is_none())
        return fallback;
    if (!is_int(value) && lookup_special(vm, vm.class_of(value), Special::index).is_empty())
        return vm.raise(Error::TypeError, "slice indices must be integers or None or have an __index__ method");
    return to_clamped_index(vm, value);
}
template <Result<int64_t> (*search)(Vm&, Str*, Str*, int64_t, int64_t)>
Result<int64_t> search_method(Vm& vm, Str* self, Str* needle, Value start, Value stop)
{
    return search(vm, self, needle, TRY(bound(vm, start, 0)), TRY(bound(vm, stop, whole_str_stop)));
}
template <Result<int64_t> (*search)(Vm&, Str*, Str*, int64_t, int64_t)>
Result<int64_t> index_method(Vm& vm, Str* self, Str* needle, Value start, Value stop)
{
    int64_t at = TRY(search_method<search>(vm, self, needle, start, stop));
    return at < 0 ? Result<int64_t>(vm.raise(Error::ValueError, "substring not found")) : Result<int64_t>(at);
}
template <bool (*test)(Vm&, Str*, Str*, int64_t, int64_t)>
Result<bool> affix(Vm& vm, std::string_view name, Str* self, Value affixes, Value start, Value stop)
{
    int64_t from = TRY(bound(vm, start, 0)), to = TRY(bound(vm, stop, whole_str_stop));
    if (auto* one = as_if<Str>(affixes))
        return test(vm, self, one, from, to);
    auto* tuple = as_if<Tuple>(affixes);
    if (!tuple)
        return vm.raise(
            Error::TypeError, "{} first arg must be str or a tuple of str, not {}", name, type_name(vm, affixes));
    for (Value each : *tuple) {
        if (!is_kind(each, Kind::Str))
            return vm.raise(Error::TypeError, "tuple for {} must only contain str, not {}", name, type_name(vm, each));
        if (test(vm, self, as<Str>(each), from, to))
            return true;
    }
    return false;
}
Result<bool> startswith(Vm& vm, Str* self, Value prefix, Value start, Value stop)
{
    return affix<str_starts_with>(vm, "startswith", self, prefix, start, stop);
}
Result<bool> endswith(Vm& vm, Str* self, Value suffix, Value start, Value stop)
{
    return affix<str_ends_with>(vm, "endswith", self, suffix, start, stop);
}

Result<Value> replace(Vm& vm, Str* self, Str* old, Str* with, int64_t count)
{
    return Value::cell(TRY(str_replace(vm, self, old, with, count)));
}
Result<Value> split(Vm& vm, Str* self, Value separator, int64_t most)
{
    if (!separator.is_none() && !is_kind(separator, Kind::Str))
        return vm.raise(Error::TypeError, "must be str or None, not {}", type_name(vm, separator));
    return Value::cell(TRY(str_split(vm, self, as_if<Str>(separator), most)));
}
Result<Value> rsplit(Vm& vm, Str* self, Value separator, int64_t most)
{
    if (!separator.is_none() && !is_kind(separator, Kind::Str))
        return vm.raise(Error::TypeError, "must be str or None, not {}", type_name(vm, separator));
    return Value::cell(TRY(str_rsplit(vm, self, as_if<Str>(separator), most)));
}
Result<Value> splitlines(Vm& vm, Str* self, bool keep) { return Value::cell(TRY(str_split_lines(vm, self, keep))); }
Result<Str*> separator_of(Vm& vm, Value separator)
{
    if (auto* text = as_if<Str>(separator))
        return text;
    return vm.raise(Error::TypeError, "must be str, not {}", type_name(vm, separator));
}
Result<Value> partition(Vm& vm, Str* self, Value separator)
{
    return Value::cell(TRY(str_partition(vm, self, TRY(separator_of(vm, separator)))));
}
Result<Value> rpartition(Vm& vm, Str* self, Value separator)
{
    return Value::cell(TRY(str_rpartition(vm, self, TRY(separator_of(vm, separator)))));
}
Result<Value> join(Vm& vm, Str* self, Value iterable)
{
    Value keeper;
    bool is_plain = iterable.is_cell() &&
        (iterable.as_cell()->shape == vm.exact.list || iterable.as_cell()->shape == vm.exact.tuple);
    if (!is_plain && lookup_special(vm, vm.class_of(iterable), Special::iter).is_empty() &&
        lookup_special(vm, vm.class_of(iterable), Special::getitem).is_empty())
        return vm.raise(Error::TypeError, "can only join an iterable");
    return Value::cell(TRY(str_join(vm, self, TRY(items_of(vm, iterable, keeper)))));
}
template <StripSide side> Result<Value> strip(Vm& vm, Str* self, Value characters)
{
    if (!characters.is_none() && !is_kind(characters, Kind::Str))
        return vm.raise(Error::TypeError, "{}strip arg must be None or str",
            side == StripStart     ? "l"
                : side == StripEnd ? "r"
                                   : "");
    return Value::cell(TRY(str_strip(vm, self, as_if<Str>(characters), side)));
}
Result<Value> removeprefix(Vm& vm, Str* self, Str* prefix)
{
    return Value::cell(TRY(str_remove_prefix(vm, self, prefix)));
}
Result<Value> removesuffix(Vm& vm, Str* self, Str* suffix)
{
    return Value::cell(TRY(str_remove_suffix(vm, self, suffix)));
}

template <Result<Str*> (*justify)(Vm&, Str*, int64_t, uint32_t)>
Result<Value> justified(Vm& vm, Str* self, int64_t width, Value fill)
{
    uint32_t character = ' ';
    if (!fill.is_empty()) {
        auto* text = as_if<Str>(fill);
        if (!text)
            return vm.raise(
                Error::TypeError, "The fill character must be a unicode character, not {}", type_name(vm, fill));
        if (text->length != 1)
            return vm.raise(Error::TypeError, "The fill character must be exactly one character long");
        character = str_at(vm, text, 0);
    }
    return Value::cell(TRY(justify(vm, self, width, character)));
}
Result<Value> zfill(Vm& vm, Str* self, int64_t width) { return Value::cell(TRY(str_zero_fill(vm, self, width))); }
Result<Value> expandtabs(Vm& vm, Str* self, Value size)
{
    return Value::cell(TRY(str_expand_tabs(vm, self, TRY(to_c_int(vm, size)))));
}
template <std::string (*map)(std::string_view)> Result<Value> map_case(Vm& vm, Str* self)
{
    return str_map_case(vm, self, map);
}
Result<Value> lower(Vm& vm, Str* self)
{
    return self->is_ascii() ? str_ascii_case(vm, self, false) : str_map_case(vm, self, unicode::lower);
}
Result<Value> upper(Vm& vm, Str* self)
{
    return self->is_ascii() ? str_ascii_case(vm, self, true) : str_map_case(vm, self, unicode::upper);
}
template <bool (*test)(std::string_view)> bool predicate(Vm&, Str* self) { return test(self->view()); }
bool isascii(Vm&, Str* self) { return self->is_ascii(); }

Result<Value> translate(Vm& vm, Str* self, Value table)
{
    if (auto* dict = as_if<Dict>(table); dict && dict->shape == vm.exact.dict)
        return Value::cell(TRY(str_translate(vm, self, dict)));
    return Value::cell(TRY(str_translate(vm, self, [&](uint32_t point) -> Result<Value> {
        Result<Value> found = get_item(vm, table, Value::small(point));
        if (found.ok() || !is_exception_of(vm, vm.pending, Error::LookupError))
            return found;
        vm.take_pending();
        return Value::small(point);
    })));
}
Result<Value> maketrans(Vm& vm, Value first, Value second, Value third)
{
    if (second.is_empty()) {
        auto* dict = as_if<Dict>(first);
        if (!dict)
            return vm.raise(Error::TypeError, "if you give only one argument to maketrans it must be a dict");
        return Value::cell(TRY(str_make_translation(vm, dict)));
    }
    if (!is_kind(first, Kind::Str) || !is_kind(second, Kind::Str))
        return vm.raise(Error::TypeError, "first maketrans argument must be a string if there is a second argument");
    return Value::cell(TRY(str_make_translation(vm, as<Str>(first), as<Str>(second), as_if<Str>(third))));
}
Result<Value> encode(Vm& vm, Str* self, Value encoding, Value errors)
{
    if (encoding.is_empty() && self->is_ascii())
        if (errors.is_empty() || is_kind(errors, Kind::Str))
            return make_bytes(vm, self->view());
    std::string_view name = TRY(codec_argument(vm, "encode", "encoding", encoding, "utf-8"));
    return Value::cell(TRY(str_encode(vm, self, name, TRY(codec_argument(vm, "encode", "errors", errors, "strict")))));
}
Result<Value> format_call(Vm& vm, Str* self, Arguments arguments, Dict* keywords)
{
    return Value::cell(TRY(format_str(vm, self, arguments, keywords ? Value::cell(keywords) : Value())));
}
Result<Value> format_map(Vm& vm, Str* self, Value mapping)
{
    return Value::cell(TRY(format_str(vm, self, Arguments{}, mapping, false)));
}
Result<Value> get_new_args(Vm& vm, Str* self) { return Value::cell(TRY(make_tuple(vm, { TRY(self_text(vm, self)) }))); }

constexpr NativeDef new_def = def<"__new__(cls, object=, encoding=, errors=)", str_new>();
constexpr NativeDef methods[] = {
    def<"__hash__(self, /)", hash_method>(),
    def<"__repr__(self, /)", repr_method>(),
    def<"__str__(self, /)", self_text>(),
    def<"__format__(self, format_spec, /)", format_method>(),
    def<"__getitem__(self, key, /)", get_item_method>(),
    def<"__len__(self, /)", length>(),
    def<"__iter__(self, /)", iterator_method>(),
    def<"__contains__(self, key, /)", contains_method>(),
    def<"__add__(self, value, /)", add>(),
    def<"__mul__(self, value, /)", multiply>(),
    def<"__rmul__(self, value, /)", multiply>(),
    def<"__mod__(self, value, /)", modulo>(),
    def<"__rmod__(self, value, /)", reflected_modulo>(),
    def<"__getnewargs__(self, /)", get_new_args>(),
    def<"find(self, sub, start=, end=, /)", search_method<str_find>>(),
    def<"rfind(self, sub, start=, end=, /)", search_method<str_rfind>>(),
    def<"index(self, sub, start=, end=, /)", index_method<str_find>>(),
    def<"rindex(self, sub, start=, end=, /)", index_method<str_rfind>>(),
    def<"count(self, sub, start=, end=, /)", search_method<str_count>>(),
    def<"startswith(self, prefix, start=, end=, /)", startswith>(),
    def<"endswith(self, suffix, start=, end=, /)", endswith>(),
    def<"replace(self, old, new, /, count=-1)", replace>(),
    def<"split(self, sep=None, maxsplit=-1)", split>(),
    def<"rsplit(self, sep=None, maxsplit=-1)", rsplit>(),
    def<"splitlines(self, keepends=False)", splitlines>(),
    def<"partition(self, sep, /)", partition>(),
    def<"rpartition(self, sep, /)", rpartition>(),
    def<"join(self, iterable, /)", join>(),
    def<"strip(self, chars=None, /)", strip<StripBoth>>(),
    def<"lstrip(self, chars=None, /)", strip<StripStart>>(),
    def<"rstrip(self, chars=None, /)", strip<StripEnd>>(),
    def<"removeprefix(self, prefix, /)", removeprefix>(),
    def<"removesuffix(self, suffix, /)", removesuffix>(),
    def<"center(self, width, fillchar=, /)", justified<str_center>>(),
    def<"ljust(self, width, fillchar=, /)", justified<str_left_justify>>(),
    def<"rjust(self, width, fillchar=, /)", justified<str_right_justify>>(),
    def<"zfill(self, width, /)", zfill>(),
    def<"expandtabs(self, tabsize=8)", expandtabs>(),
    def<"lower(self, /)", lower>(),
    def<"upper(self, /)", upper>(),
    def<"title(self, /)", map_case<unicode::title>>(),
    def<"capitalize(self, /)", map_case<unicode::capitalize>>(),
    def<"swapcase(self, /)", map_case<unicode::swap_case>>(),
    def<"casefold(self, /)", map_case<unicode::fold_case>>(),
    def<"isalpha(self, /)", predicate<unicode::is_alpha>>(),
    def<"isdecimal(self, /)", predicate<unicode::is_decimal>>(),
    def<"isdigit(self, /)", predicate<unicode::is_digit>>(),
    def<"isnumeric(self, /)", predicate<unicode::is_numeric>>(),
    def<"isalnum(self, /)", predicate<unicode::is_alnum>>(),
    def<"isspace(self, /)", predicate<unicode::is_space>>(),
    def<"isidentifier(self, /)", predicate<unicode::is_identifier>>(),
    def<"islower(self, /)", predicate<unicode::is_lower>>(),
    def<"isupper(self, /)", predicate<unicode::is_upper>>(),
    def<"istitle(self, /)", predicate<unicode::is_title>>(),
    def<"isprintable(self, /)", predicate<unicode::is_printable>>(),
    def<"isascii(self, /)", isascii>(),
    def<"translate(self, table, /)", translate>(),
    def<"encode(self, /, encoding='utf-8', errors='strict')", encode>(),
    def<"format(self, /, *args, **kwargs)", format_call>(),
    def<"format_map(self, mapping, /)", format_map>(),
};
constexpr NativeDef static_methods[] = { def<"maketrans(x, y=, z=, /)", maketrans>() };

} // namespace

void define_str(Vm& vm)
{
    Class* cls = vm.classes->str;
    add_new(vm, cls, new_def);
    add_call(cls, new_def);
    add_methods(vm, cls, methods);
    add_methods(vm, cls, comparison_methods<BuiltinOrder>);
    add_static_methods(vm, cls, static_methods);
}

} // namespace coil::internal

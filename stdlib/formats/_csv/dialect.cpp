#include "base/unicode_text.h"
#include "base/utf8.h"
#include "gc/tracer.h"
#include "objects/numbers.h"
#include "objects/tuple.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/native_class.h"
#include "runtime/operations/operators.h"
#include "stdlib/formats/_csv/csv.h"

namespace coil::internal::csv
{

namespace
{

void trace_dialect(Cell* cell, gc::Tracer& tracer)
{
    tracer.visit(static_cast<Cell*>(static_cast<DialectObject*>(cell)->line_end));
}

constexpr std::string_view option_names[] = { "delimiter", "doublequote", "escapechar", "lineterminator", "quotechar",
    "quoting", "skipinitialspace", "strict" };
enum Option : size_t {
    Delimiter,
    DoubleQuote,
    EscapeChar,
    LineTerminator,
    QuoteChar,
    QuotingOption,
    SkipSpace,
    Strict
};
using Options = std::array<Value, std::size(option_names)>;

Mark mark_of(uint32_t point)
{
    Mark mark;
    mark.point = point;
    mark.size = uint8_t(utf8::encode(mark.bytes, point));
    return mark;
}

Result<Mark> mark_option(Vm& vm, Option option, Value value, Mark fallback)
{
    bool may_be_none = option != Delimiter;
    if (value.is_empty())
        return fallback;
    if (may_be_none && value.is_none())
        return Mark{};
    const char* none = may_be_none ? " or None" : "";
    auto* text = as_if<Str>(value);
    if (!text)
        return vm.raise(Error::TypeError, "\"{}\" must be a unicode character{}, not {}", option_names[option], none,
            type_name(vm, value));
    if (text->length != 1)
        return vm.raise(Error::TypeError, "\"{}\" must be a unicode character{}, not a string of length {}",
            option_names[option], none, int64_t(text->length));
    return mark_of(str_at(vm, text, 0));
}

Result<bool> truth_option(Vm& vm, Value value, bool fallback)
{
    return value.is_empty() ? Result<bool>(fallback) : truth(vm, value);
}

/// That a mark can be told from the ends of lines, and from spaces that are skipped.
Result<void> check_mark(
    Vm& vm, const DialectObject* dialect, const Mark& mark, std::string_view name, bool may_be_space)
{
    if (!mark.is_set())
        return {};
    if (mark.point == '\n' || mark.point == '\r' || (mark.point == ' ' && !may_be_space))
        return vm.raise(Error::ValueError, "bad {} value", name);
    if (dialect->line_end->view().find(mark.view()) != std::string_view::npos)
        return vm.raise(Error::ValueError, "bad {} or lineterminator value", name);
    return {};
}
Result<void> check_differ(
    Vm& vm, const Mark& first, const Mark& second, std::string_view first_name, std::string_view second_name)
{
    if (first.is_set() && second.is_set() && first.point == second.point)
        return vm.raise(Error::ValueError, "bad {} or {} value", first_name, second_name);
    return {};
}

Result<void> check(Vm& vm, const DialectObject* dialect)
{
    TRY(check_mark(vm, dialect, dialect->delimiter, "delimiter", true));
    TRY(check_mark(vm, dialect, dialect->escape, "escapechar", !dialect->skips_space));
    TRY(check_mark(vm, dialect, dialect->quote, "quotechar", !dialect->skips_space));
    TRY(check_differ(vm, dialect->delimiter, dialect->escape, "delimiter", "escapechar"));
    TRY(check_differ(vm, dialect->delimiter, dialect->quote, "delimiter", "quotechar"));
    return check_differ(vm, dialect->escape, dialect->quote, "escapechar", "quotechar");
}

/// What a call gives by name; `base` may be among it.
Result<void> read_options(Vm& vm, Dict* given, Options& options, Value& base)
{
    size_t position = 0;
    while (const DictEntry* entry = given ? next_entry(given, position) : nullptr) {
        std::string_view name = as<Str>(entry->key)->view();
        auto found = std::find(std::begin(option_names), std::end(option_names), name);
        if (found != std::end(option_names))
            options[size_t(found - option_names)] = entry->value;
        else if (name == "dialect" && base.is_empty())
            base = entry->value;
        else
            return vm.raise(Error::TypeError, "this function got an unexpected keyword argument '{}'", name);
    }
    return {};
}

Result<int64_t> quoting_of(Vm& vm, const Options& options)
{
    Value value = options[QuotingOption];
    if (value.is_empty())
        return options[QuoteChar].is_none() ? int64_t(QuoteNone) : int64_t(QuoteMinimal);
    if (!is_int(value) || vm.class_of(value) != vm.class_of(Value::small(0)))
        return vm.raise(Error::TypeError, "\"quoting\" must be an integer, not {}", type_name(vm, value));
    auto quoting = int_to_int64(value);
    if (!quoting || *quoting < 0 || *quoting >= int64_t(quoting_count))
        return vm.raise(Error::TypeError, "bad \"quoting\" value");
    return *quoting;
}

Result<void> fill(Vm& vm, DialectObject* dialect, const Options& options)
{
    Mark delimiter = TRY(mark_option(vm, Delimiter, options[Delimiter], mark_of(',')));
    bool doubles_quote = TRY(truth_option(vm, options[DoubleQuote], true));
    Mark escape = TRY(mark_option(vm, EscapeChar, options[EscapeChar], Mark{}));
    Value line_end = options[LineTerminator];
    if (!line_end.is_empty() && !is_kind(line_end, Kind::Str))
        return vm.raise(Error::TypeError, "\"lineterminator\" must be a string, not {}", type_name(vm, line_end));
    Mark quote = TRY(mark_option(vm, QuoteChar, options[QuoteChar], mark_of('"')));
    int64_t quoting = TRY(quoting_of(vm, options));
    bool skips_space = TRY(truth_option(vm, options[SkipSpace], false));
    bool is_strict = TRY(truth_option(vm, options[Strict], false));
    if (quoting != QuoteNone && !quote.is_set())
        return vm.raise(Error::TypeError, "quotechar must be set if quoting enabled");
    Str* end = line_end.is_empty() ? TRY(make_str(vm, "\r\n")) : as<Str>(line_end);
    dialect->delimiter = delimiter;
    dialect->doubles_quote = doubles_quote;
    dialect->escape = escape;
    dialect->quote = quote;
    dialect->quoting = quoting;
    dialect->skips_space = skips_space;
    dialect->is_strict = is_strict;
    vm.heap.write_barrier(dialect);
    dialect->line_end = end;
    return check(vm, dialect);
}

DialectObject* self_of(Value self) { return native_as<DialectObject>(self, dialect_type); }

Result<Value> dialect_new(Vm& vm, Value type, Arguments arguments, Dict* options)
{
    if (arguments.count > 1)
        return vm.raise(Error::TypeError, "Dialect() takes at most 1 positional argument ({} given)", arguments.count);
    return Value::cell(TRY(make_dialect(vm, as<Class>(type), arguments.empty() ? Value() : arguments[0], options)));
}
constexpr NativeDef new_def = def<"__new__(cls, /, *args, **kwargs)", dialect_new>();

Result<Value> refuse_pickling(Vm& vm, Value self, Value)
{
    return vm.raise(Error::TypeError, "cannot pickle '{}' instances", type_name(vm, self));
}
constexpr NativeDef methods[] = {
    def<"__reduce_ex__(self, protocol, /)", refuse_pickling>(),
    def<"__reduce__(self, protocol=None, /)", refuse_pickling>(),
};

template <Mark DialectObject::*field> Result<Value> get_mark(Vm& vm, Value self)
{
    const Mark& mark = self_of(self)->*field;
    return mark.is_set() ? Value::cell(TRY(make_character(vm, mark.point))) : None;
}
template <bool DialectObject::*field> Result<Value> get_flag(Vm&, Value self)
{
    return Value::boolean(self_of(self)->*field);
}
Result<Value> get_line_end(Vm&, Value self) { return Value::cell(self_of(self)->line_end); }
Result<Value> get_quoting(Vm&, Value self) { return Value::small(self_of(self)->quoting); }

constexpr AttributeDef attributes[] = {
    { "delimiter", get_mark<&DialectObject::delimiter>, nullptr, nullptr },
    { "doublequote", get_flag<&DialectObject::doubles_quote>, nullptr, nullptr },
    { "escapechar", get_mark<&DialectObject::escape>, nullptr, nullptr },
    { "lineterminator", get_line_end, nullptr, nullptr },
    { "quotechar", get_mark<&DialectObject::quote>, nullptr, nullptr },
    { "quoting", get_quoting, nullptr, nullptr },
    { "skipinitialspace", get_flag<&DialectObject::skips_space>, nullptr, nullptr },
    { "strict", get_flag<&DialectObject::is_strict>, nullptr, nullptr },
};

} // namespace

const NativeType dialect_type{ "Dialect", trace_dialect, nullptr };

Result<DialectObject*> make_dialect(Vm& vm, Class* cls, Value base, Dict* given)
{
    Options options{};
    TRY(read_options(vm, given, options, base));
    if (auto* name = as_if<Str>(base)) {
        Value* found = find_str(vm, state_of(vm)->dialects, name);
        if (!found)
            return fail(vm, "unknown dialect");
        base = *found;
    }
    auto* known = native_as<DialectObject>(base, dialect_type);
    bool has_options = std::any_of(options.begin(), options.end(), [](Value value) { return !value.is_empty(); });
    if (known && !has_options && cls == state_of(vm)->dialect_class)
        return known;
    if (!base.is_empty() && !base.is_none())
        for (size_t i = 0; i < options.size(); i++) {
            if (!options[i].is_empty())
                continue;
            if (auto value = TRY(find_attribute(vm, base, intern(vm, option_names[i]))))
                options[i] = *value;
        }
    auto* dialect = TRY(make_native<DialectObject>(vm, cls, dialect_type));
    TRY(fill(vm, dialect, options));
    return dialect;
}

Result<Class*> define_dialect_class(Vm& vm, Module* module)
{
    return define_class(vm, module, vm.classes->object,
        { .name = "Dialect",
            .module = "_csv",
            .methods = methods,
            .attributes = attributes,
            .new_def = &new_def,
            .doc = "CSV dialect" });
}

} // namespace coil::internal::csv

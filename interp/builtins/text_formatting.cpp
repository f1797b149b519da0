#include "builtins/text_formatting.h"

#include "base/format_fields.h"
#include "base/percent_format.h"
#include "base/utf8.h"
#include "builtins/bytes_class.h"
#include "builtins/plain_template.h"
#include "objects/bytes_methods.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/list.h"
#include "objects/memory_view.h"
#include "objects/numbers.h"
#include "objects/run_text.h"
#include "objects/search_progress.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

/// Keeps the objects that a text refers to.
class Keeper
{
public:
    explicit Keeper(Vm& vm)
        : vm_(vm)
    {
    }
    /// To be called before `bytes` of the object are appended to `out`. MemoryError when they would not fit into the
    /// heap.
    Result<void> keep(const RunText& out, Value object, size_t bytes)
    {
        if (out.size() + bytes < RunText::least_run) [[likely]]
            return {};
        TRY(vm_.require_room(out.size() + bytes));
        return keep(object, bytes);
    }
    /// The same, of an object whose bytes need not all become part of it.
    Result<void> keep(Value object, size_t bytes)
    {
        if (bytes < RunText::least_run) [[likely]]
            return {};
        if (!kept_)
            kept_ = TRY(make_list(vm_));
        return list_append(vm_, kept_, object);
    }

private:
    Vm& vm_;
    List* kept_ = nullptr;
};

// str.format

struct FormatCall {
    Vm& vm;
    Arguments arguments;
    Value keywords;
    Keeper keeper;
    FieldNumbering numbering;
    bool has_positional;

    Result<Value> field_value(std::string_view text)
    {
        FieldName name(text);
        if (!name.error().ok())
            return raise_formatted(vm, name.error());
        if (Formatted problem = numbering.number(name); !problem.ok())
            return raise_formatted(vm, problem);
        Value value;
        if (name.first_index() >= 0) {
            if (!has_positional)
                return vm.raise(Error::ValueError, "Format string contains positional fields");
            if (uint64_t(name.first_index()) >= arguments.count)
                return vm.raise(Error::IndexError, "Replacement index {} out of range for positional args tuple",
                    name.first_index());
            value = arguments[size_t(name.first_index())];
        } else {
            Value key = Value::cell(TRY(make_str(vm, name.first())));
            if (keywords.is_empty())
                return vm.raise_value(Error::KeyError, key);
            value = TRY(get_item(vm, keywords, key));
        }
        for (FieldName::Step step; name.next(step);) {
            if (step.is_attribute)
                value = TRY(get_attribute(vm, value, intern(vm, step.text)));
            else if (step.index >= 0)
                value = TRY(get_item(vm, value, Value::small(step.index)));
            else
                value = TRY(get_item(vm, value, Value::cell(TRY(make_str(vm, step.text)))));
        }
        if (!name.error().ok())
            return raise_formatted(vm, name.error());
        return value;
    }

    Result<void> run(std::string_view format, RunText& out, int depth)
    {
        if (depth < 0)
            return vm.raise(Error::ValueError, "Max string recursion exceeded");
        FormatPieces pieces(format);
        for (FormatPiece piece; pieces.next(piece);) {
            out.append_kept(piece.literal);
            if (!piece.has_field)
                continue;
            Value value = TRY(field_value(piece.name));
            switch (piece.conversion) {
            case 0:
                break;
            case 's':
                value = Value::cell(TRY(str_of(vm, value)));
                break;
            case 'r':
                value = Value::cell(TRY(repr(vm, value)));
                break;
            case 'a':
                value = Value::cell(TRY(ascii_of(vm, value)));
                break;
            default:
                return raise_formatted(vm, unknown_conversion(piece.conversion));
            }
            Str* spec = nullptr;
            if (piece.spec_has_fields) {
                RunText expanded;
                TRY(run(piece.spec, expanded, depth - 1));
                spec = TRY(make_str_of_runs(vm, expanded));
            } else if (!piece.spec.empty()) {
                spec = TRY(make_str(vm, piece.spec));
            }
            Str* formatted = TRY(format_value(vm, value, spec));
            TRY(keeper.keep(out, Value::cell(formatted), formatted->size));
            out.append_kept(formatted->view());
        }
        return pieces.error().ok() ? Result<void>() : Result<void>(raise_formatted(vm, pieces.error()));
    }
};

// The % operator

class ScriptArguments final : public PercentArguments
{
public:
    ScriptArguments(Vm& vm, Value given, bool bytes)
        : vm_(vm)
        , given_(given)
        , bytes_(bytes)
        , tuple_(as_if<Tuple>(given))
        , keeper_(vm)
        , cursor_(tuple_ ? int64_t(tuple_->size) : -1)
    {
        if (tuple_ || given.is_small())
            return;
        bool text =
            is_kind(given, Kind::Str) || (bytes && (is_kind(given, Kind::Bytes) || is_kind(given, Kind::ByteArray)));
        mapping_ = !text && !lookup_special(vm, vm.class_of(given), Special::getitem).is_empty();
    }
    bool has_more() const { return !mapping_ && cursor_.has_more(); }
    /// For what the result may refer to.
    Keeper& keeper() { return keeper_; }

    bool require_mapping() override
    {
        if (!mapping_)
            (void)vm_.raise(Error::TypeError, "format requires a mapping");
        return mapping_;
    }
    bool select(std::string_view key) override
    {
        Result<Value> name = bytes_ ? [&]() -> Result<Value> { return Value::cell(TRY(make_bytes(vm_, key))); }()
                                    : [&]() -> Result<Value> { return Value::cell(TRY(make_str(vm_, key))); }();
        if (name.failed())
            return false;
        Result<Value> value = get_item(vm_, given_, name.value());
        if (value.failed())
            return false;
        selected_ = value.value();
        cursor_.select();
        return true;
    }
    bool next() override
    {
        int64_t index;
        if (!cursor_.take(index)) {
            (void)vm_.raise(Error::TypeError, "not enough arguments for format string");
            return false;
        }
        current_ = index >= 0 ? tuple_->items[index] : selected_.is_empty() ? given_ : selected_;
        return true;
    }
    bool star(bool precision, int64_t& number) override
    {
        if (!is_int(current_)) {
            (void)vm_.raise(Error::TypeError, "* wants int");
            return false;
        }
        std::optional<int64_t> value = int_to_int64(current_);
        if (!value || (precision && (*value > INT32_MAX || *value < INT32_MIN))) {
            (void)vm_.raise(
                Error::OverflowError, "Python int too large to convert to C {}", precision ? "int" : "ssize_t");
            return false;
        }
        number = *value;
        return true;
    }
    bool convert(const PercentConversion& conversion, RunText& out) override
    {
        return convert_value(conversion, out).ok();
    }

private:
    Result<void> convert_value(const PercentConversion& conversion, RunText& out)
    {
        if (conversion.plain && current_.is_small() && conversion.is_integer()) {
            render_percent_integer(out, conversion, current_.as_small());
            return vm_.work(1);
        }
        constexpr int64_t most = int64_t(1) << 31;
        if (conversion.width > most || conversion.precision > most)
            return vm_.raise_memory_error();
        auto least = size_t(std::max<int64_t>({ conversion.width, conversion.precision, 0 }));
        // What is longer is charged for when it is written.
        TRY(vm_.work(1 + std::min(least, RunText::least_run) / Vm::bytes_per_unit));
        if (out.size() + least >= RunText::least_run)
            TRY(vm_.require_room(out.size() + least));
        if (conversion.is_integer())
            return convert_integer(conversion, out);
        if (conversion.is_float()) {
            if (!is_float(current_) && !is_int(current_) &&
                lookup_special(vm_, vm_.class_of(current_), Special::float_).is_empty())
                return bytes_
                    ? Result<void>(
                          vm_.raise(Error::TypeError, "float argument required, not {}", type_name(vm_, current_)))
                    : Result<void>(
                          vm_.raise(Error::TypeError, "must be real number, not {}", type_name(vm_, current_)));
            render_percent_float(out, conversion, TRY(to_double(vm_, current_)));
            return {};
        }
        if (conversion.code == 'c')
            return convert_character(conversion, out);
        std::string_view bytes;
        if (bytes_ && (conversion.code == 's' || conversion.code == 'b')) {
            Value made = is_kind(current_, Kind::ByteArray) ? current_ : TRY(call_bytes_method(vm_, current_));
            if (!bytes_view(made, bytes) && !TRY(buffer_view(vm_, current_, bytes)))
                return vm_.raise(Error::TypeError,
                    "%b requires a bytes-like object, or an object that implements __bytes__, not '{}'",
                    type_name(vm_, current_));
            if (is_kind(made, Kind::ByteArray)) {
                // It may change before the text is written.
                SearchProgress progress(vm_);
                Bytes* copy = TRY(make_bytes_uninitialized(vm_, bytes.size()));
                if (!byte_text::copy(copy->writable(), bytes, &progress))
                    return Raised{};
                made = Value::cell(copy);
                bytes = copy->view();
            }
            TRY(keeper_.keep(out, made, bytes.size()));
            render_percent_text(out, conversion, bytes, int64_t(bytes.size()));
            return {};
        }
        Str* text = conversion.code == 's'     ? TRY(str_of(vm_, current_))
            : conversion.code == 'a' || bytes_ ? TRY(ascii_of(vm_, current_))
                                               : TRY(repr(vm_, current_));
        return convert_text(conversion, out, text);
    }

    Result<void> convert_text(const PercentConversion& conversion, RunText& out, Str* str)
    {
        std::string_view text = str->view();
        int64_t length = str->length;
        if (conversion.precision >= 0 && conversion.precision < length) {
            length = conversion.precision;
            text = TRY(str_prefix(vm_, str, size_t(length)));
        }
        TRY(keeper_.keep(out, Value::cell(str), text.size()));
        render_percent_text(out, conversion, text, length);
        return {};
    }

    Result<void> convert_integer(const PercentConversion& conversion, RunText& out)
    {
        Value number = current_;
        bool decimal = conversion.base() == 10;
        if (!is_int(number)) {
            Class* cls = vm_.class_of(number);
            bool has_index = !lookup_special(vm_, cls, Special::index).is_empty();
            bool has_int = decimal && !lookup_special(vm_, cls, Special::int_).is_empty();
            if (!has_index && !has_int)
                return vm_.raise(Error::TypeError, "%{} format: {} is required, not {}", conversion.code,
                    decimal ? "a real number" : "an integer", class_name(cls));
            number = has_int ? TRY(call(vm_, Value::cell(vm_.classes->integer), { number }))
                             : TRY(to_int_object(vm_, number));
        }
        number = TRY(int_plain(vm_, number));
        if (number.is_small()) {
            render_percent_integer(out, conversion, number.as_small());
            return {};
        }
        std::string digits = TRY(int_to_text(vm_, number, conversion.base()));
        bool negative = digits[0] == '-';
        render_percent_integer(out, conversion, negative, std::string_view(digits).substr(negative));
        return {};
    }

    Result<void> convert_character(const PercentConversion& conversion, RunText& out)
    {
        std::string_view bytes;
        if (bytes_ && bytes_view(current_, bytes) && bytes.size() == 1) {
            render_percent_text(out, conversion, bytes, 1);
            return {};
        }
        if (auto* text = as_if<Str>(current_); text && !bytes_) {
            if (text->length != 1)
                return vm_.raise(Error::TypeError,
                    "%c requires an int or a unicode character, not a string of length {}", text->length);
            render_percent_text(out, conversion, text->view(), 1);
            return {};
        }
        if (!is_int(current_) && lookup_special(vm_, vm_.class_of(current_), Special::index).is_empty())
            return vm_.raise(Error::TypeError,
                bytes_ ? "%c requires an integer in range(256) or a single byte, not {}"
                       : "%c requires an int or a unicode character, not {}",
                type_name(vm_, current_));
        int64_t point = TRY(to_clamped_index(vm_, current_));
        int64_t limit = bytes_ ? 256 : 0x110000;
        if (point < 0 || point >= limit)
            return vm_.raise(
                Error::OverflowError, bytes_ ? "%c arg not in range(256)" : "%c arg not in range(0x110000)");
        std::string text;
        if (bytes_)
            text += char(point);
        else
            utf8::append(text, char32_t(point));
        render_percent_text(out, conversion, text, 1);
        return {};
    }

    Vm& vm_;
    Value given_, selected_, current_;
    bool bytes_;
    bool mapping_ = false;
    Tuple* tuple_;
    Keeper keeper_;
    PercentCursor cursor_;
};

Result<void> percent(Vm& vm, std::string_view format, bool bytes, ScriptArguments& arguments, RunText& out)
{
    Formatted error;
    switch (percent_format(format, bytes, arguments, out, error)) {
    case PercentStatus::Raised:
        return Raised{};
    case PercentStatus::Failed:
        return raise_formatted(vm, error);
    default:
        break;
    }
    if (arguments.has_more())
        return vm.raise(
            Error::TypeError, "not all arguments converted during {} formatting", bytes ? "bytes" : "string");
    return {};
}

} // namespace

Raised raise_formatted(Vm& vm, const Formatted& failed)
{
    return vm.raise_text(
        failed.status == Formatted::OverflowError ? Error::OverflowError : Error::ValueError, failed.text.view());
}

Result<Str*> format_str(Vm& vm, Str* format, Arguments arguments, Value keywords, bool has_positional)
{
    if (PlainTemplate plain; plain.read_braces(format->view()) && plain.fields() <= arguments.count)
        return plain.format(vm, format, arguments);
    FormatCall call{ vm, arguments, keywords, Keeper(vm), {}, has_positional };
    TRY(call.keeper.keep(Value::cell(format), format->size));
    RunText out;
    TRY(call.run(format->view(), out, 2));
    return make_str_of_runs(vm, out);
}

Result<Str*> percent_str(Vm& vm, Str* format, Value given)
{
    auto* tuple = as_if<Tuple>(given);
    Arguments plainly = tuple ? Arguments{ tuple->items, tuple->size } : Arguments{ &given, 1 };
    if (PlainTemplate plain;
        plain.read_percents(format->view()) && plain.fields() == plainly.count && plain.takes_numbers(plainly))
        return plain.percent(vm, format, plainly);
    ScriptArguments arguments(vm, given, false);
    TRY(arguments.keeper().keep(Value::cell(format), format->size));
    RunText out;
    TRY(percent(vm, format->view(), false, arguments, out));
    return make_str_of_runs(vm, out);
}

Result<Value> percent_bytes(Vm& vm, Value self, std::string_view format, Value given)
{
    ScriptArguments arguments(vm, given, true);
    RunText out;
    TRY(percent(vm, format, true, arguments, out));
    return make_bytes_of_runs(vm, self, out);
}

} // namespace coil::internal

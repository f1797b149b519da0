// strftime() and strptime() of dates and times, and what arguments mean.
#include <algorithm>
#include <ctime>

#include "objects/bytes.h"
#include "objects/codecs.h"
#include "objects/numbers.h"
#include "objects/tuple.h"
#include "runtime/machine/import.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"
#include "stdlib/time/_datetime/datetime.h"

namespace coil::internal::dates
{

namespace
{

/// Text by a format. What means the same in every locale is written here, the rest by the C library.
class Formatter
{
public:
    Formatter(Vm& vm, const Fields& fields, Value zone, Value moment)
        : vm_(vm)
        , fields_(fields)
        , zone_(zone)
        , moment_(moment)
    {
        parts_.tm_year = fields.year - 1900;
        parts_.tm_mon = fields.month - 1;
        parts_.tm_mday = fields.day;
        parts_.tm_hour = fields.hour;
        parts_.tm_min = fields.minute;
        parts_.tm_sec = fields.second;
        parts_.tm_wday = (weekday_of(fields) + 1) % 7;
        parts_.tm_yday = day_of_year(fields) - 1;
        parts_.tm_isdst = -1;
    }

    Result<void> run(std::string_view format)
    {
        while (!format.empty()) {
            size_t plain = std::min(format.find('%'), format.size());
            out_ += format.substr(0, plain);
            format.remove_prefix(plain);
            if (format.empty())
                break;
            size_t size = directive_size(format);
            TRY(vm_.work_in_one_step(1));
            if (char last = format[size - 1]; last == '\0' || last & 0x80)
                out_ += format.substr(0, size);
            else if (size > 2 || !put(size == 2 ? format[1] : '\0'))
                TRY(put_rare(format.substr(0, size)));
            if (out_.size() > most_uncounted)
                TRY(vm_.require_room(2 * out_.size()));
            format.remove_prefix(size);
        }
        return {};
    }
    std::string& text() { return out_; }

private:
    static constexpr size_t most_uncounted = 4096;

    /// Of '%', flags, a width, a modifier and the letter; without the letter at the end.
    static size_t directive_size(std::string_view format)
    {
        if (format.starts_with("%:z"))
            return 3;
        size_t at = format.find_first_not_of("_-^#0123456789EO", 1);
        if (at == format.npos)
            return format.size();
        // What is no letter stays in one piece.
        for (at++; at < format.size() && (format[at] & 0xc0) == 0x80;)
            at++;
        return at;
    }
    void put_number(int number, int width)
    {
        char digits[8];
        for (int i = width; i-- > 0; number /= 10)
            digits[i] = char('0' + number % 10);
        out_.append(digits, size_t(width));
    }
    /// False when the letter is of another kind.
    bool put(char letter)
    {
        switch (letter) {
        case 'Y':
            return put_number(fields_.year, 4), true;
        case 'm':
            return put_number(fields_.month, 2), true;
        case 'd':
            return put_number(fields_.day, 2), true;
        case 'H':
            return put_number(fields_.hour, 2), true;
        case 'M':
            return put_number(fields_.minute, 2), true;
        case 'S':
            return put_number(fields_.second, 2), true;
        case 'f':
            return put_number(fields_.microsecond, 6), true;
        case 'y':
            return put_number(fields_.year % 100, 2), true;
        case 'C':
            return put_number(fields_.year / 100, 2), true;
        case 'j':
            return put_number(parts_.tm_yday + 1, 3), true;
        case 'G':
            return put_number(to_iso(fields_).year, 4), true;
        case 'F': {
            char text[16];
            out_.append(text, size_t(put_date(text, fields_) - text));
            return true;
        }
        case '%':
            out_ += '%';
            return true;
        default:
            return false;
        }
    }
    Result<void> put_rare(std::string_view directive)
    {
        if (directive == "%z")
            return put_zone_offset("");
        if (directive == "%:z")
            return put_zone_offset(":");
        if (directive == "%Z") {
            Value name = TRY(zone_name(vm_, zone_, moment_));
            return name.is_none() ? Result<void>() : put_zone_name(name);
        }
        // A width may ask for much.
        std::string pattern(directive);
        size_t width = 0;
        for (char character : directive.substr(1))
            if (character >= '0' && character <= '9')
                width = std::min<size_t>(width * 10 + size_t(character - '0'), size_t(1) << 20);
        TRY(vm_.require_room(width + 256));
        TRY(vm_.work_in_one_step(width / Vm::bytes_per_unit));
        std::string part(width + 256, '\0');
        // A directive may be of nothing (%p in some languages): the letter in front tells that from want of room.
        pattern.insert(0, 1, '.');
        size_t size = ::strftime(part.data(), part.size(), pattern.c_str(), &parts_);
        if (size == 0)
            return {};
        // A locale's text is in its own encoding.
        Str* text = TRY(decode_utf8(vm_, std::string_view(part).substr(1, size - 1), "surrogateescape"));
        out_ += text->view();
        return {};
    }
    /// CPython takes the name's percent signs for directives, and puts two for each: a str of scripts may say what
    /// that gives.
    Result<void> put_zone_name(Value name)
    {
        if (vm_.class_of(name) == vm_.classes->str) {
            out_ += as<Str>(name)->view();
            return {};
        }
        Value once = Value::cell(TRY(make_ascii_str(vm_, "%"))), twice = Value::cell(TRY(make_ascii_str(vm_, "%%")));
        Value doubled = TRY(call_method(vm_, name, intern(vm_, "replace"), { once, twice }));
        auto* text = as_if<Str>(doubled);
        if (!text)
            return vm_.raise(Error::TypeError, "tzname.replace() did not return a string");
        std::string_view rest = text->view();
        for (size_t at = 0; (at = rest.find("%%")) != rest.npos; rest.remove_prefix(at + 2))
            out_ += rest.substr(0, at + 1);
        out_ += rest;
        return {};
    }
    Result<void> put_zone_offset(std::string_view separator)
    {
        Value offset = TRY(utc_offset(vm_, zone_, moment_));
        if (offset.is_none())
            return {};
        char text[32];
        out_.append(text, size_t(put_offset(text, span_of(offset), separator) - text));
        return {};
    }

    Vm& vm_;
    const Fields fields_;
    Value zone_, moment_; // on the stack, as this is
    tm parts_{};
    std::string out_;
};

} // namespace

Result<Value> format_fields(Vm& vm, Str* format, const Fields& fields, Value zone, Value moment)
{
    Formatter formatter(vm, fields, zone, moment);
    TRY(formatter.run(format->view()));
    return Value::cell(TRY(make_str(vm, formatter.text())));
}

Result<Value> format_by_spec(Vm& vm, Value self, Value spec)
{
    auto* text = as_if<Str>(spec);
    if (!text)
        return vm.raise(Error::TypeError, "__format__() argument 1 must be str, not {}",
            spec.is_none() ? "None" : type_name(vm, spec));
    if (text->size == 0)
        return Value::cell(TRY(str_of(vm, self)));
    return call_method(vm, self, intern(vm, "strftime"), { spec });
}

Result<Scanned> scan_by_format(Vm& vm, Str* text, Str* format)
{
    Value module = TRY(import_absolute(vm, "_strptime"));
    Value parse = TRY(get_attribute(vm, module, intern(vm, "_strptime")));
    Value parsed = TRY(call(vm, parse, { Value::cell(text), Value::cell(format) }));
    auto* all = as_if<Tuple>(parsed);
    auto* parts = all && all->size == 3 ? as_if<Tuple>(all->items[0]) : nullptr;
    if (!parts || parts->size < 11)
        return vm.raise(Error::TypeError, "_strptime._strptime() must return a tuple of times");
    Scanned out;
    int* const fields[] = { &out.fields.year, &out.fields.month, &out.fields.day, &out.fields.hour, &out.fields.minute,
        &out.fields.second };
    for (size_t i = 0; i < std::size(fields); i++)
        *fields[i] = TRY(to_c_int(vm, parts->items[i]));
    out.fields.microsecond = TRY(to_c_int(vm, all->items[1]));
    Value name = parts->items[9], offset = parts->items[10];
    if (offset.is_none())
        return out;
    int64_t us = TRY(to_c_int(vm, offset)) * second_us + TRY(to_c_int(vm, all->items[2]));
    TimeDelta* delta = TRY(make_delta(vm, delta_class(vm), TRY(span_from_us(vm, us))));
    bool is_named = is_kind(name, Kind::Str) && as<Str>(name)->size > 0;
    out.zone = TRY(make_zone(vm, delta, is_named ? name : Value()));
    return out;
}

Result<Value> struct_time(Vm& vm, const Fields& fields, int is_dst)
{
    Value module = TRY(import_absolute(vm, "time"));
    Value cls = TRY(get_attribute(vm, module, intern(vm, "struct_time")));
    auto small = [](int number) { return Value::small(number); };
    Tuple* items = TRY(make_tuple(vm,
        { small(fields.year), small(fields.month), small(fields.day), small(fields.hour), small(fields.minute),
            small(fields.second), small(weekday_of(fields)), small(day_of_year(fields)), small(is_dst) }));
    return call(vm, cls, { Value::cell(items) });
}

std::string shown_class(Vm& vm, Value value)
{
    std::string name(type_name(vm, value));
    return vm.class_of(value)->has(IsHeapClass) ? name : "datetime." + name;
}

Result<void> check_date(Vm& vm, const CivilDate& date)
{
    if (date.year < min_year || date.year > max_year)
        return vm.raise(Error::ValueError, "year must be in 1..9999, not {}", date.year);
    if (date.month < 1 || date.month > 12)
        return vm.raise(Error::ValueError, "month must be in 1..12, not {}", date.month);
    int last = days_in_month(date.year, date.month);
    if (date.day < 1 || date.day > last)
        return vm.raise(Error::ValueError, "day {} must be in range 1..{} for month {} in year {}", date.day, last,
            date.month, date.year);
    return {};
}

Result<void> check_clock(Vm& vm, const Fields& fields)
{
    if (fields.hour < 0 || fields.hour > 23)
        return vm.raise(Error::ValueError, "hour must be in 0..23, not {}", fields.hour);
    if (fields.minute < 0 || fields.minute > 59)
        return vm.raise(Error::ValueError, "minute must be in 0..59, not {}", fields.minute);
    if (fields.second < 0 || fields.second > 59)
        return vm.raise(Error::ValueError, "second must be in 0..59, not {}", fields.second);
    if (fields.microsecond < 0 || fields.microsecond >= second_us)
        return vm.raise(Error::ValueError, "microsecond must be in 0..999999, not {}", fields.microsecond);
    if (fields.fold < 0 || fields.fold > 1)
        return vm.raise(Error::ValueError, "fold must be either 0 or 1, not {}", fields.fold);
    return {};
}

Result<int> number_or(Vm& vm, Value value, int fallback)
{
    if (value.is_small()) [[likely]]
        if (int64_t number = value.as_small(); number >= INT32_MIN && number <= INT32_MAX)
            return int(number);
    if (value.is_empty())
        return fallback;
    int64_t number = TRY(to_clamped_index(vm, value));
    if (number == INT64_MAX || number == INT64_MIN)
        return vm.raise(Error::OverflowError, "Python int too large to convert to C long");
    if (number > INT32_MAX)
        return vm.raise(Error::OverflowError, "signed integer is greater than maximum");
    if (number < INT32_MIN)
        return vm.raise(Error::OverflowError, "signed integer is less than minimum");
    return int(number);
}

Result<void> check_given(Vm& vm, std::initializer_list<std::pair<Value, const char*>> arguments)
{
    size_t position = 0;
    for (const auto& [value, name] : arguments) {
        position++;
        if (value.is_empty())
            return vm.raise(Error::TypeError, "function missing required argument '{}' (pos {})", name, position);
    }
    return {};
}

Raised raise_out_of_range(Vm& vm) { return vm.raise(Error::OverflowError, "date value out of range"); }

Result<std::optional<std::string>> state_argument(Vm& vm, Value value, size_t size, std::string_view what)
{
    std::optional<std::string> out;
    // A year, nearly always.
    if (!value.is_cell())
        return out;
    std::string bytes;
    if (auto* state = as_if<Bytes>(value)) {
        bytes = state->view();
    } else if (auto* text = as_if<Str>(value); text && text->length == size) {
        // Python 2 pickled such a state as str: bytes as Latin-1.
        for (size_t i = 0; i < size; i++) {
            uint32_t character = str_at(vm, text, i);
            if (character > 0xff)
                return vm.raise(Error::ValueError,
                    "Failed to encode latin1 string when unpickling a {} object. "
                    "pickle.load(data, encoding='latin1') is assumed.",
                    what);
            bytes += char(character);
        }
    }
    if (bytes.size() == size && size > 0) {
        int first = static_cast<unsigned char>(what == "time" ? bytes[0] : bytes[2]) & 0x7f;
        if (what == "time" ? first < 24 : first >= 1 && first <= 12)
            out = std::move(bytes);
    }
    return out;
}

std::string clock_state(uint64_t packed)
{
    int us = microsecond_of(packed);
    return { char(hour_of(packed)), char(minute_of(packed)), char(second_of(packed)), char(us >> 16), char(us >> 8),
        char(us) };
}

} // namespace coil::internal::dates

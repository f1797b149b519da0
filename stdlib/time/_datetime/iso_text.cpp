// Text by ISO 8601: what isoformat() writes and fromisoformat() reads.
#include <algorithm>
#include <cstring>

#include "objects/numbers.h"
#include "runtime/operations/operators.h"
#include "stdlib/time/_datetime/datetime.h"

namespace coil::internal::dates
{

namespace
{

/// Reads from the front of a text.
class Reader
{
public:
    explicit Reader(std::string_view text)
        : at_(text.data())
        , end_(text.data() + text.size())
    {
    }
    bool at_end() const { return at_ == end_; }
    size_t left() const { return size_t(end_ - at_); }
    bool take(char character)
    {
        if (at_ == end_ || *at_ != character)
            return false;
        at_++;
        return true;
    }
    char take() { return *at_++; }
    void put_back() { at_--; }
    /// Exactly so many digits.
    bool digits(size_t count, int& out)
    {
        if (left() < count)
            return false;
        int number = 0;
        for (size_t i = 0; i < count; i++) {
            unsigned digit = unsigned(at_[i]) - '0';
            if (digit > 9)
                return false;
            number = number * 10 + int(digit);
        }
        at_ += count;
        out = number;
        return true;
    }
    void skip_digits()
    {
        while (at_ != end_ && unsigned(*at_) - '0' <= 9)
            at_++;
    }

private:
    const char* at_;
    const char* end_;
};

struct ClockParts {
    int hour = 0, minute = 0, second = 0, microsecond = 0;
};

/// HH[:MM[:SS[.ffffff]]], with or without the colons, to the end. In front of a zone CPython lets something more pass:
/// one character behind the fields, anything behind six digits of the fraction; and without colons the fraction's mark
/// may be missing.
bool read_clock(Reader reader, ClockParts& out, bool is_before_zone)
{
    int* const parts[] = { &out.hour, &out.minute, &out.second };
    bool separated = false;
    for (size_t i = 0; i < 3; i++) {
        if (!reader.digits(2, *parts[i]))
            return false;
        if (reader.at_end())
            return true;
        char next = reader.take();
        if (i == 0)
            separated = next == ':';
        if (reader.at_end())
            return is_before_zone;
        if (next == '.' || next == ',') {
            if (i < 2)
                return false;
        } else if (!separated) {
            reader.put_back();
        } else if (next != ':' || i == 2) {
            return false;
        }
    }
    constexpr int scale[] = { 1, 100000, 10000, 1000, 100, 10, 1 };
    size_t count = std::min<size_t>(reader.left(), 6);
    if (!reader.digits(count, out.microsecond))
        return false;
    out.microsecond *= scale[count];
    reader.skip_digits();
    return reader.at_end() || is_before_zone;
}

bool is_digit(char character) { return unsigned(character) - '0' <= 9; }

/// Where the date ends, as CPython finds it: any character may stand before the time, a digit too.
size_t date_size(std::string_view text)
{
    if (text.size() == 7)
        return 7;
    if (text[4] == '-') {
        if (text[5] != 'W')
            return 10;
        if (text.size() < 8)
            return 0;
        if (text.size() == 8 || text[8] != '-')
            return 8;
        if (text.size() == 9)
            return 0;
        // YYYY-Www-##: the date may end before the hyphen or before the last digit. The first is likelier.
        return text.size() > 10 && is_digit(text[10]) ? 8 : 10;
    }
    if (text[4] != 'W')
        return 8;
    size_t digits = 7;
    while (digits < text.size() && is_digit(text[digits]))
        digits++;
    if (digits < 9)
        return digits;
    return digits % 2 == 0 ? 7 : 8;
}

/// Bytes of the character that begins with this one.
size_t character_size(char first)
{
    auto byte = static_cast<unsigned char>(first);
    return byte < 0xc0 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
}

char* put_digits(char* out, int number, int count)
{
    for (int i = count; i-- > 0; number /= 10)
        out[i] = char('0' + number % 10);
    return out + count;
}

} // namespace

char* put_two(char* out, int number)
{
    out[0] = char('0' + number / 10);
    out[1] = char('0' + number % 10);
    return out + 2;
}

char* put_date(char* out, const CivilDate& date)
{
    out = put_two(out, date.year / 100);
    out = put_two(out, date.year % 100);
    *out++ = '-';
    out = put_two(out, date.month);
    *out++ = '-';
    return put_two(out, date.day);
}

Result<Precision> precision_of(Vm& vm, Str* name)
{
    constexpr std::string_view names[] = { "auto", "hours", "minutes", "seconds", "milliseconds", "microseconds" };
    for (size_t i = 0; name && i < std::size(names); i++)
        if (name->view() == names[i])
            return Precision(i);
    if (!name)
        return Precision::Auto;
    return vm.raise(Error::ValueError, "Unknown timespec value");
}

char* put_clock(char* out, uint64_t packed, Precision precision)
{
    int microsecond = microsecond_of(packed);
    if (precision == Precision::Auto)
        precision = microsecond ? Precision::Microseconds : Precision::Seconds;
    out = put_two(out, hour_of(packed));
    if (precision == Precision::Hours)
        return out;
    *out++ = ':';
    out = put_two(out, minute_of(packed));
    if (precision == Precision::Minutes)
        return out;
    *out++ = ':';
    out = put_two(out, second_of(packed));
    if (precision == Precision::Seconds)
        return out;
    *out++ = '.';
    return precision == Precision::Milliseconds ? put_digits(out, microsecond / 1000, 3)
                                                : put_digits(out, microsecond, 6);
}

char* put_offset(char* out, Span offset, std::string_view separator)
{
    bool is_negative = offset.days < 0;
    auto us = int64_t(is_negative ? -offset.total() : offset.total());
    auto seconds = int(us / second_us), rest = int(us % second_us);
    auto separate = [&] {
        std::memcpy(out, separator.data(), separator.size());
        out += separator.size();
    };
    *out++ = is_negative ? '-' : '+';
    out = put_two(out, seconds / 3600);
    separate();
    out = put_two(out, seconds / 60 % 60);
    if (seconds % 60 == 0 && rest == 0)
        return out;
    separate();
    out = put_two(out, seconds % 60);
    if (rest == 0)
        return out;
    *out++ = '.';
    return put_digits(out, rest, 6);
}

bool parse_iso_date(std::string_view text, CivilDate& date)
{
    Reader reader(text);
    if (!reader.digits(4, date.year))
        return false;
    bool separated = reader.take('-');
    if (reader.take('W')) {
        IsoDate iso{ date.year, 0, 1 };
        if (!reader.digits(2, iso.week))
            return false;
        if (!reader.at_end() && ((separated && !reader.take('-')) || !reader.digits(1, iso.weekday)))
            return false;
        if (check_iso(iso) != IsoFault::None)
            return false;
        date = from_iso(iso);
        return true;
    }
    return reader.digits(2, date.month) && (!separated || reader.take('-')) && reader.digits(2, date.day);
}

bool parse_iso_time(std::string_view text, ParsedTime& out)
{
    size_t zone = 0;
    while (zone < text.size() && text[zone] != '+' && text[zone] != '-' && text[zone] != 'Z')
        zone++;
    ClockParts clock;
    if (!read_clock(Reader(text.substr(0, zone)), clock, zone < text.size()))
        return false;
    out.fields.hour = clock.hour;
    out.fields.minute = clock.minute;
    out.fields.second = clock.second;
    out.fields.microsecond = clock.microsecond;
    if (zone == text.size())
        return true;
    out.has_zone = true;
    if (text[zone] == 'Z')
        return zone + 1 == text.size();
    ClockParts offset;
    if (!read_clock(Reader(text.substr(zone + 1)), offset, false))
        return false;
    int64_t seconds = offset.hour * 3600 + offset.minute * 60 + offset.second;
    out.offset_us = (seconds * second_us + offset.microsecond) * (text[zone] == '-' ? -1 : 1);
    return true;
}

bool parse_iso_datetime(std::string_view text, ParsedTime& out)
{
    if (text.size() < 7)
        return false;
    size_t size = date_size(text);
    if (size == 0 || size > text.size() || !parse_iso_date(text.substr(0, size), out.fields))
        return false;
    if (size == text.size())
        return true;
    text.remove_prefix(size);
    size_t separator = character_size(text[0]);
    return text.size() > separator && parse_iso_time(text.substr(separator), out);
}

Result<Value> parsed_zone(Vm& vm, const ParsedTime& parsed)
{
    if (!parsed.has_zone)
        return None;
    if (parsed.offset_us == 0)
        return utc(vm);
    TimeDelta* offset = TRY(make_delta(vm, delta_class(vm), TRY(span_from_us(vm, parsed.offset_us))));
    return make_zone(vm, offset, Value());
}

Result<Str*> iso_argument(Vm& vm, Value text)
{
    if (auto* str = as_if<Str>(text))
        return str;
    return vm.raise(Error::TypeError, "fromisoformat: argument must be str");
}

Raised raise_not_iso(Vm& vm, Str* text)
{
    Result<Str*> shown = repr(vm, Value::cell(text));
    return shown.failed() ? Raised{}
                          : vm.raise(Error::ValueError, "Invalid isoformat string: {}", shown.value()->view());
}

Result<bool> settle_midnight(Vm& vm, Fields& fields)
{
    if (fields.hour != 24)
        return false;
    if (fields.minute != 0 || fields.second != 0 || fields.microsecond != 0)
        return vm.raise(Error::ValueError, "minute, second, and microsecond must be 0 when hour is 24");
    fields.hour = 0;
    return true;
}

} // namespace coil::internal::dates

// Text of calendar times.
#include <algorithm>
#include <cstdio>

#include "objects/dict.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/machine/import.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "stdlib/time/time/time.h"

namespace coil::internal::times
{

namespace
{

/// Of an argument, or of now.
Result<tm> fields_or_now(Vm& vm, Value value, std::string_view function, std::string& zone)
{
    if (value.is_none())
        return local_fields(vm, ::time(nullptr));
    tm parts = TRY(take_fields(vm, value, function, zone));
    TRY(settle_fields(vm, parts));
    return parts;
}

Result<Value> format_time(Vm& vm, Str* format, Value value)
{
    std::string zone;
    tm parts = TRY(fields_or_now(vm, value, "strftime", zone));
    std::string out;
    // The C library's text ends at a NUL; the format's may go on.
    std::string_view rest = format->view();
    for (;;) {
        std::string pattern(rest.substr(0, rest.find('\0')));
        std::string part(pattern.size() * 8 + 256, '\0');
        out.append(part, 0, strftime(part.data(), part.size(), pattern.c_str(), &parts));
        if (pattern.size() == rest.size())
            return Value::cell(TRY(make_str(vm, out)));
        out += '\0';
        rest.remove_prefix(pattern.size() + 1);
    }
}

Result<Value> text_of(Vm& vm, const tm& parts)
{
    constexpr const char* days[] = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };
    constexpr const char* months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
        "Dec" };
    char text[64];
    int size = std::snprintf(text, sizeof text, "%s %s%3d %.2d:%.2d:%.2d %lld", days[parts.tm_wday],
        months[parts.tm_mon], parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec, 1900LL + parts.tm_year);
    return Value::cell(TRY(make_str(vm, std::string_view(text, size_t(std::min<int>(size, sizeof text - 1))))));
}
Result<Value> ascii_time(Vm& vm, Value value)
{
    std::string zone;
    tm parts = TRY(fields_or_now(vm, value, "asctime", zone));
    return text_of(vm, parts);
}
Result<Value> clock_text(Vm& vm, Value seconds)
{
    tm parts = TRY(local_fields(vm, TRY(time_of(vm, seconds))));
    return text_of(vm, parts);
}

Result<Value> parse_time(Vm& vm, Arguments arguments)
{
    Value module = TRY(import_absolute(vm, "_strptime"));
    Value parse = TRY(get_attribute(vm, module, intern(vm, "_strptime_time")));
    return call(vm, parse, CallArguments{ arguments.first, arguments.count });
}

constexpr NativeDef functions[] = {
    def<"strftime(format, time_tuple=None, /)", format_time>("The time as text, by a format as the C library's."),
    def<"strptime(*args)", parse_time>("strptime(string, format): the struct_time that a text stands for."),
    def<"asctime(time_tuple=None, /)", ascii_time>("The time as text like 'Sat Jun 06 16:26:11 1998'."),
    def<"ctime(seconds=None, /)", clock_text>(
        "Seconds since the epoch as the local time's text: asctime(localtime(seconds))."),
};

} // namespace

const std::span<const NativeDef> text_functions = functions;

} // namespace coil::internal::times

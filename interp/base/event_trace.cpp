#include "base/event_trace.h"

#include <cstdarg>
#include <cstdio>

namespace coil::internal
{

std::optional<uint8_t> EventTrace::parse(std::string_view list)
{
    uint8_t subjects = 0;
    while (!list.empty()) {
        size_t comma = list.find(',');
        std::string_view word = list.substr(0, comma);
        list = comma == std::string_view::npos ? std::string_view() : list.substr(comma + 1);
        if (word == "import")
            subjects |= Import;
        else if (word == "gc")
            subjects |= Collections;
        else if (word == "loop")
            subjects |= Loop;
        else if (word == "all")
            subjects |= Import | Collections | Loop;
        else
            return std::nullopt;
    }
    if (subjects == 0)
        return std::nullopt;
    return subjects;
}

double EventTrace::now() const
{
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start_).count();
}

void EventTrace::tell(Subject subject, const char* form, ...) const
{
    char text[512];
    va_list arguments;
    va_start(arguments, form);
    vsnprintf(text, sizeof(text), form, arguments);
    va_end(arguments);
    const char* name = subject == Import ? "import" : subject == Collections ? "gc" : "loop";
    fprintf(stderr, "%10.3f %-7s %s\n", now(), name, text);
}

} // namespace coil::internal

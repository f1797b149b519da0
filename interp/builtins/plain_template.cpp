#include "builtins/plain_template.h"

#include "objects/text_builder.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

bool PlainTemplate::add_field(std::string_view format, size_t start, size_t at, char kind)
{
    if (fields_ == most_fields)
        return false;
    kinds_[fields_] = kind;
    between_[fields_++] = format.substr(start, at - start);
    return true;
}

bool PlainTemplate::read_braces(std::string_view format)
{
    if (format.size() > most_bytes)
        return false;
    size_t start = 0;
    for (size_t at = 0; at < format.size(); at++) {
        if (format[at] != '{' && format[at] != '}')
            continue;
        if (format[at] == '}' || at + 1 == format.size() || format[at + 1] != '}' || !add_field(format, start, at, '}'))
            return false;
        start = ++at + 1;
    }
    between_[fields_] = format.substr(start);
    return true;
}

bool PlainTemplate::read_percents(std::string_view format)
{
    if (format.size() > most_bytes)
        return false;
    size_t start = 0;
    for (size_t at = 0; at < format.size(); at++) {
        if (format[at] != '%')
            continue;
        char kind = at + 1 < format.size() ? format[at + 1] : '%';
        if ((kind != 's' && kind != 'd') || !add_field(format, start, at, kind))
            return false;
        start = ++at + 1;
    }
    between_[fields_] = format.substr(start);
    return true;
}

bool PlainTemplate::takes_numbers(Arguments arguments) const
{
    for (size_t i = 0; i < fields_; i++)
        if (kinds_[i] == 'd' && !arguments[i].is_small())
            return false;
    return true;
}

Result<Str*> PlainTemplate::format(Vm& vm, const Str* format, Arguments arguments) const
{
    Texts values;
    for (size_t i = 0; i < fields_; i++)
        values[i] = TRY(format_value(vm, arguments[i], nullptr));
    return join(vm, format, values);
}

Result<Str*> PlainTemplate::percent(Vm& vm, const Str* format, Arguments arguments) const
{
    Texts values;
    for (size_t i = 0; i < fields_; i++)
        values[i] = TRY(str_of(vm, arguments[i]));
    return join(vm, format, values);
}

Result<Str*> PlainTemplate::join(Vm& vm, const Str* format, const Texts& values) const
{
    bool is_field = fields_ == 1 && between_[0].empty() && between_[1].empty();
    if (is_field && values[0]->shape == vm.exact.str)
        return values[0];
    constexpr size_t field_size = 2;
    size_t size = format->size - field_size * fields_, length = format->length - field_size * fields_;
    for (size_t i = 0; i < fields_; i++) {
        size += values[i]->size;
        length += values[i]->length;
    }
    if (size <= 1 || size > most_bytes * fields_) {
        TextBuilder out(vm);
        for (size_t i = 0; i < fields_; i++) {
            TRY(out.add(between_[i]));
            TRY(out.add(values[i]->view()));
        }
        TRY(out.add(between_[fields_]));
        return out.finish();
    }
    Str* out = TRY(make_str_uninitialized(vm, size));
    char* at = const_cast<char*>(out->data);
    auto add = [&](std::string_view text) {
        short_bytes::copy(at, text.data(), text.size());
        at += text.size();
    };
    for (size_t i = 0; i < fields_; i++) {
        add(between_[i]);
        add(values[i]->view());
    }
    add(between_[fields_]);
    str_filled(out, length);
    return out;
}

} // namespace coil::internal

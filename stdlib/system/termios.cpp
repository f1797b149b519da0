// The module termios: how terminals are set.
#include <climits>
#include <cstring>
#include <sys/ioctl.h>
#include <termios.h>

#include "stdlib/modules.h"
#include "stdlib/system/posix/posix.h"
#include "stdlib/system/termios_names.h"

namespace coil::internal
{

namespace
{

constexpr size_t attribute_count = 7;

/// termios.error, which is no OSError, for errno.
Raised raise_error(Vm& vm)
{
    Value code = Value::small(errno);
    Value text = Value::cell(TRY(make_str(vm, strerror(int(code.as_small())))));
    return vm.raise_exception(TRY(call(vm, vm.modules->state_of(termios_module), { code, text })));
}
/// Makes a call of the system that may have to wait for the terminal.
template <class Call> Result<void> control(Vm& vm, Call&& call)
{
    if (TRY(posix::retried(vm, call)) != 0)
        return raise_error(vm);
    return {};
}

Result<Value> get_attributes(Vm& vm, Value given)
{
    int fd = TRY(posix::take_file_number(vm, given));
    struct termios mode {
    };
    TRY(control(vm, [&] { return ::tcgetattr(fd, &mode); }));
    List* characters = TRY(make_list(vm));
    // Without lines, two of them are counts.
    bool has_counts = !(mode.c_lflag & ICANON);
    for (size_t i = 0; i < NCCS; i++) {
        auto character = char(mode.c_cc[i]);
        Value item = has_counts && (i == VMIN || i == VTIME) ? Value::small(mode.c_cc[i])
                                                             : Value::cell(TRY(make_bytes(vm, { &character, 1 })));
        TRY(list_append(vm, characters, item));
    }
    const Value items[] = { Value::small(mode.c_iflag), Value::small(mode.c_oflag), Value::small(mode.c_cflag),
        Value::small(mode.c_lflag), Value::small(::cfgetispeed(&mode)), Value::small(::cfgetospeed(&mode)),
        Value::cell(characters) };
    return Value::cell(TRY(make_list(vm, items, attribute_count)));
}

Result<tcflag_t> take_flags(Vm& vm, Value value)
{
    Value low = TRY(int_and(vm, TRY(to_int_object(vm, value)), Value::small(UINT32_MAX)));
    return tcflag_t(int_to_int64(low).value_or(0));
}
Result<cc_t> take_character(Vm& vm, Value value)
{
    if (auto* bytes = as_if<Bytes>(value); bytes && bytes->size == 1)
        return cc_t(bytes->data[0]);
    if (!is_int(value))
        return vm.raise(Error::TypeError, "tcsetattr: elements of attributes must be characters or integers");
    return cc_t(TRY(take_flags(vm, value)));
}
/// A copy of a list of so many items; TypeError.
Result<List*> take_list(Vm& vm, Value value, size_t size, std::string_view message)
{
    auto* list = as_if<List>(value);
    if (!list || list->size != size)
        return vm.raise(Error::TypeError, message);
    return make_list(vm, list->array->data, size);
}
Result<void> set_attributes(Vm& vm, Value given, Value when_value, Value attributes)
{
    int fd = TRY(posix::take_file_number(vm, given));
    int when = TRY(to_c_int(vm, when_value));
    List* list = TRY(take_list(vm, attributes, attribute_count, "tcsetattr, arg 3: must be 7 element list"));
    // What is not said stays as it is.
    struct termios mode {
    };
    TRY(control(vm, [&] { return ::tcgetattr(fd, &mode); }));
    tcflag_t numbers[attribute_count - 1];
    for (size_t i = 0; i < std::size(numbers); i++)
        numbers[i] = TRY(take_flags(vm, list->array->data[i]));
    static_assert(NCCS == 32);
    List* characters = TRY(take_list(
        vm, list->array->data[attribute_count - 1], NCCS, "tcsetattr: attributes[6] must be 32 element list"));
    for (size_t i = 0; i < NCCS; i++)
        mode.c_cc[i] = TRY(take_character(vm, characters->array->data[i]));
    mode.c_iflag = numbers[0];
    mode.c_oflag = numbers[1];
    mode.c_cflag = numbers[2];
    mode.c_lflag = numbers[3];
    if (::cfsetispeed(&mode, numbers[4]) != 0 || ::cfsetospeed(&mode, numbers[5]) != 0)
        return raise_error(vm);
    return control(vm, [&] { return ::tcsetattr(fd, when, &mode); });
}

template <int (*function)(int, int)> Result<void> act(Vm& vm, Value given, Value how_value)
{
    int fd = TRY(posix::take_file_number(vm, given));
    int how = TRY(to_c_int(vm, how_value));
    return control(vm, [&] { return function(fd, how); });
}
Result<void> drain(Vm& vm, Value given)
{
    int fd = TRY(posix::take_file_number(vm, given));
    return control(vm, [&] { return ::tcdrain(fd); });
}

Result<Value> get_window(Vm& vm, Value given)
{
    int fd = TRY(posix::take_file_number(vm, given));
    winsize size{};
    TRY(control(vm, [&] { return ::ioctl(fd, TIOCGWINSZ, &size); }));
    return Value::cell(TRY(make_pair(vm, Value::small(size.ws_row), Value::small(size.ws_col))));
}
Result<void> set_window(Vm& vm, Value given, Value sizes)
{
    int fd = TRY(posix::take_file_number(vm, given));
    constexpr std::string_view shape = "tcsetwinsize, arg 2: must be a two-item sequence";
    if (!is_kind(sizes, Kind::Tuple) && !is_kind(sizes, Kind::List) &&
        lookup(vm, vm.class_of(sizes), intern(vm, "__getitem__")).is_empty())
        return vm.raise(Error::TypeError, shape);
    if (TRY(length_of(vm, sizes)) != 2)
        return vm.raise(Error::TypeError, shape);
    int64_t numbers[2];
    for (int64_t i = 0; i < 2; i++)
        numbers[i] = TRY(to_int64(vm, TRY(get_item(vm, sizes, Value::small(i)))));
    winsize size{};
    TRY(control(vm, [&] { return ::ioctl(fd, TIOCGWINSZ, &size); }));
    for (int64_t number : numbers)
        if (number < 0 || number > USHRT_MAX)
            return vm.raise(Error::OverflowError, "winsize value(s) out of range.");
    size.ws_row = static_cast<unsigned short>(numbers[0]);
    size.ws_col = static_cast<unsigned short>(numbers[1]);
    return control(vm, [&] { return ::ioctl(fd, TIOCSWINSZ, &size); });
}

constexpr NativeDef definitions[] = {
    def<"tcgetattr(fd, /)", get_attributes>(
        "Get the tty attributes for file descriptor fd.\n\nReturns a list [iflag, oflag, cflag, lflag, ispeed, ospeed, "
        "cc] where cc is a list of the tty special characters."),
    def<"tcsetattr(fd, when, attributes, /)", set_attributes>("Set the tty attributes for file descriptor fd."),
    def<"tcsendbreak(fd, duration, /)", act<::tcsendbreak>>("Send a break on file descriptor fd."),
    def<"tcdrain(fd, /)", drain>("Wait until all output written to file descriptor fd has been transmitted."),
    def<"tcflush(fd, queue, /)", act<::tcflush>>("Discard queued data on file descriptor fd."),
    def<"tcflow(fd, action, /)", act<::tcflow>>("Suspend or resume input or output on file descriptor fd."),
    def<"tcgetwinsize(fd, /)", get_window>("Get the tty winsize for file descriptor fd: (ws_row, ws_col)."),
    def<"tcsetwinsize(fd, winsize, /)", set_window>("Set the tty winsize for file descriptor fd."),
};

Result<void> prepare(Vm& vm, Module* module)
{
    for (const auto& [name, value] : termios_names)
        TRY(dict_set_str(vm, module->dict, intern(vm, name), Value::small(value)));
    Dict* dict = TRY(make_dict(vm));
    TRY(dict_set_str(vm, dict, vm.names->module, Value::cell(intern(vm, "termios"))));
    Tuple* bases = TRY(make_tuple(vm, { Value::cell(vm.error_class(Error::Exception)) }));
    Class* cls = TRY(make_class(vm, vm.classes->type, intern(vm, "error"), bases, dict));
    vm.modules->state_of(termios_module) = Value::cell(cls);
    return dict_set_str(vm, module->dict, intern(vm, "error"), Value::cell(cls));
}

} // namespace

const NativeModule termios_module{ "termios", definitions, prepare,
    "This module provides an interface to the Posix calls for tty I/O control." };

} // namespace coil::internal

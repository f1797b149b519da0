// Exception classes.
#include "builtins/define.h"
#include "builtins/display.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/list.h"
#include "objects/numbers.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/interpreter/loader.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/iteration.h"
#include "runtime/operations/operators.h"
#include "runtime/reports/frame_object.h"

namespace coil::internal
{

namespace
{

Result<Value> exception_new(Vm& vm, Value type, Arguments arguments, Dict*)
{
    Tuple* args = TRY(make_tuple(vm, arguments.first, arguments.count));
    return Value::cell(TRY(make_exception(vm, as<Class>(type), args)));
}

Result<Value> exception_init(Vm& vm, Value self, Arguments arguments, Dict* keywords)
{
    if (keywords && keywords->used && !is_exception_of(vm, self, Error::ImportError) &&
        !is_exception_of(vm, self, Error::AttributeError) && !is_exception_of(vm, self, Error::NameError))
        return vm.raise(Error::TypeError, "{}() takes no keyword arguments", type_name(vm, self));
    auto* exception = as<Exception>(self);
    Tuple* args = TRY(make_tuple(vm, arguments.first, arguments.count));
    vm.heap.write_barrier(exception);
    exception->args = args;
    if (keywords) {
        size_t position = 0;
        while (const DictEntry* entry = next_entry(keywords, position))
            TRY(set_own_attribute(vm, exception, intern(vm, as<Str>(entry->key)), entry->value));
    }
    return None;
}

Result<Value> exception_str(Vm& vm, Value self)
{
    Tuple* args = as<Exception>(self)->args;
    if (args->size == 0)
        return Value::cell(vm.names->empty);
    return Value::cell(TRY(str_of(vm, args->size == 1 ? args->items[0] : Value::cell(args))));
}

Result<Value> exception_repr(Vm& vm, Value self)
{
    Tuple* args = as<Exception>(self)->args;
    Str* shown = TRY(repr(vm, args->size == 1 ? args->items[0] : Value::cell(args)));
    std::string text(type_name(vm, self));
    text += args->size == 1 ? "(" + std::string(shown->view()) + ")" : std::string(shown->view());
    return Value::cell(TRY(make_str(vm, text)));
}

Result<Value> with_traceback(Vm& vm, Value self, Value traceback)
{
    if (!traceback.is_none() && !is_kind(traceback, Kind::Traceback))
        return vm.raise(Error::TypeError, "__traceback__ must be a traceback or None");
    vm.heap.write_barrier(self.as_cell());
    as<Exception>(self)->traceback = traceback.is_none() ? Value() : traceback;
    return self;
}

Result<Value> add_note(Vm& vm, Value self, Value note)
{
    if (!is_kind(note, Kind::Str))
        return vm.raise(Error::TypeError, "add_note() argument must be str, not {}", type_name(vm, note));
    Value notes = own_attribute(vm, self.as_cell(), vm.names->notes);
    if (notes.is_empty()) {
        notes = Value::cell(TRY(make_list(vm)));
        TRY(set_own_attribute(vm, self.as_cell(), vm.names->notes, notes));
    }
    auto* list = as_if<List>(notes);
    if (!list)
        return vm.raise(Error::TypeError, "Cannot add note: __notes__ is not a list");
    TRY(list_append(vm, list, note));
    return None;
}

/// The attributes but for those that the arguments bring.
Result<Dict*> exception_state(Vm& vm, Exception* exception)
{
    Dict* state = TRY(copy_attributes(vm, exception));
    const StandardNames& names = *vm.names;
    auto drop = [&](std::initializer_list<Str*> which) {
        for (Str* name : which)
            dict_erase_str(vm, state, name);
    };
    Value self = Value::cell(exception);
    if (is_exception_of(vm, self, Error::OSError))
        drop({ names.errno_, names.strerror, names.filename, names.filename2 });
    else if (is_exception_of(vm, self, Error::SyntaxError))
        drop({ names.msg, names.filename, names.lineno, names.offset, names.text, names.end_lineno, names.end_offset });
    else if (is_exception_of(vm, self, Error::UnicodeError))
        drop({ names.encoding, names.object, names.start, names.end, names.reason });
    else if (is_exception_of(vm, self, Error::ImportError))
        drop({ names.msg });
    else if (is_exception_of(vm, self, Error::AttributeError))
        drop({ names.obj });
    return state;
}

Result<Value> exception_reduce(Vm& vm, Value self)
{
    auto* exception = as<Exception>(self);
    Value cls = Value::cell(vm.class_of(self));
    Tuple* args = exception->args;
    if (is_exception_of(vm, self, Error::OSError) && args->size == 2) {
        Value file = own_attribute(vm, exception, vm.names->filename);
        Value second = own_attribute(vm, exception, vm.names->filename2);
        if (!file.is_empty() && !second.is_empty())
            args = TRY(make_tuple(vm, { args->items[0], args->items[1], file, None, second }));
        else if (!file.is_empty())
            args = TRY(make_tuple(vm, { args->items[0], args->items[1], file }));
    }
    Dict* state = TRY(exception_state(vm, exception));
    Tuple* recipe = state->used ? TRY(make_tuple(vm, { cls, Value::cell(args), Value::cell(state) }))
                                : TRY(make_tuple(vm, { cls, Value::cell(args) }));
    return Value::cell(recipe);
}

Result<void> exception_set_state(Vm& vm, Value self, Value state)
{
    if (state.is_none())
        return {};
    auto* dict = as_if<Dict>(state);
    if (!dict)
        return vm.raise(Error::TypeError, "state is not a dictionary");
    dict = TRY(dict_copy(vm, dict));
    size_t position = 0;
    while (const DictEntry* entry = next_entry(dict, position)) {
        auto* name = as_if<Str>(entry->key);
        if (!name)
            return vm.raise(Error::TypeError, "attribute name must be string, not '{}'", type_name(vm, entry->key));
        TRY(set_attribute(vm, self, intern(vm, name), entry->value));
    }
    return {};
}

Result<Value> get_args(Vm&, Value self) { return Value::cell(as<Exception>(self)->args); }
Result<void> set_args(Vm& vm, Value self, Value value)
{
    if (value.is_empty())
        return vm.raise(Error::TypeError, "args may not be deleted");
    Value keeper;
    std::span<const Value> items = TRY(items_of(vm, value, keeper));
    Tuple* args = TRY(make_tuple(vm, items.data(), items.size()));
    vm.heap.write_barrier(self.as_cell());
    as<Exception>(self)->args = args;
    return {};
}
Result<Value> get_traceback(Vm&, Value self) { return or_none(as<Exception>(self)->traceback); }
Result<void> set_traceback(Vm& vm, Value self, Value value)
{
    if (value.is_empty())
        return vm.raise(Error::TypeError, "__traceback__ may not be deleted");
    TRY(with_traceback(vm, self, value));
    return {};
}
Result<Value> get_context(Vm&, Value self) { return or_none(as<Exception>(self)->context); }
Result<Value> get_cause(Vm&, Value self) { return or_none(as<Exception>(self)->cause); }
template <Value Exception::*field> Result<void> set_link(Vm& vm, Value self, Value value)
{
    std::string_view name = field == &Exception::cause ? "cause" : "context";
    if (value.is_empty())
        return vm.raise(Error::TypeError, "__{}__ may not be deleted", name);
    if (!value.is_none() && !is_kind(value, Kind::Exception))
        return vm.raise(Error::TypeError, "exception {} must be None or derive from BaseException", name);
    vm.heap.write_barrier(self.as_cell());
    as<Exception>(self)->*field = value.is_none() ? Value() : value;
    return {};
}
Result<void> set_cause(Vm& vm, Value self, Value value)
{
    TRY(set_link<&Exception::cause>(vm, self, value));
    as<Exception>(self)->suppress_context = true;
    return {};
}
Result<Value> get_suppress(Vm&, Value self) { return Value::boolean(as<Exception>(self)->suppress_context); }
Result<void> set_suppress(Vm& vm, Value self, Value value)
{
    if (value.is_empty())
        return vm.raise(Error::TypeError, "can't delete numeric/char attribute");
    if (!value.is_bool())
        return vm.raise(Error::TypeError, "attribute value type must be bool");
    as<Exception>(self)->suppress_context = value.is_true();
    return {};
}
Result<Value> get_value(Vm&, Value self) { return or_none(as<Exception>(self)->value); }
Result<void> set_value(Vm& vm, Value self, Value value)
{
    vm.heap.write_barrier(self.as_cell());
    as<Exception>(self)->value = value;
    return {};
}

constexpr NativeDef methods[] = {
    def<"__init__(self, /, *args, **kwargs)", exception_init>(),
    def<"__str__(self, /)", exception_str>(),
    def<"__repr__(self, /)", exception_repr>(),
    def<"with_traceback(self, tb, /)", with_traceback>(),
    def<"add_note(self, note, /)", add_note>(),
    def<"__reduce__(self, /)", exception_reduce>(),
    def<"__setstate__(self, state, /)", exception_set_state>(),
};
/// What a call of a class does that has neither `__new__` nor `__init__` of its own.
Result<Value> exception_call(Vm& vm, Value type, Arguments arguments)
{
    Tuple* args = TRY(make_tuple(vm, arguments.first, arguments.count));
    return Value::cell(TRY(make_exception(vm, as<Class>(type), args)));
}

constexpr NativeDef call_def = def<"BaseException(cls, /, *args)", exception_call>();
constexpr NativeDef new_def = def<"__new__(cls, /, *args, **kwargs)", exception_new>();
constexpr AttributeDef attributes[] = {
    { "args", get_args, set_args, nullptr },
    { "__traceback__", get_traceback, set_traceback, nullptr },
    { "__context__", get_context, set_link<&Exception::context>, nullptr },
    { "__cause__", get_cause, set_cause, nullptr },
    { "__suppress_context__", get_suppress, set_suppress, nullptr },
};
constexpr AttributeDef value_attribute[] = { { "value", get_value, set_value, nullptr } };
constexpr AttributeDef code_attribute[] = { { "code", get_value, set_value, nullptr } };

// SystemExit keeps its argument, or the tuple of them.
Result<Value> exit_init(Vm& vm, Value self, Arguments arguments, Dict* keywords)
{
    TRY(exception_init(vm, self, arguments, keywords));
    auto* exception = as<Exception>(self);
    vm.heap.write_barrier(exception);
    exception->value = arguments.empty() ? Value() : arguments.count == 1 ? arguments[0] : Value::cell(exception->args);
    return None;
}
Result<Value> stop_init(Vm& vm, Value self, Arguments arguments, Dict* keywords)
{
    TRY(exception_init(vm, self, arguments, keywords));
    vm.heap.write_barrier(self.as_cell());
    as<Exception>(self)->value = arguments.empty() ? Value() : arguments[0];
    return None;
}
constexpr NativeDef exit_methods[] = { def<"__init__(self, /, *args, **kwargs)", exit_init>() };
constexpr NativeDef stop_methods[] = { def<"__init__(self, /, *args, **kwargs)", stop_init>() };

Result<Value> key_error_str(Vm& vm, Value self)
{
    Tuple* args = as<Exception>(self)->args;
    if (args->size == 1)
        return Value::cell(TRY(repr(vm, args->items[0])));
    return exception_str(vm, self);
}
constexpr NativeDef key_error_methods[] = { def<"__str__(self, /)", key_error_str>() };

// OSError: errno, strerror, filename

Error os_error_class(int64_t number)
{
    switch (number) {
    case 1:
    case 13:
        return Error::PermissionError;
    case 2:
        return Error::FileNotFoundError;
    case 3:
        return Error::ProcessLookupError;
    case 4:
        return Error::InterruptedError;
    case 10:
        return Error::ChildProcessError;
    case 11:
    case 114:
    case 115:
        return Error::BlockingIOError;
    case 17:
        return Error::FileExistsError;
    case 20:
        return Error::NotADirectoryError;
    case 21:
        return Error::IsADirectoryError;
    case 32:
    case 108:
        return Error::BrokenPipeError;
    case 103:
        return Error::ConnectionAbortedError;
    case 104:
        return Error::ConnectionResetError;
    case 110:
        return Error::TimeoutError;
    case 111:
        return Error::ConnectionRefusedError;
    default:
        return Error::OSError;
    }
}

Result<Value> os_error_new(Vm& vm, Value type, Arguments arguments, Dict*)
{
    auto* cls = as<Class>(type);
    if (cls == vm.error_class(Error::OSError) && arguments.count >= 2 && arguments[0].is_small())
        cls = vm.error_class(os_error_class(arguments[0].as_small()));
    bool is_count =
        arguments.count == 3 && is_int(arguments[2]) && is_subclass(cls, vm.error_class(Error::BlockingIOError));
    size_t kept = arguments.count >= 2 && arguments.count <= 5 && !is_count ? 2 : arguments.count;
    Exception* exception = TRY(make_exception(vm, cls, TRY(make_tuple(vm, arguments.first, kept))));
    Value self = Value::cell(exception);
    if (arguments.count >= 2 && arguments.count <= 5) {
        TRY(set_own_attribute(vm, exception, vm.names->errno_, arguments[0]));
        TRY(set_own_attribute(vm, exception, vm.names->strerror, arguments[1]));
        if (is_count)
            TRY(set_own_attribute(vm, exception, intern(vm, "characters_written"), arguments[2]));
        else if (arguments.count >= 3)
            TRY(set_own_attribute(vm, exception, vm.names->filename, arguments[2]));
        if (arguments.count == 5)
            TRY(set_own_attribute(vm, exception, vm.names->filename2, arguments[4]));
    }
    return self;
}
Value os_error_init(Vm&, Value, Arguments, Dict*) { return None; }

Result<Value> os_error_str(Vm& vm, Value self)
{
    Value number = own_attribute(vm, self.as_cell(), vm.names->errno_);
    Value reason = own_attribute(vm, self.as_cell(), vm.names->strerror);
    if (number.is_empty() || reason.is_empty())
        return exception_str(vm, self);
    std::string text =
        "[Errno " + std::string(TRY(str_of(vm, number))->view()) + "] " + std::string(TRY(str_of(vm, reason))->view());
    Value file = own_attribute(vm, self.as_cell(), vm.names->filename);
    if (!file.is_empty() && !file.is_none())
        text += ": " + std::string(TRY(repr(vm, file))->view());
    Value second = own_attribute(vm, self.as_cell(), vm.names->filename2);
    if (!second.is_empty() && !second.is_none())
        text += " -> " + std::string(TRY(repr(vm, second))->view());
    return Value::cell(TRY(make_str(vm, text)));
}
constexpr NativeDef os_error_new_def = def<"__new__(cls, /, *args, **kwargs)", os_error_new>();
constexpr NativeDef os_error_methods[] = {
    def<"__init__(self, /, *args, **kwargs)", os_error_init>(),
    def<"__str__(self, /)", os_error_str>(),
};

// SyntaxError: msg, filename, lineno, …

Result<Value> syntax_error_init(Vm& vm, Value self, Arguments arguments, Dict* keywords)
{
    TRY(exception_init(vm, self, arguments, keywords));
    Cell* cell = self.as_cell();
    if (arguments.count >= 1)
        TRY(set_own_attribute(vm, cell, vm.names->msg, arguments[0]));
    if (arguments.count == 2) {
        Value keeper;
        std::span<const Value> details = TRY(items_of(vm, arguments[1], keeper));
        Str* const names[] = { vm.names->filename, vm.names->lineno, vm.names->offset, vm.names->text,
            vm.names->end_lineno, vm.names->end_offset };
        for (size_t i = 0; i < details.size() && i < 6; i++)
            TRY(set_own_attribute(vm, cell, names[i], details[i]));
    }
    return None;
}
Result<Value> syntax_error_str(Vm& vm, Value self)
{
    Value message = own_attribute(vm, self.as_cell(), vm.names->msg);
    if (message.is_empty())
        return Value::cell(TRY(make_str(vm, "None")));
    std::string text(TRY(str_of(vm, message))->view());
    Value file = own_attribute(vm, self.as_cell(), vm.names->filename),
          line = own_attribute(vm, self.as_cell(), vm.names->lineno);
    bool has_file = is_kind(file, Kind::Str), has_line = line.is_small();
    std::string_view name = has_file ? as<Str>(file)->view() : std::string_view();
    name = name.substr(name.rfind('/') == std::string_view::npos ? 0 : name.rfind('/') + 1);
    if (has_file && has_line)
        text += format_text(" ({}, line {})", { name, line.as_small() });
    else if (has_file)
        text += format_text(" ({})", { name });
    else if (has_line)
        text += format_text(" (line {})", { line.as_small() });
    return Value::cell(TRY(make_str(vm, text)));
}
constexpr NativeDef syntax_error_methods[] = {
    def<"__init__(self, /, *args, **kwargs)", syntax_error_init>(),
    def<"__str__(self, /)", syntax_error_str>(),
};

Result<Value> import_error_str(Vm& vm, Value self)
{
    Value message = own_attribute(vm, self.as_cell(), vm.names->msg);
    return is_kind(message, Kind::Str) ? Result<Value>(message) : exception_str(vm, self);
}
Result<Value> import_error_init(Vm& vm, Value self, Arguments arguments, Dict* keywords)
{
    // Called again, it forgets what it was given before.
    for (Str* name : { vm.names->msg, intern(vm, "name"), vm.names->path_attribute })
        if (!own_attribute(vm, self.as_cell(), name).is_empty())
            TRY(set_own_attribute(vm, self.as_cell(), name, None));
    TRY(exception_init(vm, self, arguments, keywords));
    if (arguments.count == 1)
        TRY(set_own_attribute(vm, self.as_cell(), vm.names->msg, arguments[0]));
    return None;
}
constexpr NativeDef import_error_methods[] = {
    def<"__init__(self, /, *args, **kwargs)", import_error_init>(),
    def<"__str__(self, /)", import_error_str>(),
};

} // namespace

void define_exceptions(Vm& vm)
{
    auto cls = [&](Error error) { return vm.error_class(error); };
    Class* base = cls(Error::BaseException);
    add_methods(vm, base, methods);
    add_new(vm, base, new_def);
    add_attributes(vm, base, attributes);
    for (size_t i = 0; i < size_t(Error::Count); i++)
        vm.error_classes[i]->flags |= HasCustomNew;
    add_attributes(vm, cls(Error::StopIteration), value_attribute);
    add_methods(vm, cls(Error::StopIteration), stop_methods);
    add_attributes(vm, cls(Error::SystemExit), code_attribute);
    add_methods(vm, cls(Error::SystemExit), exit_methods);
    add_methods(vm, cls(Error::KeyError), key_error_methods);
    add_new(vm, cls(Error::OSError), os_error_new_def);
    add_methods(vm, cls(Error::OSError), os_error_methods);
    add_methods(vm, cls(Error::SyntaxError), syntax_error_methods);
    add_methods(vm, cls(Error::ImportError), import_error_methods);
    define_unicode_errors(vm);
    for (Error error : { Error::Exception, Error::ArithmeticError, Error::AssertionError, Error::IndexError,
             Error::KeyError, Error::StopIteration, Error::LookupError, Error::OverflowError, Error::RuntimeError,
             Error::NotImplementedError, Error::TypeError, Error::ValueError, Error::ZeroDivisionError })
        add_call(cls(error), call_def);
    for (Str* name : { vm.names->errno_, vm.names->strerror, vm.names->filename, vm.names->filename2 })
        add_value(vm, cls(Error::OSError), name->view(), None);
    for (Str* name : { vm.names->msg, vm.names->filename, vm.names->lineno, vm.names->offset, vm.names->text,
             vm.names->end_lineno, vm.names->end_offset, vm.names->print_file_and_line })
        add_value(vm, cls(Error::SyntaxError), name->view(), None);
    for (Str* name : { vm.names->msg, vm.names->name_attribute, vm.names->path_attribute, vm.names->name_from })
        add_value(vm, cls(Error::ImportError), name->view(), None);
    add_value(vm, cls(Error::NameError), "name", None);
    add_value(vm, cls(Error::AttributeError), "name", None);
    add_value(vm, cls(Error::AttributeError), "obj", None);
}

} // namespace coil::internal

// The module builtins: its functions.
#include <algorithm>

#include "base/utf8.h"
#include "builtins/caret_marks.h"
#include "builtins/define.h"
#include "builtins/functions.h"
#include "builtins/reductions.h"
#include "io/standard_streams.h"
#include "objects/bytes.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/iterators.h"
#include "objects/numbers.h"
#include "objects/str.h"
#include "runtime/coroutines/generator.h"
#include "runtime/machine/import.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/iteration.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

Result<void> write_to(Vm& vm, Value file, Str* text)
{
    if (TRY(vm.operations.write_stream(vm, file, text->view(), false)))
        return {};
    TRY(call_method(vm, file, vm.names->write, { Value::cell(text) }));
    return {};
}

Result<void> print(Vm& vm, Arguments values, Value sep, Value end, Value file, bool flush)
{
    auto text_of = [&](Value given, std::string_view name, std::string_view fallback) -> Result<std::string> {
        if (given.is_none())
            return std::string(fallback);
        if (auto* str = as_if<Str>(given))
            return std::string(str->view());
        return vm.raise(Error::TypeError, "{} must be None or a string, not {}", name, type_name(vm, given));
    };
    std::string separator = TRY(text_of(sep, "sep", " ")), ending = TRY(text_of(end, "end", "\n"));
    if (file.is_none()) {
        file = TRY(standard_file(vm, vm.names->stdout_));
        if (file.is_none())
            return {};
    }
    // The whole line is written at once, so that the lines of two threads never mix.
    std::string line;
    for (size_t i = 0; i < values.count; i++) {
        if (i)
            line += separator;
        line += TRY(str_of(vm, values[i]))->view();
    }
    line += ending;
    if (TRY(vm.operations.write_stream(vm, file, line, flush)))
        return {};
    TRY(call_method(vm, file, vm.names->write, { Value::cell(TRY(make_str(vm, line))) }));
    if (flush)
        TRY(call_method(vm, file, vm.names->flush, {}));
    return {};
}

Result<Value> input(Vm& vm, Value prompt)
{
    Value out = TRY(standard_file(vm, vm.names->stdout_));
    if (!prompt.is_empty())
        TRY(write_to(vm, out, TRY(str_of(vm, prompt))));
    if (!out.is_none())
        TRY(call_method(vm, out, vm.names->flush, {}));
    Value in = TRY(standard_file(vm, intern(vm, "stdin")));
    if (in.is_none())
        return vm.raise(Error::RuntimeError, "input(): lost sys.stdin");
    Value given = TRY(call_method(vm, in, intern(vm, "readline"), {}));
    auto* text = as_if<Str>(given);
    if (!text)
        return vm.raise(Error::TypeError, "object.readline() returned non-string");
    std::string_view line = text->view();
    if (line.empty())
        return vm.raise(Error::EOFError, "EOF when reading a line");
    return line.back() == '\n' ? Value::cell(TRY(make_str(vm, line.substr(0, line.size() - 1)))) : given;
}

Result<int64_t> len(Vm& vm, Value object)
{
    if (object.is_cell()) {
        Cell* cell = object.as_cell();
        if (cell->shape == vm.exact.list)
            return int64_t(static_cast<List*>(cell)->size);
        if (cell->shape == vm.exact.str)
            return int64_t(static_cast<Str*>(cell)->length);
        if (cell->shape == vm.exact.dict)
            return int64_t(static_cast<Dict*>(cell)->used);
        if (cell->shape == vm.exact.tuple)
            return int64_t(static_cast<Tuple*>(cell)->size);
    }
    return length_of(vm, object);
}
Result<Value> repr_function(Vm& vm, Value object) { return Value::cell(TRY(repr(vm, object))); }
Result<Value> ascii(Vm& vm, Value object) { return Value::cell(TRY(ascii_of(vm, object))); }
Result<Value> format(Vm& vm, Value value, Str* spec) { return Value::cell(TRY(format_value(vm, value, spec))); }
Result<int64_t> hash(Vm& vm, Value object) { return hash_of(vm, object); }
Result<Value> id(Vm& vm, Value object) { return make_int_unsigned(vm, object.bits()); }
bool callable(Vm& vm, Value object) { return is_callable(vm, object); }
Result<bool> is_instance_function(Vm& vm, Value object, Value cls) { return instance_check(vm, object, cls); }
Result<bool> is_subclass_function(Vm& vm, Value cls, Value ancestor) { return subclass_check(vm, cls, ancestor); }

Result<Value> iter(Vm& vm, Value object, Value sentinel)
{
    if (sentinel.is_empty())
        return get_iterator(vm, object);
    if (!is_callable(vm, object))
        return vm.raise(Error::TypeError, "iter(v, w): v must be callable");
    SequenceIterator* iterator = TRY(make_sequence_iterator(vm, vm.classes->callable_iterator, object));
    iterator->sentinel = sentinel;
    return Value::cell(iterator);
}

Result<Value> next(Vm& vm, Value iterator, Value fallback)
{
    Step item = TRY(next_item(vm, iterator));
    if (item)
        return *item;
    if (!fallback.is_empty())
        return fallback;
    return raise_stopped(vm);
}

/// The keywords are list.sort's, which is named when one is wrong.
Result<Value> sorted(Vm& vm, Arguments iterable, Dict* keywords)
{
    if (iterable.count != 1)
        return vm.raise(Error::TypeError, "sorted expected 1 argument, got {}", iterable.count);
    List* list = TRY(list_of(vm, iterable[0]));
    Value key;
    bool reverse = false;
    size_t position = 0;
    while (const DictEntry* entry = keywords ? next_entry(keywords, position) : nullptr) {
        std::string_view name = as<Str>(entry->key)->view();
        if (name == "key")
            key = entry->value.is_none() ? Value() : entry->value;
        else if (name == "reverse")
            reverse = TRY(truth(vm, entry->value));
        else
            return vm.raise(Error::TypeError, "sort() got an unexpected keyword argument '{}'", name);
    }
    TRY(list_sort(vm, list, key, reverse));
    return Value::cell(list);
}

Result<Value> abs(Vm& vm, Value number)
{
    if (is_int(number) && !vm.class_of(number)->has(IsHeapClass))
        return int_abs(vm, number);
    if (number.is_immediate_double())
        return make_float(
            vm, number.as_immediate_double() < 0 ? -number.as_immediate_double() : number.as_immediate_double());
    Value method = lookup_special(vm, vm.class_of(number), Special::abs);
    if (method.is_empty())
        return vm.raise(Error::TypeError, "bad operand type for abs(): '{}'", type_name(vm, number));
    return call_special(vm, method, number, {});
}

Result<Value> round_function(Vm& vm, Value number, Value digits)
{
    Value method = lookup(vm, vm.class_of(number), vm.names->round);
    if (method.is_empty())
        return vm.raise(Error::TypeError, "type {} doesn't define __round__ method", type_name(vm, number));
    return digits.is_none() ? call_special(vm, method, number, {}) : call_special(vm, method, number, { digits });
}

Result<Value> pow(Vm& vm, Value base, Value exponent, Value modulus)
{
    return power_modulo(vm, base, exponent, modulus);
}
Result<Value> divmod(Vm& vm, Value left, Value right) { return divmod_operation(vm, left, right); }

Result<Value> chr(Vm& vm, Value value)
{
    Value integer = TRY(to_int_object(vm, value));
    std::optional<int64_t> point = int_to_int64(integer);
    if (!point || *point < 0 || *point > 0x10ffff)
        return vm.raise(Error::ValueError, "chr() arg not in range(0x110000)");
    return Value::cell(TRY(make_character(vm, uint32_t(*point))));
}
Result<int64_t> ord(Vm& vm, Value character)
{
    if (auto* str = as_if<Str>(character)) {
        if (str->length != 1)
            return vm.raise(Error::TypeError, "ord() expected a character, but string of length {} found", str->length);
        return int64_t(str_at(vm, str, 0));
    }
    std::string_view bytes;
    if (!bytes_view(character, bytes))
        return vm.raise(Error::TypeError, "ord() expected string of length 1, but {} found", type_name(vm, character));
    if (bytes.size() != 1)
        return vm.raise(Error::TypeError, "ord() expected a character, but string of length {} found", bytes.size());
    return int64_t(static_cast<unsigned char>(bytes[0]));
}
template <int base> Result<Value> in_base(Vm& vm, Value number)
{
    std::string digits = TRY(int_to_text(vm, TRY(to_int_object(vm, number)), base));
    bool negative = digits[0] == '-';
    std::string text = negative ? "-" : "";
    text += base == 2 ? "0b" : base == 8 ? "0o" : "0x";
    return Value::cell(TRY(make_str(vm, text + digits.substr(negative))));
}

Result<Str*> attribute_name(Vm& vm, Value name)
{
    if (auto* str = as_if<Str>(name))
        return intern(vm, str);
    return vm.raise(Error::TypeError, "attribute name must be string, not '{}'", type_name(vm, name));
}
Result<Value> getattr(Vm& vm, Value object, Value name, Value fallback)
{
    Str* key = TRY(attribute_name(vm, name));
    if (fallback.is_empty())
        return get_attribute(vm, object, key);
    return TRY(find_attribute(vm, object, key)).value_or(fallback);
}
Result<bool> hasattr(Vm& vm, Value object, Value name)
{
    return TRY(find_attribute(vm, object, TRY(attribute_name(vm, name)))).has_value();
}
Result<void> setattr(Vm& vm, Value object, Value name, Value value)
{
    return set_attribute(vm, object, TRY(attribute_name(vm, name)), value);
}
Result<void> delattr(Vm& vm, Value object, Value name)
{
    return delete_attribute(vm, object, TRY(attribute_name(vm, name)));
}

/// Names and values that the running frame's locals() shows.
Result<Value> locals_of_frame(Vm& vm)
{
    Value* registers = vm.registers;
    if (!registers)
        return Value::cell(TRY(make_dict(vm)));
    Code* code = code_of(registers);
    if (code->flags & UsesNamespace)
        return registers[0];
    if (code->flags & IsModule)
        return Value::cell(code->globals);
    Dict* dict = TRY(make_dict(vm));
    auto* names = static_cast<ValueArray*>(code->locals);
    auto put = [&](Value name, Value value) -> Result<void> {
        if (auto* box = as_if<Box>(value))
            value = box->value;
        bool shown = !value.is_empty() && as<Str>(name)->view().find('.') == std::string_view::npos;
        return shown ? dict_set_str(vm, dict, as<Str>(name), value) : Result<void>();
    };
    for (size_t i = 0; i < names->capacity; i++)
        TRY(put(names->data[i], registers[i]));
    auto* function = as<Function>(header_of(registers)->function);
    for (size_t i = 0; i < code->free_count; i++)
        TRY(put(Value::cell(intern(vm, free_name(code, i))), function->closure[i]->value));
    return Value::cell(dict);
}

Result<Value> dir(Vm& vm, Value object)
{
    if (object.is_empty()) {
        Value names = TRY(locals_of_frame(vm));
        if (!is_kind(names, Kind::Dict))
            names = TRY(call_method(vm, names, intern(vm, "keys"), {}));
        List* list = TRY(list_of(vm, names));
        TRY(list_sort(vm, list, Value(), false));
        return Value::cell(list);
    }
    Value method = lookup(vm, vm.class_of(object), vm.names->dir);
    List* list = TRY(list_of(vm, TRY(call_special(vm, method, object, {}))));
    TRY(list_sort(vm, list, Value(), false));
    return Value::cell(list);
}
Result<Value> vars(Vm& vm, Value object)
{
    if (object.is_empty())
        return locals_of_frame(vm);
    std::optional<Value> dict = TRY(find_attribute(vm, object, vm.names->dict));
    if (!dict)
        return vm.raise(Error::TypeError, "vars() argument must have __dict__ attribute");
    return *dict;
}
/// The names of the code that calls; with what modules get late when they are a module's.
Result<Value> globals(Vm& vm)
{
    Dict* names = code_of(vm.registers)->globals;
    Value* own_name = find_str(vm, names, vm.names->name);
    auto* text = own_name ? as_if<Str>(*own_name) : nullptr;
    Value* loaded = text ? find_str(vm, vm.modules->loaded(), intern(vm, text)) : nullptr;
    if (auto* module = loaded ? as_if<Module>(*loaded) : nullptr; module && module->dict == names)
        TRY(vm.modules->whole_dict(module));
    return Value::cell(names);
}
Result<Value> locals(Vm& vm) { return locals_of_frame(vm); }

Result<Value> import_function(Vm& vm, Value name, Value globals, Value, Value from_list, int64_t level)
{
    if (!is_kind(name, Kind::Str))
        return vm.raise(Error::TypeError, "module name must be a string");
    if (level < 0)
        return vm.raise(Error::ValueError, "level must be >= 0");
    uint32_t dots = uint32_t(std::min<int64_t>(level, UINT32_MAX));
    return import_module(vm, globals.is_none() ? Value() : globals, as<Str>(name), from_list, dots);
}

Result<Value> aiter(Vm& vm, Value iterable)
{
    Value method = lookup_special(vm, vm.class_of(iterable), Special::aiter);
    if (method.is_empty())
        return vm.raise(Error::TypeError, "'{}' object is not an async iterable", type_name(vm, iterable));
    return call_special(vm, method, iterable, {});
}
Result<Value> anext(Vm& vm, Value iterator, Value fallback)
{
    Value method = lookup_special(vm, vm.class_of(iterator), Special::anext);
    if (method.is_empty())
        return vm.raise(Error::TypeError, "'{}' object is not an async iterator", type_name(vm, iterator));
    if (fallback.is_empty())
        return call_special(vm, method, iterator, {});
    Value module = TRY(import_absolute(vm, "_async_generators"));
    return call(vm, TRY(get_attribute(vm, module, intern(vm, "anext_default"))), { iterator, fallback });
}

Result<Value> breakpoint(Vm& vm, Arguments arguments, Dict* keywords)
{
    Value sys = TRY(import_absolute(vm, "sys"));
    std::optional<Value> hook = TRY(find_attribute(vm, sys, intern(vm, "breakpointhook")));
    if (!hook)
        return vm.raise(Error::RuntimeError, "lost sys.breakpointhook");
    return call_with_dict(vm, *hook, arguments.first, arguments.count, keywords);
}

constexpr NativeDef definitions[] = {
    def<"breakpoint(*args, **kws)", breakpoint>("Calls sys.breakpointhook, which starts a debugger."),
    def<"print(*args, sep=None, end=None, file=None, flush=False)", print>(
        "Prints the values to a stream, or to sys.stdout by default."),
    def<"input(prompt=, /)", input>("Reads a line from standard input."),
    def<"len(obj, /)", len>("Returns the number of items in a container.", Inlined::Length),
    def<"repr(obj, /)", repr_function>("Returns the canonical text of the object."),
    def<"ascii(obj, /)", ascii>("As repr(), with what is not ASCII escaped."),
    def<"format(value, format_spec='', /)", format>("Returns value.__format__(format_spec)."),
    def<"hash(obj, /)", hash>("Returns the hash of an object."),
    def<"id(obj, /)", id>("Returns the identity of an object."),
    def<"callable(obj, /)", callable>("Whether the object can be called."),
    def<"isinstance(obj, class_or_tuple, /)", is_instance_function>(
        "Whether an object is an instance of a class or of a subclass.", Inlined::IsInstance),
    def<"issubclass(cls, class_or_tuple, /)", is_subclass_function>(
        "Whether a class is derived from another or is the same."),
    def<"iter(object, sentinel=, /)", iter>("Gets an iterator from an object."),
    def<"next(iterator, default=, /)", next>("Returns the next item from the iterator.", Inlined::Next),
    def<"sorted(*iterable, **keywords)", sorted>("Returns a new list of the items in ascending order."),
    def<"sum(iterable, /, start=0)", sum>("Returns the sum of a start value and an iterable of numbers."),
    def<"any(iterable, /)", any>("Whether bool(x) is True for any x in the iterable."),
    def<"all(iterable, /)", all>("Whether bool(x) is True for all x in the iterable."),
    def<"min(*args, key=None, default='')", min>("Returns the smallest item or argument."),
    def<"max(*args, key=None, default='')", max>("Returns the largest item or argument."),
    def<"abs(x, /)", abs>("Returns the absolute value of the argument."),
    def<"round(number, ndigits=None)", round_function>("Rounds a number to a given precision in decimal digits."),
    def<"pow(base, exp, mod=None)", pow>("Equivalent to base**exp, or base**exp % mod."),
    def<"divmod(x, y, /)", divmod>("Returns the tuple (x//y, x%y)."),
    def<"chr(i, /)", chr>("Returns the character of a code point."),
    def<"ord(character, /)", ord>("Returns the code point of a character."),
    def<"bin(number, /)", in_base<2>>("Returns the binary representation of an integer."),
    def<"oct(number, /)", in_base<8>>("Returns the octal representation of an integer."),
    def<"hex(number, /)", in_base<16>>("Returns the hexadecimal representation of an integer."),
    def<"getattr(object, name, default=, /)", getattr>("Gets a named attribute from an object."),
    def<"hasattr(obj, name, /)", hasattr>("Whether the object has an attribute with the given name."),
    def<"setattr(obj, name, value, /)", setattr>("Sets the named attribute on the given object."),
    def<"delattr(obj, name, /)", delattr>("Deletes the named attribute from the given object."),
    def<"dir(object=, /)", dir>("Lists the names of an object or of the current scope."),
    def<"vars(object=, /)", vars>("Returns the __dict__ of an object, or locals()."),
    def<"globals()", globals>("Returns the dictionary of the current module's global variables."),
    def<"locals()", locals>("Returns a dictionary of the current scope's local variables."),
    def<"__import__(name, globals=None, locals=None, fromlist=None, level=0)", import_function>("Imports a module."),
    def<"__build_class__(func, name, /, *bases, **kwds)", build_class>("Makes a class; called by the class statement."),
    def<"aiter(async_iterable, /)", aiter>("Returns an asynchronous iterator for an asynchronous iterable."),
    def<"anext(async_iterator, default=, /)", anext>("Returns the next item from the async iterator."),
};

} // namespace

Result<Value> frame_locals(Vm& vm) { return locals_of_frame(vm); }

Result<void> define_builtins(Vm& vm)
{
    static constexpr NativeModule native{ "builtins", definitions, nullptr,
        "Built-in functions, types, exceptions, and other objects." };
    Module* module = TRY(make_native_module(vm, native));
    vm.builtins = module->dict;
    vm.modules->import_definition = as<NativeFunction>(*find_str(vm, module->dict, vm.names->import_))->def;
    vm.operations.find_carets = find_caret_marks;
    auto put = [&](std::string_view name, Value value) {
        return dict_set_str(vm, module->dict, intern(vm, name), value);
    };
    StandardClasses& classes = *vm.classes;
    for (Class* cls : { classes.object, classes.type, classes.integer, classes.boolean, classes.real, classes.complex,
             classes.str, classes.bytes, classes.bytearray, classes.tuple, classes.list, classes.dict, classes.set,
             classes.frozenset, classes.range, classes.slice, classes.property, classes.static_method,
             classes.class_method, classes.super, classes.memory_view })
        TRY(put(class_name(cls), Value::cell(cls)));
    // ExecutionEnded is the embedder's: a script can't name it, nor catch it.
    for (Class* cls : vm.error_classes)
        if (cls != vm.error_class(Error::ExecutionEnded))
            TRY(put(class_name(cls), Value::cell(cls)));
    TRY(put("EnvironmentError", Value::cell(vm.error_class(Error::OSError))));
    TRY(put("IOError", Value::cell(vm.error_class(Error::OSError))));
    TRY(put("None", None));
    TRY(put("True", True));
    TRY(put("False", False));
    TRY(put("Ellipsis", Ellipsis));
    TRY(put("NotImplemented", NotImplemented));
    TRY(put("__debug__", True));
    TRY(define_iterator_classes(vm, module->dict));
    TRY(define_evaluation(vm, module->dict));
    return define_exception_groups(vm, module->dict);
}

} // namespace coil::internal

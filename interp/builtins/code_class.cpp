#include <algorithm>

#include "builtins/define.h"
#include "builtins/display.h"
#include "objects/dict.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/interpreter/loader.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

Result<Value> names_tuple(Vm& vm, const std::vector<std::string>& names, size_t count)
{
    Tuple* tuple = TRY(make_tuple(vm, std::min(count, names.size())));
    for (size_t i = 0; i < tuple->size; i++) {
        Str* name = intern(vm, names[i]);
        vm.heap.write_barrier(tuple);
        tuple->items[i] = Value::cell(name);
    }
    return Value::cell(tuple);
}
/// Flags by CPython's numbers.
int64_t code_flag_bits(const Code* code)
{
    int64_t flags = 0x3;
    flags |= code->flags & HasVarArgs ? 0x04 : 0;
    flags |= code->flags & HasVarKeywords ? 0x08 : 0;
    flags |= code->flags & IsNested ? 0x10 : 0;
    flags |= code->flags & IsGenerator ? 0x20 : 0;
    flags |= code->flags & IsCoroutine ? 0x80 : 0;
    flags |= code->flags & IsIterableCoroutine ? 0x100 : 0;
    flags |= code->flags & IsAsyncGenerator ? 0x200 : 0;
    return flags;
}
Result<Value> code_name(Vm&, Value self) { return Value::cell(as<Code>(self)->name); }
Result<Value> code_qualname(Vm&, Value self) { return Value::cell(as<Code>(self)->qualified_name); }
Result<Value> code_filename(Vm&, Value self) { return Value::cell(as<Code>(self)->filename); }
Result<Value> code_first_line(Vm&, Value self) { return Value::small(tables_of(as<Code>(self)).first_line); }
Result<Value> code_argcount(Vm&, Value self) { return Value::small(as<Code>(self)->argument_count); }
Result<Value> code_posonly(Vm&, Value self) { return Value::small(as<Code>(self)->positional_only_count); }
Result<Value> code_kwonly(Vm&, Value self) { return Value::small(as<Code>(self)->keyword_only_count); }
Result<Value> code_flags(Vm&, Value self) { return Value::small(code_flag_bits(as<Code>(self))); }
Result<Value> code_varnames(Vm& vm, Value self)
{
    const CodeUnit& unit = tables_of(as<Code>(self));
    return names_tuple(vm, unit.locals, unit.locals.size());
}
Result<Value> code_freevars(Vm& vm, Value self)
{
    const CodeUnit& unit = tables_of(as<Code>(self));
    return names_tuple(vm, unit.free_names, unit.free_names.size());
}
Result<Value> code_repr(Vm& vm, Value self)
{
    auto* code = as<Code>(self);
    return formatted_str(vm, "<code object {} at {}, file \"{}\", line {}>",
        { code->name->view(), object_address(self), code->filename->view(), tables_of(code).first_line });
}
/// Of what CPython can replace, what needs no other instructions: names, and whether generators can be awaited.
Result<Value> code_replace(Vm& vm, Value self, Dict* changes)
{
    Code* copy = TRY(copy_code(vm, as<Code>(self)));
    size_t position = 0;
    while (const DictEntry* entry = changes ? next_entry(changes, position) : nullptr) {
        std::string_view name = as<Str>(entry->key)->view();
        Str** text = name == "co_name" ? &copy->name
            : name == "co_qualname"    ? &copy->qualified_name
            : name == "co_filename"    ? &copy->filename
                                       : nullptr;
        if (text) {
            if (!is_kind(entry->value, Kind::Str))
                return vm.raise(
                    Error::TypeError, "replace() argument '{}' must be str, not {}", name, type_name(vm, entry->value));
            vm.heap.write_barrier(copy);
            *text = as<Str>(entry->value);
        } else if (name == "co_flags") {
            constexpr int64_t iterable_coroutine = 0x100;
            int64_t flags = TRY(to_int64(vm, entry->value)), now = code_flag_bits(copy);
            if ((flags ^ now) & ~iterable_coroutine || (flags & iterable_coroutine && !(copy->flags & IsGenerator)))
                return vm.raise(Error::ValueError,
                    "code.replace() of coil changes only CO_ITERABLE_COROUTINE of a generator's flags");
            copy->flags = (copy->flags & ~uint32_t(IsIterableCoroutine)) |
                (flags & iterable_coroutine ? uint32_t(IsIterableCoroutine) : 0);
        } else {
            return vm.raise(Error::TypeError, "code.replace() of coil cannot change '{}'", name);
        }
    }
    return Value::cell(copy);
}
constexpr NativeDef code_methods[] = {
    def<"__repr__(self, /)", code_repr>(),
    def<"replace(self, /, **changes)", code_replace>("Returns a copy of the code with other names or flags."),
};
constexpr AttributeDef code_attributes[] = {
    { "co_name", code_name, nullptr, nullptr },
    { "co_qualname", code_qualname, nullptr, nullptr },
    { "co_filename", code_filename, nullptr, nullptr },
    { "co_firstlineno", code_first_line, nullptr, nullptr },
    { "co_argcount", code_argcount, nullptr, nullptr },
    { "co_posonlyargcount", code_posonly, nullptr, nullptr },
    { "co_kwonlyargcount", code_kwonly, nullptr, nullptr },
    { "co_flags", code_flags, nullptr, nullptr },
    { "co_varnames", code_varnames, nullptr, nullptr },
    { "co_freevars", code_freevars, nullptr, nullptr },
};

} // namespace

void define_code(Vm& vm)
{
    StandardClasses& classes = *vm.classes;
    add_methods(vm, classes.code, code_methods);
    add_attributes(vm, classes.code, code_attributes);
}

} // namespace coil::internal

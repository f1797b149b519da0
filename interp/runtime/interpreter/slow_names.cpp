// Names: locals that are unbound, cells, globals and namespaces.
#include <algorithm>

#include "bytecode/helpers.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/str.h"
#include "runtime/interpreter/loader.h"
#include "runtime/interpreter/slow.h"
#include "runtime/machine/import.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/operators.h"

namespace coil::internal::slow
{

namespace
{

Str* name_operand(Next s) { return as<Str>(static_cast<ValueArray*>(code_of(s.r)->names)->data[s.pc[1]]); }

/// `asyncio` and a few of its names are builtin, but the module is loaded when one of them is first used. False when
/// the name is none of them, or when the import failed.
bool add_asyncio_name(Vm& vm, Str* name)
{
    constexpr std::string_view names[] = { "asyncio", "sleep", "gather", "Queue", "create_task" };
    if (std::find(std::begin(names), std::end(names), name->view()) == std::end(names))
        return false;
    Result<Value> module = import_absolute(vm, "asyncio");
    if (module.failed())
        return false;
    Result<Value> value = name->view() == "asyncio" ? module : get_attribute(vm, module.value(), name);
    return value.ok() && dict_set_str(vm, vm.builtins, name, value.value()).ok();
}

Next raise_name_error(Vm& vm, Next s, Str* name)
{
    (void)vm.raise(Error::NameError, "name '{}' is not defined", name->view());
    if (auto* raised = as_exception(vm.pending); raised && is_exception_of(vm, vm.pending, Error::NameError)) {
        Value exception = vm.take_pending();
        if (set_own_attribute(vm, exception.as_cell(), vm.names->name_attribute, Value::cell(name)).ok())
            vm.pending = exception;
    }
    return unwind(vm, s);
}

Raised unbound(Vm& vm, std::string_view name)
{
    return vm.raise(
        Error::UnboundLocalError, "cannot access local variable '{}' where it is not associated with a value", name);
}

/// Looks a name up in a namespace of any kind: a dict, or a mapping that a metaclass's __prepare__ made. Empty when it
/// is not there.
Result<std::optional<Value>> find_in_namespace(Vm& vm, Value space, Str* name)
{
    if (auto* dict = as_if<Dict>(space); dict && dict->shape == vm.exact.dict) {
        Value* value = find_str(vm, dict, name);
        return value ? std::optional<Value>(*value) : std::optional<Value>();
    }
    Result<Value> value = get_item(vm, space, Value::cell(name));
    if (value.ok())
        return std::optional<Value>(value.value());
    if (!is_exception_of(vm, vm.pending, Error::KeyError))
        return Raised{};
    vm.take_pending();
    return std::optional<Value>();
}

/// `__spec__` or `__loader__` of the module that the code belongs to; or its `__annotations__`, evaluated now: files
/// from before 3.14 name them, where CPython has no such name any more (tests/differences).
Result<std::optional<Value>> find_late_global(Vm& vm, Code* code, Str* name)
{
    Value* own_name = find_str(vm, code->globals, vm.names->name);
    Value* loaded = own_name && is_kind(*own_name, Kind::Str)
        ? find_str(vm, vm.modules->loaded(), intern(vm, as<Str>(*own_name)))
        : nullptr;
    auto* module = loaded ? as_if<Module>(*loaded) : nullptr;
    if (!module || module->dict != code->globals)
        return std::optional<Value>();
    if (name != vm.names->annotations)
        return vm.modules->late_attribute(module, name);
    Result<Value> annotations = get_attribute(vm, *loaded, name);
    if (annotations.failed() && is_exception_of(vm, vm.pending, Error::Exception)) {
        // They name what is defined later: then it begins empty, as it did.
        vm.take_pending();
        annotations = Value::cell(TRY(make_dict(vm)));
        TRY(dict_set_str(vm, module->dict, name, annotations.value()));
    }
    return std::optional(TRY(std::move(annotations)));
}

/// A name that is no key of the code's globals and builtins.
Result<std::optional<Value>> find_rare_builtin(Vm& vm, Code* code, Str* name)
{
    if (name == vm.names->spec || name == vm.names->loader || name == vm.names->annotations)
        return find_late_global(vm, code, name);
    if (code->builtins != vm.builtins)
        return find_builtin(vm, code, name);
    if (add_asyncio_name(vm, name))
        return std::optional(*find_str(vm, vm.builtins, name));
    return vm.is_pending() ? Result<std::optional<Value>>(Raised{}) : std::optional<Value>();
}

} // namespace

Next unbound_local(Vm& vm, Next s, uint32_t reg)
{
    save(vm, s);
    auto* locals = static_cast<ValueArray*>(code_of(s.r)->locals);
    (void)unbound(vm, reg < locals->capacity ? as<Str>(locals->data[reg])->view() : "?");
    return unwind(vm, s);
}

Next unbound_cell(Vm& vm, Next s, uint32_t reg) { return unbound_local(vm, s, reg); }

Next unbound_free(Vm& vm, Next s, uint32_t index)
{
    save(vm, s);
    return raise_at(vm, s, Error::NameError,
        "cannot access free variable '{}' where it is not associated with a value in enclosing scope",
        tables_of(code_of(s.r)).free_names[index]);
}

Next make_cell(Vm& vm, Next s, uint32_t reg)
{
    save(vm, s);
    Result<Box*> box = make_box(vm, s.r[reg]);
    if (box.failed())
        return unwind(vm, s);
    s.r[reg] = Value::cell(box.value());
    return after<Op::MakeCell>(s);
}

Next load_global(Vm& vm, Next s, uint32_t dst)
{
    save(vm, s);
    Code* code = code_of(s.r);
    Str* name = name_operand(s);
    auto* cache = const_cast<uint32_t*>(s.pc);
    int64_t index = entry_index(vm, code->globals, name);
    if (index >= 0) {
        cache[2] = code->globals->keys_version;
        cache[3] = uint32_t(index);
        s.r[dst] = code->globals->table->entries()[index].value;
        return after<Op::LoadGlobal>(s);
    }
    index = entry_index(vm, code->builtins, name);
    if (index < 0) {
        Result<std::optional<Value>> found = find_rare_builtin(vm, code, name);
        if (found.failed())
            return unwind(vm, s);
        if (!found.value())
            return raise_name_error(vm, s, name);
        s.r[dst] = *found.value();
        return after<Op::LoadGlobal>(s);
    }
    cache[2] = code->globals->keys_version;
    cache[3] = uint32_t(index) | 0x80000000;
    cache[4] = code->builtins->keys_version;
    s.r[dst] = code->builtins->table->entries()[index].value;
    return after<Op::LoadGlobal>(s);
}

Next store_global(Vm& vm, Next s, Value value)
{
    save(vm, s);
    Dict* globals = code_of(s.r)->globals;
    Str* name = name_operand(s);
    if (dict_set_str(vm, globals, name, value).failed())
        return unwind(vm, s);
    auto* cache = const_cast<uint32_t*>(s.pc);
    cache[2] = globals->keys_version;
    cache[3] = uint32_t(entry_index(vm, globals, name));
    return after<Op::StoreGlobal>(s);
}

Next delete_global(Vm& vm, Next s)
{
    save(vm, s);
    Str* name = name_operand(s);
    if (!dict_erase_str(vm, code_of(s.r)->globals, name))
        return raise_name_error(vm, s, name);
    return after<Op::DeleteGlobal>(s);
}

Next load_name(Vm& vm, Next s, uint32_t dst, uint32_t space)
{
    save(vm, s);
    Str* name = name_operand(s);
    Result<std::optional<Value>> found = find_in_namespace(vm, s.r[space], name);
    if (found.failed())
        return unwind(vm, s);
    if (found.value()) {
        s.r[dst] = *found.value();
        return after<Op::LoadName>(s);
    }
    Code* code = code_of(s.r);
    Value* global = find_str(vm, code->globals, name);
    found = global ? std::optional(*global) : find_builtin(vm, code, name);
    if (found.failed())
        return unwind(vm, s);
    if (!found.value())
        return raise_name_error(vm, s, name);
    s.r[dst] = *found.value();
    return after<Op::LoadName>(s);
}

Next load_name_or_free(Vm& vm, Next s, uint32_t dst, uint32_t space, uint32_t index)
{
    save(vm, s);
    Result<std::optional<Value>> found = find_in_namespace(vm, s.r[space], name_operand(s));
    if (found.failed())
        return unwind(vm, s);
    Value value = found.value() ? *found.value() : as<Function>(header_of(s.r)->function)->closure[index]->value;
    if (value.is_empty())
        return unbound_free(vm, s, index);
    s.r[dst] = value;
    return after<Op::LoadNameOrFree>(s);
}

Next store_name(Vm& vm, Next s, Value value, uint32_t space)
{
    save(vm, s);
    Value mapping = s.r[space];
    auto* dict = as_if<Dict>(mapping);
    Result<void> done = dict && dict->shape == vm.exact.dict
        ? dict_set_str(vm, dict, name_operand(s), value)
        : set_item(vm, mapping, Value::cell(name_operand(s)), value);
    if (done.failed())
        return unwind(vm, s);
    return after<Op::StoreName>(s);
}

Next delete_name(Vm& vm, Next s, uint32_t space)
{
    save(vm, s);
    Str* name = name_operand(s);
    Value mapping = s.r[space];
    auto* dict = as_if<Dict>(mapping);
    if (dict && dict->shape == vm.exact.dict) {
        if (!dict_erase_str(vm, dict, name))
            return raise_name_error(vm, s, name);
    } else if (delete_item(vm, mapping, Value::cell(name)).failed()) {
        if (!is_exception_of(vm, vm.pending, Error::KeyError))
            return unwind(vm, s);
        vm.take_pending();
        return raise_name_error(vm, s, name);
    }
    return after<Op::DeleteName>(s);
}

Next load_helper(Vm& vm, Next s, uint32_t dst, uint32_t number)
{
    constexpr std::pair<std::string_view, std::string_view> helpers[] = {
#define HELPER(name, module, attribute) { module, attribute },
#include "bytecode/helpers.def"
#undef HELPER
    };
    save(vm, s);
    if (number >= uint32_t(Helper::Count))
        return raise_at(vm, s, Error::SystemError, "compiled code asks the library for what it has not got");
    auto [module_name, name] = helpers[number];
    Result<Value> module = import_absolute(vm, module_name);
    if (module.failed())
        return unwind(vm, s);
    Result<Value> value = get_attribute(vm, module.value(), intern(vm, name));
    if (value.failed())
        return unwind(vm, s);
    s.r[dst] = value.value();
    return after<Op::LoadHelper>(s);
}

} // namespace coil::internal::slow

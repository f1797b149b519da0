// Building containers and strings; imports.
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/list.h"
#include "objects/search_progress.h"
#include "objects/set.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/interpreter/loader.h"
#include "runtime/interpreter/slow.h"
#include "runtime/machine/import.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/item_operators.h"
#include "runtime/operations/iteration.h"
#include "runtime/operations/operators.h"

namespace coil::internal::slow
{

namespace
{

template <class T> Next store(Vm& vm, Next s, uint32_t dst, Result<T*> result)
{
    if (result.failed())
        return unwind(vm, s);
    s.r[dst] = Value::cell(result.value());
    return after(s);
}

Next done(Vm& vm, Next s, const Result<void>& result)
{
    if (result.failed())
        return unwind(vm, s);
    return after(s);
}

Result<Set*> set_of_items(Vm& vm, const Value* items, uint32_t count)
{
    Set* set = TRY(make_set(vm));
    for (uint32_t i = 0; i < count; i++)
        TRY(set_add(vm, set, items[i]));
    return set;
}

Result<Dict*> dict_of_items(Vm& vm, const Value* items, uint32_t count)
{
    Dict* dict = TRY(make_dict_sized(vm, count));
    if (count)
        TRY(dict_set_first(vm, dict, items[0], items[1]));
    for (uint32_t i = 1; i < count; i++)
        TRY(dict_set(vm, dict, items[2 * i], items[2 * i + 1]));
    return dict;
}

Result<Str*> join_items(Vm& vm, const Value* items, uint32_t count)
{
    size_t size = 0, length = 0;
    for (uint32_t i = 0; i < count; i++) {
        size += as<Str>(items[i])->size;
        length += as<Str>(items[i])->length;
    }
    if (size <= 1) {
        StrBuilder builder;
        for (uint32_t i = 0; i < count; i++)
            builder.add(as<Str>(items[i]));
        return builder.finish(vm);
    }
    Str* out = TRY(make_str_uninitialized(vm, size));
    char* at = const_cast<char*>(out->data);
    SearchProgress progress(vm);
    for (uint32_t i = 0; i < count; i++) {
        std::string_view text = as<Str>(items[i])->view();
        if (!byte_text::copy(at, text, &progress))
            return Raised{};
        at += text.size();
    }
    str_filled(out, length);
    return out;
}

Result<void> extend_list(Vm& vm, List* list, Value iterable)
{
    Value keeper;
    std::span<const Value> items = TRY(items_of(vm, iterable, keeper));
    return list_extend(vm, list, items.data(), items.size());
}

Result<void> update_dict(Vm& vm, Dict* dict, Value mapping)
{
    if (auto* other = as_if<Dict>(mapping); other && iterates_as_dict(vm, other))
        return dict_merge(vm, dict, other);
    std::optional<Value> keys = TRY(find_attribute(vm, mapping, vm.names->keys));
    if (!keys)
        return vm.raise(Error::TypeError, "'{}' object is not a mapping", type_name(vm, mapping));
    Value names = TRY(call(vm, *keys, CallArguments{}));
    return for_each(vm, names, [&](Value key) -> Result<bool> {
        Value value = TRY(get_item(vm, mapping, key));
        TRY(dict_set(vm, dict, key, value));
        return true;
    });
}

Result<void> merge_keywords(Vm& vm, Dict* dict, Value mapping, Value callee)
{
    Dict* other = as_if<Dict>(mapping);
    if (!other || !iterates_as_dict(vm, other)) {
        std::optional<Value> keys = TRY(find_attribute(vm, mapping, vm.names->keys));
        if (!keys)
            return vm.raise(Error::TypeError, "{} argument after ** must be a mapping, not {}",
                function_name(vm, callee), type_name(vm, mapping));
        other = TRY(make_dict(vm));
        TRY(update_dict(vm, other, mapping));
    }
    size_t position = 0;
    while (const DictEntry* entry = next_entry(other, position)) {
        Value key = entry->key, value = entry->value;
        if (!is_kind(key, Kind::Str))
            return vm.raise(Error::TypeError, "keywords must be strings");
        if (find_str(vm, dict, as<Str>(key)))
            return vm.raise(Error::TypeError, "{} got multiple values for keyword argument '{}'",
                function_name(vm, callee), as<Str>(key)->view());
        TRY(dict_set_str(vm, dict, as<Str>(key), value));
    }
    return {};
}

Result<Str*> format_converted(Vm& vm, Value value, uint32_t conversion, Value spec)
{
    switch (conversion) {
    case 's':
        value = Value::cell(TRY(str_of(vm, value)));
        break;
    case 'r':
        value = Value::cell(TRY(repr(vm, value)));
        break;
    case 'a':
        value = Value::cell(TRY(ascii_of(vm, value)));
        break;
    default:
        break;
    }
    if (spec.is_empty() && value.is_cell() && value.as_cell()->shape == vm.exact.str)
        return as<Str>(value);
    return format_value(vm, value, spec.is_empty() ? nullptr : as<Str>(spec));
}

Str* name_operand(Next s) { return as<Str>(static_cast<ValueArray*>(code_of(s.r)->names)->data[s.pc[1]]); }

} // namespace

Next build_tuple(Vm& vm, Next s, uint32_t dst, uint32_t base, uint32_t count)
{
    save(vm, s);
    return store(vm, s, dst, make_tuple(vm, s.r + base, count));
}

Next build_list(Vm& vm, Next s, uint32_t dst, uint32_t base, uint32_t count)
{
    save(vm, s);
    return store(vm, s, dst, make_list(vm, s.r + base, count));
}

Next build_set(Vm& vm, Next s, uint32_t dst, uint32_t base, uint32_t count)
{
    save(vm, s);
    return store(vm, s, dst, set_of_items(vm, s.r + base, count));
}

Next build_dict(Vm& vm, Next s, uint32_t dst, uint32_t base, uint32_t count)
{
    save(vm, s);
    return store(vm, s, dst, dict_of_items(vm, s.r + base, count));
}

Next build_string(Vm& vm, Next s, uint32_t dst, uint32_t base, uint32_t count)
{
    save(vm, s);
    return store(vm, s, dst, join_items(vm, s.r + base, count));
}

Next list_append(Vm& vm, Next s, Value list, Value item)
{
    save(vm, s);
    return done(vm, s, internal::list_append(vm, as<List>(list), item));
}

namespace
{

/// Extends the list in that register by what is behind a star; `is_all`: by all arguments of the callee in front of it.
Result<void> extend_arguments(Vm& vm, Next s, uint32_t list, Value iterable, bool is_all)
{
    Result<void> result = extend_list(vm, as<List>(s.r[list]), iterable);
    if (result.failed() && is_exception_of(vm, vm.pending, Error::TypeError) &&
        lookup_special(vm, vm.class_of(iterable), Special::iter).is_empty() &&
        lookup_special(vm, vm.class_of(iterable), Special::getitem).is_empty()) {
        vm.take_pending();
        std::string what =
            is_all ? function_name(vm, s.r[list - code_of(s.r)->window_gap]) + " argument" : std::string("Value");
        (void)vm.raise(Error::TypeError, "{} after * must be an iterable, not {}", what, type_name(vm, iterable));
    }
    return result;
}

} // namespace

Next list_extend(Vm& vm, Next s, uint32_t list, Value iterable)
{
    save(vm, s);
    return done(vm, s, extend_arguments(vm, s, list, iterable, false));
}

Next spread_items(Vm& vm, Next s, uint32_t dst, Value iterable)
{
    save(vm, s);
    if (iterable.is_cell() && iterable.as_cell()->shape == vm.exact.tuple) {
        s.r[dst] = iterable;
        return after<Op::SpreadItems>(s);
    }
    Result<List*> list = make_list(vm);
    if (list.failed())
        return unwind(vm, s);
    s.r[dst] = Value::cell(list.value());
    if (extend_arguments(vm, s, dst, iterable, true).failed())
        return unwind(vm, s);
    return list_to_tuple(vm, s, dst, s.r[dst]);
}

Next list_to_tuple(Vm& vm, Next s, uint32_t dst, Value list)
{
    save(vm, s);
    return store(vm, s, dst, make_tuple(vm, as<List>(list)->begin(), as<List>(list)->size));
}

Next set_add(Vm& vm, Next s, Value set, Value item)
{
    save(vm, s);
    if (internal::set_add(vm, as<Set>(set), item).failed())
        return unwind(vm, s);
    return after<Op::SetAdd>(s);
}

Next set_update(Vm& vm, Next s, Value set, Value iterable)
{
    save(vm, s);
    if (SetBase* other = as_any_set(iterable))
        return done(vm, s, set_merge(vm, as<Set>(set), other));
    return done(vm, s, for_each(vm, iterable, [&](Value item) -> Result<bool> {
        TRY(internal::set_add(vm, as<Set>(set), item));
        return true;
    }));
}

Next dict_set(Vm& vm, Next s, Value dict, Value key, Value value)
{
    save(vm, s);
    return done(vm, s, internal::dict_set(vm, as<Dict>(dict), key, value));
}

Next dict_update(Vm& vm, Next s, Value dict, Value mapping)
{
    save(vm, s);
    return done(vm, s, update_dict(vm, as<Dict>(dict), mapping));
}

Next spread_names(Vm& vm, Next s, uint32_t dst, Value mapping, Value callee)
{
    save(vm, s);
    if (mapping.is_cell() && mapping.as_cell()->shape == vm.exact.dict) {
        s.r[dst] = mapping;
        return after<Op::SpreadNames>(s);
    }
    Result<Dict*> dict = make_dict(vm);
    if (dict.failed())
        return unwind(vm, s);
    s.r[dst] = Value::cell(dict.value());
    return done(vm, s, merge_keywords(vm, dict.value(), mapping, callee));
}

Next dict_merge(Vm& vm, Next s, Value dict, Value mapping, Value callee)
{
    save(vm, s);
    return done(vm, s, merge_keywords(vm, as<Dict>(dict), mapping, callee));
}

Next format(Vm& vm, Next s, uint32_t dst, Value value, uint32_t conversion, Value spec)
{
    save(vm, s);
    return store(vm, s, dst, format_converted(vm, value, conversion, spec));
}

namespace
{

/// Calls the `__import__` that the code sees; that of this machine directly.
Result<Value> import_by_builtin(Vm& vm, Code* code, Str* name, Value from_list, uint32_t level)
{
    Value* own = find_str(vm, code->builtins, vm.names->import_);
    auto* native = own ? as_if<NativeFunction>(*own) : nullptr;
    if (native && native->def == vm.modules->import_definition) [[likely]]
        return import_module(vm, Value::cell(code->globals), name, from_list, level);
    std::optional<Value> function = TRY(find_builtin(vm, code, vm.names->import_));
    if (!function)
        return vm.raise(Error::ImportError, "__import__ not found");
    Value globals = Value::cell(code->globals);
    return call(vm, *function,
        { Value::cell(name), globals, code->flags & IsModule ? globals : None, from_list, Value::small(level) });
}

} // namespace

Next import_name(Vm& vm, Next s, uint32_t dst, Value from_list, uint32_t level)
{
    save(vm, s);
    Result<Value> module = import_by_builtin(vm, code_of(s.r), name_operand(s), from_list, level);
    if (module.failed())
        return unwind(vm, s);
    s.r[dst] = module.value();
    return after<Op::ImportName>(s);
}

Next import_from(Vm& vm, Next s, uint32_t dst, Value module)
{
    save(vm, s);
    Result<Value> value = import_attribute(vm, module, name_operand(s));
    if (value.failed())
        return unwind(vm, s);
    s.r[dst] = value.value();
    return after<Op::ImportFrom>(s);
}

Next import_star(Vm& vm, Next s, Value module, Value space)
{
    save(vm, s);
    Value target = space.is_empty() ? Value::cell(code_of(s.r)->globals) : space;
    return done(vm, s, import_all(vm, module, target));
}

} // namespace coil::internal::slow

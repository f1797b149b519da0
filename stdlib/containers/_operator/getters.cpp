// itemgetter, attrgetter and methodcaller.
#include <string>

#include "objects/class_members.h"
#include "objects/list.h"
#include "objects/str.h"
#include "runtime/machine/import.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"
#include "stdlib/containers/_operator/_operator.h"

namespace coil::internal
{

namespace
{

/// All three: what was given, in `arguments`.
struct Getter : NativeObject {
    Tuple* arguments; ///< itemgetter: the items; attrgetter: the names; methodcaller: behind the name
    Tuple* paths;     ///< attrgetter: for each a tuple of the names between the dots
    Str* name;        ///< methodcaller
    Dict* keywords;   ///< methodcaller; or null
};
void trace_getter(Cell* cell, gc::Tracer& tracer)
{
    auto* getter = static_cast<Getter*>(cell);
    tracer.visit(static_cast<Cell*>(getter->arguments));
    tracer.visit(static_cast<Cell*>(getter->paths));
    tracer.visit(static_cast<Cell*>(getter->name));
    tracer.visit(static_cast<Cell*>(getter->keywords));
}
constexpr NativeType getter_type{ "getter", trace_getter, nullptr };
Getter* as_getter(Value self) { return static_cast<Getter*>(self.as_cell()); }

Result<Getter*> make_getter(Vm& vm, Value cls, const Value* first, size_t count)
{
    Tuple* arguments = TRY(make_tuple(vm, first, count));
    Getter* getter = TRY(make_native<Getter>(vm, as<Class>(cls), getter_type));
    getter->arguments = arguments;
    return getter;
}

/// What `get` gives for each of the arguments: one value, or a tuple of more.
template <class Get> Result<Value> get_each(Vm& vm, size_t count, Get&& get)
{
    if (count == 1)
        return get(0);
    Tuple* all = TRY(make_tuple(vm, count));
    for (size_t i = 0; i < count; i++) {
        Value item = TRY(get(i));
        vm.heap.write_barrier(all);
        all->items[i] = item;
    }
    return Value::cell(all);
}

/// The one argument of a call.
Result<Value> operand(Vm& vm, Value self, Arguments given)
{
    if (given.count != 1)
        return vm.raise(Error::TypeError, "{} expected 1 argument, got {}", type_name(vm, self), given.count);
    return given[0];
}

Result<Value> item_getter_new(Vm& vm, Value cls, Value first, Arguments more)
{
    Getter* getter = TRY(make_getter(vm, cls, &first, 1));
    if (!more.empty()) {
        Tuple* all = TRY(make_tuple(vm, more.count + 1));
        all->items[0] = first;
        std::copy(more.begin(), more.end(), all->items + 1);
        vm.heap.write_barrier(getter);
        getter->arguments = all;
    }
    return Value::cell(getter);
}
Result<Value> item_getter_call(Vm& vm, Value self, Arguments given)
{
    Value object = TRY(operand(vm, self, given));
    const Tuple* items = as_getter(self)->arguments;
    return get_each(vm, items->size, [&](size_t i) { return get_item(vm, object, items->items[i]); });
}

Result<Tuple*> path_of(Vm& vm, Str* name)
{
    List* parts = TRY(make_list(vm));
    std::string text(name->view());
    for (size_t start = 0; start <= text.size();) {
        size_t end = std::min(text.find('.', start), text.size());
        TRY(list_append(vm, parts, Value::cell(intern(vm, text.substr(start, end - start)))));
        start = end + 1;
    }
    return make_tuple(vm, parts->begin(), parts->size);
}
Result<Value> attribute_getter_new(Vm& vm, Value cls, Value first, Arguments more)
{
    Getter* getter = as_getter(TRY(item_getter_new(vm, cls, first, more)));
    Tuple* paths = TRY(make_tuple(vm, getter->arguments->size));
    for (size_t i = 0; i < paths->size; i++) {
        auto* name = as_if<Str>(getter->arguments->items[i]);
        if (!name)
            return vm.raise(Error::TypeError, "attribute name must be a string");
        Tuple* path = TRY(path_of(vm, name));
        vm.heap.write_barrier(paths);
        paths->items[i] = Value::cell(path);
    }
    vm.heap.write_barrier(getter);
    getter->paths = paths;
    return Value::cell(getter);
}
Result<Value> attribute_getter_call(Vm& vm, Value self, Arguments given)
{
    Value object = TRY(operand(vm, self, given));
    const Tuple* paths = as_getter(self)->paths;
    return get_each(vm, paths->size, [&](size_t i) -> Result<Value> {
        Value found = object;
        for (Value name : *as<Tuple>(paths->items[i]))
            found = TRY(get_attribute(vm, found, as<Str>(name)));
        return found;
    });
}

Result<Value> method_caller_new(Vm& vm, Value cls, Arguments arguments, Dict* keywords)
{
    if (arguments.empty())
        return vm.raise(Error::TypeError, "methodcaller needs at least one argument, the method name");
    auto* text = as_if<Str>(arguments[0]);
    if (!text)
        return vm.raise(Error::TypeError, "method name must be a string");
    Str* interned = intern(vm, text->view());
    Getter* getter = TRY(make_getter(vm, cls, arguments.first + 1, arguments.count - 1));
    getter->name = interned;
    getter->keywords = keywords;
    vm.heap.write_barrier(getter);
    return Value::cell(getter);
}
Result<Value> method_caller_call(Vm& vm, Value self, Arguments given)
{
    Value object = TRY(operand(vm, self, given));
    Getter* getter = as_getter(self);
    if (!getter->keywords && getter->arguments->size == 0)
        return call_method(vm, object, getter->name, {});
    Value method = TRY(get_attribute(vm, object, getter->name));
    return call_with_dict(vm, method, getter->arguments->items, getter->arguments->size, getter->keywords);
}

Result<Value> getter_repr(Vm& vm, Value self)
{
    Getter* getter = as_getter(self);
    std::string text = "operator." + std::string(type_name(vm, self));
    ReprGuard guard(vm, self);
    if (guard.recursive())
        return Value::cell(TRY(make_str(vm, text + "(...)")));
    std::string_view separator = "(";
    auto add = [&](std::string_view part) {
        text += separator;
        text += part;
        separator = ", ";
    };
    if (getter->name)
        add(TRY(repr(vm, Value::cell(getter->name)))->view());
    for (Value each : *getter->arguments)
        add(TRY(repr(vm, each))->view());
    size_t position = 0;
    while (const DictEntry* entry = getter->keywords ? next_entry(getter->keywords, position) : nullptr) {
        std::string keyword = std::string(as<Str>(entry->key)->view()) + "=";
        add(keyword + std::string(TRY(repr(vm, entry->value))->view()));
    }
    return Value::cell(TRY(make_str(vm, text + ")")));
}

Result<Value> getter_reduce(Vm& vm, Value self)
{
    Getter* getter = as_getter(self);
    Value maker = Value::cell(vm.class_of(self));
    if (!getter->name)
        return Value::cell(TRY(make_pair(vm, maker, Value::cell(getter->arguments))));
    Value name = Value::cell(getter->name);
    if (getter->keywords) {
        Value module = TRY(import_absolute(vm, "functools"));
        Value partial = TRY(get_attribute(vm, module, intern(vm, "partial")));
        Value given[] = { maker, name };
        maker = TRY(call_with_dict(vm, partial, given, 2, getter->keywords));
        return Value::cell(TRY(make_pair(vm, maker, Value::cell(getter->arguments))));
    }
    Tuple* arguments = TRY(make_tuple(vm, getter->arguments->size + 1));
    arguments->items[0] = name;
    std::copy(getter->arguments->begin(), getter->arguments->end(), arguments->items + 1);
    return Value::cell(TRY(make_pair(vm, maker, Value::cell(arguments))));
}

constexpr NativeDef item_new = def<"__new__(cls, item, /, *items)", item_getter_new>();
constexpr NativeDef attribute_new = def<"__new__(cls, attr, /, *attrs)", attribute_getter_new>();
constexpr NativeDef method_new = def<"__new__(cls, /, *args, **kwargs)", method_caller_new>();
constexpr NativeDef item_methods[] = { def<"__call__(self, /, *args)", item_getter_call>() };
constexpr NativeDef attribute_methods[] = { def<"__call__(self, /, *args)", attribute_getter_call>() };
constexpr NativeDef method_methods[] = { def<"__call__(self, /, *args)", method_caller_call>() };
constexpr NativeDef methods[] = {
    def<"__repr__(self, /)", getter_repr>(),
    def<"__reduce__(self, /)", getter_reduce>("Return state information for pickling"),
};

} // namespace

Result<void> define_getters(Vm& vm, Module* module)
{
    struct Row {
        std::string_view name;
        std::span<const NativeDef> call;
        const NativeDef& make;
        const char* doc;
    };
    for (const Row& row : { Row{ "itemgetter", item_methods, item_new, "Fetches the given item(s) from its operand." },
             Row{ "attrgetter", attribute_methods, attribute_new, "Fetches the given attribute(s) from its operand." },
             Row{ "methodcaller", method_methods, method_new, "Calls the given method on its operand." } }) {
        Class* cls = TRY(define_class(vm, module, vm.classes->object,
            { .name = row.name,
                .module = "operator",
                .methods = row.call,
                .new_def = &row.make,
                .flags = HasWeakref | DisallowsSubclasses,
                .doc = row.doc }));
        add_methods(vm, cls, methods);
    }
    return {};
}

} // namespace coil::internal

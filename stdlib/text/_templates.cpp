// Templates and interpolations, which t-strings are made of (PEP 750); string.templatelib shows them.
#include "objects/class_members.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/native_class.h"
#include "runtime/operations/operators.h"
#include "stdlib/modules.h"

namespace coil::internal
{

namespace
{

/// What stands in braces.
struct Interpolation : NativeObject {
    Value value, expression, conversion, format_spec;
};
void trace_interpolation(Cell* cell, gc::Tracer& tracer)
{
    auto* self = static_cast<Interpolation*>(cell);
    for (Value field : { self->value, self->expression, self->conversion, self->format_spec })
        tracer.visit(field);
}
constexpr NativeType interpolation_type{ "Interpolation", trace_interpolation, nullptr };
Interpolation* as_interpolation(Value value) { return native_as<Interpolation>(value, interpolation_type); }

/// There is a string before, between and behind the interpolations, perhaps an empty one.
struct Template : NativeObject {
    Tuple* strings;
    Tuple* interpolations;
};
void trace_template(Cell* cell, gc::Tracer& tracer)
{
    tracer.visit(static_cast<Template*>(cell)->strings);
    tracer.visit(static_cast<Template*>(cell)->interpolations);
}
constexpr NativeType template_type{ "Template", trace_template, nullptr };
Template* as_template(Value value) { return native_as<Template>(value, template_type); }
/// The self of a method.
Template* own_template(Value self) { return static_cast<Template*>(self.as_cell()); }
Interpolation* own_interpolation(Value self) { return static_cast<Interpolation*>(self.as_cell()); }

enum ClassIndex : uint8_t { InterpolationClass, TemplateClass, IteratorClass };
Class* class_at(Vm& vm, ClassIndex index)
{
    return as<Class>(as<Tuple>(vm.modules->state_of(_templates_module))->items[index]);
}

Result<Value> make_interpolation(Vm& vm, Value value, Value expression, Value conversion, Value format_spec)
{
    auto* made = TRY(make_native<Interpolation>(vm, class_at(vm, InterpolationClass), interpolation_type));
    made->value = value;
    made->expression = expression;
    made->conversion = conversion;
    made->format_spec = format_spec;
    return Value::cell(made);
}

Result<Value> interpolation_new(Vm& vm, Value, Value value, Value expression, Value conversion, Value format_spec)
{
    if (value.is_empty())
        return vm.raise(Error::TypeError, "Interpolation() missing required argument 'value' (pos 1)");
    Value empty = Value::cell(vm.names->empty);
    auto check = [&](Value& argument, const char* name) -> Result<void> {
        if (argument.is_empty())
            argument = empty;
        if (is_kind(argument, Kind::Str))
            return {};
        return vm.raise(
            Error::TypeError, "Interpolation() argument '{}' must be str, not {}", name, type_name(vm, argument));
    };
    TRY(check(expression, "expression"));
    if (!conversion.is_none()) {
        TRY(check(conversion, "conversion"));
        std::string_view letter = as<Str>(conversion)->view();
        if (letter != "s" && letter != "r" && letter != "a")
            return vm.raise(Error::ValueError, "Interpolation() argument 'conversion' must be one of 's', 'a' or 'r'");
    }
    TRY(check(format_spec, "format_spec"));
    return make_interpolation(vm, value, expression, conversion, format_spec);
}

Result<Value> interpolation_repr(Vm& vm, Value self)
{
    auto* field = own_interpolation(self);
    std::string text = "Interpolation(" + std::string(TRY(repr(vm, field->value))->view());
    for (Value part : { field->expression, field->conversion, field->format_spec })
        text += ", " + std::string(TRY(repr(vm, part))->view());
    return Value::cell(TRY(make_str(vm, text + ")")));
}
Result<Value> interpolation_reduce(Vm& vm, Value self)
{
    auto* field = own_interpolation(self);
    Tuple* parts = TRY(make_tuple(vm, { field->value, field->expression, field->conversion, field->format_spec }));
    return Value::cell(TRY(make_pair(vm, Value::cell(vm.class_of(self)), Value::cell(parts))));
}
template <Value Interpolation::*field> Result<Value> read_field(Vm&, Value self)
{
    return own_interpolation(self)->*field;
}

Result<Template*> make_template_of(Vm& vm, Tuple* strings, Tuple* interpolations)
{
    auto* made = TRY(make_native<Template>(vm, class_at(vm, TemplateClass), template_type));
    made->strings = strings;
    made->interpolations = interpolations;
    return made;
}

Result<Value> join(Vm& vm, Value left, Value right)
{
    std::string_view first = as<Str>(left)->view(), second = as<Str>(right)->view();
    if (first.empty() || second.empty())
        return first.empty() ? right : left;
    TRY(vm.require_room(first.size() + second.size()));
    return Value::cell(TRY(make_str(vm, std::string(first) + std::string(second))));
}

/// A template of strings and interpolations in any order.
Result<Value> template_new(Vm& vm, Value, Arguments parts, Dict* keywords)
{
    if (keywords && keywords->used)
        return vm.raise(Error::TypeError, "Template.__new__ only accepts *args arguments");
    size_t count = 0;
    for (size_t i = 0; i < parts.count; i++) {
        count += as_interpolation(parts[i]) != nullptr;
        if (!as_interpolation(parts[i]) && !is_kind(parts[i], Kind::Str))
            return vm.raise(Error::TypeError,
                "Template.__new__ *args need to be of type 'str' or 'Interpolation', got {}", type_name(vm, parts[i]));
    }
    Tuple* strings = TRY(make_tuple(vm, count + 1));
    Tuple* interpolations = TRY(make_tuple(vm, count));
    Value empty = Value::cell(vm.names->empty), text = empty;
    size_t at = 0;
    for (size_t i = 0; i < parts.count; i++) {
        if (!as_interpolation(parts[i])) {
            text = TRY(join(vm, text, parts[i]));
            continue;
        }
        vm.heap.write_barrier(strings);
        strings->items[at] = std::exchange(text, empty);
        vm.heap.write_barrier(interpolations);
        interpolations->items[at++] = parts[i];
    }
    vm.heap.write_barrier(strings);
    strings->items[at] = text;
    return Value::cell(TRY(make_template_of(vm, strings, interpolations)));
}

/// What a t-string is compiled to: its strings, the expressions with their conversions, and for each field the value
/// and the format spec.
Result<Value> make_template(Vm& vm, Tuple* strings, Tuple* fields, Arguments values)
{
    auto is_field = [](Value field) {
        auto* parts = as_if<Tuple>(field);
        return parts && parts->size == 2 && is_kind(parts->items[0], Kind::Str) &&
            (parts->items[1].is_none() || is_kind(parts->items[1], Kind::Str));
    };
    bool is_good = strings->size == fields->size + 1 && values.count == 2 * fields->size;
    for (size_t i = 0; is_good && i < fields->size; i++)
        is_good = is_field(fields->items[i]) && is_kind(values[2 * i + 1], Kind::Str);
    for (Value string : *strings)
        is_good = is_good && is_kind(string, Kind::Str);
    if (!is_good)
        return vm.raise(Error::TypeError, "make_template() is for compiled t-strings");
    Tuple* interpolations = TRY(make_tuple(vm, fields->size));
    for (size_t i = 0; i < fields->size; i++) {
        auto* field = as<Tuple>(fields->items[i]);
        Value made = TRY(make_interpolation(vm, values[2 * i], field->items[0], field->items[1], values[2 * i + 1]));
        vm.heap.write_barrier(interpolations);
        interpolations->items[i] = made;
    }
    return Value::cell(TRY(make_template_of(vm, strings, interpolations)));
}

Result<Value> template_add(Vm& vm, Value self, Value other)
{
    auto *left = own_template(self), *right = as_template(other);
    if (!right)
        return vm.raise(Error::TypeError,
            "can only concatenate string.templatelib.Template (not \"{}\") to string.templatelib.Template",
            type_name(vm, other));
    size_t before = left->interpolations->size, behind = right->interpolations->size;
    Value middle = TRY(join(vm, left->strings->items[before], right->strings->items[0]));
    Tuple* strings = TRY(make_tuple(vm, before + behind + 1));
    Tuple* interpolations = TRY(make_tuple(vm, before + behind));
    vm.heap.write_barrier(strings);
    std::copy_n(left->strings->items, before, strings->items);
    strings->items[before] = middle;
    std::copy_n(right->strings->items + 1, behind, strings->items + before + 1);
    vm.heap.write_barrier(interpolations);
    std::copy_n(left->interpolations->items, before, interpolations->items);
    std::copy_n(right->interpolations->items, behind, interpolations->items + before);
    vm.charge_bytes(16 * (before + behind));
    return Value::cell(TRY(make_template_of(vm, strings, interpolations)));
}

Result<Value> template_repr(Vm& vm, Value self)
{
    std::string text = "Template(strings=";
    text += TRY(repr(vm, Value::cell(own_template(self)->strings)))->view();
    text += ", interpolations=";
    text += TRY(repr(vm, Value::cell(own_template(self)->interpolations)))->view();
    return Value::cell(TRY(make_str(vm, text + ")")));
}
Result<Value> template_reduce(Vm& vm, Value self)
{
    Value library = TRY(import_absolute(vm, "string.templatelib"));
    Value maker = TRY(get_attribute(vm, library, intern(vm, "_template_unpickle")));
    Tuple* parts = TRY(
        make_tuple(vm, { Value::cell(own_template(self)->strings), Value::cell(own_template(self)->interpolations) }));
    return Value::cell(TRY(make_pair(vm, maker, Value::cell(parts))));
}

Result<Value> get_strings(Vm&, Value self) { return Value::cell(own_template(self)->strings); }
Result<Value> get_interpolations(Vm&, Value self) { return Value::cell(own_template(self)->interpolations); }
Result<Value> get_values(Vm& vm, Value self)
{
    Tuple* interpolations = own_template(self)->interpolations;
    Tuple* values = TRY(make_tuple(vm, interpolations->size));
    vm.heap.write_barrier(values);
    for (size_t i = 0; i < interpolations->size; i++)
        values->items[i] = own_interpolation(interpolations->items[i])->value;
    vm.charge_bytes(8 * values->size);
    return Value::cell(values);
}

/// Gives the strings that are not empty and the interpolations, in their order.
struct TemplateIterator : NativeIterator {
    Template* walked;
    uint64_t index; ///< of the next part: strings are even
};
void trace_iterator(Cell* cell, gc::Tracer& tracer) { tracer.visit(static_cast<TemplateIterator*>(cell)->walked); }
Result<Step> next_part(Vm& vm, Cell* cell)
{
    auto* iterator = static_cast<TemplateIterator*>(cell);
    for (;;) {
        uint64_t index = iterator->index / 2;
        bool is_string = iterator->index % 2 == 0;
        Tuple* parts = is_string ? iterator->walked->strings : iterator->walked->interpolations;
        if (index >= parts->size)
            return end_of_items(vm);
        iterator->index++;
        Value part = parts->items[index];
        if (!is_string || !as<Str>(part)->view().empty())
            return Step(part);
    }
}
constexpr NativeIteratorType iterator_type{ "TemplateIter", trace_iterator, next_part };

Result<Value> iterate(Vm& vm, Value self)
{
    auto* iterator = TRY(make_native_iterator<TemplateIterator>(vm, class_at(vm, IteratorClass), iterator_type));
    iterator->walked = own_template(self);
    return Value::cell(iterator);
}

Result<Value> class_item(Vm& vm, Value cls, Value item)
{
    Value alias = TRY(get_attribute(vm, TRY(import_absolute(vm, "_types")), intern(vm, "GenericAlias")));
    return call(vm, alias, { cls, item });
}

constexpr NativeDef functions[] = {
    def<"make_template(strings, fields, /, *values)", make_template>("The template of a compiled t-string."),
};
constexpr NativeDef class_methods[] = { def<"__class_getitem__(cls, item, /)", class_item>("See PEP 585") };
constexpr NativeDef new_interpolation =
    def<"__new__(cls, /, value=, expression=, conversion=None, format_spec=)", interpolation_new>();
constexpr NativeDef interpolation_methods[] = {
    def<"__repr__(self, /)", interpolation_repr>(),
    def<"__reduce__(self, /)", interpolation_reduce>(),
};
constexpr AttributeDef interpolation_fields[] = {
    { "value", read_field<&Interpolation::value>, nullptr, "Value" },
    { "expression", read_field<&Interpolation::expression>, nullptr, "Expression" },
    { "conversion", read_field<&Interpolation::conversion>, nullptr, "Conversion" },
    { "format_spec", read_field<&Interpolation::format_spec>, nullptr, "Format specifier" },
};
constexpr NativeDef new_template = def<"__new__(cls, /, *args, **kwargs)", template_new>();
constexpr NativeDef template_methods[] = {
    def<"__add__(self, value, /)", template_add>(),
    def<"__iter__(self, /)", iterate>(),
    def<"__repr__(self, /)", template_repr>(),
    def<"__reduce__(self, /)", template_reduce>(),
};
constexpr AttributeDef template_fields[] = {
    { "strings", get_strings, nullptr, "Strings" },
    { "interpolations", get_interpolations, nullptr, "Interpolations" },
    { "values", get_values, nullptr, "Values of interpolations" },
};

Result<void> prepare(Vm& vm, Module* module)
{
    constexpr std::string_view home = "string.templatelib";
    Class* interpolation = TRY(define_class(vm, module, vm.classes->object,
        { .name = "Interpolation",
            .module = home,
            .methods = interpolation_methods,
            .attributes = interpolation_fields,
            .new_def = &new_interpolation,
            .flags = DisallowsSubclasses,
            .doc = "Interpolation object" }));
    Class* whole = TRY(define_class(vm, module, vm.classes->object,
        { .name = "Template",
            .module = home,
            .methods = template_methods,
            .attributes = template_fields,
            .new_def = &new_template,
            .flags = DisallowsSubclasses,
            .doc = "Template object" }));
    Class* iterator = TRY(define_class(vm, nullptr, vm.classes->object,
        { .name = "TemplateIter",
            .module = home,
            .methods = native_iterator_methods,
            .kind = Kind::NativeIterator,
            .flags = DisallowsNew | DisallowsSubclasses,
            .doc = "Template iterator object" }));
    add_class_methods(vm, interpolation, class_methods);
    add_class_methods(vm, whole, class_methods);
    Value fields[std::size(interpolation_fields)];
    for (size_t i = 0; i < std::size(fields); i++)
        fields[i] = Value::cell(intern(vm, interpolation_fields[i].name));
    add_value(vm, interpolation, "__match_args__", Value::cell(TRY(make_tuple(vm, fields, std::size(fields)))));
    vm.modules->state_of(_templates_module) =
        Value::cell(TRY(make_tuple(vm, { Value::cell(interpolation), Value::cell(whole), Value::cell(iterator) })));
    return {};
}

} // namespace

const NativeModule _templates_module{ "_templates", functions, prepare, "What t-strings are made of." };

} // namespace coil::internal

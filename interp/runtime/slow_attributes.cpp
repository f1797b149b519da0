// Attributes and items, and what fills their inline caches.
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/iterators.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/attributes.h"
#include "runtime/call.h"
#include "runtime/loader.h"
#include "runtime/operators.h"
#include "runtime/slow.h"

namespace coil::slow
{

namespace
{

Str* name_operand(Next s) { return as<Str>(static_cast<ValueArray*>(code_of(s.r)->names)->data[s.pc[1]]); }

/// Layouts whose attribute words stand at an offset that the shape fixes.
bool has_fixed_layout(const Cell* cell)
{
    Kind kind = kind_of(cell);
    return kind == Kind::Instance || kind == Kind::Exception || kind == Kind::Dict || kind == Kind::List ||
        kind == Kind::Set;
}

/// The function that a method call on `object` reaches when nothing of the object's own hides it; empty for anything
/// else.
Value plain_method(Vm& vm, Value object, Class* cls, Str* name)
{
    if (cls->has(HasGetattribute) || is_kind(object, Kind::Class) || is_kind(object, Kind::Super) ||
        is_kind(object, Kind::Module))
        return {};
    Value found = lookup(vm, cls, name);
    if (is_kind(found, Kind::Function) || (is_kind(found, Kind::NativeFunction) && as<NativeFunction>(found)->owner))
        return found;
    return {};
}

/// Whether an object of this shape can't have an attribute of its own called `name`.
bool shape_lacks(Vm& vm, Cell* cell, Str* name)
{
    Shape* shape = shape_of(vm, cell);
    if (shape->dictionary || is_kind(Value::cell(cell), Kind::Function))
        return false;
    return shape->slot_count == 0 || find_slot(vm, shape, name) < 0;
}

void cache_word(uint32_t* at, Value value)
{
    uint64_t bits = value.bits();
    std::memcpy(at, &bits, 8);
}

Next fail(Vm& vm, Next s) { return unwind(vm, s); }

} // namespace

Next load_attr(Vm& vm, Next s, uint32_t dst, Value object)
{
    save(vm, s);
    Str* name = name_operand(s);
    Class* cls = vm.class_of(object);
    if (object.is_cell() && has_fixed_layout(object.as_cell()) && !cls->has(HasGetattribute)) {
        Cell* cell = object.as_cell();
        Value found = lookup(vm, cls, name);
        if (found.is_empty() || !is_data_descriptor(vm, found)) {
            Value own = own_attribute(vm, cell, name);
            if (!own.is_empty()) {
                Result<AttributePlace> place = find_place(vm, cell, name);
                if (place.ok() && place.value().shape && shape_of(vm, cell)->cls->slot_names_count == 0) {
                    auto* cache = const_cast<uint32_t*>(s.pc);
                    cache[2] = place.value().shape;
                    cache[3] = place.value().offset;
                }
                s.r[dst] = own;
                return { s.pc + 5, s.r };
            }
        } else if (auto* property = as_if<Property>(found); property && is_kind(property->getter, Kind::Function) &&
                   vm.class_of(found) == vm.classes->property) {
            // A getter written in Python runs in a frame of its own, not on the native stack.
            return call_for_instruction(vm, s, property->getter, { object });
        }
    }
    Result<Value> value = get_attribute(vm, object, name);
    if (value.failed())
        return fail(vm, s);
    s.r[dst] = value.value();
    return { s.pc + 5, s.r };
}

Next store_attr(Vm& vm, Next s, Value object, Value value)
{
    save(vm, s);
    Str* name = name_operand(s);
    Class* cls = vm.class_of(object);
    if (object.is_cell() && has_fixed_layout(object.as_cell()) && !cls->has(HasSetattr) &&
        has_attributes(vm, object.as_cell())) {
        Cell* cell = object.as_cell();
        Value found = lookup(vm, cls, name);
        if (found.is_empty() || !is_data_descriptor(vm, found)) {
            uint32_t before = shape_of(vm, cell)->id;
            if (set_own_attribute(vm, cell, name, value).failed())
                return fail(vm, s);
            Result<AttributePlace> place = find_place(vm, cell, name);
            if (place.ok() && place.value().shape) {
                auto* cache = const_cast<uint32_t*>(s.pc);
                cache[2] = before;
                cache[3] = place.value().offset;
                cache[4] = place.value().shape;
            }
            return { s.pc + 5, s.r };
        }
    }
    if (set_attribute(vm, object, name, value).failed())
        return fail(vm, s);
    return { s.pc + 5, s.r };
}

Next delete_attr(Vm& vm, Next s, Value object)
{
    save(vm, s);
    if (delete_attribute(vm, object, name_operand(s)).failed())
        return fail(vm, s);
    return { s.pc + 2, s.r };
}

Next load_method(Vm& vm, Next s, uint32_t base, Value object, uint32_t gap)
{
    save(vm, s);
    Str* name = name_operand(s);
    Class* cls = vm.class_of(object);
    Value method = plain_method(vm, object, cls, name);
    if (!method.is_empty()) {
        if (!object.is_cell()) {
            s.r[base] = method;
            s.r[base + gap] = object;
            return { s.pc + 5, s.r };
        }
        Cell* cell = object.as_cell();
        if (shape_lacks(vm, cell, name)) {
            auto* cache = const_cast<uint32_t*>(s.pc);
            cell->shape = shape_of(vm, cell)->id;
            cache[2] = cell->shape;
            cache_word(cache + 3, method);
            s.r[base] = method;
            s.r[base + gap] = object;
            return { s.pc + 5, s.r };
        }
        if (!has_attributes_named(vm, object, name)) {
            s.r[base] = method;
            s.r[base + gap] = object;
            return { s.pc + 5, s.r };
        }
    }
    Result<Value> value = get_attribute(vm, object, name);
    if (value.failed())
        return fail(vm, s);
    s.r[base] = value.value();
    s.r[base + gap] = Value();
    return { s.pc + 5, s.r };
}

Next load_special(Vm& vm, Next s, uint32_t base, Value object, uint32_t which, uint32_t gap)
{
    save(vm, s);
    constexpr Special specials[] = { Special::enter, Special::exit, Special::aenter, Special::aexit };
    Class* cls = vm.class_of(object);
    Value method = lookup_special(vm, cls, specials[which]);
    if (method.is_empty()) {
        constexpr std::string_view names[] = { "__enter__", "__exit__", "__aenter__", "__aexit__" };
        bool async = which >= 2;
        bool other = !lookup_special(vm, cls, specials[which ^ 1 ? (async ? 0 : 2) : (async ? 1 : 3)]).is_empty();
        (void)vm.raise(Error::TypeError, "'{}' object does not support the {} protocol (missed {} method){}",
            class_name(cls), async ? "asynchronous context manager" : "context manager", names[which],
            other && which % 2 == 0 ? (async ? ". Did you mean to use 'with'?" : ". Did you mean to use 'async with'?")
                                    : "");
        return fail(vm, s);
    }
    if (is_kind(method, Kind::Function) ||
        (is_kind(method, Kind::NativeFunction) && as<NativeFunction>(method)->owner)) {
        if (object.is_cell()) {
            auto* cache = const_cast<uint32_t*>(s.pc);
            object.as_cell()->shape = shape_of(vm, object.as_cell())->id;
            cache[1] = object.as_cell()->shape;
            cache_word(cache + 2, method);
        }
        s.r[base] = method;
        s.r[base + gap] = object;
        return { s.pc + 4, s.r };
    }
    Result<Value> bound = bind_descriptor(vm, method, object, cls);
    if (bound.failed())
        return fail(vm, s);
    s.r[base] = bound.value();
    s.r[base + gap] = Value();
    return { s.pc + 4, s.r };
}

namespace
{

/// Checks the implicit arguments of super() and gives the class whose mro is walked; null with an exception pending.
Class* super_start(Vm& vm, Value cls, Value self)
{
    if (!is_kind(cls, Kind::Class)) {
        (void)vm.raise(Error::RuntimeError,
            cls.is_empty() ? "super(): empty __class__ cell" : "super(): __class__ is not a type ({})",
            cls.is_empty() ? "" : type_name(vm, cls));
        return nullptr;
    }
    if (auto* self_class = as_if<Class>(self); self_class && is_subclass(self_class, as<Class>(cls)))
        return self_class;
    Class* actual = vm.class_of(self);
    if (is_subclass(actual, as<Class>(cls)))
        return actual;
    (void)vm.raise(Error::TypeError, "super(type, obj): obj ({} {}) is not an instance or subtype of type ({}).",
        is_kind(self, Kind::Class) ? "type" : "instance of",
        is_kind(self, Kind::Class) ? class_name(as<Class>(self)) : class_name(actual), class_name(as<Class>(cls)));
    return nullptr;
}

Value super_lookup(Vm& vm, Class* start, Class* cls, Str* name)
{
    bool behind = false;
    for (Value each : *start->mro) {
        if (behind)
            if (Value* found = find_str(vm, as<Class>(each)->dict, name))
                return *found;
        behind = behind || each == Value::cell(cls);
    }
    return {};
}

} // namespace

Next load_super_attr(Vm& vm, Next s, uint32_t dst, Value cls, Value self)
{
    save(vm, s);
    Class* start = super_start(vm, cls, self);
    if (!start)
        return fail(vm, s);
    Result<Value> value = super_attribute(vm, as<Class>(cls), self, start, name_operand(s));
    if (value.failed())
        return fail(vm, s);
    s.r[dst] = value.value();
    return { s.pc + 2, s.r };
}

Next load_super_method(Vm& vm, Next s, uint32_t base, Value cls, Value self, uint32_t gap)
{
    save(vm, s);
    Class* start = super_start(vm, cls, self);
    if (!start)
        return fail(vm, s);
    Str* name = name_operand(s);
    Value found = super_lookup(vm, start, as<Class>(cls), name);
    bool on_class = is_kind(self, Kind::Class) && as<Class>(self) == start;
    bool plain =
        is_kind(found, Kind::Function) || (is_kind(found, Kind::NativeFunction) && as<NativeFunction>(found)->owner);
    if (plain && !on_class) {
        // Classes made by one function share code: there the shape of self does not tell which class's super this is.
        if (self.is_cell() && !(code_of(s.r)->flags & IsNested)) {
            auto* cache = const_cast<uint32_t*>(s.pc);
            self.as_cell()->shape = shape_of(vm, self.as_cell())->id;
            cache[2] = self.as_cell()->shape;
            cache_word(cache + 3, found);
        }
        s.r[base] = found;
        s.r[base + gap] = self;
        return { s.pc + 5, s.r };
    }
    Result<Value> value = super_attribute(vm, as<Class>(cls), self, start, name);
    if (value.failed())
        return fail(vm, s);
    s.r[base] = value.value();
    s.r[base + gap] = Value();
    return { s.pc + 5, s.r };
}

Next get_item(Vm& vm, Next s, uint32_t dst, Value object, Value key)
{
    save(vm, s);
    if (object.is_cell()) {
        Cell* cell = object.as_cell();
        if (cell->shape == vm.dict_shape) {
            Result<Found> found = dict_find(vm, static_cast<Dict*>(cell), key);
            if (found.failed())
                return fail(vm, s);
            if (found.value().value) {
                s.r[dst] = *found.value().value;
                return { s.pc + 1, s.r };
            }
            (void)vm.raise_value(Error::KeyError, key);
            return fail(vm, s);
        }
        if (kind_of(cell) == Kind::Instance) {
            Value method = lookup_special(vm, vm.class_of(object), Special::getitem);
            if (is_kind(method, Kind::Function))
                return call_for_instruction(vm, s, method, { object, key });
        }
    }
    Result<Value> value = coil::get_item(vm, object, key);
    if (value.failed())
        return fail(vm, s);
    s.r[dst] = value.value();
    return { s.pc + 1, s.r };
}

Next set_item(Vm& vm, Next s, Value object, Value key, Value value)
{
    save(vm, s);
    if (object.is_cell() && object.as_cell()->shape == vm.dict_shape) {
        if (dict_set(vm, as<Dict>(object), key, value).failed())
            return fail(vm, s);
        return { s.pc + 1, s.r };
    }
    if (coil::set_item(vm, object, key, value).failed())
        return fail(vm, s);
    return { s.pc + 1, s.r };
}

Next delete_item(Vm& vm, Next s, Value object, Value key)
{
    save(vm, s);
    if (coil::delete_item(vm, object, key).failed())
        return fail(vm, s);
    return { s.pc + 1, s.r };
}

Next get_slice(Vm& vm, Next s, uint32_t dst, Value object, uint32_t base)
{
    save(vm, s);
    Value start = s.r[base], stop = s.r[base + 1];
    Result<Value> result = Raised{};
    auto* list = as_if<List>(object);
    auto* str = as_if<Str>(object);
    if ((list && list->shape == vm.list_shape) || (str && str->shape == vm.str_shape)) {
        Result<SliceIndices> indices = slice_indices(vm, start, stop, None, list ? list->size : str->length);
        if (indices.failed())
            return fail(vm, s);
        auto from = size_t(indices.value().start), count = indices.value().count;
        if (list) {
            // Bounds with an __index__ may have changed the list.
            from = std::min<size_t>(from, list->size);
            count = std::min<size_t>(count, list->size - from);
            Result<List*> copy = make_list(vm, list->begin() + from, count);
            result = copy.ok() ? Result<Value>(Value::cell(copy.value())) : Result<Value>(Raised{});
        } else {
            Result<Str*> copy = str_slice(vm, str, from, from + count);
            result = copy.ok() ? Result<Value>(Value::cell(copy.value())) : Result<Value>(Raised{});
        }
    } else {
        Result<Slice*> slice = make_slice(vm, start, stop, None);
        if (slice.ok())
            result = coil::get_item(vm, object, Value::cell(slice.value()));
    }
    if (result.failed())
        return fail(vm, s);
    s.r[dst] = result.value();
    return { s.pc + 1, s.r };
}

Next build_slice(Vm& vm, Next s, uint32_t dst, uint32_t base)
{
    save(vm, s);
    Result<Slice*> slice = make_slice(vm, s.r[base], s.r[base + 1], s.r[base + 2]);
    if (slice.failed())
        return fail(vm, s);
    s.r[dst] = Value::cell(slice.value());
    return { s.pc + 1, s.r };
}

} // namespace coil::slow

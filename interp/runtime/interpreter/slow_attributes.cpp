// Attributes, and what fills their inline caches.
#include "objects/class_members.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/iterators.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/interpreter/attribute_cache.h"
#include "runtime/interpreter/loader.h"
#include "runtime/interpreter/slow.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"

namespace coil::internal::slow
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
    if (is_kind(found, Kind::Function))
        return found;
    auto* native = as_if<NativeFunction>(found);
    return native && binds(found) && is_subclass(cls, native->owner) ? found : Value();
}

/// Whether an object of this shape can't have an attribute of its own called `name`.
bool shape_lacks(Vm& vm, Cell* cell, Str* name)
{
    Shape* shape = shape_of(vm, cell);
    if (shape->dictionary || is_kind(Value::cell(cell), Kind::Function))
        return false;
    return shape->slot_count == 0 || find_slot(vm, shape, name) < 0;
}

/// For every instruction that looks the method up on an object of this shape, which has none of that name itself.
void remember_method(Vm& vm, Cell* cell, Class* cls, Str* name, Value method)
{
    cls->flags |= IsCached;
    CachedAttribute& entry = cached_attribute(vm, AttributeUse::Method, cell->shape, name);
    remember_attribute(vm, entry, AttributeUse::Method, cell->shape, name, 0, method);
}

void cache_word(uint32_t* at, Value value)
{
    uint64_t bits = value.bits();
    std::memcpy(at, &bits, 8);
}

Next finish_load(Vm& vm, Next s, uint32_t dst, const Result<Value>& value)
{
    if (value.failed())
        return unwind(vm, s);
    s.r[dst] = value.value();
    return after<Op::LoadAttr>(s);
}

} // namespace

namespace
{

void fill(Next s, uint32_t shape, uint32_t offset, uint32_t new_shape = 0)
{
    auto* cache = const_cast<uint32_t*>(s.pc);
    cache[2] = shape;
    cache[3] = offset;
    cache[4] = new_shape;
}

/// A module's attribute: the instruction remembers the place in its dict, which the key there confirms.
Value* module_attribute(Vm& vm, Next s, Module* module, Str* name)
{
    DictTable* table = module->dict->table;
    uint32_t guess = s.pc[4];
    if (table && guess < table->entry_count && table->entries()[guess].key == Value::cell(name)) [[likely]]
        return &table->entries()[guess].value;
    Value* found = find_str(vm, module->dict, name);
    if (found)
        fill(s, 0, 0, module->dict->table->place_of(found));
    return found;
}

/// What cls.name is, when that is the same for every look-up: not made by a descriptor's __get__. Empty otherwise.
Value class_attribute(Vm& vm, Class* cls, Str* name)
{
    Class* metaclass = vm.class_of(Value::cell(cls));
    CachedAttribute& entry = cached_attribute(vm, AttributeUse::OfClass, cls->version, name);
    if (entry.is(AttributeUse::OfClass, cls->version, name) && entry.word == metaclass->version)
        return entry.value;
    if (metaclass->has(HasGetattribute))
        return {};
    Value meta = lookup(vm, metaclass, name);
    if (!meta.is_empty() && is_data_descriptor(vm, meta))
        return {};
    Value found = lookup(vm, cls, name);
    if (auto* wrapper = as_if<StaticMethod>(found))
        found = wrapper->function;
    else if (found.is_empty() || is_kind(found, Kind::ClassMethod))
        return {};
    else if (!is_kind(found, Kind::Function) && !is_kind(found, Kind::NativeFunction) &&
        vm.class_of(found)->has(HasGet))
        return {};
    remember_attribute(vm, entry, AttributeUse::OfClass, cls->version, name, metaclass->version, found);
    return found;
}

/// object.name where the class has nothing that goes first; or a property's getter.
Next load_own(Vm& vm, Next s, uint32_t dst, Value object, Class* cls, Str* name, bool& done)
{
    Cell* cell = object.as_cell();
    Value found = lookup(vm, cls, name);
    if (auto* property = as_if<Property>(found)) {
        if (!is_kind(property->getter, Kind::Function) || vm.class_of(found) != vm.classes->property)
            return s;
        uint32_t shape = cell->shape;
        remember_attribute(vm, cached_attribute(vm, AttributeUse::Property, shape, name), AttributeUse::Property, shape,
            name, 0, property->getter);
        cls->flags |= IsCached;
        done = true;
        // A getter written in Python runs in a frame of its own, not on the native stack.
        return call_for_instruction(vm, s, property->getter, { object });
    }
    AttributePlace place;
    Value own;
    if (auto* slot = as_if<SlotDescriptor>(found)) {
        if (!is_subclass(cls, slot->owner))
            return s;
        auto* at = reinterpret_cast<Value*>(attribute_words(cell) + 1) + slot->index;
        own = *at;
        place = { cell->shape, uint32_t(reinterpret_cast<char*>(at) - reinterpret_cast<char*>(cell)) };
    } else if (found.is_empty() || !is_data_descriptor(vm, found)) {
        own = own_attribute(vm, cell, name);
        Result<AttributePlace> found_place = find_place(vm, cell, name);
        if (found_place.ok())
            place = found_place.value();
    }
    if (own.is_empty())
        return s;
    if (place.shape) {
        cls->flags |= IsCached;
        fill(s, place.shape, place.offset);
        remember_attribute(vm, cached_attribute(vm, AttributeUse::Load, place.shape, name), AttributeUse::Load,
            place.shape, name, place.offset, Value());
    }
    done = true;
    s.r[dst] = own;
    return after<Op::LoadAttr>(s);
}

} // namespace

Next load_attr(Vm& vm, Next s, uint32_t dst, Value object)
{
    save(vm, s);
    Str* name = name_operand(s);
    if (object.is_cell()) [[likely]] {
        Cell* cell = object.as_cell();
        CachedAttribute& entry = cached_attribute(vm, AttributeUse::Load, cell->shape, name);
        if (entry.is(AttributeUse::Load, cell->shape, name)) {
            Value value = *reinterpret_cast<Value*>(reinterpret_cast<char*>(cell) + entry.word);
            if (!value.is_empty()) {
                fill(s, cell->shape, entry.word);
                s.r[dst] = value;
                return after<Op::LoadAttr>(s);
            }
        }
        CachedAttribute& property = cached_attribute(vm, AttributeUse::Property, cell->shape, name);
        if (property.is(AttributeUse::Property, cell->shape, name))
            return call_for_instruction(vm, s, property.value, { object });
        CachedAttribute& method = cached_attribute(vm, AttributeUse::Method, cell->shape, name);
        if (method.is(AttributeUse::Method, cell->shape, name))
            return finish_load(vm, s, dst, bind_descriptor(vm, method.value, object, vm.class_of(object)));
        if (auto* module = as_if<Module>(object)) {
            if (Value* value =
                    vm.class_of(object) == vm.classes->module ? module_attribute(vm, s, module, name) : nullptr) {
                s.r[dst] = *value;
                return after<Op::LoadAttr>(s);
            }
        } else if (auto* as_class = as_if<Class>(object)) {
            Value value = class_attribute(vm, as_class, name);
            if (!value.is_empty()) {
                s.r[dst] = value;
                return after<Op::LoadAttr>(s);
            }
        } else if (Class* cls = vm.class_of(object); has_fixed_layout(cell) && !cls->has(HasGetattribute)) {
            bool done = false;
            Next next = load_own(vm, s, dst, object, cls, name, done);
            if (done)
                return next;
            Value found = plain_method(vm, object, cls, name);
            if (!found.is_empty() && shape_lacks(vm, cell, name)) {
                remember_method(vm, cell, cls, name, found);
                return finish_load(vm, s, dst, bind_descriptor(vm, found, object, cls));
            }
        }
    }
    return finish_load(vm, s, dst, get_attribute(vm, object, name));
}

Next store_attr(Vm& vm, Next s, Value object, Value value)
{
    save(vm, s);
    Str* name = name_operand(s);
    Class* cls = vm.class_of(object);
    Cell* cell = object.is_cell() ? object.as_cell() : nullptr;
    if (cell) {
        CachedAttribute& entry = cached_attribute(vm, AttributeUse::Store, cell->shape, name);
        if (entry.is(AttributeUse::Store, cell->shape, name)) {
            auto new_shape = uint32_t(entry.value.as_small());
            fill(s, cell->shape, entry.word, new_shape);
            vm.heap.write_barrier(cell);
            *reinterpret_cast<Value*>(reinterpret_cast<char*>(cell) + entry.word) = value;
            cell->shape = new_shape;
            return after<Op::StoreAttr>(s);
        }
    }
    if (cell && has_fixed_layout(cell) && !cls->has(HasSetattr) && has_attributes(vm, cell)) {
        Value found = lookup(vm, cls, name);
        AttributePlace place;
        uint32_t before = cell->shape;
        bool done = false;
        if (auto* slot = as_if<SlotDescriptor>(found); slot && is_subclass(cls, slot->owner)) {
            auto* at = reinterpret_cast<Value*>(attribute_words(cell) + 1) + slot->index;
            vm.heap.write_barrier(cell);
            *at = value;
            place = { before, uint32_t(reinterpret_cast<char*>(at) - reinterpret_cast<char*>(cell)) };
            done = true;
        } else if (found.is_empty() || !is_data_descriptor(vm, found)) {
            if (set_own_attribute(vm, cell, name, value).failed())
                return unwind(vm, s);
            Result<AttributePlace> found_place = find_place(vm, cell, name);
            if (found_place.ok())
                place = found_place.value();
            done = true;
        }
        if (place.shape) {
            cls->flags |= IsCached;
            fill(s, before, place.offset, place.shape);
            remember_attribute(vm, cached_attribute(vm, AttributeUse::Store, before, name), AttributeUse::Store, before,
                name, place.offset, Value::small(place.shape));
        }
        if (done)
            return after<Op::StoreAttr>(s);
    }
    if (set_attribute(vm, object, name, value).failed())
        return unwind(vm, s);
    return after<Op::StoreAttr>(s);
}

Next delete_attr(Vm& vm, Next s, Value object)
{
    save(vm, s);
    if (delete_attribute(vm, object, name_operand(s)).failed())
        return unwind(vm, s);
    return after<Op::DeleteAttr>(s);
}

namespace
{

/// The callee of cls.name(…), and in `self` what is passed first, if anything. Empty when the general way has to be
/// gone.
Value method_of_class(Vm& vm, Class* cls, Str* name, Value& self)
{
    self = Value();
    CachedAttribute& entry = cached_attribute(vm, AttributeUse::ClassMethod, cls->version, name);
    Class* metaclass = vm.class_of(Value::cell(cls));
    if (entry.is(AttributeUse::ClassMethod, cls->version, name) && entry.word == metaclass->version) {
        self = Value::cell(cls);
        return entry.value;
    }
    Value plain = class_attribute(vm, cls, name);
    if (!plain.is_empty() || metaclass->has(HasGetattribute))
        return plain;
    auto* method = as_if<ClassMethod>(lookup(vm, cls, name));
    if (!method || !is_kind(method->function, Kind::Function))
        return {};
    Value meta = lookup(vm, metaclass, name);
    if (!meta.is_empty() && is_data_descriptor(vm, meta))
        return {};
    remember_attribute(vm, entry, AttributeUse::ClassMethod, cls->version, name, metaclass->version, method->function);
    self = Value::cell(cls);
    return method->function;
}

Next load_bound(Next s, uint32_t base, uint32_t gap, Value method, Value self)
{
    s.r[base] = method;
    s.r[base + gap] = self;
    return after<Op::LoadMethod>(s);
}

} // namespace

Next load_method(Vm& vm, Next s, uint32_t base, Value object, uint32_t gap)
{
    save(vm, s);
    Str* name = name_operand(s);
    if (object.is_cell()) {
        Cell* cell = object.as_cell();
        CachedAttribute& entry = cached_attribute(vm, AttributeUse::Method, cell->shape, name);
        if (entry.is(AttributeUse::Method, cell->shape, name)) {
            auto* cache = const_cast<uint32_t*>(s.pc);
            cache[2] = cell->shape;
            cache_word(cache + 3, entry.value);
            return load_bound(s, base, gap, entry.value, object);
        }
        if (auto* module = as_if<Module>(object)) {
            if (Value* value =
                    vm.class_of(object) == vm.classes->module ? module_attribute(vm, s, module, name) : nullptr)
                return load_bound(s, base, gap, *value, Value());
        } else if (auto* as_class = as_if<Class>(object)) {
            Value self;
            Value method = method_of_class(vm, as_class, name, self);
            if (!method.is_empty())
                return load_bound(s, base, gap, method, self);
        }
    }
    Class* cls = vm.class_of(object);
    Value method = plain_method(vm, object, cls, name);
    if (!method.is_empty()) {
        if (!object.is_cell()) {
            s.r[base] = method;
            s.r[base + gap] = object;
            return after<Op::LoadMethod>(s);
        }
        Cell* cell = object.as_cell();
        if (shape_lacks(vm, cell, name)) {
            auto* cache = const_cast<uint32_t*>(s.pc);
            remember_method(vm, cell, cls, name, method);
            cache[2] = cell->shape;
            cache_word(cache + 3, method);
            return load_bound(s, base, gap, method, object);
        }
        if (!has_attributes_named(vm, object, name)) {
            s.r[base] = method;
            s.r[base + gap] = object;
            return after<Op::LoadMethod>(s);
        }
    }
    Result<Value> value = get_attribute(vm, object, name);
    if (value.failed())
        return unwind(vm, s);
    s.r[base] = value.value();
    s.r[base + gap] = Value();
    return after<Op::LoadMethod>(s);
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
        bool other = !lookup_special(vm, cls, specials[async ? 0 : 2]).is_empty() &&
            !lookup_special(vm, cls, specials[async ? 1 : 3]).is_empty();
        return raise_at(vm, s, Error::TypeError, "'{}' object does not support the {} protocol (missed {} method){}",
            class_name(cls), async ? "asynchronous context manager" : "context manager", names[which],
            !other      ? ""
                : async ? " but it supports the context manager protocol. Did you mean to use 'with'?"
                        : " but it supports the asynchronous context manager protocol. Did you mean to use 'async "
                          "with'?");
    }
    if (binds(method) && (is_kind(method, Kind::Function) || is_subclass(cls, as<NativeFunction>(method)->owner))) {
        if (object.is_cell()) {
            auto* cache = const_cast<uint32_t*>(s.pc);
            cls->flags |= IsCached;
            cache[1] = object.as_cell()->shape;
            cache_word(cache + 2, method);
        }
        s.r[base] = method;
        s.r[base + gap] = object;
        return after<Op::LoadSpecial>(s);
    }
    Result<Value> bound = bind_descriptor(vm, method, object, cls);
    if (bound.failed())
        return unwind(vm, s);
    s.r[base] = bound.value();
    s.r[base + gap] = Value();
    return after<Op::LoadSpecial>(s);
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
            if (Value* found = find_own(vm, as<Class>(each), name))
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
        return unwind(vm, s);
    Result<Value> value = super_attribute(vm, as<Class>(cls), self, start, name_operand(s));
    if (value.failed())
        return unwind(vm, s);
    s.r[dst] = value.value();
    return after<Op::LoadSuperAttr>(s);
}

Next load_super_method(Vm& vm, Next s, uint32_t base, Value cls, Value self, uint32_t gap)
{
    save(vm, s);
    Class* start = super_start(vm, cls, self);
    if (!start)
        return unwind(vm, s);
    Str* name = name_operand(s);
    Value found = super_lookup(vm, start, as<Class>(cls), name);
    bool on_class = is_kind(self, Kind::Class) && as<Class>(self) == start;
    bool plain = binds(found);
    if (plain && !on_class) {
        // Classes made by one function share code: there the shape of self does not tell which class's super this is.
        if (self.is_cell() && !(code_of(s.r)->flags & IsNested)) {
            auto* cache = const_cast<uint32_t*>(s.pc);
            vm.class_of(self)->flags |= IsCached;
            cache[2] = self.as_cell()->shape;
            cache_word(cache + 3, found);
        }
        s.r[base] = found;
        s.r[base + gap] = self;
        return after<Op::LoadSuperMethod>(s);
    }
    Result<Value> value = super_attribute(vm, as<Class>(cls), self, start, name);
    if (value.failed())
        return unwind(vm, s);
    s.r[base] = value.value();
    s.r[base + gap] = Value();
    return after<Op::LoadSuperMethod>(s);
}

} // namespace coil::internal::slow

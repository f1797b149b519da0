// Hidden classes and the attributes of instances.
#include <algorithm>

#include "objects/bytes.h"
#include "objects/class.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/function.h"
#include "objects/iterators.h"
#include "objects/list.h"
#include "objects/numbers.h"
#include "objects/set.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace coil::internal
{

namespace
{

constexpr uint16_t slots_searched_linearly = 8;
constexpr uint16_t most_inline_slots = 24;
/// Dead ids are worth emptying all inline caches when they are so many and half of all.
constexpr size_t many_ids = 1024;

Result<Shape*> make_shape(Vm& vm, Class* cls, Shape* parent, Str* name)
{
    auto* shape = vm.heap.allocate<Shape>(uint8_t(Kind::Shape));
    if (!shape)
        return vm.raise_memory_error();
    shape->cls = cls;
    shape->parent = parent;
    shape->name = name;
    shape->slot_count = parent ? uint16_t(parent->slot_count + 1) : 0;
    shape->inline_capacity = parent ? parent->inline_capacity : cls->inline_slots;
    shape->id = vm.shapes->add(vm, shape);
    if (!shape->id)
        return vm.raise_memory_error();
    cls->shape_count++;
    return shape;
}

Value* slot_at(Cell* object, Shape* shape, int index)
{
    Cell** words = attribute_words(object);
    if (index < shape->inline_capacity)
        return reinterpret_cast<Value*>(words + 1) + index;
    return static_cast<ValueArray*>(*words)->data + (index - shape->inline_capacity);
}

/// Dictionary shapes are kept by inline capacity, which says where the object ends.
Result<Shape*> dictionary_shape_of(Vm& vm, Class* cls, uint16_t inline_capacity)
{
    for (Shape* known = cls->dictionary_shape; known; known = known->parent)
        if (known->inline_capacity == inline_capacity)
            return known;
    Shape* made = TRY(make_shape(vm, cls, nullptr, nullptr));
    made->inline_capacity = inline_capacity;
    made->dictionary = true;
    made->parent = cls->dictionary_shape;
    vm.heap.write_barrier(cls);
    cls->dictionary_shape = made;
    return made;
}

/// Names and indices of a shape's slots, oldest first.
std::vector<Shape*> chain_of(Shape* shape)
{
    std::vector<Shape*> chain;
    for (; shape->parent; shape = shape->parent)
        chain.push_back(shape);
    std::reverse(chain.begin(), chain.end());
    return chain;
}

Dict* dictionary_of(Cell* object) { return static_cast<Dict*>(*attribute_words(object)); }

/// The shape that adds `name`, if it was made before; else null.
Shape* known_shape_with(Vm& vm, Shape* shape, Str* name)
{
    Value* known = shape->transitions ? find_str(vm, shape->transitions, name) : nullptr;
    return known ? as<Shape>(*known) : nullptr;
}

Result<void> make_overflow_room(Vm& vm, Cell* object, Shape* shape, int index)
{
    Cell** words = attribute_words(object);
    auto* array = static_cast<ValueArray*>(*words);
    size_t needed = size_t(index - shape->inline_capacity) + 1;
    if (array && array->capacity >= needed)
        return {};
    ValueArray* larger = TRY(make_value_array(vm, std::max<size_t>(4, needed * 2)));
    if (array)
        std::copy_n(array->data, array->capacity, larger->data);
    vm.heap.write_barrier(object);
    *words = larger;
    return {};
}

/// Later instances have room for what one turned out to need: a slot number `index`.
Result<void> widen_instances(Vm& vm, Class* cls, int index)
{
    if (index < cls->inline_slots || cls->inline_slots >= most_inline_slots || !cls->has(IsHeapClass))
        return {};
    cls->inline_slots = std::min<uint16_t>(most_inline_slots, uint16_t(std::max(4, index + 1 + index / 2)));
    Shape* root = TRY(make_shape(vm, cls, nullptr, nullptr));
    for (Shape* fixed : chain_of(cls->root)) {
        root = shape_with(vm, root, fixed->name);
        if (!root)
            return Raised{};
    }
    vm.heap.write_barrier(cls);
    cls->root = root;
    cls->shape_count = root->slot_count + 1u;
    return {};
}

/// The shape without slots for objects of the class that were made with room for `inline_capacity` slots.
Result<Shape*> bare_shape_of(Vm& vm, Class* cls, uint16_t inline_capacity)
{
    Shape* bare = cls->root;
    while (bare->parent)
        bare = bare->parent;
    if (bare->inline_capacity == inline_capacity)
        return bare;
    if (!cls->other_roots) {
        List* made = TRY(make_list(vm));
        vm.heap.write_barrier(cls);
        cls->other_roots = made;
    }
    for (Value each : *cls->other_roots)
        if (as<Shape>(each)->inline_capacity == inline_capacity)
            return as<Shape>(each);
    Shape* made = TRY(make_shape(vm, cls, nullptr, nullptr));
    made->inline_capacity = inline_capacity;
    TRY(list_append(vm, cls->other_roots, Value::cell(made)));
    return made;
}

} // namespace

/// Makes room for one more id in all three lists.
bool ShapeTable::make_room(Vm& vm)
{
    try {
        if (free_.empty() && dead_ >= many_ids && dead_ >= shapes_.size() / 2) {
            free_.reserve(dead_);
            if (vm.operations.forget_inline_caches)
                vm.operations.forget_inline_caches(vm);
            for (size_t id = shapes_.size(); id-- > 1;)
                if (!shapes_[id])
                    free_.push_back(uint32_t(id));
            dead_ = 0;
        }
        if (young_.size() == young_.capacity())
            young_.reserve(young_.size() * 2 + 1);
        if (free_.empty() && shapes_.size() == shapes_.capacity())
            shapes_.reserve(shapes_.size() * 2);
        return shapes_.size() < UINT32_MAX || !free_.empty();
    } catch (const std::bad_alloc&) {
        return false;
    }
}

uint32_t ShapeTable::add(Vm& vm, Shape* shape)
{
    if (!make_room(vm))
        return 0;
    auto id = uint32_t(shapes_.size());
    if (free_.empty()) {
        shapes_.push_back(shape);
    } else {
        id = free_.back();
        free_.pop_back();
        shapes_[id] = shape;
    }
    young_.push_back(id);
    return id;
}

void ShapeTable::forget_dead(gc::Heap& heap)
{
    auto forget = [&](uint32_t id) {
        if (!shapes_[id] || heap.is_marked(shapes_[id]))
            return;
        shapes_[id] = nullptr;
        dead_++;
    };
    if (heap.collecting_full()) {
        for (size_t id = 1; id < shapes_.size(); id++)
            forget(uint32_t(id));
    } else {
        for (uint32_t id : young_)
            forget(id);
    }
    young_.clear();
}

size_t layout_size(const Cell* cell)
{
    switch (kind_of(cell)) {
    case Kind::Instance:
        return sizeof(Instance) - sizeof(Cell*);
    case Kind::Exception:
        return sizeof(Exception);
    case Kind::Dict:
        return sizeof(Dict);
    case Kind::List:
        return sizeof(List);
    case Kind::Set:
        return sizeof(Set);
    case Kind::FrozenSet:
        return sizeof(FrozenSet);
    case Kind::Float:
        return sizeof(Float);
    case Kind::Complex:
        return sizeof(Complex);
    case Kind::Str:
        return sizeof(LongStr);
    case Kind::Bytes:
        return sizeof(Bytes);
    case Kind::ByteArray:
        return sizeof(ByteArray);
    case Kind::Property:
        return sizeof(Property);
    case Kind::StaticMethod:
    case Kind::ClassMethod:
        return sizeof(StaticMethod);
    case Kind::Module:
        return sizeof(Module);
    case Kind::WeakReference:
        return sizeof(WeakReference);
    case Kind::Super:
        return sizeof(Super);
    case Kind::Tuple:
        return sizeof(Tuple) + static_cast<const Tuple*>(cell)->size * sizeof(Value);
    case Kind::BigInt:
        return sizeof(BigInt) + static_cast<const BigInt*>(cell)->size * sizeof(uint64_t);
    case Kind::Walker:
        return sizeof(Walker);
    case Kind::NativeIterator:
        return cell->aux;
    case Kind::NativeObject:
    case Kind::NativeResource:
        return static_cast<const NativeObject*>(cell)->size();
    default:
        return 0;
    }
}

int find_slot(Vm& vm, Shape* shape, Str* name)
{
    if (shape->slot_count <= slots_searched_linearly) {
        for (Shape* each = shape; each->parent; each = each->parent)
            if (each->name == name)
                return each->slot_count - 1;
        return -1;
    }
    if (!shape->slots) {
        auto made = make_dict_sized(vm, shape->slot_count);
        if (made.failed()) {
            vm.take_pending();
            for (Shape* each = shape; each->parent; each = each->parent)
                if (each->name == name)
                    return each->slot_count - 1;
            return -1;
        }
        Dict* slots = made.value();
        for (Shape* each = shape; each->parent; each = each->parent)
            if (dict_set_str(vm, slots, each->name, Value::small(each->slot_count - 1)).failed())
                vm.take_pending();
        vm.heap.write_barrier(shape);
        shape->slots = slots;
    }
    Value* index = find_str(vm, shape->slots, name);
    return index ? int(index->as_small()) : -1;
}

Shape* shape_with(Vm& vm, Shape* shape, Str* name)
{
    if (Shape* known = known_shape_with(vm, shape, name))
        return known;
    if (!shape->transitions) {
        auto made = make_dict(vm);
        if (made.failed())
            return nullptr;
        vm.heap.write_barrier(shape);
        shape->transitions = made.value();
    }
    auto made = make_shape(vm, shape->cls, shape, name);
    if (made.failed() || dict_set_str(vm, shape->transitions, name, Value::cell(made.value())).failed())
        return nullptr;
    return made.value();
}

Result<Shape*> make_root_shape(Vm& vm, Class* cls) { return make_shape(vm, cls, nullptr, nullptr); }

bool has_attributes(const Vm& vm, const Cell* object)
{
    Class* cls = shape_of(vm, object)->cls;
    return (cls->flags & HasInstanceDict) && layout_size(object) != 0;
}

Value own_attribute(Vm& vm, Cell* object, Str* name)
{
    Shape* shape = shape_of(vm, object);
    if (shape->dictionary) {
        Value* value = find_str(vm, dictionary_of(object), name);
        return value ? *value : Value();
    }
    if (shape->slot_count == 0)
        return Value();
    int index = find_slot(vm, shape, name);
    return index < 0 ? Value() : *slot_at(object, shape, index);
}

Result<void> set_own_attribute(Vm& vm, Cell* object, Str* name, Value value)
{
    Shape* shape = shape_of(vm, object);
    if (shape->dictionary)
        return dict_set_str(vm, dictionary_of(object), name, value);
    int index = find_slot(vm, shape, name);
    Shape* after = shape;
    if (index < 0) {
        bool crowded = shape->cls->shape_count >= Shape::most_of_class && !known_shape_with(vm, shape, name);
        if (shape->slot_count >= Shape::max_slots || crowded) {
            Dict* dict = TRY(attributes_dict(vm, object));
            return dict_set_str(vm, dict, name, value);
        }
        after = shape_with(vm, shape, name);
        if (!after)
            return Raised{};
        index = shape->slot_count;
        TRY(widen_instances(vm, shape->cls, index));
    }
    if (index >= shape->inline_capacity)
        TRY(make_overflow_room(vm, object, shape, index));
    Cell* owner = index < shape->inline_capacity ? object : *attribute_words(object);
    vm.heap.write_barrier(owner);
    *slot_at(object, after, index) = value;
    if (after != shape) {
        vm.heap.write_barrier(object);
        object->shape = after->id;
    }
    return {};
}

Result<bool> delete_own_attribute(Vm& vm, Cell* object, Str* name)
{
    Shape* shape = shape_of(vm, object);
    if (!shape->dictionary) {
        int index = find_slot(vm, shape, name);
        if (index < 0 || slot_at(object, shape, index)->is_empty())
            return false;
        if (index < shape->cls->slot_names_count) {
            *slot_at(object, shape, index) = Value();
            return true;
        }
        TRY(attributes_dict(vm, object));
    }
    return dict_erase_str(vm, dictionary_of(object), name);
}

Result<Dict*> copy_attributes(Vm& vm, Cell* object)
{
    Shape* shape = shape_of(vm, object);
    if (shape->dictionary)
        return dict_copy(vm, dictionary_of(object));
    Dict* dict = TRY(make_dict_sized(vm, shape->slot_count));
    for (Shape* each : chain_of(shape)) {
        int index = each->slot_count - 1;
        Value value = *slot_at(object, shape, index);
        if (!value.is_empty() && index >= shape->cls->slot_names_count)
            TRY(dict_set_str(vm, dict, each->name, value));
    }
    return dict;
}

Result<Dict*> attributes_dict(Vm& vm, Cell* object)
{
    Shape* shape = shape_of(vm, object);
    if (shape->dictionary)
        return dictionary_of(object);
    Dict* dict = TRY(copy_attributes(vm, object));
    Shape* dictionary = TRY(dictionary_shape_of(vm, shape->cls, shape->inline_capacity));
    vm.heap.write_barrier(object);
    *attribute_words(object) = dict;
    object->shape = dictionary->id;
    return dict;
}

Result<void> set_attributes_dict(Vm& vm, Cell* object, Dict* dict)
{
    Shape* shape = shape_of(vm, object);
    Shape* dictionary = TRY(dictionary_shape_of(vm, shape->cls, shape->inline_capacity));
    vm.heap.write_barrier(object);
    *attribute_words(object) = dict;
    object->shape = dictionary->id;
    return {};
}

Result<void> set_class(Vm& vm, Cell* object, Class* cls)
{
    if (cls->shape_count >= Shape::most_of_class && has_attributes(vm, object))
        TRY(attributes_dict(vm, object));
    Shape* shape = shape_of(vm, object);
    Shape* after = nullptr;
    if (shape->dictionary) {
        after = TRY(dictionary_shape_of(vm, cls, shape->inline_capacity));
    } else {
        after = TRY(bare_shape_of(vm, cls, shape->inline_capacity));
        for (Shape* each : chain_of(shape)) {
            after = shape_with(vm, after, each->name);
            if (!after)
                return Raised{};
        }
    }
    vm.heap.write_barrier(object);
    object->shape = after->id;
    return {};
}

Result<Instance*> make_instance(Vm& vm, Class* cls)
{
    auto* instance = static_cast<Instance*>(
        vm.heap.allocate_cell(uint8_t(Kind::Instance), instance_size(cls, sizeof(Instance) - sizeof(Cell*))));
    if (!instance)
        return vm.raise_memory_error();
    instance->shape = cls->root->id;
    if (cls->has(HasFinalizer)) [[unlikely]]
        vm.heap.add_finalizer(instance);
    return instance;
}

Result<AttributePlace> find_place(Vm& vm, Cell* object, Str* name)
{
    Shape* shape = shape_of(vm, object);
    AttributePlace place;
    if (shape->dictionary)
        return place;
    int index = find_slot(vm, shape, name);
    if (index < 0 || index >= shape->inline_capacity)
        return place;
    place.shape = shape->id;
    place.offset = uint32_t(reinterpret_cast<char*>(slot_at(object, shape, index)) - reinterpret_cast<char*>(object));
    return place;
}

} // namespace coil::internal

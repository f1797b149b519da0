#pragma once
// Classes, hidden classes (shapes) and instances.
//
// Every object's header names a Shape by id; the shape names the class and says where each attribute stands. An
// object's attribute words follow its fixed layout: one `overflow` word, then `inline_capacity` slots. Attributes that
// do not fit stand in the ValueArray `overflow`; a shape in dictionary mode keeps all of them in the Dict `overflow`.
//
// The shapes of a class form a tree: all of it lives while anything in it does, so a shape that an inline cache has
// seen lives as long as those it leads to. A class has a limited number of them: further names make objects
// dictionaries.
//
// Inline caches hold shape ids, and mark the class whose shape they hold (IsCached). When such a class or one of its
// bases changes in a way that they may have cached, all inline caches are emptied.
#include <span>

#include "objects/storage.h"
#include "objects/vm.h"

namespace coil::internal
{

struct Tuple;
struct List;
struct Function;
struct NativeDef;
struct WaitingMembers;

enum ClassFlag : uint32_t {
    HasInstanceDict = 1,      ///< instances take any attribute (no __slots__ without __dict__ all the way up)
    HasFinalizer = 2,         ///< defines __del__
    HasGetattribute = 4,      ///< overrides __getattribute__ or defines __getattr__
    HasSetattr = 8,           ///< overrides __setattr__ or __delattr__
    IsHeapClass = 16,         ///< made by a class statement or type(): mutable
    IsException = 32,         ///< BaseException is in the mro
    DisallowsSubclasses = 64, ///< bool, NoneType, …
    DisallowsNew = 128,       ///< "cannot create 'x' instances"
    HasCustomNew = 256,       ///< __new__ is not the builtin one of its layout
    HasData = 512,            ///< (descriptor class) defines __set__ or __delete__
    HasGet = 1024,            ///< (descriptor class) defines __get__
    HasWeakref = 2048,        ///< there can be weak references to instances
    IsAbstract = 4096,        ///< __abstractmethods__ is not empty
    IsCached = 8192,          ///< an inline cache may hold one of its shapes
    IsSequence = 1 << 14,     ///< sequence patterns may match its instances
    IsMapping = 1 << 15,      ///< mapping patterns may match its instances
    MatchesSelf = 1 << 16,    ///< a positional sub-pattern of a class pattern is matched with the instance itself
};

constexpr uint32_t collection_flags = IsSequence | IsMapping;
/// What a builtin class has from its base.
constexpr uint32_t inherited_flags = IsException | HasInstanceDict | HasWeakref | collection_flags | MatchesSelf;

/// The special methods whose look-up a class caches. In the order of specials.def.
enum class Special : uint8_t {
#define SPECIAL(field) field,
#include "objects/specials.def"
#undef SPECIAL
    Count,
};

struct Shape : Cell {
    static constexpr Kind kind_id = Kind::Shape;
    static constexpr uint32_t max_slots = 64;
    /// Of a class; objects that would need more become dictionaries.
    static constexpr uint32_t most_of_class = 1024;
    Class* cls;
    Shape* parent; ///< without the last attribute; null for a root
    Str* name;     ///< the attribute that was added last
    uint32_t id;
    uint16_t slot_count;
    uint16_t inline_capacity;
    bool dictionary;
    Dict* transitions; ///< name → Shape, or null
    Dict* slots;       ///< name → slot index, made when looked up in a shape of many slots; or null
};

struct Class : Cell {
    static constexpr Kind kind_id = Kind::Class;
    static constexpr std::string_view type_name = "type";
    Cell* overflow; ///< of attributes a metaclass's __slots__ … would add; unused
    Str* name;
    Str* qualified_name;
    Class* base; ///< decides the layout
    Tuple* bases;
    Tuple* mro;
    Dict* dict;              ///< own names; see class_members.h
    WaitingMembers* waiting; ///< what `dict` has not got yet
    /// What a call of just this class with positional arguments alone runs, the class going first, when that takes so
    /// many; or null: see direct_call in native.h.
    const NativeDef* call;
    Shape* root;             ///< shape of a new instance
    Shape* dictionary_shape; ///< shape of instances in dictionary mode, or null
    List* other_roots;       ///< of instances that came from other classes with other capacities, or null
    Cell* specials;          ///< ValueArray of cached special methods, or null
    Cell* subclasses;        ///< List of WeakReference, or null; behind the first subclass_count ones stand empty ones
    uint32_t flags;
    uint32_t version; ///< unique; new whenever a look-up might change
    Kind instance_kind;
    uint8_t slot_names_count; ///< attributes from __slots__ (fixed first slots of every shape)
    uint16_t inline_slots;    ///< slots that new instances have inline
    uint32_t subclass_count;  ///< dead ones included
    uint32_t shape_count;     ///< shapes in the tree of `root`, and in those of `other_roots`
    bool has(ClassFlag flag) const { return flags & flag; }
};

/// An object of a class written in Python (layout of `object`).
struct Instance : Cell {
    static constexpr Kind kind_id = Kind::Instance;
    Cell* overflow;
    Value slots[];
};

/// The shapes by id, held weakly. Ids of dead ones are used again, when there are many, and all inline caches are
/// emptied before.
class ShapeTable
{
public:
    Shape* operator[](uint32_t id) const { return shapes_[id]; }
    /// Gives the shape an id; 0 when there is no memory.
    uint32_t add(Vm& vm, Shape* shape);
    /// For the after-mark hook.
    void forget_dead(gc::Heap& heap);
    size_t size() const { return shapes_.size(); }

private:
    bool make_room(Vm& vm);
    std::vector<Shape*> shapes_{ nullptr };
    std::vector<uint32_t> young_; ///< ids given since the last collection
    std::vector<uint32_t> free_;
    size_t dead_ = 0; ///< ids that name nothing and are not free yet
};

struct StandardClasses {
#define TYPE(field, name, kind) Class* field = nullptr;
#include "objects/types.def"
#undef TYPE
};

struct StandardNames {
#define NAME(field, text) Str* field = nullptr;
#include "objects/names.def"
#undef NAME
};

inline Shape* shape_of(const Vm& vm, const Cell* cell) { return (*vm.shapes)[cell->shape]; }

inline Class* Vm::class_of(Value value) const
{
    if (value.is_cell())
        return (*shapes)[value.as_cell()->shape]->cls;
    if (value.is_small())
        return classes->integer;
    if (value.is_immediate_double())
        return classes->real;
    if (value.is_bool())
        return classes->boolean;
    if (value.is_none())
        return classes->none;
    return value == Ellipsis ? classes->ellipsis : classes->not_implemented;
}

/// True when the cell is of exactly this class (not a subclass). `cls` is one whose shape never changes (a builtin).
inline bool is_exactly(const Vm& vm, const Cell* cell, const Class* cls)
{
    return (*vm.shapes)[cell->shape]->cls == cls;
}

/// Bytes of the fixed layout of a cell, behind which its attribute words stand.
size_t layout_size(const Cell* cell);
/// The overflow word of an object with attribute words, at its end; the slots follow.
inline Cell** attribute_words(Cell* cell)
{
    return reinterpret_cast<Cell**>(reinterpret_cast<char*>(cell) + layout_size(cell));
}

/// Makes a class: `bases` resolved and checked, `dict` taken as it is; `slots`: the names of __slots__, null when it
/// has none. Computes the mro. Raises TypeError.
Result<Class*> make_class(Vm& vm, Class* metaclass, Str* name, Tuple* bases, Dict* dict, List* slots = nullptr);
/// Replaces the bases of a heap class by others, all of them classes. Raises TypeError and changes nothing when the
/// layout of instances would differ or there is no mro.
Result<void> set_bases(Vm& vm, Class* cls, Tuple* bases);
/// Makes a builtin class under `base`, without any names.
Class* make_builtin_class(Vm& vm, std::string_view name, Class* base, Kind instance_kind, uint32_t flags = 0);
/// Looks `name` (interned) up along the mro. Empty when there is none. Cached; never raises, but see class_members.h.
Value lookup(Vm& vm, Class* cls, Str* name);
/// As lookup, of a special method.
Value search_special(Vm& vm, Class* cls, Special special);
inline Value lookup_special(Vm& vm, Class* cls, Special special)
{
    if (cls->specials) [[likely]] {
        Value cached = static_cast<ValueArray*>(cls->specials)->data[size_t(special)];
        if (!cached.is_empty()) [[likely]]
            return cached == Deleted ? Value() : cached;
    }
    return search_special(vm, cls, special);
}
/// To be called when the class's dict changed: brings flags, versions and caches of it and its subclasses up to date.
/// `name` null: anything.
void class_changed(Vm& vm, Class* cls, Str* name, Value old_value, Value new_value);
bool is_subclass(const Class* cls, const Class* ancestor);
bool is_instance(const Vm& vm, Value value, const Class* cls);

/// The slot of `name` in a shape, or -1. The shape is not in dictionary mode.
int find_slot(Vm& vm, Shape* shape, Str* name);
/// The shape that adds `name`. Null with an exception pending when memory runs out.
Shape* shape_with(Vm& vm, Shape* shape, Str* name);
/// A new object of a class whose instances have layout Instance; attributes unset. Raises MemoryError.
Result<Instance*> make_instance(Vm& vm, Class* cls);
/// Bytes to allocate for an instance whose fixed layout has `layout` bytes.
inline size_t instance_size(const Class* cls, size_t layout) { return layout + 8 + 8 * size_t(cls->inline_slots); }

/// Where an inline cache finds an attribute: shape 0 when it can't. Only for objects whose layout has a fixed size.
struct AttributePlace {
    uint32_t shape = 0;
    uint32_t offset = 0;
};
Result<AttributePlace> find_place(Vm& vm, Cell* object, Str* name);
/// A shape without attributes for a class that is being made.
Result<Shape*> make_root_shape(Vm& vm, Class* cls);

/// The value of an instance attribute (not of the class), or empty.
Value own_attribute(Vm& vm, Cell* object, Str* name);
/// Sets an instance attribute. The object's class allows it (see has_attributes).
Result<void> set_own_attribute(Vm& vm, Cell* object, Str* name, Value value);
/// Removes an instance attribute; false when there is none.
Result<bool> delete_own_attribute(Vm& vm, Cell* object, Str* name);
/// Whether the object has attribute words at all.
bool has_attributes(const Vm& vm, const Cell* object);
/// The object's __dict__: brings it into dictionary mode.
Result<Dict*> attributes_dict(Vm& vm, Cell* object);
/// A new dict of the object's attributes, whose mode stays.
Result<Dict*> copy_attributes(Vm& vm, Cell* object);
/// Replaces __dict__.
Result<void> set_attributes_dict(Vm& vm, Cell* object, Dict* dict);
/// For __class__ assignment and unpickling: moves an object to another class of the same layout.
Result<void> set_class(Vm& vm, Cell* object, Class* cls);

/// Name for messages: the class's __name__.
std::string_view class_name(const Class* cls);
std::string_view type_name(const Vm& vm, Value value);

} // namespace coil::internal

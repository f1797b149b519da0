#pragma once
// Code, functions and what classes hold: methods, properties, descriptors; modules.
#include "base/step.h"
#include "objects/class.h"

namespace coil::internal
{

struct ExceptionRow;
struct NativeDef;
struct Str;
struct Tuple;
struct Dict;
struct Bytes;

/// Loaded bytecode. It belongs to one globals dict, so that inline caches need not check it.
struct Code : Cell {
    static constexpr Kind kind_id = Kind::Code;
    uint32_t flags;          ///< CodeFlag
    int32_t fast_arity;      ///< arguments of a plain function that takes positional ones only; else -1
    int32_t exact_arity;     ///< likewise of generators and coroutines too
    uint16_t argument_count; ///< positional parameters
    uint16_t positional_only_count;
    uint16_t keyword_only_count;
    uint16_t parameter_count; ///< all parameters, *args and **kwargs among them
    uint32_t register_count;
    uint32_t free_count; ///< free variables
    uint16_t window_gap;
    uint16_t self_attributes;
    uint32_t* entry;              ///< first instruction, in `words`
    Cell* words;                  ///< ByteArrayStorage that holds them, then the handlers
    const ExceptionRow* handlers; ///< in `words`: unwinding allocates nothing
    uint64_t handler_count;
    Dict* globals;
    Dict* builtins;
    Cell* names;  ///< ValueArray of interned Str
    Cell* locals; ///< ValueArray of interned Str: names of registers
    Cell* tables; ///< NativeResource with what is needed rarely, positions and more (runtime/interpreter/loader.h)
    Str* name;
    Str* qualified_name;
    Str* filename;
    uint64_t constant_count;
    Value constants[];
};

/// A variable that closures share.
struct Box : Cell {
    static constexpr Kind kind_id = Kind::Box;
    Value value;
};

/// What few functions have.
struct FunctionExtra : Cell {
    static constexpr Kind kind_id = Kind::FunctionExtra;
    Value name, qualified_name, module, doc, annotations, annotate, type_params;
    Dict* dict;
};

struct Function : Cell {
    static constexpr Kind kind_id = Kind::Function;
    Code* code;
    Tuple* defaults;        ///< or null
    Dict* keyword_defaults; ///< or null
    FunctionExtra* extra;   ///< or null
    Box* closure[];         ///< as many as the code has free variables
};

/// In aux of a NativeFunction: it is the `__new__` of its owner.
inline constexpr uint16_t IsMaker = 1;
/// Likewise: what it is bound to is for its C++ function only; scripts see neither that nor the first parameter.
inline constexpr uint16_t HasContext = 2;

/// A C++ function, perhaps bound (`self` not empty).
struct NativeFunction : Cell {
    static constexpr Kind kind_id = Kind::NativeFunction;
    const NativeDef* def;
    Value self;
    Class* owner; ///< class of a method descriptor or of a `__new__`, or null
    Str* module;  ///< or null
    /// Counts of arguments that `invoke` takes just as they stand; none when least > most.
    uint32_t least, most;
    bool takes(size_t count) const { return count >= least && count <= most; }
};

/// Whether looking it up on an instance puts that in front of a call's arguments: a function of a script, or a method
/// of a builtin class that has no self yet. Other functions of ours are what they are wherever they stand.
inline bool binds(Value value)
{
    if (is_kind(value, Kind::Function))
        return true;
    auto* native = as_if<NativeFunction>(value);
    return native && native->owner && native->self.is_empty() && !(native->aux & IsMaker);
}

struct BoundMethod : Cell {
    static constexpr Kind kind_id = Kind::BoundMethod;
    Value function;
    Value self;
};

struct Property : Cell {
    static constexpr Kind kind_id = Kind::Property;
    Value getter, setter, deleter, doc, name;
};

struct StaticMethod : Cell {
    static constexpr Kind kind_id = Kind::StaticMethod;
    Value function;
    Dict* dict;
};

struct ClassMethod : Cell {
    static constexpr Kind kind_id = Kind::ClassMethod;
    Value function;
    Dict* dict;
};

/// A name of __slots__: slot `index` of every instance.
struct SlotDescriptor : Cell {
    static constexpr Kind kind_id = Kind::SlotDescriptor;
    Class* owner;
    Str* name;
    uint64_t index;
};

/// An attribute of a builtin class that C++ computes.
struct AttributeDef {
    const char* name;
    Result<Value> (*get)(Vm&, Value self);
    Result<void> (*set)(Vm&, Value self, Value value); ///< value empty: delete. Null: read-only
    const char* doc;
};

struct AttributeDescriptor : Cell {
    static constexpr Kind kind_id = Kind::AttributeDescriptor;
    const AttributeDef* def;
    Class* owner;
};

struct Super : Cell {
    static constexpr Kind kind_id = Kind::Super;
    Class* cls;
    Value object;
    Class* object_class;
};

struct WeakReference : Cell {
    static constexpr Kind kind_id = Kind::WeakReference;
    Value target;
    Value callback;
    int64_t hash;
};

struct MappingProxy : Cell {
    static constexpr Kind kind_id = Kind::MappingProxy;
    Value mapping;
};

/// The mapping itself, behind as many proxies as there are; other values as they are.
inline Value mapping_behind(Value value)
{
    while (is_kind(value, Kind::MappingProxy))
        value = static_cast<MappingProxy*>(value.as_cell())->mapping;
    return value;
}

struct Module : Cell {
    static constexpr Kind kind_id = Kind::Module;
    Dict* dict;
    Str* name;
};

/// What awaiting a native object means: done with a result, or a value to yield to whoever resumes the task.
struct AwaitStep {
    bool done = false;
    Value value;
};
struct NativeType {
    const char* name;
    void (*trace)(Cell*, gc::Tracer&);
    void (*destroy)(Cell*);
    /// Awaits natively: called with empty `sent` first, then with what each resumption brings. Null: not awaitable.
    Result<AwaitStep> (*await)(Vm&, Cell*, Value sent) = nullptr;
    /// Iterates natively. At the end it gives end_of_items(vm), or what an iterator below it gave then. Null: not an
    /// iterator, or only through its methods.
    Result<Step> (*next)(Vm&, Cell*) = nullptr;
    /// An exception is about to be raised where it is awaited: it is awaited no more. May be null.
    void (*interrupted)(Vm&, Cell*) = nullptr;
    /// It died, and was said to have a finalizer (gc::Heap::add_finalizer): the last that is done with it.
    void (*finalize)(Vm&, Cell*) = nullptr;
};
/// An object of a class defined in C++: `type` traces and destroys the payload behind it. Of the kind NativeResource if
/// there is something to destroy.
struct NativeObject : Cell {
    static constexpr Kind kind_id = Kind::NativeObject;
    const NativeType* type;
    /// Of the fixed layout, in bytes: attribute words follow. It stands in `aux`.
    size_t size() const { return aux; }
    void set_size(size_t bytes) { aux = uint16_t(bytes); }
};
/// An object of either kind, or null.
inline NativeObject* as_native(Value value)
{
    bool is_native = is_kind(value, Kind::NativeObject) || is_kind(value, Kind::NativeResource);
    return is_native ? static_cast<NativeObject*>(value.as_cell()) : nullptr;
}
/// The object if it is one that C++ code awaits (NativeType::await), or null.
inline NativeObject* native_awaitable(Value value)
{
    NativeObject* object = as_native(value);
    return object && object->type->await ? object : nullptr;
}

Result<Value> make_bound_method(Vm& vm, Value function, Value self);
Result<Value> make_native_function(Vm& vm, const NativeDef& def, Value self, Str* module);
Result<Box*> make_box(Vm& vm, Value value);
Result<Module*> make_module(Vm& vm, Str* name);
/// The function's extra part, made when it has none yet.
Result<FunctionExtra*> function_extra(Vm& vm, Function* function);

} // namespace coil::internal

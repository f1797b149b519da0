#include "objects/class_members.h"

#include <algorithm>

#include "objects/must.h"
#include "objects/str.h"

namespace coil::internal
{

namespace
{

/// While it lives, allocations collect nothing and throw. As garbage that is in the way can't be collected, they may
/// pass the limit: by what the members of all builtin classes take together, at most.
class Throwing
{
public:
    explicit Throwing(gc::Heap& heap)
        : heap_(heap)
        , limit_(heap.limit())
        , throwing_(heap.is_throwing())
        , automatic_(heap.is_enabled())
    {
        heap.set_throwing(true);
        heap.disable();
        if (limit_)
            heap.set_limit(limit_ + bytes_of_all_members);
    }
    ~Throwing()
    {
        if (limit_)
            heap_.set_limit(limit_);
        heap_.set_throwing(throwing_);
        if (automatic_)
            heap_.enable();
    }
    Throwing(const Throwing&) = delete;
    Throwing& operator=(const Throwing&) = delete;

private:
    static constexpr size_t bytes_of_all_members = 512 << 10;

    gc::Heap& heap_;
    size_t limit_;
    bool throwing_, automatic_;
};

/// What CPython has a slot for in its classes, without the underscores; sorted.
constexpr std::string_view slots[] = { "abs", "add", "aiter", "and", "anext", "await", "bool", "buffer", "call",
    "contains", "del", "delattr", "delete", "delitem", "divmod", "eq", "float", "floordiv", "ge", "get", "getattr",
    "getattribute", "getitem", "gt", "hash", "iadd", "iand", "ifloordiv", "ilshift", "imatmul", "imod", "imul", "index",
    "init", "int", "invert", "ior", "ipow", "irshift", "isub", "iter", "itruediv", "ixor", "le", "len", "lshift", "lt",
    "matmul", "mod", "mul", "ne", "neg", "next", "or", "pos", "pow", "radd", "rand", "rdivmod", "release_buffer",
    "repr", "rfloordiv", "rlshift", "rmatmul", "rmod", "rmul", "ror", "rpow", "rrshift", "rshift", "rsub", "rtruediv",
    "rxor", "set", "setattr", "setitem", "str", "sub", "truediv", "xor" };
static_assert(std::is_sorted(std::begin(slots), std::end(slots)));

/// Whether CPython's method of that name is one that it made of a slot. For some it has functions that are quicker.
bool is_of_slot(Vm& vm, Class* cls, std::string_view name)
{
    if (name.size() < 5 || !name.starts_with("__") || !name.ends_with("__"))
        return false;
    name = name.substr(2, name.size() - 4);
    const StandardClasses& classes = *vm.classes;
    if (name == "getitem" && (cls == classes.list || cls == classes.dict))
        return false;
    if (name == "contains" && (cls == classes.dict || cls == classes.set || cls == classes.frozenset))
        return false;
    return std::binary_search(std::begin(slots), std::end(slots), name);
}

Value make_method(Vm& vm, Class* cls, const NativeDef& def)
{
    Value method = must(make_native_function(vm, def, Value(), nullptr));
    auto* function = as<NativeFunction>(method);
    function->owner = cls;
    const StandardClasses& classes = *vm.classes;
    Class* kind = is_of_slot(vm, cls, def.name()) ? classes.wrapper_descriptor : classes.method_descriptor;
    function->shape = kind->root->id;
    return method;
}

template <class T> Value wrap(Vm& vm, Class* wrapper_class, Value function)
{
    auto* wrapper = must_cell(vm.heap.allocate<T>(uint8_t(T::kind_id)));
    wrapper->shape = wrapper_class->root->id;
    wrapper->function = function;
    return Value::cell(wrapper);
}

Value make_maker(Vm& vm, Class* cls, const NativeDef& def)
{
    Value function = must(make_native_function(vm, def, Value(), nullptr));
    as<NativeFunction>(function)->owner = cls;
    function.as_cell()->aux |= IsMaker;
    return wrap<StaticMethod>(vm, vm.classes->static_method, function);
}

Value make_descriptor(Vm& vm, Class* cls, const AttributeDef& def)
{
    auto* descriptor = must_cell(vm.heap.allocate<AttributeDescriptor>(uint8_t(Kind::AttributeDescriptor)));
    descriptor->shape = vm.classes->getset_descriptor->root->id;
    descriptor->def = &def;
    descriptor->owner = cls;
    return Value::cell(descriptor);
}

void put(Vm& vm, Dict* names, std::string_view name, Value value)
{
    must(dict_set_str(vm, names, intern(vm, name), value));
}

/// The class's dict as it is, made when there is none.
Dict* some_dict(Vm& vm, Class* cls)
{
    if (!cls->dict) {
        Dict* made = must(make_dict(vm));
        vm.heap.write_barrier(cls);
        cls->dict = made;
    }
    return cls->dict;
}

void fill(Vm& vm, Class* cls, const WaitingMembers& members)
{
    using What = WaitingMembers::What;
    Dict* names = cls->dict;
    if (members.what == What::Attributes) {
        for (const AttributeDef& def : std::span(static_cast<const AttributeDef*>(members.table), members.count))
            put(vm, names, def.name, make_descriptor(vm, cls, def));
        return;
    }
    for (const NativeDef& def : std::span(static_cast<const NativeDef*>(members.table), members.count)) {
        Value made;
        switch (members.what) {
        case What::Methods:
            made = make_method(vm, cls, def);
            break;
        case What::New:
            made = make_maker(vm, cls, def);
            break;
        case What::ClassMethods:
            made = wrap<ClassMethod>(vm, vm.classes->class_method, make_method(vm, vm.classes->type, def));
            break;
        default:
            made = wrap<StaticMethod>(
                vm, vm.classes->static_method, must(make_native_function(vm, def, Value(), nullptr)));
        }
        put(vm, names, def.name(), made);
    }
}

void let_wait(Vm& vm, Class* cls, WaitingMembers::What what, const void* table, size_t count)
{
    auto* made = must_cell(vm.heap.allocate<WaitingMembers>(uint8_t(Kind::WaitingMembers)));
    made->what = what;
    made->count = uint32_t(count);
    made->table = table;
    Cell* owner = cls;
    WaitingMembers** last = &cls->waiting;
    while (*last) {
        owner = *last;
        last = &(*last)->next;
    }
    vm.heap.write_barrier(owner);
    *last = made;
}

} // namespace

Dict* fill_own_names(Vm& vm, Class* cls)
{
    Throwing throwing(vm.heap);
    Dict* names = some_dict(vm, cls);
    for (WaitingMembers* each = cls->waiting; each; each = each->next)
        fill(vm, cls, *each);
    cls->waiting = nullptr;
    return names;
}

void add_methods(Vm& vm, Class* cls, std::span<const NativeDef> methods)
{
    let_wait(vm, cls, WaitingMembers::What::Methods, methods.data(), methods.size());
}

void add_new(Vm& vm, Class* cls, const NativeDef& def)
{
    cls->flags |= HasCustomNew;
    let_wait(vm, cls, WaitingMembers::What::New, &def, 1);
}

void add_class_methods(Vm& vm, Class* cls, std::span<const NativeDef> methods)
{
    let_wait(vm, cls, WaitingMembers::What::ClassMethods, methods.data(), methods.size());
}

void add_static_methods(Vm& vm, Class* cls, std::span<const NativeDef> methods)
{
    let_wait(vm, cls, WaitingMembers::What::StaticMethods, methods.data(), methods.size());
}

void add_attributes(Vm& vm, Class* cls, std::span<const AttributeDef> attributes)
{
    let_wait(vm, cls, WaitingMembers::What::Attributes, attributes.data(), attributes.size());
}

void add_value(Vm& vm, Class* cls, std::string_view name, Value value) { put(vm, some_dict(vm, cls), name, value); }

} // namespace coil::internal

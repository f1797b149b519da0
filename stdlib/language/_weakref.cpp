#include "gc/collector.h"
#include "objects/class.h"
#include "objects/dict.h"
#include "objects/list.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "stdlib/modules.h"

namespace coil::internal
{

namespace
{

/// Whether a reference is one that ref(object) makes. CPython has one such an object.
bool is_plain(Vm& vm, const WeakReference* reference)
{
    return reference->callback.is_empty() && reference->shape == vm.classes->weak_reference->root->id;
}

/// Calls visit(WeakReference*) with the weak references to an object, of plain ones the first only.
template <class Visit> void visit_references(Vm& vm, Value object, Visit&& visit)
{
    if (!object.is_cell())
        return;
    bool seen_plain = false;
    gc::visit_weak_holders(vm.heap, object.as_cell(), [&](Cell* holder) {
        if (Kind(holder->kind) != Kind::WeakReference)
            return;
        auto* reference = static_cast<WeakReference*>(holder);
        if (!is_plain(vm, reference) || !std::exchange(seen_plain, true))
            visit(reference);
    });
}

int64_t get_count(Vm& vm, Value object)
{
    int64_t count = 0;
    visit_references(vm, object, [&](WeakReference*) { count++; });
    return count;
}

Result<Value> get_references(Vm& vm, Value object)
{
    // A collection may end references; none begins between the second walk and the list.
    Tuple* found = TRY(make_tuple(vm, size_t(get_count(vm, object))));
    size_t count = 0;
    vm.heap.write_barrier(found);
    visit_references(vm, object, [&](WeakReference* reference) {
        if (count < found->size)
            found->items[count++] = Value::cell(reference);
    });
    return Value::cell(TRY(make_list(vm, found->items, count)));
}

constexpr NativeDef definitions[] = {
    def<"getweakrefcount(object, /)", get_count>("The number of weak references to an object."),
    def<"getweakrefs(object, /)", get_references>("The weak references to an object."),
};

Result<void> prepare(Vm& vm, Module* module)
{
    Value cls = Value::cell(vm.classes->weak_reference);
    TRY(dict_set_str(vm, module->dict, intern(vm, "ref"), cls));
    return dict_set_str(vm, module->dict, intern(vm, "ReferenceType"), cls);
}

} // namespace

const NativeModule _weakref_module{ "_weakref", definitions, prepare, nullptr };

} // namespace coil::internal

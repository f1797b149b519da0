// The native part of abc: which classes are sequences or mappings to the patterns of match statements.
#include "objects/class.h"
#include "objects/list.h"
#include "objects/native.h"
#include "objects/tuple.h"
#include "stdlib/modules.h"

namespace coil::internal
{
namespace
{

/// Gives a class of a script and all below it the flag in place of the other one. Builtin classes stay as they are.
void set_collection_flag(Class* cls, uint32_t flag)
{
    if (!cls->has(IsHeapClass) || (cls->flags & collection_flags) == flag)
        return;
    cls->flags = (cls->flags & ~collection_flags) | flag;
    auto* subclasses = static_cast<List*>(cls->subclasses);
    for (size_t i = 0; subclasses && i < subclasses->size; i++)
        if (Value target = as<WeakReference>(subclasses->array->data[i])->target; !target.is_empty())
            set_collection_flag(as<Class>(target), flag);
}

Result<void> mark(Vm& vm, Value cls, uint32_t flag)
{
    if (!is_kind(cls, Kind::Class))
        return vm.raise(Error::TypeError, "a class is expected");
    set_collection_flag(as<Class>(cls), flag);
    return {};
}

Result<void> mark_sequence(Vm& vm, Value cls) { return mark(vm, cls, IsSequence); }
Result<void> mark_mapping(Vm& vm, Value cls) { return mark(vm, cls, IsMapping); }

Result<void> share_collection_kind(Vm& vm, Value abstract, Value subclass)
{
    if (!is_kind(abstract, Kind::Class))
        return vm.raise(Error::TypeError, "a class is expected");
    uint32_t flag = as<Class>(abstract)->flags & collection_flags;
    return flag ? mark(vm, subclass, flag) : Result<void>();
}

constexpr NativeDef definitions[] = {
    def<"mark_sequence(cls, /)", mark_sequence>("Lets sequence patterns match instances of the class."),
    def<"mark_mapping(cls, /)", mark_mapping>("Lets mapping patterns match instances of the class."),
    def<"share_collection_kind(abstract, subclass, /)", share_collection_kind>(
        "Makes the second class a sequence or mapping if the first is one."),
};

} // namespace

const NativeModule _abc_module{ "_abc", definitions, nullptr, "The native part of abc." };

} // namespace coil::internal

#include "stdlib/containers/itertools/itertools.h"

#include "objects/class_members.h"
#include "stdlib/modules.h"

namespace coil::internal
{

Result<Source> open_source(Vm& vm, Value iterable)
{
    Value iterator = TRY(get_iterator(vm, iterable));
    NextFn next = next_function(vm, iterator);
    return Source{ iterator, next ? next : next_by_class };
}

void trace_walk(Cell* cell, gc::Tracer& tracer) { tracer.visit(static_cast<Walk*>(cell)->source.iterator); }

Result<Class*> define_walk(Vm& vm, Module* module, std::string_view name, const NativeDef& make, const char* doc,
    std::span<const NativeDef> more_methods)
{
    Class* cls = TRY(define_class(vm, module, vm.classes->object,
        { .name = name,
            .module = "itertools",
            .methods = native_iterator_methods,
            .new_def = &make,
            .kind = Kind::NativeIterator,
            .doc = doc }));
    if (!more_methods.empty())
        add_methods(vm, cls, more_methods);
    if (make.signature.simple())
        add_call(cls, make);
    return cls;
}

namespace
{

Result<void> prepare(Vm& vm, Module* module)
{
    TRY(define_chains(vm, module));
    TRY(define_selections(vm, module));
    TRY(define_slices(vm, module));
    TRY(define_groups(vm, module));
    return define_combinatorics(vm, module);
}

} // namespace

const NativeModule itertools_module{ "itertools", {}, prepare, "Iterators over the items of others." };

} // namespace coil::internal

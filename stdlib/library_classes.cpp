#include "stdlib/library_classes.h"

#include "objects/class.h"

namespace coil::internal
{

LibraryClasses::LibraryClasses(Vm& vm)
    : vm_(vm)
{
    vm.heap.add_roots(this, trace);
}

LibraryClasses::~LibraryClasses() { vm_.heap.remove_roots(this, trace); }

void LibraryClasses::trace(void* context, gc::Tracer& tracer)
{
    for (Class* cls : static_cast<LibraryClasses*>(context)->classes_)
        tracer.visit(static_cast<Cell*>(cls));
}

LibraryClasses& library_classes(Vm& vm)
{
    if (!vm.library)
        vm.library = { std::make_unique<LibraryClasses>(vm).release(),
            [](LibraryClasses* part) { std::unique_ptr<LibraryClasses>{ part }.reset(); } };
    return *vm.library;
}

} // namespace coil::internal

#pragma once
// Classes of the library's modules that no script hands to what makes their instances: iterators, groups, the
// timedelta of a subtraction.
#include <array>

#include "objects/vm.h"

namespace coil::internal
{

class LibraryClasses
{
public:
    explicit LibraryClasses(Vm& vm);
    ~LibraryClasses();
    LibraryClasses(const LibraryClasses&) = delete;
    LibraryClasses& operator=(const LibraryClasses&) = delete;

    enum Name : uint8_t {
        Group,
        Tee,
        Deque,
        DequeIterator,
        DequeReverseIterator,
        DefaultDict,
        KeyWrapper, // containers
        Date,
        Time,
        DateTime,
        TimeDelta,
        TimeZoneBase,
        TimeZone,
        IsoCalendarDate, // _datetime
        Count
    };

    Class* operator[](Name name) const { return classes_[name]; }
    void set(Name name, Class* cls) { classes_[name] = cls; }

private:
    static void trace(void* context, gc::Tracer& tracer);
    Vm& vm_;
    std::array<Class*, Count> classes_{};
};

/// Those of a Vm, made when they are first asked for.
LibraryClasses& library_classes(Vm& vm);

} // namespace coil::internal

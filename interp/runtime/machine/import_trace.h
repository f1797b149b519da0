#pragma once
// What `coil --trace=import` tells of one import: a line when it ends, behind those of the imports that it caused.
#include <string>

#include "objects/vm.h"

namespace coil::internal
{

class ImportTrace
{
public:
    ImportTrace(Vm& vm, std::string_view name)
        : trace_(vm.trace)
        , traced_(trace_.has(EventTrace::Import))
    {
        if (!traced_)
            return;
        name_ = name;
        start_ = trace_.now();
        trace_.depth++;
    }
    ~ImportTrace()
    {
        if (!traced_)
            return;
        trace_.depth--;
        double taken = trace_.now() - start_;
        trace_.tell(EventTrace::Import, "%*s%s %s, %.3f ms%s", 2 * trace_.depth, "", name_.c_str(),
            place_.empty() ? "not found" : place_.c_str(), taken, complete_ || place_.empty() ? "" : ", failed");
    }
    ImportTrace(const ImportTrace&) = delete;
    ImportTrace& operator=(const ImportTrace&) = delete;

    void found(std::string_view place)
    {
        if (traced_)
            place_ = "from " + std::string(place);
    }
    void complete() { complete_ = true; }

private:
    EventTrace& trace_;
    bool traced_;
    bool complete_ = false;
    double start_ = 0;
    std::string name_;
    std::string place_;
};

} // namespace coil::internal

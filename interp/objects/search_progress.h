#pragma once
// What long searches ask a VM: see Vm::work_in_one_step.
#include "objects/byte_text.h"
#include "objects/vm.h"

namespace coil::internal
{

class SearchProgress final : public byte_text::Progress
{
public:
    explicit SearchProgress(Vm& vm)
        : vm_(vm)
    {
    }
    bool go_on(size_t bytes) override { return vm_.work_in_one_step(bytes / Vm::bytes_per_unit).ok(); }

private:
    Vm& vm_;
};

/// The result of a search with `SearchProgress`, unless it was stopped: an exception is pending then.
template <class T> Result<T> searched(Vm& vm, T result)
{
    if (vm.is_pending()) [[unlikely]]
        return Raised{};
    return result;
}

} // namespace coil::internal

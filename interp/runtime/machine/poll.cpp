// The poll: what is done between two instructions of a script, or two steps of a native's loop, when the fuel is used
// up or somebody asked for attention. See Vm::work.
#include <algorithm>

#include "runtime/machine/finalizers.h"
#include "runtime/machine/interrupts.h"
#include "runtime/machine/threads.h"

namespace coil::internal
{

Result<void> serve_poll(Vm& vm)
{
    CallbackScope callbacks(vm);
    // Before the requests are looked at: who asks meanwhile is heard by the next poll.
    vm.attention.exchange(false);
    bool is_main = vm.interpreter->current() == &vm.interpreter->main_thread();
    if (vm.interrupts) {
        TRY(vm.interrupts->refuel());
        if (is_main)
            TRY(vm.interrupts->serve());
    }
    if (vm.threads) {
        if (!is_main && vm.threads->is_closing())
            TRY(vm.threads->end_running_thread());
        vm.threads->hand_over();
    }
    if (vm.heap.has_finalizable() || vm.heap.has_cleared())
        run_finalizers(vm);
    if (vm.interpreter->new_coroutines().has_dead())
        vm.interpreter->new_coroutines().report_dead();
    return {};
}

Result<void> check_end(Vm& vm)
{
    bool is_main = vm.interpreter->current() == &vm.interpreter->main_thread();
    if (vm.interrupts) {
        TRY(vm.interrupts->check_budget());
        if (is_main)
            TRY(vm.interrupts->serve_default());
    }
    if (vm.threads && !is_main && vm.threads->is_closing())
        return vm.threads->end_running_thread();
    return {};
}

bool is_stopping(const Vm& vm)
{
    bool is_main = vm.interpreter->current() == &vm.interpreter->main_thread();
    return vm.is_ending || (vm.interrupts && vm.interrupts->is_end_requested()) ||
        (is_main && vm.interrupts && vm.interrupts->is_requested()) ||
        (!is_main && vm.threads && vm.threads->is_closing());
}

Result<void> Interrupts::refuel()
{
    TRY(check_budget());
    // The fuel is not negative now; what is left of it goes back before more is granted.
    uint64_t grant = poll_interval;
    if (is_limited_) {
        steps_left_ += uint64_t(vm_.fuel);
        grant = std::min(steps_left_, grant);
        steps_left_ -= grant;
    }
    vm_.fuel = int64_t(grant);
    return {};
}

Result<void> Interrupts::check_budget()
{
    bool used_up = false;
    if (vm_.fuel < 0 && is_limited_) {
        // What was done beyond the fuel is paid from the rest.
        uint64_t debt = uint64_t(-vm_.fuel);
        used_up = debt > steps_left_;
        steps_left_ -= std::min(steps_left_, debt);
    }
    vm_.fuel = std::max<int64_t>(vm_.fuel, 0);
    if (!used_up && !vm_.is_ending && !is_end_requested())
        return {};
    vm_.is_ending = true;
    vm_.fuel = 0;
    return vm_.raise(Error::ExecutionEnded, used_up ? "the step limit is used up" : "execution was ended");
}

} // namespace coil::internal

#pragma once
// Coroutines that nobody awaited: RuntimeWarnings name them.
#include <string>
#include <vector>

#include "objects/coroutine.h"

namespace coil::internal
{

/// RuntimeWarning for a coroutine that a statement dropped, with the place of the running instruction. Never raises:
/// what the warning's filter raises is reported, as for all that nobody can catch.
Result<void> warn_unawaited(Vm& vm, Coroutine* coroutine);

/// Knows the coroutines that a script may hold and has not begun to run. One that dies so is reported with the place of
/// its definition, as where it was dropped is not known.
class NewCoroutines
{
public:
    explicit NewCoroutines(Vm& vm);
    ~NewCoroutines();
    NewCoroutines(const NewCoroutines&) = delete;
    NewCoroutines& operator=(const NewCoroutines&) = delete;

    void add(Coroutine* coroutine)
    {
        if (coroutines_.size() >= limit_)
            forget_begun();
        coroutines_.push_back(coroutine);
    }
    bool has_dead() const { return !dead_.empty(); }
    /// Warns of those that were found dead. Runs script code; never raises.
    void report_dead();
    /// Warns of all that there are, at the end of a program.
    void report_all();

private:
    /// What a warning tells.
    struct Dead {
        std::string name, filename;
        uint32_t line;
    };

    void forget_begun();
    static void forget_dead(void* context, gc::Heap& heap);
    void note_dead(const Code* code);

    Vm& vm_;
    std::vector<Coroutine*> coroutines_; ///< held weakly
    size_t old_ = 0;                     ///< as many were there at the last collection
    size_t limit_ = 1024;
    std::vector<Dead> dead_;
};

} // namespace coil::internal

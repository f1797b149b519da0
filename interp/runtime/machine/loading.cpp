// Imports that go on, and the threads that wait for them.
#include <memory>

#include "objects/str.h"
#include "runtime/interpreter/interpreter.h"
#include "runtime/machine/import.h"

namespace coil::internal
{

Modules::Loading::Loading(Vm& vm, Str* name)
    : modules_(*vm.modules)
    , name_(name)
    , thread_(vm.interpreter->current())
{
    modules_.loading_.push_back(this);
}

Modules::Loading::~Loading()
{
    std::erase(modules_.loading_, this);
    if (!modules_.waiting_.empty())
        modules_.import_ended_.wake_all();
}

bool Modules::is_loading(const Module* module) const
{
    return std::any_of(loading_.begin(), loading_.end(), [&](const Loading* each) { return each->module_ == module; });
}

bool Modules::is_importing(std::string_view package, std::string_view child) const
{
    return std::any_of(loading_.begin(), loading_.end(), [&](const Loading* each) {
        std::string_view name = each->name_->view();
        return name.size() == package.size() + 1 + child.size() && name.starts_with(package) &&
            name[package.size()] == '.' && name.ends_with(child);
    });
}

void Modules::forget_other_threads()
{
    const ThreadState* self = vm_.interpreter->current();
    std::erase_if(loading_, [&](const Loading* each) { return each->thread_ != self; });
    waiting_.clear();
    // Who waited is not here to be told.
    std::construct_at(&import_ended_);
}

const Modules::Loading* Modules::loading_elsewhere(const Str* name, const ThreadState* thread) const
{
    for (const Loading* each : loading_)
        if (each->name_ == name && each->thread_ != thread)
            return each;
    return nullptr;
}

/// Whether `thread` waits for what `other` imports, or for who waits for it. Of each thread that waits, one import is
/// waited for, so that the way along them ends.
bool Modules::waits_for(const ThreadState* thread, const ThreadState* other) const
{
    for (size_t steps = 0; steps <= waiting_.size(); steps++) {
        if (thread == other)
            return true;
        auto waiting =
            std::find_if(waiting_.begin(), waiting_.end(), [&](const Waiting& each) { return each.thread == thread; });
        const Loading* loading = waiting == waiting_.end() ? nullptr : loading_elsewhere(waiting->name, thread);
        if (!loading)
            return false;
        thread = loading->thread_;
    }
    return false;
}

Result<void> Modules::await_import(Str* name)
{
    ThreadState* self = vm_.interpreter->current();
    while (const Loading* other = loading_elsewhere(name, self)) {
        if (waits_for(other->thread_, self))
            break;
        waiting_.push_back({ self, name });
        Result<bool> woken = import_ended_.wait(vm_);
        std::erase_if(waiting_, [&](const Waiting& each) { return each.thread == self; });
        if (woken.failed())
            return Raised{};
    }
    return {};
}

} // namespace coil::internal

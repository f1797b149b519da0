#include "runtime/coroutines/unawaited.h"

#include <algorithm>
#include <new>
#include <utility>

#include "objects/dict.h"
#include "objects/str.h"
#include "runtime/interpreter/loader.h"
#include "runtime/machine/import.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"
#include "runtime/reports/print_exception.h"

namespace coil::internal
{

namespace
{

Result<void> warn(Vm& vm, std::string_view name, std::string_view filename, uint32_t line, Value module)
{
    Value warnings = TRY(import_absolute(vm, "warnings"));
    Value function = TRY(get_attribute(vm, warnings, intern(vm, "warn_explicit")));
    std::string text = format_text("coroutine '{}' was never awaited", { name });
    TRY(call(vm, function,
        { Value::cell(TRY(make_str(vm, text))), Value::cell(vm.error_class(Error::RuntimeWarning)),
            Value::cell(TRY(make_str(vm, filename))), Value::small(line), module }));
    return {};
}

/// What a filter made of the warning goes to stderr.
void report_raised(Vm& vm, std::string_view subject)
{
    Value exception = vm.take_pending();
    auto text = format_exception(vm, exception);
    vm.take_pending();
    vm.operations.write_error(
        vm, format_text("Exception ignored in: {}\n{}", { subject, text.ok() ? text.value() : std::string() }));
}

bool has_begun(const Coroutine* coroutine)
{
    return coroutine->state() != CoroutineState::Created || coroutine->has(Awaited);
}

} // namespace

Result<void> warn_unawaited(Vm& vm, Coroutine* coroutine)
{
    Code* code = code_of(vm.registers);
    PositionRow place = position_at(code, uint32_t(vm.pc - code->entry));
    Value* module = find_str(vm, code->globals, vm.names->name);
    if (warn(vm, coroutine->header.code->qualified_name->view(), code->filename->view(), place.line,
            module ? *module : None)
            .ok())
        return {};
    Value exception = vm.take_pending();
    auto shown = repr(vm, Value::cell(coroutine));
    vm.pending = exception;
    report_raised(vm, shown.ok() ? shown.value()->view() : "a coroutine");
    return {};
}

NewCoroutines::NewCoroutines(Vm& vm)
    : vm_(vm)
{
    vm.heap.add_after_mark(this, forget_dead);
}

NewCoroutines::~NewCoroutines() { vm_.heap.remove_after_mark(this, forget_dead); }

void NewCoroutines::forget_begun()
{
    std::erase_if(coroutines_, has_begun);
    old_ = 0;
    limit_ = std::max<size_t>(1024, 2 * coroutines_.size());
}

void NewCoroutines::note_dead(const Code* code)
{
    // A collection must not fail: without memory the warning is left out.
    try {
        dead_.push_back({ std::string(code->qualified_name->view()), std::string(code->filename->view()),
            tables_of(code).first_line });
    } catch (const std::bad_alloc&) {
    }
}

void NewCoroutines::forget_dead(void* context, gc::Heap& heap)
{
    auto& self = *static_cast<NewCoroutines*>(context);
    auto dies = [&](Coroutine* coroutine) {
        if (heap.is_marked(coroutine))
            return has_begun(coroutine);
        if (!has_begun(coroutine))
            self.note_dead(coroutine->header.code);
        return true;
    };
    auto first = self.coroutines_.begin() + (heap.collecting_full() ? 0 : ptrdiff_t(self.old_));
    self.coroutines_.erase(std::remove_if(first, self.coroutines_.end(), dies), self.coroutines_.end());
    self.old_ = self.coroutines_.size();
    if (!self.dead_.empty())
        self.vm_.fuel = 0;
}

void NewCoroutines::report_dead()
{
    Value saved = vm_.take_pending();
    for (const Dead& each : std::exchange(dead_, {})) {
        try {
            if (warn(vm_, each.name, each.filename, each.line, None).failed())
                report_raised(vm_, each.name);
        } catch (const std::bad_alloc&) {
            vm_.take_pending();
        }
    }
    vm_.pending = saved;
}

void NewCoroutines::report_all()
{
    for (Coroutine* each : std::exchange(coroutines_, {})) {
        const Code* code = each->header.code;
        if (!has_begun(each))
            note_dead(code);
    }
    old_ = 0;
    report_dead();
}

} // namespace coil::internal

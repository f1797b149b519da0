// Errors as they come out of a Vm and go into it.
#include "embed/host_function.h"
#include "embed/state.h"
#include "objects/exception.h"
#include "objects/str.h"
#include "runtime/machine/interrupts.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"
#include "runtime/reports/print_exception.h"

namespace coil
{

Error::Error(std::string type, std::string message, std::string traceback)
    : std::runtime_error(message.empty() ? type : type + ": " + message)
    , type_(std::move(type))
    , message_(std::move(message))
    , traceback_(std::move(traceback))
{
}

Value Error::exception() const { return exception_ ? *exception_ : Value(); }

} // namespace coil

namespace coil::internal
{

const coil::Error out_of_memory("MemoryError", "", "MemoryError\n");

void VmState::throw_memory_error()
{
    vm.take_pending();
    throw out_of_memory;
}

void VmState::throw_pending()
{
    // What failed, perhaps for want of memory, must not be kept by what it has left on the stack.
    gc::forget_dead_frames();
    if (vm.is_ending) {
        // Execution goes on behind the host's code, unless that was called by what is being ended.
        if (HostCall* call = innermost_host_call())
            call->is_ended = true;
        vm.interrupts->allow_execution();
        vm.handled = Value();
        if (!is_exception_of(vm, vm.pending, Error::ExecutionEnded))
            (void)vm.raise(Error::ExecutionEnded, "execution was ended");
    }
    Value exception = vm.take_pending();
    std::string type(type_name(vm, exception));
    auto message = str_of(vm, exception);
    vm.take_pending();
    auto traceback = format_exception(vm, exception);
    vm.take_pending();
    coil::Error error(
        type, message.ok() ? std::string(message.value()->view()) : "", traceback.ok() ? traceback.value() : "");
    error.exception_ = std::make_shared<const coil::Value>(wrap(exception));
    throw error;
}

namespace
{

/// The builtin exception class of that name, or null.
Class* exception_class(Vm& vm, std::string_view name)
{
    for (Class* cls : vm.error_classes)
        if (cls && class_name(cls) == name)
            return cls;
    return nullptr;
}

} // namespace

Raised VmState::raise(const coil::Error& error)
{
    if (error.exception_ && error.exception_->held_ && error.exception_->machine() == this)
        return vm.raise_exception(error.exception_->held_->value.get());
    std::string text = well_formed(error.message());
    Class* cls = exception_class(vm, error.type());
    if (!cls || cls == vm.error_class(Error::ExecutionEnded))
        return vm.raise_text(Error::RuntimeError, well_formed(error.what()));
    if (cls == vm.error_class(Error::MemoryError) && text.empty())
        return vm.raise_memory_error();
    Value exception = text.empty() ? TRY(call(vm, Value::cell(cls), CallArguments{}))
                                   : TRY(call(vm, Value::cell(cls), { Value::cell(TRY(make_str(vm, text))) }));
    return vm.raise_exception(exception);
}

} // namespace coil::internal

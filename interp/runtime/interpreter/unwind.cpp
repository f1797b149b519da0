// Raising: from the instruction that raised to its handler, through frames on the stack and in the heap.
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/storage.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/coroutines/generator.h"
#include "runtime/interpreter/loader.h"
#include "runtime/interpreter/slow.h"
#include "runtime/operations/call.h"
#include "runtime/operations/exception_groups.h"
#include "runtime/operations/operators.h"
#include "runtime/reports/tracing.h"

namespace coil::internal
{

namespace
{

void add_traceback(Vm& vm, Exception* exception, Code* code, uint32_t offset, const Value* registers)
{
    if (Value::cell(exception) == vm.memory_error || vm.heap.is_exhausted(sizeof(Traceback)))
        return;
    bool has_variables = code->locals && !(code->flags & IsModule);
    uint32_t count = has_variables ? uint32_t(static_cast<ValueArray*>(code->locals)->capacity) : 0;
    auto* entry = static_cast<Traceback*>(
        vm.heap.allocate_cell(uint8_t(Kind::Traceback), sizeof(Traceback) + count * sizeof(Value)));
    if (!entry)
        return;
    entry->shape = vm.classes->traceback->root->id;
    entry->next = exception->traceback;
    entry->code = code;
    entry->offset = offset;
    entry->function = header_of(const_cast<Value*>(registers))->function.as_cell();
    entry->variable_count = count;
    std::copy_n(registers, count, entry->variables);
    vm.heap.write_barrier(exception);
    exception->traceback = Value::cell(entry);
}

/// PEP 479: a StopIteration that leaves a generator is an error of its own.
void convert_stop(Vm& vm, Code* code)
{
    Error stop = Error::StopIteration;
    bool async_stop = code->flags & IsAsyncGenerator && is_exception_of(vm, vm.pending, Error::StopAsyncIteration);
    if (async_stop)
        stop = Error::StopAsyncIteration;
    if (!is_exception_of(vm, vm.pending, stop))
        return;
    Value cause = vm.take_pending();
    std::string_view what = code->flags & IsAsyncGenerator ? "async generator"
        : code->flags & IsCoroutine                        ? "coroutine"
                                                           : "generator";
    (void)vm.raise(Error::RuntimeError, "{} raised {}", what,
        stop == Error::StopIteration ? "StopIteration" : "StopAsyncIteration");
    if (auto* raised = as_exception(vm.pending)) {
        raised->cause = cause;
        raised->context = cause;
        raised->suppress_context = true;
    }
}

/// Iterating instructions take the StopIteration of a `__next__` written in Python as the end.
bool ends_iteration(Vm& vm, Continuation* continuation, Value* caller, Next& next)
{
    Decoded instruction = decode(continuation->pc);
    if (instruction.op != Op::ForIter || !is_exception_of(vm, vm.pending, Error::StopIteration))
        return false;
    vm.take_pending();
    next = { instruction.next, caller };
    return true;
}

/// The frame of a generator or coroutine ends with the pending exception.
Next leave_coroutine(Vm& vm, Coroutine* coroutine)
{
    convert_stop(vm, coroutine->header.code);
    return finish_coroutine(vm, coroutine);
}

enum class First : uint8_t {
    Raises,
    Reraises,  ///< the frame is in the traceback already
    Unstarted, ///< no instruction of the frame has run, so none of its handlers counts
};

Next unwind_from(Vm& vm, Next s, First first)
{
    save(vm, s);
    for (;;) {
        Code* code = code_of(s.r);
        auto offset = uint32_t(s.pc - code->entry);
        if (!is_kind(vm.pending, Kind::Exception))
            (void)vm.raise(Error::SystemError, "a native function failed without setting an exception");
        if (first != First::Reraises) {
            add_traceback(vm, as_exception(vm.pending), code, offset, s.r);
            if (vm.interpreter->is_traced()) [[unlikely]]
                trace_exception(vm, s);
        }
        const ExceptionRow* row = first == First::Unstarted || vm.is_ending ? nullptr : handler_at(code, offset);
        first = First::Raises;
        if (row) {
            s.r[row->exception_register] = vm.take_pending();
            return { code->entry + row->target, s.r };
        }
        if (vm.interpreter->is_traced()) [[unlikely]]
            trace_unwound(vm, s);
        FrameHeader* header = header_of(s.r);
        Next caller = is_heap_frame(code) ? leave_coroutine(vm, coroutine_of(s.r))
                                          : Next{ header->return_pc, header->previous_registers };
        vm.registers = caller.r;
        if (is_native_boundary(caller.pc))
            return caller;
        if (caller.pc == continue_stub) {
            Continuation* continuation = continuation_of(header);
            Next next;
            if (ends_iteration(vm, continuation, caller.r, next))
                return next;
            s = { decode(continuation->pc).word, caller.r };
        } else {
            s = { caller.pc - 1, caller.r };
        }
        vm.pc = s.pc;
    }
}

/// An exception object of what `raise` was given: an instance, or a class to be called. Empty when an exception is
/// pending: a TypeError with the `refusal` when it is neither.
Value instantiate(Vm& vm, Value given, const char* refusal)
{
    if (is_kind(given, Kind::Exception))
        return given;
    auto* cls = as_if<Class>(given);
    if (!cls || !cls->has(IsException)) {
        (void)vm.raise(Error::TypeError, "{}", refusal);
        return {};
    }
    Result<Value> made = call(vm, given, CallArguments{});
    if (made.failed())
        return {};
    if (is_kind(made.value(), Kind::Exception))
        return made.value();
    Result<Str*> shown = repr(vm, given);
    Result<Str*> got = repr(vm, Value::cell(vm.class_of(made.value())));
    if (shown.ok() && got.ok())
        (void)vm.raise(Error::TypeError, "calling {} should have returned an instance of BaseException, not {}",
            shown.value()->view(), got.value()->view());
    return {};
}

} // namespace

namespace slow
{

Next unwind(Vm& vm, Next s) { return unwind_from(vm, s, First::Raises); }
Next unwind_unstarted(Vm& vm, Next s) { return unwind_from(vm, s, First::Unstarted); }

Next raise(Vm& vm, Next s, Value given, Value cause)
{
    save(vm, s);
    Value exception = instantiate(vm, given, "exceptions must derive from BaseException");
    if (exception.is_empty())
        return unwind(vm, s);
    if (!cause.is_empty()) {
        Value reason =
            cause.is_none() ? None : instantiate(vm, cause, "exception causes must derive from BaseException");
        if (reason.is_empty())
            return unwind(vm, s);
        auto* raised = as_exception(exception);
        vm.heap.write_barrier(raised);
        raised->cause = reason;
        raised->suppress_context = true;
    }
    return raise_at(vm, s, vm.raise_exception(exception));
}

Next raise_again(Vm& vm, Next s)
{
    save(vm, s);
    if (vm.handled.is_empty())
        return raise_at(vm, s, Error::RuntimeError, "No active exception to reraise");
    vm.pending = vm.handled;
    return unwind_from(vm, s, First::Reraises);
}

Next reraise(Vm& vm, Next s, Value exception)
{
    // No compiler's code comes here without one, but that of a file may.
    if (exception.is_empty()) {
        save(vm, s);
        return raise_at(vm, s, Error::SystemError, "no exception to raise again");
    }
    vm.pending = exception;
    return unwind_from(vm, s, First::Reraises);
}

Next jump_unless_match(Vm& vm, Next s, Value exception, Value cls)
{
    save(vm, s);
    const uint32_t* next = after<Op::JumpUnlessMatch>(s).pc;
    const uint32_t* target = jump_of<Op::JumpUnlessMatch>(s).pc;
    auto matches = [&](Value each) { return is_instance(vm, exception, as<Class>(each)); };
    auto is_error_class = [](Value each) { return is_kind(each, Kind::Class) && as<Class>(each)->has(IsException); };
    auto refuse = [&] {
        return raise_at(
            vm, s, Error::TypeError, "catching classes that do not inherit from BaseException is not allowed");
    };
    bool matched = false;
    if (is_error_class(cls)) {
        matched = matches(cls);
    } else if (auto* tuple = as_if<Tuple>(cls)) {
        for (Value each : *tuple) {
            if (!is_error_class(each))
                return refuse();
        }
        for (Value each : *tuple)
            matched = matched || matches(each);
    } else {
        return refuse();
    }
    return { matched ? next : target, s.r };
}

Next match_group(Vm& vm, Next s, uint32_t match, uint32_t rest)
{
    save(vm, s);
    bool is_wrapped = false;
    Result<Halves> halves = match_clause(vm, s.r[rest], s.r[match], is_wrapped);
    if (halves.failed())
        return unwind(vm, s);
    s.r[match] = halves.value().match;
    s.r[rest] = halves.value().rest;
    if (is_wrapped)
        add_traceback(vm, as_exception(s.r[match]), code_of(s.r), uint32_t(s.pc - code_of(s.r)->entry), s.r);
    if (!s.r[match].is_none())
        vm.handled = s.r[match];
    return after<Op::MatchGroup>(s);
}

Next join_exceptions(Vm& vm, Next s, uint32_t dst, Value original, Value list)
{
    save(vm, s);
    Result<Value> joined = internal::join_exceptions(vm, original, list);
    if (joined.failed())
        return unwind(vm, s);
    s.r[dst] = joined.value();
    return after<Op::JoinExceptions>(s);
}

Next load_exception_parts(Vm& vm, Next s, uint32_t base, Value exception)
{
    s.r[base] = Value::cell(vm.class_of(exception));
    s.r[base + 1] = exception;
    Value traceback = as_exception(exception)->traceback;
    s.r[base + 2] = traceback.is_empty() ? None : traceback;
    return after<Op::LoadExceptionParts>(s);
}

Next load_assertion_error(Vm& vm, Next s, uint32_t dst)
{
    s.r[dst] = Value::cell(vm.error_class(Error::AssertionError));
    return after<Op::LoadAssertionError>(s);
}

} // namespace slow

} // namespace coil::internal

// Calls that instructions make for themselves, the poll, and what else belongs to functions.
#include <algorithm>
#include <cassert>

#include "bytecode/op_families.h"
#include "objects/dict.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/interpreter/loader.h"
#include "runtime/interpreter/slow.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"

namespace coil::internal::slow
{

namespace
{

/// Whether a frame may be entered; it costs a unit of fuel, as every call does: recursion through operators is no less
/// endless than another.
[[gnu::always_inline]] inline bool make_room_for(Vm& vm, Next s, const Code* code, Value* registers, int64_t depth)
{
    Value* end = registers + code->register_count;
    if (--vm.fuel >= 0 && has_room(vm, end, depth)) [[likely]]
        return true;
    save(vm, s);
    return vm.work(0).ok() && make_room(vm, end, depth).ok();
}

} // namespace

Next call_for_instruction(Vm& vm, Next s, Value callee, std::initializer_list<Value> arguments)
{
    auto* function = as<Function>(callee);
    Code* code = function->code;
    if (is_heap_frame(code)) {
        Result<Value> result = internal::call(vm, callee, arguments);
        return result.failed() ? unwind(vm, s) : finish_instruction(vm, s, result.value());
    }
    Continuation* continuation = continuation_at(stack_top(s.r));
    int64_t depth = header_of(s.r)->depth + 1;
    if (!make_room_for(vm, s, code, continuation->registers, depth))
        return unwind(vm, s);
    continuation->spare = Value();
    continuation->pc = s.pc;
    assert(arguments.size() == 1 || arguments.size() == 2);
    if (code->exact_arity == int64_t(arguments.size())) {
        continuation->registers[0] = arguments.begin()[0];
        if (arguments.size() == 2)
            continuation->registers[1] = arguments.begin()[1];
    } else if (bind_arguments(vm, function, continuation->registers, { arguments.begin(), arguments.size() }).failed())
        return unwind(vm, s);
    continuation->header.function = callee;
    return push_frame(&continuation->header, code, s.r, continue_stub, depth);
}

namespace
{

/// What the comparison of a fused compare and jump gave: goes where it leads.
[[gnu::always_inline]] inline Next finish_jump(Vm& vm, Next s, const Decoded& instruction, Value result)
{
    bool sense = is_member<OpFamily::JumpIf>(instruction.op);
    Next at{ instruction.word, s.r };
    if (result == NotImplemented) {
        CompareOperator op = sense ? place_in_family<OpFamily::JumpIf>(instruction.op)
                                   : place_in_family<OpFamily::JumpUnless>(instruction.op);
        Result<Value> other = compare_declined(vm, op, s.r[instruction.a], s.r[instruction.b]);
        if (other.failed())
            return unwind(vm, at);
        result = other.value();
    }
    const uint32_t* target = instruction.next + int32_t(instruction.word[1]);
    return jump_truth(vm, at, result, sense, target, instruction.next);
}

[[gnu::always_inline]] inline Next finish(Vm& vm, Next s, Value result)
{
    Decoded instruction = decode(s.pc);
    save(vm, { instruction.word, s.r });
    if (Value instance = continuation_at(stack_top(s.r))->spare;
        is_member<OpFamily::Call, OpFamily::HeapCall>(instruction.op) && !instance.is_empty()) {
        // The call was of a class, and the result is what its __init__ returned.
        if (!result.is_none())
            return raise_at(vm, { instruction.word, s.r }, Error::TypeError, "__init__() should return None, not '{}'",
                type_name(vm, result));
        result = instance;
    }
    if (is_member<OpFamily::JumpIf, OpFamily::JumpUnless>(instruction.op))
        return finish_jump(vm, s, instruction, result);
    if (result == NotImplemented &&
        (is_member<OpFamily::Binary, OpFamily::BinaryConst, OpFamily::Compare>(instruction.op) ||
            instruction.op == Op::AddSmall)) {
        // The left operand's method declined, and the right one has none that was not asked: the general path says what
        // that means.
        return decline(vm, { instruction.word, s.r }, instruction);
    }
    s.r[instruction.a] = result;
    if (instruction.op == Op::ForIter)
        return jump_of<Op::ForIter>({ instruction.word, s.r });
    return { instruction.next, s.r };
}

} // namespace

Next continue_call(Vm& vm, Next s)
{
    Continuation* continuation = continuation_at(stack_top(s.r));
    return finish(vm, { continuation->pc, s.r }, continuation->header.function);
}

Next finish_instruction(Vm& vm, Next s, Value result) { return finish(vm, s, result); }

Next decline(Vm& vm, Next s, const Decoded& instruction)
{
    Op op = instruction.op;
    Value left = s.r[instruction.b];
    Result<Value> outcome = Raised{};
    if (is_member<OpFamily::Compare>(op))
        outcome = compare_declined(vm, place_in_family<OpFamily::Compare>(op), left, s.r[instruction.c]);
    else if (is_member<OpFamily::BinaryConst>(op))
        outcome = binary_declined(
            vm, place_in_family<OpFamily::BinaryConst>(op), left, code_of(s.r)->constants[instruction.c]);
    else if (op == Op::AddSmall)
        outcome = binary_declined(vm, BinaryOperator::Add, left, Value::small(int8_t(instruction.c)));
    else
        outcome = binary_declined(vm, place_in_family<OpFamily::Binary>(op), left, s.r[instruction.c]);
    if (outcome.failed())
        return unwind(vm, s);
    s.r[instruction.a] = outcome.value();
    return { instruction.next, s.r };
}

Next poll(Vm& vm, Next s, Next target)
{
    save(vm, s);
    if (vm.operations.poll(vm).failed())
        return unwind(vm, s);
    return target;
}

Next make_function(Vm& vm, Next s, uint32_t dst, uint32_t base, uint32_t parts)
{
    save(vm, s);
    auto* code = as<Code>(code_of(s.r)->constants[s.pc[1]]);
    Result<Function*> made = internal::make_function(vm, code);
    if (made.failed())
        return unwind(vm, s);
    Function* function = made.value();
    const Value* part = s.r + base;
    if (parts & 1)
        function->defaults = as<Tuple>(*part++);
    if (parts & 2)
        function->keyword_defaults = as<Dict>(*part++);
    if (parts & 4) {
        Result<FunctionExtra*> extra = function_extra(vm, function);
        if (extra.failed())
            return unwind(vm, s);
        vm.heap.write_barrier(extra.value());
        extra.value()->annotate = *part++;
    }
    vm.heap.write_barrier(function);
    for (uint32_t i = 0; i < code->free_count; i++)
        function->closure[i] = as<Box>(part[i]);
    s.r[dst] = Value::cell(function);
    return after<Op::MakeFunction>(s);
}

Next load_build_class(Vm& vm, Next s, uint32_t dst)
{
    save(vm, s);
    Result<std::optional<Value>> build = find_builtin(vm, code_of(s.r), vm.names->build_class);
    if (build.failed())
        return unwind(vm, s);
    if (!build.value())
        return raise_at(vm, s, Error::NameError, "__build_class__ not found");
    s.r[dst] = *build.value();
    return after<Op::LoadBuildClass>(s);
}

Next drop(Vm& vm, Next s, Value value)
{
    save(vm, s);
    auto* coroutine = as<Coroutine>(value);
    bool waiting = coroutine->header.code->flags & IsCoroutine && coroutine->state() == CoroutineState::Created &&
        !coroutine->has(Awaited);
    if (waiting && vm.operations.on_dropped_coroutine) {
        coroutine->set(Awaited);
        if (vm.operations.on_dropped_coroutine(vm, coroutine).failed())
            return unwind(vm, s);
    }
    return after<Op::Drop>(s);
}

Next display(Vm& vm, Next s, Value value)
{
    save(vm, s);
    if (vm.operations.display && vm.operations.display(vm, value).failed())
        return unwind(vm, s);
    return after<Op::Display>(s);
}

} // namespace coil::internal::slow

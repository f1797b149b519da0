// Calls that are not of a plain function with just the right arguments, and calls that instructions make for
// themselves.
#include <algorithm>

#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/iterators.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/attributes.h"
#include "runtime/call.h"
#include "runtime/loader.h"
#include "runtime/operators.h"
#include "runtime/slow.h"

namespace coil::slow
{

namespace
{

bool can_enter(Vm& vm, Code* code, Value* registers, int64_t depth)
{
    if (registers + code->register_count <= vm.stack_limit && depth <= vm.depth_limit)
        return true;
    (void)raise_native_recursion(vm, "");
    return false;
}

/// Where the frame of a callee of window `base` begins: in place for plain frames, behind a Continuation for heap
/// frames.
struct CalleeFrame {
    FrameHeader* header;
    const uint32_t* return_pc;
};

CalleeFrame place_frame(Next s, uint32_t base, const uint32_t* instruction, const uint32_t* next)
{
    if (!is_heap_frame(code_of(s.r)))
        return { reinterpret_cast<FrameHeader*>(s.r + base), next };
    Continuation* continuation = continuation_at(coroutine_of(s.r)->stack_base);
    continuation->spare = Value();
    continuation->pc = instruction;
    return { &continuation->header, continue_stub };
}

/// Enters a script function with bound arguments, or makes its coroutine. `arguments` are copied out of the way first.
Next enter_function(Vm& vm, Next s, uint32_t base, Function* function, CallArguments arguments)
{
    Code* code = function->code;
    Decoded instruction = decode(s.pc);
    if (is_heap_frame(code)) {
        Result<Coroutine*> made = make_coroutine(vm, function, arguments);
        if (made.failed())
            return unwind(vm, s);
        // What is awaited at once can't be seen by anybody else; see Await in opcodes.def.
        if (Op(*instruction.next & 0xff) != Op::Await || Narrow::b(*instruction.next) != base)
            made.value()->set(Escaped);
        s.r[base] = Value::cell(made.value());
        return { instruction.next, s.r };
    }
    CalleeFrame frame = place_frame(s, base, s.pc, instruction.next);
    auto* registers = reinterpret_cast<Value*>(frame.header + 1);
    int64_t depth = header_of(s.r)->depth + 1;
    if (!can_enter(vm, code, registers, depth))
        return unwind(vm, s);
    ArgumentBuffer copy(vm, arguments.total());
    std::copy_n(arguments.first, arguments.total(), copy.data());
    CallArguments moved{ copy.data(), arguments.count, arguments.keywords };
    if (code->exact_arity == int64_t(moved.count) && !moved.keywords)
        std::copy_n(moved.first, moved.count, registers);
    else if (bind_arguments(vm, function, registers, moved).failed())
        return unwind(vm, s);
    frame.header->function = Value::cell(function);
    frame.header->code = code;
    frame.header->previous_registers = s.r;
    frame.header->return_pc = frame.return_pc;
    frame.header->depth = depth;
    return { code->entry, registers };
}

/// Calls `callee` with arguments that stand anywhere; the result goes to r[base].
Next call_value(Vm& vm, Next s, uint32_t base, Value callee, CallArguments arguments)
{
    if (auto* function = as_if<Function>(callee))
        return enter_function(vm, s, base, function, arguments);
    if (auto* method = as_if<BoundMethod>(callee)) {
        ArgumentBuffer buffer(vm, arguments.total() + 1);
        buffer.data()[0] = method->self;
        std::copy_n(arguments.first, arguments.total(), buffer.data() + 1);
        return call_value(vm, s, base, method->function, { buffer.data(), arguments.count + 1, arguments.keywords });
    }
    Result<Value> result = coil::call(vm, callee, arguments);
    if (result.failed())
        return unwind(vm, s);
    s.r[base] = result.value();
    return { decode(s.pc).next, s.r };
}

/// C(…) of a plain class whose __init__ is written in Python: the instance waits in r[base] while __init__ runs in a
/// frame one word further up, whose result (None) nobody looks at.
bool enter_init(Vm& vm, Next s, uint32_t base, Class* cls, uint32_t count, Next& next)
{
    if (cls->has(HasCustomNew) || cls->instance_kind != Kind::Instance || cls->has(IsAbstract) ||
        vm.class_of(Value::cell(cls)) != vm.classes->type || is_heap_frame(code_of(s.r)))
        return false;
    Value init = lookup_special(vm, cls, Special::init);
    if (!is_kind(init, Kind::Function))
        return false;
    auto* function = as<Function>(init);
    Code* code = function->code;
    if (code->fast_arity != int32_t(count) + 1 || !(code->flags & ReturnsNone))
        return false;
    Result<Instance*> instance = make_instance(vm, cls);
    if (instance.failed()) {
        next = unwind(vm, s);
        return true;
    }
    Value* window = s.r + base;
    auto* header = reinterpret_cast<FrameHeader*>(window + 1);
    auto* registers = reinterpret_cast<Value*>(header + 1);
    int64_t depth = header_of(s.r)->depth + 1;
    if (!can_enter(vm, code, registers, depth)) {
        next = unwind(vm, s);
        return true;
    }
    std::copy_backward(window + frame_header_words, window + frame_header_words + count, registers + 1 + count);
    registers[0] = Value::cell(instance.value());
    window[0] = Value::cell(instance.value());
    header->function = init;
    header->code = code;
    header->previous_registers = s.r;
    header->return_pc = decode(s.pc).next;
    header->depth = depth;
    next = { code->entry, registers };
    return true;
}

Next call_native_in_window(
    Vm& vm, Next s, uint32_t base, NativeFunction* native, const Value* arguments, uint32_t count)
{
    const Signature& signature = native->def->signature;
    Result<Value> result = signature.simple() && native->self.is_empty() && count >= signature.required &&
            (signature.var_arguments ? count >= signature.positional : count <= signature.positional)
        ? native->def->invoke(vm, arguments, count)
        : call_native(vm, native, arguments, count, nullptr);
    if (result.failed())
        return unwind(vm, s);
    s.r[base] = result.value();
    return { decode(s.pc).next, s.r };
}

} // namespace

Next call(Vm& vm, Next s, uint32_t base, uint32_t count)
{
    save(vm, s);
    Value callee = s.r[base];
    const Value* arguments = s.r + base + code_of(s.r)->window_gap;
    if (--vm.fuel < 0) {
        // The call is made again when the poll has been served.
        return poll(vm, s, s);
    }
    if (callee.is_cell()) {
        if (auto* native = as_if<NativeFunction>(callee))
            return call_native_in_window(vm, s, base, native, arguments, count);
        if (auto* cls = as_if<Class>(callee)) {
            Next next;
            if (enter_init(vm, s, base, cls, count, next))
                return next;
        }
    }
    return call_value(vm, s, base, callee, { arguments, count });
}

Next call_method(Vm& vm, Next s, uint32_t base, uint32_t count)
{
    Value* first = s.r + base + code_of(s.r)->window_gap;
    if (!first[0].is_empty())
        return call(vm, s, base, count);
    save(vm, s);
    Value callee = s.r[base];
    if (auto* native = as_if<NativeFunction>(callee))
        return call_native_in_window(vm, s, base, native, first + 1, count - 1);
    return call_value(vm, s, base, callee, { first + 1, count - 1 });
}

Next call_keywords(Vm& vm, Next s, uint32_t base, uint32_t count, bool method)
{
    save(vm, s);
    Code* code = code_of(s.r);
    auto* names = as<Tuple>(code->constants[s.pc[1]]);
    const Value* first = s.r + base + code->window_gap;
    if (method && first[0].is_empty()) {
        first++;
        count--;
    }
    return call_value(vm, s, base, s.r[base], { first, count - names->size, names });
}

Next call_spread(Vm& vm, Next s, uint32_t base)
{
    save(vm, s);
    const Value* first = s.r + base + code_of(s.r)->window_gap;
    auto* positional = as<Tuple>(first[0]);
    auto* keywords = first[1].is_empty() ? nullptr : as<Dict>(first[1]);
    if (!keywords || keywords->used == 0)
        return call_value(vm, s, base, s.r[base], { positional->items, positional->size });
    ArgumentBuffer buffer(vm, positional->size + keywords->used);
    Result<Tuple*> names = make_tuple(vm, keywords->used);
    if (names.failed())
        return unwind(vm, s);
    std::copy_n(positional->items, positional->size, buffer.data());
    size_t position = 0, filled = 0;
    while (const DictEntry* entry = next_entry(keywords, position)) {
        if (!is_kind(entry->key, Kind::Str)) {
            (void)vm.raise(Error::TypeError, "keywords must be strings");
            return unwind(vm, s);
        }
        names.value()->items[filled] = entry->key;
        buffer.data()[positional->size + filled++] = entry->value;
    }
    return call_value(vm, s, base, s.r[base], { buffer.data(), positional->size, names.value() });
}

Next call_for_instruction(Vm& vm, Next s, Value callee, std::initializer_list<Value> arguments)
{
    auto* function = as<Function>(callee);
    Code* code = function->code;
    if (is_heap_frame(code)) {
        Result<Value> result = coil::call(vm, callee, arguments);
        return result.failed() ? unwind(vm, s) : finish_instruction(vm, s, result.value());
    }
    Continuation* continuation = continuation_at(stack_top(s.r));
    int64_t depth = header_of(s.r)->depth + 1;
    if (!can_enter(vm, code, continuation->registers, depth))
        return unwind(vm, s);
    continuation->spare = Value();
    continuation->pc = s.pc;
    if (code->exact_arity == int64_t(arguments.size()))
        std::copy(arguments.begin(), arguments.end(), continuation->registers);
    else if (bind_arguments(vm, function, continuation->registers, { arguments.begin(), arguments.size() }).failed())
        return unwind(vm, s);
    continuation->header.function = callee;
    continuation->header.code = code;
    continuation->header.previous_registers = s.r;
    continuation->header.return_pc = continue_stub;
    continuation->header.depth = depth;
    return { code->entry, continuation->registers };
}

Next continue_call(Vm& vm, Next s)
{
    Continuation* continuation = continuation_at(stack_top(s.r));
    return finish_instruction(vm, { continuation->pc, s.r }, continuation->header.function);
}

Next finish_instruction(Vm& vm, Next s, Value result)
{
    Decoded instruction = decode(s.pc);
    save(vm, { instruction.word, s.r });
    if (result == NotImplemented && instruction.op >= Op::Add && instruction.op <= Op::GreaterEqual) {
        // The left operand's method declined, and the right one has none that was not asked: the general path says what
        // that means.
        return decline(vm, { instruction.word, s.r }, instruction);
    }
    s.r[instruction.a] = result;
    return { instruction.next, s.r };
}

Next decline(Vm& vm, Next s, const Decoded& instruction)
{
    Value left = s.r[instruction.b];
    bool constant = instruction.op >= Op::AddConst && instruction.op <= Op::ModConst;
    bool small = instruction.op == Op::AddSmall;
    Value right = constant ? code_of(s.r)->constants[instruction.c]
        : small            ? Value::small(int8_t(instruction.c))
                           : s.r[instruction.c];
    Result<Value> outcome = Raised{};
    if (instruction.op >= Op::Less) {
        outcome = compare_declined(vm, CompareOperator(size_t(instruction.op) - size_t(Op::Less)), left, right);
    } else {
        size_t first = constant ? size_t(Op::AddConst) : small ? size_t(Op::AddSmall) : size_t(Op::Add);
        constexpr BinaryOperator of_constants[] = { BinaryOperator::Add, BinaryOperator::Sub, BinaryOperator::Mul,
            BinaryOperator::TrueDiv, BinaryOperator::FloorDiv, BinaryOperator::Mod };
        size_t index = size_t(instruction.op) - first;
        outcome = binary_declined(vm, constant ? of_constants[index] : BinaryOperator(index), left, right);
    }
    if (outcome.failed())
        return unwind(vm, s);
    s.r[instruction.a] = outcome.value();
    return { instruction.next, s.r };
}

Next poll(Vm& vm, Next s, Next target)
{
    save(vm, s);
    vm.fuel = poll_interval;
    if (vm.interpreter_poll && vm.interpreter_poll(vm).failed())
        return unwind(vm, s);
    return target;
}

Next make_function(Vm& vm, Next s, uint32_t dst, uint32_t base, uint32_t parts)
{
    save(vm, s);
    auto* code = as<Code>(code_of(s.r)->constants[s.pc[1]]);
    Result<Function*> made = coil::make_function(vm, code);
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
    return { s.pc + 2, s.r };
}

Next load_build_class(Vm& vm, Next s, uint32_t dst)
{
    save(vm, s);
    Value* build = find_str(vm, code_of(s.r)->builtins, vm.names->build_class);
    if (!build) {
        (void)vm.raise(Error::NameError, "__build_class__ not found");
        return unwind(vm, s);
    }
    s.r[dst] = *build;
    return { s.pc + 1, s.r };
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
    return { s.pc + 1, s.r };
}

Next display(Vm& vm, Next s, Value value)
{
    save(vm, s);
    if (vm.operations.display && vm.operations.display(vm, value).failed())
        return unwind(vm, s);
    return { s.pc + 1, s.r };
}

} // namespace coil::slow

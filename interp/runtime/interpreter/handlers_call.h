#pragma once
// Handlers: calls, returns, iteration, exceptions, modules.
#include <utility>

#include "objects/iterators.h"
#include "objects/native.h"
#include "runtime/coroutines/handlers_coroutine.h"
#include "runtime/interpreter/handlers_arithmetic.h"

namespace coil::internal::handler
{

/// Whether a plain call may go on in the callee's frame at once.
[[gnu::always_inline]] inline bool can_enter(Vm& vm, const Code* code, Value* registers, int64_t depth)
{
    return has_room(vm, registers + code->register_count, depth) && --vm.fuel >= 0;
}

/// The code of a function that takes exactly `count` positional arguments and nothing else; null for any other callee.
[[gnu::always_inline]] inline Code* simple_code(Value callee, uint32_t count)
{
    if (callee.is_cell_or_empty() && callee.as_cell()->kind == uint8_t(Kind::Function)) [[likely]] {
        Code* code = as<Function>(callee)->code;
        if (code->fast_arity == int32_t(count)) [[likely]]
            return code;
    }
    return nullptr;
}

/// The length of a builtin container; empty for anything else.
[[gnu::always_inline]] inline Value length_at_once(const Vm& vm, Value container)
{
    if (!container.is_cell())
        return Value();
    Cell* cell = container.as_cell();
    if (cell->shape == vm.exact.list)
        return Value::small(int64_t(static_cast<List*>(cell)->size));
    if (cell->shape == vm.exact.str)
        return Value::small(static_cast<Str*>(cell)->length);
    if (cell->shape == vm.exact.tuple)
        return Value::small(int64_t(static_cast<Tuple*>(cell)->size));
    if (cell->shape == vm.exact.dict)
        return Value::small(static_cast<Dict*>(cell)->used);
    return Value();
}

/// What a call of the function gives where the instruction need not make it; empty where it must.
template <bool method>
[[gnu::always_inline]] inline Value inlined_call(Vm& vm, Inlined inlined, const Value* arguments, uint32_t count)
{
    if (method) {
        auto* list = as_if<List>(arguments[0]);
        if (!list)
            return Value();
        if (inlined == Inlined::Append && list->array && list->size < list->array->capacity) {
            vm.heap.write_barrier(list->array);
            list->array->data[list->size++] = arguments[1];
            return None;
        }
        if (inlined == Inlined::Pop && count == 1 && list->size > 0)
            return std::exchange(list->array->data[--list->size], Value());
        return Value();
    }
    switch (inlined) {
    case Inlined::Length:
        return length_at_once(vm, arguments[0]);
    case Inlined::IsInstance:
        return Value::cell(vm.class_of(arguments[0])) == arguments[1] ? True : Value();
    default:
        return Value();
    }
}

/// Calls a native function that takes the arguments as they stand, or a class that is called so; false for any other
/// callee, and for a method that was not found on its object.
template <bool method, class D>
[[gnu::always_inline]] inline bool call_native(Vm& vm, Next& s, D d, Value* arguments, uint32_t count)
{
    Value callee = s.r[d.a(*s.pc)];
    if (!callee.is_cell())
        return false;
    const NativeDef* def;
    if (callee.as_cell()->kind == uint8_t(Kind::NativeFunction)) [[likely]] {
        auto* native = static_cast<NativeFunction*>(callee.as_cell());
        if (count < native->least || count > native->most || (!method && native->owner)) [[unlikely]]
            return false;
        def = native->def;
        if (def->inlined != Inlined::Nothing) {
            Value result = inlined_call<method>(vm, def->inlined, arguments, count);
            if (!result.is_empty()) [[likely]] {
                s.r[d.a(*s.pc)] = result;
                s = after<Op::Call>(s);
                return true;
            }
        }
    } else {
        if (method || callee.as_cell()->kind != uint8_t(Kind::Class))
            return false;
        auto* cls = static_cast<Class*>(callee.as_cell());
        if (count == 1 && cls->call && cls->call->inlined == Inlined::TypeOf) {
            s.r[d.a(*s.pc)] = Value::cell(vm.class_of(arguments[0]));
            s = after<Op::Call>(s);
            return true;
        }
        def = direct_call(cls, count);
        if (!def)
            return false;
        // The word in front of the arguments is free: part of a header to be, or the callee itself.
        *--arguments = callee;
        count++;
    }
    save(vm, s);
    Result<Value> result = def->invoke(vm, arguments, count);
    if (result.failed()) [[unlikely]] {
        s = slow::unwind(vm, s);
        return true;
    }
    s.r[d.a(*s.pc)] = result.value();
    s = after<Op::Call>(s);
    return true;
}

template <bool method, class D> [[gnu::always_inline]] inline Next plain_call(Vm& vm, Next s, D d)
{
    uint32_t base = d.a(*s.pc), count = d.b(*s.pc);
    Value* window = s.r + base;
    if (!method || !window[frame_header_words].is_empty()) [[likely]] {
        if (Code* code = simple_code(window[0], count)) [[likely]] {
            int64_t depth = header_of(s.r)->depth + 1;
            if (can_enter(vm, code, window + frame_header_words, depth)) [[likely]]
                return push_frame(reinterpret_cast<FrameHeader*>(window), code, s.r, after<Op::Call>(s).pc, depth);
        } else if (call_native<method>(vm, s, d, window + frame_header_words, count)) {
            return s;
        }
    }
    return method ? slow::call_method(vm, s, base, count) : slow::call(vm, s, base, count);
}
COIL_HANDLER Call(Vm& vm, Next s, D d) { return plain_call<false>(vm, s, d); }
COIL_HANDLER CallMethod(Vm& vm, Next s, D d) { return plain_call<true>(vm, s, d); }

/// Whether the call at s.pc makes a coroutine that the next instruction awaits, of a function that takes just so many
/// arguments.
[[gnu::always_inline]] inline bool is_awaited_call(Vm& vm, Next s, Value callee, uint32_t base, uint32_t count)
{
    if (!awaits(*after<Op::HeapCall>(s).pc, base) || !callee.is_cell() ||
        callee.as_cell()->kind != uint8_t(Kind::Function))
        return false;
    const Code* code = as<Function>(callee)->code;
    return code->flags & IsCoroutine && code->exact_arity == int32_t(count) && header_of(s.r)->depth < vm.depth_limit &&
        --vm.fuel >= 0;
}

/// From a heap frame: the callee's frame goes to the VM stack, behind a Continuation.
template <bool method, class D> [[gnu::always_inline]] inline Next heap_call(Vm& vm, Next s, D d)
{
    uint32_t base = d.a(*s.pc), count = d.b(*s.pc);
    Value* window = s.r + base;
    if (!method || !window[1].is_empty()) [[likely]] {
        if (Code* code = simple_code(window[0], count)) [[likely]] {
            Continuation* top = continuation_at(coroutine_of(s.r)->stack_base);
            int64_t depth = header_of(s.r)->depth + 1;
            if (can_enter(vm, code, top->registers, depth)) [[likely]] {
                top->spare = Value();
                top->pc = d.start(s.pc);
                top->header.function = window[0];
                move_values(window + 1, count, top->registers);
                return push_frame(&top->header, code, s.r, continue_stub, depth);
            }
        } else if (is_awaited_call(vm, s, window[0], base, count)) {
            return slow::call_and_await(vm, s, window[0], window + 1, count);
        } else if (call_native<method>(vm, s, d, window + 1, count)) {
            return s;
        }
    }
    return method ? slow::call_method(vm, s, base, count) : slow::call(vm, s, base, count);
}
COIL_HANDLER HeapCall(Vm& vm, Next s, D d) { return heap_call<false>(vm, s, d); }
COIL_HANDLER HeapCallMethod(Vm& vm, Next s, D d) { return heap_call<true>(vm, s, d); }

COIL_HANDLER CallKeywords(Vm& vm, Next s, D d)
{
    return slow::call_keywords(vm, s, d.a(*s.pc), d.b(*s.pc), d.c(*s.pc));
}
COIL_HANDLER CallSpread(Vm& vm, Next s, D d) { return slow::call_spread(vm, s, d.a(*s.pc)); }
COIL_HANDLER MakeFunction(Vm& vm, Next s, D d)
{
    return slow::make_function(vm, s, d.a(*s.pc), d.b(*s.pc), d.c(*s.pc));
}
COIL_HANDLER LoadBuildClass(Vm& vm, Next s, D d) { return slow::load_build_class(vm, s, d.a(*s.pc)); }
COIL_HANDLER Display(Vm& vm, Next s, D d) { return slow::display(vm, s, s.r[d.a(*s.pc)]); }

COIL_HANDLER Drop(Vm& vm, Next s, D d)
{
    Value value = s.r[d.a(*s.pc)];
    if (value.is_cell() && value.as_cell()->kind == uint8_t(Kind::Coroutine)) [[unlikely]]
        return slow::drop(vm, s, value);
    return after(s);
}

COIL_HANDLER Return(Vm&, Next s, D d)
{
    FrameHeader* header = header_of(s.r);
    header->function = s.r[d.a(*s.pc)];
    return { header->return_pc, header->previous_registers };
}
COIL_HANDLER ReturnToHeap(Vm& vm, Next s, D)
{
    Continuation* continuation = continuation_at(stack_top(s.r));
    uint32_t word = *continuation->pc;
    Op op = Op(word & 0xff);
    if ((op == Op::HeapCall || op == Op::HeapCallMethod) && continuation->spare.is_empty()) [[likely]] {
        s.r[Narrow::a(word)] = continuation->header.function;
        return after<Op::HeapCall>({ continuation->pc, s.r });
    }
    return slow::continue_call(vm, s);
}

COIL_HANDLER GetIter(Vm& vm, Next s, D d) { return slow::get_iter(vm, s, d.a(*s.pc), s.r[d.b(*s.pc)], d.c(*s.pc)); }

/// Whether the instruction at which a loop goes on with its item takes that apart into two registers.
template <class D> [[gnu::always_inline]] inline bool unpacks_two(D d, uint32_t loop, uint32_t unpack)
{
    return !D::wide && Op(unpack & 0xff) == Op::UnpackSequence && d.a(unpack) == d.a(loop) && d.c(unpack) == 2;
}

COIL_HANDLER ForIter(Vm& vm, Next s, D d)
{
    if (--vm.fuel < 0) [[unlikely]]
        return slow::poll(vm, s, s);
    Value source = s.r[d.b(*s.pc)];
    const uint32_t* next = jump_of<Op::ForIter>(s).pc;
    if (source.is_cell()) [[likely]] {
        Cell* cell = source.as_cell();
        if (cell->kind == uint8_t(Kind::RangeIterator)) {
            auto* range = static_cast<RangeIterator*>(cell);
            if (range->remaining == 0) [[unlikely]]
                return slow::end_loop(vm, s, d.b(*s.pc));
            range->remaining--;
            int64_t current = range->current;
            range->current = int64_t(uint64_t(current) + uint64_t(range->step));
            s.r[d.a(*s.pc)] = Value::small(current);
            return { next, s.r };
        }
        if (cell->kind == uint8_t(Kind::Coroutine))
            return resume_generator(vm, s, d.a(*s.pc), static_cast<Coroutine*>(cell));
        if (cell->shape == vm.exact.list_iterator) {
            auto* iterator = static_cast<SequenceIterator*>(cell);
            if (List* list = as_if<List>(iterator->source); list && iterator->index < list->size) [[likely]] {
                s.r[d.a(*s.pc)] = list->array->data[iterator->index++];
                return { next, s.r };
            }
        }
        if (is_builtin_iterator(cell)) {
            auto* iterator = static_cast<BuiltinIterator*>(cell);
            if (d.c(*s.pc) && iterator->next_pair && unpacks_two(d, *s.pc, *next)) {
                Value* into = s.r + d.b(*next);
                save(vm, s);
                Result<Step> step = iterator->next_pair(vm, cell, into, into + 1);
                if (step.ok() && step.value()) [[likely]]
                    return after<Op::UnpackSequence>({ next, s.r });
                return step.ok() ? slow::end_loop(vm, s, d.b(*s.pc)) : slow::unwind(vm, s);
            }
            save(vm, s);
            Result<Step> step = iterator->next(vm, cell);
            if (step.ok() && step.value()) [[likely]] {
                s.r[d.a(*s.pc)] = *step.value();
                return { next, s.r };
            }
            return step.ok() ? slow::end_loop(vm, s, d.b(*s.pc)) : slow::unwind(vm, s);
        }
    }
    return slow::for_iter(vm, s, d.a(*s.pc), d.b(*s.pc));
}

COIL_HANDLER UnpackSequence(Vm& vm, Next s, D d)
{
    Value source = s.r[d.a(*s.pc)];
    Value* into = s.r + d.b(*s.pc);
    uint32_t count = d.c(*s.pc);
    if (source.is_cell() && source.as_cell()->shape == vm.exact.tuple) {
        Tuple* tuple = as<Tuple>(source);
        if (tuple->size == count) [[likely]] {
            move_values(tuple->items, count, into);
            return after(s);
        }
    }
    return slow::unpack_sequence(vm, s, source, d.b(*s.pc), count);
}
COIL_HANDLER UnpackStarred(Vm& vm, Next s, D d)
{
    return slow::unpack_starred(vm, s, s.r[d.a(*s.pc)], d.b(*s.pc), d.c(*s.pc));
}

COIL_HANDLER JumpUnlessSequence(Vm& vm, Next s, D d)
{
    bool matches = vm.class_of(s.r[d.a(*s.pc)])->has(IsSequence);
    return choose(!matches, after(s).pc + d.signed_bc(*s.pc), after(s).pc, s.r);
}
COIL_HANDLER JumpUnlessMapping(Vm& vm, Next s, D d)
{
    bool matches = vm.class_of(s.r[d.a(*s.pc)])->has(IsMapping);
    return choose(!matches, after(s).pc + d.signed_bc(*s.pc), after(s).pc, s.r);
}
COIL_HANDLER Length(Vm& vm, Next s, D d) { return slow::length(vm, s, d.a(*s.pc), s.r[d.b(*s.pc)]); }
COIL_HANDLER MatchKeys(Vm& vm, Next s, D d)
{
    return slow::match_keys(vm, s, d.a(*s.pc), s.r[d.b(*s.pc)], s.r[d.c(*s.pc)]);
}
COIL_HANDLER MatchClass(Vm& vm, Next s, D d)
{
    return slow::match_class(vm, s, d.a(*s.pc), s.r[d.b(*s.pc)], d.c(*s.pc));
}

COIL_HANDLER Raise(Vm& vm, Next s, D d) { return slow::raise(vm, s, s.r[d.a(*s.pc)], Value()); }
COIL_HANDLER RaiseFrom(Vm& vm, Next s, D d) { return slow::raise(vm, s, s.r[d.a(*s.pc)], s.r[d.b(*s.pc)]); }
COIL_HANDLER RaiseAgain(Vm& vm, Next s, D) { return slow::raise_again(vm, s); }
COIL_HANDLER Reraise(Vm& vm, Next s, D d) { return slow::reraise(vm, s, s.r[d.a(*s.pc)]); }
COIL_HANDLER PushHandled(Vm& vm, Next s, D d)
{
    Value exception = s.r[d.b(*s.pc)];
    s.r[d.a(*s.pc)] = vm.handled;
    vm.handled = exception;
    return after(s);
}
COIL_HANDLER PopHandled(Vm& vm, Next s, D d)
{
    vm.handled = s.r[d.a(*s.pc)];
    return after(s);
}
COIL_HANDLER JumpUnlessMatch(Vm& vm, Next s, D d)
{
    return slow::jump_unless_match(vm, s, s.r[d.a(*s.pc)], s.r[d.b(*s.pc)]);
}
COIL_HANDLER MatchGroup(Vm& vm, Next s, D d) { return slow::match_group(vm, s, d.a(*s.pc), d.b(*s.pc)); }
COIL_HANDLER JoinExceptions(Vm& vm, Next s, D d)
{
    return slow::join_exceptions(vm, s, d.a(*s.pc), s.r[d.b(*s.pc)], s.r[d.c(*s.pc)]);
}
COIL_HANDLER LoadAssertionError(Vm& vm, Next s, D d) { return slow::load_assertion_error(vm, s, d.a(*s.pc)); }
COIL_HANDLER LoadHelper(Vm& vm, Next s, D d) { return slow::load_helper(vm, s, d.a(*s.pc), d.b(*s.pc)); }
COIL_HANDLER LoadExceptionParts(Vm& vm, Next s, D d)
{
    return slow::load_exception_parts(vm, s, d.a(*s.pc), s.r[d.b(*s.pc)]);
}

COIL_HANDLER ImportName(Vm& vm, Next s, D d)
{
    return slow::import_name(vm, s, d.a(*s.pc), s.r[d.b(*s.pc)], d.c(*s.pc));
}
COIL_HANDLER ImportFrom(Vm& vm, Next s, D d) { return slow::import_from(vm, s, d.a(*s.pc), s.r[d.b(*s.pc)]); }
COIL_HANDLER LoadBody(Vm& vm, Next s, D) { return slow::load_body(vm, s); }
COIL_HANDLER ImportStar(Vm& vm, Next s, D d) { return slow::import_star(vm, s, s.r[d.a(*s.pc)], s.r[d.b(*s.pc)]); }

} // namespace coil::internal::handler

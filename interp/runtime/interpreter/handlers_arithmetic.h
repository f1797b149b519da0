#pragma once
// Handlers: arithmetic, comparison and jumps. Ints are tested for first, then immediate doubles; all else is slow.
#include "runtime/interpreter/handlers_data.h"

namespace coil::internal::handler
{

[[gnu::always_inline]] inline bool both_small(Value left, Value right) { return left.bits() & right.bits() & 1; }
[[gnu::always_inline]] inline bool both_double(Value left, Value right)
{
    return left.is_immediate_double() && right.is_immediate_double();
}

/// Stores a float result, boxed when it must be.
[[gnu::always_inline]] inline Next put_double(Vm& vm, Next s, uint32_t dst, double number)
{
    Value value = Value::immediate_double(number);
    if (value.is_immediate_double()) [[likely]] {
        s.r[dst] = value;
        return after(s);
    }
    return slow::store_double(vm, s, dst, number);
}

/// Floor division of small ints, the divisor not zero. Narrow operands take the processor's quick division.
[[gnu::always_inline]] inline void floor_divide(int64_t left, int64_t right, int64_t& quotient, int64_t& remainder)
{
    if (((left | right) >> 31) == 0) [[likely]] {
        quotient = int64_t(uint32_t(left) / uint32_t(right));
        remainder = int64_t(uint32_t(left) % uint32_t(right));
        return;
    }
    quotient = left / right;
    remainder = left % right;
    if (remainder != 0 && (remainder ^ right) < 0) {
        remainder += right;
        quotient--;
    }
}

template <BinaryOperator op, bool in_place>
[[gnu::always_inline]] inline Next arithmetic(Vm& vm, Next s, uint32_t dst, Value left, Value right)
{
    using enum BinaryOperator;
    if constexpr (op == Add || op == Sub || op == Mul) {
        if (both_small(left, right)) [[likely]] {
            int64_t result;
            bool overflow;
            if constexpr (op == Add)
                overflow = __builtin_add_overflow(int64_t(left.bits()), int64_t(right.bits() - 1), &result);
            else if constexpr (op == Sub)
                overflow = __builtin_sub_overflow(int64_t(left.bits()), int64_t(right.bits() - 1), &result);
            else if ((overflow = __builtin_mul_overflow(left.as_small(), int64_t(right.bits() - 1), &result));
                     !overflow)
                result |= 1;
            if (!overflow) [[likely]] {
                s.r[dst] = Value::from_bits(uint64_t(result));
                return after(s);
            }
        } else if (both_double(left, right)) {
            double a = left.as_immediate_double(), b = right.as_immediate_double();
            return put_double(vm, s, dst, op == Add ? a + b : op == Sub ? a - b : a * b);
        } else if (left.is_immediate_double() && right.is_small()) {
            double a = left.as_immediate_double(), b = double(right.as_small());
            return put_double(vm, s, dst, op == Add ? a + b : op == Sub ? a - b : a * b);
        } else if (left.is_small() && right.is_immediate_double()) {
            double a = double(left.as_small()), b = right.as_immediate_double();
            return put_double(vm, s, dst, op == Add ? a + b : op == Sub ? a - b : a * b);
        }
    } else if constexpr (op == FloorDiv || op == Mod) {
        if (both_small(left, right) && right.as_small() != 0) [[likely]] {
            int64_t quotient, remainder;
            floor_divide(left.as_small(), right.as_small(), quotient, remainder);
            int64_t result = op == FloorDiv ? quotient : remainder;
            if (op == Mod || Value::fits_small(result)) [[likely]] {
                s.r[dst] = Value::small(result);
                return after(s);
            }
        }
    } else if constexpr (op == TrueDiv) {
        if (both_double(left, right))
            return put_double(vm, s, dst, left.as_immediate_double() / right.as_immediate_double());
        constexpr int64_t exact = int64_t(1) << 53;
        if (left.is_immediate_double() && right.is_small() && right.as_small() != 0)
            return put_double(vm, s, dst, left.as_immediate_double() / double(right.as_small()));
        if (both_small(left, right) && right.as_small() != 0 && left.as_small() > -exact && left.as_small() < exact &&
            right.as_small() > -exact && right.as_small() < exact)
            return put_double(vm, s, dst, double(left.as_small()) / double(right.as_small()));
        if (left.is_small() && right.is_immediate_double())
            return put_double(vm, s, dst, double(left.as_small()) / right.as_immediate_double());
    } else if constexpr (op == BitAnd || op == BitOr || op == BitXor) {
        if (both_small(left, right)) [[likely]] {
            uint64_t a = left.bits(), b = right.bits();
            s.r[dst] = Value::from_bits(op == BitAnd ? (a & b) : op == BitOr ? (a | b) : (a ^ b) | 1);
            return after(s);
        }
    } else if constexpr (op == LShift || op == RShift) {
        if (both_small(left, right)) {
            int64_t value = left.as_small(), count = right.as_small();
            if (op == RShift && count >= 0) {
                s.r[dst] = Value::small(value >> (count > 63 ? 63 : count));
                return after(s);
            }
            if (op == LShift && count >= 0 && count < 62 && value >= -(Value::max_small >> count) &&
                value <= (Value::max_small >> count)) {
                s.r[dst] = Value::small(value << count);
                return after(s);
            }
        }
    }
    return in_place ? slow::inplace(vm, s, op, dst, left, right) : slow::binary(vm, s, op, dst, left, right);
}

// One handler a row of opcodes.def
#define BINARY(name, symbol, in_place, method, reflected, in_place_method)                                             \
    COIL_HANDLER name(Vm& vm, Next s, D d)                                                                             \
    {                                                                                                                  \
        return arithmetic<BinaryOperator::name, false>(vm, s, d.a(*s.pc), s.r[d.b(*s.pc)], s.r[d.c(*s.pc)]);           \
    }                                                                                                                  \
    COIL_HANDLER Inplace##name(Vm& vm, Next s, D d)                                                                    \
    {                                                                                                                  \
        return arithmetic<BinaryOperator::name, true>(vm, s, d.a(*s.pc), s.r[d.b(*s.pc)], s.r[d.c(*s.pc)]);            \
    }
#include "bytecode/operators.def"
#undef BINARY

#define COIL_BINARY_CONST(name)                                                                                        \
    COIL_HANDLER name##Const(Vm& vm, Next s, D d)                                                                      \
    {                                                                                                                  \
        Value right = code_of(s.r)->constants[d.c(*s.pc)];                                                             \
        return arithmetic<BinaryOperator::name, false>(vm, s, d.a(*s.pc), s.r[d.b(*s.pc)], right);                     \
    }
COIL_BINARY_CONST(Add)
COIL_BINARY_CONST(Sub)
COIL_BINARY_CONST(Mul)
COIL_BINARY_CONST(TrueDiv)
COIL_BINARY_CONST(FloorDiv)
COIL_BINARY_CONST(Mod)
#undef COIL_BINARY_CONST

template <BinaryOperator op, bool in_place, class D> [[gnu::always_inline]] inline Next small_step(Vm& vm, Next s, D d)
{
    Value left = s.r[d.b(*s.pc)];
    int64_t step = d.signed_c(*s.pc);
    if (left.is_small()) [[likely]] {
        int64_t result;
        if (!__builtin_add_overflow(int64_t(left.bits()), op == BinaryOperator::Add ? step * 2 : step * -2, &result))
            [[likely]] {
            s.r[d.a(*s.pc)] = Value::from_bits(uint64_t(result));
            return after(s);
        }
    }
    return in_place ? slow::inplace(vm, s, op, d.a(*s.pc), left, Value::small(step))
                    : slow::binary(vm, s, op, d.a(*s.pc), left, Value::small(step));
}
COIL_HANDLER AddSmall(Vm& vm, Next s, D d)
{
    // `x - 1` is compiled as AddSmall of -1 only where the compiler knows that it means the same; see slow::binary.
    return small_step<BinaryOperator::Add, false>(vm, s, d);
}
COIL_HANDLER InplaceAddSmall(Vm& vm, Next s, D d) { return small_step<BinaryOperator::Add, true>(vm, s, d); }
COIL_HANDLER InplaceSubSmall(Vm& vm, Next s, D d) { return small_step<BinaryOperator::Sub, true>(vm, s, d); }

COIL_HANDLER Negative(Vm& vm, Next s, D d)
{
    Value operand = s.r[d.b(*s.pc)];
    if (operand.is_small() && operand.as_small() != Value::min_small) [[likely]] {
        s.r[d.a(*s.pc)] = Value::small(-operand.as_small());
        return after(s);
    }
    if (operand.is_immediate_double())
        return put_double(vm, s, d.a(*s.pc), -operand.as_immediate_double());
    return slow::unary(vm, s, slow::Unary::Negative, d.a(*s.pc), operand);
}
COIL_HANDLER Positive(Vm& vm, Next s, D d)
{
    return slow::unary(vm, s, slow::Unary::Positive, d.a(*s.pc), s.r[d.b(*s.pc)]);
}
COIL_HANDLER Invert(Vm& vm, Next s, D d)
{
    return slow::unary(vm, s, slow::Unary::Invert, d.a(*s.pc), s.r[d.b(*s.pc)]);
}

COIL_HANDLER Not(Vm& vm, Next s, D d)
{
    Value operand = s.r[d.b(*s.pc)];
    if (operand.is_bool()) [[likely]] {
        s.r[d.a(*s.pc)] = Value::from_bits(operand.bits() ^ 8);
        return after(s);
    }
    return slow::logical_not(vm, s, d.a(*s.pc), operand);
}

template <CompareOperator op, class T> [[gnu::always_inline]] inline bool holds(T left, T right)
{
    using enum CompareOperator;
    switch (op) {
    case Less:
        return left < right;
    case LessEqual:
        return left <= right;
    case Equal:
        return left == right;
    case NotEqual:
        return left != right;
    case Greater:
        return left > right;
    default:
        return left >= right;
    }
}

#define COMPARISON(name, symbol, method, swapped)                                                                      \
    COIL_HANDLER name(Vm& vm, Next s, D d)                                                                             \
    {                                                                                                                  \
        constexpr auto op = CompareOperator::name;                                                                     \
        Value left = s.r[d.b(*s.pc)], right = s.r[d.c(*s.pc)];                                                         \
        if (both_small(left, right)) [[likely]] {                                                                      \
            s.r[d.a(*s.pc)] = Value::boolean(holds<op>(int64_t(left.bits()), int64_t(right.bits())));                  \
            return after(s);                                                                                           \
        }                                                                                                              \
        if (both_double(left, right)) {                                                                                \
            s.r[d.a(*s.pc)] = Value::boolean(holds<op>(left.as_immediate_double(), right.as_immediate_double()));      \
            return after(s);                                                                                           \
        }                                                                                                              \
        return slow::compare(vm, s, op, d.a(*s.pc), left, right);                                                      \
    }
#include "bytecode/operators.def"
#undef COMPARISON

/// `is` of ints, floats and wider numbers that are equal bit for bit holds, as each is one value.
COIL_HANDLER Is(Vm&, Next s, D d)
{
    s.r[d.a(*s.pc)] = Value::boolean(s.r[d.b(*s.pc)] == s.r[d.c(*s.pc)]);
    return after(s);
}
COIL_HANDLER IsNot(Vm&, Next s, D d)
{
    s.r[d.a(*s.pc)] = Value::boolean(!(s.r[d.b(*s.pc)] == s.r[d.c(*s.pc)]));
    return after(s);
}
COIL_HANDLER In(Vm& vm, Next s, D d)
{
    return slow::contains(vm, s, d.a(*s.pc), s.r[d.b(*s.pc)], s.r[d.c(*s.pc)], false);
}
COIL_HANDLER NotIn(Vm& vm, Next s, D d)
{
    return slow::contains(vm, s, d.a(*s.pc), s.r[d.b(*s.pc)], s.r[d.c(*s.pc)], true);
}

/// One of two places. The empty statement keeps the compiler from making it a conditional move: each arm dispatches by
/// itself.
[[gnu::always_inline]] inline Next choose(bool condition, const uint32_t* taken, const uint32_t* otherwise, Value* r)
{
    if (condition) {
        asm volatile("");
        return { taken, r };
    }
    return { otherwise, r };
}

COIL_HANDLER Jump(Vm&, Next s, D d) { return { after(s).pc + d.signed_abc(*s.pc), s.r }; }

COIL_HANDLER Loop(Vm& vm, Next s, D d)
{
    Next target{ after(s).pc + d.signed_abc(*s.pc), s.r };
    if (--vm.fuel < 0) [[unlikely]]
        return slow::poll(vm, s, target);
    return target;
}

template <bool sense, class D> [[gnu::always_inline]] inline Next jump_truth(Vm& vm, Next s, D d)
{
    Value operand = s.r[d.a(*s.pc)];
    const uint32_t* next = after(s).pc;
    const uint32_t* target = next + d.signed_bc(*s.pc);
    if (operand.is_bool()) [[likely]]
        return choose(operand.is_true() == sense, target, next, s.r);
    if (operand.is_small())
        return choose((operand.as_small() != 0) == sense, target, next, s.r);
    return slow::jump_truth(vm, s, operand, sense, target, next);
}
COIL_HANDLER JumpIfTrue(Vm& vm, Next s, D d) { return jump_truth<true>(vm, s, d); }
COIL_HANDLER JumpIfFalse(Vm& vm, Next s, D d) { return jump_truth<false>(vm, s, d); }
COIL_HANDLER JumpIfNone(Vm&, Next s, D d)
{
    return choose(s.r[d.a(*s.pc)].is_none(), after(s).pc + d.signed_bc(*s.pc), after(s).pc, s.r);
}
COIL_HANDLER JumpIfNotNone(Vm&, Next s, D d)
{
    return choose(!s.r[d.a(*s.pc)].is_none(), after(s).pc + d.signed_bc(*s.pc), after(s).pc, s.r);
}

template <CompareOperator op, bool sense>
[[gnu::always_inline]] inline Next jump_compare(Vm& vm, Next s, Value left, Value right)
{
    const uint32_t* next = after<Op::JumpIfLess>(s).pc;
    const uint32_t* target = jump_of<Op::JumpIfLess>(s).pc;
    if (both_small(left, right)) [[likely]]
        return choose(holds<op>(int64_t(left.bits()), int64_t(right.bits())) == sense, target, next, s.r);
    if (both_double(left, right))
        return choose(holds<op>(left.as_immediate_double(), right.as_immediate_double()) == sense, target, next, s.r);
    return slow::jump_compare(vm, s, op, sense, left, right);
}

#define COMPARISON(name, symbol, method, swapped)                                                                      \
    COIL_HANDLER JumpIf##name(Vm& vm, Next s, D d)                                                                     \
    {                                                                                                                  \
        return jump_compare<CompareOperator::name, true>(vm, s, s.r[d.a(*s.pc)], s.r[d.b(*s.pc)]);                     \
    }                                                                                                                  \
    COIL_HANDLER JumpUnless##name(Vm& vm, Next s, D d)                                                                 \
    {                                                                                                                  \
        return jump_compare<CompareOperator::name, false>(vm, s, s.r[d.a(*s.pc)], s.r[d.b(*s.pc)]);                    \
    }                                                                                                                  \
    COIL_HANDLER JumpIf##name##Small(Vm& vm, Next s, D d)                                                              \
    {                                                                                                                  \
        return jump_compare<CompareOperator::name, true>(vm, s, s.r[d.a(*s.pc)], Value::small(d.signed_b(*s.pc)));     \
    }                                                                                                                  \
    COIL_HANDLER JumpUnless##name##Small(Vm& vm, Next s, D d)                                                          \
    {                                                                                                                  \
        return jump_compare<CompareOperator::name, false>(vm, s, s.r[d.a(*s.pc)], Value::small(d.signed_b(*s.pc)));    \
    }
#include "bytecode/operators.def"
#undef COMPARISON

} // namespace coil::internal::handler

#include "stdlib/containers/_operator/_operator.h"

#include "objects/bytes.h"
#include "objects/exception.h"
#include "objects/numbers.h"
#include "objects/str.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/iteration.h"
#include "runtime/operations/operators.h"
#include "stdlib/modules.h"

namespace coil::internal
{

namespace
{

template <BinaryOperator op> Result<Value> binary(Vm& vm, Value a, Value b) { return binary_operation(vm, op, a, b); }
template <BinaryOperator op> Result<Value> in_place(Vm& vm, Value a, Value b)
{
    return inplace_operation(vm, op, a, b);
}
template <CompareOperator op> Result<Value> compared(Vm& vm, Value a, Value b) { return compare_values(vm, op, a, b); }

Result<bool> truth_of(Vm& vm, Value a) { return truth(vm, a); }
Result<bool> not_of(Vm& vm, Value a) { return !TRY(truth(vm, a)); }

bool is_same(Vm&, Value a, Value b) { return a == b; }
bool is_other(Vm&, Value a, Value b) { return !(a == b); }
bool is_none(Vm&, Value a) { return a.is_none(); }
bool is_not_none(Vm&, Value a) { return !a.is_none(); }

Result<Value> absolute(Vm& vm, Value a)
{
    if (a.is_small())
        return int_abs(vm, a);
    Value method = lookup(vm, vm.class_of(a), intern(vm, "__abs__"));
    if (method.is_empty())
        return vm.raise(Error::TypeError, "bad operand type for abs(): '{}'", type_name(vm, a));
    return call_special(vm, method, a, {});
}
Result<Value> index_of_number(Vm& vm, Value a) { return to_int_object(vm, a); }

Result<void> require_sequence(Vm& vm, Value a)
{
    if (is_kind(a, Kind::Dict) || lookup_special(vm, vm.class_of(a), Special::getitem).is_empty())
        return vm.raise(Error::TypeError, "'{}' object can't be concatenated", type_name(vm, a));
    return {};
}
Result<Value> concatenated(Vm& vm, Value a, Value b)
{
    TRY(require_sequence(vm, a));
    return binary_operation(vm, BinaryOperator::Add, a, b);
}
Result<Value> concatenated_in_place(Vm& vm, Value a, Value b)
{
    TRY(require_sequence(vm, a));
    return inplace_operation(vm, BinaryOperator::Add, a, b);
}
Result<bool> contains_item(Vm& vm, Value a, Value b) { return contains(vm, a, b); }
Result<int64_t> count_of(Vm& vm, Value a, Value b)
{
    int64_t count = 0;
    TRY(for_each(vm, a, [&](Value item) -> Result<bool> {
        count += TRY(values_equal(vm, item, b));
        return true;
    }));
    return count;
}
Result<int64_t> index_of(Vm& vm, Value a, Value b)
{
    int64_t index = 0;
    bool found = false;
    TRY(for_each(vm, a, [&](Value item) -> Result<bool> {
        found = TRY(values_equal(vm, item, b));
        index += !found;
        return !found;
    }));
    if (!found)
        return vm.raise(Error::ValueError, "sequence.index(x): x not in sequence");
    return index;
}

Result<Value> hint(Vm& vm, Value object, Value fallback)
{
    if (!is_int(fallback))
        return vm.raise(Error::TypeError, "'{}' object cannot be interpreted as an integer", type_name(vm, fallback));
    Class* cls = vm.class_of(object);
    if (!lookup_special(vm, cls, Special::len).is_empty()) {
        Result<int64_t> length = length_of(vm, object);
        if (length.ok())
            return from_int64(vm, length.value());
        if (!is_exception_of(vm, vm.pending, Error::TypeError))
            return Raised{};
        vm.take_pending();
    }
    Value method = lookup(vm, cls, intern(vm, "__length_hint__"));
    if (method.is_empty())
        return fallback;
    Result<Value> called = call_special(vm, method, object, {});
    if (called.failed()) {
        if (!is_exception_of(vm, vm.pending, Error::TypeError))
            return Raised{};
        vm.take_pending();
        return fallback;
    }
    Value result = called.value();
    if (result == NotImplemented)
        return fallback;
    if (!is_int(result))
        return vm.raise(Error::TypeError, "__length_hint__ must be an integer, not {}", type_name(vm, result));
    if (int_sign(result) < 0)
        return vm.raise(Error::ValueError, "__length_hint__() should return >= 0");
    return result;
}

Result<Value> call_object(Vm& vm, Value callable, Arguments arguments, Dict* keywords)
{
    return call_with_dict(vm, callable, arguments.first, arguments.count, keywords);
}

/// In a time that does not tell where they differ.
Result<bool> compare_digest(Vm& vm, Value a, Value b)
{
    std::string_view left, right;
    auto *left_str = as_if<Str>(a), *right_str = as_if<Str>(b);
    if (left_str && right_str) {
        left = left_str->view();
        right = right_str->view();
        if (left.size() != left_str->length || right.size() != right_str->length)
            return vm.raise(Error::TypeError, "comparing strings with non-ASCII characters is not supported");
    } else if (!bytes_view(a, left) || !bytes_view(b, right)) {
        return vm.raise(Error::TypeError, "unsupported operand types(s) or combination of types: '{}' and '{}'",
            type_name(vm, a), type_name(vm, b));
    }
    volatile unsigned char difference = left.size() != right.size();
    std::string_view other = left.size() == right.size() ? left : right;
    for (size_t i = 0; i < right.size(); i++)
        difference = static_cast<unsigned char>(difference | (other[i] ^ right[i]));
    return difference == 0;
}

using Op = BinaryOperator;
constexpr NativeDef functions[] = {
    def<"lt(a, b, /)", compared<CompareOperator::Less>>("Same as a < b."),
    def<"le(a, b, /)", compared<CompareOperator::LessEqual>>("Same as a <= b."),
    def<"eq(a, b, /)", compared<CompareOperator::Equal>>("Same as a == b."),
    def<"ne(a, b, /)", compared<CompareOperator::NotEqual>>("Same as a != b."),
    def<"ge(a, b, /)", compared<CompareOperator::GreaterEqual>>("Same as a >= b."),
    def<"gt(a, b, /)", compared<CompareOperator::Greater>>("Same as a > b."),
    def<"not_(a, /)", not_of>("Same as not a."),
    def<"truth(a, /)", truth_of>("Return True if a is true, False otherwise."),
    def<"is_(a, b, /)", is_same>("Same as a is b."),
    def<"is_not(a, b, /)", is_other>("Same as a is not b."),
    def<"is_none(a, /)", is_none>("Same as a is None."),
    def<"is_not_none(a, /)", is_not_none>("Same as a is not None."),
    def<"abs(a, /)", absolute>("Same as abs(a)."),
    def<"index(a, /)", index_of_number>("Same as a.__index__()"),
    def<"inv(a, /)", invert>("Same as ~a."),
    def<"invert(a, /)", invert>("Same as ~a."),
    def<"neg(a, /)", negative>("Same as -a."),
    def<"pos(a, /)", positive>("Same as +a."),
    def<"add(a, b, /)", binary<Op::Add>>("Same as a + b."),
    def<"sub(a, b, /)", binary<Op::Sub>>("Same as a - b."),
    def<"mul(a, b, /)", binary<Op::Mul>>("Same as a * b."),
    def<"matmul(a, b, /)", binary<Op::MatMul>>("Same as a @ b."),
    def<"truediv(a, b, /)", binary<Op::TrueDiv>>("Same as a / b."),
    def<"floordiv(a, b, /)", binary<Op::FloorDiv>>("Same as a // b."),
    def<"mod(a, b, /)", binary<Op::Mod>>("Same as a % b."),
    def<"pow(a, b, /)", binary<Op::Pow>>("Same as a ** b."),
    def<"lshift(a, b, /)", binary<Op::LShift>>("Same as a << b."),
    def<"rshift(a, b, /)", binary<Op::RShift>>("Same as a >> b."),
    def<"and_(a, b, /)", binary<Op::BitAnd>>("Same as a & b."),
    def<"or_(a, b, /)", binary<Op::BitOr>>("Same as a | b."),
    def<"xor(a, b, /)", binary<Op::BitXor>>("Same as a ^ b."),
    def<"iadd(a, b, /)", in_place<Op::Add>>("Same as a += b."),
    def<"isub(a, b, /)", in_place<Op::Sub>>("Same as a -= b."),
    def<"imul(a, b, /)", in_place<Op::Mul>>("Same as a *= b."),
    def<"imatmul(a, b, /)", in_place<Op::MatMul>>("Same as a @= b."),
    def<"itruediv(a, b, /)", in_place<Op::TrueDiv>>("Same as a /= b."),
    def<"ifloordiv(a, b, /)", in_place<Op::FloorDiv>>("Same as a //= b."),
    def<"imod(a, b, /)", in_place<Op::Mod>>("Same as a %= b."),
    def<"ipow(a, b, /)", in_place<Op::Pow>>("Same as a **= b."),
    def<"ilshift(a, b, /)", in_place<Op::LShift>>("Same as a <<= b."),
    def<"irshift(a, b, /)", in_place<Op::RShift>>("Same as a >>= b."),
    def<"iand(a, b, /)", in_place<Op::BitAnd>>("Same as a &= b."),
    def<"ior(a, b, /)", in_place<Op::BitOr>>("Same as a |= b."),
    def<"ixor(a, b, /)", in_place<Op::BitXor>>("Same as a ^= b."),
    def<"concat(a, b, /)", concatenated>("Same as a + b, for a and b sequences."),
    def<"iconcat(a, b, /)", concatenated_in_place>("Same as a += b, for a and b sequences."),
    def<"contains(a, b, /)", contains_item>("Same as b in a (note reversed operands)."),
    def<"countOf(a, b, /)", count_of>("Return the number of items in a which are, or which equal, b."),
    def<"indexOf(a, b, /)", index_of>("Return the first index of b in a."),
    def<"getitem(a, b, /)", get_item>("Same as a[b]."),
    def<"setitem(a, b, c, /)", set_item>("Same as a[b] = c."),
    def<"delitem(a, b, /)", delete_item>("Same as del a[b]."),
    def<"length_hint(obj, default=0, /)", hint>("Return an estimate of the number of items in obj."),
    def<"call(obj, /, *args, **kwargs)", call_object>("Same as obj(*args, **kwargs)."),
    def<"_compare_digest(a, b, /)", compare_digest>("Return 'a == b'."),
};

} // namespace

const NativeModule _operator_module{ "_operator", functions, define_getters, "Operator interface." };

} // namespace coil::internal

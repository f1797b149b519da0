// Arithmetic, comparison, truth and iteration beyond what the handlers do at once. Methods written in Python that an
// operator reaches run in frames of their own.
#include "bytecode/op_families.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/iterators.h"
#include "objects/numbers.h"
#include "objects/set.h"
#include "objects/str.h"
#include "objects/str_methods.h"
#include "objects/tuple.h"
#include "runtime/interpreter/loader.h"
#include "runtime/interpreter/slow.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/iteration.h"
#include "runtime/operations/number_operators.h"
#include "runtime/operations/operator_methods.h"
#include "runtime/operations/operators.h"

namespace coil::internal::slow
{

namespace
{

Next store(Vm& vm, Next s, uint32_t dst, Result<Value> result)
{
    if (result.failed())
        return unwind(vm, s);
    s.r[dst] = result.value();
    return after(s);
}

/// The method of a binary operator when it is the only one to be asked and is written in Python: both operands are of
/// one class, or the right one has no reflected method.
[[gnu::always_inline]] inline Value script_operator(Vm& vm, Special direct, Special reflected, Value left, Value right)
{
    if (!is_kind(left, Kind::Instance))
        return {};
    Class* cls = vm.class_of(left);
    Value method = lookup_special(vm, cls, direct);
    if (!is_kind(method, Kind::Function))
        return {};
    Class* other = vm.class_of(right);
    if (other != cls && !lookup_special(vm, other, reflected).is_empty())
        return {};
    return method;
}

/// An int that a double holds exactly, and a double: compared as doubles.
[[gnu::always_inline]] inline bool compare_mixed(CompareOperator op, Value left, Value right, bool& result)
{
    constexpr int64_t exact = int64_t(1) << 53;
    auto number = [&](Value value, double& out) {
        if (value.is_immediate_double()) {
            out = value.as_immediate_double();
            return true;
        }
        out = double(value.as_small());
        return value.is_small() && value.as_small() <= exact && value.as_small() >= -exact;
    };
    double a, b;
    if (!number(left, a) || !number(right, b))
        return false;
    result = doubles_hold(op, a, b);
    return true;
}

bool simple_equality(Vm& vm, CompareOperator op, Value left, Value right, bool& result)
{
    if (op != CompareOperator::Equal && op != CompareOperator::NotEqual)
        return false;
    if (left.is_cell() && right.is_cell() && left.as_cell()->shape == vm.exact.str &&
        right.as_cell()->shape == vm.exact.str) {
        result = str_equal(as<Str>(left), as<Str>(right)) == (op == CompareOperator::Equal);
        return true;
    }
    return false;
}

} // namespace

Next store_double(Vm& vm, Next s, uint32_t dst, double number)
{
    save(vm, s);
    return store(vm, s, dst, box_double(vm, number));
}

namespace
{

/// Whether the right operand of a string's `%` is of a builtin type that has no say in what comes out.
bool knows_no_mod(const Vm& vm, Value right)
{
    return right.is_small() || right.is_immediate_double() ||
        (right.is_cell() && (right.as_cell()->shape == vm.exact.str || right.as_cell()->shape == vm.exact.tuple));
}

} // namespace

Next binary(Vm& vm, Next s, BinaryOperator op, uint32_t dst, Value left, Value right)
{
    save(vm, s);
    if (op == BinaryOperator::Add && left.is_cell() && right.is_cell() && left.as_cell()->shape == vm.exact.str &&
        right.as_cell()->shape == vm.exact.str)
        return store(vm, s, dst, str_concat(vm, as<Str>(left), as<Str>(right)));
    if (is_exact_number(vm, left) && is_exact_number(vm, right)) {
        Result<Value> result = number_operation(vm, op, left, right);
        if (!(result.ok() && result.value() == NotImplemented)) [[likely]]
            return store(vm, s, dst, result);
    }
    if (op == BinaryOperator::Mod && left.is_cell() && left.as_cell()->shape == vm.exact.str &&
        knows_no_mod(vm, right)) {
        const Value operands[] = { left, right };
        auto* modulo = as<NativeFunction>(lookup_special(vm, vm.classes->str, Special::mod));
        return store(vm, s, dst, modulo->def->invoke(vm, operands, 2));
    }
    if (Value method = script_operator(vm, direct_special(op), reflected_special(op), left, right); !method.is_empty())
        return call_for_instruction(vm, s, method, { left, right });
    return store(vm, s, dst, binary_operation(vm, op, left, right));
}

Next inplace(Vm& vm, Next s, BinaryOperator op, uint32_t dst, Value left, Value right)
{
    save(vm, s);
    if (op == BinaryOperator::Add && left.is_cell() && right.is_cell() && left.as_cell()->shape == vm.exact.str &&
        right.as_cell()->shape == vm.exact.str) {
        return store(vm, s, dst, str_append(vm, as<Str>(left), as<Str>(right)));
    }
    return store(vm, s, dst, inplace_operation(vm, op, left, right));
}

Next unary(Vm& vm, Next s, Unary op, uint32_t dst, Value operand)
{
    save(vm, s);
    switch (op) {
    case Unary::Negative:
        return store(vm, s, dst, negative(vm, operand));
    case Unary::Positive:
        return store(vm, s, dst, positive(vm, operand));
    default:
        return store(vm, s, dst, invert(vm, operand));
    }
}

Next logical_not(Vm& vm, Next s, uint32_t dst, Value operand)
{
    save(vm, s);
    Result<bool> result = truth(vm, operand);
    if (result.failed())
        return unwind(vm, s);
    s.r[dst] = Value::boolean(!result.value());
    return after<Op::Not>(s);
}

Next compare(Vm& vm, Next s, CompareOperator op, uint32_t dst, Value left, Value right)
{
    save(vm, s);
    bool equal;
    if (compare_mixed(op, left, right, equal) || simple_equality(vm, op, left, right, equal)) {
        s.r[dst] = Value::boolean(equal);
        return after<Op::Less>(s);
    }
    if (Value method = script_operator(vm, compare_special(op), reflected_special(op), left, right); !method.is_empty())
        return call_for_instruction(vm, s, method, { left, right });
    return store(vm, s, dst, compare_values(vm, op, left, right));
}

Next contains(Vm& vm, Next s, uint32_t dst, Value item, Value container, bool negate)
{
    save(vm, s);
    Result<bool> result = internal::contains(vm, container, item);
    if (result.failed())
        return unwind(vm, s);
    s.r[dst] = Value::boolean(result.value() != negate);
    return after<Op::In>(s);
}

Next jump_truth(Vm& vm, Next s, Value operand, bool sense, const uint32_t* target, const uint32_t* next)
{
    save(vm, s);
    Result<bool> result = truth(vm, operand);
    if (result.failed())
        return unwind(vm, s);
    return { result.value() == sense ? target : next, s.r };
}

Next jump_compare(Vm& vm, Next s, CompareOperator op, bool sense, Value left, Value right)
{
    save(vm, s);
    const uint32_t* next = after<Op::JumpIfLess>(s).pc;
    const uint32_t* target = jump_of<Op::JumpIfLess>(s).pc;
    bool holds;
    if (!compare_mixed(op, left, right, holds) && !simple_equality(vm, op, left, right, holds)) {
        if (is_member<OpFamily::JumpIf, OpFamily::JumpUnless>(Op(*s.pc & 0xff))) {
            Value method = script_operator(vm, compare_special(op), reflected_special(op), left, right);
            if (!method.is_empty())
                return call_for_instruction(vm, s, method, { left, right });
        }
        Result<bool> result = compare_truth(vm, op, left, right);
        if (result.failed())
            return unwind(vm, s);
        holds = result.value();
    }
    return { holds == sense ? target : next, s.r };
}

namespace
{

/// Size of an iterator that a loop may give back when it is exhausted; 0 for what others may hold.
size_t loop_bytes(Value iterator)
{
    switch (kind_of(iterator.as_cell())) {
    case Kind::RangeIterator:
        return sizeof(RangeIterator);
    case Kind::SequenceIterator:
        return sizeof(SequenceIterator);
    case Kind::DictIterator:
        return sizeof(DictIterator);
    case Kind::SetIterator:
        return sizeof(SetIterator);
    default:
        return 0;
    }
}

/// Whether iter() of it makes an iterator of ours, and calls nothing for that.
bool is_container(Vm& vm, Value iterable)
{
    if (!iterable.is_cell() || vm.class_of(iterable)->has(IsHeapClass))
        return false;
    Kind kind = kind_of(iterable.as_cell());
    return (kind >= Kind::Str && kind <= Kind::Range) || kind == Kind::DictView;
}

} // namespace

Next get_iter(Vm& vm, Next s, uint32_t dst, Value iterable, bool only_for_loop)
{
    save(vm, s);
    Result<Value> iterator = get_iterator(vm, iterable);
    // Nobody but the loop knows the iterator of a builtin container: it was made just now.
    if (only_for_loop && iterator.ok() && is_container(vm, iterable) && loop_bytes(iterator.value()))
        iterator.value().as_cell()->aux |= OwnedByLoop;
    return store(vm, s, dst, iterator);
}

Next end_loop(Vm& vm, Next s, uint32_t place)
{
    Value iterator = s.r[place];
    if (iterator.as_cell()->aux & OwnedByLoop) {
        if (size_t bytes = loop_bytes(iterator)) {
            s.r[place] = Value();
            vm.heap.free_now(iterator.as_cell(), bytes);
        }
    }
    return after<Op::ForIter>(s);
}

[[gnu::noinline]] Next for_iter(Vm& vm, Next s, uint32_t dst, uint32_t place)
{
    save(vm, s);
    Value iterator = s.r[place];
    if (is_kind(iterator, Kind::Instance)) {
        Value method = lookup_special(vm, vm.class_of(iterator), Special::next);
        if (is_kind(method, Kind::Function) && as<Function>(method)->code->fast_arity == 1)
            return call_for_instruction(vm, s, method, { iterator });
    }
    Result<Step> item = next_item(vm, iterator);
    if (item.failed())
        return unwind(vm, s);
    if (!item.value())
        return iterator.is_cell() ? end_loop(vm, s, place) : after<Op::ForIter>(s);
    s.r[dst] = *item.value();
    return jump_of<Op::ForIter>(s);
}

namespace
{

/// The items of a list or tuple as they stand; null for other kinds.
const Value* direct_items(Vm& vm, Value source, size_t& count)
{
    if (!source.is_cell())
        return nullptr;
    if (source.as_cell()->shape == vm.exact.tuple) {
        count = as<Tuple>(source)->size;
        return as<Tuple>(source)->items;
    }
    if (source.as_cell()->shape == vm.exact.list) {
        count = as<List>(source)->size;
        return count ? as<List>(source)->begin() : &vm.scratch;
    }
    return nullptr;
}

Raised not_iterable_to_unpack(Vm& vm, Value source)
{
    return vm.raise(Error::TypeError, "cannot unpack non-iterable {} object", type_name(vm, source));
}

Result<Value> iterator_to_unpack(Vm& vm, Value source)
{
    Class* cls = vm.class_of(source);
    if (lookup_special(vm, cls, Special::iter).is_empty() && lookup_special(vm, cls, Special::getitem).is_empty())
        return not_iterable_to_unpack(vm, source);
    return get_iterator(vm, source);
}

} // namespace

Next unpack_sequence(Vm& vm, Next s, Value source, uint32_t base, uint32_t count)
{
    save(vm, s);
    size_t have = 0;
    if (const Value* items = direct_items(vm, source, have)) {
        if (have == count) {
            move_values(items, count, s.r + base);
            return after<Op::UnpackSequence>(s);
        }
        return raise_at(vm, s, Error::ValueError, "{} values to unpack (expected {}, got {})",
            have < count ? "not enough" : "too many", count, have);
    }
    Result<Value> iterator = iterator_to_unpack(vm, source);
    if (iterator.failed())
        return unwind(vm, s);
    ArgumentBuffer items(vm, count);
    for (uint32_t i = 0; i <= count; i++) {
        Result<Step> item = next_item(vm, iterator.value());
        if (item.failed())
            return unwind(vm, s);
        if (!item.value()) {
            if (i == count)
                break;
            return raise_at(vm, s, Error::ValueError, "not enough values to unpack (expected {}, got {})", count, i);
        }
        if (i == count)
            return raise_at(vm, s, Error::ValueError, "too many values to unpack (expected {})", count);
        items.data()[i] = *item.value();
    }
    move_values(items.data(), count, s.r + base);
    return after<Op::UnpackSequence>(s);
}

Next unpack_starred(Vm& vm, Next s, Value source, uint32_t base, uint32_t before)
{
    save(vm, s);
    uint32_t behind = s.pc[1];
    Result<Value> iterator = iterator_to_unpack(vm, source);
    if (iterator.failed())
        return unwind(vm, s);
    Result<List*> all = list_of(vm, iterator.value());
    if (all.failed())
        return unwind(vm, s);
    List* list = all.value();
    if (list->size < before + behind)
        return raise_at(vm, s, Error::ValueError, "not enough values to unpack (expected at least {}, got {})",
            before + behind, list->size);
    size_t middle = list->size - before - behind;
    Result<List*> rest = make_list(vm, list->begin() + before, middle);
    if (rest.failed())
        return unwind(vm, s);
    std::copy_n(list->begin(), before, s.r + base);
    s.r[base + before] = Value::cell(rest.value());
    std::copy_n(list->begin() + before + middle, behind, s.r + base + before + 1);
    return after<Op::UnpackStarred>(s);
}

} // namespace coil::internal::slow

// Comparison, equality, truth and hashing.
#include <algorithm>
#include <cmath>

#include "objects/bytes.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/hash.h"
#include "objects/iterators.h"
#include "objects/set.h"
#include "objects/str.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/number_operators.h"
#include "runtime/operations/operator_methods.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

constexpr std::string_view symbols[] = {
#define COMPARISON(name, symbol, method, swapped) symbol,
#include "bytecode/operators.def"
#undef COMPARISON
};

bool is_equality(CompareOperator op) { return op == CompareOperator::Equal || op == CompareOperator::NotEqual; }

Raised deep(Vm& vm) { return vm.raise(Error::RecursionError, "maximum recursion depth exceeded in comparison"); }

Result<Value> compare_numbers(Vm& vm, CompareOperator op, Value left, Value right)
{
    (void)vm;
    if (is_int(left) && is_int(right))
        return Value::boolean(order_holds(op, int_compare(left, right)));
    if (is_float(left) && is_float(right))
        return Value::boolean(doubles_hold(op, float_of(left), float_of(right)));
    bool flip = is_float(left);
    int order = flip ? int_compare_double(right, float_of(left)) : int_compare_double(left, float_of(right));
    if (order == 2)
        return Value::boolean(op == CompareOperator::NotEqual);
    return Value::boolean(order_holds(op, flip ? -order : order));
}

/// Lexicographic comparison of two runs that script code may change meanwhile: `items` fetches them anew. As in CPython
/// lists of different lengths are known to differ without a look, tuples are not.
constexpr size_t items_at_once = 64;
template <bool is_list, class Items> Result<Value> compare_runs(Vm& vm, CompareOperator op, Items left, Items right)
{
    if (!native_stack_ok(vm))
        return deep(vm);
    if (is_list && is_equality(op) && left().size() != right().size())
        return Value::boolean(op == CompareOperator::NotEqual);
    TRY(vm.work(1));
    size_t i = 0;
    for (; i < left().size() && i < right().size(); i++) {
        if (i % items_at_once == items_at_once - 1)
            TRY(vm.work(items_at_once / 2));
        Value a = left()[i], b = right()[i];
        if (!TRY(values_equal(vm, a, b))) {
            if (is_equality(op))
                return Value::boolean(op == CompareOperator::NotEqual);
            return compare_values(vm, op, a, b);
        }
    }
    auto a = int64_t(left().size()), b = int64_t(right().size());
    return Value::boolean(order_holds(op, a < b ? -1 : a > b));
}

Result<Value> compare_sets(Vm& vm, CompareOperator op, SetBase* left, SetBase* right)
{
    switch (op) {
    case CompareOperator::Equal:
    case CompareOperator::NotEqual: {
        bool equal = left->used == right->used && TRY(set_is_subset(vm, left, right));
        return Value::boolean(equal == (op == CompareOperator::Equal));
    }
    case CompareOperator::LessEqual:
        return Value::boolean(TRY(set_is_subset(vm, left, right)));
    case CompareOperator::GreaterEqual:
        return Value::boolean(TRY(set_is_subset(vm, right, left)));
    case CompareOperator::Less:
        return Value::boolean(left->used < right->used && TRY(set_is_subset(vm, left, right)));
    default:
        return Value::boolean(right->used < left->used && TRY(set_is_subset(vm, right, left)));
    }
}

Result<bool> ranges_equal(Vm& vm, Range* left, Range* right)
{
    if (!TRY(values_equal(vm, left->length, right->length)))
        return false;
    if (int_is_zero(left->length))
        return true;
    if (!TRY(values_equal(vm, left->start, right->start)))
        return false;
    return left->length == Value::small(1) || TRY(values_equal(vm, left->step, right->step));
}

bool is_real(Value value) { return is_int(value) || is_float(value); }

std::span<const Value> span_of(Tuple* tuple) { return { tuple->items, tuple->size }; }
std::span<const Value> span_of(List* list) { return { list->begin(), list->size }; }

} // namespace

Result<Value> builtin_compare(Vm& vm, CompareOperator op, Value left, Value right)
{
    if (is_real(left))
        return is_real(right) ? compare_numbers(vm, op, left, right) : Result<Value>(NotImplemented);
    if (!left.is_cell() || !right.is_cell())
        return NotImplemented;
    switch (Kind(left.as_cell()->kind)) {
    case Kind::Str:
        if (auto* other = as_if<Str>(right)) {
            if (is_equality(op))
                return Value::boolean(str_equal(as<Str>(left), other) == (op == CompareOperator::Equal));
            return Value::boolean(order_holds(op, str_compare(as<Str>(left), other)));
        }
        return NotImplemented;
    case Kind::Bytes:
    case Kind::ByteArray: {
        std::string_view a, b;
        bytes_view(left, a);
        if (!bytes_view(right, b))
            return NotImplemented;
        return Value::boolean(order_holds(op, a.compare(b)));
    }
    case Kind::Tuple:
        if (auto* other = as_if<Tuple>(right)) {
            auto get = [](Tuple* tuple) { return [tuple] { return span_of(tuple); }; };
            return compare_runs<false>(vm, op, get(as<Tuple>(left)), get(other));
        }
        return NotImplemented;
    case Kind::List:
        if (auto* other = as_if<List>(right)) {
            auto get = [](List* list) { return [list] { return span_of(list); }; };
            return compare_runs<true>(vm, op, get(as<List>(left)), get(other));
        }
        return NotImplemented;
    case Kind::Dict:
        if (auto* other = as_if<Dict>(right); other && is_equality(op)) {
            if (!native_stack_ok(vm))
                return deep(vm);
            return Value::boolean(TRY(dict_equal(vm, as<Dict>(left), other)) == (op == CompareOperator::Equal));
        }
        return NotImplemented;
    case Kind::Set:
    case Kind::FrozenSet:
        if (SetBase* other = as_any_set(right))
            return compare_sets(vm, op, as_any_set(left), other);
        return NotImplemented;
    case Kind::Range:
        if (auto* other = as_if<Range>(right); other && is_equality(op))
            return Value::boolean(TRY(ranges_equal(vm, as<Range>(left), other)) == (op == CompareOperator::Equal));
        return NotImplemented;
    case Kind::Slice:
        if (auto* other = as_if<Slice>(right)) {
            auto get = [](Slice* slice) { return [slice] { return std::span<const Value>(&slice->start, 3); }; };
            return compare_runs<false>(vm, op, get(as<Slice>(left)), get(other));
        }
        return NotImplemented;
    case Kind::BoundMethod:
        if (auto* other = as_if<BoundMethod>(right); other && is_equality(op)) {
            auto* method = as<BoundMethod>(left);
            bool equal = method->self == other->self && method->function == other->function;
            return Value::boolean(equal == (op == CompareOperator::Equal));
        }
        return NotImplemented;
    case Kind::NativeFunction:
        if (auto* other = as_if<NativeFunction>(right); other && is_equality(op)) {
            auto* function = as<NativeFunction>(left);
            bool equal = function->def == other->def && function->self == other->self;
            return Value::boolean(equal == (op == CompareOperator::Equal));
        }
        return NotImplemented;
    default:
        return NotImplemented;
    }
}

namespace
{

Result<Value> complex_equality(CompareOperator op, Value left, Value right)
{
    if (!is_kind(left, Kind::Complex))
        std::swap(left, right);
    auto* complex = as<Complex>(left);
    bool equal;
    if (auto* other = as_if<Complex>(right))
        equal = complex->real == other->real && complex->imaginary == other->imaginary;
    else if (is_float(right))
        equal = complex->imaginary == 0 && complex->real == float_of(right);
    else if (is_int(right))
        equal = complex->imaginary == 0 && int_compare_double(right, complex->real) == 0;
    else
        return NotImplemented;
    return Value::boolean(equal == (op == CompareOperator::Equal));
}

/// Whether it is a number of a builtin class itself, whose methods no script has replaced.
bool is_plain_number(const Vm& vm, Value value)
{
    const Class* cls = vm.class_of(value);
    const StandardClasses& classes = *vm.classes;
    return cls == classes.complex || cls == classes.real || cls == classes.integer || cls == classes.boolean;
}

/// Builtin classes compare with themselves without a look-up.
bool compares_directly(const Vm& vm, Value left, Value right)
{
    if (!left.is_cell() || !right.is_cell())
        return is_real(left) && is_real(right) &&
            (!left.is_cell() || left.as_cell()->shape == vm.exact.bigint || left.as_cell()->shape == vm.exact.real) &&
            (!right.is_cell() || right.as_cell()->shape == vm.exact.bigint || right.as_cell()->shape == vm.exact.real);
    uint32_t shape = left.as_cell()->shape;
    return shape == right.as_cell()->shape &&
        (shape == vm.exact.str || shape == vm.exact.tuple || shape == vm.exact.list || shape == vm.exact.dict ||
            shape == vm.exact.set || shape == vm.exact.bigint || shape == vm.exact.real);
}

Result<Value> finish_compare(Vm& vm, CompareOperator op, Value left, Value right)
{
    if (op == CompareOperator::Equal)
        return Value::boolean(left == right);
    if (op == CompareOperator::NotEqual)
        return Value::boolean(!(left == right));
    return vm.raise(Error::TypeError, "'{}' not supported between instances of '{}' and '{}'", symbols[size_t(op)],
        type_name(vm, left), type_name(vm, right));
}

} // namespace

Result<Value> compare_values(Vm& vm, CompareOperator op, Value left, Value right)
{
    if (compares_directly(vm, left, right)) {
        Value result = TRY(builtin_compare(vm, op, left, right));
        if (!(result == NotImplemented))
            return result;
        return finish_compare(vm, op, left, right);
    }
    bool one_complex = is_kind(left, Kind::Complex) || is_kind(right, Kind::Complex);
    if (one_complex && is_equality(op) && is_plain_number(vm, left) && is_plain_number(vm, right)) {
        Value result = TRY(complex_equality(op, left, right));
        if (!(result == NotImplemented))
            return result;
    }
    if (!native_stack_ok(vm))
        return deep(vm);
    Class* left_class = vm.class_of(left);
    Class* right_class = vm.class_of(right);
    Value other = lookup_special(vm, right_class, reflected_special(op));
    bool other_first = left_class != right_class && is_subclass(right_class, left_class) && !other.is_empty();
    if (other_first) {
        Value result = TRY(call_special(vm, other, right, { left }));
        if (!(result == NotImplemented))
            return result;
    }
    Value method = lookup_special(vm, left_class, compare_special(op));
    if (!method.is_empty()) {
        Value result = TRY(call_special(vm, method, left, { right }));
        if (!(result == NotImplemented))
            return result;
    }
    if (!other_first && !other.is_empty()) {
        Value result = TRY(call_special(vm, other, right, { left }));
        if (!(result == NotImplemented))
            return result;
    }
    return finish_compare(vm, op, left, right);
}

Result<Value> compare_declined(Vm& vm, CompareOperator op, Value left, Value right)
{
    Value other = lookup_special(vm, vm.class_of(right), reflected_special(op));
    if (!other.is_empty()) {
        Value result = TRY(call_special(vm, other, right, { left }));
        if (!(result == NotImplemented))
            return result;
    }
    return finish_compare(vm, op, left, right);
}

Result<bool> compare_truth(Vm& vm, CompareOperator op, Value left, Value right)
{
    Value result = TRY(compare_values(vm, op, left, right));
    return result.is_bool() ? Result<bool>(result.is_true()) : truth(vm, result);
}

Result<bool> values_equal(Vm& vm, Value left, Value right)
{
    if (left == right)
        return true;
    return compare_truth(vm, CompareOperator::Equal, left, right);
}

Result<bool> truth(Vm& vm, Value value)
{
    if (value.is_bool())
        return value.is_true();
    if (value.is_small())
        return value.as_small() != 0;
    if (value.is_none())
        return false;
    if (value.is_immediate_double())
        return true;
    if (value == NotImplemented)
        return vm.raise(Error::TypeError, "NotImplemented should not be used in a boolean context");
    if (!value.is_cell())
        return true;
    uint32_t shape = value.as_cell()->shape;
    if (shape == vm.exact.str)
        return as<Str>(value)->size != 0;
    if (shape == vm.exact.list)
        return as<List>(value)->size != 0;
    if (shape == vm.exact.dict)
        return as<Dict>(value)->used != 0;
    if (shape == vm.exact.tuple)
        return as<Tuple>(value)->size != 0;
    if (shape == vm.exact.real)
        return as<Float>(value)->number != 0;
    if (shape == vm.exact.bigint)
        return true;
    Class* cls = vm.class_of(value);
    Value method = lookup_special(vm, cls, Special::bool_);
    if (method.is_none())
        return vm.raise(Error::TypeError, "'{}' cannot be interpreted as a boolean", class_name(cls));
    if (!method.is_empty()) {
        Value result = TRY(call_special(vm, method, value, {}));
        if (!result.is_bool())
            return vm.raise(Error::TypeError, "__bool__ should return bool, returned {}", type_name(vm, result));
        return result.is_true();
    }
    if (lookup_special(vm, cls, Special::len).is_empty())
        return true;
    return TRY(length_of(vm, value)) != 0;
}

Result<bool> to_bool(Vm& vm, Value value) { return truth(vm, value); }

Result<int64_t> hash_of(Vm& vm, Value value)
{
    if (value.is_small())
        return small_hash(value.as_small());
    if (value.is_bool())
        return int64_t(value.is_true());
    Value method = lookup_special(vm, vm.class_of(value), Special::hash);
    if (method == vm.known.object_hash)
        return identity_hash(value);
    if (!native_stack_ok(vm))
        return vm.raise(Error::RecursionError, "maximum recursion depth exceeded");
    if (method.is_empty() || method.is_none())
        return vm.raise(Error::TypeError, "unhashable type: '{}'", type_name(vm, value));
    Value result = TRY(call_special(vm, method, value, {}));
    if (!is_int(result))
        return vm.raise(Error::TypeError, "__hash__ method should return an integer");
    int64_t hash = int_hash(result);
    if (std::optional<int64_t> small = int_to_int64(result))
        hash = *small;
    return hash == -1 ? -2 : hash;
}

} // namespace coil::internal

// Constant folding: of numbers where the result is exact and small, of strings where it is short, and of tuples.
#include "compile/code_generator.h"

#include <cmath>

namespace coil::internal
{

using namespace ast;
using Value = internal::Constant;

namespace
{

constexpr size_t max_folded_text = 4096;

std::optional<double> as_double(const Value& value)
{
    if (auto* real = std::get_if<double>(&value.value))
        return *real;
    if (auto* integer = std::get_if<int64_t>(&value.value)) {
        if (std::abs(*integer) <= (int64_t{ 1 } << 53))
            return double(*integer);
    }
    return std::nullopt;
}

int64_t floor_divide(int64_t left, int64_t right)
{
    int64_t quotient = left / right;
    return (left % right != 0 && (left < 0) != (right < 0)) ? quotient - 1 : quotient;
}

std::optional<Value> fold_power(int64_t base, int64_t exponent)
{
    if (exponent < 0 || exponent > 4096)
        return std::nullopt;
    int64_t result = 1;
    for (int64_t i = 0; i < exponent; ++i) {
        if (__builtin_mul_overflow(result, base, &result))
            return std::nullopt;
    }
    return Value{ result };
}

std::optional<Value> fold_integers(Operator op, int64_t left, int64_t right)
{
    int64_t result;
    bool overflows = false;
    switch (op) {
    case Operator::Add:
        overflows = __builtin_add_overflow(left, right, &result);
        break;
    case Operator::Sub:
        overflows = __builtin_sub_overflow(left, right, &result);
        break;
    case Operator::Mult:
        overflows = __builtin_mul_overflow(left, right, &result);
        break;
    case Operator::FloorDiv:
    case Operator::Mod:
        if (right == 0 || right == -1)
            return std::nullopt;
        result = floor_divide(left, right);
        if (op == Operator::Mod)
            result = left - result * right;
        break;
    case Operator::Pow:
        return fold_power(left, right);
    case Operator::LShift:
        if (right < 0 || right > 62 || std::abs(left) > (INT64_MAX >> right))
            return std::nullopt;
        result = int64_t(uint64_t(left) << right);
        break;
    case Operator::RShift:
        if (right < 0)
            return std::nullopt;
        result = left >> std::min<int64_t>(right, 63);
        break;
    case Operator::BitOr:
        result = left | right;
        break;
    case Operator::BitXor:
        result = left ^ right;
        break;
    case Operator::BitAnd:
        result = left & right;
        break;
    default:
        return std::nullopt;
    }
    return overflows ? std::nullopt : std::optional<Value>(Value{ result });
}

std::optional<Value> fold_doubles(Operator op, double left, double right)
{
    switch (op) {
    case Operator::Add:
        return Value{ left + right };
    case Operator::Sub:
        return Value{ left - right };
    case Operator::Mult:
        return Value{ left * right };
    case Operator::Div:
        return right == 0 ? std::nullopt : std::optional<Value>(Value{ left / right });
    default:
        return std::nullopt;
    }
}

std::optional<Value> fold_texts(Operator op, const Value& left, const Value& right)
{
    auto* text = std::get_if<std::string>(&left.value);
    auto* bytes = std::get_if<BytesConstant>(&left.value);
    const std::string& first = text ? *text : bytes->bytes;
    std::string result;
    if (op == Operator::Add && left.value.index() == right.value.index()) {
        result = first + (text ? std::get<std::string>(right.value) : std::get<BytesConstant>(right.value).bytes);
    } else if (auto* count = std::get_if<int64_t>(&right.value); count && op == Operator::Mult) {
        if (*count > 0 && (*count > int64_t(max_folded_text) || first.size() * size_t(*count) > max_folded_text))
            return std::nullopt;
        for (int64_t i = 0; i < *count; ++i)
            result += first;
    } else {
        return std::nullopt;
    }
    if (result.size() > max_folded_text)
        return std::nullopt;
    return text ? Value{ std::move(result) } : Value{ BytesConstant{ std::move(result) } };
}

/// Digits in base 2, 8 or 16 as hexadecimal ones.
std::string hexadecimal(std::string_view digits, int base)
{
    if (base == 16)
        return std::string(digits);
    int width = base == 8 ? 3 : 1;
    std::string result;
    uint32_t bits = 0;
    int count = 0;
    for (size_t i = digits.size(); i-- > 0;) {
        bits |= uint32_t(digits[i] - '0') << count;
        for (count += width; count >= 4 || (i == 0 && count > 0); count -= 4, bits >>= 4)
            result += "0123456789abcdef"[bits & 15];
    }
    return { result.rbegin(), result.rend() };
}

std::optional<ComplexConstant> as_complex(const Value& value)
{
    if (auto* complex = std::get_if<ComplexConstant>(&value.value))
        return *complex;
    return std::nullopt;
}

} // namespace

std::optional<Value> fold_binary(Operator op, const Value& left, const Value& right)
{
    auto* left_integer = std::get_if<int64_t>(&left.value);
    auto* right_integer = std::get_if<int64_t>(&right.value);
    if (left_integer && right_integer && op != Operator::Div)
        return fold_integers(op, *left_integer, *right_integer);
    if (std::holds_alternative<std::string>(left.value) || std::holds_alternative<BytesConstant>(left.value))
        return fold_texts(op, left, right);
    auto left_real = as_double(left), right_real = as_double(right);
    if (left_real && right_real)
        return fold_doubles(op, *left_real, *right_real);
    // `1 + 2j`: a real left operand leaves the imaginary part's sign alone.
    auto imaginary = as_complex(right);
    if (left_real && imaginary && op == Operator::Add)
        return Value{ ComplexConstant{ *left_real + imaginary->real, imaginary->imaginary } };
    if (left_real && imaginary && op == Operator::Sub)
        return Value{ ComplexConstant{ *left_real - imaginary->real, -imaginary->imaginary } };
    return std::nullopt;
}

std::optional<Value> fold_unary(UnaryOperator op, const Value& operand)
{
    if (op == UnaryOperator::Not)
        return Value{ !constant_is_true(operand) };
    if (auto* integer = std::get_if<int64_t>(&operand.value)) {
        if (op == UnaryOperator::Invert)
            return Value{ ~*integer };
        if (op == UnaryOperator::UAdd)
            return operand;
        return *integer == INT64_MIN ? std::nullopt : std::optional<Value>(Value{ -*integer });
    }
    if (auto* real = std::get_if<double>(&operand.value); real && op != UnaryOperator::Invert)
        return Value{ op == UnaryOperator::USub ? -*real : *real };
    if (auto* complex = std::get_if<ComplexConstant>(&operand.value); complex && op == UnaryOperator::USub)
        return Value{ ComplexConstant{ -complex->real, -complex->imaginary } };
    if (auto* big = std::get_if<BigIntConstant>(&operand.value); big && op == UnaryOperator::USub) {
        if (big->digits == "9223372036854775808")
            return Value{ INT64_MIN };
        bool is_negative = big->digits[0] == '-';
        return Value{ BigIntConstant{ is_negative ? big->digits.substr(1) : "-" + big->digits } };
    }
    return std::nullopt;
}

bool constant_is_true(const Value& value)
{
    struct Truth {
        bool operator()(NoneConstant) const { return false; }
        bool operator()(EllipsisConstant) const { return true; }
        bool operator()(bool truth) const { return truth; }
        bool operator()(int64_t integer) const { return integer != 0; }
        bool operator()(double real) const { return real != 0; }
        bool operator()(const std::string& text) const { return !text.empty(); }
        bool operator()(const BytesConstant& value) const { return !value.bytes.empty(); }
        bool operator()(const BigIntConstant&) const { return true; }
        bool operator()(const ComplexConstant& value) const { return value.real != 0 || value.imaginary != 0; }
        bool operator()(const TupleConstant& value) const { return !value.items.empty(); }
        bool operator()(const FrozenSetConstant& value) const { return !value.items.empty(); }
        bool operator()(CodeConstant) const { return true; }
    };
    return std::visit(Truth{}, value.value);
}

std::vector<Value> CodeGenerator::literal_constants(const Literals& items)
{
    std::vector<Value> values;
    for (uint32_t i = 0; i < items.size; ++i)
        values.push_back(literal_constant(items.data[i]));
    return values;
}

Value CodeGenerator::literal_constant(const Literal& value)
{
    switch (value.kind) {
    case LiteralKind::None:
        return { NoneConstant{} };
    case LiteralKind::True:
        return { true };
    case LiteralKind::False:
        return { false };
    case LiteralKind::Ellipsis:
        return { EllipsisConstant{} };
    case LiteralKind::Int:
        return { value.integer };
    case LiteralKind::BigInt: {
        if (value.base == 10)
            return { BigIntConstant{ std::string(value.text.view()) } };
        std::string_view digits = value.text.view();
        bool is_negative = digits.starts_with('-');
        return { BigIntConstant{ (is_negative ? "-0x" : "0x") + hexadecimal(digits.substr(is_negative), value.base) } };
    }
    case LiteralKind::Float:
        return { value.real };
    case LiteralKind::Imaginary:
        return { ComplexConstant{ 0.0, value.real } };
    case LiteralKind::Str:
        return { std::string(value.text.view()) };
    case LiteralKind::Bytes:
        return { BytesConstant{ std::string(value.text.view()) } };
    case LiteralKind::Complex:
        return { ComplexConstant{ value.parts.real, value.parts.imaginary } };
    case LiteralKind::Tuple:
        return { TupleConstant{ literal_constants(value.items) } };
    case LiteralKind::FrozenSet:
        return { FrozenSetConstant{ literal_constants(value.items) } };
    }
    return { NoneConstant{} };
}

/// The value of an expression of constants, if it is one and can be computed here.
std::optional<Value> CodeGenerator::fold(const Expression& node)
{
    switch (node.kind) {
    case NodeKind::Constant:
        return literal_constant(static_cast<const ast::Constant&>(node).value);
    case NodeKind::Name:
        if (static_cast<const Name&>(node).id == debug_)
            return Value{ options_.optimize == 0 };
        return std::nullopt;
    case NodeKind::UnaryOp: {
        auto& unary = static_cast<const UnaryOp&>(node);
        if (stack_.is_exhausted())
            return std::nullopt;
        auto operand = fold(*unary.operand);
        return operand ? fold_unary(unary.op, *operand) : std::nullopt;
    }
    case NodeKind::BinOp: {
        auto& binary = static_cast<const BinOp&>(node);
        if (stack_.is_exhausted())
            return std::nullopt;
        auto left = fold(*binary.left);
        if (!left)
            return std::nullopt;
        auto right = fold(*binary.right);
        return right ? fold_binary(binary.op, *left, *right) : std::nullopt;
    }
    case NodeKind::Tuple:
        if (stack_.is_exhausted())
            return std::nullopt;
        return fold_items(static_cast<const Tuple&>(node).elts);
    default:
        return std::nullopt;
    }
}

/// The items as a tuple, when all are constant.
std::optional<Value> CodeGenerator::fold_items(Expressions items)
{
    if (!items.empty() && items.back()->kind != NodeKind::Constant && !fold(*items.back()))
        return std::nullopt;
    TupleConstant tuple;
    for (const Expression* item : items) {
        auto value = fold(*item);
        if (!value)
            return std::nullopt;
        tuple.items.push_back(std::move(*value));
    }
    return Value{ std::move(tuple) };
}

/// The value of an int constant within the bounds.
std::optional<int64_t> CodeGenerator::small_constant(const Expression& node, int64_t low, int64_t high)
{
    if (node.kind != NodeKind::Constant && node.kind != NodeKind::UnaryOp)
        return std::nullopt;
    if (auto* unary = try_as<UnaryOp>(&node);
        unary && (unary->op != UnaryOperator::USub || unary->operand->kind != NodeKind::Constant))
        return std::nullopt;
    auto* literal = try_as<ast::Constant>(&node);
    if (literal && literal->value.kind != LiteralKind::Int)
        return std::nullopt;
    auto value = literal ? Value{ literal->value.integer } : fold(node).value_or(Value{ NoneConstant{} });
    auto* integer = std::get_if<int64_t>(&value.value);
    if (!integer || *integer < low || *integer > high)
        return std::nullopt;
    return *integer;
}

/// The truth of a constant condition.
std::optional<bool> CodeGenerator::constant_truth(const Expression& node)
{
    if (node.kind != NodeKind::Constant && node.kind != NodeKind::Name && node.kind != NodeKind::UnaryOp &&
        node.kind != NodeKind::Tuple)
        return std::nullopt;
    auto value = fold(node);
    return value ? std::optional<bool>(constant_is_true(*value)) : std::nullopt;
}

} // namespace coil::internal

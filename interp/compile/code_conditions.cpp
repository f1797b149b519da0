// Comparisons, and conditions as jumps.
#include "bytecode/op_families.h"
#include "compile/code_generator.h"

namespace coil::internal
{

using namespace ast;
using Comparison = ast::CompareOperator;

namespace
{

/// The machine's name of an ordering operator.
internal::CompareOperator ordering_operator(Comparison op)
{
    using enum internal::CompareOperator;
    switch (op) {
    case Comparison::Lt:
        return Less;
    case Comparison::LtE:
        return LessEqual;
    case Comparison::Eq:
        return Equal;
    case Comparison::NotEq:
        return NotEqual;
    case Comparison::Gt:
        return Greater;
    default:
        return GreaterEqual;
    }
}

bool is_ordering(Comparison op) { return op < Comparison::Is; }
bool is_identity(Comparison op) { return op == Comparison::Is || op == Comparison::IsNot; }

bool is_none(const Expression& node)
{
    auto* literal = try_as<ast::Constant>(&node);
    return literal && literal->value.kind == LiteralKind::None;
}

const char* literal_type(const Expression& node)
{
    if (node.kind == NodeKind::Tuple)
        return "tuple";
    auto* literal = try_as<ast::Constant>(&node);
    if (!literal)
        return nullptr;
    switch (literal->value.kind) {
    case LiteralKind::Int:
    case LiteralKind::BigInt:
        return "int";
    case LiteralKind::Float:
        return "float";
    case LiteralKind::Imaginary:
        return "complex";
    case LiteralKind::Str:
        return "str";
    case LiteralKind::Bytes:
        return "bytes";
    default:
        return nullptr;
    }
}

} // namespace

/// Warns of `x is 1`.
void CodeGenerator::check_is(const Compare& node)
{
    const Expression* left = node.left;
    for (size_t i = 0; i < node.ops.size(); ++i) {
        const Expression* right = node.comparators[i];
        if (is_identity(node.ops[i])) {
            const char* type = literal_type(*left);
            if (!type)
                type = literal_type(*right);
            bool folded = left->kind == NodeKind::Tuple && !fold(*left);
            if (type && !folded) {
                bool is_not = node.ops[i] == Comparison::IsNot;
                warn(node,
                    std::string(is_not ? "\"is not\"" : "\"is\"") + " with '" + type + "' literal. Did you mean \"" +
                        (is_not ? "!=" : "==") + "\"?");
                return;
            }
        }
        left = right;
    }
}

/// The right operand of a comparison; lists and sets of constants after `in` are tuples and frozensets.
Register CodeGenerator::comparand(const Expression& node, Comparison op)
{
    if (op == Comparison::In || op == Comparison::NotIn) {
        bool is_set = node.kind == NodeKind::Set;
        if (is_set || node.kind == NodeKind::List) {
            auto items = is_set ? as<Set>(&node)->elts : as<List>(&node)->elts;
            if (auto value = fold_items(items)) {
                Register r = temporary();
                at(node);
                auto& tuple = std::get<TupleConstant>(value->value);
                load_constant(
                    r, is_set ? internal::Constant{ FrozenSetConstant{ std::move(tuple.items) } } : std::move(*value));
                return r;
            }
        }
    }
    return any(node);
}

void CodeGenerator::compare_step(Comparison op, Register target, Register left, Register right)
{
    if (is_ordering(op))
        return out().emit(member_of(OpFamily::Compare, ordering_operator(op)), target, left, right);
    Op others[] = { Op::Is, Op::IsNot, Op::In, Op::NotIn };
    out().emit(others[uint8_t(op) - uint8_t(Comparison::Is)], target, left, right);
}

/// Two registers that the operands of a long chain take in turn; short ones have one for each operand.
Register CodeGenerator::spare_comparands(const Compare& node)
{
    constexpr size_t longest_short_chain = 16;
    return node.ops.size() > longest_short_chain ? temporaries(2) : 0;
}

/// Operand number `index` of a chain, which is compared twice: with the one before and the one behind it.
Register CodeGenerator::middle_comparand(const Compare& node, size_t index, Register spare)
{
    if (!spare)
        return any_stable(*node.comparators[index], node.comparators[index + 1]);
    Register right = spare + Register(index % 2);
    to(*node.comparators[index], right);
    return right;
}

void CodeGenerator::compare(const Compare& node, Register target)
{
    check_is(node);
    TemporaryScope temporary_scope(state());
    Register left = any_stable(*node.left, node.comparators[0]);
    if (node.ops.size() == 1) {
        Register right = comparand(*node.comparators[0], node.ops[0]);
        at(node);
        return compare_step(node.ops[0], target, left, right);
    }
    Register result = is_temporary(target) ? target : temporary();
    Register spare = spare_comparands(node);
    Label end = out().label();
    Assigned after_first;
    for (size_t i = 0; i < node.ops.size(); ++i) {
        bool is_last = i + 1 == node.ops.size();
        Register right = is_last ? comparand(*node.comparators[i], node.ops[i]) : middle_comparand(node, i, spare);
        at(node);
        compare_step(node.ops[i], result, left, right);
        if (i == 0)
            after_first = state_->assigned;
        if (!is_last)
            out().emit_jump(Op::JumpIfFalse, end, result);
        left = right;
    }
    state_->assigned = std::move(after_first);
    place(end);
    move(target, result);
}

/// Jumps to `target` when the truth of the value is `when`; else goes on behind.
void CodeGenerator::jump_if(const Expression& node, bool when, Label target)
{
    if (is_too_deep(node))
        return;
    if (auto truth = constant_truth(node)) {
        at(node);
        if (*truth == when)
            jump(target);
        return;
    }
    switch (node.kind) {
    case NodeKind::UnaryOp:
        if (as<UnaryOp>(&node)->op == UnaryOperator::Not)
            return jump_if(*as<UnaryOp>(&node)->operand, !when, target);
        break;
    case NodeKind::BoolOp:
        return jump_if_bool(static_cast<const BoolOp&>(node), when, target);
    case NodeKind::Compare:
        return jump_if_compare(static_cast<const Compare&>(node), when, target);
    default:
        break;
    }
    TemporaryScope temporary_scope(state());
    Register value = any(node);
    at(node);
    out().emit_jump(when ? Op::JumpIfTrue : Op::JumpIfFalse, target, value);
}

void CodeGenerator::jump_if_bool(const BoolOp& node, bool when, Label target)
{
    bool is_or = node.op == BoolOperator::Or;
    Assigned after_first;
    auto each = [&](bool jump_when, Label label) {
        for (size_t i = 0; i < node.values.size(); ++i) {
            bool is_last = i + 1 == node.values.size();
            jump_if(*node.values[i], is_last ? when : jump_when, is_last ? target : label);
            if (i == 0)
                after_first = state_->assigned;
        }
    };
    if (is_or == when) {
        each(when, target);
        state_->assigned = std::move(after_first);
        return;
    }
    Label skip = out().label();
    each(!when, skip);
    state_->assigned = std::move(after_first);
    place(skip);
}

void CodeGenerator::jump_if_compare(const Compare& node, bool when, Label target)
{
    check_is(node);
    TemporaryScope temporary_scope(state());
    Register left = any_stable(*node.left, node.comparators[0]);
    if (node.ops.size() == 1)
        return jump_if_pair(node, node.ops[0], left, *node.comparators[0], when, target);
    Register spare = spare_comparands(node);
    Label skip = out().label();
    Assigned after_first;
    for (size_t i = 0; i + 1 < node.ops.size(); ++i) {
        Register right = middle_comparand(node, i, spare);
        at(node);
        Label failed = when ? skip : target;
        if (is_ordering(node.ops[i])) {
            out().emit_jump(member_of(OpFamily::JumpUnless, ordering_operator(node.ops[i])), failed, left, right);
        } else {
            TemporaryScope result_scope(state());
            Register result = temporary();
            compare_step(node.ops[i], result, left, right);
            out().emit_jump(Op::JumpIfFalse, failed, result);
        }
        if (i == 0)
            after_first = state_->assigned;
        left = right;
    }
    jump_if_pair(node, node.ops.back(), left, *node.comparators.back(), when, target);
    state_->assigned = std::move(after_first);
    place(skip);
}

void CodeGenerator::jump_if_pair(
    const Node& where, Comparison op, Register left, const Expression& right, bool when, Label target)
{
    if (is_identity(op) && is_none(right)) {
        at(where);
        bool is_none = (op == Comparison::Is) == when;
        return out().emit_jump(is_none ? Op::JumpIfNone : Op::JumpIfNotNone, target, left);
    }
    if (is_ordering(op)) {
        if (auto small = small_constant(right, -128, 127)) {
            at(where);
            OpFamily family = when ? OpFamily::JumpIfSmall : OpFamily::JumpUnlessSmall;
            uint32_t bits = left > 0xff ? uint16_t(*small) : uint8_t(*small);
            return out().emit_jump(member_of(family, ordering_operator(op)), target, left, bits);
        }
        Register operand = any(right);
        at(where);
        OpFamily family = when ? OpFamily::JumpIf : OpFamily::JumpUnless;
        return out().emit_jump(member_of(family, ordering_operator(op)), target, left, operand);
    }
    TemporaryScope temporary_scope(state());
    Register operand = comparand(right, op);
    at(where);
    Register result = temporary();
    compare_step(op, result, left, operand);
    out().emit_jump(when ? Op::JumpIfTrue : Op::JumpIfFalse, target, result);
}

} // namespace coil::internal

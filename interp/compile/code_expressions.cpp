#include "bytecode/op_families.h"
#include "compile/code_generator.h"

namespace coil::internal
{

using namespace ast;

namespace
{

/// Whether evaluating the expression can't rebind a variable, told without looking into it.
bool is_plain(const Expression* node)
{
    return !node || node->kind == NodeKind::Constant || node->kind == NodeKind::Name;
}

} // namespace

BinaryOperator binary_operator(Operator op)
{
    switch (op) {
    case Operator::Add:
        return BinaryOperator::Add;
    case Operator::Sub:
        return BinaryOperator::Sub;
    case Operator::Mult:
        return BinaryOperator::Mul;
    case Operator::MatMult:
        return BinaryOperator::MatMul;
    case Operator::Div:
        return BinaryOperator::TrueDiv;
    case Operator::Mod:
        return BinaryOperator::Mod;
    case Operator::Pow:
        return BinaryOperator::Pow;
    case Operator::LShift:
        return BinaryOperator::LShift;
    case Operator::RShift:
        return BinaryOperator::RShift;
    case Operator::BitOr:
        return BinaryOperator::BitOr;
    case Operator::BitXor:
        return BinaryOperator::BitXor;
    case Operator::BitAnd:
        return BinaryOperator::BitAnd;
    case Operator::FloorDiv:
        return BinaryOperator::FloorDiv;
    }
    return BinaryOperator::Add;
}

Register CodeGenerator::any(const Expression& node)
{
    if (node.kind == NodeKind::Name)
        return load_name(static_cast<const Name&>(node), std::nullopt);
    if (node.kind == NodeKind::NamedExpr) {
        auto& named = static_cast<const NamedExpr&>(node);
        if (auto variable = variable_of(named.target->id)) {
            to(node, *variable);
            return *variable;
        }
    }
    Register target = temporary();
    to(node, target);
    return target;
}

Register CodeGenerator::any_stable(const Expression& node)
{
    Register r = any(node);
    if (!state_->has_walrus || is_temporary(r))
        return r;
    Register copy = temporary();
    move(copy, r);
    return copy;
}

Register CodeGenerator::any_stable(const Expression& node, const Expression* later)
{
    return is_plain(later) ? any(node) : any_stable(node);
}

void CodeGenerator::to(const Expression& node, Register target)
{
    if (is_too_deep(node))
        return;
    switch (node.kind) {
    case NodeKind::Name:
        load_name(static_cast<const Name&>(node), target);
        return;
    case NodeKind::Constant:
        at(node);
        literal(static_cast<const ast::Constant&>(node).value, target);
        return;
    case NodeKind::Attribute:
        return attribute(static_cast<const Attribute&>(node), target);
    case NodeKind::Call:
        return call(static_cast<const Call&>(node), target);
    case NodeKind::BinOp:
        return binary(static_cast<const BinOp&>(node), target);
    case NodeKind::Subscript:
        return subscript(static_cast<const Subscript&>(node), target);
    case NodeKind::Compare:
        return compare(static_cast<const Compare&>(node), target);
    case NodeKind::BoolOp:
        return bool_value(static_cast<const BoolOp&>(node), target);
    case NodeKind::UnaryOp:
        return unary(static_cast<const UnaryOp&>(node), target);
    case NodeKind::IfExp:
        return if_value(static_cast<const IfExp&>(node), target);
    case NodeKind::Tuple:
        return tuple(static_cast<const Tuple&>(node).elts, target, node);
    case NodeKind::List:
        return list(static_cast<const List&>(node).elts, target, node);
    case NodeKind::Dict:
        return dict(static_cast<const Dict&>(node), target);
    default:
        return to_rare(node, target);
    }
}

void CodeGenerator::to_rare(const Expression& node, Register target)
{
    switch (node.kind) {
    case NodeKind::Set:
        return set(static_cast<const Set&>(node).elts, target, node);
    case NodeKind::Lambda:
        return lambda(static_cast<const Lambda&>(node), target);
    case NodeKind::ListComp:
        return list_comprehension(static_cast<const ListComp&>(node), target);
    case NodeKind::SetComp:
        return set_comprehension(static_cast<const SetComp&>(node), target);
    case NodeKind::DictComp:
        return dict_comprehension(static_cast<const DictComp&>(node), target);
    case NodeKind::GeneratorExp:
        return generator_expression(static_cast<const GeneratorExp&>(node), target);
    case NodeKind::NamedExpr:
        return walrus(static_cast<const NamedExpr&>(node), target);
    case NodeKind::Await:
        return await(static_cast<const Await&>(node), target);
    case NodeKind::Yield:
        return yield(static_cast<const Yield&>(node), target);
    case NodeKind::YieldFrom:
        return yield_from(static_cast<const YieldFrom&>(node), target);
    case NodeKind::JoinedStr:
        return joined_string(static_cast<const JoinedStr&>(node), target);
    case NodeKind::FormattedValue:
        return formatted_value(static_cast<const FormattedValue&>(node), target);
    case NodeKind::Slice:
        return slice_value(static_cast<const Slice&>(node), target);
    case NodeKind::Starred:
        return fail(node, "can't use starred expression here");
    default:
        return template_string(*as<TemplateStr>(&node), target);
    }
}

/// Evaluates an expression whose value nobody wants.
void CodeGenerator::for_effect(const Expression& node)
{
    TemporaryScope temporaries(state());
    any(node);
}

Register CodeGenerator::literal(const Literal& value, Register target)
{
    switch (value.kind) {
    case LiteralKind::Int:
        if (value.integer == int16_t(value.integer))
            out().emit_load_small(target, int32_t(value.integer));
        else
            out().emit_const(Op::LoadConst, target, constant({ value.integer }));
        break;
    case LiteralKind::Str:
        out().emit_const(Op::LoadConst, target, out().string_constant(value.text.view()));
        break;
    default:
        out().emit_const(Op::LoadConst, target, constant(literal_constant(value)));
    }
    return target;
}

/// Chains of left operands may be thousands long: the leftmost operand first, then one operator after the other.
void CodeGenerator::binary(const BinOp& node, Register target)
{
    if (node.left->kind != NodeKind::BinOp) {
        if (auto value = fold(node)) {
            at(node);
            return load_constant(target, *value);
        }
        TemporaryScope temporaries(state());
        Register left = any_stable(*node.left, node.right);
        at(node);
        return binary_step(node.op, false, target, left, *node.right);
    }
    std::vector<const BinOp*> chain{ &node };
    while (auto* left = try_as<BinOp>(chain.back()->left))
        chain.push_back(left);
    auto value = fold(*chain.back()->left);
    while (value && !chain.empty()) {
        auto right = fold(*chain.back()->right);
        auto both = right ? fold_binary(chain.back()->op, *value, *right) : std::nullopt;
        if (!both)
            break;
        value = std::move(both);
        chain.pop_back();
    }
    if (chain.empty()) {
        at(node);
        return load_constant(target, *value);
    }
    TemporaryScope temporaries(state());
    Register first_own = state_->next;
    Register left;
    if (value) {
        left = temporary();
        at(*chain.back()->left);
        load_constant(left, *value);
    } else {
        left = any_stable(*chain.back()->left, chain.back()->right);
    }
    // A comprehension's variable is among the temporaries too, but it is not ours to overwrite.
    Register between = left >= first_own ? left : UINT32_MAX;
    for (size_t i = chain.size(); i-- > 0;) {
        if (i > 0 && between == UINT32_MAX)
            between = temporary();
        Register result = i == 0 ? target : between;
        at(*chain[i]);
        binary_step(chain[i]->op, false, result, left, *chain[i]->right);
        left = result;
    }
}

/// target = left op right, at the position that is set.
void CodeGenerator::binary_step(Operator op, bool in_place, Register target, Register left, const Expression& right)
{
    TemporaryScope temporaries(state());
    auto [start, end] = out().position();
    BinaryOperator binary = binary_operator(op);
    if (binary_constant(binary, in_place, target, left, right))
        return;
    Register operand = any(right);
    out().set_position(start, end);
    out().emit(member_of(in_place ? OpFamily::InplaceBinary : OpFamily::Binary, binary), target, left, operand);
}

/// The forms with a constant right operand; false when there is none for it.
bool CodeGenerator::binary_constant(
    BinaryOperator op, bool in_place, Register target, Register left, const Expression& right)
{
    if (op == BinaryOperator::Add || (in_place && op == BinaryOperator::Sub)) {
        if (auto small = small_constant(right, -128, 127)) {
            Op small_op = !in_place         ? Op::AddSmall
                : op == BinaryOperator::Add ? Op::InplaceAddSmall
                                            : Op::InplaceSubSmall;
            // A register above 255 widens the immediate too, so it is given with 16 bits.
            uint32_t bits = (target | left) > 0xff ? uint16_t(*small) : uint8_t(*small);
            out().emit(small_op, target, left, bits);
            return true;
        }
    }
    if (in_place || !has_member(OpFamily::BinaryConst, op) || right.kind == NodeKind::Tuple)
        return false;
    auto value = fold(right);
    if (!value)
        return false;
    if (!std::holds_alternative<int64_t>(value->value) && !std::holds_alternative<double>(value->value))
        return false;
    uint32_t index = constant(std::move(*value));
    if (index > 0xffff)
        return false;
    out().emit(member_of(OpFamily::BinaryConst, op), target, left, index);
    return true;
}

void CodeGenerator::unary(const UnaryOp& node, Register target)
{
    if (auto value = fold(node)) {
        at(node);
        return load_constant(target, *value);
    }
    TemporaryScope temporaries(state());
    Register operand = any(*node.operand);
    at(node);
    switch (node.op) {
    case UnaryOperator::Invert:
        return out().emit(Op::Invert, target, operand);
    case UnaryOperator::Not:
        return out().emit(Op::Not, target, operand);
    case UnaryOperator::UAdd:
        return out().emit(Op::Positive, target, operand);
    case UnaryOperator::USub:
        return out().emit(Op::Negative, target, operand);
    }
}

/// `a and b and c`: each value in turn in one temporary, until one decides. A variable is written once, at the end.
void CodeGenerator::bool_value(const BoolOp& node, Register target)
{
    TemporaryScope temporaries(state());
    Register result = is_temporary(target) ? target : temporary();
    Label end = out().label();
    Assigned after_first;
    for (size_t i = 0; i < node.values.size(); ++i) {
        to(*node.values[i], result);
        if (i == 0)
            after_first = state_->assigned;
        if (i + 1 < node.values.size()) {
            at(*node.values[i]);
            out().emit_jump(node.op == BoolOperator::And ? Op::JumpIfFalse : Op::JumpIfTrue, end, result);
        }
    }
    state_->assigned = std::move(after_first);
    place(end);
    move(target, result);
}

void CodeGenerator::if_value(const IfExp& node, Register target)
{
    if (auto truth = constant_truth(*node.test)) {
        if (!*truth)
            unreachable_value(*node.body);
        to(*truth ? *node.body : *node.orelse, target);
        if (*truth)
            unreachable_value(*node.orelse);
        return;
    }
    Label otherwise = out().label();
    Label end = out().label();
    jump_if(*node.test, false, otherwise);
    Assigned after_test = state_->assigned;
    to(*node.body, target);
    at(node);
    jump(end);
    place(otherwise);
    state_->assigned = after_test;
    to(*node.orelse, target);
    place(end);
    state_->assigned = std::move(after_test);
}

void CodeGenerator::walrus(const NamedExpr& node, Register target)
{
    if (forbidden_name(*node.target, node.target->id))
        return;
    if (variable_of(node.target->id) == target) {
        to(*node.value, target);
        return store_symbol(node.target->id, target);
    }
    TemporaryScope temporaries(state());
    Register value = is_temporary(target) ? target : temporary();
    to(*node.value, value);
    at(node);
    store_symbol(node.target->id, value);
    move(target, value);
}

/// An attribute that is on a later line than its object is where its name is, as CPython has it.
void CodeGenerator::attribute_position(const Attribute& node)
{
    std::string_view source = source_.text();
    if (node.end <= source.size() &&
        source.substr(node.start, node.end - node.start).find('\n') != std::string_view::npos) {
        auto length = uint32_t(text(node.attr).size());
        return out().set_position(node.end - std::min(length, node.end - node.start), node.end);
    }
    at(node);
}

void CodeGenerator::attribute(const Attribute& node, Register target)
{
    if (is_super(*node.value) && super_attribute(node, target))
        return;
    TemporaryScope temporaries(state());
    Register object = is_temporary(target) && node.value->kind != NodeKind::Name ? target : UINT32_MAX;
    if (object != UINT32_MAX)
        to(*node.value, object);
    else
        object = any(*node.value);
    attribute_position(node);
    out().emit(Op::LoadAttr, target, object, 0, out().name(mangled(node.attr)));
}

/// Whether the index is a slice without a step, which needs no slice object.
bool CodeGenerator::is_simple_slice(const Expression& node) const
{
    return node.kind == NodeKind::Slice && !static_cast<const Slice&>(node).step;
}

void CodeGenerator::slice_parts(const Slice& node, Register base, int count)
{
    const Expression* parts[] = { node.lower, node.upper, node.step };
    for (int i = 0; i < count; ++i) {
        if (parts[i])
            to(*parts[i], base + Register(i));
        else
            load_none(base + Register(i));
    }
}

void CodeGenerator::slice_value(const Slice& node, Register target)
{
    TemporaryScope temporary_scope(state());
    Register base = temporaries(3);
    slice_parts(node, base, 3);
    at(node);
    out().emit(Op::BuildSlice, target, base);
}

void CodeGenerator::subscript(const Subscript& node, Register target)
{
    check_subscript(node);
    TemporaryScope temporary_scope(state());
    Register object = any_stable(*node.value, node.slice);
    if (is_simple_slice(*node.slice)) {
        Register base = temporaries(2);
        slice_parts(static_cast<const Slice&>(*node.slice), base, 2);
        at(node);
        return out().emit(Op::GetSlice, target, object, base);
    }
    Register index = any(*node.slice);
    at(node);
    out().emit(Op::GetItem, target, object, index);
}

void CodeGenerator::formatted_value(const FormattedValue& node, Register target)
{
    TemporaryScope temporary_scope(state());
    uint32_t conversion = node.conversion < 0 ? 0 : uint32_t(node.conversion);
    if (!node.format_spec) {
        Register value = any(*node.value);
        at(node);
        return out().emit(Op::Format, target, value, conversion);
    }
    Register base = temporary();
    to(*node.value, base);
    Register spec = temporary();
    to(*node.format_spec, spec);
    at(node);
    out().emit(Op::FormatSpec, target, base, conversion);
}

void CodeGenerator::joined_string(const JoinedStr& node, Register target)
{
    at(node);
    if (node.values.empty()) {
        out().emit_const(Op::LoadConst, target, out().string_constant(""));
        return;
    }
    if (node.values.size() == 1)
        return to(*node.values[0], target);
    join_parts(node.values, target, node);
}

/// Many parts are joined piece by piece, and the pieces likewise, so that they need few registers.
void CodeGenerator::join_parts(Expressions parts, Register target, const Node& where)
{
    constexpr size_t widest = 64;
    if (parts.size() == 1)
        return to(*parts[0], target);
    TemporaryScope temporary_scope(state());
    size_t piece = 1;
    while (piece * widest < parts.size())
        piece *= widest;
    Register base = state_->next;
    uint32_t count = 0;
    for (size_t i = 0; i < parts.size(); i += piece, ++count) {
        Register joined = temporary();
        join_parts(parts.subspan(i, std::min(piece, parts.size() - i)), joined, where);
    }
    at(where);
    out().emit(Op::BuildString, target, base, count);
}

} // namespace coil::internal

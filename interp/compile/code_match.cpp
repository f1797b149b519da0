// Match statements. A pattern is code that goes on behind itself when it matches and jumps when it does not. What it
// captures stays in temporaries until the whole pattern of a case has matched, and is stored then.
#include "compile/code_generator.h"

#include <algorithm>
#include <cmath>

#include "base/float_text.h"
#include "base/str_repr.h"
#include "bytecode/disassemble.h"

namespace coil::internal
{

using namespace ast;

/// What the patterns of a case have captured so far.
struct CodeGenerator::Captures {
    std::vector<std::pair<Symbol, Register>> names; ///< each once
    bool may_match_all = true;                      ///< a pattern that matches everything may stand here

    const Register* find(Symbol name) const
    {
        for (const auto& [captured, value] : names) {
            if (captured == name)
                return &value;
        }
        return nullptr;
    }
};

namespace
{

bool is_wildcard(const Pattern& node)
{
    auto* capture = try_as<MatchAs>(&node);
    return capture && !capture->pattern && capture->name == Symbol::Empty;
}

bool is_star_wildcard(const Pattern& node)
{
    auto* star = try_as<MatchStar>(&node);
    return star && star->name == Symbol::Empty;
}

bool matches_all(const Pattern& node)
{
    if (auto* capture = try_as<MatchAs>(&node))
        return !capture->pattern || matches_all(*capture->pattern);
    auto* alternatives = try_as<MatchOr>(&node);
    return alternatives && matches_all(*alternatives->patterns.back());
}

/// Whether the expression is one that may be compared with: a dotted name, or a literal without fields.
bool is_pattern_value(const Expression& node)
{
    return node.kind == NodeKind::Attribute || node.kind == NodeKind::Constant || node.kind == NodeKind::UnaryOp ||
        node.kind == NodeKind::BinOp;
}

/// Constants that are equal as dict keys become the same constant: 1 for 1.0, True and 1+0j.
internal::Constant as_key(internal::Constant value)
{
    if (auto* boolean = std::get_if<bool>(&value.value))
        return { int64_t(*boolean) };
    auto* complex = std::get_if<ComplexConstant>(&value.value);
    if (complex && complex->imaginary == 0)
        return as_key({ complex->real });
    auto* real = std::get_if<double>(&value.value);
    if (real && std::trunc(*real) == *real && std::abs(*real) < 0x1p62)
        return { int64_t(*real) };
    return value;
}

/// repr() of a key.
std::string key_text(const internal::Constant& value)
{
    if (auto* text = std::get_if<std::string>(&value.value))
        return repr_text(*text);
    if (auto* bytes = std::get_if<BytesConstant>(&value.value))
        return repr_bytes(bytes->bytes);
    if (auto* real = std::get_if<double>(&value.value))
        return repr_double(*real);
    if (auto* complex = std::get_if<ComplexConstant>(&value.value))
        return repr_complex(complex->real, complex->imaginary);
    return constant_text(value);
}

} // namespace

void CodeGenerator::match(const Match& node)
{
    TemporaryScope temporary_scope(state());
    Register subject = temporary();
    to(*node.subject, subject);
    Label end = out().label();
    Meeting meeting;
    const Assigned at_start = state_->assigned;
    for (size_t i = 0; i < node.cases.size(); ++i) {
        const MatchCase& each = *node.cases[i];
        bool is_last = i + 1 == node.cases.size();
        Label next = out().label();
        match_case(each, subject, next, is_last);
        arrive(meeting);
        if (state_->alive && !is_last)
            jump(end);
        out().place(next);
        state_->alive = each.guard || !matches_all(*each.pattern);
        state_->assigned = at_start;
    }
    arrive(meeting);
    meet(meeting, end);
}

void CodeGenerator::match_case(const MatchCase& node, Register subject, Label next, bool is_last)
{
    {
        TemporaryScope temporary_scope(state());
        Captures captures;
        captures.may_match_all = is_last || node.guard;
        pattern(*node.pattern, subject, next, captures);
        for (auto [name, value] : captures.names)
            store_symbol(name, value);
    }
    if (node.guard)
        jump_if(*node.guard, false, next);
    if (state_->alive)
        block(node.body);
    else
        unreachable_block(node.body);
}

/// Goes on when `subject` matches, else at `fail`.
void CodeGenerator::pattern(const Pattern& node, Register subject, Label fail, Captures& captures)
{
    if (is_too_deep(node))
        return;
    switch (node.kind) {
    case NodeKind::MatchValue:
        return value_pattern(*as<MatchValue>(&node), subject, fail);
    case NodeKind::MatchSingleton:
        return singleton_pattern(*as<MatchSingleton>(&node), subject, fail);
    case NodeKind::MatchSequence:
        return sequence_pattern(*as<MatchSequence>(&node), subject, fail, captures);
    case NodeKind::MatchMapping:
        return mapping_pattern(*as<MatchMapping>(&node), subject, fail, captures);
    case NodeKind::MatchClass:
        return class_pattern(*as<MatchClass>(&node), subject, fail, captures);
    case NodeKind::MatchStar:
        return capture(node, as<MatchStar>(&node)->name, subject, captures);
    case NodeKind::MatchAs:
        return as_pattern(*as<MatchAs>(&node), subject, fail, captures);
    default:
        return or_pattern(*as<MatchOr>(&node), subject, fail, captures);
    }
}

/// A pattern inside of another: it may match everything.
void CodeGenerator::inner_pattern(const Pattern& node, Register subject, Label fail, Captures& captures)
{
    bool might_match_all = std::exchange(captures.may_match_all, true);
    pattern(node, subject, fail, captures);
    captures.may_match_all = might_match_all;
}

/// Notes that the value, which nothing overwrites before the case's names are stored, is to be bound to the name.
void CodeGenerator::capture(const Node& where, Symbol name, Register value, Captures& captures)
{
    if (name == Symbol::Empty || forbidden_name(where, name))
        return;
    if (captures.find(name))
        return fail(where, "multiple assignments to name '" + std::string(text(name)) + "' in pattern");
    captures.names.emplace_back(name, value);
}

void CodeGenerator::value_pattern(const MatchValue& node, Register subject, Label fail)
{
    if (!is_pattern_value(*node.value))
        return this->fail(node, "patterns may only match literals and attribute lookups");
    TemporaryScope temporary_scope(state());
    jump_if_pair(node, ast::CompareOperator::Eq, subject, *node.value, false, fail);
}

void CodeGenerator::singleton_pattern(const MatchSingleton& node, Register subject, Label fail)
{
    at(node);
    if (node.value.kind == LiteralKind::None)
        return out().emit_jump(Op::JumpIfNotNone, fail, subject);
    TemporaryScope temporary_scope(state());
    Register value = temporary();
    load_constant(value, literal_constant(node.value));
    out().emit(Op::Is, value, subject, value);
    out().emit_jump(Op::JumpIfFalse, fail, value);
}

void CodeGenerator::as_pattern(const MatchAs& node, Register subject, Label fail, Captures& captures)
{
    if (node.pattern) {
        pattern(*node.pattern, subject, fail, captures);
    } else if (!captures.may_match_all) {
        std::string what =
            node.name == Symbol::Empty ? "wildcard" : "name capture '" + std::string(text(node.name)) + "'";
        return this->fail(node, what + " makes remaining patterns unreachable");
    }
    capture(node, node.name, subject, captures);
}

/// Each alternative moves what it captures to the same registers, whatever its order is.
void CodeGenerator::or_pattern(const MatchOr& node, Register subject, Label fail, Captures& captures)
{
    Label matched = out().label();
    Meeting meeting;
    const Assigned at_start = state_->assigned;
    Captures common;
    for (const Pattern* each : node.patterns) {
        bool is_first = each == node.patterns.front(), is_last = each == node.patterns.back();
        Label next = is_last ? fail : out().label();
        Captures own;
        own.may_match_all = is_last && captures.may_match_all;
        Register before = state_->next;
        state_->assigned = at_start;
        pattern(*each, subject, next, own);
        if (is_first) {
            for (auto [name, value] : own.names)
                common.names.emplace_back(name, temporary());
        }
        if (own.names.size() != common.names.size())
            return this->fail(node, "alternative patterns bind different names");
        for (auto [name, target] : common.names) {
            const Register* value = own.find(name);
            if (!value)
                return this->fail(node, "alternative patterns bind different names");
            move(target, *value);
        }
        if (!is_first)
            state_->next = before;
        arrive(meeting);
        if (!is_last) {
            jump(matched);
            place(next);
        }
    }
    meet(meeting, matched);
    for (auto [name, value] : common.names)
        capture(node, name, value, captures);
}

/// Jumps unless the length is, or with `or_more` is at least, `size`.
void CodeGenerator::check_length(Register length, size_t size, bool or_more, Label fail)
{
    if (size <= 127)
        return out().emit_jump(
            or_more ? Op::JumpUnlessGreaterEqualSmall : Op::JumpUnlessEqualSmall, fail, length, uint32_t(size));
    TemporaryScope temporary_scope(state());
    Register wanted = temporary();
    load_constant(wanted, { int64_t(size) });
    out().emit_jump(or_more ? Op::JumpUnlessGreaterEqual : Op::JumpUnlessEqual, fail, length, wanted);
}

void CodeGenerator::sequence_pattern(const MatchSequence& node, Register subject, Label fail, Captures& captures)
{
    size_t size = node.patterns.size(), star = size;
    for (size_t i = 0; i < size; ++i) {
        if (node.patterns[i]->kind != NodeKind::MatchStar)
            continue;
        if (star < size)
            return this->fail(node, "multiple starred names in sequence pattern");
        star = i;
    }
    if (size > 0xf000)
        return this->fail(node, "too many expressions in star-unpacking sequence pattern");
    bool has_star = star < size;
    at(node);
    out().emit_jump(Op::JumpUnlessSequence, fail, subject);
    Register length = temporary();
    if (!has_star || size > 1) {
        out().emit(Op::Length, length, subject);
        check_length(length, size - has_star, has_star, fail);
    }
    auto is_ignored = [](const Pattern* each) { return is_wildcard(*each) || is_star_wildcard(*each); };
    if (std::all_of(node.patterns.begin(), node.patterns.end(), is_ignored))
        return;
    if (has_star && is_star_wildcard(*node.patterns[star]))
        return items_around_star(node, star, subject, fail, captures);
    Register base = temporaries(uint32_t(size));
    if (has_star)
        out().emit(Op::UnpackStarred, subject, base, uint32_t(star), uint32_t(size - star - 1));
    else
        out().emit(Op::UnpackSequence, subject, base, uint32_t(size));
    for (size_t i = 0; i < size; ++i)
        inner_pattern(*node.patterns[i], base + Register(i), fail, captures);
}

/// The items beside `*_` are got by their indices: those in between are never asked for.
void CodeGenerator::items_around_star(
    const MatchSequence& node, size_t star, Register subject, Label fail, Captures& captures)
{
    size_t size = node.patterns.size();
    for (size_t i = 0; i < size; ++i) {
        if (is_wildcard(*node.patterns[i]) || i == star)
            continue;
        Register item = temporary();
        at(node);
        if (i < star) {
            load_constant(item, { int64_t(i) });
        } else {
            TemporaryScope temporary_scope(state());
            Register from_end = temporary();
            out().emit(Op::Length, item, subject);
            load_constant(from_end, { int64_t(size - i) });
            out().emit(Op::Sub, item, item, from_end);
        }
        out().emit(Op::GetItem, item, subject, item);
        inner_pattern(*node.patterns[i], item, fail, captures);
    }
}

/// Puts the keys into a run of registers. False after an error.
bool CodeGenerator::mapping_keys(const MatchMapping& node, Register base)
{
    std::vector<internal::Constant> seen;
    for (size_t i = 0; i < node.keys.size(); ++i) {
        const Expression& key = *node.keys[i];
        if (!is_pattern_value(key)) {
            fail(node, "mapping pattern keys may only match literals and attribute lookups");
            return false;
        }
        if (auto value = fold(key)) {
            internal::Constant constant = as_key(*value);
            auto is_same = [&](const internal::Constant& other) { return same_constant(constant, other); };
            if (std::any_of(seen.begin(), seen.end(), is_same)) {
                fail(node, "mapping pattern checks duplicate key (" + key_text(*value) + ")");
                return false;
            }
            seen.push_back(std::move(constant));
        }
        to(key, base + Register(i));
    }
    return true;
}

void CodeGenerator::mapping_pattern(const MatchMapping& node, Register subject, Label fail, Captures& captures)
{
    auto size = uint32_t(node.keys.size());
    if (size > 0xf000)
        return this->fail(node, "too many sub-patterns in mapping pattern");
    at(node);
    out().emit_jump(Op::JumpUnlessMapping, fail, subject);
    Register keys = temporaries(size), values = temporaries(size);
    if (size > 0) {
        Register matched = temporary();
        out().emit(Op::Length, matched, subject);
        check_length(matched, size, true, fail);
        if (!mapping_keys(node, keys))
            return;
        at(node);
        out().emit(Op::BuildTuple, matched, keys, size);
        out().emit(Op::MatchKeys, matched, subject, matched);
        out().emit_jump(Op::JumpIfNone, fail, matched);
        out().emit(Op::UnpackSequence, matched, values, size);
    }
    for (uint32_t i = 0; i < size; ++i)
        inner_pattern(*node.patterns[i], values + i, fail, captures);
    if (node.rest == Symbol::Empty)
        return;
    Register rest = temporary();
    at(node);
    out().emit(Op::BuildDict, rest, rest, 0);
    out().emit(Op::DictUpdate, rest, subject);
    for (uint32_t i = 0; i < size; ++i)
        out().emit(Op::DeleteItem, rest, keys + i);
    capture(node, node.rest, rest, captures);
}

/// The tuple of the attributes that a class pattern names; nothing after an error.
std::optional<uint32_t> CodeGenerator::attribute_names(const MatchClass& node)
{
    TupleConstant names;
    for (size_t i = 0; i < node.kwd_attrs.size(); ++i) {
        Symbol name = node.kwd_attrs[i];
        if (forbidden_name(*node.kwd_patterns[i], name))
            return std::nullopt;
        for (size_t j = i + 1; j < node.kwd_attrs.size(); ++j) {
            if (node.kwd_attrs[j] != name)
                continue;
            fail(*node.kwd_patterns[j], "attribute name repeated in class pattern: " + std::string(text(name)));
            return std::nullopt;
        }
        names.items.push_back({ std::string(text(name)) });
    }
    return constant({ std::move(names) });
}

void CodeGenerator::class_pattern(const MatchClass& node, Register subject, Label fail, Captures& captures)
{
    auto positional = uint32_t(node.patterns.size());
    auto size = positional + uint32_t(node.kwd_patterns.size());
    if (size > 0xf000)
        return this->fail(node, "too many sub-patterns in class pattern");
    std::optional<uint32_t> names = attribute_names(node);
    if (!names)
        return;
    Register matched = temporary();
    to(*node.cls, matched);
    at(node);
    out().emit(Op::MatchClass, matched, subject, positional, *names);
    out().emit_jump(Op::JumpIfNone, fail, matched);
    if (size == 0)
        return;
    Register base = temporaries(size);
    out().emit(Op::UnpackSequence, matched, base, size);
    for (uint32_t i = 0; i < size; ++i) {
        const Pattern& each = i < positional ? *node.patterns[i] : *node.kwd_patterns[i - positional];
        inner_pattern(each, base + i, fail, captures);
    }
}

} // namespace coil::internal

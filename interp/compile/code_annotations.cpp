// Annotations: they are evaluated when somebody asks, by a function __annotate__(format) (PEP 649).
#include "compile/code_generator.h"

#include <algorithm>

namespace coil::internal
{

using namespace ast;

std::vector<Annotation> CodeGenerator::function_annotations(const Arguments& arguments, const Expression* returns)
{
    std::vector<Annotation> result;
    auto add = [&](const Arg* argument) {
        if (argument && argument->annotation)
            result.push_back({ mangled(argument->arg), argument->annotation });
    };
    for (const Arg* argument : arguments.posonlyargs)
        add(argument);
    for (const Arg* argument : arguments.args)
        add(argument);
    add(arguments.vararg);
    for (const Arg* argument : arguments.kwonlyargs)
        add(argument);
    add(arguments.kwarg);
    if (returns)
        result.push_back({ symbols_.intern("return"), returns });
    return result;
}

void CodeGenerator::annotation_value(const Expression& node, Register target)
{
    if (scopes_.has_future_annotations()) {
        std::string_view source = source_.text().substr(node.start, node.end - node.start);
        return out().emit_const(Op::LoadConst, target, out().string_constant(source));
    }
    if (auto* starred = try_as<Starred>(&node)) {
        Register value = any(*starred->value);
        at(node);
        return out().emit(Op::UnpackSequence, value, target, 1);
    }
    to(node, target);
}

/// Starts the code of a function of a format that evaluates something when it is asked; the code's number.
uint32_t CodeGenerator::open_evaluator(uint32_t number, std::string_view name, const Node& where)
{
    auto index = uint32_t(unit_.codes.size());
    unit_.codes.emplace_back();
    open_function(number, name, where);
    out().unit.argument_count = out().unit.positional_only_count = 1;
    out().unit.locals[0] = "format";
    state_->assigned.add(0);
    begin_code();
    at(where);
    TemporaryScope temporary_scope(state());
    Label is_supported = out().label();
    out().emit_jump(Op::JumpIfLessEqualSmall, is_supported, 0, 2);
    Register error = temporary();
    out().emit(Op::LoadGlobal, error, 0, 0, out().name(symbols_.intern("NotImplementedError")));
    out().emit(Op::Raise, error);
    place(is_supported);
    return index;
}

/// Ends the code of a scope and makes its function, in the code around it.
void CodeGenerator::close_and_make(uint32_t number, uint32_t index, const Node& where, Register target)
{
    close_function(index);
    TemporaryScope temporary_scope(state());
    Register cells = state_->next;
    push_closure(number);
    at(where);
    emit_function(target, cells, 0, index);
}

/// Makes the __annotate__ function that belongs to scope `of`.
void CodeGenerator::annotate_function(
    uint32_t of, const Node& where, std::span<const Annotation> annotations, Register target)
{
    uint32_t number = scopes_.scope(of).annotate;
    uint32_t index = open_evaluator(number, "__annotate__", where);
    Register dict = temporary();
    out().emit(Op::BuildDict, dict, dict, 0);
    for (size_t i = 0; i < annotations.size(); ++i) {
        const Annotation& annotation = annotations[i];
        TemporaryScope temporary_scope(state());
        Register name = temporary();
        Label next = out().label();
        if (annotation.is_conditional) {
            at(*annotation.value);
            Register run = temporary();
            load_conditional_annotations(run);
            load_constant(name, { int64_t(i) });
            out().emit(Op::In, name, name, run);
            out().emit_jump(Op::JumpIfFalse, next, name);
        }
        out().emit_const(Op::LoadConst, name, out().string_constant(text(annotation.name)));
        Register value = temporary();
        annotation_value(*annotation.value, value);
        at(*annotation.value);
        out().emit(Op::DictSet, dict, name, value);
        place(next);
    }
    emit_return(dict);
    close_and_make(number, index, where, target);
}

/// The set of the conditional annotations that have been run, in an __annotate__ function.
void CodeGenerator::load_conditional_annotations(Register target)
{
    uint32_t name = out().name(conditional_annotations_);
    if (scopes_.scope(scope().parent).kind == ScopeKind::Class) {
        out().emit(Op::LoadFree, target, 0); // __classdict__ is its first free variable
        return out().emit(Op::LoadName, target, target, 0, name);
    }
    out().emit(Op::LoadGlobal, target, 0, 0, name);
}

void CodeGenerator::note_conditional_annotation(const AnnAssign& node)
{
    auto& annotations = state_->annotations;
    auto found = std::lower_bound(annotations.begin(), annotations.end(), node.annotation->start,
        [](const Annotation& annotation, uint32_t start) { return annotation.value->start < start; });
    if (found == annotations.end() || found->value != node.annotation || !found->is_conditional)
        return;
    TemporaryScope temporary_scope(state());
    // A script can bind the name to anything: it is asked as any other object.
    Register set = temporary();
    Register index = set + state_->gap + 1;
    need_registers(index + 1);
    at(node);
    uint32_t name = out().name(conditional_annotations_);
    if (out().unit.flags & UsesNamespace)
        out().emit(Op::LoadName, set, 0, 0, name);
    else
        out().emit(Op::LoadGlobal, set, 0, 0, name);
    load_constant(index, { int64_t(found - annotations.begin()) });
    out().emit(Op::LoadMethod, set, set, 0, out().name(add_));
    out().emit(Op::CallMethod, set, 2);
}

void CodeGenerator::collect_annotations(Statements body, bool is_conditional)
{
    for (const Statement* node : body) {
        switch (node->kind) {
        case NodeKind::AnnAssign: {
            auto& assignment = static_cast<const AnnAssign&>(*node);
            if (assignment.simple)
                state_->annotations.push_back(
                    { mangled(as<Name>(assignment.target)->id), assignment.annotation, is_conditional });
            break;
        }
        case NodeKind::If:
            for (auto* branch = as<If>(node);;) {
                collect_annotations(branch->body, true);
                auto* next = branch->orelse.size() == 1 ? try_as<If>(branch->orelse[0]) : nullptr;
                if (!next || !next->is_elif) {
                    collect_annotations(branch->orelse, true);
                    break;
                }
                branch = next;
            }
            break;
        case NodeKind::For:
            collect_annotations(as<For>(node)->body, true);
            collect_annotations(as<For>(node)->orelse, true);
            break;
        case NodeKind::While:
            collect_annotations(as<While>(node)->body, true);
            collect_annotations(as<While>(node)->orelse, true);
            break;
        case NodeKind::With:
            collect_annotations(as<With>(node)->body, true);
            break;
        case NodeKind::Try:
            collect_annotations(as<Try>(node)->body, true);
            for (const ExceptHandler* handler : as<Try>(node)->handlers)
                collect_annotations(handler->body, true);
            collect_annotations(as<Try>(node)->orelse, true);
            collect_annotations(as<Try>(node)->finalbody, true);
            break;
        case NodeKind::Match:
            for (const MatchCase* match_case : as<Match>(node)->cases)
                collect_annotations(match_case->body, true);
            break;
        default:
            break;
        }
    }
}

void CodeGenerator::body_annotations(Statements body)
{
    if (scope().annotate == 0)
        return;
    collect_annotations(body, false);
    const Node& where = *body[0];
    TemporaryScope temporary_scope(state());
    Register value = temporary();
    at(where);
    bool any_conditional = false;
    for (const Annotation& annotation : state_->annotations)
        any_conditional |= annotation.is_conditional;
    if (any_conditional) {
        out().emit(Op::BuildSet, value, value, 0);
        store_in_body(conditional_annotations_, value);
    }
    std::vector<Annotation> annotations = state_->annotations;
    annotate_function(state_->scope, where, annotations, value);
    bool is_class = scope().kind == ScopeKind::Class;
    store_in_body(symbols_.intern(is_class ? "__annotate_func__" : "__annotate__"), value);
}

} // namespace coil::internal

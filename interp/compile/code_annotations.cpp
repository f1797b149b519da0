// Annotations: they are evaluated when somebody asks, by a function __annotate__(format) (PEP 649).
#include "compile/code_generator.h"

namespace coil
{

using namespace ast;

std::vector<CodeGenerator::Annotation> CodeGenerator::function_annotations(
    const Arguments& arguments, const Expression* returns)
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

/// Makes the __annotate__ function that belongs to scope `of`.
void CodeGenerator::annotate_function(
    uint32_t of, const Node& where, std::span<const Annotation> annotations, Register target)
{
    uint32_t number = scopes_.scope(of).annotate;
    auto index = uint32_t(unit_.codes.size());
    unit_.codes.emplace_back();
    open_function(number, "__annotate__", where);
    out().unit.argument_count = out().unit.positional_only_count = 1;
    out().unit.locals[0] = "format";
    state_->assigned.add(0);
    begin_code();
    at(where);
    {
        TemporaryScope temporary_scope(state());
        Label is_supported = out().label();
        out().emit_jump(Op::JumpIfEqualSmall, is_supported, 0, 1);
        Register error = temporary();
        out().emit(Op::LoadGlobal, error, 0, 0, out().name(symbols_.intern("NotImplementedError")));
        out().emit(Op::Raise, error);
        place(is_supported);
    }
    Register dict = temporary();
    out().emit(Op::BuildDict, dict, dict, 0);
    for (const Annotation& annotation : annotations) {
        TemporaryScope temporary_scope(state());
        Register name = temporary();
        out().emit_const(Op::LoadConst, name, out().string_constant(text(annotation.name)));
        Register value = temporary();
        annotation_value(*annotation.value, value);
        at(*annotation.value);
        out().emit(Op::DictSet, dict, name, value);
    }
    emit_return(dict);
    close_function(index);
    TemporaryScope temporary_scope(state());
    Register cells = state_->next;
    push_closure(number);
    at(where);
    emit_function(target, cells, 0, index);
}

void CodeGenerator::collect_annotations(Statements body, std::vector<Annotation>& into)
{
    for (const Statement* node : body) {
        switch (node->kind) {
        case NodeKind::AnnAssign: {
            auto& assignment = static_cast<const AnnAssign&>(*node);
            if (assignment.simple)
                into.push_back({ mangled(as<Name>(assignment.target)->id), assignment.annotation });
            break;
        }
        case NodeKind::If:
            for (auto* branch = as<If>(node);;) {
                collect_annotations(branch->body, into);
                auto* next = branch->orelse.size() == 1 ? try_as<If>(branch->orelse[0]) : nullptr;
                if (!next || !next->is_elif) {
                    collect_annotations(branch->orelse, into);
                    break;
                }
                branch = next;
            }
            break;
        case NodeKind::For:
            collect_annotations(as<For>(node)->body, into);
            collect_annotations(as<For>(node)->orelse, into);
            break;
        case NodeKind::While:
            collect_annotations(as<While>(node)->body, into);
            collect_annotations(as<While>(node)->orelse, into);
            break;
        case NodeKind::With:
            collect_annotations(as<With>(node)->body, into);
            break;
        case NodeKind::Try:
            collect_annotations(as<Try>(node)->body, into);
            for (const ExceptHandler* handler : as<Try>(node)->handlers)
                collect_annotations(handler->body, into);
            collect_annotations(as<Try>(node)->orelse, into);
            collect_annotations(as<Try>(node)->finalbody, into);
            break;
        case NodeKind::Match:
            for (const MatchCase* match_case : as<Match>(node)->cases)
                collect_annotations(match_case->body, into);
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
    std::vector<Annotation> annotations;
    collect_annotations(body, annotations);
    TemporaryScope temporary_scope(state());
    Register function = temporary();
    const Node& where = *body[0];
    annotate_function(state_->scope, where, annotations, function);
    bool is_class = scope().kind == ScopeKind::Class;
    Symbol name = symbols_.intern(is_class ? "__annotate_func__" : "__annotate__");
    store_in_body(name, function);
}

} // namespace coil

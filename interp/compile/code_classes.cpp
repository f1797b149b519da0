#include "compile/code_generator.h"

namespace coil::internal
{

using namespace ast;

/// The code of a class's body: names go through the namespace in register 0, the result is the cell of __class__ or
/// None.
uint32_t CodeGenerator::class_code(const ClassDef& node)
{
    auto index = uint32_t(unit_.codes.size());
    unit_.codes.emplace_back();
    open_function(node.scope, text(node.name), definition_start(node, node.decorator_list));
    out().unit.flags |= IsClassBody | UsesNamespace;
    begin_code();
    const Scope& here = scope();
    at(node);
    if (here.wants_class_cell) {
        out().emit(Op::Clear, here.class_cell_register);
        out().emit(Op::MakeCell, here.class_cell_register);
    }
    if (here.wants_class_namespace) {
        out().emit(Op::Move, here.namespace_register, 0);
        out().emit(Op::MakeCell, here.namespace_register);
    }
    auto store = [&](const char* name, Register value) { store_in_body(symbols_.intern(name), value); };
    {
        TemporaryScope temporary_scope(state());
        Register value = temporary();
        out().emit(Op::LoadGlobal, value, 0, 0, out().name(symbols_.intern("__name__")));
        store("__module__", value);
        out().emit_const(Op::LoadConst, value, out().string_constant(out().unit.qualified_name));
        store("__qualname__", value);
        load_constant(value, { int64_t(out().unit.first_line) });
        store("__firstlineno__", value);
        if (here.type_parameters != 0)
            store("__type_params__", load_symbol(symbols_.intern(".type_params"), value));
        if (docstring(node.body)) {
            at(*node.body[0]);
            out().emit_const(Op::LoadConst, value, out().string_constant(out().unit.doc));
            store("__doc__", value);
        }
    }
    body_annotations(node.body);
    block(out().unit.has_doc ? Statements(node.body).subspan(1) : Statements(node.body));
    out().set_no_position();
    TemporaryScope temporary_scope(state());
    Register value = temporary();
    TupleConstant attributes;
    for (Symbol name : state_->self_attributes)
        attributes.items.push_back({ std::string(text(name)) });
    load_constant(value, { std::move(attributes) });
    store("__static_attributes__", value);
    if (here.wants_class_namespace)
        store("__classdictcell__", here.namespace_register);
    if (here.wants_class_cell) {
        store("__classcell__", here.class_cell_register);
        emit_return(here.class_cell_register);
    } else {
        load_none(value);
        emit_return(value);
    }
    return close_function(index);
}

/// Makes the class in `value`, the last temporary.
void CodeGenerator::build_class(const ClassDef& node, Expressions bases, Register value)
{
    TemporaryScope temporary_scope(state());
    at(node);
    out().emit(Op::LoadBuildClass, value);
    state_->next = value + state_->gap;
    need_registers(state_->next);
    uint32_t index = class_code(node);
    Register function = temporary();
    {
        TemporaryScope closure_scope(state());
        Register base = state_->next;
        push_closure(node.scope);
        at(node);
        emit_function(function, base, 0, index);
    }
    out().emit_const(Op::LoadConst, temporary(), out().string_constant(text(node.name)));
    at(node);
    if (is_plain_arguments(bases, node.keywords))
        arguments(bases, node.keywords, value, 2, false);
    else
        spread_arguments(bases, node.keywords, value, 2, node);
}

void CodeGenerator::class_statement(const ClassDef& node)
{
    if (forbidden_name(node, node.name))
        return;
    check_keywords(node.keywords);
    TemporaryScope temporary_scope(state());
    Register value = decorators_begin(node.decorator_list);
    if (node.type_params.empty())
        build_class(node, node.bases, value);
    else
        generic_class(node, value);
    decorators_end(node.decorator_list, value);
    at(node);
    store_symbol(node.name, value - Register(node.decorator_list.size()) * state_->gap);
}

} // namespace coil::internal

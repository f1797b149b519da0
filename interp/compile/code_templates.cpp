// t-strings (PEP 750). What is known of one when it is compiled is in two constants, the texts between the fields and
// the expressions with their conversions; the values and format specs are evaluated from left to right.
#include "bytecode/helpers.h"
#include "compile/code_generator.h"

namespace coil::internal
{

using namespace ast;

void CodeGenerator::template_string(const TemplateStr& node, Register target)
{
    TupleConstant strings, fields;
    std::string string;
    for (const Expression* part : node.values) {
        if (auto* field = try_as<Interpolation>(part)) {
            strings.items.push_back({ std::exchange(string, {}) });
            TupleConstant known;
            known.items.push_back({ std::string(field->text.view()) });
            if (field->conversion < 0)
                known.items.push_back({ NoneConstant{} });
            else
                known.items.push_back({ std::string(1, char(field->conversion)) });
            fields.items.push_back({ std::move(known) });
        } else {
            string += as<ast::Constant>(part)->value.text.view();
        }
    }
    strings.items.push_back({ std::move(string) });
    TemporaryScope temporary_scope(state());
    at(node);
    Register window = window_for(target);
    out().emit(Op::LoadHelper, window, uint32_t(Helper::Template));
    Register first = state_->next = window + state_->gap;
    need_registers(first);
    load_constant(temporary(), { std::move(strings) });
    load_constant(temporary(), { std::move(fields) });
    for (const Expression* part : node.values) {
        auto* field = try_as<Interpolation>(part);
        if (!field)
            continue;
        to(*field->value, temporary());
        Register spec = temporary();
        if (field->format_spec)
            to(*field->format_spec, spec);
        else
            out().emit_const(Op::LoadConst, spec, out().string_constant(""));
    }
    at(node);
    out().emit(Op::Call, window, state_->next - first);
    move(target, window);
}

} // namespace coil::internal

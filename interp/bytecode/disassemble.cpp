#include "bytecode/disassemble.h"

#include <charconv>

namespace coil::internal
{

namespace
{

std::string quoted(const std::string& text)
{
    std::string result = "'";
    for (char character : text) {
        auto byte = uint8_t(character);
        if (character == '\n')
            result += "\\n";
        else if (character == '\'' || character == '\\')
            (result += '\\') += character;
        else if (byte < 0x20 || byte == 0x7f) {
            const char* digits = "0123456789abcdef";
            ((result += "\\x") += digits[byte >> 4]) += digits[byte & 15];
        } else
            result += character;
    }
    return result + "'";
}

std::string number_text(double value)
{
    char buffer[40];
    auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
    std::string text(buffer, end);
    bool is_plain = text.find_first_of(".einf") == std::string::npos;
    return is_plain ? text + ".0" : text;
}

std::string items_text(const std::vector<Constant>& items)
{
    std::string result;
    for (const Constant& item : items) {
        if (!result.empty())
            result += ", ";
        result += constant_text(item);
    }
    return result;
}

struct ConstantText {
    std::string operator()(NoneConstant) const { return "None"; }
    std::string operator()(EllipsisConstant) const { return "..."; }
    std::string operator()(bool value) const { return value ? "True" : "False"; }
    std::string operator()(int64_t value) const { return std::to_string(value); }
    std::string operator()(double value) const { return number_text(value); }
    std::string operator()(const std::string& text) const { return quoted(text); }
    std::string operator()(const BytesConstant& value) const { return "b" + quoted(value.bytes); }
    std::string operator()(const BigIntConstant& value) const { return value.digits; }
    std::string operator()(const ComplexConstant& value) const
    {
        return "(" + number_text(value.real) + "+" + number_text(value.imaginary) + "j)";
    }
    std::string operator()(const TupleConstant& value) const
    {
        return "(" + items_text(value.items) + (value.items.size() == 1 ? ",)" : ")");
    }
    std::string operator()(const FrozenSetConstant& value) const
    {
        return "frozenset({" + items_text(value.items) + "})";
    }
    std::string operator()(CodeConstant value) const { return "<code " + std::to_string(value.index) + ">"; }
};

/// `r3`, with its name when a local lives there.
std::string register_text(const CodeUnit& code, int64_t index)
{
    std::string text = "r" + std::to_string(index);
    if (size_t(index) < code.locals.size() && !code.locals[size_t(index)].empty())
        text += ":" + code.locals[size_t(index)];
    return text;
}

const char* special_name(int64_t number)
{
    const char* names[] = { "__enter__", "__exit__", "__aenter__", "__aexit__", "__anext__" };
    return number >= 0 && number < 5 ? names[number] : "?";
}

void describe_operand(const CodeUnit& code, const Instruction& instruction, int index, InstructionText& line)
{
    OperandKind kind = op_info(instruction.op).operands[index];
    int64_t value = instruction.values[index];
    auto note = [&](const std::string& text) { line.note += line.note.empty() ? text : ", " + text; };
    std::string text;
    switch (kind) {
    case OperandKind::Dst:
    case OperandKind::Src:
    case OperandKind::Var:
    case OperandKind::Base:
        text = register_text(code, value);
        break;
    case OperandKind::Const8:
    case OperandKind::Const16:
    case OperandKind::Const32:
        text = "k" + std::to_string(value);
        note(size_t(value) < code.constants.size() ? constant_text(code.constants[size_t(value)]) : "?");
        break;
    case OperandKind::Name32:
        text = size_t(value) < code.names.size() ? code.names[size_t(value)] : "?";
        break;
    case OperandKind::Free:
        text = "free" + std::to_string(value);
        note(size_t(value) < code.free_names.size() ? code.free_names[size_t(value)] : "?");
        break;
    case OperandKind::Jump16:
    case OperandKind::Jump24:
    case OperandKind::Jump32:
        text = "→" + std::to_string(instruction.jump_target());
        break;
    default:
        text = std::to_string(value);
        if (instruction.op == Op::LoadSpecial || instruction.op == Op::AwaitSpecial)
            note(special_name(value));
    }
    line.operands += line.operands.empty() ? text : ", " + text;
}

/// Whether the operand says nothing: an Imm that only fills its place.
bool is_filler(const Instruction& instruction, int index)
{
    const OpInfo& info = op_info(instruction.op);
    return info.operands[index] == OperandKind::Imm && instruction.values[index] == 0 && index + 1 < info.operand_count;
}

std::string padded(std::string text, size_t width)
{
    if (text.size() < width)
        text.append(width - text.size(), ' ');
    return text;
}

uint32_t line_at(const CodeUnit& code, uint32_t offset)
{
    uint32_t line = 0;
    for (const PositionRow& row : code.positions) {
        if (row.offset > offset)
            break;
        line = row.line;
    }
    return line;
}

} // namespace

InstructionText describe(const CodeUnit& code, const Instruction& instruction)
{
    InstructionText text;
    for (int i = 0; i < op_info(instruction.op).operand_count; ++i) {
        if (!is_filler(instruction, i))
            describe_operand(code, instruction, i, text);
    }
    return text;
}

std::string constant_text(const Constant& constant) { return std::visit(ConstantText{}, constant.value); }

std::string disassemble(const CodeUnit& code)
{
    std::string result;
    uint32_t last_line = UINT32_MAX;
    for (uint32_t offset = 0; offset < code.code.size();) {
        Instruction instruction = read_instruction(code.code, offset);
        const OpInfo& info = op_info(instruction.op);
        InstructionText line = describe(code, instruction);
        uint32_t source_line = line_at(code, offset);
        std::string margin = source_line == last_line ? "" : source_line ? std::to_string(source_line) : "-";
        last_line = source_line;
        std::string text = padded(margin, 6) + padded(std::to_string(offset), 6);
        text += padded((instruction.wide ? "Wide " : "") + std::string(info.name), 20) + " " + line.operands;
        if (!line.note.empty())
            text = padded(text, 52) + " ; " + line.note;
        result += text + "\n";
        offset = instruction.end();
    }
    for (const ExceptionRow& row : code.exceptions)
        result += "      " + std::to_string(row.start) + "–" + std::to_string(row.end) + " → " +
            std::to_string(row.target) + " in r" + std::to_string(row.exception_register) + "\n";
    return result;
}

std::string disassemble(const Unit& unit)
{
    std::string result;
    for (size_t i = 0; i < unit.codes.size(); ++i) {
        const CodeUnit& code = unit.codes[i];
        result += (i ? "\n" : "") + ("<code " + std::to_string(i) + "> " + code.qualified_name);
        result += " (" + std::to_string(code.register_count) + " registers)\n" + disassemble(code);
    }
    return result;
}

} // namespace coil::internal

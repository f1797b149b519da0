// _opcode: coil's instructions taken apart, for opcode and dis.
#include "bytecode/disassemble.h"
#include "bytecode/opcode_table.h"
#include "objects/dict.h"
#include "objects/list.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/interpreter/loader.h"
#include "stdlib/modules.h"

namespace coil::internal
{

namespace
{

constexpr int64_t word_bytes = sizeof(uint32_t);

/// (name, kinds of operands) of every opcode, by number.
Result<Value> get_table(Vm& vm)
{
    constexpr const char* kinds[] = { "Dst", "Src", "Var", "Base", "Count", "Imm", "SImm", "Const8", "Free", "Const16",
        "SImm16", "Jump16", "Jump24", "Jump32", "Name32", "Const32", "Imm32" };
    List* table = TRY(make_list(vm));
    for (const OpInfo& info : op_table) {
        List* operands = TRY(make_list(vm));
        for (int i = 0; i < info.operand_count; i++)
            TRY(list_append(vm, operands, Value::cell(intern(vm, kinds[size_t(info.operands[i])]))));
        Value row = Value::cell(TRY(make_tuple(vm,
            { Value::cell(intern(vm, info.name)),
                Value::cell(TRY(make_tuple(vm, operands->begin(), operands->size))) })));
        TRY(list_append(vm, table, row));
    }
    return Value::cell(table);
}

/// The value that an operand stands for, where it is a constant or a name.
Result<Value> operand_value(Vm& vm, Code* code, const CodeUnit& unit, OperandKind kind, int64_t value)
{
    auto index = size_t(value);
    switch (kind) {
    case OperandKind::Const8:
    case OperandKind::Const16:
    case OperandKind::Const32:
        return index < code->constant_count ? code->constants[index] : None;
    case OperandKind::Name32:
        return index < unit.names.size() ? Value::cell(TRY(make_str(vm, unit.names[index]))) : None;
    case OperandKind::Free:
        return index < unit.free_names.size() ? Value::cell(TRY(make_str(vm, unit.free_names[index]))) : None;
    default:
        return None;
    }
}

Result<Value> make_row(Vm& vm, Code* code, const CodeUnit& unit, const Instruction& instruction)
{
    const OpInfo& info = op_info(instruction.op);
    Value argument = None, meant = None, target = None;
    List* values = TRY(make_list(vm));
    for (int i = 0; i < info.operand_count; i++) {
        Value value = TRY(from_int64(vm, instruction.values[i]));
        TRY(list_append(vm, values, value));
        Value found = TRY(operand_value(vm, code, unit, info.operands[i], instruction.values[i]));
        if (!found.is_none() || argument.is_none()) {
            argument = value;
            meant = found;
        }
        if (is_jump_operand(info.operands[i]))
            target = Value::small(int64_t(instruction.jump_target()) * word_bytes);
    }
    InstructionText text = describe(unit, instruction);
    Value shown = Value::cell(TRY(make_str(vm, text.operands)));
    Value note = Value::cell(TRY(make_str(vm, text.note)));
    return Value::cell(TRY(make_tuple(vm,
        { Value::small(int64_t(instruction.offset) * word_bytes),
            Value::small(int64_t(instruction.length) * word_bytes), Value::small(int64_t(instruction.op)), argument,
            meant, shown, note, target })));
}

/// (offset, size, opcode, argument, its value, operands as text, what they refer to, target of a jump) of each
/// instruction. Offsets are bytes of co_code.
Result<Value> get_instructions(Vm& vm, Value value)
{
    auto* code = as_if<Code>(value);
    if (!code)
        return vm.raise(
            Error::TypeError, "instructions() argument must be a code object, not {}", type_name(vm, value));
    TRY(need_body(vm, code));
    const CodeUnit& unit = tables_of(code);
    List* rows = TRY(make_list(vm));
    for (uint32_t offset = 0; offset < unit.code.size();) {
        Instruction instruction = read_instruction(unit.code, offset);
        TRY(list_append(vm, rows, TRY(make_row(vm, code, unit, instruction))));
        TRY(vm.work_in_one_step(16));
        offset = instruction.end();
    }
    return Value::cell(rows);
}

/// (start, end, target, register of the exception) of each handler.
Result<Value> get_handlers(Vm& vm, Value value)
{
    auto* code = as_if<Code>(value);
    if (!code)
        return vm.raise(Error::TypeError, "handlers() argument must be a code object, not {}", type_name(vm, value));
    TRY(need_body(vm, code));
    List* rows = TRY(make_list(vm));
    for (const ExceptionRow& row : tables_of(code).exceptions) {
        Value made = Value::cell(TRY(make_tuple(vm,
            { Value::small(row.start * word_bytes), Value::small(row.end * word_bytes),
                Value::small(row.target * word_bytes), Value::small(row.exception_register) })));
        TRY(list_append(vm, rows, made));
    }
    return Value::cell(rows);
}

constexpr NativeDef definitions[] = {
    def<"table()", get_table>("Name and kinds of operands of every opcode."),
    def<"instructions(code, /)", get_instructions>("The instructions of a code object, taken apart."),
    def<"handlers(code, /)", get_handlers>("The exception handlers of a code object."),
};

} // namespace

const NativeModule _opcode_module{ "_opcode", definitions, nullptr, nullptr };

} // namespace coil::internal

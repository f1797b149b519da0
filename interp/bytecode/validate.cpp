#include "bytecode/validate.h"

#include <algorithm>

#include "bytecode/opcode_table.h"

namespace coil
{

namespace
{

class Validator
{
public:
    Validator(const Unit& unit, uint32_t index)
        : unit_(unit)
        , code_(unit.codes[index])
        , index_(index)
    {
    }

    std::string run()
    {
        check_header();
        walk();
        if (fault_.empty())
            check_tables();
        if (fault_.empty())
            check_flow();
        return fault_;
    }

private:
    void fail(uint32_t offset, const std::string& what)
    {
        if (fault_.empty())
            fault_ = "code " + std::to_string(index_) + " (" + code_.qualified_name + "), word " +
                std::to_string(offset) + ": " + what;
    }

    bool is_heap() const { return code_.flags & HeapFrame; }
    bool is_start(uint64_t offset) const { return offset < starts_.size() && starts_[offset]; }

    void check_header()
    {
        uint64_t parameters = uint64_t(code_.argument_count) + code_.keyword_only_count +
            bool(code_.flags & HasVarArgs) + bool(code_.flags & HasVarKeywords);
        if (parameters > code_.locals.size() || code_.locals.size() > code_.register_count)
            fail(0, "parameters and variables do not fit the registers");
        if (code_.positional_only_count > code_.argument_count)
            fail(0, "more positional-only parameters than parameters");
        if (code_.window_gap != uint32_t(is_heap() ? 1 : frame_header_words))
            fail(0, "the window gap is not that of its kind of frame");
        for (uint32_t cell : code_.cells)
            if (cell >= code_.register_count)
                fail(0, "a cell's register is out of range");
    }

    void walk()
    {
        const std::vector<uint32_t>& words = code_.code;
        starts_.assign(words.size(), false);
        for (uint32_t offset = 0; offset < words.size() && fault_.empty();) {
            bool wide = Op(words[offset] & 0xff) == Op::Wide;
            uint32_t place = offset + wide;
            if (place >= words.size() || (words[place] & 0xff) >= uint32_t(op_count))
                return fail(offset, "no instruction");
            Op op = Op(words[place] & 0xff);
            if (op >= Op::Wide)
                return fail(offset, "an instruction of the machine's own");
            if (place + op_info(op).extension_words >= words.size())
                return fail(offset, "the instruction is cut off");
            starts_[offset] = true;
            Instruction instruction = read_instruction(words, offset);
            check_operands(instruction);
            check_caches(instruction);
            check_kind(instruction);
            offset = instruction.end();
        }
    }

    void check_operands(const Instruction& instruction)
    {
        const OpInfo& info = op_info(instruction.op);
        int64_t base = -1;
        for (int i = 0; i < info.operand_count; i++) {
            int64_t value = instruction.values[i];
            switch (info.operands[i]) {
            case OperandKind::Base:
                base = value;
                if (value > code_.register_count)
                    fail(instruction.offset, "a run of registers starts out of range");
                break;
            case OperandKind::Dst:
            case OperandKind::Src:
            case OperandKind::Var:
                if (value >= code_.register_count)
                    fail(instruction.offset, "register out of range");
                break;
            case OperandKind::Const8:
            case OperandKind::Const16:
            case OperandKind::Const32:
                if (uint64_t(value) >= code_.constants.size())
                    fail(instruction.offset, "constant out of range");
                break;
            case OperandKind::Name32:
                if (uint64_t(value) >= code_.names.size())
                    fail(instruction.offset, "name out of range");
                break;
            case OperandKind::Free:
                if (uint64_t(value) >= code_.free_names.size())
                    fail(instruction.offset, "free variable out of range");
                break;
            case OperandKind::Jump16:
            case OperandKind::Jump24:
            case OperandKind::Jump32:
                targets_.push_back(instruction);
                break;
            default:
                break;
            }
        }
        if (fault_.empty())
            check_keywords(instruction);
        if (fault_.empty())
            check_function(instruction);
        if (fault_.empty() && base >= 0 &&
            uint64_t(base) + run_length(unit_, code_, instruction) > code_.register_count)
            fail(instruction.offset, "a run of registers ends out of range");
    }

    void check_keywords(const Instruction& instruction)
    {
        if (instruction.op != Op::CallKeywords)
            return;
        const Constant& names = code_.constants[size_t(instruction.values[3])];
        auto* tuple = std::get_if<TupleConstant>(&names.value);
        auto is_text = [](const Constant& each) { return std::holds_alternative<std::string>(each.value); };
        if (!tuple || tuple->items.size() > uint64_t(instruction.values[1]) ||
            !std::all_of(tuple->items.begin(), tuple->items.end(), is_text))
            fail(instruction.offset, "keywords that are no names of its last arguments");
    }

    void check_function(const Instruction& instruction)
    {
        if (instruction.op != Op::MakeFunction)
            return;
        auto* made = std::get_if<CodeConstant>(&code_.constants[size_t(instruction.values[3])].value);
        if (!made || made->index >= unit_.codes.size() || made->index == index_)
            fail(instruction.offset, "a function of no code");
    }

    void check_caches(const Instruction& instruction)
    {
        const OpInfo& info = op_info(instruction.op);
        uint32_t used = 0;
        for (int i = 0; i < info.operand_count; i++)
            used += field_bits(info.operands[i]) == 0;
        for (uint32_t i = instruction.end() - info.extension_words + used; i < instruction.end(); i++)
            if (code_.code[i] != 0)
                fail(instruction.offset, "a cache that is not empty");
    }

    /// Instructions that belong to one kind of frame.
    void check_kind(const Instruction& instruction)
    {
        bool suspends = op_info(instruction.op).effect == Effect::Suspends || instruction.op == Op::ReturnCoroutine;
        if (suspends && !is_heap())
            fail(instruction.offset, "a plain frame can't suspend");
        if (instruction.op == Op::Return && is_heap())
            fail(instruction.offset, "a plain return from a heap frame");
    }

    /// Follows control from the start and from every handler. Code that nothing reaches may end anyhow.
    void check_flow()
    {
        std::vector<bool> seen(starts_.size() + 1, false);
        std::vector<uint32_t> open{ 0 };
        for (const ExceptionRow& row : code_.exceptions)
            open.push_back(row.target);
        while (!open.empty()) {
            uint32_t offset = open.back();
            open.pop_back();
            if (offset >= starts_.size())
                return fail(offset, "control runs off the end");
            if (seen[offset])
                continue;
            seen[offset] = true;
            Instruction instruction = read_instruction(code_.code, offset);
            const OpInfo& info = op_info(instruction.op);
            if (info.operand_count && is_jump_operand(info.operands[info.operand_count - 1]))
                open.push_back(instruction.jump_target());
            if (info.effect != Effect::Ends && instruction.op != Op::Loop)
                open.push_back(instruction.end());
        }
    }

    void check_tables()
    {
        for (const Instruction& jump : targets_)
            if (!is_start(jump.jump_target()))
                fail(jump.offset, "a jump that leads to no instruction");
        for (const ExceptionRow& row : code_.exceptions)
            if (!is_start(row.start) || row.end <= row.start || (row.end != starts_.size() && !is_start(row.end)) ||
                !is_start(row.target) || row.exception_register >= code_.register_count)
                fail(row.start, "an exception row that does not meet the instructions");
        uint32_t last = 0;
        for (const PositionRow& row : code_.positions) {
            if (row.offset < last || row.offset > starts_.size() || row.end_line < row.line)
                fail(row.offset, "positions out of order");
            last = row.offset;
        }
    }

    const Unit& unit_;
    const CodeUnit& code_;
    uint32_t index_;
    std::string fault_;
    std::vector<bool> starts_; ///< words where instructions start
    std::vector<Instruction> targets_;
};

} // namespace

std::string validate(const Unit& unit)
{
    if (unit.codes.empty())
        return "no code";
    for (uint32_t i = 0; i < unit.codes.size(); i++)
        if (std::string fault = Validator(unit, i).run(); !fault.empty())
            return fault;
    return {};
}

} // namespace coil

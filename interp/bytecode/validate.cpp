#include "bytecode/validate.h"

#include <algorithm>
#include <bit>

#include "bytecode/op_families.h"
#include "bytecode/opcode_table.h"
#include "bytecode/register_contents.h"

namespace coil::internal
{

namespace
{

constexpr uint32_t most_registers = 1 << 16;
/// IsIterableCoroutine is put on copies of code.
constexpr uint32_t known_flags = HasVarArgs | HasVarKeywords | HeapFrame | IsClassBody | IsModule | UsesNamespace |
    IsNested | ReturnsNone | SeesLocals | EndsWhenDropped | HasFutureAnnotations;

uint64_t parameters_of(const CodeOutline& outline)
{
    return uint64_t(outline.argument_count) + outline.keyword_only_count + bool(outline.flags & HasVarArgs) +
        bool(outline.flags & HasVarKeywords);
}

class Validator
{
public:
    Validator(const CodeUnit& code, uint32_t index, std::span<const uint32_t> free_counts)
        : code_(code)
        , index_(index)
        , free_counts_(free_counts)
    {
    }

    std::string run()
    {
        check_header();
        if (fault_.empty())
            check_constants(code_.constants);
        if (fault_.empty())
            walk();
        if (fault_.empty())
            check_tables();
        if (fault_.empty())
            check_flow();
        if (fault_.empty())
            check_contents();
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
        CodeOutline outline = code_.outline();
        if (std::string fault = validate_outline(outline, index_); !fault.empty())
            fail(0, fault);
        if (parameters_of(outline) > code_.locals.size() || code_.locals.size() > code_.register_count)
            fail(0, "parameters and variables do not fit the registers");
        for (uint32_t cell : code_.cells)
            if (cell >= code_.register_count)
                fail(0, "a cell's register is out of range");
    }

    void check_constants(const std::vector<Constant>& constants)
    {
        for (const Constant& constant : constants) {
            if (auto* tuple = std::get_if<TupleConstant>(&constant.value))
                check_constants(tuple->items);
            else if (auto* set = std::get_if<FrozenSetConstant>(&constant.value))
                check_constants(set->items);
            else if (auto* code = std::get_if<CodeConstant>(&constant.value); code &&
                     (code->index >= free_counts_.size() || code->index == 0 ||
                         code->free_count != free_counts_[code->index]))
                fail(0, "a constant that is no code of the unit");
        }
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
            if (is_member<OpFamily::Machine>(op))
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
                check_direction(instruction, value);
                targets_.push_back(instruction);
                break;
            default:
                break;
            }
        }
        if (fault_.empty())
            check_numbers(instruction);
        if (fault_.empty())
            check_function(instruction);
        if (fault_.empty() && base >= 0 && uint64_t(base) + run_length(code_, instruction) > code_.register_count)
            fail(instruction.offset, "a run of registers ends out of range");
    }

    /// Whether the instruction's Const32 is a tuple of at most so many names.
    bool has_names(const Instruction& instruction, uint64_t most) const
    {
        auto* tuple = std::get_if<TupleConstant>(&code_.constants[size_t(instruction.values[3])].value);
        auto is_text = [](const Constant& each) { return std::holds_alternative<std::string>(each.value); };
        return tuple && tuple->items.size() <= most && std::all_of(tuple->items.begin(), tuple->items.end(), is_text);
    }

    void check_numbers(const Instruction& instruction)
    {
        const int64_t* values = instruction.values;
        switch (instruction.op) {
        case Op::CallMethod:
            if (values[1] == 0)
                fail(instruction.offset, "a method without self");
            break;
        case Op::CallKeywords:
            // The place of self counts.
            if (values[2] > 1 || values[1] < values[2] || !has_names(instruction, uint64_t(values[1] - values[2])))
                fail(instruction.offset, "keywords that are no names of its last arguments");
            break;
        case Op::MatchClass:
            if (!has_names(instruction, UINT32_MAX))
                fail(instruction.offset, "attributes that are no names");
            break;
        case Op::LoadSpecial:
        case Op::AwaitSpecial:
            if (values[2] >
                int64_t(instruction.op == Op::LoadSpecial ? SpecialMethod::AsyncExit : SpecialMethod::AsyncNext))
                fail(instruction.offset, "no special method");
            break;
        default:
            break;
        }
    }

    /// AsyncNext goes on behind the Await that follows it when it has the item at once.
    void check_pairs(const Instruction& instruction)
    {
        if (instruction.op != Op::AsyncNext)
            return;
        uint32_t offset = instruction.end();
        bool is_pair = is_start(offset);
        if (is_pair) {
            Instruction next = read_instruction(code_.code, offset);
            is_pair = (next.op == Op::Await || next.op == Op::AwaitSpecial) &&
                next.values[0] == instruction.values[0] && next.values[1] == instruction.values[0];
        }
        if (!is_pair)
            fail(instruction.offset, "no Await of its own result follows");
    }

    /// Only what serves the poll goes back. The target is within 32 bits.
    void check_direction(const Instruction& instruction, int64_t distance)
    {
        if ((distance < 0 && instruction.op != Op::Loop && instruction.op != Op::ForIter) || distance > INT32_MAX ||
            distance < -int64_t(instruction.end()))
            fail(instruction.offset, "a jump that may not lead there");
    }

    void check_function(const Instruction& instruction)
    {
        if (instruction.op != Op::MakeFunction)
            return;
        auto* made = std::get_if<CodeConstant>(&code_.constants[size_t(instruction.values[3])].value);
        if (!made || made->index == index_)
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
        if (uint32_t kinds = frames_of(instruction.op); kinds && !(code_.flags & kinds))
            fail(instruction.offset, "it belongs to another kind of frame");
    }

    /// The flags of frames, one of which the instruction must be in; 0: any.
    static uint32_t frames_of(Op op)
    {
        switch (op) {
        case Op::Yield:
        case Op::YieldFrom:
            return IsGenerator;
        case Op::YieldAsync:
            return IsAsyncGenerator;
        case Op::Await:
        case Op::AwaitSpecial:
        case Op::AsyncNext:
            return IsCoroutine | IsAsyncGenerator;
        default:
            return 0;
        }
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
        for (uint32_t offset = 0; offset < starts_.size(); offset++)
            if (starts_[offset])
                check_pairs(read_instruction(code_.code, offset));
        for (const ExceptionRow& row : code_.exceptions)
            if (!is_start(row.start) || row.end <= row.start || (row.end != starts_.size() && !is_start(row.end)) ||
                !is_start(row.target) || row.target < row.end || row.exception_register >= code_.register_count)
                fail(row.start, "an exception row that does not meet the instructions");
        uint32_t last = 0;
        for (const PositionRow& row : code_.positions) {
            if (row.offset < last || row.offset > starts_.size() || row.end_line < row.line)
                fail(row.offset, "positions out of order");
            last = row.offset;
        }
    }

    void check_contents()
    {
        if (RegisterFault fault = check_registers(code_); !fault.what.empty())
            fail(fault.offset, fault.what);
    }

    const CodeUnit& code_;
    uint32_t index_;
    std::span<const uint32_t> free_counts_;
    std::string fault_;
    std::vector<bool> starts_; ///< words where instructions start
    std::vector<Instruction> targets_;
};

} // namespace

std::string validate_outline(const CodeOutline& outline, uint32_t index)
{
    uint64_t parameters = parameters_of(outline);
    if (outline.flags & ~known_flags || std::popcount(outline.flags & HeapFrame) > 1)
        return "flags that no compiler sets";
    if (bool(outline.flags & IsModule) != (index == 0) || (index == 0 && outline.free_count > 0))
        return "the first code, and no other, is the module's";
    if (outline.flags & (IsModule | UsesNamespace) && parameters > 0)
        return "parameters where the namespace is";
    if (outline.register_count == 0 || outline.register_count > most_registers || parameters >= most_registers ||
        parameters > outline.register_count)
        return "too many registers, or too few";
    if (outline.positional_only_count > outline.argument_count)
        return "more positional-only parameters than parameters";
    if (outline.window_gap != uint32_t(outline.flags & HeapFrame ? 1 : frame_header_words))
        return "the window gap is not that of its kind of frame";
    return {};
}

std::string validate_code(const CodeUnit& code, uint32_t index, std::span<const uint32_t> free_counts)
{
    return Validator(code, index, free_counts).run();
}

std::string validate(const Unit& unit)
{
    if (unit.codes.empty())
        return "no code";
    std::vector<uint32_t> free_counts;
    for (const CodeUnit& code : unit.codes)
        free_counts.push_back(uint32_t(code.free_names.size()));
    for (uint32_t i = 0; i < unit.codes.size(); i++)
        if (std::string fault = validate_code(unit.codes[i], i, free_counts); !fault.empty())
            return fault;
    return {};
}

} // namespace coil::internal

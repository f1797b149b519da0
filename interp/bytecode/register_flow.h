#pragma once
// What flows through the registers of a code, instruction by instruction: for liveness.cpp and jump_targets.cpp.
#include <algorithm>
#include <vector>

#include "bytecode/opcode_table.h"
#include "bytecode/unit.h"

namespace coil::internal
{

/// Sets of registers, one for each instruction.
class RegisterSets
{
public:
    RegisterSets(size_t count, size_t registers)
        : words_((registers + 63) / 64)
        , bits_(count * words_)
    {
    }
    bool has(size_t set, uint64_t r) const { return at(set)[r / 64] >> (r % 64) & 1; }
    void add(size_t set, uint64_t r) { at(set)[r / 64] |= uint64_t(1) << (r % 64); }
    void remove(size_t set, uint64_t r) { at(set)[r / 64] &= ~(uint64_t(1) << (r % 64)); }
    /// Whether there was anything to add.
    bool add_all(size_t set, size_t other)
    {
        uint64_t added = 0;
        for (size_t i = 0; i < words_; i++) {
            added |= at(other)[i] & ~at(set)[i];
            at(set)[i] |= at(other)[i];
        }
        return added;
    }
    /// Whether there was anything to take away.
    bool keep_common(size_t set, size_t other)
    {
        uint64_t removed = 0;
        for (size_t i = 0; i < words_; i++) {
            removed |= at(set)[i] & ~at(other)[i];
            at(set)[i] &= at(other)[i];
        }
        return removed;
    }
    void fill(size_t set) { std::fill_n(at(set), words_, ~uint64_t(0)); }
    void clear(size_t set) { std::fill_n(at(set), words_, 0); }

private:
    uint64_t* at(size_t set) { return bits_.data() + set * words_; }
    const uint64_t* at(size_t set) const { return bits_.data() + set * words_; }
    size_t words_;
    std::vector<uint64_t> bits_;
};

/// Whether finding out what flows through it would take too long, and too much memory.
inline bool is_too_large(const CodeUnit& code)
{
    constexpr size_t most_bits = size_t(1) << 24;
    return code.code.size() * (code.register_count + size_t(63)) > most_bits;
}

class RegisterFlow
{
public:
    explicit RegisterFlow(const CodeUnit& code)
        : code_(code)
        , places_(code_.code.size() + 1, 0)
        , handlers_(code_.code.size() + 1, nullptr)
    {
        for (uint32_t offset = 0; offset < code_.code.size(); offset = steps_.back().end()) {
            steps_.push_back(read_instruction(code_.code, offset));
            for (uint32_t i = offset; i < steps_.back().end(); i++)
                places_[i] = uint32_t(steps_.size() - 1);
        }
        for (auto row = code_.exceptions.rbegin(); row != code_.exceptions.rend(); ++row)
            std::fill(handlers_.begin() + row->start, handlers_.begin() + row->end, &*row);
        variables_.assign(code_.register_count, false);
        std::fill_n(variables_.begin(), code_.locals.size(), true);
        for (uint32_t cell : code_.cells)
            variables_[cell] = true;
        if (code_.flags & UsesNamespace)
            variables_[0] = true;
    }

    size_t step_count() const { return steps_.size(); }
    const Instruction& step(size_t at) const { return steps_[at]; }
    /// The number of the instruction that holds the word.
    size_t step_at(uint32_t offset) const { return places_[offset]; }
    const ExceptionRow* handler_of(const Instruction& step) const { return handlers_[step.offset]; }
    bool is_variable(uint32_t r) const { return variables_[r]; }

    /// Calls `read(register)` and `write(register)` for what the instruction does; what it reads and writes at once,
    /// for both.
    template <class Read, class Write> void visit(const Instruction& step, Read&& read, Write&& write) const
    {
        const OpInfo& info = op_info(step.op);
        for (int i = 0; i < info.operand_count; i++) {
            auto r = uint64_t(step.values[i]);
            OperandKind kind = info.operands[i];
            if (kind == OperandKind::Src || kind == OperandKind::Var)
                read(r);
            if (kind == OperandKind::Dst || kind == OperandKind::Var)
                write(r);
            if (kind == OperandKind::Base)
                visit_run(step, r, read, write);
        }
        if (step.op == Op::SpreadItems)
            read(uint64_t(step.values[0]) - code_.window_gap);
    }

    template <class Read, class Write>
    void visit_run(const Instruction& step, uint64_t base, Read&& read, Write&& write) const
    {
        uint64_t end = base + run_length(code_, step);
        switch (step.op) {
        case Op::Call:
        case Op::CallMethod:
        case Op::CallKeywords:
        case Op::CallSpread:
            read(base);
            for (uint64_t r = base + code_.window_gap; r < end; r++)
                read(r);
            write(base);
            return;
        case Op::LoadMethod:
        case Op::LoadSuperMethod:
        case Op::LoadSpecial:
            write(base);
            write(base + code_.window_gap);
            return;
        case Op::UnpackSequence:
        case Op::UnpackStarred:
        case Op::LoadExceptionParts:
            for (uint64_t r = base; r < end; r++)
                write(r);
            return;
        default:
            for (uint64_t r = base; r < end; r++)
                read(r);
        }
    }

    bool falls_through(const Instruction& step) const
    {
        return op_info(step.op).effect != Effect::Ends && step.op != Op::Loop;
    }
    bool jumps(const Instruction& step) const
    {
        const OpInfo& info = op_info(step.op);
        return info.operand_count > 0 && is_jump_operand(info.operands[info.operand_count - 1]);
    }

    /// For each instruction, what it or something after it reads before anything is written there. One set more is of
    /// no instruction.
    RegisterSets find_read() const;
    /// For each instruction, what has been stored into before, whichever way led to it.
    RegisterSets find_known() const;
    /// Adds what has been stored into when the first instruction comes.
    void add_first(RegisterSets& sets) const;

protected:
    const CodeUnit& code_;
    std::vector<Instruction> steps_;
    std::vector<uint32_t> places_; ///< of each word, the number of its instruction
    std::vector<const ExceptionRow*> handlers_;
    std::vector<bool> variables_;
};

} // namespace coil::internal

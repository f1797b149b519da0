#include "bytecode/liveness.h"

#include <algorithm>

#include "bytecode/opcode_table.h"

namespace coil::internal
{

namespace
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
    void clear(size_t set) { std::fill_n(at(set), words_, 0); }

private:
    uint64_t* at(size_t set) { return bits_.data() + set * words_; }
    const uint64_t* at(size_t set) const { return bits_.data() + set * words_; }
    size_t words_;
    std::vector<uint64_t> bits_;
};

class Liveness
{
public:
    explicit Liveness(const CodeUnit& code)
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

    std::vector<uint32_t> dead_at(uint32_t offset)
    {
        size_t step = places_[offset], scratch = steps_.size();
        RegisterSets read = find_read(), stored = find_stored();
        read.clear(scratch);
        flow_back(read, step, scratch);
        std::vector<uint32_t> dead;
        for (uint32_t r = 0; r < code_.register_count; r++) {
            bool counts = variables_[r] ? stored.has(step, r) : read.has(step, r) || read.has(scratch, r);
            if (!counts && !uses(steps_[step], r))
                dead.push_back(r);
        }
        return dead;
    }

private:
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

    /// Whether the register is the instruction's own while it runs. Those behind the base are where calls put together
    /// what they pass. In the gap of a window there is nothing, unless a frame stands there, but for a first argument
    /// put in front of the others.
    bool uses(const Instruction& step, uint32_t r) const
    {
        bool found = false;
        auto note = [&](uint64_t each) { found |= each == r; };
        visit(step, note, note);
        const OpInfo& info = op_info(step.op);
        for (int i = 0; i < info.operand_count; i++) {
            if (info.operands[i] != OperandKind::Base)
                continue;
            auto base = uint64_t(step.values[i]);
            bool is_call = step.op == Op::Call || step.op == Op::CallMethod;
            // Frames in the heap have their callees elsewhere.
            bool is_behind = is_call && code_.flags & HeapFrame && r >= base + run_length(code_, step);
            found |= r >= base + (is_call ? code_.window_gap - 1 : 0) && !is_behind;
        }
        return found;
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

    /// Adds to the set `into` what is read behind the instruction, wherever it leads.
    void flow_back(RegisterSets& sets, size_t at, size_t into) const
    {
        const Instruction& step = steps_[at];
        if (falls_through(step) && at + 1 < steps_.size())
            sets.add_all(into, at + 1);
        if (jumps(step))
            sets.add_all(into, places_[step.jump_target()]);
    }

    /// For each instruction, what it or something after it reads before anything is written there.
    RegisterSets find_read() const
    {
        size_t scratch = steps_.size(), handler = scratch + 1;
        RegisterSets sets(steps_.size() + 2, code_.register_count);
        for (bool changed = true; changed;) {
            changed = false;
            for (size_t at = steps_.size(); at-- > 0;) {
                const Instruction& step = steps_[at];
                sets.clear(scratch);
                // An instruction that jumps, or raises, need not have written; ForIter has when it jumps.
                bool writes_and_jumps = step.op == Op::ForIter;
                auto add_next = [&] {
                    if (falls_through(step) && at + 1 < steps_.size())
                        sets.add_all(scratch, at + 1);
                };
                auto add_target = [&] {
                    if (jumps(step))
                        sets.add_all(scratch, places_[step.jump_target()]);
                };
                writes_and_jumps ? add_target() : add_next();
                visit(
                    step, [](uint64_t) {}, [&](uint64_t r) { sets.remove(scratch, r); });
                writes_and_jumps ? add_next() : add_target();
                if (const ExceptionRow* row = handlers_[step.offset]) {
                    sets.clear(handler);
                    sets.add_all(handler, places_[row->target]);
                    sets.remove(handler, row->exception_register);
                    sets.add_all(scratch, handler);
                }
                visit(
                    step, [&](uint64_t r) { sets.add(scratch, r); }, [](uint64_t) {});
                changed |= sets.add_all(at, scratch);
            }
        }
        return sets;
    }

    /// For each instruction, what may have been stored into before.
    RegisterSets find_stored() const
    {
        size_t scratch = steps_.size();
        RegisterSets sets(steps_.size() + 1, code_.register_count);
        uint64_t parameters = uint64_t(code_.argument_count) + code_.keyword_only_count +
            bool(code_.flags & HasVarArgs) + bool(code_.flags & HasVarKeywords) + bool(code_.flags & UsesNamespace);
        // Scripts may store into what they see from outside: it was emptied at entry.
        if (code_.flags & SeesLocals)
            parameters = std::max<uint64_t>(parameters, code_.locals.size());
        for (uint64_t r = 0; r < parameters && r < code_.register_count; r++)
            sets.add(0, r);
        bool changed = true;
        auto flow = [&](size_t to, size_t extra) {
            if (extra != SIZE_MAX)
                sets.add(scratch, extra);
            changed |= sets.add_all(to, scratch);
        };
        while (changed) {
            changed = false;
            for (size_t at = 0; at < steps_.size(); at++) {
                const Instruction& step = steps_[at];
                sets.clear(scratch);
                sets.add_all(scratch, at);
                visit(
                    step, [](uint64_t) {}, [&](uint64_t r) { sets.add(scratch, r); });
                if (falls_through(step) && at + 1 < steps_.size())
                    flow(at + 1, SIZE_MAX);
                if (jumps(step))
                    flow(places_[step.jump_target()], SIZE_MAX);
                if (const ExceptionRow* row = handlers_[step.offset])
                    flow(places_[row->target], row->exception_register);
            }
        }
        return sets;
    }

    const CodeUnit& code_;
    std::vector<Instruction> steps_;
    std::vector<uint32_t> places_; ///< of each word, the number of its instruction
    std::vector<const ExceptionRow*> handlers_;
    std::vector<bool> variables_;
};

} // namespace

std::vector<uint32_t> dead_registers(const CodeUnit& code, uint32_t offset)
{
    constexpr size_t most_bits = size_t(1) << 24;
    if (code.code.size() * (code.register_count + size_t(63)) > most_bits)
        return {};
    return Liveness(code).dead_at(offset);
}

} // namespace coil::internal

#include "bytecode/liveness.h"

#include <numeric>

#include "bytecode/register_flow.h"

namespace coil::internal
{

namespace
{

class Liveness : RegisterFlow
{
public:
    using RegisterFlow::RegisterFlow;

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

    std::vector<uint32_t> known_at(uint32_t offset)
    {
        RegisterSets known = find_known();
        std::vector<uint32_t> found;
        for (uint32_t r = 0; r < code_.locals.size() && r < code_.register_count; r++)
            if (known.has(places_[offset], r))
                found.push_back(r);
        return found;
    }

private:
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

    /// Adds to the set `into` what is read behind the instruction, wherever it leads.
    void flow_back(RegisterSets& sets, size_t at, size_t into) const
    {
        const Instruction& step = steps_[at];
        if (falls_through(step) && at + 1 < steps_.size())
            sets.add_all(into, at + 1);
        if (jumps(step))
            sets.add_all(into, places_[step.jump_target()]);
    }

    /// For each instruction, what may have been stored into before.
    RegisterSets find_stored() const
    {
        size_t scratch = steps_.size();
        RegisterSets sets(steps_.size() + 1, code_.register_count);
        add_first(sets);
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
};

} // namespace

std::vector<uint32_t> known_variables(const CodeUnit& code, uint32_t offset)
{
    std::vector<uint32_t> parameters(code.argument_count + code.keyword_only_count);
    std::iota(parameters.begin(), parameters.end(), 0);
    return is_too_large(code) || offset >= code.code.size() ? parameters : Liveness(code).known_at(offset);
}

std::vector<uint32_t> dead_registers(const CodeUnit& code, uint32_t offset)
{
    if (is_too_large(code))
        return {};
    return Liveness(code).dead_at(offset);
}

} // namespace coil::internal

#include "bytecode/register_flow.h"

namespace coil::internal
{

RegisterSets RegisterFlow::find_read() const
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

void RegisterFlow::add_first(RegisterSets& sets) const
{
    uint64_t parameters = uint64_t(code_.argument_count) + code_.keyword_only_count + bool(code_.flags & HasVarArgs) +
        bool(code_.flags & HasVarKeywords) + bool(code_.flags & UsesNamespace);
    // Scripts may store into what they see from outside: it was emptied at entry.
    if (code_.flags & SeesLocals)
        parameters = std::max<uint64_t>(parameters, code_.locals.size());
    for (uint64_t r = 0; r < parameters && r < code_.register_count; r++)
        sets.add(0, r);
}

RegisterSets RegisterFlow::find_known() const
{
    size_t scratch = steps_.size(), before = scratch + 1;
    RegisterSets sets(steps_.size() + 2, code_.register_count);
    for (size_t at = 1; at < steps_.size(); at++)
        sets.fill(at);
    add_first(sets);
    for (bool changed = true; changed;) {
        changed = false;
        for (size_t at = 0; at < steps_.size(); at++) {
            const Instruction& step = steps_[at];
            sets.clear(before);
            sets.add_all(before, at);
            sets.clear(scratch);
            sets.add_all(scratch, at);
            visit(
                step, [](uint64_t) {}, [&](uint64_t r) { sets.add(scratch, r); });
            // A loop that ends has not stored.
            if (falls_through(step) && at + 1 < steps_.size())
                changed |= sets.keep_common(at + 1, step.op == Op::ForIter ? before : scratch);
            if (jumps(step))
                changed |= sets.keep_common(places_[step.jump_target()], scratch);
            if (const ExceptionRow* row = handlers_[step.offset]) {
                sets.add(before, row->exception_register);
                changed |= sets.keep_common(places_[row->target], before);
            }
        }
    }
    return sets;
}

} // namespace coil::internal

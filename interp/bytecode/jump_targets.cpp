#include "bytecode/jump_targets.h"

#include <utility>

#include "bytecode/register_flow.h"

namespace coil::internal
{

namespace
{

/// What a temporary holds, by what wrote it.
enum class Kind : uint8_t { Nothing, Object, Iterator, Exit, Handled, Exception };
struct Held {
    Kind kind = Kind::Nothing;
    uint32_t writer = 0; ///< of an Object: the instruction; several: none of them
    bool operator==(const Held&) const = default;
};

class Jumps : RegisterFlow
{
public:
    explicit Jumps(const CodeUnit& code)
        : RegisterFlow(code)
        , read_(find_read())
        , held_(find_held())
    {
    }

    /// Takes the innermost of the places where the line, or the next that has any, has code.
    JumpTarget find(uint32_t from_offset, int64_t wanted)
    {
        size_t from = step_at(from_offset);
        JumpTarget target;
        uint32_t line = first_line_from(wanted);
        if (line == UINT32_MAX) {
            target.refusal = "line " + std::to_string(wanted) + " comes after the current code block";
            return target;
        }
        size_t best = SIZE_MAX, most = 0;
        for (size_t at = 0; at < steps_.size(); at++) {
            if (!reached_[at] || !has_line(at, line))
                continue;
            std::string refusal = refuse(from, at);
            size_t depth = count_kept(at);
            if (refusal.empty() && (best == SIZE_MAX || depth > most)) {
                best = at;
                most = depth;
            }
            if (target.refusal.empty())
                target.refusal = refusal;
        }
        if (best == SIZE_MAX)
            return target;
        target.refusal.clear();
        target.offset = steps_[best].offset;
        for (uint32_t r = 0; r < code_.register_count && !target.handled; r++)
            if (keeps(from, r) && held(from, r).kind == Kind::Handled && !keeps(best, r))
                target.handled = r;
        RegisterSets known = find_known();
        for (uint32_t r = 0; r < code_.locals.size() && r < code_.register_count; r++)
            if (known.has(best, r) && !known.has(from, r))
                target.unassigned.push_back(r);
        return target;
    }

private:
    Held held(size_t at, uint32_t r) const { return held_[at * code_.register_count + r]; }
    bool keeps(size_t at, uint32_t r) const { return !variables_[r] && read_.has(at, r); }
    size_t count_kept(size_t at) const
    {
        size_t count = 0;
        for (uint32_t r = 0; r < code_.register_count; r++)
            count += keeps(at, r);
        return count;
    }

    uint32_t first_line_from(int64_t wanted) const
    {
        uint32_t line = UINT32_MAX;
        for (const PositionRow& row : code_.positions)
            if (row.line >= wanted && row.line > 0 && row.offset < code_.code.size() && reached_[places_[row.offset]])
                line = std::min(line, row.line);
        return line;
    }

    /// Whether the instruction belongs to the line, or stands where a line begins that has none.
    bool has_line(size_t at, uint32_t line) const
    {
        uint32_t offset = steps_[at].offset;
        auto row = std::upper_bound(code_.positions.begin(), code_.positions.end(), offset,
            [](uint32_t place, const PositionRow& each) { return place < each.offset; });
        for (bool is_last = true; row != code_.positions.begin(); is_last = false) {
            --row;
            if (!is_last && row->offset != offset)
                return false;
            if (row->line == line)
                return true;
        }
        return false;
    }

    /// Why a frame may not go from one instruction to the other, by the innermost of what it lacks; or empty.
    std::string refuse(size_t from, size_t to) const
    {
        for (uint32_t r = code_.register_count; r-- > 0;) {
            if (!keeps(to, r) || (keeps(from, r) && held(from, r) == held(to, r)))
                continue;
            switch (held(to, r).kind) {
            case Kind::Iterator:
                return "can't jump into the body of a for loop";
            case Kind::Handled:
            case Kind::Exception:
                return "can't jump into an 'except' block as there's no exception";
            case Kind::Nothing:
                return "can't jump into an exception handler, or code may be unreachable";
            case Kind::Object:
            case Kind::Exit:
                return "incompatible stacks";
            }
        }
        return {};
    }

    static Held written(const Instruction& step)
    {
        switch (step.op) {
        case Op::GetIter:
        case Op::GetAsyncIter:
        case Op::GetYieldFromIter:
            return { Kind::Iterator };
        case Op::LoadSpecial:
            return { Kind::Exit };
        case Op::PushHandled:
            return { Kind::Handled };
        default:
            return { Kind::Object, step.offset };
        }
    }

    /// What a register holds where two ways meet.
    static Held joined(const Held& left, const Held& right)
    {
        if (left == right || right.kind == Kind::Nothing)
            return left;
        return left.kind == Kind::Nothing ? right : Held{ Kind::Object, UINT32_MAX };
    }

    /// For each instruction that is ever come to, what each register holds before it.
    std::vector<Held> find_held()
    {
        reached_.assign(steps_.size(), false);
        reached_[0] = true;
        size_t count = code_.register_count;
        std::vector<Held> held(steps_.size() * count);
        std::vector<Held> now(count);
        bool changed = true;
        auto flow = [&](size_t to) {
            changed |= !reached_[to];
            reached_[to] = true;
            for (size_t r = 0; r < count; r++) {
                Held& there = held[to * count + r];
                Held both = joined(there, now[r]);
                changed |= !(both == there);
                there = both;
            }
        };
        while (changed) {
            changed = false;
            for (size_t at = 0; at < steps_.size(); at++) {
                if (!reached_[at])
                    continue;
                const Instruction& step = steps_[at];
                std::copy_n(held.begin() + ptrdiff_t(at * count), count, now.begin());
                if (const ExceptionRow* row = handlers_[step.offset]) {
                    Held before = std::exchange(now[row->exception_register], Held{ Kind::Exception });
                    flow(places_[row->target]);
                    now[row->exception_register] = before;
                }
                Held moved = step.op == Op::Move ? now[size_t(step.values[1])] : Held{};
                visit(
                    step, [](uint64_t) {}, [&](uint64_t r) { now[r] = written(step); });
                if (moved.kind == Kind::Exit)
                    now[size_t(step.values[0])] = moved;
                if (falls_through(step) && at + 1 < steps_.size())
                    flow(at + 1);
                if (jumps(step))
                    flow(places_[step.jump_target()]);
            }
        }
        return held;
    }

    RegisterSets read_;
    std::vector<bool> reached_;
    std::vector<Held> held_;
};

} // namespace

JumpTarget find_jump_target(const CodeUnit& code, uint32_t offset, int64_t line)
{
    JumpTarget target;
    if (line < code.first_line)
        target.refusal = "line " + std::to_string(line) + " comes before the current code block";
    else if (is_too_large(code))
        target.refusal = "stack is too deep to analyze";
    else
        return Jumps(code).find(offset, line);
    return target;
}

} // namespace coil::internal

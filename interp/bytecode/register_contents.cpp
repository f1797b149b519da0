#include "bytecode/register_contents.h"

#include <algorithm>
#include <map>

#include "bytecode/opcode_table.h"

namespace coil::internal
{

namespace
{

/// What a register may hold: a set of these.
enum Content : uint16_t {
    Rubbish = 1, ///< what was there before the frame, or what a call has left
    Nothing = 2, ///< empty: an unbound variable
    AnyKind = 4, ///< a value of any kind
    NoneOnly = 8,
    CellOnly = 16,
    ListOnly = 32,
    SetOnly = 64,
    DictOnly = 128,
    TupleOnly = 256,
    StrOnly = 512,
    ExceptionOnly = 1024,
    LoopIterator = 2048, ///< only ForIter may see it
};
using Contents = uint16_t;
constexpr Contents bound = 0xffff & ~(Rubbish | Nothing | LoopIterator);
constexpr Contents perhaps_bound = bound | Nothing;
constexpr Contents perhaps_exception = ExceptionOnly | Nothing;

constexpr uint64_t most_states = uint64_t(1) << 24;
constexpr uint64_t most_work = uint64_t(1) << 27;

struct ConstantContents {
    Contents operator()(NoneConstant) const { return NoneOnly; }
    Contents operator()(const std::string&) const { return StrOnly; }
    Contents operator()(const TupleConstant&) const { return TupleOnly; }
    template <class T> Contents operator()(const T&) const { return AnyKind; }
};

class RegisterCheck
{
public:
    explicit RegisterCheck(const CodeUnit& code)
        : code_(code)
        , gap_(code.window_gap)
        , registers_(code.register_count)
    {
        parameters_ = code.argument_count + code.keyword_only_count + bool(code.flags & HasVarArgs) +
            bool(code.flags & HasVarKeywords);
        bool is_function = !(code.flags & (IsModule | UsesNamespace));
        seen_from_outside_ = code.flags & SeesLocals && is_function ? uint32_t(code.locals.size()) : parameters_;
    }

    RegisterFault run()
    {
        if (!find_joins())
            return { 0, "it is too large to be checked" };
        std::vector<Contents> entry(registers_, Contents(code_.flags & HeapFrame ? Nothing : Rubbish));
        std::fill_n(entry.begin(), parameters_, AnyKind);
        if (code_.flags & UsesNamespace)
            entry[0] = AnyKind;
        join_all(0, entry);
        while (!open_.empty() && fault_.what.empty()) {
            uint32_t start = open_.back();
            open_.pop_back();
            states_[start].is_open = false;
            follow(start);
            if (work_ > most_work)
                fail(start, "it is too large to be checked");
        }
        return fault_;
    }

private:
    /// What registers hold when control arrives at a place that several ways lead to.
    struct State {
        std::vector<Contents> contents; ///< none: nothing has arrived yet
        bool is_open = false;
    };

    void fail(uint32_t offset, const std::string& what)
    {
        if (fault_.what.empty())
            fault_ = { offset, what };
    }

    /// Makes a state for every target, and notes which row covers each word.
    bool find_joins()
    {
        rows_.assign(code_.code.size(), nullptr);
        uint64_t covered = 0;
        for (auto row = code_.exceptions.rbegin(); row != code_.exceptions.rend(); ++row) {
            covered += row->end - row->start;
            if (covered > most_states)
                return false;
            std::fill(rows_.begin() + row->start, rows_.begin() + row->end, &*row);
            states_[row->target];
        }
        states_[0];
        for (uint32_t offset = 0; offset < code_.code.size();) {
            Instruction step = read_instruction(code_.code, offset);
            if (jumps(step))
                states_[step.jump_target()];
            offset = step.end();
        }
        return states_.size() * uint64_t(registers_) <= most_states;
    }

    static bool jumps(const Instruction& step)
    {
        const OpInfo& info = op_info(step.op);
        return info.operand_count > 0 && is_jump_operand(info.operands[info.operand_count - 1]);
    }

    void open(uint32_t target, State& state)
    {
        if (!state.is_open)
            open_.push_back(target);
        state.is_open = true;
    }

    void join_all(uint32_t target, const std::vector<Contents>& contents)
    {
        State& state = states_[target];
        work_ += contents.size();
        if (state.contents.empty()) {
            state.contents = contents;
            return open(target, state);
        }
        bool changed = false;
        for (size_t i = 0; i < contents.size(); i++) {
            changed |= (contents[i] & ~state.contents[i]) != 0;
            state.contents[i] |= contents[i];
        }
        if (changed)
            open(target, state);
    }

    /// What an instruction writes may be there, or not yet, when it or one after it raises.
    void write(uint64_t reg, Contents contents)
    {
        now_[reg] = contents;
        if (!row_ || !has_raised_ || reg == row_->exception_register)
            return;
        State& state = states_[row_->target];
        if ((contents & ~state.contents[reg]) != 0) {
            state.contents[reg] |= contents;
            open(row_->target, state);
        }
    }

    void need(uint64_t reg, Contents allowed)
    {
        if (now_[reg] & ~allowed)
            fail(at_, "register " + std::to_string(reg) + " need not hold what the instruction takes it for");
    }
    void need_run(uint64_t first, uint64_t count, Contents allowed)
    {
        for (uint64_t i = 0; i < count && fault_.what.empty(); i++)
            need(first + i, allowed);
    }
    void write_run(uint64_t first, uint64_t count, Contents contents)
    {
        work_ += count;
        for (uint64_t i = 0; i < count; i++)
            write(first + i, contents);
    }

    /// From a place where ways meet to where they part for good, or meet others.
    void follow(uint32_t offset)
    {
        now_ = states_[offset].contents;
        row_ = nullptr;
        for (bool first = true; fault_.what.empty(); first = false) {
            if (!first && states_.contains(offset))
                return join_all(offset, now_);
            work_++;
            at_ = offset;
            if (rows_[offset] != row_) {
                row_ = rows_[offset];
                has_raised_ = false;
            }
            Instruction step = read_instruction(code_.code, offset);
            const OpInfo& info = op_info(step.op);
            if (info.effect != Effect::NoRaise)
                need_run(0, seen_from_outside_, perhaps_bound);
            if (row_ && !has_raised_ && may_raise(step.op))
                raise();
            apply(step);
            if (jumps(step) && step.op != Op::ForIter)
                jump(step);
            if (info.effect == Effect::Ends || step.op == Op::Loop)
                return;
            offset = step.end();
        }
    }

    /// Memory may be full for instructions, too, that raise nothing else.
    static bool may_raise(Op op)
    {
        return op_info(op).effect != Effect::NoRaise || op == Op::MakeCell || op == Op::BuildSlice;
    }

    /// Control may go to the handler from here on.
    void raise()
    {
        has_raised_ = true;
        std::vector<Contents> raised = now_;
        raised[row_->exception_register] = ExceptionOnly;
        join_all(row_->target, raised);
    }

    /// On the way of a jump. The way of who does not jump is told what that says of its operand.
    void jump(const Instruction& step)
    {
        auto reg = uint64_t(step.values[0]);
        if (step.op != Op::JumpIfNone && step.op != Op::JumpIfNotNone)
            return join_all(step.jump_target(), now_);
        Contents before = now_[reg];
        Contents none = before & (AnyKind | NoneOnly) ? Contents(NoneOnly) : before;
        Contents without = before & ~NoneOnly;
        Contents others = without ? without : before;
        now_[reg] = step.op == Op::JumpIfNone ? none : others;
        join_all(step.jump_target(), now_);
        now_[reg] = step.op == Op::JumpIfNone ? others : none;
    }

    void apply(const Instruction& step)
    {
        auto value = [&](int i) { return uint64_t(step.values[i]); };
        switch (step.op) {
        case Op::Move:
            need(value(1), perhaps_bound);
            return write(value(0), now_[value(1)]);
        case Op::LoadConst:
            return write(value(0), std::visit(ConstantContents(), code_.constants[value(1)].value));
        case Op::Clear:
            return write(value(0), Nothing);
        case Op::CheckBound:
            need(value(0), perhaps_bound);
            now_[value(0)] = now_[value(0)] == Nothing ? AnyKind : now_[value(0)] & ~Nothing;
            return;
        case Op::MakeCell:
            need(value(0), perhaps_bound);
            return write(value(0), CellOnly);
        case Op::LoadCell:
            need(value(1), CellOnly);
            return write(value(0), AnyKind);
        case Op::StoreCell:
            need(value(0), CellOnly);
            return need(value(1), bound);
        case Op::ClearCell:
            return need(value(0), CellOnly);
        case Op::LoadFreeCell:
            return write(value(0), CellOnly);
        case Op::GetIter:
            need(value(1), bound);
            return write(value(0), value(2) ? LoopIterator : AnyKind);
        case Op::ForIter:
            return apply_for_iter(step);
        case Op::LoadMethod:
        case Op::LoadSuperMethod:
        case Op::LoadSpecial:
            for (int i = 1; i < (step.op == Op::LoadSuperMethod ? 3 : 2); i++)
                need(value(i), bound);
            write(value(0), AnyKind);
            return write(value(0) + gap_, AnyKind | Nothing);
        case Op::Call:
        case Op::CallMethod:
        case Op::CallKeywords:
        case Op::CallSpread:
            return apply_call(step);
        case Op::MakeFunction:
            return apply_make_function(step);
        case Op::ImportStar:
            need(value(0), bound);
            return need(value(1), perhaps_bound);
        case Op::Await:
        case Op::AwaitSpecial:
            need(value(1), bound);
            write(value(1), AnyKind | Nothing);
            return write(value(0), AnyKind);
        default:
            return apply_building(step);
        }
    }

    void apply_building(const Instruction& step)
    {
        auto value = [&](int i) { return uint64_t(step.values[i]); };
        auto changes = [&](Contents container, int others) {
            need(value(0), container);
            for (int i = 1; i <= others; i++)
                need(value(i), bound);
        };
        auto builds = [&](Contents made, uint64_t count, Contents parts) {
            need_run(value(1), count, parts);
            write(value(0), made);
        };
        switch (step.op) {
        case Op::BuildTuple:
            return builds(TupleOnly, value(2), bound);
        case Op::BuildList:
            return builds(ListOnly, value(2), bound);
        case Op::BuildSet:
            return builds(SetOnly, value(2), bound);
        case Op::BuildDict:
            return builds(DictOnly, value(2) * 2, bound);
        case Op::BuildString:
            return builds(StrOnly, value(2), StrOnly);
        case Op::BuildSlice:
            return builds(AnyKind, 3, bound);
        case Op::FormatSpec:
            need(value(1), bound);
            need(value(1) + 1, StrOnly);
            return write(value(0), StrOnly);
        case Op::Format:
            need(value(1), bound);
            return write(value(0), StrOnly);
        case Op::ListAppend:
        case Op::ListExtend:
            return changes(ListOnly, 1);
        case Op::SetAdd:
        case Op::SetUpdate:
            return changes(SetOnly, 1);
        case Op::DictSet:
        case Op::DictMerge:
            return changes(DictOnly, 2);
        case Op::DictUpdate:
            return changes(DictOnly, 1);
        case Op::ListToTuple:
            need(value(1), ListOnly);
            return write(value(0), TupleOnly);
        case Op::SpreadItems:
            need(value(1), bound);
            if (value(0) < gap_)
                return fail(at_, "there is no callee in front of its arguments");
            need(value(0) - gap_, bound);
            write(value(0), ListOnly); // on the way to the tuple
            return write(value(0), TupleOnly);
        case Op::SpreadNames:
            need(value(1), bound);
            need(value(2), bound);
            return write(value(0), DictOnly);
        case Op::GetSlice:
            need(value(1), bound);
            need_run(value(2), 2, bound);
            return write(value(0), AnyKind);
        case Op::UnpackSequence:
        case Op::UnpackStarred:
            need(value(0), bound);
            return write_run(value(1), run_length(code_, step), AnyKind);
        case Op::MatchKeys:
            need(value(1), bound);
            need(value(2), TupleOnly);
            return write(value(0), AnyKind);
        default:
            return apply_exceptions(step);
        }
    }

    void apply_exceptions(const Instruction& step)
    {
        auto value = [&](int i) { return uint64_t(step.values[i]); };
        switch (step.op) {
        case Op::Reraise:
        case Op::PopHandled:
            return need(value(0), perhaps_exception);
        case Op::PushHandled:
            need(value(1), perhaps_exception);
            return write(value(0), perhaps_exception);
        case Op::JumpUnlessMatch:
            need(value(0), ExceptionOnly);
            return need(value(1), bound);
        case Op::MatchGroup:
            need(value(0), bound);
            need(value(1), ExceptionOnly | NoneOnly);
            write(value(0), ExceptionOnly | NoneOnly);
            return write(value(1), ExceptionOnly | NoneOnly);
        case Op::JoinExceptions:
            need(value(1), ExceptionOnly);
            need(value(2), ListOnly);
            return write(value(0), ExceptionOnly | NoneOnly);
        case Op::LoadExceptionParts:
            need(value(1), ExceptionOnly);
            return write_run(value(0), 3, AnyKind);
        default:
            return apply_plain(step);
        }
    }

    /// Reads values and writes a value.
    void apply_plain(const Instruction& step)
    {
        const OpInfo& info = op_info(step.op);
        for (int i = 0; i < info.operand_count; i++)
            if (info.operands[i] == OperandKind::Src || info.operands[i] == OperandKind::Var)
                need(uint64_t(step.values[i]), bound);
            else if (info.operands[i] == OperandKind::Base)
                fail(at_, "an instruction that the check does not know");
        for (int i = 0; i < info.operand_count; i++)
            if (info.operands[i] == OperandKind::Dst || info.operands[i] == OperandKind::Var)
                write(uint64_t(step.values[i]), AnyKind);
    }

    /// The iterator of a loop may be freed when the loop ends.
    void apply_for_iter(const Instruction& step)
    {
        auto item = uint64_t(step.values[0]), iterator = uint64_t(step.values[1]);
        need(iterator, bound | LoopIterator);
        Contents before = now_[item];
        bool is_only_looped_over = now_[iterator] & LoopIterator;
        write(item, AnyKind);
        join_all(step.jump_target(), now_);
        now_[item] = before;
        if (is_only_looped_over)
            now_[iterator] = Rubbish;
    }

    /// A callee's registers lie where the caller's window is, or its arguments are taken from there.
    void apply_call(const Instruction& step)
    {
        auto base = uint64_t(step.values[0]);
        need(base, bound);
        if (step.op == Op::CallSpread) {
            need(base + gap_, TupleOnly);
            need(base + gap_ + 1, DictOnly | Nothing);
        } else {
            auto count = uint64_t(step.values[1]);
            bool is_method = step.op == Op::CallMethod || (step.op == Op::CallKeywords && step.values[2]);
            if (is_method && count > 0)
                need(base + gap_, perhaps_bound);
            for (uint64_t i = is_method; i < count; i++)
                need(base + gap_ + i, bound);
        }
        uint64_t end = code_.flags & HeapFrame ? base + run_length(code_, step) : registers_;
        write_run(base + 1, end - base - 1, Rubbish);
        write(base, AnyKind);
    }

    void apply_make_function(const Instruction& step)
    {
        auto part = uint64_t(step.values[1]), end = part + run_length(code_, step);
        if (step.values[2] & 1)
            need(part++, TupleOnly);
        if (step.values[2] & 2)
            need(part++, DictOnly);
        if (step.values[2] & 4)
            need(part++, bound);
        need_run(part, end - part, CellOnly);
        write(uint64_t(step.values[0]), AnyKind);
    }

    const CodeUnit& code_;
    uint32_t gap_, registers_, parameters_, seen_from_outside_;
    std::map<uint32_t, State> states_;
    std::vector<const ExceptionRow*> rows_; ///< of each word, what catches there
    std::vector<uint32_t> open_;            ///< places whose states have changed
    std::vector<Contents> now_;
    const ExceptionRow* row_ = nullptr; ///< what catches at the instruction
    bool has_raised_ = false;           ///< its handler has been told of what is written
    uint32_t at_ = 0;
    uint64_t work_ = 0;
    RegisterFault fault_{ 0, {} };
};

} // namespace

RegisterFault check_registers(const CodeUnit& code) { return RegisterCheck(code).run(); }

} // namespace coil::internal

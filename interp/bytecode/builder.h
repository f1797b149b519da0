#pragma once
// Builds one CodeUnit: instructions, labels, constants, names and tables. The caller thinks in registers and labels;
// Wide prefixes, the sizes of jumps and the interning of constants are the builder's business.
#include "base/source.h"
#include "base/symbols.h"
#include "bytecode/unit.h"

#include <string_view>

namespace coil::internal
{

/// A place in the code, known or still to come. Made by Builder::label.
struct Label {
    uint32_t id = UINT32_MAX;

    bool is_valid() const { return id != UINT32_MAX; }
};

class Builder
{
public:
    explicit Builder(const Symbols& symbols)
        : symbols_(symbols)
    {
    }

    /// What the caller fills in directly: names, counts, flags.
    CodeUnit unit;

    /// Emits an instruction whose operands are all bytes (signed ones cast to uint8_t by the caller) but for an
    /// extension word. Fields above 255 get a Wide prefix.
    void emit(Op op, uint32_t a = 0, uint32_t b = 0, uint32_t c = 0, uint32_t extension = 0)
    {
        if ((a | b | c) > 0xff) [[unlikely]] {
            has_overflowed_ |= (a | b | c) > 0xffff;
            put(uint32_t(Op::Wide) | (a & 0xff00) | (b & 0xff00) << 8 | (c & 0xff00) << 16);
        }
        finish_emit(op, (a & 0xff) << 8 | (b & 0xff) << 16 | c << 24, extension);
    }
    /// Emits (register, 16-bit constant).
    void emit_const(Op op, uint32_t a, uint32_t constant)
    {
        if (a > 0xff || constant > 0xffff) [[unlikely]] {
            has_overflowed_ |= a > 0xffff;
            put(uint32_t(Op::Wide) | (a & 0xff00) | (constant & 0xffff0000));
        }
        finish_emit(op, (a & 0xff) << 8 | constant << 16, 0);
    }
    void emit_load_small(uint32_t a, int32_t value)
    {
        if (a > 0xff || value != int16_t(value)) [[unlikely]] {
            has_overflowed_ |= a > 0xffff;
            put(uint32_t(Op::Wide) | (a & 0xff00) | (uint32_t(value) & 0xffff0000));
        }
        finish_emit(Op::LoadSmall, (a & 0xff) << 8 | uint32_t(value) << 16, 0);
    }
    /// Emits a jump whose other operands are bytes: (Jump24), (a, Jump16) or (a, b, imm, Jump32).
    void emit_jump(Op op, Label target, uint32_t a = 0, uint32_t b = 0, uint32_t c = 0);

    Label label();
    /// Puts the label here. Once for each label.
    void place(Label label);
    bool is_placed(Label label) const { return labels_[label.id] != not_placed; }
    /// Whether an operand was larger than the widest field: the code is useless.
    bool has_overflowed() const { return has_overflowed_; }
    /// Words emitted so far.
    uint32_t offset() const { return uint32_t(code_.size()); }

    /// The source bytes that the instructions from here on stand for.
    void set_position(uint32_t start, uint32_t end)
    {
        if (wants_line_)
            note_position();
        position_start_ = start;
        position_end_ = end;
    }
    /// As set_position for a statement: where it begins is noted even when its first instruction can't raise.
    void begin_statement(uint32_t start, uint32_t end)
    {
        set_position(start, end);
        starts_statement_ = true;
    }
    /// As set_position for what has a line but needs no instruction: the next one that has no position of its own
    /// stands for it. Else two rows have one offset, and debuggers are told of both lines (PositionRow).
    void begin_line(uint32_t start, uint32_t end)
    {
        begin_statement(start, end);
        wants_line_ = true;
    }
    /// Whether no instruction stands for such a line yet.
    bool wants_line() const { return wants_line_; }
    /// Instructions from here on belong to no source line.
    void set_no_position() { begin_statement(UINT32_MAX, UINT32_MAX); }
    std::pair<uint32_t, uint32_t> position() const { return { position_start_, position_end_ }; }

    /// Control goes to `target` when something in [start, end) raises. Inner rows must be added before outer ones.
    void add_exception_row(uint32_t start, uint32_t end, Label target, uint32_t exception_register);

    uint32_t constant(Constant constant);
    uint32_t string_constant(std::string_view text);
    uint32_t name(Symbol name);

    /// Puts Clear instructions for the registers in front of all other code. The last thing before finish.
    /// About how much memory what was built so far takes.
    size_t bytes_taken() const
    {
        return code_.capacity() * sizeof(uint32_t) + marks_.capacity() * sizeof(PositionMark) +
            fixups_.capacity() * sizeof(Fixup) + constants_.capacity() * sizeof(Constant);
    }
    void clear_at_entry(const std::vector<uint32_t>& registers);

    /// How much there is by now: see forget.
    struct Mark {
        size_t code, labels, fixups, marks, exceptions;
        uint32_t position_start, position_end, noted_start, noted_end;
        bool has_overflowed, starts_statement, wants_line;
    };
    Mark mark() const;
    /// Takes back all that came since the mark, but for constants and names.
    void forget(const Mark& mark);

    /// The CodeUnit with jumps patched and tables resolved. Nothing may be emitted after it but after a reset.
    CodeUnit finish(const Source& source);
    /// Starts anew with the memory that has been used so far.
    void reset();

private:
    static constexpr uint32_t not_placed = UINT32_MAX;

    struct Fixup {
        uint32_t offset; ///< of the instruction word
        uint32_t label;
        bool prefixed; ///< a Wide word stands in front
    };
    struct PositionMark {
        uint32_t offset, start, end;
    };
    struct PendingException {
        uint32_t start, end, label, exception_register;
    };

    void put(uint32_t word)
    {
        note_position();
        code_.push_back(word);
    }
    void note_position()
    {
        starts_statement_ = wants_line_ = false;
        if (position_start_ != noted_start_ || position_end_ != noted_end_)
            add_position_mark();
    }
    void finish_emit(Op op, uint32_t operands, uint32_t extension);
    void add_position_mark();
    uint32_t find_constant(uint32_t hash, const Constant& constant);
    uint32_t add_constant(uint32_t hash, Constant constant);
    void grow_constant_table();
    void grow_name_table();
    int64_t jump_distance(const Fixup& fixup) const;
    /// Gives a Wide prefix to every jump that is too long without one. Only very long code has any.
    void widen_long_jumps();
    /// Inserts an empty Wide word in front of the instructions at `offsets`, which ascend.
    void insert_prefixes(const std::vector<uint32_t>& offsets);
    void patch_jumps();
    void resolve_positions(const Source& source);
    void take_positions(const Source& source);

    const Symbols& symbols_;
    bool has_overflowed_ = false;
    uint32_t position_start_ = UINT32_MAX, position_end_ = UINT32_MAX;
    uint32_t noted_start_ = UINT32_MAX - 1, noted_end_ = 0;
    bool starts_statement_ = false, wants_line_ = false; ///< see begin_statement, begin_line
    std::vector<uint32_t> code_;
    std::vector<Constant> constants_;
    std::vector<Symbol> names_;
    std::vector<uint32_t> labels_;
    std::vector<Fixup> fixups_;
    std::vector<PositionMark> marks_;
    std::vector<PendingException> exceptions_;

    struct ConstantSlot {
        uint32_t hash, index;
    };
    std::vector<ConstantSlot> constant_slots_;              ///< open addressing; index + 1, 0 is free
    std::vector<std::pair<uint32_t, uint32_t>> name_slots_; ///< (symbol, index + 1)
};

/// Equal as constants: of one type and one value, NaN equal to itself and 0.0 different from -0.0.
bool same_constant(const Constant& left, const Constant& right);

} // namespace coil::internal

#include "bytecode/builder.h"

#include "bytecode/opcode_table.h"

#include <algorithm>
#include <bit>
#include <cassert>

namespace coil::internal
{

namespace
{

uint32_t mix(uint64_t value)
{
    value *= 0x9e3779b97f4a7c15;
    return uint32_t(value >> 32) ^ uint32_t(value);
}

uint32_t hash_items(const std::vector<Constant>& items);

struct ConstantHash {
    uint32_t operator()(NoneConstant) const { return 1; }
    uint32_t operator()(EllipsisConstant) const { return 2; }
    uint32_t operator()(bool value) const { return value ? 3 : 4; }
    uint32_t operator()(int64_t value) const { return mix(uint64_t(value) + 5); }
    uint32_t operator()(double value) const { return mix(std::bit_cast<uint64_t>(value) + 7); }
    uint32_t operator()(const std::string& text) const { return Symbols::hash(text); }
    uint32_t operator()(const BytesConstant& value) const { return Symbols::hash(value.bytes) ^ 0x55555555; }
    uint32_t operator()(const BigIntConstant& value) const { return Symbols::hash(value.digits) ^ 0x33333333; }
    uint32_t operator()(const ComplexConstant& value) const
    {
        return (*this)(value.real) * 31 + (*this)(value.imaginary);
    }
    uint32_t operator()(const TupleConstant& value) const { return hash_items(value.items); }
    uint32_t operator()(const FrozenSetConstant& value) const { return hash_items(value.items) ^ 0x0f0f0f0f; }
    uint32_t operator()(CodeConstant value) const { return mix(value.index + 11); }
};

uint32_t hash_constant(const Constant& constant) { return std::visit(ConstantHash{}, constant.value); }

uint32_t hash_items(const std::vector<Constant>& items)
{
    uint32_t hash = 0x345678;
    for (const Constant& item : items)
        hash = hash * 1000003 ^ hash_constant(item);
    return hash;
}

bool same_bits(double left, double right) { return std::bit_cast<uint64_t>(left) == std::bit_cast<uint64_t>(right); }

bool same_items(const std::vector<Constant>& left, const std::vector<Constant>& right)
{
    return left.size() == right.size() && std::equal(left.begin(), left.end(), right.begin(), same_constant);
}

struct ConstantEqual {
    const Constant& right;

    template <class T> const T& other() const { return std::get<T>(right.value); }
    bool operator()(NoneConstant) const { return true; }
    bool operator()(EllipsisConstant) const { return true; }
    bool operator()(bool value) const { return value == other<bool>(); }
    bool operator()(int64_t value) const { return value == other<int64_t>(); }
    bool operator()(double value) const { return same_bits(value, other<double>()); }
    bool operator()(const std::string& text) const { return text == other<std::string>(); }
    bool operator()(const BytesConstant& value) const { return value.bytes == other<BytesConstant>().bytes; }
    bool operator()(const BigIntConstant& value) const { return value.digits == other<BigIntConstant>().digits; }
    bool operator()(const ComplexConstant& value) const
    {
        auto& complex = other<ComplexConstant>();
        return same_bits(value.real, complex.real) && same_bits(value.imaginary, complex.imaginary);
    }
    bool operator()(const TupleConstant& value) const { return same_items(value.items, other<TupleConstant>().items); }
    bool operator()(const FrozenSetConstant& value) const
    {
        return same_items(value.items, other<FrozenSetConstant>().items);
    }
    bool operator()(CodeConstant value) const { return value.index == other<CodeConstant>().index; }
};

} // namespace

bool same_constant(const Constant& left, const Constant& right)
{
    return left.value.index() == right.value.index() && std::visit(ConstantEqual{ right }, left.value);
}

void Builder::finish_emit(Op op, uint32_t operands, uint32_t extension)
{
    const OpInfo& info = op_info(op);
    // Where nothing can be raised, only who looks at each line asks for the position.
    if (info.effect != Effect::NoRaise || starts_statement_)
        note_position();
    uint32_t words = info.extension_words;
    size_t at = code_.size();
    code_.resize(at + 1 + words);
    uint32_t* code = code_.data() + at;
    code[0] = uint32_t(op) | operands;
    if (words)
        code[1] = extension;
}

void Builder::emit_jump(Op op, Label target, uint32_t a, uint32_t b, uint32_t c)
{
    assert(c < 0x100);
    bool prefixed = (a | b) > 0xff;
    has_overflowed_ |= (a | b) > 0xffff;
    if (prefixed)
        put(uint32_t(Op::Wide) | (a & 0xff00) | (b & 0xff00) << 8);
    fixups_.push_back({ offset(), target.id, prefixed });
    finish_emit(op, (a & 0xff) << 8 | (b & 0xff) << 16 | c << 24, 0);
}

Label Builder::label()
{
    labels_.push_back(not_placed);
    return { uint32_t(labels_.size() - 1) };
}

void Builder::place(Label label)
{
    assert(labels_[label.id] == not_placed);
    labels_[label.id] = offset();
}

void Builder::add_position_mark()
{
    noted_start_ = position_start_;
    noted_end_ = position_end_;
    marks_.push_back({ offset(), position_start_, position_end_ });
}

void Builder::add_exception_row(uint32_t start, uint32_t end, Label target, uint32_t exception_register)
{
    if (start < end)
        exceptions_.push_back({ start, end, target.id, exception_register });
}

uint32_t Builder::find_constant(uint32_t hash, const Constant& constant)
{
    uint32_t mask = uint32_t(constant_slots_.size()) - 1;
    if (constant_slots_.empty())
        return UINT32_MAX;
    for (uint32_t i = hash & mask; constant_slots_[i].index; i = (i + 1) & mask) {
        uint32_t index = constant_slots_[i].index - 1;
        if (constant_slots_[i].hash == hash && same_constant(constants_[index], constant))
            return index;
    }
    return UINT32_MAX;
}

uint32_t Builder::add_constant(uint32_t hash, Constant constant)
{
    constants_.push_back(std::move(constant));
    if (constants_.size() * 2 > constant_slots_.size())
        grow_constant_table();
    uint32_t mask = uint32_t(constant_slots_.size()) - 1;
    uint32_t i = hash & mask;
    while (constant_slots_[i].index)
        i = (i + 1) & mask;
    constant_slots_[i] = { hash, uint32_t(constants_.size()) };
    return uint32_t(constants_.size()) - 1;
}

void Builder::grow_constant_table()
{
    std::vector<ConstantSlot> old(std::max<size_t>(16, constant_slots_.size() * 2), ConstantSlot{ 0, 0 });
    old.swap(constant_slots_);
    uint32_t mask = uint32_t(constant_slots_.size()) - 1;
    for (ConstantSlot slot : old) {
        if (!slot.index)
            continue;
        uint32_t i = slot.hash & mask;
        while (constant_slots_[i].index)
            i = (i + 1) & mask;
        constant_slots_[i] = slot;
    }
}

uint32_t Builder::constant(Constant constant)
{
    uint32_t hash = hash_constant(constant);
    uint32_t found = find_constant(hash, constant);
    return found != UINT32_MAX ? found : add_constant(hash, std::move(constant));
}

uint32_t Builder::string_constant(std::string_view text)
{
    uint32_t hash = Symbols::hash(text);
    uint32_t mask = uint32_t(constant_slots_.size()) - 1;
    if (!constant_slots_.empty()) {
        for (uint32_t i = hash & mask; constant_slots_[i].index; i = (i + 1) & mask) {
            uint32_t index = constant_slots_[i].index - 1;
            auto* string = std::get_if<std::string>(&constants_[index].value);
            if (constant_slots_[i].hash == hash && string && *string == text)
                return index;
        }
    }
    return add_constant(hash, Constant{ std::string(text) });
}

uint32_t Builder::name(Symbol name)
{
    if ((names_.size() + 1) * 2 > name_slots_.size())
        grow_name_table();
    uint32_t symbol = uint32_t(name);
    uint32_t mask = uint32_t(name_slots_.size()) - 1;
    uint32_t i = mix(symbol) & mask;
    for (; name_slots_[i].second; i = (i + 1) & mask) {
        if (name_slots_[i].first == symbol)
            return name_slots_[i].second - 1;
    }
    names_.push_back(name);
    name_slots_[i] = { symbol, uint32_t(names_.size()) };
    return uint32_t(names_.size()) - 1;
}

void Builder::grow_name_table()
{
    std::vector<std::pair<uint32_t, uint32_t>> old;
    if (!name_slots_.empty())
        old = name_slots_;
    name_slots_.assign(std::max<size_t>(16, old.size() * 2), { 0, 0 });
    uint32_t mask = uint32_t(name_slots_.size()) - 1;
    for (auto slot : old) {
        if (!slot.second)
            continue;
        uint32_t i = mix(slot.first) & mask;
        while (name_slots_[i].second)
            i = (i + 1) & mask;
        name_slots_[i] = slot;
    }
}

namespace
{

// Whether the distance fits the jump's field without a Wide prefix.
bool fits(OperandKind kind, int64_t distance)
{
    if (kind == OperandKind::Jump16)
        return distance == int16_t(distance);
    if (kind == OperandKind::Jump24)
        return distance >= -(1 << 23) && distance < (1 << 23);
    return true;
}

OperandKind jump_kind(const OpInfo& info) { return info.operands[info.operand_count - 1]; }

} // namespace

int64_t Builder::jump_distance(const Fixup& fixup) const
{
    const OpInfo& info = op_info(Op(code_[fixup.offset] & 0xff));
    return int64_t(labels_[fixup.label]) - (fixup.offset + 1 + info.extension_words);
}

void Builder::widen_long_jumps()
{
    if (code_.size() < 0x7fff)
        return;
    for (;;) {
        std::vector<uint32_t> offsets;
        for (Fixup& fixup : fixups_) {
            OperandKind kind = jump_kind(op_info(Op(code_[fixup.offset] & 0xff)));
            if (!fixup.prefixed && !fits(kind, jump_distance(fixup))) {
                fixup.prefixed = true;
                offsets.push_back(fixup.offset);
            }
        }
        if (offsets.empty())
            return;
        insert_prefixes(offsets);
    }
}

void Builder::insert_prefixes(const std::vector<uint32_t>& offsets)
{
    std::vector<uint32_t> code;
    code.reserve(code_.size() + offsets.size());
    uint32_t copied = 0;
    for (uint32_t offset : offsets) {
        code.insert(code.end(), code_.begin() + copied, code_.begin() + offset);
        code.push_back(uint32_t(Op::Wide));
        copied = offset;
    }
    code.insert(code.end(), code_.begin() + copied, code_.end());
    code_ = std::move(code);

    // What stood at an instruction that got a prefix now stands at the prefix, but fixups at the instruction itself.
    auto moved = [&](uint32_t offset) {
        return offset + uint32_t(std::lower_bound(offsets.begin(), offsets.end(), offset) - offsets.begin());
    };
    for (uint32_t& label : labels_) {
        if (label != not_placed)
            label = moved(label);
    }
    for (Fixup& fixup : fixups_)
        fixup.offset = moved(fixup.offset + 1) - 1;
    for (PositionMark& mark : marks_)
        mark.offset = moved(mark.offset);
    for (PendingException& row : exceptions_) {
        row.start = moved(row.start);
        row.end = moved(row.end);
    }
}

void Builder::patch_jumps()
{
    for (const Fixup& fixup : fixups_) {
        int64_t distance = jump_distance(fixup);
        uint32_t& word = code_[fixup.offset];
        OperandKind kind = jump_kind(op_info(Op(word & 0xff)));
        if (kind == OperandKind::Jump32) {
            (&word)[1] = uint32_t(distance);
        } else if (kind == OperandKind::Jump16) {
            word |= uint32_t(distance) << 16;
            if (fixup.prefixed)
                (&word)[-1] |= uint32_t(distance) & 0xffff0000;
        } else {
            word |= uint32_t(distance) << 8;
            if (fixup.prefixed)
                (&word)[-1] |= uint32_t(distance >> 24) << 8;
        }
    }
}

/// resolve_positions of a source that is a table of places.
void Builder::take_positions(const Source& source)
{
    for (const PositionMark& mark : marks_) {
        PositionRow row{};
        row.offset = mark.offset;
        if (mark.start != UINT32_MAX) {
            SourcePosition start = source.locate(mark.start), end = source.locate(mark.end);
            row.line = start.line;
            row.column = start.column;
            row.end_line = end.line;
            row.end_column = end.column;
        }
        unit.positions.push_back(row);
    }
}

void Builder::resolve_positions(const Source& source)
{
    if (source.is_table())
        return take_positions(source);
    const std::vector<uint32_t>& lines = source.lines();
    size_t line = 0; // the line found last, from 0: neighbours are near each other
    auto find = [&](uint32_t offset) {
        if (offset < lines[line] || (line + 4 < lines.size() && offset >= lines[line + 4]))
            line = size_t(std::upper_bound(lines.begin(), lines.end(), offset) - lines.begin()) - 1;
        while (line + 1 < lines.size() && offset >= lines[line + 1])
            ++line;
        return line;
    };
    unit.positions.reserve(marks_.size());
    for (const PositionMark& mark : marks_) {
        PositionRow row{};
        row.offset = mark.offset;
        if (mark.start != UINT32_MAX) {
            size_t start_line = find(mark.start);
            row.line = uint32_t(start_line + 1);
            row.column = mark.start - lines[start_line];
            size_t end_line = find(mark.end);
            row.end_line = uint32_t(end_line + 1);
            row.end_column = mark.end - lines[end_line];
        }
        unit.positions.push_back(row);
    }
}

void Builder::clear_at_entry(const std::vector<uint32_t>& registers)
{
    if (registers.empty())
        return;
    std::vector<uint32_t> code;
    for (uint32_t r : registers) {
        if (r > 0xff)
            code.push_back(uint32_t(Op::Wide) | (r & 0xff00));
        code.push_back(uint32_t(Op::Clear) | (r & 0xff) << 8);
    }
    auto added = uint32_t(code.size());
    code_.insert(code_.begin(), code.begin(), code.end());
    for (uint32_t& label : labels_) {
        if (label != not_placed)
            label += added;
    }
    for (Fixup& fixup : fixups_)
        fixup.offset += added;
    for (PositionMark& mark : marks_)
        mark.offset += added;
    marks_.insert(marks_.begin(), PositionMark{ 0, UINT32_MAX, UINT32_MAX });
    for (PendingException& row : exceptions_) {
        row.start += added;
        row.end += added;
    }
}

CodeUnit Builder::finish(const Source& source)
{
    widen_long_jumps();
    patch_jumps();
    resolve_positions(source);
    unit.exceptions.reserve(exceptions_.size());
    for (const PendingException& row : exceptions_)
        unit.exceptions.push_back({ row.start, row.end, labels_[row.label], row.exception_register });
    unit.code.assign(code_.begin(), code_.end());
    unit.constants.reserve(constants_.size());
    for (Constant& constant : constants_)
        unit.constants.push_back(std::move(constant));
    unit.names.reserve(names_.size());
    for (Symbol name : names_)
        unit.names.emplace_back(symbols_.text(name));
    return std::move(unit);
}

Builder::Mark Builder::mark() const
{
    return { code_.size(), labels_.size(), fixups_.size(), marks_.size(), exceptions_.size(), position_start_,
        position_end_, noted_start_, noted_end_, has_overflowed_, starts_statement_, wants_line_ };
}

void Builder::forget(const Mark& mark)
{
    code_.resize(mark.code);
    labels_.resize(mark.labels);
    fixups_.resize(mark.fixups);
    marks_.resize(mark.marks);
    exceptions_.resize(mark.exceptions);
    position_start_ = mark.position_start;
    position_end_ = mark.position_end;
    noted_start_ = mark.noted_start;
    noted_end_ = mark.noted_end;
    has_overflowed_ = mark.has_overflowed;
    starts_statement_ = mark.starts_statement;
    wants_line_ = mark.wants_line;
}

void Builder::reset()
{
    unit = CodeUnit();
    has_overflowed_ = false;
    position_start_ = position_end_ = UINT32_MAX;
    noted_start_ = UINT32_MAX - 1;
    noted_end_ = 0;
    starts_statement_ = wants_line_ = false;
    code_.clear();
    constants_.clear();
    names_.clear();
    labels_.clear();
    fixups_.clear();
    marks_.clear();
    exceptions_.clear();
    constant_slots_.clear();
    name_slots_.clear();
}

} // namespace coil::internal

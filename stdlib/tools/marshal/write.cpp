#include <cstring>

#include "objects/bytes.h"
#include "objects/dict.h"
#include "objects/iterators.h"
#include "objects/list.h"
#include "objects/memory_view.h"
#include "objects/numbers.h"
#include "objects/set.h"
#include "objects/str.h"
#include "runtime/interpreter/interpreter.h"
#include "runtime/operations/iteration.h"
#include "stdlib/tools/marshal/marshal.h"

namespace coil::internal::marshal
{

namespace
{

/// The cells that were written, by number: an open hash table, for there are as many as values.
class Kept
{
public:
    /// The number of a cell that is there, or nothing and it gets the next.
    std::optional<uint32_t> find_or_add(const Cell* cell)
    {
        if (slots_.size() < 2 * (count_ + 1))
            grow();
        Slot& slot = slot_of(cell);
        if (slot.cell == cell)
            return slot.number;
        slot = { cell, count_++ };
        return std::nullopt;
    }

private:
    struct Slot {
        const Cell* cell = nullptr;
        uint32_t number = 0;
    };

    Slot& slot_of(const Cell* cell)
    {
        size_t mask = slots_.size() - 1;
        size_t index = (reinterpret_cast<uintptr_t>(cell) * 0x9E3779B97F4A7C15u >> 20) & mask;
        while (slots_[index].cell && slots_[index].cell != cell)
            index = (index + 1) & mask;
        return slots_[index];
    }
    void grow()
    {
        std::vector<Slot> old(std::max<size_t>(64, slots_.size() * 2));
        old.swap(slots_);
        for (const Slot& slot : old)
            if (slot.cell)
                slot_of(slot.cell) = slot;
    }

    std::vector<Slot> slots_;
    uint32_t count_ = 0;
};

/// Nothing here runs script code: containers are walked as they stand.
class Writer
{
public:
    Writer(Vm& vm, int64_t version, bool allow_code)
        : vm_(vm)
        , version_(version)
        , allow_code_(allow_code)
    {
    }

    Result<void> put(Value value, int depth);
    std::string take() { return std::move(out_); }

private:
    void letter(char type, bool is_kept) { out_ += char(uint8_t(type) | (is_kept ? is_referred_to : 0)); }
    template <class T> void number(T value)
    {
        for (size_t i = 0; i < sizeof(T); i++)
            out_ += char(uint64_t(value) >> (8 * i));
    }
    void real(double value) { number(std::bit_cast<uint64_t>(value)); }
    Result<void> size(char type, bool is_kept, size_t count)
    {
        if (count > INT32_MAX)
            return raise_unmarshallable();
        letter(type, is_kept);
        number(uint32_t(count));
        return {};
    }
    Raised raise_unmarshallable() { return vm_.raise(Error::ValueError, "unmarshallable object"); }
    bool put_simple(Value value);
    Result<bool> put_reference(Value value);
    Result<void> put_int(Value value, bool is_kept);
    Result<void> put_text(std::string_view text, bool is_kept);
    Result<void> put_items(std::span<const Value> items, int depth);
    Result<void> put_container(Value value, Class* cls, bool is_kept, int depth);

    Vm& vm_;
    int64_t version_;
    bool allow_code_;
    std::string out_;
    Kept kept_;
    size_t count_ = 0;
};

bool Writer::put_simple(Value value)
{
    char type = value.is_none()                                       ? 'N'
        : value.is_bool()                                             ? (value.is_true() ? 'T' : 'F')
        : value == Ellipsis                                           ? '.'
        : value == Value::cell(vm_.error_class(Error::StopIteration)) ? 'S'
                                                                      : 0;
    if (!type)
        return false;
    letter(type, false);
    return true;
}

/// A reference to what was written before; else it gets the next number.
Result<bool> Writer::put_reference(Value value)
{
    if (version_ < 3 || !value.is_cell())
        return false;
    std::optional<uint32_t> known = kept_.find_or_add(value.as_cell());
    if (!known)
        return false;
    letter('r', false);
    number(*known);
    return true;
}

Result<void> Writer::put_int(Value value, bool is_kept)
{
    if (auto small = int_to_int64(value); small && *small == int32_t(*small)) {
        letter('i', is_kept);
        number(int32_t(*small));
        return {};
    }
    std::string digits = TRY(int_to_text(vm_, TRY(int_abs(vm_, value)), 2));
    constexpr size_t width = 15;
    size_t count = (digits.size() + width - 1) / width;
    if (count > INT32_MAX)
        return raise_unmarshallable();
    letter('l', is_kept);
    number(int_sign(value) < 0 ? -int32_t(count) : int32_t(count));
    for (size_t end = digits.size(); end > 0; end -= std::min(end, width)) {
        uint16_t digit = 0;
        for (size_t i = end - std::min(end, width); i < end; i++)
            digit = uint16_t(digit << 1 | (digits[i] - '0'));
        number(digit);
    }
    return {};
}

Result<void> Writer::put_text(std::string_view text, bool is_kept)
{
    bool is_ascii = std::none_of(text.begin(), text.end(), [](char c) { return uint8_t(c) > 0x7f; });
    if (version_ >= 4 && is_ascii && text.size() < 256) {
        letter('z', is_kept);
        out_ += char(text.size());
    } else {
        TRY(size(version_ >= 4 && is_ascii ? 'a' : 'u', is_kept, text.size()));
    }
    out_ += text;
    return {};
}

Result<void> Writer::put_items(std::span<const Value> items, int depth)
{
    for (Value item : items)
        TRY(put(item, depth + 1));
    return {};
}

Result<void> Writer::put_container(Value value, Class* cls, bool is_kept, int depth)
{
    StandardClasses& classes = *vm_.classes;
    if (cls == classes.tuple) {
        auto* tuple = as<Tuple>(value);
        if (version_ >= 4 && tuple->size < 256) {
            letter(')', is_kept);
            out_ += char(tuple->size);
        } else {
            TRY(size('(', is_kept, tuple->size));
        }
        return put_items({ tuple->begin(), tuple->end() }, depth);
    }
    if (cls == classes.list) {
        auto* list = as<List>(value);
        TRY(size('[', is_kept, list->size));
        return put_items({ list->begin(), list->end() }, depth);
    }
    if (cls == classes.dict) {
        letter('{', is_kept);
        size_t position = 0;
        while (const DictEntry* entry = next_entry(as<Dict>(value), position)) {
            TRY(put(entry->key, depth + 1));
            TRY(put(entry->value, depth + 1));
        }
        letter('0', false);
        return {};
    }
    if (cls == classes.set || cls == classes.frozenset) {
        List* items = TRY(list_of(vm_, value));
        TRY(size(cls == classes.set ? '<' : '>', is_kept, items->size));
        return put_items({ items->begin(), items->end() }, depth);
    }
    if (cls == classes.slice && version_ >= 5) {
        auto* slice = as<Slice>(value);
        letter(':', is_kept);
        Value parts[] = { slice->start, slice->stop, slice->step };
        return put_items(parts, depth);
    }
    std::string_view bytes;
    if (!TRY(buffer_view(vm_, value, bytes)))
        return raise_unmarshallable();
    TRY(size('s', is_kept, bytes.size()));
    out_ += bytes;
    return {};
}

Result<void> Writer::put(Value value, int depth)
{
    if (depth > deepest || !native_stack_ok(vm_))
        return vm_.raise(Error::ValueError, "object too deeply nested to marshal");
    TRY(vm_.work_in_one_step(2));
    if ((++count_ & 255) == 0)
        TRY(vm_.require_room(out_.size()));
    if (put_simple(value) || TRY(put_reference(value)))
        return {};
    bool is_kept = version_ >= 3 && value.is_cell();
    Class* cls = vm_.class_of(value);
    StandardClasses& classes = *vm_.classes;
    if (cls == classes.integer)
        return put_int(value, is_kept);
    if (cls == classes.real) {
        letter('g', is_kept);
        real(float_of(value));
        return {};
    }
    if (cls == classes.complex) {
        letter('y', is_kept);
        real(as<Complex>(value)->real);
        real(as<Complex>(value)->imaginary);
        return {};
    }
    if (cls == classes.str)
        return put_text(as<Str>(value)->view(), is_kept);
    if (cls == classes.code) {
        if (!allow_code_)
            return vm_.raise(Error::ValueError, "marshalling code objects is disallowed");
        std::string bytes = TRY(write_code(vm_, as<Code>(value)));
        TRY(size('c', is_kept, bytes.size()));
        out_ += bytes;
        return {};
    }
    return put_container(value, cls, is_kept, depth);
}

} // namespace

Result<std::string> write_value(Vm& vm, Value value, int64_t version, bool allow_code)
{
    Writer writer(vm, version, allow_code);
    TRY(writer.put(value, 0));
    return writer.take();
}

} // namespace coil::internal::marshal

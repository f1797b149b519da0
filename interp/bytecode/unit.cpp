#include "bytecode/unit.h"

namespace coil::internal
{

namespace
{

template <class T> size_t bytes_of(const std::vector<T>& items) { return items.capacity() * sizeof(T); }

size_t bytes_of(const std::vector<std::string>& texts)
{
    size_t bytes = texts.capacity() * sizeof(std::string);
    for (const std::string& text : texts)
        bytes += text.capacity();
    return bytes;
}

size_t bytes_of(const Constant& constant)
{
    if (auto* text = std::get_if<std::string>(&constant.value))
        return text->capacity();
    if (auto* bytes = std::get_if<BytesConstant>(&constant.value))
        return bytes->bytes.capacity();
    if (auto* number = std::get_if<BigIntConstant>(&constant.value))
        return number->digits.capacity();
    const std::vector<Constant>* items = nullptr;
    if (auto* tuple = std::get_if<TupleConstant>(&constant.value))
        items = &tuple->items;
    else if (auto* set = std::get_if<FrozenSetConstant>(&constant.value))
        items = &set->items;
    size_t bytes = items ? bytes_of(*items) : 0;
    for (size_t i = 0; items && i < items->size(); i++)
        bytes += bytes_of((*items)[i]);
    return bytes;
}

} // namespace

CodeOutline CodeUnit::outline() const
{
    return { name, qualified_name, first_line, flags, argument_count, positional_only_count, keyword_only_count,
        register_count, window_gap, self_attributes, uint32_t(constants.size()), uint32_t(free_names.size()) };
}

size_t Unit::bytes() const
{
    size_t bytes = sizeof(Unit) + filename.capacity() + codes.capacity() * sizeof(CodeUnit);
    for (const CodeUnit& code : codes) {
        bytes += bytes_of(code.code) + bytes_of(code.constants) + bytes_of(code.names) + bytes_of(code.locals) +
            bytes_of(code.cells) + bytes_of(code.free_names) + bytes_of(code.exceptions) + bytes_of(code.positions) +
            code.doc.capacity();
        for (const Constant& constant : code.constants)
            bytes += bytes_of(constant);
    }
    return bytes;
}

} // namespace coil::internal

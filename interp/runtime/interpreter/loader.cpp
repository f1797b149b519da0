#include "runtime/interpreter/loader.h"

#include <algorithm>

#include "objects/bytes.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/numbers.h"
#include "objects/set.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/interpreter/frame.h"
#include "runtime/interpreter/interpreter.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

/// The entry of code that is not loaded yet.
const uint32_t load_stub[1] = { uint32_t(Op::LoadBody) };

void destroy_tables(Cell* cell)
{
    auto* tables = static_cast<CodeTables*>(cell);
    tables->source.~UnitSource();
    tables->read.~unique_ptr();
}
constexpr NativeType tables_type{ "code tables", nullptr, destroy_tables };

Result<CodeTables*> make_tables(Vm& vm, const UnitSource& source, uint32_t index)
{
    auto* tables = static_cast<CodeTables*>(vm.heap.allocate_cell(uint8_t(Kind::NativeResource), sizeof(CodeTables)));
    if (!tables)
        return vm.raise_memory_error();
    new (&tables->source) UnitSource(source);
    new (&tables->read) std::unique_ptr<const CodeUnit>();
    tables->is_faulty = false;
    tables->type = &tables_type;
    tables->set_size(sizeof(CodeTables));
    tables->index = index;
    return tables;
}

bool looks_like_name(std::string_view text)
{
    return !text.empty() &&
        std::all_of(text.begin(), text.end(), [](unsigned char c) { return c == '_' || isalnum(c); });
}

Result<Value> make_constant(Vm& vm, const Constant& constant, const UnitSource& unit, Dict* globals);

Result<Value> make_constants(Vm& vm, const std::vector<Constant>& items, const UnitSource& unit, Dict* globals)
{
    Tuple* tuple = TRY(make_tuple(vm, items.size()));
    for (size_t i = 0; i < items.size(); i++) {
        Value item = TRY(make_constant(vm, items[i], unit, globals));
        vm.heap.write_barrier(tuple);
        tuple->items[i] = item;
    }
    return Value::cell(tuple);
}

struct ConstantMaker {
    Vm& vm;
    const UnitSource& unit;
    Dict* globals;
    Result<Value> operator()(NoneConstant) { return None; }
    Result<Value> operator()(EllipsisConstant) { return Ellipsis; }
    Result<Value> operator()(bool truth) { return Value::boolean(truth); }
    Result<Value> operator()(int64_t number) { return make_int(vm, number); }
    Result<Value> operator()(double number) { return make_float(vm, number); }
    Result<Value> operator()(const std::string& text)
    {
        if (text.size() <= 64 && looks_like_name(text))
            return Value::cell(intern(vm, text));
        return make_str(vm, text);
    }
    Result<Value> operator()(const BytesConstant& bytes) { return make_bytes(vm, bytes.bytes); }
    Result<Value> operator()(const BigIntConstant& big) { return int_from_text(vm, big.digits, 0); }
    Result<Value> operator()(const ComplexConstant& complex)
    {
        return make_complex(vm, complex.real, complex.imaginary);
    }
    Result<Value> operator()(const TupleConstant& tuple) { return make_constants(vm, tuple.items, unit, globals); }
    Result<Value> operator()(const FrozenSetConstant& set)
    {
        FrozenSet* made = TRY(make_frozen_set(vm));
        for (const Constant& item : set.items)
            TRY(set_add(vm, made, TRY(make_constant(vm, item, unit, globals))));
        return Value::cell(made);
    }
    Result<Value> operator()(CodeConstant code) { return load_code(vm, unit, code.index, globals); }
};

Result<Value> make_constant(Vm& vm, const Constant& constant, const UnitSource& unit, Dict* globals)
{
    return std::visit(ConstantMaker{ vm, unit, globals }, constant.value);
}

Result<ValueArray*> make_names(Vm& vm, const std::vector<std::string>& names)
{
    ValueArray* array = TRY(make_value_array(vm, names.size()));
    for (size_t i = 0; i < names.size(); i++) {
        Value name = Value::cell(intern(vm, names[i]));
        vm.heap.write_barrier(array);
        array->data[i] = name;
    }
    return array;
}

/// The form that an instruction takes in a heap frame.
Op heap_form(Op op)
{
    switch (op) {
    case Op::Call:
        return Op::HeapCall;
    case Op::CallMethod:
        return Op::HeapCallMethod;
    case Op::LoadMethod:
        return Op::HeapLoadMethod;
    case Op::LoadSpecial:
        return Op::HeapLoadSpecial;
    case Op::LoadSuperMethod:
        return Op::HeapLoadSuperMethod;
    default:
        return op;
    }
}

void adapt_to_heap_frame(uint32_t* words, size_t count)
{
    for (size_t i = 0; i < count;) {
        Op op = Op(words[i] & 0xff);
        words[i] = (words[i] & ~0xffu) | uint32_t(heap_form(op));
        i += 1 + word_counts[size_t(op)];
    }
}

Str* name_of_other_builtins(Vm& vm) { return intern(vm, "<builtins>"); }

/// What code with these globals finds builtins in. Those that are no plain dict are put into one, under a name that no
/// script can ask for: inline caches look into dicts only.
Result<Dict*> builtins_for(Vm& vm, Dict* globals)
{
    Value* own = find_str(vm, globals, vm.names->builtins);
    if (!own)
        return vm.builtins;
    auto* dict = as_if<Dict>(*own);
    if (dict && dict->shape == vm.exact.dict)
        return dict;
    if (auto* module = as_if<Module>(*own))
        return module->dict;
    Value other = *own;
    Dict* holder = TRY(make_dict(vm));
    TRY(dict_set_str(vm, holder, name_of_other_builtins(vm), other));
    return holder;
}

} // namespace

Value builtins_of(Vm& vm, const Code* code)
{
    Value* other = find_str(vm, code->builtins, name_of_other_builtins(vm));
    return other ? *other : Value::cell(code->builtins);
}

Result<std::optional<Value>> find_builtin(Vm& vm, const Code* code, Str* name)
{
    if (Value* value = find_str(vm, code->builtins, name))
        return std::optional(*value);
    Value* other = code->builtins == vm.builtins ? nullptr : find_str(vm, code->builtins, name_of_other_builtins(vm));
    if (!other)
        return std::optional<Value>();
    Result<Value> value = get_item(vm, *other, Value::cell(name));
    if (value.ok())
        return std::optional(value.value());
    if (!is_exception_of(vm, vm.pending, Error::KeyError))
        return Raised{};
    vm.take_pending();
    return std::optional<Value>();
}

int extension_words(Op op) { return word_counts[size_t(op)]; }

void empty_inline_caches(Code* code)
{
    if (!is_loaded(code))
        return;
    size_t count = tables_of(code).code.size();
    for (size_t i = 0; i < count; i += 1 + word_counts[code->entry[i] & 0xff]) {
        switch (Op(code->entry[i] & 0xff)) {
        case Op::LoadAttr:
        case Op::StoreAttr:
        case Op::LoadMethod:
        case Op::HeapLoadMethod:
        case Op::LoadSuperMethod:
        case Op::HeapLoadSuperMethod:
            code->entry[i + 2] = 0;
            break;
        case Op::LoadSpecial:
        case Op::HeapLoadSpecial:
            code->entry[i + 1] = 0;
            break;
        default:
            break;
        }
    }
}

Result<std::shared_ptr<const Unit>> keep_unit(Vm& vm, Unit unit)
{
    size_t bytes = unit.bytes();
    auto forget = [&heap = vm.heap, bytes](const Unit* forgotten) {
        heap.give_back_outside(bytes);
        delete forgotten;
    };
    auto kept = std::make_unique<const Unit>(std::move(unit));
    if (!vm.heap.take_outside(bytes))
        return vm.raise_memory_error();
    return std::shared_ptr<const Unit>(kept.release(), forget);
}

const CodeUnit& CodeTables::code() const
{
    if (source.unit)
        return source.unit->codes[index];
    if (read)
        return *read;
    if (!source.checked) {
        read = std::make_unique<const CodeUnit>(source.stored.code(index));
        return *read;
    }
    std::optional<CodeUnit> found = source.checked->code(index);
    is_faulty = !found;
    if (!found) {
        CodeOutline outline = source.checked->outline(index);
        found.emplace();
        found->name = outline.name;
        found->qualified_name = outline.qualified_name;
        found->free_names.resize(outline.free_count);
    }
    read = std::make_unique<const CodeUnit>(std::move(*found));
    return *read;
}

namespace
{

/// A code of that outline, with no body, no tables and no filename yet.
Result<Code*> make_code(Vm& vm, const CodeOutline& outline, Dict* globals)
{
    Dict* builtins = TRY(builtins_for(vm, globals));
    size_t count = outline.constant_count;
    auto* code = static_cast<Code*>(vm.heap.allocate_cell(uint8_t(Kind::Code), sizeof(Code) + count * sizeof(Value)));
    if (!code)
        return vm.raise_memory_error();
    code->shape = vm.classes->code->root->id;
    code->flags = outline.flags;
    code->argument_count = uint16_t(outline.argument_count);
    code->positional_only_count = uint16_t(outline.positional_only_count);
    code->keyword_only_count = uint16_t(outline.keyword_only_count);
    bool var_arguments = outline.flags & HasVarArgs, var_keywords = outline.flags & HasVarKeywords;
    code->parameter_count =
        uint16_t(outline.argument_count + outline.keyword_only_count + var_arguments + var_keywords);
    code->register_count = outline.register_count;
    code->free_count = outline.free_count;
    code->window_gap = uint16_t(outline.window_gap);
    code->self_attributes = uint16_t(std::min<uint32_t>(outline.self_attributes, UINT16_MAX));
    bool exact = !var_arguments && !var_keywords && outline.keyword_only_count == 0 && !(code->flags & UsesNamespace);
    code->fast_arity = exact && !(outline.flags & HeapFrame) ? int32_t(outline.argument_count) : -1;
    code->exact_arity = code->fast_arity;
    code->constant_count = count;
    code->globals = globals;
    code->builtins = builtins;
    code->entry = const_cast<uint32_t*>(load_stub);
    return code;
}

/// Stores into a code may follow a collection that made it old.
template <class T, class U> void keep(Vm& vm, Code* code, T*& field, U* cell)
{
    vm.heap.write_barrier(code);
    field = cell;
}

Result<void> load_from(Vm& vm, Code* code, const CodeUnit& body)
{
    // A copy: what loads may be a code whose tables change hands.
    const UnitSource source = static_cast<CodeTables*>(code->tables)->source;
    keep(vm, code, code->names, static_cast<Cell*>(TRY(make_names(vm, body.names))));
    keep(vm, code, code->locals, static_cast<Cell*>(TRY(make_names(vm, body.locals))));
    for (size_t i = 0; i < body.constants.size(); i++) {
        Value constant = TRY(make_constant(vm, body.constants[i], source, code->globals));
        vm.heap.write_barrier(code);
        code->constants[i] = constant;
    }
    size_t handler_bytes = body.exceptions.size() * sizeof(ExceptionRow);
    ByteArrayStorage* words = TRY(make_byte_storage(vm, body.code.size() * sizeof(uint32_t) + handler_bytes));
    auto* entry = reinterpret_cast<uint32_t*>(words->data);
    std::copy(body.code.begin(), body.code.end(), entry);
    auto* handlers = reinterpret_cast<ExceptionRow*>(entry + body.code.size());
    std::copy(body.exceptions.begin(), body.exceptions.end(), handlers);
    if (code->flags & HeapFrame)
        adapt_to_heap_frame(entry, body.code.size());
    keep(vm, code, code->words, static_cast<Cell*>(words));
    code->entry = entry;
    code->handlers = handlers;
    code->handler_count = body.exceptions.size();
    if (code->flags & HeapFrame && !(code->flags & UsesNamespace) && code->parameter_count == code->argument_count)
        code->exact_arity = code->argument_count;
    vm.interpreter->add_code(code);
    return {};
}

} // namespace

Result<Code*> load_code(Vm& vm, const UnitSource& source, uint32_t index, Dict* globals)
{
    CodeOutline outline = source.outline(index);
    Code* code = TRY(make_code(vm, outline, globals));
    keep(vm, code, code->name, intern(vm, outline.name));
    keep(vm, code, code->qualified_name, intern(vm, outline.qualified_name));
    keep(vm, code, code->filename, intern(vm, source.filename()));
    keep(vm, code, code->tables, static_cast<Cell*>(TRY(make_tables(vm, source, index))));
    return code;
}

Result<Code*> load_again(Vm& vm, const Code* code, Dict* globals)
{
    auto* tables = static_cast<CodeTables*>(code->tables);
    CodeOutline outline = tables->source.outline(tables->index);
    Code* again = TRY(make_code(vm, outline, globals));
    keep(vm, again, again->name, code->name);
    keep(vm, again, again->qualified_name, code->qualified_name);
    keep(vm, again, again->filename, code->filename);
    keep(vm, again, again->tables, code->tables);
    return again;
}

Result<void> load_body(Vm& vm, Code* code)
{
    auto* tables = static_cast<CodeTables*>(code->tables);
    if (tables->source.unit || tables->source.checked || tables->read) {
        const CodeUnit& body = tables->code();
        if (tables->is_faulty)
            return vm.raise(Error::SystemError, "what '{}' was compiled to is broken", code->filename->view());
        return load_from(vm, code, body);
    }
    return load_from(vm, code, tables->source.stored.body(tables->index));
}

Result<Function*> make_function(Vm& vm, Code* code)
{
    auto* function = static_cast<Function*>(
        vm.heap.allocate_cell(uint8_t(Kind::Function), sizeof(Function) + code->free_count * sizeof(Box*)));
    if (!function)
        return vm.raise_memory_error();
    function->shape = vm.classes->function->root->id;
    function->code = code;
    return function;
}

Result<Code*> copy_code(Vm& vm, Code* code)
{
    TRY(need_body(vm, code));
    size_t bytes = sizeof(Code) + code->constant_count * sizeof(Value);
    auto* copy = static_cast<Code*>(vm.heap.allocate_cell(uint8_t(Kind::Code), bytes));
    if (!copy)
        return vm.raise_memory_error();
    copy->shape = code->shape;
    std::memcpy(static_cast<Cell*>(copy) + 1, static_cast<const Cell*>(code) + 1, bytes - sizeof(Cell));
    vm.interpreter->add_code(copy);
    return copy;
}

Result<Function*> load_unit(Vm& vm, const UnitSource& source, Dict* globals)
{
    return make_function(vm, TRY(load_code(vm, source, 0, globals)));
}

PositionRow position_at(const Code* code, uint32_t offset)
{
    const auto& rows = tables_of(code).positions;
    auto after = std::upper_bound(
        rows.begin(), rows.end(), offset, [](uint32_t at, const PositionRow& row) { return at < row.offset; });
    return after == rows.begin() ? PositionRow{} : after[-1];
}

std::span<const PositionRow> bare_lines_at(const Code* code, uint32_t offset)
{
    const auto& rows = tables_of(code).positions;
    auto first = std::lower_bound(
        rows.begin(), rows.end(), offset, [](const PositionRow& row, uint32_t at) { return row.offset < at; });
    auto end = first;
    while (end != rows.end() && end->offset == offset)
        ++end;
    return { first, end == first ? end : end - 1 };
}

const ExceptionRow* handler_at(const Code* code, uint32_t offset)
{
    // What loading raises is the call's, not the body's: it has no handlers yet.
    for (const ExceptionRow* row = code->handlers; row != code->handlers + code->handler_count; row++)
        if (offset >= row->start && offset < row->end)
            return row;
    return nullptr;
}

Decoded decode_wide(const uint32_t* pc)
{
    WithWide d{ pc[0] };
    uint32_t word = pc[1];
    return { Op(word & 0xff), d.a(word), d.b(word), d.c(word), pc + 1, pc + 2 + word_counts[word & 0xff] };
}

} // namespace coil::internal

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

namespace coil
{

namespace
{

void destroy_tables(Cell* cell) { static_cast<CodeTables*>(cell)->unit.~shared_ptr(); }
constexpr NativeType tables_type{ "code tables", nullptr, destroy_tables };

Result<CodeTables*> make_tables(Vm& vm, const std::shared_ptr<const Unit>& unit, uint32_t index)
{
    auto* tables = static_cast<CodeTables*>(vm.heap.allocate_cell(uint8_t(Kind::NativeResource), sizeof(CodeTables)));
    if (!tables)
        return vm.raise_memory_error();
    new (&tables->unit) std::shared_ptr<const Unit>(unit);
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

Result<Value> make_constant(Vm& vm, const Constant& constant, const std::shared_ptr<const Unit>& unit, Dict* globals);

Result<Value> make_constants(
    Vm& vm, const std::vector<Constant>& items, const std::shared_ptr<const Unit>& unit, Dict* globals)
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
    const std::shared_ptr<const Unit>& unit;
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

Result<Value> make_constant(Vm& vm, const Constant& constant, const std::shared_ptr<const Unit>& unit, Dict* globals)
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
    if (dict && dict->shape == vm.dict_shape)
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

Result<Code*> load_code(Vm& vm, const std::shared_ptr<const Unit>& unit, uint32_t index, Dict* globals)
{
    const CodeUnit& source = unit->codes[index];
    Dict* builtins = TRY(builtins_for(vm, globals));
    size_t count = source.constants.size();
    auto* code = static_cast<Code*>(vm.heap.allocate_cell(uint8_t(Kind::Code), sizeof(Code) + count * sizeof(Value)));
    if (!code)
        return vm.raise_memory_error();
    code->shape = vm.classes->code->root->id;
    code->flags = source.flags;
    code->argument_count = uint16_t(source.argument_count);
    code->positional_only_count = uint16_t(source.positional_only_count);
    code->keyword_only_count = uint16_t(source.keyword_only_count);
    bool var_arguments = source.flags & HasVarArgs, var_keywords = source.flags & HasVarKeywords;
    code->parameter_count = uint16_t(source.argument_count + source.keyword_only_count + var_arguments + var_keywords);
    code->register_count = source.register_count;
    code->free_count = uint32_t(source.free_names.size());
    code->window_gap = uint16_t(source.window_gap);
    code->self_attributes = uint16_t(std::min<uint32_t>(source.self_attributes, UINT16_MAX));
    bool exact = !var_arguments && !var_keywords && source.keyword_only_count == 0;
    code->exact_arity = exact ? int32_t(source.argument_count) : -1;
    code->fast_arity = exact && !(source.flags & HeapFrame) ? int32_t(source.argument_count) : -1;
    code->constant_count = count;
    code->globals = globals;
    code->builtins = builtins;
    // Every store below may follow a collection that made the code old.
    auto keep = [&](auto*& field, auto* cell) {
        vm.heap.write_barrier(code);
        field = cell;
    };
    keep(code->name, intern(vm, source.name));
    keep(code->qualified_name, intern(vm, source.qualified_name));
    keep(code->filename, intern(vm, unit->filename));
    ByteArrayStorage* words = TRY(make_byte_storage(vm, source.code.size() * sizeof(uint32_t)));
    keep(code->words, static_cast<Cell*>(words));
    code->entry = reinterpret_cast<uint32_t*>(words->data);
    std::copy(source.code.begin(), source.code.end(), code->entry);
    if (source.flags & HeapFrame)
        adapt_to_heap_frame(code->entry, source.code.size());
    keep(code->names, static_cast<Cell*>(TRY(make_names(vm, source.names))));
    keep(code->locals, static_cast<Cell*>(TRY(make_names(vm, source.locals))));
    keep(code->tables, static_cast<Cell*>(TRY(make_tables(vm, unit, index))));
    for (size_t i = 0; i < count; i++) {
        Value constant = TRY(make_constant(vm, source.constants[i], unit, globals));
        vm.heap.write_barrier(code);
        code->constants[i] = constant;
    }
    vm.interpreter->add_code(code);
    return code;
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

Result<Code*> copy_code(Vm& vm, const Code* code)
{
    size_t bytes = sizeof(Code) + code->constant_count * sizeof(Value);
    auto* copy = static_cast<Code*>(vm.heap.allocate_cell(uint8_t(Kind::Code), bytes));
    if (!copy)
        return vm.raise_memory_error();
    copy->shape = code->shape;
    std::memcpy(static_cast<Cell*>(copy) + 1, static_cast<const Cell*>(code) + 1, bytes - sizeof(Cell));
    vm.interpreter->add_code(copy);
    return copy;
}

Result<Function*> load_unit(Vm& vm, std::shared_ptr<const Unit> unit, Dict* globals)
{
    return make_function(vm, TRY(load_code(vm, unit, 0, globals)));
}

PositionRow position_at(const Code* code, uint32_t offset)
{
    const auto& rows = tables_of(code).positions;
    auto after = std::upper_bound(
        rows.begin(), rows.end(), offset, [](uint32_t at, const PositionRow& row) { return at < row.offset; });
    return after == rows.begin() ? PositionRow{} : after[-1];
}

const ExceptionRow* handler_at(const Code* code, uint32_t offset)
{
    for (const ExceptionRow& row : tables_of(code).exceptions)
        if (offset >= row.start && offset < row.end)
            return &row;
    return nullptr;
}

Decoded decode_wide(const uint32_t* pc)
{
    WithWide d{ pc[0] };
    uint32_t word = pc[1];
    return { Op(word & 0xff), d.a(word), d.b(word), d.c(word), pc + 1, pc + 2 + word_counts[word & 0xff] };
}

} // namespace coil

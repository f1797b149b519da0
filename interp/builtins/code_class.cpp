#include <algorithm>
#include <bit>

#include "builtins/define.h"
#include "builtins/display.h"
#include "objects/bytes.h"
#include "objects/dict.h"
#include "objects/list.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/interpreter/interpreter.h"
#include "runtime/interpreter/loader.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/iteration.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

/// Bytes of an instruction word, and how much f_lasti counts for one.
constexpr int64_t word_bytes = sizeof(uint32_t);

template <class Names> Result<Value> names_tuple(Vm& vm, const Names& names)
{
    Tuple* tuple = TRY(make_tuple(vm, names.size()));
    for (size_t i = 0; i < tuple->size; i++) {
        Str* name = intern(vm, names[i]);
        vm.heap.write_barrier(tuple);
        tuple->items[i] = Value::cell(name);
    }
    return Value::cell(tuple);
}
bool is_function_code(const Code* code) { return !(code->flags & (IsModule | IsClassBody)); }
/// Whether the code is of a function that stands in a class body: its name follows the class's.
bool is_method_code(const Code* code)
{
    std::string_view name = code->qualified_name->view();
    size_t dot = name.ends_with('>') ? name.rfind(".<") : name.rfind('.');
    return is_function_code(code) && dot != std::string_view::npos && name[dot - 1] != '>';
}
/// Flags by CPython's numbers.
int64_t code_flag_bits(const Code* code)
{
    int64_t flags = is_function_code(code) ? 0x3 : 0;
    flags |= code->flags & HasVarArgs ? 0x04 : 0;
    flags |= code->flags & HasVarKeywords ? 0x08 : 0;
    flags |= code->flags & IsNested ? 0x10 : 0;
    flags |= code->flags & IsGenerator ? 0x20 : 0;
    flags |= code->flags & IsCoroutine ? 0x80 : 0;
    flags |= code->flags & IsIterableCoroutine ? 0x100 : 0;
    flags |= code->flags & IsAsyncGenerator ? 0x200 : 0;
    flags |= code->flags & HasFutureAnnotations ? 0x1000000 : 0;
    flags |= is_function_code(code) && tables_of(code).has_doc ? 0x4000000 : 0;
    flags |= is_method_code(code) ? 0x8000000 : 0;
    return flags;
}

// Names of variables, as CPython sorts them: parameters first, whether closures share them or not; a variable that
// closures share is no plain local.

bool is_shared(const CodeUnit& unit, uint32_t variable)
{
    return std::find(unit.cells.begin(), unit.cells.end(), variable) != unit.cells.end();
}
std::vector<std::string_view> local_names(const Code* code)
{
    const CodeUnit& unit = tables_of(code);
    std::vector<std::string_view> names;
    if (!is_function_code(code))
        return names;
    for (uint32_t i = 0; i < unit.locals.size(); i++)
        if (i < code->parameter_count || !is_shared(unit, i))
            names.push_back(unit.locals[i]);
    return names;
}
std::vector<std::string_view> shared_names(const Code* code)
{
    const CodeUnit& unit = tables_of(code);
    std::vector<std::string_view> names;
    for (uint32_t i = 0; i < unit.locals.size() && i < code->parameter_count; i++)
        if (is_shared(unit, i))
            names.push_back(unit.locals[i]);
    size_t parameters = names.size();
    for (uint32_t i = code->parameter_count; i < unit.locals.size(); i++)
        if (is_shared(unit, i))
            names.push_back(unit.locals[i]);
    std::sort(names.begin() + ptrdiff_t(parameters), names.end());
    return names;
}
Result<Value> code_name(Vm&, Value self) { return Value::cell(as<Code>(self)->name); }
Result<Value> code_qualname(Vm&, Value self) { return Value::cell(as<Code>(self)->qualified_name); }
Result<Value> code_filename(Vm&, Value self) { return Value::cell(as<Code>(self)->filename); }
Result<Value> code_first_line(Vm&, Value self) { return Value::small(tables_of(as<Code>(self)).first_line); }
Result<Value> code_argcount(Vm&, Value self) { return Value::small(as<Code>(self)->argument_count); }
Result<Value> code_posonly(Vm&, Value self) { return Value::small(as<Code>(self)->positional_only_count); }
Result<Value> code_kwonly(Vm&, Value self) { return Value::small(as<Code>(self)->keyword_only_count); }
Result<Value> code_flags(Vm&, Value self) { return Value::small(code_flag_bits(as<Code>(self))); }
Result<Value> code_varnames(Vm& vm, Value self) { return names_tuple(vm, local_names(as<Code>(self))); }
Result<Value> code_cellvars(Vm& vm, Value self) { return names_tuple(vm, shared_names(as<Code>(self))); }
Result<Value> code_freevars(Vm& vm, Value self) { return names_tuple(vm, tables_of(as<Code>(self)).free_names); }
Result<Value> code_names(Vm& vm, Value self) { return names_tuple(vm, tables_of(as<Code>(self)).names); }
Result<Value> code_local_count(Vm&, Value self) { return Value::small(int64_t(local_names(as<Code>(self)).size())); }
/// How many registers a frame has: ours is no stack machine.
Result<Value> code_stack_size(Vm&, Value self) { return Value::small(as<Code>(self)->register_count); }
Result<Value> code_constants(Vm& vm, Value self)
{
    auto* code = as<Code>(self);
    TRY(need_body(vm, code));
    return Value::cell(TRY(make_tuple(vm, code->constants, code->constant_count)));
}
/// The instructions as they were compiled: words of four bytes, little-endian (bytecode/opcodes.def).
Result<Value> code_bytes(Vm& vm, Value self)
{
    const std::vector<uint32_t>& words = tables_of(as<Code>(self)).code;
    TRY(vm.require_room(words.size() * word_bytes));
    return Value::cell(
        TRY(make_bytes(vm, { reinterpret_cast<const char*>(words.data()), words.size() * sizeof(uint32_t) })));
}

// Places of instructions. Offsets are bytes of co_code, as those of f_lasti and tb_lasti are; CPython counts two bytes
// to a unit, so that each of our words is two of its units.

Value line_value(uint32_t line) { return line ? Value::small(line) : None; }
Result<Value> code_lines(Vm& vm, Value self)
{
    const CodeUnit& unit = tables_of(as<Code>(self));
    List* list = TRY(make_list(vm));
    size_t count = unit.code.size();
    for (size_t i = 0; i < unit.positions.size();) {
        uint32_t start = unit.positions[i].offset, line = unit.positions[i].line;
        while (i < unit.positions.size() && unit.positions[i].line == line)
            i++;
        size_t end = i < unit.positions.size() ? unit.positions[i].offset : count;
        Value row = Value::cell(TRY(make_tuple(vm,
            { Value::small(int64_t(start) * word_bytes), Value::small(int64_t(end) * word_bytes), line_value(line) })));
        TRY(list_append(vm, list, row));
    }
    return get_iterator(vm, Value::cell(list));
}
Result<Value> code_positions(Vm& vm, Value self)
{
    const CodeUnit& unit = tables_of(as<Code>(self));
    List* list = TRY(make_list(vm));
    Value nowhere = Value::cell(TRY(make_tuple(vm, { None, None, None, None })));
    size_t row = 0;
    Value place = nowhere;
    for (size_t offset = 0; offset < unit.code.size(); offset++) {
        if (row < unit.positions.size() && unit.positions[row].offset == offset) {
            const PositionRow& at = unit.positions[row++];
            place = at.line == 0 ? nowhere
                                 : Value::cell(TRY(make_tuple(vm,
                                       { Value::small(at.line), Value::small(at.end_line), Value::small(at.column),
                                           Value::small(at.end_column) })));
        }
        TRY(list_append(vm, list, place));
        TRY(list_append(vm, list, place));
        if ((offset & 255) == 255)
            TRY(vm.work_in_one_step(256));
    }
    return get_iterator(vm, Value::cell(list));
}
Result<Value> code_repr(Vm& vm, Value self)
{
    auto* code = as<Code>(self);
    return formatted_str(vm, "<code object {} at {}, file \"{}\", line {}>",
        { code->name->view(), object_address(self), code->filename->view(), tables_of(code).first_line });
}

// Equality: all that running the code depends on, and its places, but not the file.

bool same_constants(const std::vector<Constant>& left, const std::vector<Constant>& right);
bool same_plain(const Constant& left, const Constant& right)
{
    if (left.value.index() != right.value.index())
        return false;
    return std::visit(
        [&](const auto& value) {
            using T = std::decay_t<decltype(value)>;
            const T& other = std::get<T>(right.value);
            if constexpr (std::is_same_v<T, double>)
                return std::bit_cast<uint64_t>(value) == std::bit_cast<uint64_t>(other);
            else if constexpr (std::is_same_v<T, BytesConstant>)
                return value.bytes == other.bytes;
            else if constexpr (std::is_same_v<T, BigIntConstant>)
                return value.digits == other.digits;
            else if constexpr (std::is_same_v<T, ComplexConstant>)
                return std::bit_cast<uint64_t>(value.real) == std::bit_cast<uint64_t>(other.real) &&
                    std::bit_cast<uint64_t>(value.imaginary) == std::bit_cast<uint64_t>(other.imaginary);
            else if constexpr (std::is_same_v<T, TupleConstant> || std::is_same_v<T, FrozenSetConstant>)
                return same_constants(value.items, other.items);
            else if constexpr (std::is_same_v<T, bool> || std::is_same_v<T, int64_t> || std::is_same_v<T, std::string>)
                return value == other;
            else
                return true;
        },
        left.value);
}
bool same_constants(const std::vector<Constant>& left, const std::vector<Constant>& right)
{
    return std::equal(left.begin(), left.end(), right.begin(), right.end(), same_plain);
}
bool same_rows(const CodeUnit& left, const CodeUnit& right)
{
    auto same_handler = [](const ExceptionRow& a, const ExceptionRow& b) {
        return a.start == b.start && a.end == b.end && a.target == b.target &&
            a.exception_register == b.exception_register;
    };
    auto same_place = [](const PositionRow& a, const PositionRow& b) {
        return a.offset == b.offset && a.line == b.line && a.end_line == b.end_line && a.column == b.column &&
            a.end_column == b.end_column;
    };
    return std::equal(left.exceptions.begin(), left.exceptions.end(), right.exceptions.begin(), right.exceptions.end(),
               same_handler) &&
        std::equal(
            left.positions.begin(), left.positions.end(), right.positions.begin(), right.positions.end(), same_place);
}
Result<bool> same_code(Vm& vm, Code* left, Code* right)
{
    if (left == right)
        return true;
    if (!native_stack_ok(vm))
        return raise_native_recursion(vm, " in comparison");
    const CodeUnit &a = tables_of(left), &b = tables_of(right);
    TRY(vm.work_in_one_step(a.code.size()));
    bool same = left->name == right->name && left->flags == right->flags && a.first_line == b.first_line &&
        a.argument_count == b.argument_count && a.positional_only_count == b.positional_only_count &&
        a.keyword_only_count == b.keyword_only_count && a.code == b.code && a.names == b.names &&
        a.locals == b.locals && a.cells == b.cells && a.free_names == b.free_names && same_rows(a, b) &&
        same_constants(a.constants, b.constants);
    if (!same)
        return false;
    TRY(need_body(vm, left));
    TRY(need_body(vm, right));
    for (size_t i = 0; i < left->constant_count; i++) {
        auto *inner = as_if<Code>(left->constants[i]), *other = as_if<Code>(right->constants[i]);
        if (inner && other && !TRY(same_code(vm, inner, other)))
            return false;
    }
    return true;
}
Result<Value> code_equal(Vm& vm, Value self, Value other)
{
    auto* code = as_if<Code>(other);
    return code ? Value::boolean(TRY(same_code(vm, as<Code>(self), code))) : NotImplemented;
}
int64_t code_hash(Vm& vm, Value self)
{
    auto* code = as<Code>(self);
    const CodeUnit& unit = tables_of(code);
    std::string key(code->name->view());
    key.append(reinterpret_cast<const char*>(unit.code.data()), unit.code.size() * sizeof(uint32_t));
    key += std::to_string(unit.first_line);
    return hash_bytes(vm, key);
}

Result<Value> code_new(Vm& vm, Value, Arguments, Dict*)
{
    return vm.raise(Error::TypeError, "coil makes code objects by compile() and code.replace() only");
}

constexpr std::string_view fixed_fields[] = { "co_argcount", "co_posonlyargcount", "co_kwonlyargcount", "co_nlocals",
    "co_stacksize", "co_firstlineno", "co_code", "co_consts", "co_names", "co_varnames", "co_freevars", "co_cellvars" };

/// What can't be replaced may be given as it is.
Result<void> refuse_change(Vm& vm, Value self, std::string_view name, Value value)
{
    if (std::find(std::begin(fixed_fields), std::end(fixed_fields), name) == std::end(fixed_fields))
        return vm.raise(Error::TypeError, "replace() got an unexpected keyword argument '{}'", name);
    Value now = TRY(get_attribute(vm, self, intern(vm, name)));
    if (TRY(values_equal(vm, now, value)))
        return {};
    return vm.raise(Error::ValueError, "code.replace() of coil cannot change '{}'", name);
}

/// Of what CPython can replace, what needs no other instructions: names, and whether generators can be awaited.
Result<Value> code_replace(Vm& vm, Value self, Dict* changes)
{
    Code* copy = TRY(copy_code(vm, as<Code>(self)));
    size_t position = 0;
    while (const DictEntry* entry = changes ? next_entry(changes, position) : nullptr) {
        std::string_view name = as<Str>(entry->key)->view();
        Value value = entry->value;
        Str** text = name == "co_name" ? &copy->name
            : name == "co_qualname"    ? &copy->qualified_name
            : name == "co_filename"    ? &copy->filename
                                       : nullptr;
        if (text) {
            if (!is_kind(value, Kind::Str))
                return vm.raise(
                    Error::TypeError, "replace() argument '{}' must be str, not {}", name, type_name(vm, value));
            Str* interned = intern(vm, as<Str>(value));
            vm.heap.write_barrier(copy);
            *text = interned;
        } else if (name == "co_flags") {
            constexpr int64_t iterable_coroutine = 0x100;
            int64_t flags = TRY(to_int64(vm, value)), now = code_flag_bits(copy);
            if ((flags ^ now) & ~iterable_coroutine || (flags & iterable_coroutine && !(copy->flags & IsGenerator)))
                return vm.raise(Error::ValueError,
                    "code.replace() of coil changes only CO_ITERABLE_COROUTINE of a generator's flags");
            copy->flags = (copy->flags & ~uint32_t(IsIterableCoroutine)) |
                (flags & iterable_coroutine ? uint32_t(IsIterableCoroutine) : 0);
        } else {
            TRY(refuse_change(vm, self, name, value));
        }
    }
    return Value::cell(copy);
}
constexpr NativeDef code_methods[] = {
    def<"__repr__(self, /)", code_repr>(),
    def<"__eq__(self, value, /)", code_equal>(),
    def<"__hash__(self, /)", code_hash>(),
    def<"co_lines(self, /)", code_lines>("The lines of the instructions: an iterator of (start, end, line)."),
    def<"co_positions(self, /)", code_positions>(
        "The places of the instructions: an iterator of (line, end line, column, end column)."),
    def<"__replace__(self, /, **changes)", code_replace>("The same as replace()."),
    def<"replace(self, /, **changes)", code_replace>("Returns a copy of the code with other names or flags."),
};
constexpr NativeDef code_maker = def<"__new__(cls, /, *args, **kwargs)", code_new>();
constexpr AttributeDef code_attributes[] = {
    { "co_name", code_name, nullptr, nullptr },
    { "co_qualname", code_qualname, nullptr, nullptr },
    { "co_filename", code_filename, nullptr, nullptr },
    { "co_firstlineno", code_first_line, nullptr, nullptr },
    { "co_argcount", code_argcount, nullptr, nullptr },
    { "co_posonlyargcount", code_posonly, nullptr, nullptr },
    { "co_kwonlyargcount", code_kwonly, nullptr, nullptr },
    { "co_flags", code_flags, nullptr, nullptr },
    { "co_varnames", code_varnames, nullptr, nullptr },
    { "co_freevars", code_freevars, nullptr, nullptr },
    { "co_cellvars", code_cellvars, nullptr, nullptr },
    { "co_names", code_names, nullptr, nullptr },
    { "co_consts", code_constants, nullptr, nullptr },
    { "co_code", code_bytes, nullptr, nullptr },
    { "co_nlocals", code_local_count, nullptr, nullptr },
    { "co_stacksize", code_stack_size, nullptr, nullptr },
};

} // namespace

void define_code(Vm& vm)
{
    StandardClasses& classes = *vm.classes;
    add_new(vm, classes.code, code_maker);
    add_methods(vm, classes.code, code_methods);
    add_attributes(vm, classes.code, code_attributes);
}

} // namespace coil::internal

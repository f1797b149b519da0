#pragma once
// What the compiler hands to the machine: bytecode, constants and tables as plain data. No heap, no values of a VM: a
// Unit can be written to a file and loaded into any number of VMs. It must not know the syntax tree or the objects.
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace coil::internal
{

enum class Op : uint8_t {
#define OP(name, operands, words, effect, meaning) name,
#include "bytecode/opcodes.def"
#undef OP
};

enum class BinaryOperator : uint8_t {
#define BINARY(name, symbol, in_place, method, reflected, in_place_method) name,
#include "bytecode/operators.def"
#undef BINARY
};
enum class CompareOperator : uint8_t {
#define COMPARISON(name, symbol, method, swapped) name,
#include "bytecode/operators.def"
#undef COMPARISON
};
/// Operand of LoadSpecial and AwaitSpecial (the last one of that only).
enum class SpecialMethod : uint8_t { Enter, Exit, AsyncEnter, AsyncExit, AsyncNext };

enum CodeFlag : uint32_t {
    HasVarArgs = 1,             ///< *args: the register after the keyword-only parameters
    HasVarKeywords = 2,         ///< **kwargs: the register after that
    IsGenerator = 4,            ///< window_gap is 1, frames live in the heap
    IsCoroutine = 8,            ///< likewise
    IsAsyncGenerator = 16,      ///< likewise
    IsClassBody = 32,           ///< register 0 is the namespace
    IsModule = 64,              ///< the unit's first code; register 0 is the namespace when UsesNamespace is set
    UsesNamespace = 128,        ///< names go through the namespace in register 0 (class bodies, exec with locals)
    IsNested = 256,             ///< defined inside a function
    ReturnsNone = 512,          ///< every return statement returns None: usable as __init__ without a check
    IsIterableCoroutine = 1024, ///< types.coroutine
    SeesLocals = 2048, ///< a function that asks for its variables as a dict: all their registers are emptied at entry
    EndsWhenDropped = 4096,      ///< a generator that yields inside a try or with: closed when nothing refers to it
    HasFutureAnnotations = 8192, ///< compiled with annotations as text
};
inline constexpr uint32_t HeapFrame = IsGenerator | IsCoroutine | IsAsyncGenerator;

/// Registers a plain frame's window keeps free before the arguments: function, code, previous registers, return
/// address, depth.
inline constexpr int frame_header_words = 5;

struct Constant;
struct TupleConstant {
    std::vector<Constant> items;
};
struct FrozenSetConstant {
    std::vector<Constant> items;
};
struct BytesConstant {
    std::string bytes;
};
struct BigIntConstant {
    std::string digits; /**< sign, then decimal or 0x… digits */
};
struct ComplexConstant {
    double real, imaginary;
};
struct CodeConstant {
    uint32_t index;      /**< into Unit::codes */
    uint32_t free_count; /**< its free variables */
};
struct NoneConstant {
};
struct EllipsisConstant {
};

/// A constant as plain data; the loader makes the Value. Strings are WTF-8.
struct Constant {
    std::variant<NoneConstant, EllipsisConstant, bool, int64_t, double, std::string, BytesConstant, BigIntConstant,
        ComplexConstant, TupleConstant, FrozenSetConstant, CodeConstant>
        value;
};

/// While an instruction in [start, end) raises, control goes to `target` with the exception in `exception_register`.
/// Offsets are words. The first row that covers the instruction wins: inner handlers stand before outer ones.
struct ExceptionRow {
    uint32_t start, end, target, exception_register;
};

/// Source positions of the instruction that starts at word `offset`, valid until the next row. Lines count from 1,
/// columns are UTF-8 bytes from 0. line 0: no position. Of rows with one offset the last is the instruction's; those
/// before are of lines that need no instruction, such as `pass` and `try:`.
struct PositionRow {
    uint32_t offset;
    uint32_t line, end_line;
    uint32_t column, end_column;
};

/// What a function is before it is called.
struct CodeOutline {
    std::string_view name;
    std::string_view qualified_name;
    uint32_t first_line = 0;
    uint32_t flags = 0;
    uint32_t argument_count = 0;
    uint32_t positional_only_count = 0;
    uint32_t keyword_only_count = 0;
    uint32_t register_count = 0;
    uint32_t window_gap = 0;
    uint32_t self_attributes = 0;
    uint32_t constant_count = 0;
    uint32_t free_count = 0;
};

struct CodeUnit {
    std::string name;
    std::string qualified_name;
    uint32_t first_line = 0;
    uint32_t flags = 0;
    uint32_t argument_count = 0; ///< positional parameters, positional-only ones included
    uint32_t positional_only_count = 0;
    uint32_t keyword_only_count = 0;
    uint32_t register_count = 0;
    uint32_t window_gap = frame_header_words;
    uint32_t self_attributes = 0; ///< how many names are stored on the first parameter (a hint for instances' sizes)
    std::vector<uint32_t> code;
    std::vector<Constant> constants;
    std::vector<std::string> names; ///< attributes and globals, by Name32
    std::vector<std::string>
        locals; ///< names of the registers 0 … : parameters (positional, keyword-only, *args, **kwargs), then locals
    std::vector<uint32_t> cells;         ///< registers that hold cells (captured variables)
    std::vector<std::string> free_names; ///< closure order
    std::vector<ExceptionRow> exceptions;
    std::vector<PositionRow> positions;
    std::string doc; ///< docstring, when has_doc
    bool has_doc = false;

    /// It refers to this.
    CodeOutline outline() const;
};

struct Unit {
    std::string filename;
    std::vector<CodeUnit> codes; ///< codes[0] is the module's body
    /// About how much memory it takes.
    size_t bytes() const;
};

} // namespace coil::internal

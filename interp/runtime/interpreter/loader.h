#pragma once
// From a Unit to Code: constants become values, names are interned, instructions of heap frames take their own forms.
#include <memory>

#include "bytecode/unit.h"
#include "objects/function.h"

namespace coil
{

/// What a Code needs rarely, kept as the compiler made it.
struct CodeTables : NativeObject {
    std::shared_ptr<const Unit> unit;
    uint32_t index;
    const CodeUnit& code() const { return unit->codes[index]; }
};

inline const CodeUnit& tables_of(const Code* code) { return static_cast<CodeTables*>(code->tables)->code(); }

/// Loads code number `index` of the unit for one globals dict.
Result<Code*> load_code(Vm& vm, const std::shared_ptr<const Unit>& unit, uint32_t index, Dict* globals);
/// A code that shares the instructions of another.
Result<Code*> copy_code(Vm& vm, const Code* code);
/// The body of the unit as a function of no arguments.
Result<Function*> load_unit(Vm& vm, std::shared_ptr<const Unit> unit, Dict* globals);
/// A function of `code`; its closure is empty still.
Result<Function*> make_function(Vm& vm, Code* code);

/// `__builtins__` as the code found it when it was loaded: a dict, or what a script put there.
Value builtins_of(Vm& vm, const Code* code);
/// A builtin that the code sees. May run script code, where its builtins are no dict.
Result<std::optional<Value>> find_builtin(Vm& vm, const Code* code, Str* name);

/// The source position of the instruction at `offset` words; line 0 when there is none.
PositionRow position_at(const Code* code, uint32_t offset);
/// The handler of an exception raised at `offset`, or null.
const ExceptionRow* handler_at(const Code* code, uint32_t offset);
/// Empties the caches of attribute look-ups in the code's instructions.
void empty_inline_caches(Code* code);
/// Extension words of every opcode.
int extension_words(Op op);

} // namespace coil

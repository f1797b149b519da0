#pragma once
// From a Unit to Code: constants become values, names are interned, instructions of heap frames take their own forms.
#include <memory>
#include <span>

#include "bytecode/stored_unit.h"
#include "objects/function.h"

namespace coil::internal
{

/// Where code is loaded from: what was compiled, a file, or a unit in the program's read-only data.
struct UnitSource {
    std::shared_ptr<const Unit> unit;           ///< or null
    std::shared_ptr<const CheckedUnit> checked; ///< or null
    StoredUnit stored;

    UnitSource(std::shared_ptr<const Unit> kept)
        : unit(std::move(kept))
    {
    }
    UnitSource(std::shared_ptr<const CheckedUnit> file)
        : checked(std::move(file))
    {
    }
    UnitSource(StoredUnit in_place)
        : stored(in_place)
    {
    }
    std::string_view filename() const
    {
        return unit ? std::string_view(unit->filename) : checked ? checked->filename() : stored.filename();
    }
    CodeOutline outline(uint32_t index) const
    {
        return unit ? unit->codes[index].outline() : checked ? checked->outline(index) : stored.outline(index);
    }
};

/// What a Code needs rarely, kept as the compiler made it.
struct CodeTables : NativeObject {
    UnitSource source;
    uint32_t index;
    /// Unless the unit was compiled: all of the code, once somebody asked.
    mutable std::unique_ptr<const CodeUnit> read;
    mutable bool is_faulty = false; ///< what a file had of it can't be used
    /// Of a faulty one, nothing but what its outline says.
    const CodeUnit& code() const;
};

inline const CodeUnit& tables_of(const Code* code) { return static_cast<CodeTables*>(code->tables)->code(); }

/// The unit stays as long as code that was made of it, and counts that long. MemoryError.
Result<std::shared_ptr<const Unit>> keep_unit(Vm& vm, Unit unit);
/// Makes code number `index` of the unit for one globals dict: its outline. What it runs is loaded by who first calls
/// it or looks at it.
Result<Code*> load_code(Vm& vm, const UnitSource& source, uint32_t index, Dict* globals);
/// The same code, for other globals.
Result<Code*> load_again(Vm& vm, const Code* code, Dict* globals);
/// Whether instructions, names and constants are there. Until then `entry` is a LoadBody, which loads them. Coroutines,
/// which note where they begin, are not made before that: heap frames have no exact_arity either.
inline bool is_loaded(const Code* code) { return code->words; }
Result<void> load_body(Vm& vm, Code* code);
inline Result<void> need_body(Vm& vm, Code* code) { return is_loaded(code) ? Result<void>() : load_body(vm, code); }
/// A code that shares the instructions of another.
Result<Code*> copy_code(Vm& vm, Code* code);
/// The body of the unit as a function of no arguments.
Result<Function*> load_unit(Vm& vm, const UnitSource& source, Dict* globals);
/// A function of `code`; its closure is empty still.
Result<Function*> make_function(Vm& vm, Code* code);

/// `__builtins__` as the code found it when it was loaded: a dict, or what a script put there.
Value builtins_of(Vm& vm, const Code* code);
/// A builtin that the code sees. May run script code, where its builtins are no dict.
Result<std::optional<Value>> find_builtin(Vm& vm, const Code* code, Str* name);

/// The source position of the instruction at `offset` words; line 0 when there is none.
PositionRow position_at(const Code* code, uint32_t offset);
/// The lines that stand at the offset of an instruction and have none of their own.
std::span<const PositionRow> bare_lines_at(const Code* code, uint32_t offset);
/// The handler of an exception raised at `offset`, or null.
const ExceptionRow* handler_at(const Code* code, uint32_t offset);
/// Empties the caches of attribute look-ups in the code's instructions.
void empty_inline_caches(Code* code);
/// Extension words of every opcode.
int extension_words(Op op);

} // namespace coil::internal

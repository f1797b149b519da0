// Codes: the code and those inside it as a unit of their own. Its first code has to be a module's; where the code is of
// a function, an empty module stands there.
#include "bytecode/stored_unit.h"
#include "objects/str.h"
#include "runtime/interpreter/frame.h"
#include "runtime/interpreter/interpreter.h"
#include "runtime/interpreter/loader.h"
#include "runtime/machine/import.h"
#include "stdlib/tools/marshal/marshal.h"

namespace coil::internal::marshal
{

namespace
{

class UnitMaker
{
public:
    explicit UnitMaker(Vm& vm)
        : vm_(vm)
    {
    }

    Result<void> run(Code* code);
    Unit unit;

private:
    Result<uint32_t> add(Code* code);
    Vm& vm_;
};

Result<uint32_t> UnitMaker::add(Code* code)
{
    if (!native_stack_ok(vm_))
        return raise_native_recursion(vm_, " while marshalling a code object");
    TRY(need_body(vm_, code));
    auto index = uint32_t(unit.codes.size());
    unit.codes.emplace_back();
    CodeUnit copy = tables_of(code);
    TRY(vm_.require_room(copy.code.size() * sizeof(uint32_t)));
    copy.name = code->name->view();
    copy.qualified_name = code->qualified_name->view();
    for (size_t i = 0; i < copy.constants.size(); i++) {
        auto* constant = std::get_if<CodeConstant>(&copy.constants[i].value);
        auto* inner = constant ? as_if<Code>(code->constants[i]) : nullptr;
        if (inner)
            constant->index = TRY(add(inner));
    }
    unit.codes[index] = std::move(copy);
    return index;
}

Result<void> UnitMaker::run(Code* code)
{
    unit.filename = code->filename->view();
    if (!(code->flags & IsModule))
        unit.codes.push_back(TRY(vm_.modules->compile(vm_, "", unit.filename))->codes[0]);
    TRY(add(code));
    return {};
}

} // namespace

Result<std::string> write_code(Vm& vm, Code* code)
{
    UnitMaker maker(vm);
    TRY(maker.run(code));
    std::string stored = store_unit(maker.unit);
    if (stored.empty())
        return vm.raise(Error::ValueError, "unmarshallable object");
    return (code->flags & IsModule ? '\0' : '\1') + stored;
}

Result<Value> read_code(Vm& vm, std::string_view bytes)
{
    uint32_t index = bytes.empty() ? 2 : uint8_t(bytes[0]);
    // A unit, with all its codes read, takes about that many times the memory that its bytes take.
    constexpr size_t growth = 4;
    size_t taken = bytes.size() * growth;
    std::unique_ptr<CheckedUnit> unit = index < 2 ? CheckedUnit::open(std::string(bytes.substr(1))) : nullptr;
    if (!unit || index >= unit->size() || !unit->code(index))
        return vm.raise(Error::ValueError, "bad marshal data (code object not of this version of coil)");
    if (!vm.heap.take_outside(taken))
        return vm.raise_memory_error();
    auto forget = [&heap = vm.heap, taken](const CheckedUnit* forgotten) {
        heap.give_back_outside(taken);
        delete forgotten;
    };
    std::shared_ptr<const CheckedUnit> shared(unit.release(), forget);
    return Value::cell(TRY(load_code(vm, shared, index, code_of(vm.registers)->globals)));
}

} // namespace coil::internal::marshal

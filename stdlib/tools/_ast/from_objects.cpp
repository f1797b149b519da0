#include "stdlib/tools/_ast/from_objects.h"

#include "base/arena.h"
#include "stdlib/tools/_ast/check_tree.h"
#include "stdlib/tools/_ast/reader.h"

namespace coil::internal::trees
{

namespace
{

NodeClass root_of(CompileMode mode)
{
    return mode == CompileMode::Eval  ? NodeClass::Expression
        : mode == CompileMode::Single ? NodeClass::Interactive
                                      : NodeClass::Module;
}

Result<std::shared_ptr<const Unit>> compile_admitted(
    Vm& vm, CompilationMemory& memory, Value tree, std::string_view filename, const SourceOptions& options)
{
    NodeClass wanted = root_of(options.mode), got = Nodes(vm).class_of(tree);
    if (got != wanted)
        return vm.raise(Error::TypeError, "expected {} node, got {}", row_of(wanted).name, type_name(vm, tree));
    Arena arena(CompilationMemory::admit, &memory);
    Symbols symbols;
    Reader reader(vm, memory, arena, symbols, options.future_annotations);
    const ast::Module* module = TRY(reader.module(tree, wanted));
    TRY(check_tree(vm, symbols, *module));
    Source source = reader.take_source(filename);
    std::vector<SyntaxWarning> warnings;
    return compile_tree(vm, { *module, symbols, source, memory, warnings }, options);
}

} // namespace

Result<std::shared_ptr<const Unit>> compile_objects(
    Vm& vm, Value tree, std::string_view filename, const SourceOptions& options)
{
    CompilationMemory memory(vm);
    try {
        return compile_admitted(vm, memory, tree, filename, options);
    } catch (const std::bad_alloc&) {
        return vm.is_pending() ? Raised{} : vm.raise_memory_error();
    }
}

} // namespace coil::internal::trees

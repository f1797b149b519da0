// _ast: the classes of syntax trees, and what compile() does with them (Modules::trees).
#include "objects/dict.h"
#include "stdlib/modules.h"
#include "stdlib/tools/_ast/from_objects.h"
#include "stdlib/tools/_ast/nodes.h"
#include "stdlib/tools/_ast/to_objects.h"

namespace coil::internal
{

namespace
{

bool is_tree(Vm& vm, Value value) { return is_instance(vm, value, trees::Nodes(vm).cls(trees::NodeClass::AST)); }

constexpr TreeFunctions functions{ trees::make_objects, is_tree, trees::compile_objects };

Result<void> prepare(Vm& vm, Module* module)
{
    TRY(trees::make_classes(vm, module));
    vm.modules->trees = &functions;
    constexpr std::pair<std::string_view, int64_t> flags[] = { { "PyCF_ONLY_AST", 0x400 },
        { "PyCF_TYPE_COMMENTS", 0x1000 }, { "PyCF_ALLOW_TOP_LEVEL_AWAIT", 0x2000 }, { "PyCF_OPTIMIZED_AST", 0x8400 } };
    for (auto [name, value] : flags)
        TRY(dict_set_str(vm, module->dict, intern(vm, name), Value::small(value)));
    return {};
}

} // namespace

const NativeModule _ast_module{ "_ast", {}, prepare, nullptr };

} // namespace coil::internal

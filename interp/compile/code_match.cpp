#include "compile/code_generator.h"

namespace coil
{

void CodeGenerator::match(const ast::Match& node) { fail(node, "match statements are not supported yet"); }

} // namespace coil

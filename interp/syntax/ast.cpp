#include "syntax/ast.h"

namespace coil::internal::ast
{

const char* kind_name(NodeKind kind)
{
    constexpr const char* names[] = {
#define NODE(name, base, fields) #name,
#include "grammar/ast.def"
#undef NODE
    };
    return names[static_cast<uint8_t>(kind)];
}

} // namespace coil::internal::ast

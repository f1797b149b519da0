#pragma once
// The classes of nodes of a VM: made from nodes.def when _ast is imported, and kept where scripts can't take them away.
#include <string_view>
#include <vector>

#include "objects/class.h"
#include "objects/function.h"
#include "objects/list.h"

namespace coil::internal::trees
{

/// Every class, sums before their members.
enum class NodeClass : uint8_t {
    AST,
#define SUM(name, places) name,
#define NODE(name, base, fields) name,
#include "stdlib/tools/_ast/nodes.def"
#undef SUM
#undef NODE
    Count,
};
inline constexpr size_t class_count = size_t(NodeClass::Count);

enum class Places : uint8_t { Nowhere, Ends, Whole };

struct Row {
    const char* name;
    NodeClass base;
    const char* fields; ///< null: a sum
    Places places;
};
const Row& row_of(NodeClass cls);
/// Where nodes of the class stand in the source: the sum's or its own.
Places places_of(NodeClass cls);

/// One field of a row, as it is written there.
struct FieldText {
    std::string_view type, name;
    bool is_list = false, is_optional = false;
};
std::vector<FieldText> fields_of(const Row& row);

/// What the module keeps: one tuple for each table, by the numbers of NodeClass.
class Nodes
{
public:
    explicit Nodes(Vm& vm);

    Class* cls(NodeClass which) const;
    /// The one object that stands for an operator or a context.
    Value singleton(NodeClass which) const;
    /// Names of the fields, then those of the places.
    const Tuple* names(NodeClass which) const;
    /// A node of a class whose fields (and places) have these values, in order.
    Result<Value> make(NodeClass which, const Value* values, size_t count);
    /// The class of the value as one of ours, a script's subclass too; Count when it is no node of ours.
    NodeClass class_of(Value value) const;

private:
    Vm& vm_;
    Tuple* classes_;
    Tuple* singletons_;
    Tuple* names_;
    Tuple* shapes_; ///< of each class: the shape with all attributes, and the root that it came from
};

/// Makes the classes and puts them into the module.
Result<void> make_classes(Vm& vm, Module* module);

extern const std::span<const NativeDef> node_methods;
extern const NativeDef node_new;

} // namespace coil::internal::trees

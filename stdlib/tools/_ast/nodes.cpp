#include "stdlib/tools/_ast/nodes.h"

#include "objects/class_members.h"
#include "objects/dict.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/operations/native_class.h"
#include "runtime/operations/operators.h"
#include "stdlib/modules.h"

namespace coil::internal::trees
{

namespace
{

/// `operator` is a word of C++: the table has it with an underscore.
constexpr const char* sum_name(const char* name) { return std::string_view(name) == "operator_" ? "operator" : name; }

constexpr Row rows[] = {
    { "AST", NodeClass::AST, nullptr, Places::Nowhere },
#define SUM(name, places) { sum_name(#name), NodeClass::AST, nullptr, Places::places },
#define NODE(name, base, fields) { #name, NodeClass::base, fields, Places::Nowhere },
#include "stdlib/tools/_ast/nodes.def"
#undef SUM
#undef NODE
};

constexpr std::string_view place_names[] = { "lineno", "col_offset", "end_lineno", "end_col_offset" };

/// What the module keeps, by number.
enum Table : size_t { Classes, Singletons, Names, Shapes, TableCount };

Tuple* table_of(Vm& vm, Table table) { return as<Tuple>(as<Tuple>(vm.modules->state_of(_ast_module))->items[table]); }

/// How a class is written in the grammar; of a sum, all of its members.
std::string grammar_of(NodeClass which)
{
    auto written = [](const Row& row) {
        std::string text = row.name;
        return *row.fields ? text + "(" + row.fields + ")" : text;
    };
    const Row& row = row_of(which);
    if (row.fields)
        return written(row);
    std::string out = std::string(row.name) + " = ";
    std::string between = "\n" + std::string(out.size() - 2, ' ') + "| ";
    bool is_first = true;
    for (const Row& member : rows) {
        if (member.base != which || &member == &row)
            continue;
        if (!*member.fields)
            between = " | ";
        out += (is_first ? "" : between) + written(member);
        is_first = false;
    }
    return out;
}

class ClassMaker
{
public:
    ClassMaker(Vm& vm, Module* module)
        : vm_(vm)
        , module_(module)
    {
    }

    Result<void> run();

private:
    Result<Class*> make(NodeClass which);
    Result<void> describe(NodeClass which);
    Result<Value> type_of(const FieldText& field);
    Result<Tuple*> place_tuple(Places places);
    Result<void> put(Dict* dict, std::string_view name, Value value)
    {
        return dict_set_str(vm_, dict, intern(vm_, name), value);
    }
    Class* made(NodeClass which) const { return as<Class>(classes_->items[size_t(which)]); }
    void keep(Tuple* table, NodeClass which, Value value)
    {
        vm_.heap.write_barrier(table);
        table->items[size_t(which)] = value;
    }

    Vm& vm_;
    Module* module_;
    Tuple* classes_ = nullptr;
    Tuple* singletons_ = nullptr;
    Tuple* names_ = nullptr;
};

Result<Tuple*> ClassMaker::place_tuple(Places places)
{
    Tuple* tuple = TRY(make_tuple(vm_, places == Places::Nowhere ? size_t(0) : std::size(place_names)));
    for (size_t i = 0; i < tuple->size; i++) {
        Value name = Value::cell(intern(vm_, place_names[i]));
        vm_.heap.write_barrier(tuple);
        tuple->items[i] = name;
    }
    return tuple;
}

Result<Class*> ClassMaker::make(NodeClass which)
{
    const Row& row = row_of(which);
    bool is_root = which == NodeClass::AST;
    Dict* dict = TRY(make_dict(vm_));
    TRY(dict_set_str(vm_, dict, vm_.names->module, Value::cell(intern(vm_, "ast"))));
    if (!is_root)
        TRY(put(dict, "__doc__", Value::cell(TRY(make_str(vm_, grammar_of(which))))));
    auto fields = fields_of(row);
    if (is_root || row.fields) {
        Tuple* names = TRY(make_tuple(vm_, fields.size()));
        for (size_t i = 0; i < fields.size(); i++) {
            Value name = Value::cell(intern(vm_, fields[i].name));
            vm_.heap.write_barrier(names);
            names->items[i] = name;
        }
        TRY(put(dict, "_fields", Value::cell(names)));
        TRY(put(dict, "__match_args__", Value::cell(names)));
    }
    for (const FieldText& field : fields)
        if (field.is_optional && !field.is_list)
            TRY(put(dict, field.name, None));
    if (is_root || !row.fields || row.base == NodeClass::AST) {
        Places places = places_of(which);
        TRY(put(dict, "_attributes", Value::cell(TRY(place_tuple(places)))));
        if (places == Places::Ends)
            for (size_t i = 2; i < std::size(place_names); i++)
                TRY(put(dict, place_names[i], None));
    }
    Class* base = is_root ? vm_.classes->object : made(row.base);
    Tuple* bases = TRY(make_tuple(vm_, { Value::cell(base) }));
    Class* cls = TRY(make_class(vm_, vm_.classes->type, intern(vm_, row.name), bases, dict));
    if (is_root) {
        add_methods(vm_, cls, node_methods);
        // It takes what __init__ takes; calls of classes that have no other one need not make a call of it.
        add_new(vm_, cls, node_new);
        cls->flags &= ~uint32_t(HasCustomNew);
    }
    TRY(put(module_->dict, row.name, Value::cell(cls)));
    return cls;
}

Result<Value> ClassMaker::type_of(const FieldText& field)
{
    Value type;
    if (field.type == "identifier" || field.type == "string")
        type = Value::cell(vm_.classes->str);
    else if (field.type == "int")
        type = Value::cell(vm_.classes->integer);
    else if (field.type == "constant")
        type = Value::cell(vm_.classes->object);
    for (size_t i = 0; i < class_count && type.is_empty(); i++)
        if (rows[i].name == field.type)
            type = classes_->items[i];
    if (field.is_list)
        return get_item(vm_, Value::cell(vm_.classes->list), type);
    if (field.is_optional)
        return binary_operation(vm_, BinaryOperator::BitOr, type, None);
    return type;
}

/// _field_types, the singleton, and the names of what instances have.
Result<void> ClassMaker::describe(NodeClass which)
{
    const Row& row = row_of(which);
    if (!row.fields)
        return {};
    Class* cls = made(which);
    Dict* types = TRY(make_dict(vm_));
    auto fields = fields_of(row);
    Tuple* places = TRY(place_tuple(places_of(which)));
    Tuple* names = TRY(make_tuple(vm_, fields.size() + places->size));
    for (size_t i = 0; i < fields.size(); i++) {
        TRY(put(types, fields[i].name, TRY(type_of(fields[i]))));
        Value name = Value::cell(intern(vm_, fields[i].name));
        vm_.heap.write_barrier(names);
        names->items[i] = name;
    }
    std::copy_n(places->items, places->size, names->items + fields.size());
    keep(names_, which, Value::cell(names));
    TRY(put(own_names(vm_, cls), "_field_types", Value::cell(types)));
    TRY(put(own_names(vm_, cls), "__annotations__", Value::cell(types)));
    bool is_operator = fields.empty() && row.base != NodeClass::stmt;
    if (is_operator)
        keep(singletons_, which, Value::cell(TRY(make_instance(vm_, cls))));
    return {};
}

Result<void> ClassMaker::run()
{
    classes_ = TRY(make_tuple(vm_, class_count));
    singletons_ = TRY(make_tuple(vm_, class_count));
    names_ = TRY(make_tuple(vm_, class_count));
    Tuple* shapes = TRY(make_tuple(vm_, class_count * 2));
    for (size_t i = 0; i < class_count; i++)
        keep(classes_, NodeClass(i), Value::cell(TRY(make(NodeClass(i)))));
    for (size_t i = 0; i < class_count; i++)
        TRY(describe(NodeClass(i)));
    vm_.modules->state_of(_ast_module) = Value::cell(TRY(make_tuple(
        vm_, { Value::cell(classes_), Value::cell(singletons_), Value::cell(names_), Value::cell(shapes) })));
    return {};
}

} // namespace

const Row& row_of(NodeClass cls) { return rows[size_t(cls)]; }

Places places_of(NodeClass cls)
{
    switch (cls) {
    case NodeClass::arg:
    case NodeClass::keyword:
    case NodeClass::alias:
        return Places::Ends;
    default: {
        const Row& row = row_of(cls);
        return row.fields ? row_of(row.base).places : row.places;
    }
    }
}

std::vector<FieldText> fields_of(const Row& row)
{
    std::vector<FieldText> fields;
    std::string_view rest = row.fields ? row.fields : "";
    while (!rest.empty()) {
        size_t end = std::min(rest.find(", "), rest.size());
        std::string_view field = rest.substr(0, end);
        rest = rest.substr(std::min(end + 2, rest.size()));
        size_t space = field.find(' ');
        FieldText text{ field.substr(0, space), field.substr(space + 1) };
        while (text.type.ends_with('*') || text.type.ends_with('?')) {
            (text.type.back() == '*' ? text.is_list : text.is_optional) = true;
            text.type.remove_suffix(1);
        }
        fields.push_back(text);
    }
    return fields;
}

Nodes::Nodes(Vm& vm)
    : vm_(vm)
    , classes_(table_of(vm, Classes))
    , singletons_(table_of(vm, Singletons))
    , names_(table_of(vm, Names))
    , shapes_(table_of(vm, Shapes))
{
}

Class* Nodes::cls(NodeClass which) const { return as<Class>(classes_->items[size_t(which)]); }
Value Nodes::singleton(NodeClass which) const { return singletons_->items[size_t(which)]; }
const Tuple* Nodes::names(NodeClass which) const { return as<Tuple>(names_->items[size_t(which)]); }

/// Sets the attributes all at once where an earlier node of the class has shown what their shape is.
Result<Value> Nodes::make(NodeClass which, const Value* values, size_t count)
{
    Class* type = cls(which);
    Instance* node = TRY(make_instance(vm_, type));
    Value* known = shapes_->items + 2 * size_t(which);
    if (!known[0].is_empty() && known[1].as_cell() == type->root) {
        std::copy_n(values, count, node->slots);
        node->shape = static_cast<Shape*>(known[0].as_cell())->id;
        return Value::cell(node);
    }
    const Tuple* names = this->names(which);
    for (size_t i = 0; i < count; i++)
        TRY(set_own_attribute(vm_, node, as<Str>(names->items[i]), values[i]));
    Shape* shape = shape_of(vm_, node);
    Shape* bare = shape;
    while (bare->parent)
        bare = bare->parent;
    if (!shape->dictionary && bare == type->root && shape->slot_count == count && count <= shape->inline_capacity) {
        vm_.heap.write_barrier(shapes_);
        known[0] = Value::cell(shape);
        known[1] = Value::cell(bare);
    }
    return Value::cell(node);
}

NodeClass Nodes::class_of(Value value) const
{
    if (!value.is_cell())
        return NodeClass::Count;
    for (Value type : *vm_.class_of(value)->mro)
        for (size_t i = 0; i < class_count; i++)
            if (classes_->items[i] == type)
                return NodeClass(i);
    return NodeClass::Count;
}

Result<void> make_classes(Vm& vm, Module* module) { return ClassMaker(vm, module).run(); }

} // namespace coil::internal::trees

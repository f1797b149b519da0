// From the parser's nodes to objects. Both grammars are CPython's, but for what the parser keeps in one node (functions
// and async ones, try and try*) and what only the compiler needs.
#include "stdlib/tools/_ast/to_objects.h"

#include <algorithm>

#include "objects/bytes.h"
#include "objects/numbers.h"
#include "objects/str.h"
#include "runtime/interpreter/interpreter.h"
#include "stdlib/tools/_ast/nodes.h"
#include "syntax/ast.h"

namespace coil::internal::trees
{

namespace
{

using Class = NodeClass;

class ObjectMaker
{
public:
    ObjectMaker(Vm& vm, const SyntaxTree& tree, const SourceOptions& options)
        : vm_(vm)
        , tree_(tree)
        , options_(options)
        , nodes_(vm)
        , lines_(tree.source.lines())
    {
    }

    Result<Value> root();

private:
    template <class T> Result<Value> put_or_none(const T* node) { return node ? put(node) : Result<Value>(None); }
    template <class T> Result<Value> list(std::span<T> items)
    {
        List* list = TRY(make_list_sized(vm_, items.size()));
        for (size_t i = 0; i < items.size(); i++) {
            Value item = TRY(element(items[i]));
            vm_.heap.write_barrier(list->array);
            list->array->data[i] = item;
        }
        return Value::cell(list);
    }
    Result<Value> element(const ast::Node* node) { return put_or_none(node); }
    Result<Value> element(Symbol name) { return text(name); }
    Result<Value> element(ast::CompareOperator op) { return sign(Class::Eq, op); }

    Result<Value> text(Symbol symbol) { return Value::cell(intern(vm_, tree_.symbols.text(symbol))); }
    Result<Value> text_or_none(Symbol symbol) { return symbol == Symbol::Empty ? Result<Value>(None) : text(symbol); }
    /// The operator's object, by its number behind the first of its kind.
    template <class T> Result<Value> sign(Class first, T op) { return nodes_.singleton(Class(int(first) + int(op))); }
    Result<Value> context(const ast::Node& node) { return sign(Class::Load, node.context); }
    Result<Value> literal(const ast::Literal& literal);

    /// A node with the places of `where`.
    Result<Value> make(Class which, const ast::Node& where, std::initializer_list<Value> fields);
    Result<Value> make_placeless(Class which, std::initializer_list<Value> fields)
    {
        return nodes_.make(which, fields.begin(), fields.size());
    }
    void place(uint32_t offset, Value& line, Value& column);

    Result<Value> put(const ast::Node* node);
    Result<Value> statement(const ast::Node& node);
    Result<Value> rare_statement(const ast::Node& node);
    Result<Value> definition(const ast::FunctionDef& node);
    Result<Value> expression(const ast::Node& node);
    Result<Value> rare_expression(const ast::Node& node);
    Result<Value> pattern(const ast::Node& node);
    Result<Value> part(const ast::Node& node);

    Vm& vm_;
    const SyntaxTree& tree_;
    const SourceOptions& options_;
    Nodes nodes_;
    const std::vector<uint32_t>& lines_;
    size_t line_ = 0; ///< the one found last, from 0: neighbours are near each other
};

void ObjectMaker::place(uint32_t offset, Value& line, Value& column)
{
    if (offset < lines_[line_] || (line_ + 1 < lines_.size() && offset >= lines_[line_ + 1]))
        line_ = size_t(std::upper_bound(lines_.begin(), lines_.end(), offset) - lines_.begin()) - 1;
    line = Value::small(int64_t(line_) + 1);
    column = Value::small(offset - lines_[line_]);
}

Result<Value> ObjectMaker::make(Class which, const ast::Node& where, std::initializer_list<Value> fields)
{
    Value all[12];
    size_t count = fields.size();
    std::copy(fields.begin(), fields.end(), all);
    place(where.start, all[count], all[count + 1]);
    place(where.end, all[count + 2], all[count + 3]);
    return nodes_.make(which, all, count + 4);
}

Result<Value> ObjectMaker::literal(const ast::Literal& literal)
{
    switch (literal.kind) {
    case ast::LiteralKind::True:
        return True;
    case ast::LiteralKind::False:
        return False;
    case ast::LiteralKind::Ellipsis:
        return Ellipsis;
    case ast::LiteralKind::Int:
        return make_int(vm_, literal.integer);
    case ast::LiteralKind::BigInt:
        return int_from_text(vm_, literal.text.view(), literal.base);
    case ast::LiteralKind::Float:
        return make_float(vm_, literal.real);
    case ast::LiteralKind::Imaginary:
        return make_complex(vm_, 0.0, literal.real);
    case ast::LiteralKind::Str:
        return Value::cell(TRY(make_str(vm_, literal.text.view())));
    case ast::LiteralKind::Bytes:
        return Value::cell(TRY(make_bytes(vm_, literal.text.view())));
    default:
        return None;
    }
}

Result<Value> ObjectMaker::root()
{
    auto& body = tree_.module.body;
    switch (options_.mode) {
    case CompileMode::Eval:
        return make_placeless(Class::Expression, { TRY(put(ast::as<ast::Expr>(body[0])->value)) });
    case CompileMode::Single:
        return make_placeless(Class::Interactive, { TRY(list(body)) });
    default:
        return make_placeless(Class::Module, { TRY(list(body)), Value::cell(TRY(make_list(vm_))) });
    }
}

Result<Value> ObjectMaker::put(const ast::Node* node)
{
    if (!native_stack_ok(vm_))
        return raise_native_recursion(vm_, " during ast construction");
    TRY(vm_.work_in_one_step(4));
    if (node->kind < ast::NodeKind::BoolOp)
        return statement(*node);
    if (node->kind < ast::NodeKind::MatchValue)
        return expression(*node);
    return node->kind < ast::NodeKind::TypeVar ? pattern(*node) : part(*node);
}

// The node as what its kind says it is.
#define SELF(type) [[maybe_unused]] auto& self = static_cast<const ast::type&>(node)

Result<Value> ObjectMaker::definition(const ast::FunctionDef& self)
{
    Class which = self.is_async ? Class::AsyncFunctionDef : Class::FunctionDef;
    return make(which, self,
        { TRY(text(self.name)), TRY(put(self.args)), TRY(list(self.body)), TRY(list(self.decorator_list)),
            TRY(put_or_none(self.returns)), None, TRY(list(self.type_params)) });
}

Result<Value> ObjectMaker::statement(const ast::Node& node)
{
    switch (node.kind) {
    case ast::NodeKind::FunctionDef:
        return definition(static_cast<const ast::FunctionDef&>(node));
    case ast::NodeKind::ClassDef: {
        SELF(ClassDef);
        return make(Class::ClassDef, node,
            { TRY(text(self.name)), TRY(list(self.bases)), TRY(list(self.keywords)), TRY(list(self.body)),
                TRY(list(self.decorator_list)), TRY(list(self.type_params)) });
    }
    case ast::NodeKind::Return: {
        SELF(Return);
        return make(Class::Return, node, { TRY(put_or_none(self.value)) });
    }
    case ast::NodeKind::Assign: {
        SELF(Assign);
        return make(Class::Assign, node, { TRY(list(self.targets)), TRY(put(self.value)), None });
    }
    case ast::NodeKind::AugAssign: {
        SELF(AugAssign);
        return make(
            Class::AugAssign, node, { TRY(put(self.target)), TRY(sign(Class::Add, self.op)), TRY(put(self.value)) });
    }
    case ast::NodeKind::For: {
        SELF(For);
        return make(self.is_async ? Class::AsyncFor : Class::For, node,
            { TRY(put(self.target)), TRY(put(self.iter)), TRY(list(self.body)), TRY(list(self.orelse)), None });
    }
    case ast::NodeKind::While: {
        SELF(While);
        return make(Class::While, node, { TRY(put(self.test)), TRY(list(self.body)), TRY(list(self.orelse)) });
    }
    case ast::NodeKind::If: {
        SELF(If);
        return make(Class::If, node, { TRY(put(self.test)), TRY(list(self.body)), TRY(list(self.orelse)) });
    }
    case ast::NodeKind::With: {
        SELF(With);
        return make(self.is_async ? Class::AsyncWith : Class::With, node,
            { TRY(list(self.items)), TRY(list(self.body)), None });
    }
    case ast::NodeKind::Try: {
        SELF(Try);
        return make(self.is_star ? Class::TryStar : Class::Try, node,
            { TRY(list(self.body)), TRY(list(self.handlers)), TRY(list(self.orelse)), TRY(list(self.finalbody)) });
    }
    case ast::NodeKind::Expr: {
        SELF(Expr);
        return make(Class::Expr, node, { TRY(put(self.value)) });
    }
    default:
        return rare_statement(node);
    }
}

Result<Value> ObjectMaker::rare_statement(const ast::Node& node)
{
    switch (node.kind) {
    case ast::NodeKind::Delete: {
        SELF(Delete);
        return make(Class::Delete, node, { TRY(list(self.targets)) });
    }
    case ast::NodeKind::TypeAlias: {
        SELF(TypeAlias);
        return make(Class::TypeAlias, node, { TRY(put(self.name)), TRY(list(self.type_params)), TRY(put(self.value)) });
    }
    case ast::NodeKind::AnnAssign: {
        SELF(AnnAssign);
        return make(Class::AnnAssign, node,
            { TRY(put(self.target)), TRY(put(self.annotation)), TRY(put_or_none(self.value)),
                Value::small(self.simple) });
    }
    case ast::NodeKind::Match: {
        SELF(Match);
        return make(Class::Match, node, { TRY(put(self.subject)), TRY(list(self.cases)) });
    }
    case ast::NodeKind::Raise: {
        SELF(Raise);
        return make(Class::Raise, node, { TRY(put_or_none(self.exc)), TRY(put_or_none(self.cause)) });
    }
    case ast::NodeKind::Assert: {
        SELF(Assert);
        return make(Class::Assert, node, { TRY(put(self.test)), TRY(put_or_none(self.msg)) });
    }
    case ast::NodeKind::Import: {
        SELF(Import);
        return make(Class::Import, node, { TRY(list(self.names)) });
    }
    case ast::NodeKind::ImportFrom: {
        SELF(ImportFrom);
        return make(Class::ImportFrom, node,
            { TRY(text_or_none(self.module)), TRY(list(self.names)), Value::small(self.level) });
    }
    case ast::NodeKind::Global: {
        SELF(Global);
        return make(Class::Global, node, { TRY(list(self.names)) });
    }
    case ast::NodeKind::Nonlocal: {
        SELF(Nonlocal);
        return make(Class::Nonlocal, node, { TRY(list(self.names)) });
    }
    case ast::NodeKind::Break:
        return make(Class::Break, node, {});
    case ast::NodeKind::Continue:
        return make(Class::Continue, node, {});
    default:
        return make(Class::Pass, node, {});
    }
}

Result<Value> ObjectMaker::expression(const ast::Node& node)
{
    switch (node.kind) {
    case ast::NodeKind::Name: {
        SELF(Name);
        if (options_.optimizes_tree && tree_.symbols.text(self.id) == "__debug__")
            return make(Class::Constant, node, { Value::boolean(options_.optimize == 0), None });
        return make(Class::Name, node, { TRY(text(self.id)), TRY(context(node)) });
    }
    case ast::NodeKind::Constant: {
        SELF(Constant);
        Value kind = self.value.is_unicode_prefixed ? Value::cell(intern(vm_, "u")) : None;
        return make(Class::Constant, node, { TRY(literal(self.value)), kind });
    }
    case ast::NodeKind::Attribute: {
        SELF(Attribute);
        return make(Class::Attribute, node, { TRY(put(self.value)), TRY(text(self.attr)), TRY(context(node)) });
    }
    case ast::NodeKind::Call: {
        SELF(Call);
        return make(Class::Call, node, { TRY(put(self.func)), TRY(list(self.args)), TRY(list(self.keywords)) });
    }
    case ast::NodeKind::Subscript: {
        SELF(Subscript);
        return make(Class::Subscript, node, { TRY(put(self.value)), TRY(put(self.slice)), TRY(context(node)) });
    }
    case ast::NodeKind::BinOp: {
        SELF(BinOp);
        return make(Class::BinOp, node, { TRY(put(self.left)), TRY(sign(Class::Add, self.op)), TRY(put(self.right)) });
    }
    case ast::NodeKind::Compare: {
        SELF(Compare);
        return make(Class::Compare, node, { TRY(put(self.left)), TRY(list(self.ops)), TRY(list(self.comparators)) });
    }
    case ast::NodeKind::BoolOp: {
        SELF(BoolOp);
        return make(Class::BoolOp, node, { TRY(sign(Class::And, self.op)), TRY(list(self.values)) });
    }
    case ast::NodeKind::UnaryOp: {
        SELF(UnaryOp);
        return make(Class::UnaryOp, node, { TRY(sign(Class::Invert, self.op)), TRY(put(self.operand)) });
    }
    case ast::NodeKind::Tuple: {
        SELF(Tuple);
        return make(Class::Tuple, node, { TRY(list(self.elts)), TRY(context(node)) });
    }
    case ast::NodeKind::List: {
        SELF(List);
        return make(Class::List, node, { TRY(list(self.elts)), TRY(context(node)) });
    }
    case ast::NodeKind::Dict: {
        SELF(Dict);
        return make(Class::Dict, node, { TRY(list(self.keys)), TRY(list(self.values)) });
    }
    default:
        return rare_expression(node);
    }
}

Result<Value> ObjectMaker::rare_expression(const ast::Node& node)
{
    switch (node.kind) {
    case ast::NodeKind::NamedExpr: {
        SELF(NamedExpr);
        return make(Class::NamedExpr, node, { TRY(put(self.target)), TRY(put(self.value)) });
    }
    case ast::NodeKind::Lambda: {
        SELF(Lambda);
        return make(Class::Lambda, node, { TRY(put(self.args)), TRY(put(self.body)) });
    }
    case ast::NodeKind::IfExp: {
        SELF(IfExp);
        return make(Class::IfExp, node, { TRY(put(self.test)), TRY(put(self.body)), TRY(put(self.orelse)) });
    }
    case ast::NodeKind::Set: {
        SELF(Set);
        return make(Class::Set, node, { TRY(list(self.elts)) });
    }
    case ast::NodeKind::ListComp: {
        SELF(ListComp);
        return make(Class::ListComp, node, { TRY(put(self.elt)), TRY(list(self.generators)) });
    }
    case ast::NodeKind::SetComp: {
        SELF(SetComp);
        return make(Class::SetComp, node, { TRY(put(self.elt)), TRY(list(self.generators)) });
    }
    case ast::NodeKind::DictComp: {
        SELF(DictComp);
        return make(Class::DictComp, node, { TRY(put(self.key)), TRY(put(self.value)), TRY(list(self.generators)) });
    }
    case ast::NodeKind::GeneratorExp: {
        SELF(GeneratorExp);
        return make(Class::GeneratorExp, node, { TRY(put(self.elt)), TRY(list(self.generators)) });
    }
    case ast::NodeKind::Await: {
        SELF(Await);
        return make(Class::Await, node, { TRY(put(self.value)) });
    }
    case ast::NodeKind::Yield: {
        SELF(Yield);
        return make(Class::Yield, node, { TRY(put_or_none(self.value)) });
    }
    case ast::NodeKind::YieldFrom: {
        SELF(YieldFrom);
        return make(Class::YieldFrom, node, { TRY(put(self.value)) });
    }
    case ast::NodeKind::FormattedValue: {
        SELF(FormattedValue);
        return make(Class::FormattedValue, node,
            { TRY(put(self.value)), Value::small(self.conversion), TRY(put_or_none(self.format_spec)) });
    }
    case ast::NodeKind::Interpolation: {
        SELF(Interpolation);
        return make(Class::Interpolation, node,
            { TRY(put(self.value)), Value::cell(TRY(make_str(vm_, self.text.view()))), Value::small(self.conversion),
                TRY(put_or_none(self.format_spec)) });
    }
    case ast::NodeKind::JoinedStr: {
        SELF(JoinedStr);
        return make(Class::JoinedStr, node, { TRY(list(self.values)) });
    }
    case ast::NodeKind::TemplateStr: {
        SELF(TemplateStr);
        return make(Class::TemplateStr, node, { TRY(list(self.values)) });
    }
    case ast::NodeKind::Starred: {
        SELF(Starred);
        return make(Class::Starred, node, { TRY(put(self.value)), TRY(context(node)) });
    }
    default: {
        SELF(Slice);
        return make(Class::Slice, node,
            { TRY(put_or_none(self.lower)), TRY(put_or_none(self.upper)), TRY(put_or_none(self.step)) });
    }
    }
}

Result<Value> ObjectMaker::pattern(const ast::Node& node)
{
    switch (node.kind) {
    case ast::NodeKind::MatchValue: {
        SELF(MatchValue);
        return make(Class::MatchValue, node, { TRY(put(self.value)) });
    }
    case ast::NodeKind::MatchSingleton: {
        SELF(MatchSingleton);
        return make(Class::MatchSingleton, node, { TRY(literal(self.value)) });
    }
    case ast::NodeKind::MatchSequence: {
        SELF(MatchSequence);
        return make(Class::MatchSequence, node, { TRY(list(self.patterns)) });
    }
    case ast::NodeKind::MatchMapping: {
        SELF(MatchMapping);
        return make(Class::MatchMapping, node,
            { TRY(list(self.keys)), TRY(list(self.patterns)), TRY(text_or_none(self.rest)) });
    }
    case ast::NodeKind::MatchClass: {
        SELF(MatchClass);
        return make(Class::MatchClass, node,
            { TRY(put(self.cls)), TRY(list(self.patterns)), TRY(list(self.kwd_attrs)), TRY(list(self.kwd_patterns)) });
    }
    case ast::NodeKind::MatchStar: {
        SELF(MatchStar);
        return make(Class::MatchStar, node, { TRY(text_or_none(self.name)) });
    }
    case ast::NodeKind::MatchAs: {
        SELF(MatchAs);
        return make(Class::MatchAs, node, { TRY(put_or_none(self.pattern)), TRY(text_or_none(self.name)) });
    }
    default: {
        SELF(MatchOr);
        return make(Class::MatchOr, node, { TRY(list(self.patterns)) });
    }
    }
}

Result<Value> ObjectMaker::part(const ast::Node& node)
{
    switch (node.kind) {
    case ast::NodeKind::TypeVar: {
        SELF(TypeVar);
        return make(Class::TypeVar, node,
            { TRY(text(self.name)), TRY(put_or_none(self.bound)), TRY(put_or_none(self.default_value)) });
    }
    case ast::NodeKind::ParamSpec: {
        SELF(ParamSpec);
        return make(Class::ParamSpec, node, { TRY(text(self.name)), TRY(put_or_none(self.default_value)) });
    }
    case ast::NodeKind::TypeVarTuple: {
        SELF(TypeVarTuple);
        return make(Class::TypeVarTuple, node, { TRY(text(self.name)), TRY(put_or_none(self.default_value)) });
    }
    case ast::NodeKind::Arguments: {
        SELF(Arguments);
        return make_placeless(Class::arguments,
            { TRY(list(self.posonlyargs)), TRY(list(self.args)), TRY(put_or_none(self.vararg)),
                TRY(list(self.kwonlyargs)), TRY(list(self.kw_defaults)), TRY(put_or_none(self.kwarg)),
                TRY(list(self.defaults)) });
    }
    case ast::NodeKind::Arg: {
        SELF(Arg);
        return make(Class::arg, node, { TRY(text(self.arg)), TRY(put_or_none(self.annotation)), None });
    }
    case ast::NodeKind::Keyword: {
        SELF(Keyword);
        return make(Class::keyword, node, { TRY(text_or_none(self.arg)), TRY(put(self.value)) });
    }
    case ast::NodeKind::Alias: {
        SELF(Alias);
        return make(Class::alias, node, { TRY(text(self.name)), TRY(text_or_none(self.asname)) });
    }
    case ast::NodeKind::WithItem: {
        SELF(WithItem);
        return make_placeless(Class::withitem, { TRY(put(self.context_expr)), TRY(put_or_none(self.optional_vars)) });
    }
    case ast::NodeKind::Comprehension: {
        SELF(Comprehension);
        return make_placeless(Class::comprehension,
            { TRY(put(self.target)), TRY(put(self.iter)), TRY(list(self.ifs)), Value::small(self.is_async) });
    }
    case ast::NodeKind::ExceptHandler: {
        SELF(ExceptHandler);
        return make(Class::ExceptHandler, node,
            { TRY(put_or_none(self.type)), TRY(text_or_none(self.name)), TRY(list(self.body)) });
    }
    default: {
        SELF(MatchCase);
        return make_placeless(
            Class::match_case, { TRY(put(self.pattern)), TRY(put_or_none(self.guard)), TRY(list(self.body)) });
    }
    }
}

#undef SELF

} // namespace

Result<Value> make_objects(Vm& vm, const SyntaxTree& tree, const SourceOptions& options)
{
    return ObjectMaker(vm, tree, options).root();
}

} // namespace coil::internal::trees

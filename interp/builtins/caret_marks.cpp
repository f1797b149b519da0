// What the marks under a line of a traceback point at: found by parsing the piece of source that failed.
#include "builtins/caret_marks.h"

#include "syntax/parser.h"

namespace coil::internal
{

namespace
{

/// Marks are looked for wherever a traceback is shown, with little of the native stack left perhaps.
constexpr size_t stack_budget = 64 << 10;

/// The expression alone, in parentheses so that it may go over lines; offsets are of the whole text.
void find_anchors(std::string_view expression, size_t offset, CaretMarks& marks)
{
    Arena arena;
    Symbols symbols;
    constexpr std::string_view before = "(\n";
    Source source{ "", std::string(before) + std::string(expression) + "\n)" };
    ParseOptions options;
    options.is_decoded = true;
    options.stack_budget = stack_budget;
    ParseResult parsed = parse(arena, symbols, source, options);
    if (!parsed || parsed.module->body.size() != 1)
        return;
    auto* statement = ast::try_as<ast::Expr>(parsed.module->body[0]);
    if (!statement)
        return;
    size_t start = 0, end = statement->value->end;
    if (auto* call = ast::try_as<ast::Call>(statement->value)) {
        start = call->open;
    } else if (auto* subscript = ast::try_as<ast::Subscript>(statement->value)) {
        start = subscript->open;
    } else if (auto* operation = ast::try_as<ast::BinOp>(statement->value)) {
        start = operation->op_start;
        end = start + 1;
        char next = expression[end - before.size()];
        bool blank = next == ' ' || (next >= '\t' && next <= '\r');
        if (end < operation->right->start && !blank && next != '\\' && next != '#')
            end++;
    } else {
        return;
    }
    marks.anchored = true;
    marks.start = offset + start - before.size();
    marks.end = offset + end - before.size();
}

/// Whether the lines are `name = f(…)` or `return f(…)`, of which just the call is [start, end).
bool is_whole_call(std::string_view lines, size_t start, size_t end)
{
    Arena arena;
    Symbols symbols;
    Source source{ "", std::string(lines) };
    ParseOptions options;
    options.is_decoded = true;
    options.stack_budget = stack_budget;
    ParseResult parsed = parse(arena, symbols, source, options);
    if (!parsed || parsed.module->body.empty())
        return false;
    ast::Call* call = nullptr;
    if (auto* assign = ast::try_as<ast::Assign>(parsed.module->body[0])) {
        call = ast::try_as<ast::Call>(assign->value);
    } else if (auto* back = ast::try_as<ast::Return>(parsed.module->body[0])) {
        call = ast::try_as<ast::Call>(back->value);
        if (call && call->func->kind != ast::NodeKind::Name)
            call = nullptr;
    }
    return call && call->start == start && call->end == end;
}

} // namespace

CaretMarks find_caret_marks(std::string_view lines, size_t start, size_t end)
{
    CaretMarks marks;
    find_anchors(lines.substr(start, end - start), start, marks);
    marks.whole_call = is_whole_call(lines, start, end);
    return marks;
}

} // namespace coil::internal

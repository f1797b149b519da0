// From source text to a tree or a unit, with what compiling takes counted and its errors and warnings given.
#include "builtins/compilation.h"

#include "objects/exception.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/interpreter/loader.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "syntax/encoding.h"
#include "syntax/parser.h"
#include "syntax/suggestion.h"

namespace coil::internal
{

namespace
{

/// The arguments of SyntaxError(message, (…)) behind the message.
Result<Tuple*> error_details(Vm& vm, const SyntaxError& error)
{
    auto number = [](uint32_t value) { return Value::small(value); };
    Value file = Value::cell(TRY(make_str(vm, error.filename)));
    Value text = error.text.empty() ? None : Value::cell(TRY(make_str(vm, error.text)));
    return make_tuple(vm,
        { file, number(error.line), number(error.offset), text, error.end_line ? number(error.end_line) : None,
            error.end_line ? number(error.end_offset) : None });
}

/// Lets the pending SyntaxError be shown with the keyword that may have been meant, without changing the object.
Raised note_suggestion(Vm& vm, const Source& source, const SyntaxError& error)
{
    SyntaxError better = error;
    suggest_keyword(source, better, !error.filename.starts_with("<"));
    if (better.message == error.message || !is_exception_of(vm, vm.pending, Error::SyntaxError))
        return {};
    Value exception = vm.take_pending();
    Value message = Value::cell(TRY(make_str(vm, better.message)));
    Value details = Value::cell(TRY(error_details(vm, better)));
    Value shown = Value::cell(TRY(make_tuple(vm, { message, details })));
    vm.heap.write_barrier(exception.as_cell());
    as_exception(exception)->value = shown;
    vm.pending = exception;
    return {};
}

} // namespace

Raised raise_syntax_error(Vm& vm, const SyntaxError& error)
{
    if (error.kind == SyntaxErrorKind::MemoryError)
        return error.message.empty() ? vm.raise_memory_error() : vm.raise(Error::MemoryError, "{}", error.message);
    Error kind = error.kind == SyntaxErrorKind::TabError  ? Error::TabError
        : error.kind == SyntaxErrorKind::IndentationError ? Error::IndentationError
                                                          : Error::SyntaxError;
    Value message = Value::cell(TRY(make_str(vm, error.message)));
    Tuple* details = TRY(error_details(vm, error));
    Value exception = TRY(call(vm, Value::cell(vm.error_class(kind)), { message, Value::cell(details) }));
    return vm.raise_exception(exception);
}

namespace
{

/// Warns through the module warnings. A filter that makes the warning an error makes it a SyntaxError of the place.
Result<void> warn_of_syntax(Vm& vm, const SyntaxWarning& warning, const Source& source)
{
    uint32_t line = source.line_of(warning.start);
    Value module = TRY(import_absolute(vm, "warnings"));
    Value category = Value::cell(vm.error_class(Error::SyntaxWarning));
    Value message = Value::cell(TRY(make_str(vm, warning.message)));
    Value filename = Value::cell(TRY(make_str(vm, source.filename())));
    Result<Value> done =
        call_method(vm, module, intern(vm, "warn_explicit"), { message, category, filename, Value::small(line) });
    if (done.ok())
        return {};
    if (!is_exception_of(vm, vm.pending, Error::SyntaxWarning))
        return Raised{};
    vm.take_pending();
    return raise_syntax_error(vm, make_syntax_error(source, warning.start, warning.end, warning.message));
}

} // namespace

namespace
{

/// What says that more lines could make the text right; codeop looks for it.
Raised raise_incomplete(Vm& vm, const SyntaxError& error)
{
    Value message = Value::cell(TRY(make_str(vm, "incomplete input")));
    Value details = Value::cell(TRY(error_details(vm, error)));
    return vm.raise_exception(TRY(call(vm, Value::cell(vm.error_class(Error::SyntaxError)), { message, details })));
}

/// Whether the text ends in an indented line of a compound statement, where more lines of the block could follow.
bool ends_in_block(const ast::Module& module, std::string_view text)
{
    size_t line = text.rfind('\n');
    if (module.body.empty() || line == std::string_view::npos || line + 1 == text.size())
        return false;
    bool is_indented = text[line + 1] == ' ' || text[line + 1] == '\t';
    switch (module.body.back()->kind) {
    case ast::NodeKind::FunctionDef:
    case ast::NodeKind::ClassDef:
    case ast::NodeKind::For:
    case ast::NodeKind::While:
    case ast::NodeKind::If:
    case ast::NodeKind::With:
    case ast::NodeKind::Match:
    case ast::NodeKind::Try:
        return is_indented;
    default:
        return false;
    }
}

Result<Value> parse_admitted(Vm& vm, CompilationMemory& memory, std::string_view text, std::string_view filename,
    const SourceOptions& options, const TreeUser& use)
{
    // Positions in a source are 32-bit numbers.
    if (text.size() > INT32_MAX)
        return vm.raise_memory_error();
    // The source's own copies of the text, and what finds its lines.
    if (!memory.take(2 * text.size()))
        throw std::bad_alloc();
    Arena arena(CompilationMemory::admit, &memory);
    Symbols symbols;
    std::string decoded;
    if (!options.is_decoded && syntax::decode_source(text, decoded))
        text = decoded;
    Source source{ std::string(filename), std::string(text) };
    ParseOptions parse_options;
    parse_options.mode = options.mode == CompileMode::Eval ? ParseMode::Eval
        : options.mode == CompileMode::Single              ? ParseMode::Interactive
                                                           : ParseMode::File;
    parse_options.is_decoded = options.is_decoded;
    parse_options.stack_budget = stack_budget_of(vm);
    ParseResult parsed = parse(arena, symbols, source, parse_options);
    if (!parsed && parsed.is_incomplete && options.allow_incomplete)
        return raise_incomplete(vm, parsed.error);
    if (!parsed) {
        (void)raise_syntax_error(vm, parsed.error);
        return note_suggestion(vm, source, parsed.error);
    }
    if (!options.imply_dedent && options.mode == CompileMode::Single && ends_in_block(*parsed.module, source.text())) {
        auto end = uint32_t(source.text().size());
        return raise_incomplete(vm, make_syntax_error(source, end, end, "incomplete input"));
    }
    return use({ *parsed.module, symbols, source, memory, parsed.warnings });
}

} // namespace

size_t stack_budget_of(const Vm& vm)
{
    char here;
    ptrdiff_t room = &here - vm.native_limit;
    return room > (1 << 16) ? size_t(room) * 3 / 4 : 1 << 14;
}

Result<Value> parse_source(
    Vm& vm, std::string_view text, std::string_view filename, const SourceOptions& options, const TreeUser& use)
{
    CompilationMemory memory(vm);
    try {
        return parse_admitted(vm, memory, text, filename, options, use);
    } catch (const std::bad_alloc&) {
        return vm.is_pending() ? Raised{} : vm.raise_memory_error();
    }
}

Result<std::shared_ptr<const Unit>> compile_tree(Vm& vm, const SyntaxTree& tree, const SourceOptions& options)
{
    CompileOptions compile_options;
    compile_options.mode = options.mode;
    compile_options.top_level_await = options.top_level_await;
    compile_options.use_namespace = options.use_namespace;
    compile_options.future_annotations = options.future_annotations;
    compile_options.optimize = options.optimize;
    compile_options.warnings = &tree.warnings;
    compile_options.admit = CompilationMemory::admit;
    compile_options.admit_context = &tree.memory;
    compile_options.stack_budget = stack_budget_of(vm);
    auto compiled = compile(tree.module, tree.symbols, tree.source, compile_options);
    if (auto* error = std::get_if<SyntaxError>(&compiled))
        return raise_syntax_error(vm, *error);
    for (const SyntaxWarning& warning : tree.warnings)
        TRY(warn_of_syntax(vm, warning, tree.source));
    return keep_unit(vm, std::move(std::get<Unit>(compiled)));
}

Result<std::shared_ptr<const Unit>> compile_source(
    Vm& vm, std::string_view text, std::string_view filename, const SourceOptions& options)
{
    std::shared_ptr<const Unit> unit;
    TRY(parse_source(vm, text, filename, options, [&](const SyntaxTree& tree) -> Result<Value> {
        unit = TRY(compile_tree(vm, tree, options));
        return None;
    }));
    return unit;
}

} // namespace coil::internal

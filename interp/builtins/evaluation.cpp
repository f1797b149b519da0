// From source text to running code: exec, eval, compile, and the compiler that imports use.
#include "builtins/evaluation.h"

#include "base/arena.h"
#include "base/source.h"
#include "base/symbols.h"
#include "builtins/define.h"
#include "builtins/functions.h"
#include "compile/compile.h"
#include "objects/bytes.h"
#include "objects/codecs.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/memory_view.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/interpreter/loader.h"
#include "runtime/machine/import.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"
#include "syntax/encoding.h"
#include "syntax/parser.h"
#include "syntax/suggestion.h"

namespace coil::internal
{

std::string_view free_name(const Code* code, size_t index) { return tables_of(code).free_names[index]; }

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

/// The memory that a compilation takes counts against the heap's limit while it goes on; for more of it the compiler
/// asks whether it should go on.
class CompilationMemory
{
public:
    explicit CompilationMemory(Vm& vm)
        : vm_(vm)
    {
    }
    ~CompilationMemory() { vm_.heap.give_back_outside(taken_); }
    CompilationMemory(const CompilationMemory&) = delete;
    CompilationMemory& operator=(const CompilationMemory&) = delete;

    static bool admit(void* context, size_t bytes) { return static_cast<CompilationMemory*>(context)->take(bytes); }
    bool take(size_t bytes)
    {
        vm_.charge_bytes(bytes);
        if (vm_.operations.check_end(vm_).failed() || !vm_.heap.take_outside(bytes))
            return false;
        taken_ += bytes;
        return true;
    }

private:
    Vm& vm_;
    size_t taken_ = 0;
};

Result<std::shared_ptr<const Unit>> compile_admitted(
    Vm& vm, CompilationMemory& memory, std::string_view text, std::string_view filename, const SourceOptions& options)
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
    char here;
    ptrdiff_t room = &here - vm.native_limit;
    parse_options.stack_budget = room > (1 << 16) ? size_t(room) * 3 / 4 : 1 << 14;
    ParseResult parsed = parse(arena, symbols, source, parse_options);
    if (!parsed) {
        (void)raise_syntax_error(vm, parsed.error);
        return note_suggestion(vm, source, parsed.error);
    }
    CompileOptions compile_options;
    compile_options.mode = options.mode;
    compile_options.top_level_await = options.top_level_await;
    compile_options.use_namespace = options.use_namespace;
    compile_options.warnings = &parsed.warnings;
    compile_options.admit = CompilationMemory::admit;
    compile_options.admit_context = &memory;
    compile_options.stack_budget = parse_options.stack_budget;
    auto compiled = compile(*parsed.module, symbols, source, compile_options);
    if (auto* error = std::get_if<SyntaxError>(&compiled))
        return raise_syntax_error(vm, *error);
    for (const SyntaxWarning& warning : parsed.warnings)
        TRY(warn_of_syntax(vm, warning, source));
    return keep_unit(vm, std::move(std::get<Unit>(compiled)));
}

} // namespace

Result<std::shared_ptr<const Unit>> compile_source(
    Vm& vm, std::string_view text, std::string_view filename, const SourceOptions& options)
{
    CompilationMemory memory(vm);
    try {
        return compile_admitted(vm, memory, text, filename, options);
    } catch (const std::bad_alloc&) {
        return vm.is_pending() ? Raised{} : vm.raise_memory_error();
    }
}

namespace
{

/// The text of a str or of bytes.
Result<std::string> source_text(Vm& vm, Value source, std::string_view function)
{
    if (auto* str = as_if<Str>(source)) {
        if (str->view().find('\0') != std::string_view::npos)
            return vm.raise_exception(TRY(call(vm, Value::cell(vm.error_class(Error::SyntaxError)),
                { Value::cell(TRY(make_str(vm, "source code string cannot contain null bytes"))) })));
        return std::string(str->view());
    }
    std::string_view bytes;
    if (TRY(buffer_view(vm, source, bytes)))
        return std::string(bytes);
    return vm.raise(Error::TypeError, "{}() arg 1 must be a string, bytes or code object", function);
}

Result<Dict*> globals_for(Vm& vm, Value given, std::string_view function)
{
    Dict* globals = code_of(vm.registers)->globals;
    if (!given.is_none()) {
        globals = as_if<Dict>(given);
        if (!globals)
            return function == "eval"
                ? vm.raise(Error::TypeError, "globals must be a dict")
                : vm.raise(Error::TypeError, "exec() globals must be a dict, not {}", type_name(vm, given));
    }
    if (!find_str(vm, globals, vm.names->builtins))
        TRY(dict_set_str(vm, globals, vm.names->builtins, builtins_of(vm, code_of(vm.registers))));
    return globals;
}

/// Code that runs with globals of its own is loaded anew for them.
Result<Value> run_code(Vm& vm, Code* code, Dict* globals, Value space)
{
    if (code->globals != globals || (code->flags & UsesNamespace) == 0)
        code = TRY(load_again(vm, code, globals));
    if (code->free_count)
        return vm.raise(Error::TypeError, "code object passed to exec() may not contain free variables");
    return run_body(vm, TRY(make_function(vm, code)), space);
}

Result<Value> evaluate(
    Vm& vm, Value source, Value globals_value, Value locals_value, CompileMode mode, std::string_view function)
{
    Dict* globals = TRY(globals_for(vm, globals_value, function));
    Value space = locals_value;
    if (!space.is_none() && lookup_special(vm, vm.class_of(space), Special::getitem).is_empty())
        return function == "eval"
            ? vm.raise(Error::TypeError, "locals must be a mapping")
            : vm.raise(Error::TypeError, "exec() locals must be a mapping or None, not {}", type_name(vm, space));
    if (space.is_none())
        space = globals_value.is_none() ? TRY(frame_locals(vm)) : Value::cell(globals);
    if (auto* code = as_if<Code>(source))
        return run_code(vm, code, globals, space);
    std::string text = TRY(source_text(vm, source, function));
    size_t start = mode == CompileMode::Eval ? text.find_first_not_of(" \t") : 0;
    SourceOptions options;
    options.mode = mode;
    options.use_namespace = true;
    options.is_decoded = is_kind(source, Kind::Str);
    auto unit = compile_source(vm, std::string_view(text).substr(std::min(start, text.size())), "<string>", options);
    if (unit.failed())
        return Raised{};
    return run_body(vm, TRY(load_unit(vm, unit.release(), globals)), space);
}

Result<Value> eval(Vm& vm, Value source, Value globals, Value locals)
{
    return evaluate(vm, source, globals, locals, CompileMode::Eval, "eval");
}
Result<Value> exec(Vm& vm, Value source, Value globals, Value locals, Value)
{
    TRY(evaluate(vm, source, globals, locals, CompileMode::File, "exec"));
    return None;
}
/// The text of a str, of bytes, or of what has a __fspath__.
Result<std::string> path_text(Vm& vm, Value path)
{
    std::string_view bytes;
    if (auto* text = as_if<Str>(path))
        return std::string(text->view());
    if (TRY(buffer_view(vm, path, bytes)))
        return std::string(TRY(bytes_decode(vm, bytes, "utf-8", "surrogateescape"))->view());
    Value method = lookup(vm, vm.class_of(path), vm.names->fspath);
    if (method.is_empty())
        return vm.raise(Error::TypeError, "expected str, bytes or os.PathLike object, not {}", type_name(vm, path));
    Value given = TRY(call_special(vm, method, path, {}));
    if (auto* text = as_if<Str>(given))
        return std::string(text->view());
    if (is_kind(given, Kind::Bytes))
        return path_text(vm, given);
    return vm.raise(Error::TypeError, "expected {}.__fspath__() to return str or bytes, not {}", type_name(vm, path),
        type_name(vm, given));
}
Result<Value> compile_function(Vm& vm, Value source, Value filename, Str* mode, int64_t flags, Value, Value)
{
    SourceOptions options;
    if (mode->view() == "eval")
        options.mode = CompileMode::Eval;
    else if (mode->view() == "single")
        options.mode = CompileMode::Single;
    else if (mode->view() != "exec")
        return vm.raise(Error::ValueError, "compile() mode must be 'exec', 'eval' or 'single'");
    constexpr int64_t allow_top_level_await = 0x2000;
    options.top_level_await = flags & allow_top_level_await;
    options.use_namespace = true;
    options.is_decoded = is_kind(source, Kind::Str);
    if (is_kind(source, Kind::Code))
        return source;
    std::string text = TRY(source_text(vm, source, "compile"));
    std::string name = TRY(path_text(vm, filename));
    auto unit = compile_source(vm, text, name, options);
    if (unit.failed())
        return Raised{};
    return Value::cell(TRY(load_code(vm, unit.value(), 0, code_of(vm.registers)->globals)));
}

constexpr NativeDef definitions[] = {
    def<"eval(source, /, globals=None, locals=None)", eval>("Evaluates an expression in the given globals and locals."),
    def<"exec(source, /, globals=None, locals=None, *, closure=None)", exec>("Executes source or a code object."),
    def<"compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1)", compile_function>(
        "Compiles source into a code object that exec() and eval() run."),
};

} // namespace

Result<void> define_evaluation(Vm& vm, Dict* builtins)
{
    vm.modules->compile = [](Vm& machine, std::string_view text, std::string_view filename) {
        return compile_source(machine, text, filename, {});
    };
    for (const NativeDef& def : definitions)
        TRY(dict_set_str(vm, builtins, intern(vm, def.name()),
            TRY(make_native_function(vm, def, Value(), vm.names->builtins_module))));
    return {};
}

} // namespace coil::internal

// From source text to running code: exec, eval, compile, and the compiler that imports use.
#include "builtins/evaluation.h"

#include <algorithm>

#include "builtins/compilation.h"
#include "builtins/define.h"
#include "builtins/functions.h"
#include "objects/bytes.h"
#include "objects/codecs.h"
#include "objects/dict.h"
#include "objects/memory_view.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/interpreter/loader.h"
#include "runtime/machine/import.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

std::string_view free_name(const Code* code, size_t index) { return tables_of(code).free_names[index]; }

namespace
{

/// The text of a str or of bytes.
Result<std::string> source_text(Vm& vm, Value source, std::string_view function, std::string_view wanted)
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
    return vm.raise(Error::TypeError, "{}() arg 1 must be a {}", function, wanted);
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
Result<Value> run_code(Vm& vm, Code* code, Dict* globals, Value space, Value closure, std::string_view function)
{
    if (!code->free_count && !closure.is_none())
        return vm.raise(Error::TypeError, "cannot use a closure with this code object");
    if (code->free_count && function == "eval")
        return vm.raise(Error::TypeError, "code object passed to eval() may not contain free variables");
    auto* cells = as_if<Tuple>(closure);
    auto is_cell = [](Value value) { return is_kind(value, Kind::Box); };
    if (code->free_count &&
        (!cells || cells->size != code->free_count || !std::all_of(cells->begin(), cells->end(), is_cell)))
        return vm.raise(Error::TypeError, "code object requires a closure of exactly length {}", code->free_count);
    if (code->globals != globals || (code->flags & UsesNamespace) == 0)
        code = TRY(load_again(vm, code, globals));
    Function* body = TRY(make_function(vm, code));
    for (size_t i = 0; i < code->free_count; i++)
        body->closure[i] = as<Box>(cells->items[i]);
    return run_body(vm, body, space);
}

Result<Value> evaluate(Vm& vm, Value source, Value globals_value, Value locals_value, CompileMode mode,
    std::string_view function, Value closure)
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
        return run_code(vm, code, globals, space, closure, function);
    if (!closure.is_none())
        return vm.raise(Error::TypeError, "closure can only be used when source is a code object");
    std::string text = TRY(source_text(vm, source, function, "string, bytes or code object"));
    size_t start = mode == CompileMode::Eval ? text.find_first_not_of(" \t") : 0;
    SourceOptions options;
    options.mode = mode;
    options.use_namespace = true;
    options.is_decoded = is_kind(source, Kind::Str);
    options.future_annotations = code_of(vm.registers)->flags & HasFutureAnnotations;
    auto unit = compile_source(vm, std::string_view(text).substr(std::min(start, text.size())), "<string>", options);
    if (unit.failed())
        return Raised{};
    return run_body(vm, TRY(load_unit(vm, unit.release(), globals)), space);
}

Result<Value> eval(Vm& vm, Value source, Value globals, Value locals)
{
    return evaluate(vm, source, globals, locals, CompileMode::Eval, "eval", None);
}
Result<Value> exec(Vm& vm, Value source, Value globals, Value locals, Value closure)
{
    TRY(evaluate(vm, source, globals, locals, CompileMode::File, "exec", closure));
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
namespace flag
{
// As CPython numbers them.
constexpr int64_t nested = 0x10, dont_imply_dedent = 0x200, only_tree = 0x400, type_comments = 0x1000,
                  top_level_await = 0x2000, allow_incomplete = 0x4000, optimized_tree = 0x8000,
                  future_annotations = 0x1000000;
constexpr int64_t futures = 0x1FE0000;
constexpr int64_t known = futures | nested | dont_imply_dedent | only_tree | type_comments | top_level_await |
    allow_incomplete | optimized_tree;
} // namespace flag

Result<CompileMode> compile_mode(Vm& vm, std::string_view mode, bool only_tree)
{
    if (mode == "exec")
        return CompileMode::File;
    if (mode == "eval")
        return CompileMode::Eval;
    if (mode == "single")
        return CompileMode::Single;
    if (mode != "func_type")
        return vm.raise(Error::ValueError,
            only_tree ? "compile() mode must be 'exec', 'eval', 'single' or 'func_type'"
                      : "compile() mode must be 'exec', 'eval' or 'single'");
    if (!only_tree)
        return vm.raise(Error::ValueError, "compile() mode 'func_type' requires flag PyCF_ONLY_AST");
    return vm.raise(Error::NotImplementedError, "compile() of coil has no mode 'func_type'");
}

Result<const TreeFunctions*> tree_functions(Vm& vm)
{
    if (!vm.modules->trees)
        TRY(import_absolute(vm, "_ast"));
    if (!vm.modules->trees)
        return vm.raise(Error::ImportError, "compile() needs the module _ast for syntax trees");
    return vm.modules->trees;
}

/// The last parameter, the version of the grammar, is accepted: ours is that of 3.14.
Result<Value> compile_function(
    Vm& vm, Value source, Value filename, Str* mode, int64_t flags, bool dont_inherit, int64_t optimize, int64_t)
{
    std::string name = TRY(path_text(vm, filename));
    if (flags & ~flag::known)
        return vm.raise(Error::ValueError, "compile(): unrecognised flags");
    if (optimize < -1 || optimize > 2)
        return vm.raise(Error::ValueError, "compile(): invalid optimize value");
    SourceOptions options;
    bool only_tree = flags & (flag::only_tree | flag::optimized_tree);
    options.mode = TRY(compile_mode(vm, mode->view(), only_tree));
    options.top_level_await = flags & flag::top_level_await;
    options.allow_incomplete = flags & flag::allow_incomplete;
    options.imply_dedent = !(flags & flag::dont_imply_dedent);
    options.future_annotations =
        flags & flag::future_annotations || (!dont_inherit && code_of(vm.registers)->flags & HasFutureAnnotations);
    options.optimize = optimize < 0 ? vm.modules->optimize : int(optimize);
    options.optimizes_tree = flags & flag::optimized_tree;
    options.use_namespace = true;
    options.is_decoded = is_kind(source, Kind::Str);
    std::shared_ptr<const Unit> unit;
    if (const TreeFunctions* trees = vm.modules->trees; trees && trees->is_tree(vm, source)) {
        if (only_tree)
            return source;
        unit = TRY(trees->compile(vm, source, name, options));
    } else {
        std::string text = TRY(source_text(vm, source, "compile", "string, bytes or AST object"));
        if (only_tree) {
            const TreeFunctions* functions = TRY(tree_functions(vm));
            return parse_source(vm, text, name, options,
                [&](const SyntaxTree& tree) { return functions->make_objects(vm, tree, options); });
        }
        unit = TRY(compile_source(vm, text, name, options));
    }
    return Value::cell(TRY(load_code(vm, unit, 0, code_of(vm.registers)->globals)));
}

constexpr NativeDef definitions[] = {
    def<"eval(source, /, globals=None, locals=None)", eval>("Evaluates an expression in the given globals and locals."),
    def<"exec(source, /, globals=None, locals=None, *, closure=None)", exec>("Executes source or a code object."),
    def<"compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)",
        compile_function>("Compiles source into a code object that exec() and eval() run."),
};

} // namespace

Result<void> define_evaluation(Vm& vm, Dict* builtins)
{
    vm.modules->compile = [](Vm& machine, std::string_view text, std::string_view filename) {
        SourceOptions options;
        options.optimize = machine.modules->optimize;
        return compile_source(machine, text, filename, options);
    };
    for (const NativeDef& def : definitions)
        TRY(dict_set_str(vm, builtins, intern(vm, def.name()),
            TRY(make_native_function(vm, def, Value(), vm.names->builtins_module))));
    return {};
}

} // namespace coil::internal

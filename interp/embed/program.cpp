#include "embed/program.h"

#include <cstring>
#include <unistd.h>

#include "async/tasks/unretrieved.h"
#include "bytecode/disassemble.h"
#include "io/standard_streams.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/list.h"
#include "objects/numbers.h"
#include "objects/str.h"
#include "runtime/interpreter/loader.h"
#include "runtime/machine/finalizers.h"
#include "runtime/machine/find_module.h"
#include "runtime/machine/host_files.h"
#include "runtime/machine/import.h"
#include "runtime/machine/threads.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"
#include "runtime/reports/print_exception.h"
#include "stdlib/system/atexit.h"

namespace coil::internal
{

namespace
{

/// What was printed comes before what stderr is to show.
void flush_output(Vm& vm)
{
    auto out = standard_file(vm, vm.names->stdout_);
    if (out.ok() && !out.value().is_none())
        (void)call_method(vm, out.value(), vm.names->flush, {});
    vm.take_pending();
}

/// Flushes a stream that is not closed.
Result<void> flush_open(Vm& vm, Value stream)
{
    std::optional<Value> closed = TRY(find_attribute(vm, stream, intern(vm, "closed")));
    if (!closed || !TRY(truth(vm, *closed)))
        TRY(call_method(vm, stream, vm.names->flush, {}));
    return {};
}

/// The exit status that SystemExit means; messages go to stderr.
int exit_status(Vm& vm, Value exception)
{
    Value code = as_exception(exception)->value;
    if (code.is_empty() || code.is_none())
        return 0;
    if (code.is_small())
        return int(code.as_small()) & 0xff;
    if (code.is_bool())
        return code.is_true();
    if (is_int(code))
        return int(int_to_int64(code).value_or(-1)) & 0xff;
    flush_output(vm);
    auto text = str_of(vm, code);
    if (text.ok())
        vm.operations.write_error(vm, std::string(text.value()->view()) + "\n");
    vm.take_pending();
    return 1;
}

/// Reports the pending exception as the end of a program; gives the status.
int report(VmState& state)
{
    Vm& vm = state.vm;
    Value exception = vm.take_pending();
    if (is_exception_of(vm, exception, Error::SystemExit))
        return exit_status(vm, exception);
    flush_output(vm);
    Value traceback = as_exception(exception)->traceback;
    auto hook = standard_file(vm, vm.names->excepthook);
    bool shown = hook.ok() &&
        call(vm, hook.value(),
            { Value::cell(vm.class_of(exception)), exception, traceback.is_empty() ? None : traceback })
            .ok();
    if (!shown) {
        Value failure = vm.take_pending();
        if (is_exception_of(vm, failure, Error::SystemExit))
            return exit_status(vm, failure);
        if (hook.ok()) {
            auto why = format_exception(vm, failure);
            write_error(
                vm, "Error in sys.excepthook:\n" + (why.ok() ? why.value() : "") + "\nOriginal exception was:\n");
            vm.take_pending();
        }
        auto text = format_exception(vm, exception);
        vm.operations.write_error(vm, text.ok() ? text.value() : "an exception that can't be shown\n");
    }
    vm.take_pending();
    state.interrupted = is_exception_of(vm, exception, Error::KeyboardInterrupt);
    return state.interrupted ? 130 : 1;
}

int run_text(VmState& state, std::string_view source, std::string_view filename)
{
    return state.run_main(source, filename).ok() ? 0 : report(state);
}

Result<void> set_main_attributes(VmState& state, std::string_view filename)
{
    Vm& vm = state.vm;
    return dict_set_str(vm, state.main_globals, vm.names->file, Value::cell(TRY(make_str(vm, filename))));
}

} // namespace

int run_program_file(VmState& state, const std::string& path)
{
    Vm& vm = state.vm;
    std::string text;
    if (path == "-") {
        // Without standard input there is nothing to run.
        if (has_standard_stream(0) && read_source(vm, 0, text).failed())
            return report(state);
        vm.modules->shown_sources.emplace_back("<stdin>", text);
        return run_text(state, text, "<stdin>");
    }
    std::string full = absolute_program_path(path);
    std::string script = is_program_folder(full) ? full + "/__main__.py" : full;
    // Names that are no UTF-8 are shown, and seen by scripts, as text.
    Result<Str*> shown = host_text(vm, script);
    Result<Str*> shown_full = host_text(vm, full);
    if (shown.failed() || shown_full.failed())
        return report(state);
    std::string_view name = shown.value()->view();
    Result<int> fd = open_program_file(vm, script);
    if (fd.failed())
        return report(state);
    if (fd.value() < 0 && script != full) {
        vm.operations.write_error(
            vm, format_text("coil: can't find '__main__' module in '{}'\n", { shown_full.value()->view() }));
        return 1;
    }
    if (fd.value() < 0) {
        int number = -fd.value();
        vm.operations.write_error(vm,
            format_text("coil: can't open file '{}': [Errno {}] {}\n",
                { shown_full.value()->view(), number, strerror(number) }));
        return 2;
    }
    Result<void> read = read_source(vm, fd.value(), text);
    ::close(fd.value());
    if (read.failed() || set_main_attributes(state, name).failed() ||
        dict_set_str(vm, state.main_globals, intern(vm, "__cached__"), None).failed())
        return report(state);
    // Its end stays, so that lines keep their numbers.
    if (state.options.skip_first_line)
        text.erase(0, std::min(text.find('\n'), text.size()));
    // Tracebacks show its lines, whether the VM may read files or not.
    if (!vm.permissions.allows(Authority::Files))
        vm.modules->shown_sources.emplace_back(name, text);
    return run_text(state, text, name);
}

namespace
{

int say_no_module(Vm& vm, std::string_view problem)
{
    flush_output(vm);
    vm.operations.write_error(vm, format_text("coil: {}\n", { problem }));
    return 1;
}

/// Imports the package that a module to be run is in. Raises, also when it is none.
Result<void> import_package(Vm& vm, std::string_view package, std::string_view name)
{
    Value module = TRY(import_absolute(vm, package));
    if (!TRY(find_attribute(vm, module, vm.names->path)))
        return vm.raise(Error::ModuleNotFoundError, "__path__ attribute not found on '{}' while trying to find '{}'",
            package, name);
    return {};
}

/// As runpy words what went wrong before a module was found.
int report_search(VmState& state, std::string_view name)
{
    Vm& vm = state.vm;
    if (!is_exception_of(vm, vm.pending, Error::ImportError))
        return report(state);
    Value exception = vm.take_pending();
    auto why = str_of(vm, exception);
    vm.take_pending();
    return say_no_module(vm,
        format_text("Error while finding module specification for '{}' ({}: {})",
            { name, type_name(vm, exception), why.ok() ? why.value()->view() : "" }));
}

} // namespace

int run_program_module(VmState& state, std::string_view name)
{
    Vm& vm = state.vm;
    size_t dot = name.rfind('.');
    std::string target(name), package(dot == std::string_view::npos ? "" : name.substr(0, dot));
    if (!package.empty() && import_package(vm, package, name).failed())
        return report_search(state, name);
    FoundSource source;
    auto found = find_module_source(vm, target, source);
    if (found.ok() && found.value() && source.is_package) {
        // A package is run by its __main__, after it was imported.
        package = name;
        target += ".__main__";
        if (import_absolute(vm, name).failed())
            return report_search(state, name);
        found = find_module_source(vm, target, source);
        if (found.ok() && !found.value())
            return say_no_module(vm,
                format_text("No module named {}; '{}' is a package and cannot be directly executed", { target, name }));
    }
    if (found.failed())
        return report(state);
    if (!found.value())
        return say_no_module(vm, format_text("No module named {}", { name }));
    auto owner = make_str(vm, package);
    if (owner.failed() || set_main_attributes(state, source.filename).failed() ||
        dict_set_str(vm, state.main_globals, vm.names->package, Value::cell(owner.value())).failed())
        return report(state);
    // It has a spec, which importlib makes when it is asked for.
    dict_erase_str(vm, state.main_globals, vm.names->spec);
    if (source.unit.is_empty())
        return run_text(state, source.text, source.filename);
    auto body = load_unit(vm, source.unit, state.main_globals);
    return body.ok() && run_body(vm, body.value(), Value()).ok() ? 0 : report(state);
}

int run_program_text(VmState& state, std::string_view source, std::string_view filename)
{
    state.vm.modules->shown_sources.emplace_back(std::string(filename), std::string(source));
    return run_text(state, source, filename);
}

int finish_program(VmState& state, int status)
{
    Vm& vm = state.vm;
    if (vm.threads && vm.threads->join_all().failed())
        status = report(state);
    run_exit_functions(vm);
    report_all_unretrieved(vm);
    vm.is_finishing = true;
    // Finalizers make objects that have finalizers, and write to files, which are written out likewise. Not for ever.
    for (int round = 0; round < 3; round++) {
        vm.heap.finalize_all();
        run_finalizers(vm);
    }
    vm.interpreter->new_coroutines().report_all();
    for (Str* name : { vm.names->stdout_, vm.names->stderr_ }) {
        auto stream = standard_file(vm, name);
        if (stream.failed() || stream.value().is_none() || flush_open(vm, stream.value()).ok())
            continue;
        Value exception = vm.take_pending();
        if (name == vm.names->stdout_) {
            auto text = format_exception_only(vm, exception);
            write_error(
                vm, "Exception ignored while flushing sys.stdout:\n" + (text.ok() ? text.value() : std::string()));
            status = 120;
        }
    }
    vm.take_pending();
    return status;
}

Result<Value> run_on_event_loop(Vm& vm, Value coroutine)
{
    Value asyncio = TRY(import_absolute(vm, "asyncio"));
    Value run = TRY(get_attribute(vm, asyncio, intern(vm, "run")));
    return call(vm, run, { coroutine });
}

std::string disassemble_unit(const Unit& unit) { return disassemble(unit); }

} // namespace coil::internal

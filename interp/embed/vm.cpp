// coil::Vm: running scripts, making values, modules of the host.
#include <cstdio>

#include "base/utf8.h"
#include "builtins/evaluation.h"
#include "embed/host_function.h"
#include "embed/program.h"
#include "embed/state.h"
#include "objects/bytes.h"
#include "objects/dict.h"
#include "objects/list.h"
#include "objects/numbers.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/interpreter/loader.h"
#include "runtime/machine/import.h"
#include "runtime/machine/interrupts.h"
#include "runtime/machine/threads.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "stdlib/embedded.h"

namespace coil::internal
{

std::string VmState::well_formed(std::string_view text)
{
    std::string out;
    for (size_t i = 0; i < text.size();) {
        utf8::Decoded decoded = utf8::decode(text, i);
        uint32_t size = decoded.size;
        // Lone surrogates, as Value::to_text gives them.
        bool is_surrogate = text.size() - i >= 3 && text[i] == '\xed' && uint8_t(text[i + 1]) >= 0xa0 &&
            uint8_t(text[i + 1]) < 0xc0 && (text[i + 2] & 0xc0) == 0x80;
        if (is_surrogate)
            size = 3;
        out += size ? text.substr(i, size) : "\ufffd";
        i += std::max<uint32_t>(size, 1);
    }
    return out;
}

Str* VmState::name(std::string_view text) { return intern(vm, well_formed(text)); }

Result<Value> VmState::run_main(std::string_view source, std::string_view filename)
{
    SourceOptions compile_options;
    compile_options.optimize = vm.modules->optimize;
    compile_options.top_level_await = true;
    auto unit = compile_source(vm, source, filename, compile_options);
    if (unit.failed())
        return Raised{};
    Function* body = TRY(load_unit(vm, unit.release(), main_globals));
    Value result = TRY(run_body(vm, body, Value()));
    if (is_kind(result, Kind::Coroutine) && is_heap_frame(body->code))
        return run_on_event_loop(vm, result);
    return result;
}

Result<Value> VmState::evaluate(std::string_view expression, Dict* globals)
{
    SourceOptions compile_options;
    compile_options.optimize = vm.modules->optimize;
    compile_options.mode = CompileMode::Eval;
    compile_options.is_decoded = true;
    auto unit = compile_source(vm, well_formed(expression), "<string>", compile_options);
    if (unit.failed())
        return Raised{};
    TRY(dict_set_str(vm, globals, vm.names->builtins, Value::cell(vm.builtins)));
    Function* body = TRY(load_unit(vm, unit.release(), globals));
    return run_body(vm, body, Value());
}

namespace
{

/// The host's module of a dotted name, made when there is none; what is before the dots is made a package.
Result<Module*> find_or_make_module(Vm& vm, std::string_view name, std::string_view doc)
{
    Dict* loaded = vm.modules->loaded();
    Str* key = intern(vm, name);
    if (Value* known = find_str(vm, loaded, key); known && is_kind(*known, Kind::Module))
        return as<Module>(*known);
    Module* package = nullptr;
    size_t dot = name.rfind('.');
    if (dot != std::string_view::npos) {
        package = TRY(find_or_make_module(vm, name.substr(0, dot), ""));
        if (!find_str(vm, package->dict, vm.names->path))
            TRY(dict_set_str(vm, package->dict, vm.names->path, Value::cell(TRY(make_list(vm)))));
    }
    Module* module = TRY(make_module(vm, key));
    module->aux = Modules::completes_later;
    if (!doc.empty())
        TRY(dict_set_str(vm, module->dict, vm.names->doc, Value::cell(TRY(make_str(vm, doc)))));
    std::string_view parent = dot == std::string_view::npos ? std::string_view() : name.substr(0, dot);
    TRY(dict_set_str(vm, module->dict, vm.names->package, Value::cell(TRY(make_str(vm, parent)))));
    TRY(dict_set_str(vm, loaded, key, Value::cell(module)));
    if (package)
        TRY(dict_set_str(vm, package->dict, intern(vm, name.substr(dot + 1)), Value::cell(module)));
    return module;
}

} // namespace

} // namespace coil::internal

namespace coil
{

using internal::VmState;

Vm::Vm()
    : Vm(Options{})
{
}
Vm::Vm(const Options& options)
try : state_(std::make_unique<VmState>(*this, options)) {
} catch (const std::bad_alloc&) {
    throw internal::out_of_memory;
}
Vm::~Vm()
{
    internal::Vm& vm = state_->vm;
    if (!vm.threads || vm.threads->close()) {
        state_->write_out();
        return;
    }
    vm.interrupts->drop_signal();
    (void)state_.release();
    std::fputs(
        "coil: a thread of a machine that was ended is still in native code; the machine's memory is left to it\n",
        stderr);
}

void Vm::run(std::string_view source, std::string_view filename)
{
    state_->enter([&] { state_->checked(state_->run_main(source, state_->well_formed(filename))); });
}

Value Vm::evaluate(std::string_view expression)
{
    return state_->enter(
        [&] { return state_->wrap(state_->checked(state_->evaluate(expression, state_->main_globals))); });
}

Value Vm::global(std::string_view given)
{
    return state_->enter([&] {
        internal::Vm& vm = state_->vm;
        internal::Str* name = state_->name(given);
        internal::Value* value = find_str(vm, state_->main_globals, name);
        if (!value) {
            (void)vm.raise(internal::Error::NameError, "name '{}' is not defined", name->view());
            state_->throw_pending();
        }
        return state_->wrap(*value);
    });
}

void Vm::set_global(std::string_view name, const Value& value)
{
    state_->enter([&] {
        state_->checked(dict_set_str(state_->vm, state_->main_globals, state_->name(name), state_->unwrap(value)));
    });
}

Value Vm::import(std::string_view name)
{
    return state_->enter(
        [&] { return state_->wrap(state_->checked(import_absolute(state_->vm, state_->well_formed(name)))); });
}

Module Vm::module(std::string_view given, std::string_view documentation)
{
    return state_->enter([&] {
        std::string name = state_->well_formed(given), doc = state_->well_formed(documentation);
        if (name.empty() || name.front() == '.' || name.back() == '.' || name.find("..") != std::string::npos)
            throw Error("ValueError", "'" + name + "' is no name of a module");
        internal::Module* module = state_->checked(internal::find_or_make_module(state_->vm, name, doc));
        return Module(*this, name, state_->wrap(internal::Value::cell(module)));
    });
}

Value Vm::make_function(std::string_view signature, std::unique_ptr<binding::Callable> callable,
    std::string_view documentation, std::string_view module)
{
    return state_->enter([&] {
        auto function = std::make_unique<internal::HostFunction>(
            *state_, state_->well_formed(signature), std::move(callable), state_->well_formed(documentation));
        return state_->wrap(
            state_->checked(internal::make_host_function(*state_, std::move(function), state_->name(module))));
    });
}

Module::Module(Vm& vm, std::string name, Value module)
    : vm_(&vm)
    , name_(std::move(name))
    , module_(std::move(module))
{
}

void Vm::set_step_limit(uint64_t steps) { state_->vm.interrupts->set_step_limit(steps); }
void Vm::interrupt() { state_->vm.interrupts->end_execution(); }

Value Vm::none()
{
    return state_->enter([&] { return state_->wrap(internal::None); });
}
Value Vm::boolean(bool truth)
{
    return state_->enter([&] { return state_->wrap(internal::Value::boolean(truth)); });
}
Value Vm::integer(int64_t number)
{
    return state_->enter([&] { return state_->wrap(state_->checked(internal::make_int(state_->vm, number))); });
}
Value Vm::unsigned_integer(uint64_t number)
{
    return state_->enter(
        [&] { return state_->wrap(state_->checked(internal::make_int_unsigned(state_->vm, number))); });
}
Value Vm::real(double number)
{
    return state_->enter([&] { return state_->wrap(state_->checked(internal::make_float(state_->vm, number))); });
}
Value Vm::text(std::string_view utf8)
{
    return state_->enter([&] {
        return state_->wrap(internal::Value::cell(state_->checked(make_str(state_->vm, state_->well_formed(utf8)))));
    });
}
Value Vm::bytes(std::string_view bytes)
{
    return state_->enter(
        [&] { return state_->wrap(internal::Value::cell(state_->checked(internal::make_bytes(state_->vm, bytes)))); });
}
Value Vm::list(std::span<const Value> items)
{
    return state_->enter([&] {
        internal::List* list = state_->checked(internal::make_list(state_->vm));
        Value keeper = state_->wrap(internal::Value::cell(list));
        for (const Value& item : items)
            state_->checked(list_append(state_->vm, list, state_->unwrap(item)));
        return keeper;
    });
}
Value Vm::tuple(std::span<const Value> items)
{
    return state_->enter([&] {
        internal::ArgumentBuffer buffer(state_->vm, items.size());
        for (size_t i = 0; i < items.size(); i++)
            buffer.data()[i] = state_->unwrap(items[i]);
        return state_->wrap(
            internal::Value::cell(state_->checked(internal::make_tuple(state_->vm, buffer.data(), items.size()))));
    });
}
Value Vm::dict(std::span<const Entry> entries)
{
    return state_->enter([&] {
        internal::Dict* dict = state_->checked(internal::make_dict(state_->vm));
        Value keeper = state_->wrap(internal::Value::cell(dict));
        for (const auto& [key, value] : entries)
            state_->checked(dict_set(state_->vm, dict, state_->unwrap(key), state_->unwrap(value)));
        return keeper;
    });
}

int Vm::run_file(const std::string& path)
{
    return state_->enter([&] { return internal::run_program_file(*state_, path); });
}
int Vm::run_module(std::string_view name)
{
    return state_->enter([&] { return internal::run_program_module(*state_, state_->well_formed(name)); });
}
int Vm::run_command(std::string_view source, std::string_view filename)
{
    return state_->enter([&] { return internal::run_program_text(*state_, source, state_->well_formed(filename)); });
}
int Vm::finish(int status)
{
    return state_->enter([&] { return internal::finish_program(*state_, status); });
}
bool Vm::was_interrupted() const { return state_->interrupted; }

std::string Vm::disassemble(std::string_view source, std::string_view filename)
{
    return state_->enter([&] {
        internal::SourceOptions options;
        options.top_level_await = true;
        auto unit =
            state_->checked(internal::compile_source(state_->vm, source, state_->well_formed(filename), options));
        return internal::disassemble_unit(*unit);
    });
}

std::string_view Vm::version() { return COIL_VERSION; }
std::string Vm::licences()
{
    std::string text = "coil is under this licence:\n\n" + std::string(internal::own_licence);
    if (!internal::borrowed_licence.empty())
        text +=
            "\nThe modules whose files are CPython's are under its own:\n\n" + std::string(internal::borrowed_licence);
    return text;
}
bool Vm::knows_trace(std::string_view subjects) { return internal::EventTrace::parse(subjects).has_value(); }

} // namespace coil

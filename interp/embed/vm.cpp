#include <cstdio>
#include <pthread.h>
#include <unistd.h>

#include "base/utf8.h"
#include "builtins/define.h"
#include "builtins/evaluation.h"
#include "embed/program.h"
#include "embed/state.h"
#include "io/file.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/list.h"
#include "objects/numbers.h"
#include "objects/str.h"
#include "runtime/interpreter/interpreter.h"
#include "runtime/interpreter/loader.h"
#include "runtime/machine/finalizers.h"
#include "runtime/machine/host_files.h"
#include "runtime/machine/interrupts.h"
#include "runtime/machine/threads.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"
#include "runtime/reports/print_exception.h"
#include "stdlib/modules.h"

namespace coil::embed
{

namespace
{

/// Made before memory can run out: a copy of it asks for none.
const Error out_of_memory("MemoryError", "", "MemoryError\n");

void set_up(VmState& state)
{
    internal::Vm& vm = state.vm;
    vm.interpreter = { new Interpreter(vm), [](Interpreter* interpreter) { delete interpreter; } };
    vm.modules = { new Modules(vm), [](Modules* modules) { delete modules; } };
    vm.interpreter->enter(vm.interpreter->main_thread());
    state.use_thread();
    vm.interrupts = { new Interrupts(vm), [](Interrupts* interrupts) { delete interrupts; } };
    vm.interrupts->set_step_limit(state.options.step_limit);
    if (state.options.signals)
        vm.interrupts->take_signal();
    install_operations(vm);
    define_builtin_classes(vm);
}

} // namespace

VmState::VmState(const Options& given)
    : vm(internal::Vm::Options{ given.heap_limit, given.hash_seed })
    , options(given)
{
    gc::StackScope stack(vm.heap);
    vm.start_trace(options.trace);
    // Before the machine makes a descriptor of its own, which would take the place of a stream that is not there.
    for (int fd = 0; options.standard_streams && fd <= 2; fd++)
        has_standard_stream(fd);
    bool automatic = vm.heap.is_enabled();
    vm.heap.disable();
    vm.heap.set_throwing(true);
    set_up(*this);
    auto must = [this](auto&& result) {
        if (result.failed())
            throw_pending();
        return result.release();
    };
    must(define_builtins(vm));
    register_native_modules(vm);
    vm.may_use_files = options.files;
    vm.modules->version = Vm::version();
    must(set_up_sys(
        vm, { options.arguments, options.path, options.standard_streams, options.write_cache, options.cache_folder }));
    Module* main = must(make_module(vm, vm.names->main));
    main_globals = main->dict;
    must(dict_set_str(vm, vm.modules->loaded(), vm.names->main, internal::Value::cell(main)));
    must(dict_set_str(vm, main_globals, vm.names->builtins, internal::Value::cell(vm.builtins)));
    vm.heap.set_throwing(false);
    if (automatic)
        vm.heap.enable();
}

VmState::~VmState()
{
    vm.threads.reset();
    vm.loop.reset();
    vm.modules.reset();
    vm.interrupts.reset();
    vm.interpreter.reset();
}

void VmState::use_thread()
{
    auto running = uint64_t(gettid());
    if (running == thread)
        return;
    thread = running;
    ThreadState& main = vm.interpreter->main_thread();
    main.ident = uint64_t(pthread_self());
    main.native_limit = vm.native_limit = native_stack_limit();
}

void VmState::throw_memory_error()
{
    vm.take_pending();
    throw out_of_memory;
}

void VmState::throw_pending()
{
    if (vm.is_ending) {
        vm.interrupts->allow_execution();
        vm.handled = internal::Value();
        if (!is_exception_of(vm, vm.pending, internal::Error::ExecutionEnded))
            (void)vm.raise(internal::Error::ExecutionEnded, "execution was ended");
    }
    internal::Value exception = vm.take_pending();
    std::string type(type_name(vm, exception));
    auto message = str_of(vm, exception);
    vm.take_pending();
    auto traceback = format_exception(vm, exception);
    vm.take_pending();
    throw Error(
        type, message.ok() ? std::string(message.value()->view()) : "", traceback.ok() ? traceback.value() : "");
}

internal::Value VmState::unwrap(const Value& value)
{
    if (!value.held_)
        return None;
    if (value.held_->state != this)
        throw Error("ValueError", "the Value belongs to another Vm", "");
    return value.held_->value.get();
}

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

Value VmState::wrap(internal::Value value)
{
    return Value(std::unique_ptr<Value::Held>(new Value::Held{ this, gc::Root<internal::Value>(vm.heap, value) }));
}

Result<internal::Value> VmState::run_main(std::string_view source, std::string_view filename)
{
    SourceOptions compile_options;
    compile_options.top_level_await = true;
    auto unit = compile_source(vm, source, filename, compile_options);
    if (unit.failed())
        return Raised{};
    Function* body = TRY(load_unit(vm, unit.release(), main_globals));
    internal::Value result = TRY(run_body(vm, body, internal::Value()));
    if (is_kind(result, Kind::Coroutine) && is_heap_frame(body->code))
        return run_on_event_loop(vm, result);
    return result;
}

Error::Error(std::string type, std::string message, std::string traceback)
    : std::runtime_error(type + ": " + message)
    , type_(std::move(type))
    , message_(std::move(message))
    , traceback_(std::move(traceback))
{
}

Vm::Vm()
    : Vm(Options{})
{
}
Vm::Vm(const Options& options)
try : state_(std::make_unique<VmState>(options)) {
} catch (const std::bad_alloc&) {
    throw out_of_memory;
}
Vm::~Vm()
{
    internal::Vm& vm = state_->vm;
    if (!vm.threads || vm.threads->close())
        return;
    vm.interrupts->drop_signal();
    (void)state_.release();
    std::fputs(
        "coil: a thread of a machine that was ended is still in native code; the machine's memory is left to it\n",
        stderr);
}

namespace
{

/// The result's value, or the Error of the exception.
template <class T> T checked(VmState& state, Result<T> result)
{
    // Native code may have gone on after the end; the result is not one.
    if (result.failed() || state.vm.is_ending)
        state.throw_pending();
    return result.release();
}

} // namespace

void Vm::run(std::string_view source, std::string_view filename)
{
    state_->enter([&] { checked(*state_, state_->run_main(source, state_->well_formed(filename))); });
}

Value Vm::evaluate(std::string_view expression)
{
    return state_->enter([&] {
        internal::Vm& vm = state_->vm;
        SourceOptions options;
        options.mode = CompileMode::Eval;
        options.is_decoded = true;
        auto unit = checked(*state_, compile_source(vm, state_->well_formed(expression), "<string>", options));
        Function* body = checked(*state_, load_unit(vm, unit, state_->main_globals));
        return state_->wrap(checked(*state_, run_body(vm, body, internal::Value())));
    });
}

Value Vm::global(std::string_view given)
{
    return state_->enter([&] {
        internal::Vm& vm = state_->vm;
        std::string name = state_->well_formed(given);
        internal::Value* value = find_str(vm, state_->main_globals, intern(vm, name));
        if (!value) {
            (void)vm.raise(internal::Error::NameError, "name '{}' is not defined", name);
            state_->throw_pending();
        }
        return state_->wrap(*value);
    });
}

void Vm::set_step_limit(uint64_t steps) { state_->vm.interrupts->set_step_limit(steps); }
void Vm::interrupt() { state_->vm.interrupts->end_execution(); }

void Vm::set_global(std::string_view name, const Value& value)
{
    state_->enter([&] {
        internal::Vm& vm = state_->vm;
        checked(*state_,
            dict_set_str(vm, state_->main_globals, intern(vm, state_->well_formed(name)), state_->unwrap(value)));
    });
}

Value Vm::none()
{
    return state_->enter([&] { return state_->wrap(None); });
}
Value Vm::boolean(bool truth)
{
    return state_->enter([&] { return state_->wrap(internal::Value::boolean(truth)); });
}
Value Vm::integer(int64_t number)
{
    return state_->enter([&] { return state_->wrap(checked(*state_, make_int(state_->vm, number))); });
}
Value Vm::real(double number)
{
    return state_->enter([&] { return state_->wrap(checked(*state_, make_float(state_->vm, number))); });
}
Value Vm::text(std::string_view utf8)
{
    return state_->enter([&] {
        return state_->wrap(internal::Value::cell(checked(*state_, make_str(state_->vm, state_->well_formed(utf8)))));
    });
}
Value Vm::list(std::span<const Value> items)
{
    return state_->enter([&] {
        List* list = checked(*state_, make_list(state_->vm));
        Value keeper = state_->wrap(internal::Value::cell(list));
        for (const Value& item : items)
            checked(*state_, list_append(state_->vm, list, state_->unwrap(item)));
        return keeper;
    });
}

int Vm::run_file(const std::string& path)
{
    return state_->enter([&] { return run_program_file(*state_, path); });
}
int Vm::run_module(std::string_view name)
{
    return state_->enter([&] { return run_program_module(*state_, state_->well_formed(name)); });
}
int Vm::run_command(std::string_view source, std::string_view filename)
{
    return state_->enter([&] { return run_program_text(*state_, source, state_->well_formed(filename)); });
}
int Vm::finish(int status)
{
    return state_->enter([&] { return finish_program(*state_, status); });
}
bool Vm::was_interrupted() const { return state_->interrupted; }

std::string Vm::disassemble(std::string_view source, std::string_view filename)
{
    return state_->enter([&] {
        SourceOptions options;
        options.top_level_await = true;
        auto unit = checked(*state_, compile_source(state_->vm, source, state_->well_formed(filename), options));
        return disassemble_unit(*unit);
    });
}

std::string_view Vm::version() { return "0.1.0"; }
bool Vm::knows_trace(std::string_view subjects) { return EventTrace::parse(subjects).has_value(); }

Value::Value() = default;
Value::Value(std::unique_ptr<Held> held)
    : held_(std::move(held))
{
}
Value::Value(const Value& other)
    : held_(other.held_ ? std::make_unique<Held>(*other.held_) : nullptr)
{
}
Value& Value::operator=(const Value& other)
{
    held_ = other.held_ ? std::make_unique<Held>(*other.held_) : nullptr;
    return *this;
}
Value::Value(Value&&) noexcept = default;
Value& Value::operator=(Value&&) noexcept = default;
Value::~Value() = default;

bool Value::is_none() const { return !held_ || held_->value.get().is_none(); }
bool Value::is_boolean() const { return held_ && held_->value.get().is_bool(); }
bool Value::is_integer() const { return held_ && is_int(held_->value.get()) && !is_boolean(); }
bool Value::is_real() const { return held_ && is_float(held_->value.get()); }
bool Value::is_text() const { return held_ && is_kind(held_->value.get(), Kind::Str); }
bool Value::is_callable() const { return held_ && internal::is_callable(held_->state->vm, held_->value.get()); }

template <class F> auto Value::within(F&& body) const
{
    if (!held_)
        throw Error("TypeError", "an empty Value belongs to no Vm", "");
    VmState& state = *held_->state;
    return state.enter([&] {
        auto result = body(state.vm, held_->value.get());
        if constexpr (std::is_same_v<decltype(result), Result<internal::Value>>)
            return state.wrap(checked(state, result));
        else
            return checked(state, std::move(result));
    });
}

bool Value::to_boolean() const
{
    return held_ && within([](internal::Vm& vm, internal::Value value) { return truth(vm, value); });
}
int64_t Value::to_integer() const
{
    return within([](internal::Vm& vm, internal::Value value) { return to_index(vm, value); });
}
double Value::to_real() const
{
    return within([](internal::Vm& vm, internal::Value value) { return to_double(vm, value); });
}
std::string Value::to_text() const
{
    return within([](internal::Vm& vm, internal::Value value) -> Result<std::string> {
        if (auto* text = as_if<Str>(value))
            return std::string(text->view());
        return vm.raise(internal::Error::TypeError, "a str is required, not '{}'", internal::type_name(vm, value));
    });
}
std::string Value::repr() const
{
    return held_ ? within([](internal::Vm& vm, internal::Value value) -> Result<std::string> {
        return std::string(TRY(internal::repr(vm, value))->view());
    })
                 : "None";
}
std::string Value::str() const
{
    return held_ ? within([](internal::Vm& vm, internal::Value value) -> Result<std::string> {
        return std::string(TRY(str_of(vm, value))->view());
    })
                 : "None";
}
std::string Value::type_name() const
{
    return held_ ? std::string(internal::type_name(held_->state->vm, held_->value.get())) : "NoneType";
}
Value Value::call(std::initializer_list<Value> arguments) const
{
    return within([&](internal::Vm& vm, internal::Value value) {
        ArgumentBuffer buffer(vm, arguments.size());
        size_t i = 0;
        for (const Value& argument : arguments)
            buffer.data()[i++] = held_->state->unwrap(argument);
        return internal::call(vm, value, CallArguments{ buffer.data(), arguments.size() });
    });
}
Value Value::attribute(std::string_view name) const
{
    return within([&](internal::Vm& vm, internal::Value value) {
        return get_attribute(vm, value, intern(vm, held_->state->well_formed(name)));
    });
}
void Value::set_attribute(std::string_view name, const Value& value) const
{
    within([&](internal::Vm& vm, internal::Value object) {
        return internal::set_attribute(
            vm, object, intern(vm, held_->state->well_formed(name)), held_->state->unwrap(value));
    });
}
Value Value::item(const Value& key) const
{
    return within(
        [&](internal::Vm& vm, internal::Value value) { return get_item(vm, value, held_->state->unwrap(key)); });
}
int64_t Value::length() const
{
    return within([](internal::Vm& vm, internal::Value value) { return length_of(vm, value); });
}

} // namespace coil::embed

#include "embed/host_function.h"

#include "objects/dict.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/interpreter/interpreter.h"

namespace coil::internal
{

// Dead functions

void DeadHostFunctions::add(HostFunction* function)
{
    function->next = first_;
    first_ = function;
}

void DeadHostFunctions::destroy()
{
    // What a callable's destructor does may add others.
    while (HostFunction* function = first_) {
        first_ = function->next;
        std::unique_ptr<HostFunction>{ function };
    }
}

// Running calls

HostCall::HostCall(VmState& state)
    : state_(state)
    , thread_(state.vm.interpreter->current())
    , next_(state.host_calls)
{
    state.host_calls = this;
}

HostCall::~HostCall()
{
    // Other threads' calls may have come before this one in the list.
    HostCall** link = &state_.host_calls;
    while (*link != this)
        link = &(*link)->next_;
    *link = next_;
}

HostCall* VmState::innermost_host_call() const
{
    HostCall* call = host_calls;
    while (call && call->thread_ != vm.interpreter->current())
        call = call->next_;
    return call;
}

// The function

namespace
{

/// What a host function's hidden argument is.
struct HostCell : NativeObject {
    HostFunction* function;
};

void destroy_cell(Cell* cell)
{
    if (HostFunction* function = static_cast<HostCell*>(cell)->function)
        function->state.dead_functions.add(function);
}
constexpr NativeType host_type{ "host function", nullptr, destroy_cell };

Result<Value> call_host(Vm&, const Value* arguments, size_t count)
{
    return as<HostCell>(arguments[0])->function->call(arguments, count);
}

[[noreturn]] void refuse(std::string_view signature, std::string_view problem)
{
    throw coil::Error("ValueError", format_text("the signature '{}' {}", { signature, problem }));
}

} // namespace

HostFunction::HostFunction(
    VmState& owner, std::string_view text, std::unique_ptr<binding::Callable> given, std::string_view documentation)
    : state(owner)
    , callable(std::move(given))
    , doc(documentation)
{
    std::string_view problem = read_signature(signature, text);
    if (!problem.empty())
        refuse(text, problem);
    size_t taken = callable->parameter_count();
    if (taken != signature.parameters.size())
        refuse(text, format_text("has {} parameters, its callable {}", { signature.parameters.size(), taken }));
    defaults.resize(signature.parameters.size());
    std::string_view name(signature.text.data(), signature.signature.name_size);
    for (const HostSignature::Parameter& parameter : signature.parameters) {
        bool by_name = parameter.kind == HostSignature::Kind::Named && !parameter.positional_only;
        places.push_back({ name, by_name ? parameter.name : std::string_view(), parameter.number });
    }
    def = { signature.text.c_str(), signature.signature, call_host, doc.empty() ? nullptr : doc.c_str() };
}

/// A value for each of the callable's parameters.
Result<Value> HostFunction::collect(const Value* arguments, size_t count, std::vector<coil::Value>& values)
{
    size_t fixed = signature.signature.fixed();
    for (size_t i = 0; i < signature.parameters.size(); i++) {
        const HostSignature::Parameter& parameter = signature.parameters[i];
        Value value;
        switch (parameter.kind) {
        case HostSignature::Kind::Named:
            value = parameter.slot < count ? arguments[parameter.slot] : Value();
            break;
        case HostSignature::Kind::Arguments: {
            size_t rest = count > fixed ? count - fixed : 0;
            value = Value::cell(TRY(make_tuple(state.vm, arguments + fixed, rest)));
            break;
        }
        case HostSignature::Kind::Keywords:
            value = arguments[signature.signature.named()];
            if (value.is_empty())
                value = Value::cell(TRY(make_dict(state.vm)));
        }
        values.push_back(value.is_empty() ? defaults[i] : state.wrap(value));
    }
    return None;
}

/// Calls the callable. Throws what it throws.
Value HostFunction::call_bound(const Value* arguments, size_t count)
{
    std::vector<coil::Value> values;
    values.reserve(signature.parameters.size());
    state.checked(collect(arguments, count, values));
    return state.unwrap(callable->call({ state.owner, values, places }));
}

Result<Value> HostFunction::call(const Value* arguments, size_t count)
{
    // The cell, which keeps this alive, may be reached from nowhere else soon.
    gc::Root<Value> keeper(state.vm.heap, arguments[0]);
    HostCall call(state);
    Result<Value> result = Raised{};
    try {
        result = call_bound(arguments, count);
    } catch (const coil::Error& error) {
        (void)state.raise(error);
    } catch (const std::bad_alloc&) {
        (void)state.vm.raise_memory_error();
    } catch (const std::exception& error) {
        (void)state.vm.raise_text(Error::RuntimeError, VmState::well_formed(error.what()));
    } catch (...) {
        (void)state.vm.raise(Error::RuntimeError, "{}() threw what is no std::exception", def.name());
    }
    if (call.is_ended) {
        state.vm.is_ending = true;
        return state.vm.raise(Error::ExecutionEnded, "execution was ended");
    }
    return result;
}

Result<Value> make_host_function(VmState& state, std::unique_ptr<HostFunction> function, Str* module)
{
    Vm& vm = state.vm;
    const HostSignature& signature = function->signature;
    for (size_t i = 0; i < signature.parameters.size(); i++)
        if (std::string_view text = signature.parameters[i].fallback; !text.empty())
            function->defaults[i] = state.wrap(TRY(state.evaluate(text, TRY(make_dict(vm)))));
    auto* cell = static_cast<HostCell*>(vm.heap.allocate_cell(uint8_t(Kind::NativeResource), sizeof(HostCell)));
    if (!cell)
        return vm.raise_memory_error();
    cell->type = &host_type;
    cell->set_size(sizeof(HostCell));
    cell->function = function.release();
    Value made = TRY(make_native_function(vm, cell->function->def, Value::cell(cell), module));
    as<NativeFunction>(made)->aux |= HasContext;
    return made;
}

} // namespace coil::internal

#pragma once
// Callables of the host as functions of scripts. Such a function is a NativeFunction whose hidden first parameter,
// bound to it, is a cell that owns the callable and the definition made from its signature.
#include <string>
#include <vector>

#include "embed/signature.h"
#include "embed/state.h"
#include "objects/function.h"

namespace coil::internal
{

struct ThreadState;

/// A running call of a host function, which may enter the machine again.
class HostCall
{
public:
    explicit HostCall(VmState& state);
    ~HostCall();
    HostCall(const HostCall&) = delete;
    HostCall& operator=(const HostCall&) = delete;

    /// Execution was ended while the function was in the machine: it goes on ending behind the function.
    bool is_ended = false;

private:
    friend struct VmState;
    VmState& state_;
    const ThreadState* thread_;
    HostCall* next_; ///< in the list of all threads' calls, the newest first
};

class HostFunction
{
public:
    /// Throws coil::Error (ValueError) for a signature that is none, or not the callable's.
    HostFunction(
        VmState& state, std::string_view signature, std::unique_ptr<binding::Callable> callable, std::string_view doc);
    HostFunction(const HostFunction&) = delete;
    HostFunction& operator=(const HostFunction&) = delete;

    VmState& state;
    HostSignature signature;
    std::unique_ptr<binding::Callable> callable;
    std::string doc;
    std::vector<coil::Value> defaults; ///< one a parameter; empty where there is none
    std::vector<Place> places;         ///< likewise, for messages
    NativeDef def;
    HostFunction* next = nullptr; ///< among the dead ones

    Result<Value> call(const Value* arguments, size_t count);

private:
    Result<Value> collect(const Value* arguments, size_t count, std::vector<coil::Value>& values);
    Value call_bound(const Value* arguments, size_t count);
};

/// The function for scripts. Raises what the expressions of its defaults raise; MemoryError.
Result<Value> make_host_function(VmState& state, std::unique_ptr<HostFunction> function, Str* module);

} // namespace coil::internal

#pragma once
// Calling script and native callables from C++, and binding arguments to parameters.
#include <cstddef>
#include <initializer_list>
#include <memory>

#include "objects/native.h"
#include "runtime/interpreter/interpreter.h"

namespace coil::internal
{

/// Arguments of a call: `count` positional ones at `first`, then one value for each name of `keywords` (a Tuple of Str,
/// or null).
struct CallArguments {
    const Value* first = nullptr;
    size_t count = 0;
    const Tuple* keywords = nullptr;
    size_t total() const;
};

/// callable(*arguments). Runs script code; recursion is bounded by the native stack.
Result<Value> call(Vm& vm, Value callable, const CallArguments& arguments);
inline Result<Value> call(Vm& vm, Value callable, std::initializer_list<Value> arguments)
{
    return call(vm, callable, CallArguments{ arguments.begin(), arguments.size() });
}
/// callable(argument), quick where that is a function of ours.
inline Result<Value> call_with_one(Vm& vm, Value callable, Value argument)
{
    if (auto* native = as_if<NativeFunction>(callable); native && native->takes(1) && !native->owner) [[likely]]
        return native->def->invoke(vm, &argument, 1);
    return call(vm, callable, CallArguments{ &argument, 1 });
}
/// callable(*positional, **keywords), keywords a dict or null.
Result<Value> call_with_dict(Vm& vm, Value callable, const Value* first, size_t count, Dict* keywords);
/// object.name(*arguments).
Result<Value> call_method(Vm& vm, Value object, Str* name, std::initializer_list<Value> arguments);
/// Calls a special method found on the class of `self`; `method` is what lookup_special gave.
Result<Value> call_special(Vm& vm, Value method, Value self, std::initializer_list<Value> arguments);

/// Fills the parameters of `function` at `registers` (its frame to be): defaults, *args, **kwargs. The arguments must
/// not overlap with them. Raises TypeError with CPython's wording.
Result<void> bind_arguments(Vm& vm, Function* function, Value* registers, const CallArguments& arguments);
/// A new generator, coroutine or async generator of `function` with bound arguments.
Result<Coroutine*> make_coroutine(Vm& vm, Function* function, const CallArguments& arguments);
/// Scripts get to see the frame: it stays when it finishes, and is closed when it is dropped before that.
void expose_frame(Vm& vm, Coroutine* frame);
/// Whether `value` can be called.
bool is_callable(Vm& vm, Value value);
/// For messages: `name()` or `Class.name()`.
std::string function_name(Vm& vm, Value callable);

/// Makes an instance: metaclass's __call__, __new__, __init__.
Result<Value> call_class(Vm& vm, Class* cls, const CallArguments& arguments);

/// Runs the body of a module, class or exec: `function` takes no arguments; register 0 is `space` when the code uses a
/// namespace.
Result<Value> run_body(Vm& vm, Function* function, Value space);

/// Values that native code holds for a call: on the native stack when they are few, else rooted.
class ArgumentBuffer
{
public:
    ArgumentBuffer(Vm& vm, size_t size)
        : size_(size)
    {
        if (size > inline_size) {
            many_ = std::make_unique<gc::RootVector>(vm.heap);
            many_->resize(size);
        }
    }
    Value* data() { return many_ ? many_->data() : reinterpret_cast<Value*>(inline_); }
    size_t size() const { return size_; }

private:
    static constexpr size_t inline_size = 12;
    size_t size_;
    alignas(Value) std::byte inline_[inline_size * sizeof(Value)]; // not filled: that would cost more than most calls
    std::unique_ptr<gc::RootVector> many_;
};

} // namespace coil::internal

#pragma once
// The out-of-line halves of the handlers. Each publishes where it stands, does the whole operation, and returns where
// to go on; when an exception is raised that is its handler, wherever it is.
#include "runtime/interpreter/frame.h"

namespace coil::internal::slow
{

/// To the handler of the pending exception, which instruction `s` raised.
Next unwind(Vm& vm, Next s);
/// As unwind from a frame of which no instruction has run: its handlers are passed over.
Next unwind_unstarted(Vm& vm, Next s);
/// Unwinds what was raised just now, for instruction `s`.
inline Next raise_at(Vm& vm, Next s, Raised) { return unwind(vm, s); }
template <class... Arguments>
[[gnu::cold]] Next raise_at(Vm& vm, Next s, Error error, std::string_view pattern, const Arguments&... arguments)
{
    return raise_at(vm, s, vm.raise(error, pattern, arguments...));
}

// Registers, names
Next unbound_local(Vm& vm, Next s, uint32_t reg);
Next unbound_cell(Vm& vm, Next s, uint32_t reg);
Next unbound_free(Vm& vm, Next s, uint32_t index);
Next make_cell(Vm& vm, Next s, uint32_t reg);
Next load_global(Vm& vm, Next s, uint32_t dst);
Next store_global(Vm& vm, Next s, Value value);
Next delete_global(Vm& vm, Next s);
Next load_name(Vm& vm, Next s, uint32_t dst, uint32_t space);
Next load_name_or_free(Vm& vm, Next s, uint32_t dst, uint32_t space, uint32_t index);
Next store_name(Vm& vm, Next s, Value value, uint32_t space);
Next delete_name(Vm& vm, Next s, uint32_t space);

// Attributes, items
Next load_attr(Vm& vm, Next s, uint32_t dst, Value object);
Next store_attr(Vm& vm, Next s, Value object, Value value);
Next delete_attr(Vm& vm, Next s, Value object);
Next load_method(Vm& vm, Next s, uint32_t base, Value object, uint32_t gap);
Next load_special(Vm& vm, Next s, uint32_t base, Value object, uint32_t which, uint32_t gap);
Next load_super_attr(Vm& vm, Next s, uint32_t dst, Value cls, Value self);
Next load_super_method(Vm& vm, Next s, uint32_t base, Value cls, Value self, uint32_t gap);
Next get_item(Vm& vm, Next s, uint32_t dst, Value object, Value key);
Next set_item(Vm& vm, Next s, Value object, Value key, Value value);
Next delete_item(Vm& vm, Next s, Value object, Value key);
Next get_slice(Vm& vm, Next s, uint32_t dst, Value object, uint32_t base);
Next build_slice(Vm& vm, Next s, uint32_t dst, uint32_t base);

// Arithmetic and comparison
Next binary(Vm& vm, Next s, BinaryOperator op, uint32_t dst, Value left, Value right);
Next inplace(Vm& vm, Next s, BinaryOperator op, uint32_t dst, Value left, Value right);
Next store_double(Vm& vm, Next s, uint32_t dst, double number);
enum class Unary : uint8_t { Negative, Positive, Invert };
Next unary(Vm& vm, Next s, Unary op, uint32_t dst, Value operand);
Next logical_not(Vm& vm, Next s, uint32_t dst, Value operand);
Next compare(Vm& vm, Next s, CompareOperator op, uint32_t dst, Value left, Value right);
Next contains(Vm& vm, Next s, uint32_t dst, Value item, Value container, bool negate);
/// Jumps to `target` when the truth of `operand` is `sense`, else goes to `next`.
Next jump_truth(Vm& vm, Next s, Value operand, bool sense, const uint32_t* target, const uint32_t* next);
/// A fused compare and jump; `target` is relative to the end of the two words.
Next jump_compare(Vm& vm, Next s, CompareOperator op, bool sense, Value left, Value right);

// Iteration
Next get_iter(Vm& vm, Next s, uint32_t dst, Value iterable, bool only_for_loop);
Next for_iter(Vm& vm, Next s, uint32_t dst, uint32_t iterator);
/// Where a loop goes on whose iterator (in that register) is exhausted.
Next end_loop(Vm& vm, Next s, uint32_t iterator);
Next unpack_sequence(Vm& vm, Next s, Value source, uint32_t base, uint32_t count);
Next unpack_starred(Vm& vm, Next s, Value source, uint32_t base, uint32_t before);

// Patterns
Next length(Vm& vm, Next s, uint32_t dst, Value value);
Next match_keys(Vm& vm, Next s, uint32_t dst, Value mapping, Value keys);
/// The class is in r[dst]; the tuple of names is the constant that the instruction's second word names.
Next match_class(Vm& vm, Next s, uint32_t dst, Value subject, uint32_t positional);

// Calls
Next poll(Vm& vm, Next s, Next target);
Next make_function(Vm& vm, Next s, uint32_t dst, uint32_t base, uint32_t parts);
Next call(Vm& vm, Next s, uint32_t base, uint32_t count);
Next call_method(Vm& vm, Next s, uint32_t base, uint32_t count);
Next call_keywords(Vm& vm, Next s, uint32_t base, uint32_t count, bool method);
Next call_spread(Vm& vm, Next s, uint32_t base);
Next load_build_class(Vm& vm, Next s, uint32_t dst);
Next drop(Vm& vm, Next s, Value value);
Next display(Vm& vm, Next s, Value value);
/// Calls a function written in Python for the instruction at s.pc, in a frame of its own; the stub finishes the
/// instruction with the result.
Next call_for_instruction(Vm& vm, Next s, Value function, std::initializer_list<Value> arguments);
Next continue_call(Vm& vm, Next s);
/// The instruction at s.pc gets the result of the call that it made.
Next finish_instruction(Vm& vm, Next s, Value result);
/// A method that an operator called returned NotImplemented.
Next decline(Vm& vm, Next s, const Decoded& instruction);

// Building
Next build_tuple(Vm& vm, Next s, uint32_t dst, uint32_t base, uint32_t count);
Next build_list(Vm& vm, Next s, uint32_t dst, uint32_t base, uint32_t count);
Next build_set(Vm& vm, Next s, uint32_t dst, uint32_t base, uint32_t count);
Next build_dict(Vm& vm, Next s, uint32_t dst, uint32_t base, uint32_t count);
Next build_string(Vm& vm, Next s, uint32_t dst, uint32_t base, uint32_t count);
Next list_append(Vm& vm, Next s, Value list, Value item);
Next list_extend(Vm& vm, Next s, uint32_t list, Value iterable);
Next spread_items(Vm& vm, Next s, uint32_t dst, Value iterable);
Next list_to_tuple(Vm& vm, Next s, uint32_t dst, Value list);
Next set_add(Vm& vm, Next s, Value set, Value item);
Next set_update(Vm& vm, Next s, Value set, Value iterable);
Next dict_set(Vm& vm, Next s, Value dict, Value key, Value value);
Next dict_update(Vm& vm, Next s, Value dict, Value mapping);
Next spread_names(Vm& vm, Next s, uint32_t dst, Value mapping, Value callee);
Next dict_merge(Vm& vm, Next s, Value dict, Value mapping, Value callee);
Next format(Vm& vm, Next s, uint32_t dst, Value value, uint32_t conversion, Value spec);

/// The frame begins: its code is loaded.
Next load_body(Vm& vm, Next s);

// Exceptions
Next raise(Vm& vm, Next s, Value exception, Value cause);
Next raise_again(Vm& vm, Next s);
Next reraise(Vm& vm, Next s, Value exception);
Next jump_unless_match(Vm& vm, Next s, Value exception, Value cls);
/// The type is in r[match], the exception or None in r[rest].
Next match_group(Vm& vm, Next s, uint32_t match, uint32_t rest);
Next join_exceptions(Vm& vm, Next s, uint32_t dst, Value original, Value list);
Next load_exception_parts(Vm& vm, Next s, uint32_t base, Value exception);
Next load_assertion_error(Vm& vm, Next s, uint32_t dst);
Next load_helper(Vm& vm, Next s, uint32_t dst, uint32_t number);

// Generators and coroutines
Next resume_for_iter(Vm& vm, Next s, uint32_t dst, Coroutine* generator);
/// Goes on in the frame of the generator or coroutine that a call of `function` resumes. What it yields is the result
/// of the call; its end raises StopIteration there. Nothing when the function has to be called: it raises, or runs
/// natively.
std::optional<Next> resume_in_place(
    Vm& vm, Next s, uint32_t base, const uint32_t* next, const NativeFunction* function, const Value* arguments);
Next return_coroutine(Vm& vm, Next s, Value value);
Next yield_async(Vm& vm, Next s, Value value);
Next yield_from(Vm& vm, Next s, uint32_t dst, Value iterator);
/// A suspended frame goes on with what was sent to the awaitable that it waits for.
Next resume_delegate(Vm& vm, Next s, Value sent);
Next get_yield_from_iter(Vm& vm, Next s, uint32_t dst, Value iterable);
Next await(Vm& vm, Next s, uint32_t dst, uint32_t var, int special);
/// A HeapCall at s.pc of a coroutine function that takes just these arguments, with the Await of it behind: no
/// coroutine object is made that anybody could see.
Next call_and_await(Vm& vm, Next s, Value function, const Value* arguments, uint32_t count);
/// The Await at `awaits` waits for what a method that takes_only_self makes.
Next await_method(Vm& vm, Next s, const uint32_t* awaits, Value method, Value self);
Next get_async_iter(Vm& vm, Next s, uint32_t dst, Value iterable);
Next async_next(Vm& vm, Next s, uint32_t dst, Value iterator);

// Modules
Next import_name(Vm& vm, Next s, uint32_t dst, Value from_list, uint32_t level);
Next import_from(Vm& vm, Next s, uint32_t dst, Value module);
Next import_star(Vm& vm, Next s, Value module, Value space);

} // namespace coil::internal::slow

#pragma once
// Exception groups taken apart and put together: BaseExceptionGroup.split and except* (PEP 654).
#include <unordered_set>

#include "objects/exception.h"

namespace coil::internal
{

/// The exceptions and the message of a group as it was made; empty and None when its class skipped __new__.
Tuple* exceptions_of(Vm& vm, Value group);
Value message_of(Value group);

/// Whether a group can be made of its items.
bool is_exception_sequence(Vm& vm, Value value);

/// What exceptions are selected by.
struct Selector {
    enum class By : uint8_t { Class, Function, Identity };
    By by;
    Value value;                                        ///< the class, a tuple of them, or the function
    const std::unordered_set<uint64_t>* same = nullptr; ///< Identity: the exceptions
};

/// An exception's matching and remaining part; None where nothing is left.
struct Halves {
    Value match = None;
    Value rest = None;
};

/// Splits a group (or a single exception) with all groups in it. Groups are made by their `derive`, which may be script
/// code and raise. Without `want_rest` the rest is None.
Result<Halves> split_exception(Vm& vm, Value exception, const Selector& selector, bool want_rest);

/// What an except* clause for `type` gets of an exception and what it leaves. TypeError for a type that cannot be
/// caught so. `is_wrapped` tells that the match is a new group around the exception.
Result<Halves> match_clause(Vm& vm, Value exception, Value type, bool& is_wrapped);

/// What is to be raised behind the clauses of except*: of the exceptions in the list, those that are parts of the
/// original become one group of its shape, and the ones that clauses raised stand beside it. None when nothing is left.
Result<Value> join_exceptions(Vm& vm, Value original, Value list);

} // namespace coil::internal

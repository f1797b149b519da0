#pragma once
// A Vm for the tests of data types, with the least that a runtime must answer, and tables of what CPython answers.
#include <catch2/catch.hpp>

#include <functional>
#include <string>
#include <vector>

#include "objects/vm.h"

namespace coil::internal::test
{

/// Makes a Vm whose operations know the builtin data types. Calls go to `called`.
class DataVm
{
public:
    DataVm();
    Vm& vm() { return *vm_; }
    operator Vm&() { return *vm_; }

    /// repr() of a value as CPython writes it; of the pending exception, which ends, `!` and its message.
    std::string show(Value value);
    template <class T> std::string show(const Result<T>& result)
    {
        if (result.failed())
            return show(Value());
        return show_one(result.value());
    }
    Value str(std::string_view text);

private:
    std::string show_one(Value value) { return show(value); }
    std::string show_one(double number);
    std::string show_one(const Cell* cell) { return show(Value::cell(cell)); }
    std::string show_pending();
    std::string show_items(const Value* items, size_t count);

    std::unique_ptr<Vm> vm_;
};

/// What a call of a script function does in these tests: calling small int n calls function n.
std::vector<std::function<Result<Value>(Vm&, const Value*, size_t)>>& callables();
/// Asked before `==` of values that are no builtin data.
std::function<Result<bool>(Vm&, Value, Value)>& equality_hook();

using Fields = std::vector<std::string>;
/// The rows of a table: fields with their escapes undone, the last of them the result.
std::vector<Fields> read_table(const std::string& name);

/// Compares what `answer` says to each row with the table.
void check_table(const std::string& name, const std::function<std::string(DataVm&, const Fields&)>& answer);

} // namespace coil::internal::test

#pragma once
// What pwd and grp share: databases of entries that have a number and a name.
#include <vector>

#include "stdlib/system/posix/posix.h"

namespace coil::internal::posix
{

/// An entry, by one of the system's functions that are called again with a larger buffer until it fits; None when there
/// is none. `ask(entry, buffer, size, found)` calls it; `make` makes what scripts get of the entry. OSError.
template <class Entry> using MakeEntry = Result<Value> (*)(Vm&, const Entry&);
template <class Entry, class Ask> Result<Value> find_entry(Vm& vm, MakeEntry<Entry> make, Ask&& ask)
{
    constexpr size_t most_buffer = 1 << 20;
    for (size_t size = 1024;; size *= 4) {
        std::vector<char> buffer(size);
        Entry entry;
        Entry* found = nullptr;
        int number = outside(vm, [&] { return ask(&entry, buffer.data(), size, &found); });
        if (found)
            return make(vm, entry);
        if (number == ERANGE && size < most_buffer)
            continue;
        if (number && number != ENOENT && number != ESRCH)
            return raise_os_error(vm, number, Value());
        return None;
    }
}

/// The entry of a number: KeyError with `problem` when there is none, as there is for what is no such number. `what` is
/// what messages call it.
template <class Entry, class Ask>
Result<Value> entry_of_id(
    Vm& vm, Value given, std::string_view what, std::string_view problem, MakeEntry<Entry> make, Ask ask)
{
    Result<uint32_t> id = take_identity(vm, given, what);
    Value found = None;
    if (id.ok())
        found = TRY(find_entry<Entry>(vm, make, [&](Entry* entry, char* buffer, size_t size, Entry** result) {
            return ask(id.value(), entry, buffer, size, result);
        }));
    else if (vm.class_of(vm.pending) == vm.error_class(Error::OverflowError))
        vm.take_pending();
    else
        return Raised{};
    if (!found.is_none())
        return found;
    std::string text = std::string(problem) + std::string(TRY(str_of(vm, given))->view());
    return vm.raise_value(Error::KeyError, Value::cell(TRY(make_str(vm, text))));
}

/// The entry of a name; KeyError with `problem`.
template <class Entry, class Ask>
Result<Value> entry_of_name(Vm& vm, Str* given, std::string_view problem, MakeEntry<Entry> make, Ask ask)
{
    std::string name = TRY(take_text(vm, Value::cell(given)));
    Value found = TRY(find_entry<Entry>(vm, make, [&](Entry* entry, char* buffer, size_t size, Entry** result) {
        return ask(name.c_str(), entry, buffer, size, result);
    }));
    if (!found.is_none())
        return found;
    std::string text = std::string(problem) + std::string(TRY(repr(vm, Value::cell(given)))->view());
    return vm.raise_value(Error::KeyError, Value::cell(TRY(make_str(vm, text))));
}

/// A list of all entries. The database has one place for all threads of the process: nobody else holds the VM
/// meanwhile.
template <class Entry>
Result<Value> all_entries(Vm& vm, MakeEntry<Entry> make, void (*rewind)(), Entry* (*next)(), void (*end)())
{
    List* entries = TRY(make_list(vm));
    rewind();
    while (Entry* entry = next()) {
        Result<Value> made = make(vm, *entry);
        if (made.failed() || list_append(vm, entries, made.value()).failed()) {
            end();
            return Raised{};
        }
    }
    end();
    return Value::cell(entries);
}

} // namespace coil::internal::posix

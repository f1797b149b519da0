#include "objects/class_order.h"

#include <algorithm>

#include "objects/tuple.h"

namespace coil::internal
{

namespace
{

/// As CPython, names the classes that come first in what is left.
Raised raise_inconsistent(Vm& vm, const std::vector<std::vector<Class*>>& sequences)
{
    std::vector<Class*> first;
    std::string names;
    for (auto& sequence : sequences) {
        if (std::find(first.begin(), first.end(), sequence.front()) != first.end())
            continue;
        first.push_back(sequence.front());
        names += (names.empty() ? "" : ", ") + std::string(class_name(sequence.front()));
    }
    return vm.raise(Error::TypeError, "Cannot create a consistent method resolution order (MRO) for bases {}", names);
}

} // namespace

// The merge of the bases' orders and the bases themselves.
Result<Tuple*> linearise(Vm& vm, Class* cls, Tuple* bases)
{
    std::vector<std::vector<Class*>> sequences;
    for (Value base : *bases) {
        std::vector<Class*> sequence;
        for (Value each : *as<Class>(base)->mro)
            sequence.push_back(as<Class>(each));
        sequences.push_back(std::move(sequence));
    }
    std::vector<Class*> own;
    for (Value base : *bases) {
        if (std::find(own.begin(), own.end(), as<Class>(base)) != own.end())
            return vm.raise(Error::TypeError, "duplicate base class {}", class_name(as<Class>(base)));
        own.push_back(as<Class>(base));
    }
    sequences.push_back(own);
    std::vector<Value> order{ Value::cell(cls) };
    for (;;) {
        std::erase_if(sequences, [](auto& sequence) { return sequence.empty(); });
        if (sequences.empty())
            return make_tuple(vm, order.data(), order.size());
        Class* next = nullptr;
        for (auto& sequence : sequences) {
            Class* candidate = sequence.front();
            bool in_tail = std::any_of(sequences.begin(), sequences.end(),
                [&](auto& other) { return std::find(other.begin() + 1, other.end(), candidate) != other.end(); });
            if (!in_tail) {
                next = candidate;
                break;
            }
        }
        if (!next)
            return raise_inconsistent(vm, sequences);
        order.push_back(Value::cell(next));
        for (auto& sequence : sequences)
            if (sequence.front() == next)
                sequence.erase(sequence.begin());
    }
}

} // namespace coil::internal

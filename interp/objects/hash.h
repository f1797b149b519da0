#pragma once
// Hashes of values, and what somebody who chooses the keys can do with them.
//
// Text and bytes are hashed by SipHash-1-3 under a key of 128 random bits a Vm (Options::hash_seed fixes it for who
// wants runs that are alike), short ones too: a faster hash of a few bytes would be one that can be inverted.
// Keys that meet can't be found without the Vm's key, which no script sees: it could only be guessed at from the order
// in sets and the time that look-ups take, as in CPython, where the hash is the same.
// Numbers hash as CPython says, the same in every process (hash(n) == n for small ones), so that sets of ints have its
// order. So ints that meet are easily chosen: multiples of 2**61 - 1. A dict or set of n of them takes n * n / 2
// comparisons to build, as in CPython; interrupts and limits act between two insertions, and each looks at no more than
// n keys. Who takes numbers from strangers as keys limits how many.
#include "objects/str.h"
#include "objects/vm.h"

namespace coil::internal
{

/// hash(value) for dict keys and set elements: builtin immutable types at once, others through vm.operations.hash.
/// TypeError when unhashable.
Result<int64_t> hash_slow(Vm& vm, Value value);

inline constexpr int64_t hash_modulus = (int64_t(1) << 61) - 1;

inline int64_t small_hash(int64_t number)
{
    if (number >= 0 ? number < hash_modulus : number > -hash_modulus)
        return number == -1 ? -2 : number;
    int64_t rest = number % hash_modulus;
    return rest == -1 ? -2 : rest;
}

/// object.__hash__
inline int64_t identity_hash(Value value)
{
    auto bits = int64_t(value.bits() >> 4 | value.bits() << 60);
    return bits >> 1;
}

inline Result<int64_t> hash_value(Vm& vm, Value value)
{
    if (value.is_small())
        return small_hash(value.as_small());
    if (value.is_cell() && value.as_cell()->shape == vm.exact.str) [[likely]]
        if (int64_t known = static_cast<const Str*>(value.as_cell())->hash)
            return known;
    return hash_slow(vm, value);
}

/// The pending TypeError, when it is one, reworded: "cannot use 'list' as a dict key (unhashable type: 'list')".
[[gnu::cold]] Raised unhashable(Vm& vm, Value key, std::string_view purpose);

/// As hash_value, for a container's key; `purpose` is "a dict key" or "a set element".
inline Result<int64_t> hash_key(Vm& vm, Value key, std::string_view purpose)
{
    auto hash = hash_value(vm, key);
    return hash.ok() ? hash : unhashable(vm, key, purpose);
}

/// True when `left is right` or `left == right`; short cuts for ints, strings and floats, else vm.operations.equal.
Result<bool> keys_equal_slow(Vm& vm, Value left, Value right);

/// Combines the hashes of a tuple's items as CPython does (xxHash).
class TupleHash
{
public:
    void add(int64_t item)
    {
        lane_ += uint64_t(item) * prime2;
        lane_ = lane_ << 31 | lane_ >> 33;
        lane_ *= prime1;
    }
    int64_t finish(size_t size)
    {
        lane_ += size ^ (prime5 ^ 3527539ULL);
        return lane_ == uint64_t(-1) ? 1546275796 : int64_t(lane_);
    }

private:
    static constexpr uint64_t prime1 = 11400714785074694791ULL;
    static constexpr uint64_t prime2 = 14029467366897019727ULL;
    static constexpr uint64_t prime5 = 2870177450012600261ULL;
    uint64_t lane_ = prime5;
};

} // namespace coil::internal

#pragma once
// What the modules of hash functions share (_md5, _sha1, _sha2, _sha3, _blake2): an object is the state of an
// algorithm, plain bytes without pointers, so that a copy of it is a copy of them.
#include <string_view>

#include "objects/function.h"
#include "objects/native.h"
#include "runtime/machine/import.h"

namespace coil::internal::hashes
{

struct Algorithm {
    const char* name;
    size_t digest_size; ///< 0: as many bytes as are asked for
    size_t block_size;
    void (*start)(void* state);
    void (*update)(void* state, const char* bytes, size_t size);
    /// Writes `size` bytes, which is digest_size where that is not 0. The state is of no use then.
    void (*finish)(void* state, char* out, size_t size);
};

struct HashObject : NativeObject {
    static constexpr size_t state_words = 48;
    const Algorithm* algorithm;
    uint64_t digest_size; ///< of BLAKE2 the one that was asked for
    uint64_t state[state_words];
};
extern const NativeType hash_type;

/// The bytes to be hashed; TypeError for a str and for what has none.
Result<std::string_view> data_argument(Vm& vm, Value data);
Result<void> update(Vm& vm, HashObject* object, Value data);
Result<HashObject*> make_hash(Vm& vm, Class* cls, const Algorithm& algorithm);

/// The class of an algorithm's objects, which only functions make, or, with `new_def`, scripts.
Result<Class*> define_hash_class(
    Vm& vm, Module* module, const char* module_name, const Algorithm& algorithm, const NativeDef* new_def = nullptr);

/// A hash function as a module has it. Its function takes the class first.
struct HashFunction {
    const Algorithm* algorithm;
    const NativeDef* def;
};
/// Puts the functions into the module's namespace.
Result<void> define_functions(Vm& vm, Module* module, const char* module_name, std::span<const HashFunction> functions);

/// What such a function does.
template <const Algorithm& algorithm>
Result<Value> hash_function(Vm& vm, Value cls, Value data, bool /*used_for_security*/)
{
    HashObject* object = TRY(make_hash(vm, as<Class>(cls), algorithm));
    if (!data.is_empty())
        TRY(update(vm, object, data));
    return Value::cell(object);
}

} // namespace coil::internal::hashes

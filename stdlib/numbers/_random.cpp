// The module _random: the Mersenne Twister MT19937 of Matsumoto and Nishimura, with the numbers that CPython gives for
// a seed.
#include <array>

#include "base/platform/entropy.h"
#include "objects/int_limbs.h"
#include "objects/tuple.h"
#include "runtime/operations/native_class.h"
#include "runtime/operations/operators.h"
#include "stdlib/modules.h"

namespace coil::internal
{

namespace
{

constexpr size_t word_count = 624;
constexpr size_t middle = 397;

struct RandomObject : NativeObject {
    uint32_t words[word_count];
    uint32_t next; ///< word_count: all were given
};
constexpr NativeType random_type{ "Random", nullptr, nullptr };

Result<RandomObject*> random_of(Vm& vm, Value self)
{
    if (auto* random = native_as<RandomObject>(self, random_type)) [[likely]]
        return random;
    return vm.raise(Error::TypeError, "a Random is required, not '{}'", type_name(vm, self));
}

void make_words(RandomObject* random)
{
    uint32_t* words = random->words;
    auto twist = [](uint32_t upper, uint32_t lower) {
        uint32_t mixed = (upper & 0x80000000) | (lower & 0x7fffffff);
        return mixed >> 1 ^ (-(mixed & 1) & 0x9908b0df);
    };
    for (size_t i = 0; i < word_count - middle; i++)
        words[i] = words[i + middle] ^ twist(words[i], words[i + 1]);
    for (size_t i = word_count - middle; i < word_count - 1; i++)
        words[i] = words[i - (word_count - middle)] ^ twist(words[i], words[i + 1]);
    words[word_count - 1] = words[middle - 1] ^ twist(words[word_count - 1], words[0]);
    random->next = 0;
}
uint32_t next_word(RandomObject* random)
{
    if (random->next >= word_count) [[unlikely]]
        make_words(random);
    uint32_t word = random->words[random->next++];
    word ^= word >> 11;
    word ^= word << 7 & 0x9d2c5680;
    word ^= word << 15 & 0xefc60000;
    return word ^ word >> 18;
}

void seed_by_word(RandomObject* random, uint32_t seed)
{
    uint32_t* words = random->words;
    words[0] = seed;
    for (uint32_t i = 1; i < word_count; i++)
        words[i] = 1812433253 * (words[i - 1] ^ words[i - 1] >> 30) + i;
    random->next = word_count;
}
void seed_by_array(RandomObject* random, const uint32_t* key, size_t size)
{
    seed_by_word(random, 19650218);
    uint32_t* words = random->words;
    size_t i = 1;
    auto step = [&] {
        if (++i == word_count) {
            words[0] = words[word_count - 1];
            i = 1;
        }
    };
    for (size_t round = 0, k = 0; round < std::max(word_count, size); round++) {
        words[i] = (words[i] ^ (words[i - 1] ^ words[i - 1] >> 30) * 1664525) + key[k] + uint32_t(k);
        step();
        k = k + 1 == size ? 0 : k + 1;
    }
    for (size_t round = 0; round < word_count - 1; round++) {
        words[i] = (words[i] ^ (words[i - 1] ^ words[i - 1] >> 30) * 1566083941) - uint32_t(i);
        step();
    }
    words[0] = 0x80000000;
}
Result<void> seed_by_int(Vm& vm, RandomObject* random, Value number)
{
    Limbs limbs(number);
    TRY(vm.require_room(limbs.size() * sizeof(mp_limb_t)));
    TRY(vm.work_in_one_step(limbs.size() / 4 + 64));
    std::vector<uint32_t> key;
    key.reserve(2 * limbs.size() + 1);
    for (size_t i = 0; i < limbs.size(); i++) {
        key.push_back(uint32_t(limbs[i]));
        key.push_back(uint32_t(limbs[i] >> 32));
    }
    while (!key.empty() && key.back() == 0)
        key.pop_back();
    if (key.empty())
        key.push_back(0);
    seed_by_array(random, key.data(), key.size());
    return {};
}

Result<void> seed(Vm& vm, Value self, Value number)
{
    RandomObject* random = TRY(random_of(vm, self));
    if (number.is_none()) {
        std::array<uint32_t, word_count> key;
        if (!fill_with_entropy(key.data(), sizeof(key)))
            return vm.raise(Error::OSError, "the system has no random bytes");
        seed_by_array(random, key.data(), key.size());
        return {};
    }
    if (is_int(number))
        return seed_by_int(vm, random, number);
    int64_t hash = TRY(hash_of(vm, number));
    return seed_by_int(vm, random, TRY(make_int_unsigned(vm, uint64_t(hash))));
}

Result<double> random(Vm& vm, Value self)
{
    RandomObject* random = TRY(random_of(vm, self));
    uint32_t high = next_word(random) >> 5, low = next_word(random) >> 6;
    return (double(high) * 67108864.0 + double(low)) * (1.0 / 9007199254740992.0);
}

Result<Value> get_random_bits(Vm& vm, Value self, Value count_value)
{
    Value count_object = TRY(to_int_object(vm, count_value));
    if (int_sign(count_object) < 0)
        return vm.raise(Error::ValueError, "Cannot convert negative int");
    std::optional<int64_t> count = int_to_int64(count_object);
    if (!count)
        return vm.raise(Error::OverflowError, "Python int too large for C uint64_t");
    RandomObject* random = TRY(random_of(vm, self));
    auto bits = uint64_t(*count);
    if (bits == 0)
        return Value::small(0);
    if (bits <= 32)
        return Value::small(int64_t(next_word(random) >> (32 - bits)));
    size_t size = size_t((bits - 1) / 64 + 1);
    BigInt* big = TRY(make_limbs(vm, size));
    for (size_t i = 0; i < size; i++, bits -= 64) {
        // Words of 32 bits, the lowest first; of the last one the upper bits.
        auto take = [&](uint64_t wanted) {
            return wanted >= 32 ? next_word(random) : next_word(random) >> (32 - wanted);
        };
        uint64_t limb = take(bits);
        if (bits > 32)
            limb |= uint64_t(take(bits - 32)) << 32;
        big->limbs[i] = limb;
        if (bits <= 64)
            break;
        if (i % 1024 == 1023)
            TRY(vm.work_in_one_step(1024));
    }
    return finish_limbs(big, size, false);
}

Result<Value> get_state(Vm& vm, Value self)
{
    TRY(random_of(vm, self));
    Tuple* state = TRY(make_tuple(vm, word_count + 1));
    RandomObject* random = TRY(random_of(vm, self));
    for (size_t i = 0; i < word_count; i++)
        state->items[i] = Value::small(random->words[i]);
    state->items[word_count] = Value::small(random->next);
    return Value::cell(state);
}
Result<uint64_t> state_word(Vm& vm, Value item)
{
    if (!is_int(item))
        return vm.raise(Error::TypeError, "an integer is required");
    if (int_sign(item) < 0)
        return vm.raise(Error::OverflowError, "can't convert negative value to unsigned int");
    if (std::optional<uint64_t> word = int_to_uint64(item))
        return *word;
    return vm.raise(Error::OverflowError, "Python int too large to convert to C unsigned long");
}
Result<void> set_state(Vm& vm, Value self, Value state)
{
    RandomObject* random = TRY(random_of(vm, self));
    auto* tuple = as_if<Tuple>(state);
    if (!tuple)
        return vm.raise(Error::TypeError, "state vector must be a tuple");
    if (tuple->size != word_count + 1)
        return vm.raise(Error::ValueError, "state vector is the wrong size");
    std::array<uint32_t, word_count> words;
    for (size_t i = 0; i < word_count; i++)
        words[i] = uint32_t(TRY(state_word(vm, tuple->items[i])));
    Value next = tuple->items[word_count];
    if (!is_int(next))
        return vm.raise(Error::TypeError, "'{}' object cannot be interpreted as an integer", type_name(vm, next));
    std::optional<int64_t> index = int_to_int64(next);
    if (!index)
        return vm.raise(Error::OverflowError, "Python int too large to convert to C long");
    if (*index < 0 || *index > int64_t(word_count))
        return vm.raise(Error::ValueError, "invalid state");
    std::copy(words.begin(), words.end(), random->words);
    random->next = uint32_t(*index);
    return {};
}

Result<Value> random_new(Vm& vm, Value cls, Arguments, Dict*)
{
    auto* object = TRY(make_native<RandomObject>(vm, as<Class>(cls), random_type));
    object->next = word_count;
    return Value::cell(object);
}
constexpr NativeDef random_new_def = def<"__new__(cls, /, *args, **kwargs)", random_new>();
constexpr NativeDef random_methods[] = {
    def<"__init__(self, seed=None, /)", seed>(),
    def<"seed(self, n=None, /)", seed>("Starts anew from a number, from the hash of another object, or by chance."),
    def<"random(self, /)", random>("random() -> x in the interval [0, 1)."),
    def<"getrandbits(self, k, /)", get_random_bits>("getrandbits(k) -> x.  Generates an int with k random bits."),
    def<"getstate(self, /)", get_state>("getstate() -> tuple containing the current state."),
    def<"setstate(self, state, /)", set_state>("setstate(state) -> None.  Restores generator state."),
};

Result<void> prepare(Vm& vm, Module* module)
{
    TRY(define_class(vm, module, vm.classes->object,
        { .name = "Random",
            .module = "_random",
            .methods = random_methods,
            .new_def = &random_new_def,
            .doc = "Random() -> create a random number generator with its own internal state." }));
    return {};
}

} // namespace

const NativeModule _random_module{ "_random", {}, prepare,
    "Module implements the Mersenne Twister random number generator." };

} // namespace coil::internal

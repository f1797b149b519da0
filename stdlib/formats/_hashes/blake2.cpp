// The module _blake2: BLAKE2b and BLAKE2s (RFC 7693), with all their parameters: keys, salts, trees.
#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <utility>

#include "objects/class_members.h"
#include "objects/numbers.h"
#include "runtime/operations/operators.h"
#include "stdlib/formats/_hashes/hashes.h"
#include "stdlib/modules.h"

namespace coil::internal
{

namespace hashes
{

namespace
{

constexpr uint8_t permutations[10][16] = { { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 },
    { 14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3 }, { 11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4 },
    { 7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8 }, { 9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13 },
    { 2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9 }, { 12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11 },
    { 13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10 }, { 6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5 },
    { 10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0 } };

/// What differs between the two.
struct Wide {
    using Word = uint64_t;
    static constexpr const char* name = "blake2b";
    static constexpr size_t rounds = 12;
    static constexpr int turns[4] = { 32, 24, 16, 63 };
    static constexpr Word start[8] = { 0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
        0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179 };
};
struct Narrow {
    using Word = uint32_t;
    static constexpr const char* name = "blake2s";
    static constexpr size_t rounds = 10;
    static constexpr int turns[4] = { 16, 12, 8, 7 };
    static constexpr Word start[8] = { 0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c,
        0x1f83d9ab, 0x5be0cd19 };
};

template <class Kind> struct Blake {
    using Word = typename Kind::Word;
    static constexpr size_t digest_limit = 8 * sizeof(Word), block_size = 16 * sizeof(Word);
    static constexpr size_t salt_size = 2 * sizeof(Word);
    Word words[8];
    Word count[2];
    Word last_block, last_node; ///< all bits set, or none
    uint64_t filled;
    bool is_last_node;
    char block[block_size];

    void compress(const char* bytes);
    void add(const char* bytes, size_t size);
    void count_up(size_t size)
    {
        count[0] += Word(size);
        count[1] += count[0] < Word(size);
    }
    static void start(void* state);
    static void update(void* state, const char* bytes, size_t size) { static_cast<Blake*>(state)->add(bytes, size); }
    static void finish(void* state, char* out, size_t size);
};

template <class Kind> void Blake<Kind>::compress(const char* bytes)
{
    Word message[16], v[16];
    std::memcpy(message, bytes, sizeof(message));
    std::copy_n(words, 8, v);
    std::copy_n(Kind::start, 8, v + 8);
    v[12] ^= count[0];
    v[13] ^= count[1];
    v[14] ^= last_block;
    v[15] ^= last_node;
    auto mix = [&](size_t a, size_t b, size_t c, size_t d, Word x, Word y) __attribute__((always_inline))
    {
        v[a] += v[b] + x;
        v[d] = std::rotr(Word(v[d] ^ v[a]), Kind::turns[0]);
        v[c] += v[d];
        v[b] = std::rotr(Word(v[b] ^ v[c]), Kind::turns[1]);
        v[a] += v[b] + y;
        v[d] = std::rotr(Word(v[d] ^ v[a]), Kind::turns[2]);
        v[c] += v[d];
        v[b] = std::rotr(Word(v[b] ^ v[c]), Kind::turns[3]);
    };
    // The order of the words is a constant in each round.
    auto mix_round = [&](auto round) __attribute__((always_inline))
    {
        constexpr const uint8_t* order = permutations[round % 10];
        mix(0, 4, 8, 12, message[order[0]], message[order[1]]);
        mix(1, 5, 9, 13, message[order[2]], message[order[3]]);
        mix(2, 6, 10, 14, message[order[4]], message[order[5]]);
        mix(3, 7, 11, 15, message[order[6]], message[order[7]]);
        mix(0, 5, 10, 15, message[order[8]], message[order[9]]);
        mix(1, 6, 11, 12, message[order[10]], message[order[11]]);
        mix(2, 7, 8, 13, message[order[12]], message[order[13]]);
        mix(3, 4, 9, 14, message[order[14]], message[order[15]]);
    };
    [&]<size_t... round>(std::index_sequence<round...>) __attribute__((always_inline))
    {
        (mix_round(std::integral_constant<size_t, round>()), ...);
    }
    (std::make_index_sequence<Kind::rounds>());
    for (size_t i = 0; i < 8; i++)
        words[i] ^= v[i] ^ v[i + 8];
}

template <class Kind> void Blake<Kind>::add(const char* bytes, size_t size)
{
    // The last block waits for the end, which marks it.
    while (size > 0) {
        if (filled == block_size) {
            count_up(block_size);
            compress(block);
            filled = 0;
        }
        size_t part = std::min(size, block_size - size_t(filled));
        std::memcpy(block + filled, bytes, part);
        filled += part;
        bytes += part;
        size -= part;
    }
}

template <class Kind> void Blake<Kind>::start(void* state)
{
    static_assert(sizeof(Blake) <= sizeof(HashObject::state));
    std::memset(state, 0, sizeof(Blake));
}

template <class Kind> void Blake<Kind>::finish(void* state, char* out, size_t size)
{
    auto* blake = static_cast<Blake*>(state);
    blake->count_up(size_t(blake->filled));
    blake->last_block = Word(-1);
    blake->last_node = blake->is_last_node ? Word(-1) : 0;
    std::memset(blake->block + blake->filled, 0, block_size - size_t(blake->filled));
    blake->compress(blake->block);
    std::memcpy(out, blake->words, size);
}
static_assert(std::endian::native == std::endian::little, "words are read and written as they stand");

template <class Kind>
constexpr Algorithm algorithm{ Kind::name, Blake<Kind>::digest_limit, Blake<Kind>::block_size, Blake<Kind>::start,
    Blake<Kind>::update, Blake<Kind>::finish };

/// A number that C keeps in an unsigned integer of so many bits.
Result<uint64_t> unsigned_argument(Vm& vm, Value value, unsigned bits, const char* name)
{
    if (value.is_empty())
        return uint64_t(0);
    Value number = TRY(to_int_object(vm, value));
    if (int_sign(number) < 0)
        return vm.raise(Error::ValueError, "value must be positive");
    auto small = int_to_uint64(number);
    if (!small)
        return vm.raise(Error::OverflowError, "int too big to convert");
    if (bits < 64 && *small >> bits)
        return vm.raise(Error::OverflowError, "{} is too large", name);
    return *small;
}

struct Parameters {
    int64_t digest_size, fanout, depth;
    Value key, salt, person, leaf_size, node_offset;
    int64_t node_depth, inner_size;
    bool is_last_node;
};

Result<std::string_view> short_bytes_argument(Vm& vm, Value value, size_t most, const char* name)
{
    if (value.is_empty())
        return std::string_view();
    std::string_view bytes = TRY(data_argument(vm, value));
    if (bytes.size() > most)
        return vm.raise(Error::ValueError, "maximum {} length is {} bytes", name, int64_t(most));
    return bytes;
}

Result<void> check_range(Vm& vm, int64_t value, int64_t least, int64_t most, const char* name)
{
    if (value < least || value > most)
        return vm.raise(Error::ValueError, "{} must be between {} and {}", name, least, most);
    return {};
}

template <class Kind> Result<void> set_up(Vm& vm, HashObject* object, const Parameters& given)
{
    using State = Blake<Kind>;
    constexpr auto most = int64_t(State::digest_limit);
    if (given.digest_size < 1 || given.digest_size > most)
        return vm.raise(Error::ValueError, "digest_size for {} must be between 1 and {} bytes, here it is {}",
            Kind::name, most, given.digest_size);
    TRY(check_range(vm, given.fanout, 0, 255, "fanout"));
    TRY(check_range(vm, given.depth, 1, 255, "depth"));
    uint64_t leaf_size = TRY(unsigned_argument(vm, given.leaf_size, 32, "leaf_size"));
    uint64_t node_offset =
        TRY(unsigned_argument(vm, given.node_offset, sizeof(typename Kind::Word) == 8 ? 64 : 48, "node_offset"));
    TRY(check_range(vm, given.node_depth, 0, 255, "node_depth"));
    if (given.inner_size < 0 || given.inner_size > most)
        return vm.raise(Error::ValueError, "inner_size must be between 0 and is {}", most);
    // No script code runs from here on: the views stay.
    std::string_view salt = TRY(short_bytes_argument(vm, given.salt, State::salt_size, "salt"));
    std::string_view person = TRY(short_bytes_argument(vm, given.person, State::salt_size, "person"));
    std::string_view key = TRY(short_bytes_argument(vm, given.key, State::digest_limit, "key"));

    constexpr size_t node_bytes = sizeof(typename Kind::Word) == 8 ? 8 : 6;
    std::array<char, 8 * sizeof(typename Kind::Word)> block{};
    char* at = block.data();
    *at++ = char(given.digest_size);
    *at++ = char(key.size());
    *at++ = char(given.fanout);
    *at++ = char(given.depth);
    std::memcpy(at, &leaf_size, 4);
    std::memcpy(at + 4, &node_offset, node_bytes);
    at += 4 + node_bytes;
    *at++ = char(given.node_depth);
    *at++ = char(given.inner_size);
    at = block.data() + block.size() - 2 * State::salt_size;
    std::copy(salt.begin(), salt.end(), at);
    std::copy(person.begin(), person.end(), at + State::salt_size);

    auto* state = reinterpret_cast<State*>(object->state);
    std::memcpy(state->words, block.data(), block.size());
    for (size_t i = 0; i < 8; i++)
        state->words[i] ^= Kind::start[i];
    state->is_last_node = given.is_last_node;
    object->digest_size = uint64_t(given.digest_size);
    if (!key.empty()) {
        std::array<char, State::block_size> padded{};
        std::copy(key.begin(), key.end(), padded.begin());
        state->add(padded.data(), padded.size());
    }
    return {};
}

template <class Kind>
Result<Value> blake_new(Vm& vm, Value cls, Value data, Value digest_size, Value key, Value salt, Value person,
    int64_t fanout, int64_t depth, Value leaf_size, Value node_offset, int64_t node_depth, int64_t inner_size,
    bool is_last_node, bool /*used_for_security*/)
{
    int size = TRY(to_c_int(vm, digest_size));
    HashObject* object = TRY(make_hash(vm, as<Class>(cls), algorithm<Kind>));
    TRY(set_up<Kind>(vm, object,
        { size, fanout, depth, key, salt, person, leaf_size, node_offset, node_depth, inner_size, is_last_node }));
    if (!data.is_empty())
        TRY(update(vm, object, data));
    return Value::cell(object);
}

constexpr NativeDef wide_new =
    def<"__new__(cls, data=, /, *, digest_size=64, key=b'', salt=b'', person=b'', fanout=1, depth=1, "
        "leaf_size=0, node_offset=0, node_depth=0, inner_size=0, last_node=False, "
        "usedforsecurity=True)",
        blake_new<Wide>>();
constexpr NativeDef narrow_new =
    def<"__new__(cls, data=, /, *, digest_size=32, key=b'', salt=b'', person=b'', fanout=1, depth=1, "
        "leaf_size=0, node_offset=0, node_depth=0, inner_size=0, last_node=False, "
        "usedforsecurity=True)",
        blake_new<Narrow>>();

template <class Kind> Result<void> define(Vm& vm, Module* module, const NativeDef& new_def, const std::string& prefix)
{
    Class* cls = TRY(define_hash_class(vm, module, "_blake2", algorithm<Kind>, &new_def));
    constexpr auto salt_size = int64_t(Blake<Kind>::salt_size), digest_limit = int64_t(Blake<Kind>::digest_limit);
    for (auto [name, number] : { std::pair<const char*, int64_t>("SALT_SIZE", salt_size), { "PERSON_SIZE", salt_size },
             { "MAX_KEY_SIZE", digest_limit }, { "MAX_DIGEST_SIZE", digest_limit } }) {
        add_value(vm, cls, name, Value::small(number));
        TRY(dict_set_str(vm, module->dict, intern(vm, prefix + name), Value::small(number)));
    }
    return {};
}

Result<void> prepare(Vm& vm, Module* module)
{
    TRY(define<Wide>(vm, module, wide_new, "BLAKE2B_"));
    return define<Narrow>(vm, module, narrow_new, "BLAKE2S_");
}

} // namespace

} // namespace hashes

const NativeModule _blake2_module{ "_blake2", {}, hashes::prepare, "The hash functions BLAKE2b and BLAKE2s." };

} // namespace coil::internal

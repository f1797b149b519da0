// The module _sha3: SHA-3 and SHAKE (FIPS 202), which are one permutation of 25 words: bytes are added into the first
// of them, the rate, which is permuted whenever it is full, and read from there in the end.
#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

#include "stdlib/formats/_hashes/hashes.h"
#include "stdlib/modules.h"

namespace coil::internal
{

namespace hashes
{

namespace
{

constexpr size_t lanes = 25, rounds = 24;

constexpr uint64_t round_constants[rounds] = { 0x0000000000000001, 0x0000000000008082, 0x800000000000808a,
    0x8000000080008000, 0x000000000000808b, 0x0000000080000001, 0x8000000080008081, 0x8000000000008009,
    0x000000000000008a, 0x0000000000000088, 0x0000000080008009, 0x000000008000000a, 0x000000008000808b,
    0x800000000000008b, 0x8000000000008089, 0x8000000000008003, 0x8000000000008002, 0x8000000000000080,
    0x000000000000800a, 0x800000008000000a, 0x8000000080008081, 0x8000000000008080, 0x0000000080000001,
    0x8000000080008008 };
constexpr int rotations[24] = { 1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20,
    44 };
constexpr int places[24] = { 10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1 };

/// Calls visit(index) for the indices below `count`, each a constant: then the words stay in registers.
template <size_t count, class Visit> [[gnu::always_inline]] inline void unrolled(Visit visit)
{
    [&]<size_t... index>(std::index_sequence<index...>) { (visit(std::integral_constant<size_t, index>()), ...); }
    (std::make_index_sequence<count>());
}

void permute(uint64_t* words)
{
    uint64_t a[lanes];
    std::copy_n(words, lanes, a);
    for (uint64_t constant : round_constants) {
        uint64_t columns[5];
        unrolled<5>([&](auto x) { columns[x] = a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20]; });
        unrolled<lanes>([&](auto i) {
            constexpr size_t x = i % 5;
            a[i] ^= columns[(x + 4) % 5] ^ std::rotl(columns[(x + 1) % 5], 1);
        });
        uint64_t moved = a[1];
        unrolled<24>([&](auto i) {
            uint64_t next = a[places[i]];
            a[places[i]] = std::rotl(moved, rotations[i]);
            moved = next;
        });
        unrolled<5>([&](auto y) {
            uint64_t row[5];
            std::copy_n(a + 5 * y, 5, row);
            unrolled<5>([&](auto x) { a[5 * y + x] = row[x] ^ (~row[(x + 1) % 5] & row[(x + 2) % 5]); });
        });
        a[0] ^= constant;
    }
    std::copy_n(a, lanes, words);
}

struct Sponge {
    uint64_t words[lanes];
    uint64_t filled; ///< bytes of the rate
};
static_assert(sizeof(Sponge) <= sizeof(HashObject::state));
static_assert(std::endian::native == std::endian::little, "bytes are added where they stand in words");

void start(void* state) { std::memset(state, 0, sizeof(Sponge)); }

template <size_t rate> void absorb(void* state, const char* bytes, size_t size)
{
    auto* sponge = static_cast<Sponge*>(state);
    auto* out = reinterpret_cast<char*>(sponge->words);
    while (size > 0) {
        if (sponge->filled == 0 && size >= rate) {
            for (size_t i = 0; i < rate / 8; i++) {
                uint64_t word;
                std::memcpy(&word, bytes + 8 * i, 8);
                sponge->words[i] ^= word;
            }
            permute(sponge->words);
            bytes += rate;
            size -= rate;
            continue;
        }
        size_t count = std::min(size, rate - size_t(sponge->filled));
        for (size_t i = 0; i < count; i++)
            out[sponge->filled + i] ^= bytes[i];
        sponge->filled += count;
        bytes += count;
        size -= count;
        if (sponge->filled == rate) {
            permute(sponge->words);
            sponge->filled = 0;
        }
    }
}

template <size_t rate, char suffix> void squeeze(void* state, char* out, size_t size)
{
    auto* sponge = static_cast<Sponge*>(state);
    auto* bytes = reinterpret_cast<char*>(sponge->words);
    bytes[sponge->filled] ^= suffix;
    bytes[rate - 1] ^= char(0x80);
    permute(sponge->words);
    while (size > rate) {
        std::memcpy(out, bytes, rate);
        permute(sponge->words);
        out += rate;
        size -= rate;
    }
    std::memcpy(out, bytes, size);
}

constexpr char hash_suffix = 6, shake_suffix = 0x1f;
template <size_t rate, char suffix> constexpr Algorithm sponge_of(const char* name, size_t digest_size)
{
    return { name, digest_size, rate, start, absorb<rate>, squeeze<rate, suffix> };
}
constexpr Algorithm sha3_224 = sponge_of<144, hash_suffix>("sha3_224", 28);
constexpr Algorithm sha3_256 = sponge_of<136, hash_suffix>("sha3_256", 32);
constexpr Algorithm sha3_384 = sponge_of<104, hash_suffix>("sha3_384", 48);
constexpr Algorithm sha3_512 = sponge_of<72, hash_suffix>("sha3_512", 64);
constexpr Algorithm shake_128 = sponge_of<168, shake_suffix>("shake_128", 0);
constexpr Algorithm shake_256 = sponge_of<136, shake_suffix>("shake_256", 0);

template <const Algorithm& algorithm> Result<Value> make(Vm& vm, Value cls, Value data, bool used_for_security)
{
    return hash_function<algorithm>(vm, cls, data, used_for_security);
}
constexpr NativeDef sha3_224_new = def<"__new__(cls, data=, /, *, usedforsecurity=True)", make<sha3_224>>();
constexpr NativeDef sha3_256_new = def<"__new__(cls, data=, /, *, usedforsecurity=True)", make<sha3_256>>();
constexpr NativeDef sha3_384_new = def<"__new__(cls, data=, /, *, usedforsecurity=True)", make<sha3_384>>();
constexpr NativeDef sha3_512_new = def<"__new__(cls, data=, /, *, usedforsecurity=True)", make<sha3_512>>();
constexpr NativeDef shake_128_new = def<"__new__(cls, data=, /, *, usedforsecurity=True)", make<shake_128>>();
constexpr NativeDef shake_256_new = def<"__new__(cls, data=, /, *, usedforsecurity=True)", make<shake_256>>();

constexpr HashFunction classes[] = { { &sha3_224, &sha3_224_new }, { &sha3_256, &sha3_256_new },
    { &sha3_384, &sha3_384_new }, { &sha3_512, &sha3_512_new }, { &shake_128, &shake_128_new },
    { &shake_256, &shake_256_new } };

Result<void> prepare(Vm& vm, Module* module)
{
    for (const HashFunction& each : classes)
        TRY(define_hash_class(vm, module, "_sha3", *each.algorithm, each.def));
    return {};
}

} // namespace

} // namespace hashes

const NativeModule _sha3_module{ "_sha3", {}, hashes::prepare, "The hash functions SHA-3 and SHAKE." };

} // namespace coil::internal

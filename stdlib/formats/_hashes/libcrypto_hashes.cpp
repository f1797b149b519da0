// MD5, SHA-1 and SHA-2 by OpenSSL's libcrypto: the modules _md5, _sha1, _sha2, and _sha256 and _sha512 as older Pythons
// have the two halves of _sha2. The functions for single algorithms are used, which need none of libcrypto's tables of
// providers: a few kilobytes are linked.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/md5.h>
#include <openssl/sha.h>

#include "stdlib/formats/_hashes/hashes.h"
#include "stdlib/modules.h"

namespace coil::internal
{

namespace hashes
{

namespace
{

template <class State, int (*function)(State*)> void start(void* state) { function(static_cast<State*>(state)); }
template <class State, int (*function)(State*, const void*, size_t)>
void update_by(void* state, const char* bytes, size_t size)
{
    function(static_cast<State*>(state), bytes, size);
}
template <class State, int (*function)(unsigned char*, State*)> void finish(void* state, char* out, size_t)
{
    function(reinterpret_cast<unsigned char*>(out), static_cast<State*>(state));
}

template <class State, int (*init)(State*), int (*add)(State*, const void*, size_t),
    int (*final)(unsigned char*, State*)>
constexpr Algorithm algorithm_of(const char* name, size_t digest_size, size_t block_size)
{
    static_assert(sizeof(State) <= sizeof(HashObject::state));
    return { name, digest_size, block_size, start<State, init>, update_by<State, add>, finish<State, final> };
}

constexpr Algorithm md5 = algorithm_of<MD5_CTX, MD5_Init, MD5_Update, MD5_Final>("md5", 16, 64);
constexpr Algorithm sha1 = algorithm_of<SHA_CTX, SHA1_Init, SHA1_Update, SHA1_Final>("sha1", 20, 64);
constexpr Algorithm sha224 = algorithm_of<SHA256_CTX, SHA224_Init, SHA224_Update, SHA224_Final>("sha224", 28, 64);
constexpr Algorithm sha256 = algorithm_of<SHA256_CTX, SHA256_Init, SHA256_Update, SHA256_Final>("sha256", 32, 64);
constexpr Algorithm sha384 = algorithm_of<SHA512_CTX, SHA384_Init, SHA384_Update, SHA384_Final>("sha384", 48, 128);
constexpr Algorithm sha512 = algorithm_of<SHA512_CTX, SHA512_Init, SHA512_Update, SHA512_Final>("sha512", 64, 128);

constexpr NativeDef md5_def = def<"md5(cls, /, string=, *, usedforsecurity=True)", hash_function<md5>>("An MD5 hash.");
constexpr NativeDef sha1_def =
    def<"sha1(cls, /, string=, *, usedforsecurity=True)", hash_function<sha1>>("A SHA-1 hash.");
constexpr NativeDef sha224_def =
    def<"sha224(cls, /, string=, *, usedforsecurity=True)", hash_function<sha224>>("A SHA-224 hash.");
constexpr NativeDef sha256_def =
    def<"sha256(cls, /, string=, *, usedforsecurity=True)", hash_function<sha256>>("A SHA-256 hash.");
constexpr NativeDef sha384_def =
    def<"sha384(cls, /, string=, *, usedforsecurity=True)", hash_function<sha384>>("A SHA-384 hash.");
constexpr NativeDef sha512_def =
    def<"sha512(cls, /, string=, *, usedforsecurity=True)", hash_function<sha512>>("A SHA-512 hash.");

constexpr HashFunction md5_functions[] = { { &md5, &md5_def } };
constexpr HashFunction sha1_functions[] = { { &sha1, &sha1_def } };
constexpr HashFunction sha2_functions[] = { { &sha224, &sha224_def }, { &sha256, &sha256_def },
    { &sha384, &sha384_def }, { &sha512, &sha512_def } };

Result<void> prepare_md5(Vm& vm, Module* module) { return define_functions(vm, module, "_md5", md5_functions); }
Result<void> prepare_sha1(Vm& vm, Module* module) { return define_functions(vm, module, "_sha1", sha1_functions); }
Result<void> prepare_sha2(Vm& vm, Module* module) { return define_functions(vm, module, "_sha2", sha2_functions); }
Result<void> prepare_sha256(Vm& vm, Module* module)
{
    return define_functions(vm, module, "_sha256", std::span(sha2_functions).first(2));
}
Result<void> prepare_sha512(Vm& vm, Module* module)
{
    return define_functions(vm, module, "_sha512", std::span(sha2_functions).last(2));
}

} // namespace

} // namespace hashes

const NativeModule _md5_module{ "_md5", {}, hashes::prepare_md5, "The hash function MD5." };
const NativeModule _sha1_module{ "_sha1", {}, hashes::prepare_sha1, "The hash function SHA-1." };
const NativeModule _sha2_module{ "_sha2", {}, hashes::prepare_sha2, "The hash functions SHA-2." };
const NativeModule _sha256_module{ "_sha256", {}, hashes::prepare_sha256, "SHA-224 and SHA-256." };
const NativeModule _sha512_module{ "_sha512", {}, hashes::prepare_sha512, "SHA-384 and SHA-512." };

} // namespace coil::internal

#pragma once
// SipHash-1-3 (Aumasson and Bernstein, 2012): a keyed hash that its users cannot aim at.
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "base/short_bytes.h"

namespace coil::internal
{

/// The state between two words of input.
class SipHash
{
public:
    SipHash(uint64_t key0, uint64_t key1)
        : v0_(key0 ^ 0x736f6d6570736575)
        , v1_(key1 ^ 0x646f72616e646f6d)
        , v2_(key0 ^ 0x6c7967656e657261)
        , v3_(key1 ^ 0x7465646279746573)
    {
    }

    void add_word(uint64_t word)
    {
        v3_ ^= word;
        round();
        v0_ ^= word;
    }

    uint64_t finish()
    {
        v2_ ^= 0xff;
        round();
        round();
        round();
        return v0_ ^ v1_ ^ v2_ ^ v3_;
    }

private:
    void round()
    {
        v0_ += v1_;
        v2_ += v3_;
        v1_ = std::rotl(v1_, 13) ^ v0_;
        v3_ = std::rotl(v3_, 16) ^ v2_;
        v0_ = std::rotl(v0_, 32);
        v2_ += v1_;
        v0_ += v3_;
        v1_ = std::rotl(v1_, 17) ^ v2_;
        v3_ = std::rotl(v3_, 21) ^ v0_;
        v2_ = std::rotl(v2_, 32);
    }

    uint64_t v0_, v1_, v2_, v3_;
};

/// The hash of bytes.
inline uint64_t siphash13(uint64_t key0, uint64_t key1, std::string_view bytes)
{
    SipHash state(key0, key1);
    const char* at = bytes.data();
    size_t left = bytes.size();
    uint64_t word;
    for (; left >= 8; left -= 8, at += 8) {
        std::memcpy(&word, at, 8);
        state.add_word(word);
    }
    state.add_word(short_bytes::tail(at, left) | uint64_t(bytes.size()) << 56);
    return state.finish();
}

} // namespace coil::internal

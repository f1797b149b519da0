#include <catch2/catch.hpp>

#include "base/siphash.h"

TEST_CASE("SipHash-1-3 with a zero key hashes text as CPython does under PYTHONHASHSEED=0", "[base][hash]")
{
    CHECK(int64_t(coil::internal::siphash13(0, 0, "a")) == 4644417185603328019LL);
    CHECK(int64_t(coil::internal::siphash13(0, 0, "abc")) == -4594863902769663758LL);
    CHECK(int64_t(coil::internal::siphash13(0, 0, "1234567")) == -6684075128579576191LL);
    CHECK(int64_t(coil::internal::siphash13(0, 0, "12345678")) == 3785724242978802311LL);
    CHECK(int64_t(coil::internal::siphash13(0, 0, "123456789")) == 1133797698992234447LL);
    CHECK(int64_t(coil::internal::siphash13(0, 0, "the quick brown fox jumps over the lazy dog")) ==
        -9176553165463234003LL);
    CHECK(int64_t(coil::internal::siphash13(0, 0, "ééééééééé")) == -9206810360530698070LL);
}

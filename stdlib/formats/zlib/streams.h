#pragma once
// Streams of the library zlib, whose memory counts against the heap's limit.
#include <string>
#include <string_view>
#include <zlib.h>

#include "objects/vm.h"

namespace coil::internal::deflate
{

/// A stream that may be started once, for compressing or for decompressing, and ends with this.
class Stream
{
public:
    explicit Stream(Vm& vm);
    ~Stream();
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;

    int start_deflate(int level, int method, int window_bits, int memory_level, int strategy);
    int start_inflate(int window_bits);
    int copy_from(Stream& other);
    z_stream& raw() { return stream_; }

private:
    enum class Kind : uint8_t { None, Deflate, Inflate };
    z_stream stream_{};
    Kind kind_ = Kind::None;
};

/// What one run of a stream over input gives.
struct Output {
    std::string bytes;
    int status = Z_OK;
    size_t consumed = 0; ///< of the input
};
inline constexpr size_t no_limit = size_t(-1);
/// Runs deflate (or inflate) over the input until it is used up, and all of it is out, at most `most` bytes. Raises
/// when there is no room, or execution has to end; what zlib says is the status.
Result<Output> run(
    Vm& vm, Stream& stream, int (*step)(z_stream*, int), std::string_view input, int flush, size_t most = no_limit);

} // namespace coil::internal::deflate

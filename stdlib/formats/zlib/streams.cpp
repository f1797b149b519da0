#include "stdlib/formats/zlib/streams.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

namespace coil::internal::deflate
{

namespace
{

constexpr size_t header_size = 16; ///< before each piece of memory: its size
constexpr size_t chunk_size = size_t(1) << 16;
constexpr size_t most_input = size_t(1) << 30;

void* allocate(void* opaque, unsigned count, unsigned size)
{
    auto* heap = static_cast<gc::Heap*>(opaque);
    size_t bytes = size_t(count) * size + header_size;
    if (!heap->take_outside(bytes))
        return nullptr;
    auto* memory = static_cast<char*>(std::malloc(bytes));
    if (!memory) {
        heap->give_back_outside(bytes);
        return nullptr;
    }
    std::memcpy(memory, &bytes, sizeof(bytes));
    return memory + header_size;
}

void release(void* opaque, void* memory)
{
    if (!memory)
        return;
    char* start = static_cast<char*>(memory) - header_size;
    size_t bytes;
    std::memcpy(&bytes, start, sizeof(bytes));
    std::free(start);
    static_cast<gc::Heap*>(opaque)->give_back_outside(bytes);
}

} // namespace

Stream::Stream(Vm& vm)
{
    stream_.zalloc = allocate;
    stream_.zfree = release;
    stream_.opaque = &vm.heap;
}

Stream::~Stream()
{
    if (kind_ == Kind::Deflate)
        deflateEnd(&stream_);
    else if (kind_ == Kind::Inflate)
        inflateEnd(&stream_);
}

int Stream::start_deflate(int level, int method, int window_bits, int memory_level, int strategy)
{
    int status = deflateInit2(&stream_, level, method, window_bits, memory_level, strategy);
    if (status == Z_OK)
        kind_ = Kind::Deflate;
    return status;
}

int Stream::start_inflate(int window_bits)
{
    int status = inflateInit2(&stream_, window_bits);
    if (status == Z_OK)
        kind_ = Kind::Inflate;
    return status;
}

int Stream::copy_from(Stream& other)
{
    bool deflates = other.kind_ == Kind::Deflate;
    int status = deflates ? deflateCopy(&stream_, &other.stream_) : inflateCopy(&stream_, &other.stream_);
    if (status == Z_OK)
        kind_ = other.kind_;
    return status;
}

Result<Output> run(Vm& vm, Stream& stream, int (*step)(z_stream*, int), std::string_view input, int flush, size_t most)
{
    Output out;
    z_stream& raw = stream.raw();
    std::string_view left = input;
    for (;;) {
        std::string_view part = left.substr(0, most_input);
        raw.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(part.data()));
        raw.avail_in = uInt(part.size());
        size_t used = out.bytes.size();
        // The first chunk is about as long as the input, then it doubles.
        size_t wanted = std::max({ used, std::min(input.size(), chunk_size), size_t(1024) });
        size_t room = std::min({ wanted, most - used, most_input });
        TRY(vm.require_room(used + room));
        out.bytes.resize(used + room);
        raw.next_out = reinterpret_cast<Bytef*>(out.bytes.data() + used);
        raw.avail_out = uInt(room);
        out.status = step(&raw, part.size() == left.size() ? flush : Z_NO_FLUSH);
        size_t made = room - raw.avail_out;
        out.bytes.resize(used + made);
        size_t taken = part.size() - raw.avail_in;
        left.remove_prefix(taken);
        out.consumed += taken;
        TRY(vm.work_in_one_step(1 + (made + taken) / 16));
        bool is_filled = raw.avail_out == 0;
        bool is_bad = out.status != Z_OK && out.status != Z_BUF_ERROR;
        if (is_bad || out.bytes.size() == most || (left.empty() && !is_filled) || (taken == 0 && made == 0))
            break;
    }
    raw.next_in = nullptr;
    raw.avail_in = 0;
    return out;
}

} // namespace coil::internal::deflate

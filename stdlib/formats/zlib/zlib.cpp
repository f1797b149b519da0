// The module zlib: compression by the library of that name.
#include "objects/counted.h"
#include "objects/exception.h"
#include "objects/memory_view.h"
#include "objects/numbers.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/operations/native_class.h"
#include "runtime/operations/operators.h"
#include "stdlib/formats/zlib/streams.h"
#include "stdlib/modules.h"

namespace coil::internal
{

namespace deflate
{

namespace
{

enum StateItem : size_t { ErrorClass, CompressClass, DecompressClass };
Class* state_class(Vm& vm, StateItem item)
{
    return as<Class>(as<Tuple>(vm.modules->state_of(zlib_module))->items[item]);
}

/// zlib.error, or MemoryError.
Raised fail(Vm& vm, const z_stream& stream, int status, std::string_view doing)
{
    if (status == Z_MEM_ERROR)
        return vm.raise_memory_error();
    const char* reason = stream.msg;
    if (status == Z_VERSION_ERROR)
        reason = "library version mismatch";
    else if (!reason)
        reason = status == Z_BUF_ERROR ? "incomplete or truncated stream"
            : status == Z_STREAM_ERROR ? "inconsistent stream state"
            : status == Z_DATA_ERROR   ? "invalid input data"
                                       : nullptr;
    std::string text = format_text("Error {} {}", { int64_t(status), doing });
    if (reason)
        text += std::string(": ") + reason;
    return vm.raise_exception(Value::cell(TRY(make_exception(vm, state_class(vm, ErrorClass), text))));
}

Result<Value> compress(Vm& vm, Value data, Value level, Value window_bits)
{
    int level_number = TRY(to_c_int(vm, level)), bits = TRY(to_c_int(vm, window_bits));
    Stream stream(vm);
    int status = stream.start_deflate(level_number, Z_DEFLATED, bits, MAX_MEM_LEVEL - 1, Z_DEFAULT_STRATEGY);
    if (status == Z_STREAM_ERROR)
        return vm.raise_exception(
            Value::cell(TRY(make_exception(vm, state_class(vm, ErrorClass), "Bad compression level"))));
    if (status != Z_OK)
        return fail(vm, stream.raw(), status, "while compressing data");
    Output out = TRY(run(vm, stream, ::deflate, TRY(require_buffer(vm, data)), Z_FINISH));
    if (out.status != Z_STREAM_END)
        return fail(vm, stream.raw(), out.status, "while compressing data");
    return Value::cell(TRY(make_bytes(vm, out.bytes)));
}

Result<Value> decompress(Vm& vm, Value data, Value window_bits, Value buffer_size)
{
    int bits = TRY(to_c_int(vm, window_bits));
    if (TRY(to_index(vm, buffer_size)) < 0)
        return vm.raise(Error::ValueError, "bufsize must be non-negative");
    Stream stream(vm);
    if (int status = stream.start_inflate(bits); status != Z_OK)
        return fail(vm, stream.raw(), status, "while preparing to decompress data");
    Output out = TRY(run(vm, stream, ::inflate, TRY(require_buffer(vm, data)), Z_SYNC_FLUSH));
    if (out.status == Z_OK)
        out.status = Z_BUF_ERROR;
    if (out.status != Z_STREAM_END)
        return fail(vm, stream.raw(), out.status, "while decompressing data");
    return Value::cell(TRY(make_bytes(vm, out.bytes)));
}

struct CompressObject : NativeObject {
    Counted<Stream> stream;
    bool is_finished;
};
void trace_nothing(Cell*, gc::Tracer&) { }
void destroy_compress(Cell* cell) { static_cast<CompressObject*>(cell)->stream.reset(); }
constexpr NativeType compress_type{ "Compress", trace_nothing, destroy_compress };

struct DecompressObject : NativeObject {
    Counted<Stream> stream;
    Bytes* dictionary; ///< or null
    Bytes* unused;
    Bytes* unconsumed;
    bool is_at_end;
};
void trace_decompress(Cell* cell, gc::Tracer& tracer)
{
    auto* object = static_cast<DecompressObject*>(cell);
    for (Bytes* bytes : { object->dictionary, object->unused, object->unconsumed })
        tracer.visit(static_cast<Cell*>(bytes));
}
void destroy_decompress(Cell* cell) { static_cast<DecompressObject*>(cell)->stream.reset(); }
constexpr NativeType decompress_type{ "Decompress", trace_decompress, destroy_decompress };

CompressObject* compress_of(Value self) { return native_as<CompressObject>(self, compress_type); }
DecompressObject* decompress_of(Value self) { return native_as<DecompressObject>(self, decompress_type); }

Result<Value> make_compress(
    Vm& vm, Value level, Value method, Value window_bits, Value memory_level, Value strategy, Value dictionary)
{
    int numbers[] = { TRY(to_c_int(vm, level)), TRY(to_c_int(vm, method)), TRY(to_c_int(vm, window_bits)),
        TRY(to_c_int(vm, memory_level)), TRY(to_c_int(vm, strategy)) };
    auto stream = TRY(make_counted<Stream>(vm, vm));
    int status = stream->start_deflate(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
    if (status == Z_STREAM_ERROR)
        return vm.raise(Error::ValueError, "Invalid initialization option");
    if (status != Z_OK)
        return fail(vm, stream->raw(), status, "while creating compression object");
    if (!dictionary.is_empty() && !dictionary.is_none()) {
        std::string_view bytes = TRY(require_buffer(vm, dictionary));
        auto* data = reinterpret_cast<const Bytef*>(bytes.data());
        if (bytes.size() > UINT32_MAX || deflateSetDictionary(&stream->raw(), data, uInt(bytes.size())) != Z_OK)
            return vm.raise(Error::ValueError, "Invalid dictionary");
    }
    auto* object = TRY(make_native<CompressObject>(vm, state_class(vm, CompressClass), compress_type));
    object->stream = std::move(stream);
    return Value::cell(object);
}

Result<Value> compress_more(Vm& vm, Value self, Value data)
{
    CompressObject* object = compress_of(self);
    if (object->is_finished)
        return fail(vm, z_stream{}, Z_STREAM_ERROR, "while compressing data");
    Output out = TRY(run(vm, *object->stream, ::deflate, TRY(require_buffer(vm, data)), Z_NO_FLUSH));
    if (out.status == Z_STREAM_ERROR)
        return fail(vm, object->stream->raw(), out.status, "while compressing data");
    return Value::cell(TRY(make_bytes(vm, out.bytes)));
}

Result<Value> compress_flush(Vm& vm, Value self, Value mode)
{
    int flush = TRY(to_c_int(vm, mode));
    CompressObject* object = compress_of(self);
    if (flush == Z_NO_FLUSH)
        return Value::cell(TRY(make_bytes(vm, {})));
    if (object->is_finished)
        return fail(vm, z_stream{}, Z_STREAM_ERROR, "while flushing");
    Output out = TRY(run(vm, *object->stream, ::deflate, {}, flush));
    if (flush == Z_FINISH && out.status == Z_STREAM_END)
        object->is_finished = true;
    else if (out.status != Z_OK && out.status != Z_BUF_ERROR)
        return fail(vm, object->stream->raw(), out.status, "while flushing");
    return Value::cell(TRY(make_bytes(vm, out.bytes)));
}

Result<Value> compress_copy(Vm& vm, Value self)
{
    CompressObject* object = compress_of(self);
    auto stream = TRY(make_counted<Stream>(vm, vm));
    int status = object->is_finished ? Z_STREAM_ERROR : stream->copy_from(*object->stream);
    if (status == Z_STREAM_ERROR)
        return vm.raise(Error::ValueError, "Inconsistent stream state");
    if (status != Z_OK)
        return fail(vm, stream->raw(), status, "while copying compression object");
    auto* copy = TRY(make_native<CompressObject>(vm, state_class(vm, CompressClass), compress_type));
    copy->stream = std::move(stream);
    return Value::cell(copy);
}

/// Gives inflate the dictionary that it asks for, or one that raw data begins with.
Result<void> set_dictionary(Vm& vm, Stream& stream, const Bytes* dictionary)
{
    auto* data = reinterpret_cast<const Bytef*>(dictionary->data);
    int status = dictionary->size > UINT32_MAX ? Z_DATA_ERROR
                                               : inflateSetDictionary(&stream.raw(), data, uInt(dictionary->size));
    if (status != Z_OK)
        return fail(vm, stream.raw(), status, "while setting zdict");
    return {};
}

Result<DecompressObject*> new_decompress(Vm& vm, Counted<Stream> stream, Bytes* dictionary)
{
    Bytes* empty = TRY(make_bytes(vm, {}));
    auto* object = TRY(make_native<DecompressObject>(vm, state_class(vm, DecompressClass), decompress_type));
    object->stream = std::move(stream);
    object->dictionary = dictionary;
    object->unused = object->unconsumed = empty;
    return object;
}

Result<Value> make_decompress(Vm& vm, Value window_bits, Value dictionary)
{
    int bits = TRY(to_c_int(vm, window_bits));
    Bytes* kept = nullptr;
    if (!dictionary.is_empty()) {
        std::string_view bytes;
        if (!TRY(buffer_view(vm, dictionary, bytes)))
            return vm.raise(Error::TypeError, "zdict argument must support the buffer protocol");
        kept = TRY(make_bytes(vm, bytes));
    }
    auto stream = TRY(make_counted<Stream>(vm, vm));
    int status = stream->start_inflate(bits);
    if (status == Z_STREAM_ERROR)
        return vm.raise(Error::ValueError, "Invalid initialization option");
    if (status != Z_OK)
        return fail(vm, stream->raw(), status, "while creating decompression object");
    if (kept && bits < 0)
        TRY(set_dictionary(vm, *stream, kept));
    return Value::cell(TRY(new_decompress(vm, std::move(stream), kept)));
}

/// Keeps what was not taken of the input: behind the end it is unused, before it unconsumed.
Result<void> keep_rest(Vm& vm, DecompressObject* object, std::string_view rest, bool is_at_end)
{
    Bytes* unused = object->unused;
    if (is_at_end && !rest.empty())
        unused = TRY(make_bytes(vm, std::string(unused->view()) + std::string(rest)));
    Bytes* unconsumed = TRY(make_bytes(vm, is_at_end ? std::string_view() : rest));
    vm.heap.write_barrier(object);
    object->unused = unused;
    object->unconsumed = unconsumed;
    object->is_at_end = object->is_at_end || is_at_end;
    return {};
}

Result<Value> inflate_more(Vm& vm, DecompressObject* object, std::string_view input, int flush, size_t most)
{
    if (object->is_at_end) {
        TRY(keep_rest(vm, object, input, true));
        return Value::cell(TRY(make_bytes(vm, {})));
    }
    Output out = TRY(run(vm, *object->stream, ::inflate, input, flush, most));
    if (out.status == Z_NEED_DICT && object->dictionary) {
        TRY(set_dictionary(vm, *object->stream, object->dictionary));
        size_t consumed = out.consumed;
        out = TRY(run(vm, *object->stream, ::inflate, input.substr(consumed), flush, most));
        out.consumed += consumed;
    }
    if (out.status != Z_OK && out.status != Z_BUF_ERROR && out.status != Z_STREAM_END)
        return fail(vm, object->stream->raw(), out.status, "while decompressing data");
    TRY(keep_rest(vm, object, input.substr(out.consumed), out.status == Z_STREAM_END));
    return Value::cell(TRY(make_bytes(vm, out.bytes)));
}

Result<Value> decompress_more(Vm& vm, Value self, Value data, Value max_length)
{
    int64_t most = TRY(to_index(vm, max_length));
    if (most < 0)
        return vm.raise(Error::ValueError, "max_length must be non-negative");
    std::string_view input = TRY(require_buffer(vm, data));
    return inflate_more(vm, decompress_of(self), input, Z_SYNC_FLUSH, most == 0 ? no_limit : size_t(most));
}

Result<Value> decompress_flush(Vm& vm, Value self, Value length)
{
    if (TRY(to_index(vm, length)) <= 0)
        return vm.raise(Error::ValueError, "length must be greater than zero");
    Bytes* rest = decompress_of(self)->unconsumed;
    return inflate_more(vm, decompress_of(self), rest->view(), Z_FINISH, no_limit);
}

Result<Value> decompress_copy(Vm& vm, Value self)
{
    DecompressObject* object = decompress_of(self);
    auto stream = TRY(make_counted<Stream>(vm, vm));
    int status = stream->copy_from(*object->stream);
    if (status == Z_STREAM_ERROR)
        return vm.raise(Error::ValueError, "Inconsistent stream state");
    if (status != Z_OK)
        return fail(vm, stream->raw(), status, "while copying decompression object");
    DecompressObject* copy = TRY(new_decompress(vm, std::move(stream), object->dictionary));
    vm.heap.write_barrier(copy);
    copy->unused = object->unused;
    copy->unconsumed = object->unconsumed;
    copy->is_at_end = object->is_at_end;
    return Value::cell(copy);
}

Result<Value> compress_deep_copy(Vm& vm, Value self, Value) { return compress_copy(vm, self); }
Result<Value> decompress_deep_copy(Vm& vm, Value self, Value) { return decompress_copy(vm, self); }

constexpr NativeDef compress_methods[] = {
    def<"compress(self, data, /)", compress_more>("Compress more data, of which some may come later."),
    def<"flush(self, mode=4, /)", compress_flush>("What is left of the compressed data."),
    def<"copy(self, /)", compress_copy>("An object that goes on from the same state."),
    def<"__copy__(self, /)", compress_copy>(),
    def<"__deepcopy__(self, memo, /)", compress_deep_copy>(),
};
constexpr NativeDef decompress_methods[] = {
    def<"decompress(self, data, /, max_length=0)", decompress_more>("Decompress more data, to so many bytes at most."),
    def<"flush(self, length=16384, /)", decompress_flush>("What is left of the decompressed data."),
    def<"copy(self, /)", decompress_copy>("An object that goes on from the same state."),
    def<"__copy__(self, /)", decompress_copy>(),
    def<"__deepcopy__(self, memo, /)", decompress_deep_copy>(),
};
constexpr AttributeDef decompress_attributes[] = {
    { "unused_data", [](Vm&, Value self) -> Result<Value> { return Value::cell(decompress_of(self)->unused); }, nullptr,
        nullptr },
    { "unconsumed_tail", [](Vm&, Value self) -> Result<Value> { return Value::cell(decompress_of(self)->unconsumed); },
        nullptr, nullptr },
    { "eof", [](Vm&, Value self) -> Result<Value> { return Value::boolean(decompress_of(self)->is_at_end); }, nullptr,
        nullptr },
};

/// A checksum over bytes of any number, from the low bits of a start value.
template <uLong (*function)(uLong, const Bytef*, z_size_t)> Result<int64_t> checksum(Vm& vm, Value data, Value value)
{
    constexpr int64_t low_bits = 0xffffffff;
    Value start = TRY(int_and(vm, TRY(to_int_object(vm, value)), Value::small(low_bits)));
    std::string_view bytes = TRY(require_buffer(vm, data));
    vm.charge_bytes(bytes.size());
    return int64_t(function(uLong(start.as_small()), reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
}

constexpr NativeDef functions[] = {
    def<"compress(data, /, level=-1, wbits=15)", compress>("The data compressed."),
    def<"decompress(data, /, wbits=15, bufsize=16384)", decompress>("The data decompressed."),
    def<"compressobj(level=-1, method=8, wbits=15, memLevel=8, strategy=0, zdict=None)", make_compress>(
        "An object that compresses data piece by piece."),
    def<"decompressobj(wbits=15, zdict=b'')", make_decompress>("An object that decompresses data piece by piece."),
    def<"adler32(data, value=1, /)", checksum<adler32_z>>("The checksum Adler-32, from a start value."),
    def<"crc32(data, value=0, /)", checksum<crc32_z>>("The checksum CRC-32, from a start value."),
};

constexpr std::pair<std::string_view, int64_t> constants[] = { { "MAX_WBITS", MAX_WBITS }, { "DEFLATED", Z_DEFLATED },
    { "DEF_MEM_LEVEL", MAX_MEM_LEVEL - 1 }, { "DEF_BUF_SIZE", 16384 }, { "Z_BEST_COMPRESSION", Z_BEST_COMPRESSION },
    { "Z_BEST_SPEED", Z_BEST_SPEED }, { "Z_BLOCK", Z_BLOCK }, { "Z_DEFAULT_COMPRESSION", Z_DEFAULT_COMPRESSION },
    { "Z_DEFAULT_STRATEGY", Z_DEFAULT_STRATEGY }, { "Z_FILTERED", Z_FILTERED }, { "Z_FINISH", Z_FINISH },
    { "Z_FIXED", Z_FIXED }, { "Z_FULL_FLUSH", Z_FULL_FLUSH }, { "Z_HUFFMAN_ONLY", Z_HUFFMAN_ONLY },
    { "Z_NO_COMPRESSION", Z_NO_COMPRESSION }, { "Z_NO_FLUSH", Z_NO_FLUSH }, { "Z_PARTIAL_FLUSH", Z_PARTIAL_FLUSH },
    { "Z_RLE", Z_RLE }, { "Z_SYNC_FLUSH", Z_SYNC_FLUSH }, { "Z_TREES", Z_TREES } };

Result<void> prepare(Vm& vm, Module* module)
{
    Value error = Value::cell(TRY(define_class(vm, module, vm.error_class(Error::Exception),
        { .name = "error",
            .module = "zlib",
            .methods = {},
            .kind = Kind::Exception,
            .flags = IsException | HasInstanceDict | HasCustomNew })));
    Value compressor = Value::cell(TRY(define_class(vm, nullptr, vm.classes->object,
        { .name = "Compress", .module = "zlib", .methods = compress_methods, .kind = Kind::NativeResource })));
    Value decompressor = Value::cell(TRY(define_class(vm, nullptr, vm.classes->object,
        { .name = "Decompress",
            .module = "zlib",
            .methods = decompress_methods,
            .attributes = decompress_attributes,
            .kind = Kind::NativeResource })));
    vm.modules->state_of(zlib_module) = Value::cell(TRY(make_tuple(vm, { error, compressor, decompressor })));
    for (auto [name, number] : constants)
        TRY(dict_set_str(vm, module->dict, intern(vm, name), Value::small(number)));
    for (auto [name, text] : { std::pair("ZLIB_VERSION", ZLIB_VERSION),
             std::pair("ZLIB_RUNTIME_VERSION", zlibVersion()), std::pair("__version__", "1.0") })
        TRY(dict_set_str(vm, module->dict, intern(vm, name), Value::cell(TRY(make_str(vm, text)))));
    return {};
}

} // namespace

} // namespace deflate

const NativeModule zlib_module{ "zlib", deflate::functions, deflate::prepare, "Compression by the library zlib." };

} // namespace coil::internal

#pragma once
// TextIOWrapper: text over a stream of bytes.
//
//     write: text ─encode→ pending ─(chunk_size)→ buffer.write       read: buffer.read1 ─decode→ text[text_at …]
//
// Text is UTF-8 inside of the VM: for files in UTF-8 (and ASCII, Latin-1 as far as it is ASCII) decoding is a check,
// and encoding nothing. UTF-8, UTF-16, UTF-32, ASCII and Latin-1 are read and written here; for every other encoding
// the incremental decoder and encoder that codecs.lookup() gives are called.
//
// tell() must give a number from which a decoder can start again: `snapshot_bytes` is what the present `text` was
// decoded from, and `snapshot_flags` the decoder's state before it. See text_seek.cpp.
#include <optional>

#include "objects/codecs.h"
#include "objects/counted.h"
#include "stdlib/io/_io/buffered.h"
#include "stdlib/io/_io/line_ends.h"

namespace coil::internal::io
{

/// Where an incremental decoder of ours is.
struct DecoderState {
    std::string bytes; ///< of a character whose rest is to come
    int64_t flags = 0; ///< bit 0: what LineEnds holds back; the others are the decoder's
};

struct TextState {
    std::string pending; ///< encoded, not yet given to the buffer
    std::string text;    ///< decoded from what was read last
    size_t text_at = 0;  ///< what of it was given out
    bool is_text_ascii = true;
    std::string undecoded;  ///< bytes of a character whose rest is to come
    bool has_order = false; ///< the byte order mark was met, or is not expected
    bool is_big_endian = false;
    LineEnds ends;
    std::string snapshot_bytes;
    int64_t snapshot_flags = 0;
    bool has_snapshot = false;
};

struct TextIO : NativeObject {
    Value buffer;           ///< None when detached
    Value encoding;         ///< as it was given, a str
    Value errors;           ///< a str
    Value mode;             ///< open() says it; or empty
    Value decoder, encoder; ///< of encodings that are not ours; else empty
    Counted<TextState> state;
    NewlineMode newline;
    int64_t chunk_size;  ///< how much is read at once
    int64_t write_limit; ///< how much may wait in `pending`
    Encoding native;     ///< when there is no decoder and no encoder
    bool is_native;
    bool decodes, encodes; ///< the buffer can be read, written
    bool is_ready, detached, is_finalizing, has_finalizer;
    bool line_buffering, write_through, has_read1, seekable, telling;
    bool at_start;  ///< what is written next begins the stream: a byte order mark is due
    bool is_strict; ///< errors is "strict"

    std::string_view rest() const { return std::string_view(state->text).substr(state->text_at); }
};

TextIO* as_text_io(Value value);

/// The object of a method: initialized, not detached. ValueError.
Result<TextIO*> attached(Vm& vm, Value self);
/// And not closed.
Result<TextIO*> open_text(Vm& vm, Value self);

struct TextOptions {
    Value encoding = None, errors = None;
    Str* newline = nullptr;
    bool line_buffering = false, write_through = false;
};
Result<TextIO*> make_text_io(Vm& vm, Value buffer, const TextOptions& options);
Result<void> init_text_io(Vm& vm, TextIO* self, Value buffer, const TextOptions& options);
/// A standard stream: nothing closes it.
Result<TextIO*> make_standard_text(Vm& vm, Buffered* buffer, const TextOptions& options);
Result<Value> new_text_io(Vm& vm, Value type, Arguments, Dict*);
/// Finds the encoding and makes its decoder and encoder anew.
Result<void> set_codec(Vm& vm, TextIO* self, Value encoding, Value errors);
void set_newline(Vm& vm, TextIO* self, const NewlineMode& mode);

// Decoding: see text_codec.cpp.

/// Decodes the next bytes, line ends converted. May run a decoder of a script.
Result<void> decode(Vm& vm, TextIO* self, std::string_view bytes, bool final, std::string& out);
Result<DecoderState> decoder_state(Vm& vm, TextIO* self);
Result<void> set_decoder_state(Vm& vm, TextIO* self, const DecoderState& state);
Result<void> reset_decoder(Vm& vm, TextIO* self);
/// Appends the encoded text to `pending`.
Result<void> encode(Vm& vm, TextIO* self, std::string_view text);
/// The encoder begins the stream anew, or goes on in it.
Result<void> reset_encoder(Vm& vm, TextIO* self, bool at_start);

// Reading and writing

/// Forgets what was decoded.
void drop_text(TextIO* self);
/// Reads and decodes the next chunk; false at the end.
Result<bool> read_chunk(Vm& vm, TextIO* self, int64_t hint);
Result<Value> text_read(Vm& vm, TextIO* self, int64_t size);
Result<Str*> text_read_line(Vm& vm, TextIO* self, int64_t limit);
Result<void> text_write(Vm& vm, TextIO* self, std::string_view text);
/// Gives `pending` to the buffer.
Result<void> flush_pending(Vm& vm, TextIO* self);
/// And flushes that.
Result<void> text_flush(Vm& vm, TextIO* self);
Result<Value> text_tell(Vm& vm, Value self);
Result<Value> text_seek(Vm& vm, Value self, Value cookie, int whence);

} // namespace coil::internal::io

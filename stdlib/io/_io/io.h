#pragma once
// The module _io: files and streams in three layers, each of which scripts may replace or subclass.
//
//     TextIOWrapper ─buffer→ BufferedReader, BufferedWriter, BufferedRandom ─raw→ FileIO ─→ descriptor
//
// A layer calls the methods of the one below it, whatever that is. Where that is an object of ours that nobody changed
// (is_pristine) it goes there directly.
#include "objects/bytes.h"
#include "objects/class.h"
#include "runtime/operations/native_class.h"

namespace coil::internal::io
{

enum class ClassId : uint8_t {
    IOBase,
    RawIOBase,
    BufferedIOBase,
    TextIOBase,
    FileIO,
    BufferedReader,
    BufferedWriter,
    BufferedRandom,
    BufferedRWPair,
    TextIOWrapper,
    BytesIO,
    StringIO,
    NewlineDecoder,
    Count,
};

inline constexpr int64_t default_buffer_size = 128 << 10;
/// The largest buffer that open() chooses by itself.
inline constexpr int64_t most_buffer_size = 8 << 20;

Class* class_named(Vm& vm, ClassId id);
/// Makes one of the module's classes and notes it.
Result<Class*> define(Vm& vm, Module* module, ClassId id, ClassId base, const NativeClassDef& def);

/// An object of one of our classes itself, to which no attribute was given.
inline bool is_pristine(const Vm& vm, const Cell* object)
{
    const Class* cls = shape_of(vm, object)->cls;
    return !cls->has(IsHeapClass) && object->shape == cls->root->id;
}

Raised raise_unsupported(Vm& vm, std::string_view message);
Raised raise_closed(Vm& vm, std::string_view message = "I/O operation on closed file.");
Raised raise_uninitialized(Vm& vm);
/// How much to read: -1 for None. TypeError for what is no index.
Result<int64_t> size_argument(Vm& vm, Value size);
/// object.name(*arguments)
Result<Value> call_named(Vm& vm, Value object, std::string_view name, std::initializer_list<Value> arguments = {});
Result<Value> attribute(Vm& vm, Value object, std::string_view name);
/// object.closed as a truth value.
Result<bool> is_closed(Vm& vm, Value object);
/// UnsupportedOperation unless the object's method of that name (readable, writable, seekable) gives True.
Result<void> check_able(Vm& vm, Value object, std::string_view name);
/// Makes `earlier` (or nothing, when empty) the context of what is pending, or pending itself.
Result<void> chain_pending(Vm& vm, Value earlier, bool failed);

/// ResourceWarning for a file that nobody closed. Never raises.
void warn_unclosed(Vm& vm, Value source);
/// What the end of an object does with it that was not closed: see base_classes.cpp.
Result<void> finalize(Vm& vm, Value object);
/// Says that the object is to be finalized.
void add_finalizer(Vm& vm, NativeObject* object);
/// What _IOBase.close does: flush(), once.
Result<void> base_close(Vm& vm, Value self);
/// `cannot pickle '…' instances`
Result<Value> refuse_pickling(Vm& vm, Value self);
Result<Value> refuse_reduction(Vm& vm, Value self, Value protocol);
/// How pickle and copy make an object again: its class's __new__, then __setstate__ with what __getstate__ gives.
Result<Value> reduce_by_state(Vm& vm, Value self, Value protocol);
/// "_io.BytesIO": how messages and repr name the class of an object.
std::string shown_class_name(Vm& vm, Value object);
/// Puts what a pickled state has for the object's __dict__ there. TypeError for what is no dict.
Result<void> restore_attributes(Vm& vm, Value object, Value state, std::string_view which);
/// Calls the class's `write` with each line.
Result<void> write_lines(Vm& vm, Value self, Value lines);
/// What __iter__ and __enter__ give, when it is not closed.
Result<Value> open_self(Vm& vm, Value self);

/// The bytes of a buffer for as long as others may run: a copy, where they could change.
class HeldBytes
{
public:
    Result<void> take(Vm& vm, Value value);
    std::string_view view() const { return view_; }

private:
    std::string copy_;
    std::string_view view_;
};
/// Makes a bytearray longer, with room for twice as much: what is written piece by piece is seldom moved.
Result<void> grow_bytes(Vm& vm, ByteArray* array, size_t size);
/// A memoryview of a bytes or bytearray.
Result<Value> make_view(Vm& vm, Value base, size_t start, size_t count);
/// Copies to a place in an object that can be written into: as much as there is room for now.
Result<void> copy_into(Vm& vm, Value target, size_t offset, std::string_view bytes);
/// The size of an object that can be written into. TypeError for `function`.
Result<size_t> writable_size(Vm& vm, Value target, std::string_view function);

Result<void> define_base_classes(Vm& vm, Module* module);
Result<void> define_file_io(Vm& vm, Module* module);
Result<void> define_buffered(Vm& vm, Module* module);
Result<void> define_rw_pair(Vm& vm, Module* module);
Result<void> define_bytes_io(Vm& vm, Module* module);
Result<void> define_string_io(Vm& vm, Module* module);
Result<void> define_newline_decoder(Vm& vm, Module* module);
Result<void> define_text_io(Vm& vm, Module* module);

/// open() of scripts.
Result<Value> open_file(Vm& vm, Value file, Str* mode, int64_t buffering, Value encoding, Value errors, Value newline,
    bool closes, Value opener);

} // namespace coil::internal::io

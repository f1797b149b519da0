// The classes BufferedReader, BufferedWriter and BufferedRandom.
#include <unistd.h>

#include "objects/class_members.h"
#include "objects/memory_view.h"
#include "objects/numbers.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"
#include "stdlib/io/_io/buffered.h"

namespace coil::internal::io
{

namespace
{

Result<void> check_raw(Vm& vm, Value raw, std::string_view name)
{
    if (FileIO* file = pristine_file(vm, raw); file && !file->closed()) {
        bool is_able = name == "readable" ? file->readable
            : name == "writable"          ? file->writable
                                          : TRY(file_seekable(vm, file));
        if (is_able)
            return {};
    }
    return check_able(vm, raw, name);
}

Result<void> init_reader(Vm& vm, Value self, Value raw, int64_t size)
{
    as_buffered(self)->is_ready = false;
    TRY(check_raw(vm, raw, "readable"));
    return init_buffered(vm, as_buffered(self), raw, size, true, false);
}
Result<void> init_writer(Vm& vm, Value self, Value raw, int64_t size)
{
    as_buffered(self)->is_ready = false;
    TRY(check_raw(vm, raw, "writable"));
    return init_buffered(vm, as_buffered(self), raw, size, false, true);
}
Result<void> init_random(Vm& vm, Value self, Value raw, int64_t size)
{
    as_buffered(self)->is_ready = false;
    TRY(check_raw(vm, raw, "seekable"));
    TRY(check_raw(vm, raw, "readable"));
    TRY(check_raw(vm, raw, "writable"));
    return init_buffered(vm, as_buffered(self), raw, size, true, true);
}

Result<int64_t> write(Vm& vm, Value self, Value data)
{
    // What fits into the buffer is copied at once, when no raw stream of a script is asked before.
    std::string_view bytes = TRY(require_buffer(vm, data));
    Buffered* buffered = TRY(ready(vm, self));
    if (!buffered->lock.is_held() && int64_t(bytes.size()) < buffered->size - buffered->position && buffered->storage &&
        pristine_file(vm, buffered->raw))
        return buffered_write(vm, buffered, bytes);
    HeldBytes held;
    TRY(held.take(vm, data));
    return buffered_write(vm, buffered, held.view());
}
Result<void> flush(Vm& vm, Value self)
{
    Buffered* buffered = TRY(ready(vm, self));
    if (TRY(buffered_closed(vm, buffered)))
        return raise_closed(vm, "flush of closed file");
    return buffered_flush(vm, buffered);
}
/// A reader has nothing to write: the raw stream is asked, as a script's may.
Result<void> flush_reader(Vm& vm, Value self)
{
    Buffered* buffered = TRY(ready(vm, self));
    if (FileIO* file = pristine_file(vm, buffered->raw))
        return file->closed() ? Result<void>(raise_closed(vm)) : Result<void>();
    TRY(call_method(vm, buffered->raw, vm.names->flush, {}));
    return {};
}
Result<void> close(Vm& vm, Value self) { return buffered_close(vm, TRY(ready(vm, self))); }

Result<Value> detach(Vm& vm, Value self)
{
    Buffered* buffered = TRY(ready(vm, self));
    TRY(call_method(vm, self, vm.names->flush, {}));
    TRY(ready(vm, self));
    Value raw = buffered->raw;
    if (FileIO* file = as_file_io(raw))
        file->is_wrapped = false;
    buffered->raw = None;
    buffered->detached = true;
    buffered->is_ready = false;
    return raw;
}

Result<Value> seek(Vm& vm, Value self, Value offset, Value whence_value)
{
    Buffered* buffered = TRY(ready(vm, self));
    int whence = TRY(to_c_int(vm, whence_value));
    if (whence < 0 || whence > 4)
        return vm.raise(Error::ValueError, "whence value {} unsupported", whence);
    TRY(open_buffered(vm, self, "seek of closed file"));
    TRY(check_raw(vm, buffered->raw, "seekable"));
    int64_t target = TRY(to_count(vm, offset));
    TRY(ready(vm, self));
    return make_int(vm, TRY(buffered_seek(vm, buffered, target, whence)));
}
Result<int64_t> tell(Vm& vm, Value self) { return buffered_tell(vm, TRY(ready(vm, self))); }
Result<Value> truncate(Vm& vm, Value self, Value size)
{
    Buffered* buffered = TRY(open_buffered(vm, self, "truncate of closed file"));
    if (!buffered->writable)
        return raise_unsupported(vm, "truncate");
    Turn turn(buffered);
    TRY(turn.enter(vm));
    TRY(flush_and_rewind(vm, buffered));
    Value result = TRY(call_named(vm, buffered->raw, "truncate", { size }));
    if (raw_tell(vm, buffered).failed())
        vm.take_pending();
    return result;
}

template <auto ask> Result<Value> ask_raw(Vm& vm, Value self)
{
    Buffered* buffered = TRY(ready(vm, self));
    return call_named(vm, buffered->raw, ask());
}
constexpr std::string_view fileno_name() { return "fileno"; }
constexpr std::string_view isatty_name() { return "isatty"; }
constexpr std::string_view readable_name() { return "readable"; }
constexpr std::string_view writable_name() { return "writable"; }
constexpr std::string_view seekable_name() { return "seekable"; }
Result<Value> dealloc_warn(Vm& vm, Value self, Value source)
{
    Buffered* buffered = as_buffered(self);
    if (buffered->is_ready && call_named(vm, buffered->raw, "_dealloc_warn", { source }).failed())
        vm.take_pending();
    return None;
}
Result<int64_t> size_of(Vm&, Value self)
{
    Buffered* buffered = as_buffered(self);
    return int64_t(sizeof(Buffered)) + (buffered->is_closed ? 0 : buffered->size);
}

Result<Value> repr_method(Vm& vm, Value self)
{
    std::string_view name = type_name(vm, self);
    std::string shown = shown_class_name(vm, self);
    Result<Value> attribute_value = attribute(vm, self, "name");
    if (attribute_value.failed()) {
        Value failure = vm.take_pending();
        bool is_expected = is_instance(vm, failure, vm.error_class(Error::ValueError)) ||
            is_instance(vm, failure, vm.error_class(Error::AttributeError));
        if (!is_expected) {
            vm.pending = failure;
            return Raised{};
        }
        return Value::cell(TRY(make_str(vm, format_text("<{}>", { shown }))));
    }
    ReprGuard guard(vm, self);
    if (guard.recursive())
        return vm.raise(Error::RuntimeError, "reentrant call inside {}.__repr__", name);
    Str* text = TRY(repr(vm, attribute_value.value()));
    return Value::cell(TRY(make_str(vm, format_text("<{} name={}>", { shown, text->view() }))));
}

Result<Value> get_raw(Vm& vm, Value self)
{
    return as_buffered(self)->detached ? Result<Value>(None) : Result<Value>(TRY(ready(vm, self))->raw);
}
Result<Value> get_closed(Vm& vm, Value self)
{
    Buffered* buffered = TRY(ready(vm, self));
    if (pristine_file(vm, buffered->raw))
        return Value::boolean(TRY(buffered_closed(vm, buffered)));
    return attribute(vm, buffered->raw, "closed");
}
Result<Value> get_name(Vm& vm, Value self) { return attribute(vm, TRY(ready(vm, self))->raw, "name"); }
Result<Value> get_mode(Vm& vm, Value self) { return attribute(vm, TRY(ready(vm, self))->raw, "mode"); }
Result<Value> get_finalizing(Vm&, Value self) { return Value::boolean(as_buffered(self)->is_finalizing); }
Result<void> set_finalizing(Vm& vm, Value self, Value value)
{
    as_buffered(self)->is_finalizing = !value.is_empty() && TRY(truth(vm, value));
    return {};
}

constexpr NativeDef new_def = def<"__new__(cls, /, *args, **kwargs)", new_buffered>();
constexpr NativeDef common_methods[] = {
    def<"close(self, /)", close>("Flush and close the stream."),
    def<"detach(self, /)", detach>("Disconnect this buffer from its underlying raw stream and return it."),
    def<"seekable(self, /)", ask_raw<seekable_name>>(),
    def<"fileno(self, /)", ask_raw<fileno_name>>(),
    def<"isatty(self, /)", ask_raw<isatty_name>>(),
    def<"seek(self, target, whence=0, /)", seek>(),
    def<"tell(self, /)", tell>(),
    def<"truncate(self, pos=None, /)", truncate>(),
    def<"_dealloc_warn(self, source, /)", dealloc_warn>(),
    def<"__repr__(self, /)", repr_method>(),
    def<"__sizeof__(self, /)", size_of>(),
    def<"__getstate__(self, /)", refuse_pickling>(),
    def<"__reduce__(self, /)", refuse_pickling>(),
    def<"__reduce_ex__(self, protocol, /)", refuse_reduction>(),
};
constexpr NativeDef reads_methods[] = { def<"readable(self, /)", ask_raw<readable_name>>() };
constexpr NativeDef writer_methods[] = {
    def<"writable(self, /)", ask_raw<writable_name>>(),
    def<"write(self, buffer, /)", write>("Write the given bytes, and return how many they are."),
    def<"flush(self, /)", flush>("Write what is in the buffer to the raw stream."),
};
constexpr NativeDef reader_own[] = {
    def<"__init__(self, /, raw, buffer_size=131072)", init_reader>(),
    def<"flush(self, /)", flush_reader>(),
};
constexpr NativeDef writer_own[] = { def<"__init__(self, /, raw, buffer_size=131072)", init_writer>() };
constexpr NativeDef random_own[] = { def<"__init__(self, /, raw, buffer_size=131072)", init_random>() };
constexpr AttributeDef attributes[] = {
    { "raw", get_raw, nullptr, nullptr },
    { "closed", get_closed, nullptr, nullptr },
    { "name", get_name, nullptr, nullptr },
    { "mode", get_mode, nullptr, nullptr },
    { "_finalizing", get_finalizing, set_finalizing, nullptr },
};

Result<Class*> define_one(
    Vm& vm, Module* module, ClassId id, std::string_view name, std::span<const NativeDef> own, const char* doc)
{
    Class* cls = TRY(define(vm, module, id, ClassId::BufferedIOBase,
        { .name = name,
            .module = "_io",
            .methods = own,
            .attributes = attributes,
            .new_def = &new_def,
            .flags = HasInstanceDict | HasWeakref,
            .doc = doc }));
    add_methods(vm, cls, common_methods);
    return cls;
}

} // namespace

Result<void> define_buffered(Vm& vm, Module* module)
{
    Class* reader = TRY(define_one(vm, module, ClassId::BufferedReader, "BufferedReader", reader_own,
        "Create a new buffered reader using the given readable raw IO object."));
    add_methods(vm, reader, reader_methods);
    add_methods(vm, reader, reads_methods);
    Class* writer = TRY(define_one(vm, module, ClassId::BufferedWriter, "BufferedWriter", writer_own,
        "A buffer for a writeable sequential RawIO object."));
    add_methods(vm, writer, writer_methods);
    Class* random = TRY(define_one(vm, module, ClassId::BufferedRandom, "BufferedRandom", random_own,
        "A buffered interface to random access streams."));
    add_methods(vm, random, reader_methods);
    add_methods(vm, random, reads_methods);
    add_methods(vm, random, writer_methods);
    return {};
}

} // namespace coil::internal::io

// The module _struct: the class Struct, and functions that make one of their format, or find the one they made before.
//
// While values are packed their methods run, which may do anything: initialise the Struct anew, resize the buffer. So
// what is packed goes into bytes of its own first, a Struct's layout is taken once and held, and a buffer is asked for
// again when the bytes are ready.
#include "gc/tracer.h"
#include "objects/codecs.h"
#include "objects/memory_view.h"
#include "objects/numbers.h"
#include "runtime/operations/iteration.h"
#include "runtime/operations/native_class.h"
#include "runtime/operations/operators.h"
#include "stdlib/formats/_struct/values.h"
#include "stdlib/modules.h"

namespace coil::internal
{

namespace
{

using structs::Layout;

struct StructObject : NativeObject {
    Layout layout; ///< without storage: not initialised
    Bytes* format;
};
void trace_struct(Cell* cell, gc::Tracer& tracer)
{
    auto* object = static_cast<StructObject*>(cell);
    tracer.visit(static_cast<Cell*>(object->layout.storage));
    tracer.visit(static_cast<Cell*>(object->format));
}
constexpr NativeType struct_type{ "Struct", trace_struct, nullptr };

/// Walks a buffer by one Struct.
struct UnpackIterator : NativeObject {
    Layout layout;
    Value buffer; ///< empty: at the end
    uint64_t offset;
};
void trace_iterator(Cell* cell, gc::Tracer& tracer)
{
    auto* iterator = static_cast<UnpackIterator*>(cell);
    tracer.visit(static_cast<Cell*>(iterator->layout.storage));
    tracer.visit(iterator->buffer);
}
Result<Step> next_unpacked(Vm& vm, Cell* cell)
{
    auto* iterator = static_cast<UnpackIterator*>(cell);
    if (iterator->buffer.is_empty())
        return end_of_items(vm);
    std::string_view bytes = TRY(require_buffer(vm, iterator->buffer));
    const Layout& layout = iterator->layout;
    // The buffer may have shrunk.
    if (bytes.size() < layout.size || iterator->offset > bytes.size() - layout.size) {
        iterator->buffer = Value();
        return end_of_items(vm);
    }
    const char* at = bytes.data() + iterator->offset;
    iterator->offset += layout.size;
    return Step(Value::cell(TRY(structs::unpack_values(vm, layout, at))));
}
constexpr NativeType iterator_type{ "unpack_iterator", trace_iterator, nullptr, nullptr, next_unpacked };

/// What the module keeps.
struct StructState : NativeObject {
    Class* error;
    Class* struct_class;
    Class* iterator_class;
    Dict* cache; ///< format → StructObject
    Value last_format;
    StructObject* last;
};
void trace_state(Cell* cell, gc::Tracer& tracer)
{
    auto* state = static_cast<StructState*>(cell);
    for (Cell* each : { static_cast<Cell*>(state->error), static_cast<Cell*>(state->struct_class),
             static_cast<Cell*>(state->iterator_class), static_cast<Cell*>(state->cache),
             static_cast<Cell*>(state->last) })
        tracer.visit(each);
    tracer.visit(state->last_format);
}
constexpr NativeType state_type{ "_struct state", trace_state, nullptr };

StructState* state_of(Vm& vm) { return static_cast<StructState*>(vm.modules->state_of(_struct_module).as_cell()); }
Raised fail(Vm& vm, std::string_view message) { return structs::raise_error(vm, state_of(vm)->error, message); }

Result<StructObject*> struct_of(Vm& vm, Value self)
{
    auto* object = native_as<StructObject>(self, struct_type);
    if (!object)
        return vm.raise(Error::TypeError, "a Struct is required, not '{}'", type_name(vm, self));
    if (!object->layout.storage)
        return vm.raise(Error::RuntimeError, "Struct object is not initialized");
    return object;
}

Result<void> initialise(Vm& vm, StructObject* object, Value format)
{
    Bytes* text = as_if<Bytes>(format);
    if (auto* str = as_if<Str>(format))
        text = TRY(str_encode(vm, str, "ascii"));
    if (!text)
        return vm.raise(Error::TypeError, "Struct() argument 1 must be a str or bytes object, not {}",
            format.is_none() ? "NoneType" : type_name(vm, format));
    Layout layout = TRY(structs::parse_format(vm, state_of(vm)->error, text->view()));
    vm.heap.write_barrier(object);
    object->layout = layout;
    object->format = text;
    return {};
}
Result<Value> struct_new(Vm& vm, Value cls, Arguments, Dict*)
{
    return Value::cell(TRY(make_native<StructObject>(vm, as<Class>(cls), struct_type)));
}
Result<void> struct_init(Vm& vm, Value self, Value format)
{
    auto* object = native_as<StructObject>(self, struct_type);
    if (!object)
        return vm.raise(Error::TypeError, "a Struct is required, not '{}'", type_name(vm, self));
    return initialise(vm, object, format);
}

/// The Struct of a format, made when it is not known yet.
Result<StructObject*> struct_for(Vm& vm, Value format)
{
    StructState* state = state_of(vm);
    if (state->last && state->last_format == format) [[likely]]
        return state->last;
    bool plain = is_kind(format, Kind::Str) || is_kind(format, Kind::Bytes);
    StructObject* object = nullptr;
    if (plain)
        if (Value* found = TRY(dict_find(vm, state->cache, format)).value)
            object = static_cast<StructObject*>(found->as_cell());
    if (!object) {
        object = TRY(make_native<StructObject>(vm, state->struct_class, struct_type));
        TRY(initialise(vm, object, format));
        constexpr size_t most = 100;
        if (state->cache->used >= most)
            dict_clear(vm, state->cache);
        TRY(dict_set(vm, state->cache, format, Value::cell(object)));
    }
    // A str of a subclass may say what it likes about being equal.
    if (format.as_cell()->shape == vm.exact.str) {
        vm.heap.write_barrier(state);
        state->last_format = format;
        state->last = object;
    }
    return object;
}

Result<void> check_count(Vm& vm, const Layout& layout, std::string_view name, size_t count)
{
    if (count == layout.items) [[likely]]
        return {};
    return fail(vm, format_text("{} expected {} items for packing (got {})", { name, layout.items, count }));
}

Result<Value> pack_by(Vm& vm, const Layout& layout, const Value* values, size_t count)
{
    TRY(check_count(vm, layout, "pack", count));
    Bytes* bytes = TRY(make_bytes_uninitialized(vm, layout.size));
    std::memset(bytes->writable(), 0, layout.size);
    TRY(structs::pack_values(vm, state_of(vm)->error, layout, values, bytes->writable()));
    return Value::cell(bytes);
}

/// Where in `size` bytes a struct stands that begins at `offset`. Messages say what was to be done.
Result<size_t> place_in(
    Vm& vm, const Layout& layout, size_t size, int64_t offset, std::string_view name, std::string_view doing)
{
    bool packs = doing == "packing";
    auto wanted = int64_t(layout.size);
    if (offset < 0) {
        if (offset + wanted > 0)
            return fail(vm,
                format_text(packs ? "no space to pack {} bytes at offset {}"
                                  : "not enough data to unpack {} bytes at offset {}",
                    { wanted, offset }));
        if (offset + int64_t(size) < 0)
            return fail(vm, format_text("offset {} out of range for {}-byte buffer", { offset, size }));
        offset += int64_t(size);
    }
    if (int64_t(size) - offset < wanted)
        return fail(vm,
            format_text(
                "{} requires a buffer of at least {} bytes for {} {} bytes at offset {} (actual buffer size is {})",
                { name, uint64_t(offset) + layout.size, doing, wanted, offset, size }));
    return size_t(offset);
}

Result<int64_t> offset_of(Vm& vm, Value offset)
{
    if (std::optional<int64_t> number = int_to_int64(TRY(to_int_object(vm, offset))))
        return *number;
    return vm.raise(Error::IndexError, "cannot fit '{}' into an index-sized integer", type_name(vm, offset));
}
Result<std::span<char>> writable_argument(Vm& vm, Value value)
{
    if (std::optional<std::span<char>> bytes = TRY(writable_buffer(vm, value)))
        return *bytes;
    return vm.raise(Error::TypeError, "argument must be read-write bytes-like object, not {}", type_name(vm, value));
}

Result<void> pack_into_by(Vm& vm, const Layout& layout, const Value* arguments, size_t count)
{
    if (count < 2)
        return fail(vm, count ? "pack_into expected offset argument" : "pack_into expected buffer argument");
    TRY(check_count(vm, layout, "pack_into", count - 2));
    TRY(writable_argument(vm, arguments[0]));
    int64_t offset = TRY(offset_of(vm, arguments[1]));
    size_t size = TRY(writable_argument(vm, arguments[0])).size();
    TRY(place_in(vm, layout, size, offset, "pack_into", "packing"));
    Value packed = TRY(pack_by(vm, layout, arguments + 2, count - 2));
    std::span<char> target = TRY(writable_argument(vm, arguments[0]));
    size_t place = TRY(place_in(vm, layout, target.size(), offset, "pack_into", "packing"));
    std::memcpy(target.data() + place, as<Bytes>(packed)->data, layout.size);
    return {};
}

Result<Value> unpack_by(Vm& vm, const Layout& layout, Value buffer)
{
    std::string_view bytes = TRY(require_buffer(vm, buffer));
    if (bytes.size() != layout.size)
        return fail(vm, format_text("unpack requires a buffer of {} bytes", { layout.size }));
    return Value::cell(TRY(structs::unpack_values(vm, layout, bytes.data())));
}
Result<Value> unpack_from_by(Vm& vm, const Layout& layout, Value buffer, Value offset)
{
    TRY(require_buffer(vm, buffer));
    int64_t start = TRY(offset_of(vm, offset));
    std::string_view bytes = TRY(require_buffer(vm, buffer));
    size_t place = TRY(place_in(vm, layout, bytes.size(), start, "unpack_from", "unpacking"));
    return Value::cell(TRY(structs::unpack_values(vm, layout, bytes.data() + place)));
}
Result<Value> iter_unpack_by(Vm& vm, const Layout& layout, Value buffer)
{
    if (layout.size == 0)
        return fail(vm, "cannot iteratively unpack with a struct of length 0");
    if (TRY(require_buffer(vm, buffer)).size() % layout.size != 0)
        return fail(
            vm, format_text("iterative unpacking requires a buffer of a multiple of {} bytes", { layout.size }));
    auto* iterator = TRY(make_native<UnpackIterator>(vm, state_of(vm)->iterator_class, iterator_type));
    iterator->layout = layout;
    iterator->buffer = buffer;
    return Value::cell(iterator);
}

// Methods

Result<Value> struct_pack(Vm& vm, Value self, Arguments values)
{
    Layout layout = TRY(struct_of(vm, self))->layout;
    return pack_by(vm, layout, values.first, values.count);
}
Result<void> struct_pack_into(Vm& vm, Value self, Arguments arguments)
{
    Layout layout = TRY(struct_of(vm, self))->layout;
    return pack_into_by(vm, layout, arguments.first, arguments.count);
}
Result<Value> struct_unpack(Vm& vm, Value self, Value buffer)
{
    Layout layout = TRY(struct_of(vm, self))->layout;
    return unpack_by(vm, layout, buffer);
}
Result<Value> struct_unpack_from(Vm& vm, Value self, Value buffer, Value offset)
{
    Layout layout = TRY(struct_of(vm, self))->layout;
    return unpack_from_by(vm, layout, buffer, offset);
}
Result<Value> struct_iter_unpack(Vm& vm, Value self, Value buffer)
{
    Layout layout = TRY(struct_of(vm, self))->layout;
    return iter_unpack_by(vm, layout, buffer);
}
Result<Value> struct_repr(Vm& vm, Value self)
{
    StructObject* object = TRY(struct_of(vm, self));
    Str* shown = TRY(repr(vm, Value::cell(TRY(bytes_decode(vm, object->format->view(), "latin-1")))));
    return Value::cell(TRY(make_str(vm, format_text("{}({})", { type_name(vm, self), shown->view() }))));
}
Result<Value> get_format(Vm& vm, Value self)
{
    return Value::cell(TRY(bytes_decode(vm, TRY(struct_of(vm, self))->format->view(), "latin-1")));
}
Result<Value> get_size(Vm& vm, Value self) { return Value::small(int64_t(TRY(struct_of(vm, self))->layout.size)); }
constexpr NativeDef struct_new_def = def<"__new__(cls, /, *args, **kwargs)", struct_new>();
constexpr NativeDef struct_methods[] = {
    def<"__init__(self, format)", struct_init>(),
    def<"__repr__(self, /)", struct_repr>(),
    def<"pack(self, /, *values)", struct_pack>("The bytes of the values."),
    def<"pack_into(self, /, *arguments)", struct_pack_into>("Writes the values into a buffer, from an offset on."),
    def<"unpack(self, buffer, /)", struct_unpack>("The values in a buffer of just this size."),
    def<"unpack_from(self, /, buffer, offset=0)", struct_unpack_from>("The values in a buffer, from an offset on."),
    def<"iter_unpack(self, buffer, /)", struct_iter_unpack>("Iterates over the structs in a buffer."),
};
constexpr AttributeDef struct_attributes[] = {
    { "format", get_format, nullptr, "struct format string" },
    { "size", get_size, nullptr, "struct size in bytes" },
};

Value identity(Vm&, Value self) { return self; }
Result<UnpackIterator*> iterator_of(Vm& vm, Value self)
{
    if (auto* iterator = native_as<UnpackIterator>(self, iterator_type))
        return iterator;
    return vm.raise(Error::TypeError, "an unpack_iterator is required, not '{}'", type_name(vm, self));
}
Result<Value> iterator_next(Vm& vm, Value self)
{
    if (Step item = TRY(next_unpacked(vm, TRY(iterator_of(vm, self)))))
        return *item;
    return vm.raise_stop_iteration(None);
}
Result<int64_t> iterator_length_hint(Vm& vm, Value self)
{
    UnpackIterator* iterator = TRY(iterator_of(vm, self));
    if (iterator->buffer.is_empty())
        return 0;
    size_t size = TRY(require_buffer(vm, iterator->buffer)).size();
    return iterator->offset > size ? 0 : int64_t((size - iterator->offset) / iterator->layout.size);
}
constexpr NativeDef iterator_methods[] = {
    def<"__iter__(self, /)", identity>(),
    def<"__next__(self, /)", iterator_next>(),
    def<"__length_hint__(self, /)", iterator_length_hint>(),
};

// Functions

Result<Value> calcsize(Vm& vm, Value format) { return Value::small(int64_t(TRY(struct_for(vm, format))->layout.size)); }
Result<Value> pack(Vm& vm, Arguments arguments)
{
    if (arguments.empty())
        return vm.raise(Error::TypeError, "missing format argument");
    Layout layout = TRY(struct_for(vm, arguments[0]))->layout;
    return pack_by(vm, layout, arguments.first + 1, arguments.count - 1);
}
Result<void> pack_into(Vm& vm, Arguments arguments)
{
    if (arguments.empty())
        return vm.raise(Error::TypeError, "missing format argument");
    Layout layout = TRY(struct_for(vm, arguments[0]))->layout;
    return pack_into_by(vm, layout, arguments.first + 1, arguments.count - 1);
}
Result<Value> unpack(Vm& vm, Value format, Value buffer)
{
    Layout layout = TRY(struct_for(vm, format))->layout;
    return unpack_by(vm, layout, buffer);
}
Result<Value> unpack_from(Vm& vm, Value format, Value buffer, Value offset)
{
    Layout layout = TRY(struct_for(vm, format))->layout;
    return unpack_from_by(vm, layout, buffer, offset);
}
Result<Value> iter_unpack(Vm& vm, Value format, Value buffer)
{
    Layout layout = TRY(struct_for(vm, format))->layout;
    return iter_unpack_by(vm, layout, buffer);
}
void clear_cache(Vm& vm)
{
    StructState* state = state_of(vm);
    dict_clear(vm, state->cache);
    state->last = nullptr;
    state->last_format = Value();
}

constexpr NativeDef functions[] = {
    def<"_clearcache()", clear_cache>("Clear the internal cache."),
    def<"calcsize(format, /)", calcsize>("Return size in bytes of the struct described by the format string."),
    def<"iter_unpack(format, buffer, /)", iter_unpack>("Iterates over the structs in a buffer."),
    def<"pack(*arguments)", pack>("The bytes of the values, as the format says."),
    def<"pack_into(*arguments)", pack_into>("Writes the values into a buffer, from an offset on."),
    def<"unpack(format, buffer, /)", unpack>("The values in a buffer of just the format's size."),
    def<"unpack_from(format, /, buffer, offset=0)", unpack_from>("The values in a buffer, from an offset on."),
};

Result<void> prepare(Vm& vm, Module* module)
{
    // A module that is made again has the classes of the first, whose functions are the same.
    if (Value kept = vm.modules->state_of(_struct_module); !kept.is_empty()) {
        auto* state = static_cast<StructState*>(kept.as_cell());
        TRY(dict_set_str(vm, module->dict, intern(vm, "error"), Value::cell(state->error)));
        return dict_set_str(vm, module->dict, intern(vm, "Struct"), Value::cell(state->struct_class));
    }
    Class* object = vm.classes->object;
    Class* state_class = make_builtin_class(vm, "_struct state", object, Kind::NativeObject);
    auto* state = TRY(make_native<StructState>(vm, state_class, state_type));
    vm.modules->state_of(_struct_module) = Value::cell(state);
    Class* error = TRY(define_class(vm, module, vm.error_class(Error::Exception),
        { .name = "error",
            .module = "struct",
            .methods = {},
            .kind = Kind::Exception,
            .flags = IsException | HasInstanceDict | HasCustomNew }));
    vm.heap.write_barrier(state);
    state->error = error;
    Class* struct_class = TRY(define_class(vm, module, object,
        { .name = "Struct",
            .module = "_struct",
            .methods = struct_methods,
            .attributes = struct_attributes,
            .new_def = &struct_new_def,
            .flags = HasWeakref,
            .doc = "Struct(fmt) --> compiled struct object" }));
    vm.heap.write_barrier(state);
    state->struct_class = struct_class;
    Class* iterator_class = TRY(define_class(vm, nullptr, object,
        { .name = "unpack_iterator", .module = "_struct", .methods = iterator_methods, .flags = DisallowsNew }));
    vm.heap.write_barrier(state);
    state->iterator_class = iterator_class;
    Dict* cache = TRY(make_dict(vm));
    vm.heap.write_barrier(state);
    state->cache = cache;
    return {};
}

} // namespace

const NativeModule _struct_module{ "_struct", functions, prepare,
    "Functions to convert between Python values and C structs." };

} // namespace coil::internal

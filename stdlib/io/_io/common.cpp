// What the classes of the module share.
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/memory_view.h"
#include "objects/numbers.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"
#include "runtime/reports/warn.h"
#include "stdlib/io/_io/io.h"
#include "stdlib/modules.h"

namespace coil::internal::io
{

namespace
{

Tuple* classes_of(Vm& vm) { return as<Tuple>(vm.modules->state_of(_io_module)); }

Raised raise_recursion(Vm& vm) { return vm.raise(Error::RecursionError, "maximum recursion depth exceeded"); }

} // namespace

Class* class_named(Vm& vm, ClassId id) { return as<Class>(classes_of(vm)->items[size_t(id)]); }

Result<Class*> define(Vm& vm, Module* module, ClassId id, ClassId base, const NativeClassDef& def)
{
    Class* cls =
        TRY(define_class(vm, module, base == ClassId::Count ? vm.classes->object : class_named(vm, base), def));
    Tuple* classes = classes_of(vm);
    vm.heap.write_barrier(classes);
    classes->items[size_t(id)] = Value::cell(cls);
    return cls;
}

Raised raise_unsupported(Vm& vm, std::string_view message)
{
    Value text = Value::cell(TRY(make_str(vm, message)));
    return vm.raise_exception(TRY(call(vm, Value::cell(vm.unsupported_operation), { text })));
}
Raised raise_closed(Vm& vm, std::string_view message) { return vm.raise(Error::ValueError, message); }
Raised raise_uninitialized(Vm& vm) { return vm.raise(Error::ValueError, "I/O operation on uninitialized object"); }

Result<int64_t> size_argument(Vm& vm, Value size)
{
    if (size.is_small())
        return size.as_small();
    if (size.is_none() || size.is_empty())
        return -1;
    if (!is_int(size) && lookup_special(vm, vm.class_of(size), Special::index).is_empty())
        return vm.raise(Error::TypeError, "argument should be integer or None, not '{}'", type_name(vm, size));
    return to_count(vm, size);
}

Result<Value> call_named(Vm& vm, Value object, std::string_view name, std::initializer_list<Value> arguments)
{
    if (!native_stack_ok(vm))
        return raise_recursion(vm);
    return call_method(vm, object, intern(vm, name), arguments);
}
Result<Value> attribute(Vm& vm, Value object, std::string_view name)
{
    // Streams that wrap each other ask one after the other.
    if (!native_stack_ok(vm))
        return raise_recursion(vm);
    return get_attribute(vm, object, intern(vm, name));
}

Result<bool> is_closed(Vm& vm, Value object) { return truth(vm, TRY(attribute(vm, object, "closed"))); }

Result<void> check_able(Vm& vm, Value object, std::string_view name)
{
    Value able = TRY(call_named(vm, object, name));
    return able == True ? Result<void>()
                        : Result<void>(raise_unsupported(vm, format_text("File or stream is not {}.", { name })));
}

Result<void> chain_pending(Vm& vm, Value earlier, bool failed)
{
    if (earlier.is_empty())
        return failed ? Result<void>(Raised{}) : Result<void>();
    if (!failed) {
        vm.pending = earlier;
        return Raised{};
    }
    auto* later = as_exception(vm.pending);
    if (later && !(vm.pending == earlier) && later->context.is_empty()) {
        vm.heap.write_barrier(later);
        later->context = earlier;
    }
    return Raised{};
}

void warn_unclosed(Vm& vm, Value source)
{
    // Nobody who did not ask for them sees such warnings.
    if (!find_str(vm, vm.modules->loaded(), intern(vm, "warnings")))
        return;
    Value saved = vm.take_pending();
    Result<Str*> shown = repr(vm, source);
    if (shown.ok())
        (void)warn(vm, Error::ResourceWarning, format_text("unclosed file {}", { shown.value()->view() }));
    vm.take_pending();
    vm.pending = saved;
}

Result<Value> reduce_by_state(Vm& vm, Value self, Value)
{
    Value state = TRY(call_named(vm, self, "__getstate__"));
    Value make = TRY(attribute(vm, TRY(import_absolute(vm, "copyreg")), "__newobj__"));
    Value arguments = Value::cell(TRY(make_tuple(vm, { Value::cell(vm.class_of(self)) })));
    return Value::cell(TRY(make_tuple(vm, { make, arguments, state })));
}

std::string shown_class_name(Vm& vm, Value object)
{
    std::string name(type_name(vm, object));
    return vm.class_of(object)->has(IsHeapClass) ? name : "_io." + name;
}

Result<void> restore_attributes(Vm& vm, Value object, Value state, std::string_view which)
{
    if (state.is_none())
        return {};
    auto* dict = as_if<Dict>(state);
    if (!dict)
        return vm.raise(Error::TypeError, "{} item of state should be a dict, got a {}", which, type_name(vm, state));
    Dict* copy = TRY(dict_copy(vm, dict));
    size_t position = 0;
    while (const DictEntry* entry = next_entry(copy, position))
        if (auto* name = as_if<Str>(entry->key))
            TRY(set_own_attribute(vm, object.as_cell(), intern(vm, name), entry->value));
    return {};
}

void add_finalizer(Vm& vm, NativeObject* object) { vm.heap.add_finalizer(object); }

Result<void> HeldBytes::take(Vm& vm, Value value)
{
    view_ = TRY(require_buffer(vm, value));
    if (is_kind(value, Kind::Bytes))
        return {};
    TRY(vm.require_room(view_.size()));
    copy_ = view_;
    view_ = copy_;
    return {};
}

Result<void> grow_bytes(Vm& vm, ByteArray* array, size_t size)
{
    size_t have = array->storage ? array->storage->capacity : 0;
    if (size > have && size < 2 * have && vm.heap.has_room(2 * have)) {
        size_t old = array->size;
        TRY(byte_array_resize(vm, array, 2 * have));
        array->size = old;
    }
    return byte_array_resize(vm, array, size);
}

Result<Value> make_view(Vm& vm, Value base, size_t start, size_t count)
{
    return Value::cell(TRY(view_bytes(vm, base, start, count, is_kind(base, Kind::Bytes))));
}

Result<void> copy_into(Vm& vm, Value target, size_t offset, std::string_view bytes)
{
    std::optional<std::span<char>> room = TRY(writable_buffer(vm, target));
    if (!room || room->size() <= offset)
        return {};
    std::memcpy(room->data() + offset, bytes.data(), std::min(bytes.size(), room->size() - offset));
    return {};
}

Result<size_t> writable_size(Vm& vm, Value target, std::string_view function)
{
    std::optional<std::span<char>> room = TRY(writable_buffer(vm, target));
    if (!room)
        return vm.raise(Error::TypeError, "{}() argument must be read-write bytes-like object, not {}", function,
            type_name(vm, target));
    return room->size();
}

} // namespace coil::internal::io

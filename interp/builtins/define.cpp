#include "builtins/define.h"

#include "objects/bytes.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/iterators.h"
#include "objects/must.h"
#include "objects/numbers.h"
#include "objects/set.h"
#include "objects/str.h"
#include "runtime/operations/attributes.h"

namespace coil::internal
{

Result<void> refuse_member(Vm& vm, Value, Value) { return vm.raise(Error::AttributeError, "readonly attribute"); }

namespace
{

template <class T> Result<T*> allocate_for(Vm& vm, Class* cls, size_t layout)
{
    auto* cell = static_cast<T*>(vm.heap.allocate_cell(uint8_t(T::kind_id), instance_size(cls, layout)));
    if (!cell)
        return vm.raise_memory_error();
    cell->shape = cls->root->id;
    return cell;
}

Result<Value> copy_str(Vm& vm, Class* cls, Str* source)
{
    // The text of a subclass's instance stands elsewhere, as attribute words follow the fixed part.
    ByteArrayStorage* storage = TRY(make_byte_storage(vm, source->size));
    std::memcpy(storage->data, source->data, source->size);
    storage->used = source->size;
    LongStr* copy = TRY(allocate_for<LongStr>(vm, cls, sizeof(LongStr)));
    copy->data = storage->data;
    copy->aside = storage;
    copy->size = source->size;
    copy->length = source->length;
    copy->hash = source->hash;
    copy->aux = source->aux & StrAscii;
    return Value::cell(copy);
}

Result<Value> copy_bytes(Vm& vm, Class* cls, Bytes* source)
{
    ByteArrayStorage* storage = TRY(make_byte_storage(vm, source->size));
    std::memcpy(storage->data, source->data, source->size);
    storage->used = source->size;
    Bytes* copy = TRY(allocate_for<Bytes>(vm, cls, sizeof(Bytes)));
    copy->data = storage->data;
    copy->owner = storage;
    copy->size = source->size;
    return Value::cell(copy);
}

Result<Value> copy_int(Vm& vm, Class* cls, Value source)
{
    if (auto* big = as_if<BigInt>(source)) {
        BigInt* copy = TRY(allocate_for<BigInt>(vm, cls, sizeof(BigInt) + big->size * sizeof(uint64_t)));
        copy->aux = big->aux;
        copy->size = big->size;
        std::copy_n(big->limbs, big->size, copy->limbs);
        return Value::cell(copy);
    }
    int64_t number = source.is_bool() ? int64_t(source.is_true()) : source.as_small();
    size_t limbs = number != 0;
    BigInt* copy = TRY(allocate_for<BigInt>(vm, cls, sizeof(BigInt) + limbs * sizeof(uint64_t)));
    copy->aux = number < 0;
    copy->size = limbs;
    if (limbs)
        copy->limbs[0] = number < 0 ? uint64_t(0) - uint64_t(number) : uint64_t(number);
    return Value::cell(copy);
}

} // namespace

Result<Value> as_subclass(Vm& vm, Class* cls, Value value)
{
    if (vm.class_of(value) == cls)
        return value;
    Value copy;
    switch (cls->instance_kind) {
    case Kind::Str:
        copy = TRY(copy_str(vm, cls, as<Str>(value)));
        break;
    case Kind::Bytes:
        copy = TRY(copy_bytes(vm, cls, as<Bytes>(value)));
        break;
    case Kind::BigInt:
        copy = TRY(copy_int(vm, cls, value));
        break;
    case Kind::Float: {
        Float* made = TRY(allocate_for<Float>(vm, cls, sizeof(Float)));
        made->number = float_of(value);
        copy = Value::cell(made);
        break;
    }
    case Kind::Complex: {
        Complex* made = TRY(allocate_for<Complex>(vm, cls, sizeof(Complex)));
        made->real = as<Complex>(value)->real;
        made->imaginary = as<Complex>(value)->imaginary;
        copy = Value::cell(made);
        break;
    }
    case Kind::Tuple: {
        auto* source = as<Tuple>(value);
        Tuple* made = TRY(allocate_for<Tuple>(vm, cls, sizeof(Tuple) + source->size * sizeof(Value)));
        made->size = source->size;
        std::copy_n(source->items, source->size, made->items);
        copy = Value::cell(made);
        break;
    }
    case Kind::List: {
        List* made = TRY(allocate_for<List>(vm, cls, sizeof(List)));
        made->array = as<List>(value)->array;
        made->size = as<List>(value)->size;
        copy = Value::cell(made);
        break;
    }
    case Kind::Dict: {
        Dict* made = TRY(allocate_for<Dict>(vm, cls, sizeof(Dict)));
        made->table = as<Dict>(value)->table;
        made->used = as<Dict>(value)->used;
        made->keys_version = 1;
        copy = Value::cell(made);
        break;
    }
    case Kind::ByteArray: {
        ByteArray* made = TRY(allocate_for<ByteArray>(vm, cls, sizeof(ByteArray)));
        made->storage = as<ByteArray>(value)->storage;
        made->size = as<ByteArray>(value)->size;
        copy = Value::cell(made);
        break;
    }
    case Kind::Set:
    case Kind::FrozenSet: {
        auto* source = as_any_set(value);
        auto* made = static_cast<SetBase*>(
            vm.heap.allocate_cell(uint8_t(cls->instance_kind), instance_size(cls, sizeof(SetBase))));
        if (!made)
            return vm.raise_memory_error();
        made->shape = cls->root->id;
        made->table = source->table;
        made->used = source->used;
        made->filled = source->filled;
        copy = Value::cell(made);
        break;
    }
    default:
        return value;
    }
    if (cls->has(HasFinalizer))
        vm.heap.add_finalizer(copy.as_cell());
    return copy;
}

void define_builtin_classes(Vm& vm)
{
    for (auto define : { define_object, define_object_copying, define_copying, define_type, define_function,
             define_native_function, define_method, define_property, define_static_methods, define_super, define_cell,
             define_code, define_module, define_descriptors, define_singletons, define_weak_reference,
             define_exceptions, define_traceback, define_coroutines, define_contexts, define_frames, define_int,
             define_float, define_complex, define_str, define_bytes, define_memory_view, define_list, define_tuple,
             define_dict, define_dict_views, define_mapping_proxy, define_set, define_range, define_slice,
             define_iterators, define_generic_types })
        define(vm);
}

} // namespace coil::internal

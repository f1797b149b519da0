// memoryview: how views are made and what they tell of themselves. Their items are in memory_view_items.cpp, what
// compares and searches them in memory_view_search.cpp.
#include "builtins/memory_view_class.h"

#include <algorithm>

#include "builtins/bytes_class.h"
#include "builtins/define.h"
#include "builtins/display.h"
#include "objects/bytes_methods.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/operations/buffer_methods.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace memory_views
{

Result<MemoryView*> view_of(Vm& vm, Value self)
{
    MemoryView* view = as_memory_view(self);
    if (!view)
        return vm.raise(Error::TypeError, "a memoryview is required, not '{}'", type_name(vm, self));
    TRY(check_not_released(vm, view));
    return view;
}

Result<MemoryView*> make_alike(Vm& vm, const MemoryView* view)
{
    if (view->is_restricted)
        return vm.raise(Error::ValueError, "cannot create new view on restricted memoryview");
    MemoryView* made = TRY(make_memory_view(vm, view->dimensions));
    copy_source(made, view);
    std::copy_n(view->extents, 2 * size_t(view->dimensions), made->extents);
    lock_base(vm, made);
    return made;
}

} // namespace memory_views

namespace
{

using namespace memory_views;

Result<Value> view_object(Vm& vm, Value object, int flags)
{
    if (as_memory_view(object))
        return Value::cell(TRY(make_alike(vm, TRY(view_of(vm, object)))));
    Result<MemoryView*> view = take_view(vm, object, flags);
    if (view.failed() && !vm.is_pending())
        return vm.raise(
            Error::TypeError, "memoryview: a bytes-like object is required, not '{}'", type_name(vm, object));
    return Value::cell(TRY(view));
}
Result<Value> view_new(Vm& vm, Value, Value object) { return view_object(vm, object, full_buffer); }
Result<Value> from_flags(Vm& vm, Value, Value object, Value flags)
{
    return view_object(vm, object, TRY(to_c_int(vm, flags)));
}

Result<Value> repr_method(Vm& vm, Value self)
{
    MemoryView* view = as_memory_view(self);
    return formatted_str(
        vm, view && !view->released() ? "<memory at {}>" : "<released memory at {}>", { object_address(self) });
}
Result<Value> hex(Vm& vm, Value self, Value separator, Value size)
{
    int group = TRY(to_c_int(vm, size));
    char between = TRY(hex_separator(vm, separator));
    MemoryView* view = TRY(view_of(vm, self));
    TRY(vm.require_room(3 * view->bytes));
    return Value::cell(TRY(make_str(vm, bytes_hex(memory_view_bytes(view), between, group))));
}
Result<int64_t> hash_method(Vm& vm, Value self)
{
    if (MemoryView* view = as_memory_view(self); view && view->hash)
        return view->hash;
    MemoryView* view = TRY(view_of(vm, self));
    if (!view->read_only)
        return vm.raise(Error::ValueError, "cannot hash writable memoryview object");
    if (view->item_size != 1 || view->format == '?')
        return vm.raise(Error::ValueError, "memoryview: hashing is restricted to formats 'B', 'b' or 'c'");
    // What it shows must be hashable, or it might change.
    TRY(hash_of(vm, view->base));
    view = TRY(view_of(vm, self));
    TRY(vm.require_room(view->bytes));
    int64_t hash = bytes_hash(vm, TRY(make_bytes(vm, memory_view_bytes(view))));
    return view->hash = hash;
}
Result<Value> to_bytes(Vm& vm, Value self, Value order_value)
{
    MemoryView* view = TRY(view_of(vm, self));
    char order = 'C';
    if (auto* text = as_if<Str>(order_value)) {
        order = text->size == 1 ? text->data[0] : '\0';
        if (order != 'C' && order != 'F' && order != 'A')
            return vm.raise(Error::ValueError, "order must be 'C', 'F' or 'A'");
    } else if (!order_value.is_empty() && !order_value.is_none()) {
        return vm.raise(
            Error::TypeError, "tobytes() argument 'order' must be str or None, not {}", type_name(vm, order_value));
    }
    bool fortran = order == 'F' || (order == 'A' && is_f_contiguous(view) && !is_c_contiguous(view));
    vm.charge_bytes(view->bytes);
    if (fortran ? is_f_contiguous(view) : is_c_contiguous(view))
        return Value::cell(TRY(make_bytes(vm, { view->data, view->bytes })));
    TRY(vm.require_room(view->bytes));
    return Value::cell(TRY(make_bytes(vm, memory_view_bytes(view, fortran))));
}
Result<Value> to_readonly(Vm& vm, Value self)
{
    MemoryView* view = TRY(make_alike(vm, TRY(view_of(vm, self))));
    view->read_only = true;
    return Value::cell(view);
}
Result<void> release(Vm& vm, Value self)
{
    MemoryView* view = as_memory_view(self);
    return view ? release_view(vm, view) : Result<void>();
}
Result<Value> enter(Vm& vm, Value self)
{
    TRY(view_of(vm, self));
    return self;
}
Result<void> leave(Vm& vm, Value self, Arguments) { return release(vm, self); }

Result<Value> refuse_copy(Vm& vm, Value, Value)
{
    return vm.raise(Error::TypeError, "cannot pickle memoryview objects");
}

// Attributes

template <bool (*test)(const MemoryView*)> Result<Value> get_test(Vm& vm, Value self)
{
    return Value::boolean(test(TRY(view_of(vm, self))));
}
bool is_contiguous(const MemoryView* view) { return is_c_contiguous(view) || is_f_contiguous(view); }
bool is_read_only(const MemoryView* view) { return view->read_only; }
Result<Value> get_object(Vm& vm, Value self) { return TRY(view_of(vm, self))->base; }
Result<Value> get_size(Vm& vm, Value self) { return Value::small(int64_t(TRY(view_of(vm, self))->bytes)); }
Result<Value> get_item_size(Vm& vm, Value self) { return Value::small(int64_t(TRY(view_of(vm, self))->item_size)); }
Result<Value> get_dimensions(Vm& vm, Value self) { return Value::small(TRY(view_of(vm, self))->dimensions); }
Result<Value> get_format(Vm& vm, Value self)
{
    MemoryView* view = TRY(view_of(vm, self));
    return Value::cell(TRY(make_str(vm, std::string(view->has_at ? "@" : "") + view->format)));
}
Result<Value> make_extents(Vm& vm, const MemoryView* view, const int64_t* extents)
{
    Tuple* tuple = TRY(make_tuple(vm, size_t(view->dimensions)));
    for (size_t i = 0; i < view->dimensions; i++)
        tuple->items[i] = Value::small(extents[i]);
    return Value::cell(tuple);
}
Result<Value> get_shape(Vm& vm, Value self)
{
    MemoryView* view = TRY(view_of(vm, self));
    return make_extents(vm, view, view->lengths());
}
Result<Value> get_strides(Vm& vm, Value self)
{
    MemoryView* view = TRY(view_of(vm, self));
    return make_extents(vm, view, view->strides());
}
Result<Value> get_suboffsets(Vm& vm, Value self)
{
    TRY(view_of(vm, self));
    return Value::cell(vm.empty_tuple);
}

constexpr NativeDef new_def = def<"__new__(cls, object)", view_new>();
constexpr NativeDef methods[] = {
    def<"__getitem__(self, key, /)", get_view_item>(),
    def<"__setitem__(self, key, value, /)", set_view_item>(),
    def<"__delitem__(self, key, /)", delete_view_item>(),
    def<"__len__(self, /)", length>(),
    def<"__iter__(self, /)", iterate>(),
    def<"__repr__(self, /)", repr_method>(),
    def<"__eq__(self, value, /)", equal>(),
    def<"__hash__(self, /)", hash_method>(),
    def<"__enter__(self, /)", enter>(),
    def<"__exit__(self, /, *exc_info)", leave>("Releases the view."),
    def<"__reduce_ex__(self, protocol, /)", refuse_copy>(),
    buffer_def,
    release_buffer_def,
    def<"cast(self, /, format, shape=)", cast>("The same bytes as items of another format, in another shape."),
    def<"hex(self, /, sep=, bytes_per_sep=1)", hex>(
        "The bytes as hexadecimal digits; `sep` goes between groups of `bytes_per_sep` bytes, which are counted from "
        "the right, or from the left when it is negative."),
    def<"count(self, value, /)", count_of>("How many items equal the value."),
    def<"index(self, value, start=, stop=, /)", index_of>(
        "Where the first item stands that equals the value; ValueError when none does."),
    def<"tobytes(self, /, order='C')", to_bytes>(
        "The bytes of all items. In the order 'C' the last index varies fastest, in 'F' the first; 'A' is 'F' for a "
        "view that lies in memory so, else 'C'."),
    def<"tolist(self, /)", to_list>("The items, in a list for each dimension."),
    def<"toreadonly(self, /)", to_readonly>("A view of the same that can't be written through."),
    def<"release(self, /)", release>("Lets go of the object; nothing can be done with the view any more."),
};
constexpr NativeDef class_methods[] = {
    def<"__class_getitem__(cls, item, /)", make_generic_alias>("Makes the type with arguments that cls[item] is."),
    def<"_from_flags(cls, /, object, flags)", from_flags>("A view, as the flags of inspect.BufferFlags ask for it."),
};
constexpr AttributeDef attributes[] = {
    { "obj", get_object, nullptr, "Whose bytes they are." },
    { "nbytes", get_size, nullptr, "Bytes of all items." },
    { "itemsize", get_item_size, nullptr, "Bytes of an item." },
    { "ndim", get_dimensions, nullptr, "How many dimensions there are." },
    { "readonly", get_test<is_read_only>, nullptr, "Whether nothing can be written through it." },
    { "contiguous", get_test<is_contiguous>, nullptr, "Whether the items stand side by side." },
    { "c_contiguous", get_test<is_c_contiguous>, nullptr, "Whether they do with the last index varying fastest." },
    { "f_contiguous", get_test<is_f_contiguous>, nullptr, "Whether they do with the first index varying fastest." },
    { "format", get_format, nullptr, "How an item is written, in the codes of struct." },
    { "shape", get_shape, nullptr, "The number of items in each dimension." },
    { "strides", get_strides, nullptr, "The bytes from one item to the next in each dimension." },
    { "suboffsets", get_suboffsets, nullptr, "Of arrays of pointers, which there are none of: empty." },
};

} // namespace

void define_memory_view(Vm& vm)
{
    Class* cls = vm.classes->memory_view;
    add_new(vm, cls, new_def);
    add_call(cls, new_def);
    add_methods(vm, cls, methods);
    add_class_methods(vm, cls, class_methods);
    add_attributes(vm, cls, attributes);
    define_memory_iterator(vm);
}

} // namespace coil::internal

// Items and slices.
#include <algorithm>

#include "objects/dict.h"
#include "objects/iterators.h"
#include "objects/list.h"
#include "objects/str.h"
#include "runtime/interpreter/loader.h"
#include "runtime/interpreter/slow.h"
#include "runtime/operations/operators.h"

namespace coil::internal::slow
{

Next get_item(Vm& vm, Next s, uint32_t dst, Value object, Value key)
{
    save(vm, s);
    if (object.is_cell()) {
        Cell* cell = object.as_cell();
        if (cell->shape == vm.exact.dict) {
            Result<Found> found = dict_search(vm, static_cast<Dict*>(cell), key);
            if (found.failed())
                return unwind(vm, s);
            if (found.value().value) {
                s.r[dst] = *found.value().value;
                return after<Op::GetItem>(s);
            }
            return raise_at(vm, s, vm.raise_value(Error::KeyError, key));
        }
        if (cell->shape == vm.exact.str && key.is_small()) {
            auto* str = static_cast<Str*>(cell);
            int64_t index = key.as_small() + (key.as_small() < 0 ? int64_t(str->length) : 0);
            if (uint64_t(index) < str->length) {
                Result<Str*> character = str_item(vm, str, size_t(index));
                if (character.failed())
                    return unwind(vm, s);
                s.r[dst] = Value::cell(character.value());
                return after<Op::GetItem>(s);
            }
        }
        if (kind_of(cell) == Kind::Instance) {
            Value method = lookup_special(vm, vm.class_of(object), Special::getitem);
            if (is_kind(method, Kind::Function))
                return call_for_instruction(vm, s, method, { object, key });
        }
    }
    Result<Value> value = internal::get_item(vm, object, key);
    if (value.failed())
        return unwind(vm, s);
    s.r[dst] = value.value();
    return after<Op::GetItem>(s);
}

Next set_item(Vm& vm, Next s, Value object, Value key, Value value)
{
    save(vm, s);
    if (object.is_cell() && object.as_cell()->shape == vm.exact.dict) {
        if (dict_put(vm, as<Dict>(object), key, value).failed())
            return unwind(vm, s);
        return after<Op::SetItem>(s);
    }
    if (internal::set_item(vm, object, key, value).failed())
        return unwind(vm, s);
    return after<Op::SetItem>(s);
}

Next delete_item(Vm& vm, Next s, Value object, Value key)
{
    save(vm, s);
    if (internal::delete_item(vm, object, key).failed())
        return unwind(vm, s);
    return after<Op::DeleteItem>(s);
}

Next get_slice(Vm& vm, Next s, uint32_t dst, Value object, uint32_t base)
{
    save(vm, s);
    Value start = s.r[base], stop = s.r[base + 1];
    Result<Value> result = Raised{};
    auto* list = as_if<List>(object);
    auto* str = as_if<Str>(object);
    if ((list && list->shape == vm.exact.list) || (str && str->shape == vm.exact.str)) {
        size_t from, count;
        if ((start.is_small() || start.is_none()) && (stop.is_small() || stop.is_none())) [[likely]] {
            auto length = int64_t(list ? list->size : str->length);
            auto bound = [&](int64_t at) { return std::clamp<int64_t>(at < 0 ? at + length : at, 0, length); };
            int64_t first = start.is_small() ? bound(start.as_small()) : 0;
            int64_t last = stop.is_small() ? bound(stop.as_small()) : length;
            from = size_t(first);
            count = size_t(std::max<int64_t>(last - first, 0));
        } else {
            Result<SlicePoints> points = slice_points(vm, start, stop, None);
            if (points.failed())
                return unwind(vm, s);
            SliceIndices indices = slice_indices(points.value(), list ? list->size : str->length);
            from = size_t(indices.start);
            count = indices.count;
        }
        if (list) {
            result = make_list(vm, list->begin() + from, count);
        } else {
            result = str_slice(vm, str, from, from + count);
        }
    } else {
        Result<Slice*> slice = make_slice(vm, start, stop, None);
        if (slice.ok())
            result = internal::get_item(vm, object, Value::cell(slice.value()));
    }
    if (result.failed())
        return unwind(vm, s);
    s.r[dst] = result.value();
    return after<Op::GetSlice>(s);
}

Next build_slice(Vm& vm, Next s, uint32_t dst, uint32_t base)
{
    save(vm, s);
    Result<Slice*> slice = make_slice(vm, s.r[base], s.r[base + 1], s.r[base + 2]);
    if (slice.failed())
        return unwind(vm, s);
    s.r[dst] = Value::cell(slice.value());
    return after<Op::BuildSlice>(s);
}

} // namespace coil::internal::slow

#include "runtime/operations/view_items.h"

#include <bit>
#include <cstring>

#include "base/half_float.h"
#include "objects/class.h"
#include "objects/numbers.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

template <class T> T load(const char* from)
{
    T item;
    std::memcpy(&item, from, sizeof(T));
    return item;
}

std::string shown_format(const MemoryView* view) { return std::string(view->has_at ? "@" : "") + view->format; }
Raised invalid(Vm& vm, const MemoryView* view, Error error)
{
    return vm.raise(error, "memoryview: invalid {} for format '{}'", error == Error::TypeError ? "type" : "value",
        shown_format(view));
}
/// What a conversion raised becomes an error of the view's, if it is of the kinds that tell of a wrong value.
Raised invalid_as_raised(Vm& vm, const MemoryView* view)
{
    auto raised = [&](Error error) { return is_instance(vm, vm.pending, vm.error_class(error)); };
    bool is_type = raised(Error::TypeError), is_value = raised(Error::OverflowError) || raised(Error::ValueError);
    if (vm.is_ending || (!is_type && !is_value))
        return Raised{};
    vm.take_pending();
    return invalid(vm, view, is_type ? Error::TypeError : Error::ValueError);
}

bool is_signed(char format) { return std::string_view("bhilqn").find(format) != std::string_view::npos; }

Result<void> write_int(Vm& vm, const MemoryView* view, Value value, char* out)
{
    if (!is_int(value)) {
        // A pointer takes ints alone.
        if (view->format == 'P' || lookup_special(vm, vm.class_of(value), Special::index).is_empty())
            return invalid(vm, view, Error::TypeError);
        Result<Value> converted = to_int_object(vm, value);
        if (converted.failed())
            return invalid_as_raised(vm, view);
        value = converted.value();
    }
    size_t bits = view->item_size * 8;
    std::optional<int64_t> number = int_to_int64(value);
    if (is_signed(view->format) || view->format == 'P') {
        if (number && (bits == 64 || (*number >> (bits - 1)) == (*number < 0 ? -1 : 0))) {
            std::memcpy(out, &*number, view->item_size);
            return {};
        }
        if (view->format != 'P')
            return invalid(vm, view, Error::ValueError);
    }
    std::optional<uint64_t> wide = int_to_uint64(value);
    if (!wide || (bits < 64 && *wide >> bits))
        return invalid(vm, view, Error::ValueError);
    std::memcpy(out, &*wide, view->item_size);
    return {};
}

Result<void> write_float(Vm& vm, const MemoryView* view, Value value, char* out)
{
    Result<double> converted = to_double(vm, value);
    if (converted.failed())
        return invalid_as_raised(vm, view);
    double number = converted.value();
    if (view->format == 'd') {
        std::memcpy(out, &number, sizeof(number));
    } else if (view->format == 'f') {
        auto narrow = float(number);
        std::memcpy(out, &narrow, sizeof(narrow));
    } else {
        std::optional<uint16_t> half = half_of_double(number);
        if (!half)
            return invalid(vm, view, Error::ValueError);
        std::memcpy(out, &*half, sizeof(*half));
    }
    return {};
}

} // namespace

size_t view_item_size(char format)
{
    switch (format) {
    case 'c':
    case 'b':
    case 'B':
    case '?':
        return 1;
    case 'h':
    case 'H':
    case 'e':
        return 2;
    case 'i':
    case 'I':
    case 'f':
        return 4;
    case 'l':
    case 'L':
    case 'q':
    case 'Q':
    case 'n':
    case 'N':
    case 'P':
    case 'd':
        return 8;
    default:
        return 0;
    }
}

Result<void> check_view_format(Vm& vm, const MemoryView* view)
{
    if (view_item_size(view->format) == 0)
        return vm.raise(Error::NotImplementedError, "memoryview: format {} not supported", shown_format(view));
    return {};
}

Result<Value> read_view_item(Vm& vm, const MemoryView* view, const char* from)
{
    switch (view->format) {
    case 'B':
        return Value::small(uint8_t(*from));
    case 'b':
        return Value::small(int8_t(*from));
    case 'c':
        return Value::cell(TRY(make_bytes(vm, { from, 1 })));
    case '?':
        return Value::boolean(*from != 0);
    case 'h':
        return Value::small(load<int16_t>(from));
    case 'H':
        return Value::small(load<uint16_t>(from));
    case 'i':
        return Value::small(load<int32_t>(from));
    case 'I':
        return Value::small(load<uint32_t>(from));
    case 'l':
    case 'q':
    case 'n':
        return make_int(vm, load<int64_t>(from));
    case 'L':
    case 'Q':
    case 'N':
    case 'P':
        return make_int_unsigned(vm, load<uint64_t>(from));
    case 'e':
        return make_float(vm, double_of_half(load<uint16_t>(from)));
    case 'f':
        return make_float(vm, double(load<float>(from)));
    case 'd':
        return make_float(vm, load<double>(from));
    default:
        TRY(check_view_format(vm, view));
        return None;
    }
}

Result<void> write_view_item(Vm& vm, const MemoryView* view, Value value, char* out)
{
    TRY(check_view_format(vm, view));
    switch (view->format) {
    case '?':
        *out = char(TRY(truth(vm, value)));
        return {};
    case 'e':
    case 'f':
    case 'd':
        return write_float(vm, view, value, out);
    case 'c': {
        auto* bytes = as_if<Bytes>(value);
        if (!bytes || bytes->size != 1)
            return invalid(vm, view, bytes ? Error::ValueError : Error::TypeError);
        *out = bytes->data[0];
        return {};
    }
    default:
        return write_int(vm, view, value, out);
    }
}

} // namespace coil::internal

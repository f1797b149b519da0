#include "runtime/operations/complex_argument.h"

#include "objects/class.h"
#include "objects/native.h"
#include "runtime/operations/call.h"

namespace coil::internal
{

Result<ComplexNumber> to_complex(Vm& vm, Value value)
{
    if (auto* complex = as_if<Complex>(value))
        return ComplexNumber{ complex->real, complex->imaginary };
    Value method = lookup(vm, vm.class_of(value), vm.names->complex);
    if (method.is_empty())
        return ComplexNumber{ TRY(to_double(vm, value)), 0 };
    Value made = TRY(call_special(vm, method, value, {}));
    if (auto* complex = as_if<Complex>(made))
        return ComplexNumber{ complex->real, complex->imaginary };
    return vm.raise(
        Error::TypeError, "{}.__complex__() must return a complex, not {}", type_name(vm, value), type_name(vm, made));
}

} // namespace coil::internal

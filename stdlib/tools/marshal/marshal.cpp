#include "stdlib/tools/marshal/marshal.h"

#include "objects/bytes.h"
#include "objects/dict.h"
#include "objects/memory_view.h"
#include "objects/native.h"
#include "objects/str.h"
#include "runtime/operations/call.h"
#include "stdlib/modules.h"

namespace coil::internal
{

namespace
{

Result<Value> dumps(Vm& vm, Value value, int64_t version, bool allow_code)
{
    return Value::cell(TRY(make_bytes(vm, TRY(marshal::write_value(vm, value, version, allow_code)))));
}

Result<Value> dump(Vm& vm, Value value, Value file, int64_t version, bool allow_code)
{
    Value bytes = TRY(dumps(vm, value, version, allow_code));
    return call_method(vm, file, vm.names->write, { bytes });
}

Result<Value> loads(Vm& vm, Value bytes, bool allow_code)
{
    std::string_view view;
    if (!TRY(buffer_view(vm, bytes, view)))
        return vm.raise(Error::TypeError, "a bytes-like object is required, not '{}'", type_name(vm, bytes));
    // Nothing that is made here runs script code, but finalizers may come when it is polled: a copy.
    TRY(vm.require_room(view.size()));
    std::string copy(view);
    marshal::Input input{ std::string_view(copy) };
    return marshal::read_value(vm, input, allow_code);
}

Result<Value> load(Vm& vm, Value file, bool allow_code)
{
    Value nothing = TRY(call_method(vm, file, intern(vm, "read"), { Value::small(0) }));
    if (!is_kind(nothing, Kind::Bytes))
        return vm.raise(Error::TypeError, "file.read() returned not bytes but {}", type_name(vm, nothing));
    marshal::Input input(file);
    return marshal::read_value(vm, input, allow_code);
}

constexpr NativeDef definitions[] = {
    def<"dump(value, file, version=5, /, *, allow_code=True)", dump>("Write the value on the open file."),
    def<"dumps(value, version=5, /, *, allow_code=True)", dumps>(
        "Return the bytes object that would be written to a file by dump(value, file)."),
    def<"load(file, /, *, allow_code=True)", load>("Read one value from the open file and return it."),
    def<"loads(bytes, /, *, allow_code=True)", loads>("Convert the bytes-like object to a value."),
};

Result<void> prepare(Vm& vm, Module* module)
{
    return dict_set_str(vm, module->dict, intern(vm, "version"), Value::small(marshal::newest_version));
}

} // namespace

const NativeModule marshal_module{ "marshal", definitions, prepare,
    "Reads and writes plain values in CPython's binary format. Code objects are written in coil's own." };

} // namespace coil::internal

#include "io/standard_streams.h"

#include <unistd.h>

#include "objects/dict.h"
#include "objects/function.h"
#include "objects/str.h"
#include "runtime/machine/import.h"
#include "runtime/operations/call.h"

namespace coil::internal
{

Result<Value> standard_file(Vm& vm, Str* name)
{
    Value* sys = find_str(vm, vm.modules->loaded(), intern(vm, "sys"));
    auto* module = sys ? as_if<Module>(*sys) : nullptr;
    Value* file = module ? find_str(vm, module->dict, name) : nullptr;
    if (!file)
        return vm.raise(Error::RuntimeError, "lost sys.{}", name->view());
    return *file;
}

void write_error(Vm& vm, std::string_view text)
{
    Value saved = vm.take_pending();
    Result<Value> file = standard_file(vm, vm.names->stderr_);
    // None: the program has no such stream. Without the name, what can't be reported there is not lost.
    bool written = file.ok() && file.value().is_none();
    if (file.ok() && !written) {
        Result<bool> direct = vm.operations.write_stream(vm, file.value(), text, true);
        written = direct.ok() && direct.value();
        if (direct.ok() && !written) {
            auto str = make_str(vm, text);
            written = str.ok() && call_method(vm, file.value(), vm.names->write, { Value::cell(str.value()) }).ok();
        }
    }
    if (!written) {
        [[maybe_unused]] ssize_t count = ::write(2, text.data(), text.size());
    }
    vm.take_pending();
    vm.pending = saved;
}

} // namespace coil::internal

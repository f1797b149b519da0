// The module time itself.
#include "stdlib/time/time/time.h"

#include "objects/dict.h"
#include "objects/str.h"
#include "stdlib/modules.h"

namespace coil::internal
{

namespace
{

Result<void> prepare(Vm& vm, Module* module)
{
    for (std::span<const NativeDef> each : { times::clock_functions, times::calendar_functions, times::text_functions })
        for (const NativeDef& def : each) {
            Value function = TRY(make_native_function(vm, def, Value(), module->name));
            TRY(dict_set_str(vm, module->dict, intern(vm, def.name()), function));
        }
    TRY(times::define_clocks(vm, module));
    return times::define_calendar(vm, module);
}

} // namespace

const NativeModule time_module{ "time", {}, prepare, "Clocks, calendar times, and waiting." };

} // namespace coil::internal

// The module _datetime itself.
#include "objects/dict.h"
#include "objects/numbers.h"
#include "stdlib/modules.h"
#include "stdlib/time/_datetime/datetime.h"

namespace coil::internal
{

namespace
{

Result<void> prepare(Vm& vm, Module* module)
{
    TRY(dates::define_delta(vm, module));
    TRY(dates::define_zones(vm, module));
    TRY(dates::define_date(vm, module));
    TRY(dates::define_time(vm, module));
    TRY(dates::define_datetime(vm, module));
    TRY(dict_set_str(vm, module->dict, intern(vm, "MINYEAR"), Value::small(dates::min_year)));
    return dict_set_str(vm, module->dict, intern(vm, "MAXYEAR"), Value::small(dates::max_year));
}

} // namespace

const NativeModule _datetime_module{ "_datetime", {}, prepare, "Fast implementation of the datetime module." };

} // namespace coil::internal

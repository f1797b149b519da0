#pragma once
// The names of configuration values, for sysconf, confstr and pathconf.
#include <span>

namespace coil::internal::posix
{

struct ConfigurationName {
    const char* name;
    int number;
};

extern const std::span<const ConfigurationName> sysconf_names, confstr_names, pathconf_names;

} // namespace coil::internal::posix

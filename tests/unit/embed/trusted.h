#pragma once
// Options of a Vm that may do everything.
#include "embed/coil.h"

inline coil::Options trusted()
{
    coil::Options options;
    options.authority = coil::Authority::Everything;
    return options;
}

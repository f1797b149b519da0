#pragma once
// The module time, in three rooms: clocks; calendar times (struct_time) from and to seconds; text of them.
#include <ctime>
#include <span>
#include <string>

#include "objects/native.h"

namespace coil::internal::times
{

/// What the C library breaks a time into, of an argument that is a struct_time or a tuple of nine numbers. `zone` gets
/// the text that its tm_zone points to. TypeError.
Result<tm> take_fields(Vm& vm, Value value, std::string_view function, std::string& zone);
/// Turns the fields of a struct_time into the C library's ranges. ValueError for what is no time; as in CPython 0
/// stands for the first month and day.
Result<void> settle_fields(Vm& vm, tm& parts);
/// Of seconds, or now for None. OverflowError, ValueError.
Result<time_t> time_of(Vm& vm, Value value);
Result<tm> local_fields(Vm& vm, time_t at);

extern const std::span<const NativeDef> clock_functions, calendar_functions, text_functions;
Result<void> define_clocks(Vm& vm, Module* module);
Result<void> define_calendar(Vm& vm, Module* module);

} // namespace coil::internal::times

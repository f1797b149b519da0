#pragma once

#include <cstddef>

namespace coil::internal
{

/// Fills `to` with what nobody can guess; false when the system has none.
bool fill_with_entropy(void* to, size_t bytes);

} // namespace coil::internal

#pragma once
// The builtin error handlers as functions, which get the exception: codecs.strict_errors and so on. Codecs do the same
// without an exception (objects/codec_errors.h).
#include "objects/dict.h"

namespace coil::internal::codecs
{

/// By name.
Result<Dict*> builtin_handlers(Vm& vm);

} // namespace coil::internal::codecs

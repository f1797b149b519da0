#pragma once
// Texts with long runs become objects: memory for all of it is asked for once, then it is written in steps, between
// which the execution may be ended. See Vm::work_in_one_step.
#include "base/run_text.h"
#include "objects/byte_text.h"
#include "objects/str.h"

namespace coil::internal
{

Result<Str*> make_long_str(Vm& vm, const RunText& text);

/// The text, which is valid WTF-8.
inline Result<Str*> make_str_of_runs(Vm& vm, const RunText& text)
{
    if (text.size() < RunText::least_run) [[likely]]
        return make_str(vm, text.view());
    return make_long_str(vm, text);
}

/// Writes all of the text. False when it was told not to go on.
bool write_runs(char* out, const RunText& text, byte_text::Progress& progress);

} // namespace coil::internal

#pragma once
// Compares what a test did with what it should have done.
#include "cases.h"
#include "process.h"

namespace coil::runner
{

struct Verdict {
    int passed = 0;
    int failed = 0;
    std::string report; ///< why it failed, indented lines; empty when it did not
};

/// The first place where the texts differ, with a few lines of each.
std::string difference(std::string_view wanted, std::string_view got);

/// Whether a sanitizer or an assertion has spoken in a program's stderr.
bool has_sanitizer_report(std::string_view error);

/// Whether `error` is what is stored in an .err file, where a line `...` stands for any lines.
bool is_wanted_error(std::string_view wanted, std::string_view error);

/// Text without the absolute path of the test's folder, so that what is stored holds on every machine.
std::string without_folder(std::string text, const std::string& folder);

/// The verdict on a script or a shell test, which counts one, or on a unit program, which counts its test cases.
Verdict judge(const Case& test, const Finished& finished);

} // namespace coil::runner

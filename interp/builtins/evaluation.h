#pragma once
// Compiling source text in a VM.
#include <memory>

#include "compile/compile.h"
#include "runtime/machine/import.h"

namespace coil::internal
{

struct SourceOptions {
    CompileMode mode = CompileMode::File;
    bool top_level_await = false;
    bool use_namespace = false;
    bool is_decoded = false; ///< the text was a str, not the bytes of a file
};

/// Parses and compiles; raises SyntaxError, and issues SyntaxWarnings.
Result<std::shared_ptr<const Unit>> compile_source(
    Vm& vm, std::string_view text, std::string_view filename, const SourceOptions& options);
/// The SyntaxError object that an error means.
Raised raise_syntax_error(Vm& vm, const SyntaxError& error);

} // namespace coil::internal

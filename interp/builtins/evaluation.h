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
    bool is_decoded = false;         ///< the text was a str, not the bytes of a file
    bool future_annotations = false; ///< as `from __future__ import annotations`
    bool allow_incomplete = false;   ///< an error at the text's end says "incomplete input"
    bool optimizes_tree = false;     ///< a tree that is asked for shows what `optimize` does
    bool imply_dedent = true;        ///< a block of interactive input may end with the text, without a line end
    int optimize = 0;
};

/// Parses and compiles; raises SyntaxError, and issues SyntaxWarnings.
Result<std::shared_ptr<const Unit>> compile_source(
    Vm& vm, std::string_view text, std::string_view filename, const SourceOptions& options);
/// The SyntaxError object that an error means.
Raised raise_syntax_error(Vm& vm, const SyntaxError& error);

} // namespace coil::internal

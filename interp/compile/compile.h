#pragma once
// The compiler: a syntax tree becomes a Unit of register bytecode. Scopes are resolved first (scope.h), then the code
// generator (code_generator.h) walks the tree once. It knows no heap and no objects; constants are plain data.
#include "base/arena.h"
#include "base/source.h"
#include "base/symbols.h"
#include "bytecode/unit.h"
#include "syntax/ast.h"
#include "syntax/syntax_error.h"

#include <variant>
#include <vector>

namespace coil::internal
{

enum class CompileMode : uint8_t {
    File,   ///< a module; its code returns None
    Eval,   ///< a Module of one Expr; the code returns its value
    Single, ///< values of expression statements are displayed
};

struct CompileOptions {
    CompileMode mode = CompileMode::File;
    /// `await` is allowed outside functions; the module's code is then a coroutine when it has one.
    bool top_level_await = false;
    /// Names of the module go through the namespace in register 0: exec and eval with locals of their own.
    bool use_namespace = false;
    /// As `from __future__ import annotations`.
    bool future_annotations = false;
    /// As python -O: 1 leaves out assert statements and makes __debug__ false, 2 docstrings too.
    int optimize = 0;
    /// Where warnings go; null: nowhere.
    std::vector<SyntaxWarning>* warnings = nullptr;
    /// Asked once in some thousand statements with the bytes that were taken since; its no ends the compilation by
    /// std::bad_alloc.
    Arena::Admit admit = nullptr;
    void* admit_context = nullptr;
    /// How much of the native stack may be used; deeper trees are refused.
    size_t stack_budget = 5 << 20;
};

/// Compiles a tree that `parse` made of `source` with the same symbols.
std::variant<Unit, SyntaxError> compile(
    const ast::Module& module, Symbols& symbols, const Source& source, const CompileOptions& options = {});

} // namespace coil::internal

#pragma once
// The steps of compiling in a VM: text to a syntax tree, a tree to a unit. What they take counts against the heap's
// limit.
#include <functional>

#include "base/symbols.h"
#include "builtins/evaluation.h"
#include "syntax/syntax_error.h"

namespace coil::internal
{

/// The memory that a compilation takes counts against the heap's limit while it goes on; for more of it the compiler
/// asks whether it should go on.
class CompilationMemory
{
public:
    explicit CompilationMemory(Vm& vm)
        : vm_(vm)
    {
    }
    ~CompilationMemory() { vm_.heap.give_back_outside(taken_); }
    CompilationMemory(const CompilationMemory&) = delete;
    CompilationMemory& operator=(const CompilationMemory&) = delete;

    static bool admit(void* context, size_t bytes) { return static_cast<CompilationMemory*>(context)->take(bytes); }
    bool take(size_t bytes)
    {
        vm_.charge_bytes(bytes);
        if (vm_.operations.check_end(vm_).failed() || !vm_.heap.take_outside(bytes))
            return false;
        taken_ += bytes;
        return true;
    }

private:
    Vm& vm_;
    size_t taken_ = 0;
};

/// A tree with what it refers to, while it lives.
struct SyntaxTree {
    const ast::Module& module;
    Symbols& symbols;
    const Source& source;
    CompilationMemory& memory;
    std::vector<SyntaxWarning>& warnings;
};
using TreeUser = std::function<Result<Value>(const SyntaxTree&)>;

/// Parses, and gives the tree to `use`. Raises SyntaxError.
Result<Value> parse_source(
    Vm& vm, std::string_view text, std::string_view filename, const SourceOptions& options, const TreeUser& use);
/// Compiles a tree, also one that was not parsed from a text; raises SyntaxError, and issues SyntaxWarnings. Throws
/// std::bad_alloc.
Result<std::shared_ptr<const Unit>> compile_tree(Vm& vm, const SyntaxTree& tree, const SourceOptions& options);

/// compile() of trees of Python objects, which a module of the library knows (Modules::trees).
struct TreeFunctions {
    /// A parsed tree as objects.
    Result<Value> (*make_objects)(Vm&, const SyntaxTree&, const SourceOptions&);
    bool (*is_tree)(Vm&, Value value);
    /// Compiles what is_tree said yes to. TypeError and ValueError where it is no tree that could have been parsed.
    Result<std::shared_ptr<const Unit>> (*compile)(
        Vm&, Value tree, std::string_view filename, const SourceOptions& options);
};

/// How much of the native stack a walk over a tree may use.
size_t stack_budget_of(const Vm& vm);

} // namespace coil::internal

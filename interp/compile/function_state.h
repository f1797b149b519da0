#pragma once

#include "bytecode/builder.h"
#include "compile/assigned.h"
#include "compile/scope.h"

namespace coil::internal
{

using Register = uint32_t;

/// Instructions whose exceptions go to one handler. Code of the ways out stands in between and is not covered.
struct Region {
    Label handler;
    Register exception = 0;
    uint32_t open_at = 0;
    bool is_open = false;
    std::vector<std::pair<uint32_t, uint32_t>> ranges;
};

/// What is bound where several ways meet: the meeting of those that get there.
struct Meeting {
    bool reached = false;
    Assigned assigned;
};

/// `name: value`, or a parameter's annotation.
struct Annotation {
    Symbol name;
    const ast::Expression* value;
    bool is_conditional = false; ///< counts only when the statement has been run
};

/// The body of a finally that is there once, for all ways that lead through it. `way` says where to go on behind it: 0
/// is the exception, n is ways[n - 1].
struct SharedFinally {
    Label start;
    Register way = 0, saved = 0;
    Register result = 0; ///< what a return on its way gives back
    std::vector<Label> ways;
    Assigned assigned; ///< what is bound behind it at least
};

enum class BlockKind : uint8_t {
    Loop,
    Finally, ///< the body of a try that has a finally
    Guarded, ///< the body of a try with except clauses, and everything else whose exit needs no code
    Handler, ///< an except clause or a finally run for an exception: `saved` is what was handled before
    With,
};

/// What is around the statement that is being compiled, as far as leaving it takes code.
struct Block {
    BlockKind kind = BlockKind::Guarded;
    bool is_async = false;
    bool is_star = false;                       ///< the handler of an except*
    bool is_finally = false;                    ///< Handler: a finally's body
    Label on_break, on_continue;                ///< Loop
    Meeting* at_break = nullptr;                ///< Loop
    const ast::Try* try_statement = nullptr;    ///< Finally
    SharedFinally* shared = nullptr;            ///< Finally: its body is not copied into the ways out; Handler: is it
    Register saved = 0, exception = 0;          ///< Handler
    const ast::ExceptHandler* clause = nullptr; ///< Handler: its name is unbound at the end
    Register exit = 0;                          ///< With: __exit__'s function; self is in the next register
    const ast::Node* with_item = nullptr;       ///< With
    Region* region = nullptr;                   ///< what covers the block, if anything does

    /// A loop's, with new labels; `at_break` is what is bound where it is left.
    static Block of_loop(Builder& builder, Meeting& at_break)
    {
        Block block;
        block.kind = BlockKind::Loop;
        block.on_break = builder.label();
        block.on_continue = builder.label();
        block.at_break = &at_break;
        return block;
    }
};

/// One code that is being generated. Registers: the scope's, then a stack of temporaries.
struct FunctionState {
    explicit FunctionState(const Symbols& symbols)
        : builder(symbols)
    {
    }

    /// Starts anew with the memory that has been used so far.
    void reset(uint32_t scope_number, FunctionState* around)
    {
        builder.reset();
        scope = scope_number;
        outer = around;
        gap = frame_header_words;
        limit = 0;
        is_heap_frame = returns_value = false;
        leaving = nullptr;
        alive = true;
        assigned.clear();
        deleted.clear();
        checked.clear();
        blocks.clear();
        self_attributes.clear();
        annotations.clear();
    }

    Builder builder;
    uint32_t scope = 0;
    FunctionState* outer = nullptr;
    Register first_temporary = 0;
    Register next = 0;  ///< the first free temporary
    Register limit = 0; ///< one past the highest register ever used
    uint32_t gap = frame_header_words;
    bool is_heap_frame = false;
    bool alive = true; ///< the next instruction can be reached
    bool returns_value = false;
    Register* leaving = nullptr; ///< where the value is that a return takes along
    bool has_walrus = false;
    Assigned assigned;
    Assigned deleted; ///< variables that something unbinds
    Assigned checked; ///< variables that are checked somewhere, so that they have to be cleared at entry
    std::vector<Block> blocks;
    std::vector<Symbol> self_attributes;
    std::vector<Annotation> annotations; ///< of a module or class, in the order of the source
};

} // namespace coil::internal

// Limits. The number of steps back is bounded by who calls. Memory is asked for through a context that counts it.
// Machine code takes its stack from the native one (32 KiB); when that does not do, from one made for the call, and
// when that is too little too, the interpreter of PCRE2 does the work on the heap. A watched code has a callout before
// each item, which charges the VM for it and ends the match when execution has to end.
#define PCRE2_CODE_UNIT_WIDTH 8
#include "stdlib/text/_sre/pcre2_code.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <pcre2.h>

#include "objects/exception.h"
#include "runtime/interpreter/interpreter.h"

namespace coil::internal::regex
{

namespace
{

constexpr uint32_t most_groups_in_groups = 4000;
/// The JIT compiler recurses without asking for room.
constexpr unsigned deepest_for_jit = 250;
/// It takes time for each group at each item.
constexpr uint32_t most_groups_for_jit = 300;
constexpr size_t first_stack = size_t(64) << 10, largest_stack = size_t(64) << 20;

/// In front of what is given to PCRE2, so that it can be counted back.
struct alignas(std::max_align_t) Counted {
    size_t bytes;
};

void* take_memory(size_t size, void* context)
{
    auto& vm = *static_cast<Vm*>(context);
    size_t bytes = size + sizeof(Counted);
    if (!vm.heap.take_outside(bytes))
        return nullptr;
    auto* counted = static_cast<Counted*>(std::malloc(bytes));
    if (!counted) {
        vm.heap.give_back_outside(bytes);
        return nullptr;
    }
    counted->bytes = bytes;
    return counted + 1;
}

void give_memory_back(void* memory, void* context)
{
    if (!memory)
        return;
    Counted* counted = static_cast<Counted*>(memory) - 1;
    static_cast<Vm*>(context)->heap.give_back_outside(counted->bytes);
    std::free(counted);
}

int is_too_deep(uint32_t, void* context) { return !native_stack_ok(*static_cast<Vm*>(context)); }

struct Watch {
    Vm& vm;
    bool is_ending = false;
};

int on_callout(pcre2_callout_block*, void* context)
{
    auto& watch = *static_cast<Watch*>(context);
    if (watch.vm.work_in_one_step(2).ok())
        return 0;
    watch.is_ending = true;
    return PCRE2_ERROR_CALLOUT;
}

Raised raise_compile_error(Vm& vm, int error)
{
    if (error == PCRE2_ERROR_HEAP_FAILED)
        return vm.raise_memory_error();
    if (error == PCRE2_ERROR_PARENTHESES_NEST_TOO_DEEP || error == PCRE2_ERROR_PARENTHESES_STACK_CHECK ||
        error == PCRE2_ERROR_QUERY_BARJX_NEST_TOO_DEEP)
        return raise_native_recursion(vm, "");
    PCRE2_UCHAR text[128];
    pcre2_get_error_message(error, text, sizeof(text));
    return vm.raise(Error::OverflowError, "regular expression is too complex: {}", reinterpret_cast<char*>(text));
}

} // namespace

Pcre2Code::~Pcre2Code()
{
    if (data_)
        pcre2_match_data_free(data_);
    if (context_)
        pcre2_match_context_free(context_);
    if (code_)
        pcre2_code_free(code_);
    if (general_)
        pcre2_general_context_free(general_);
    if (jit_bytes_)
        vm_->heap.give_back_outside(jit_bytes_);
}

Result<void> Pcre2Code::make_contexts(Vm& vm)
{
    vm_ = &vm;
    general_ = pcre2_general_context_create(take_memory, give_memory_back, &vm);
    if (!general_)
        return vm.raise_memory_error();
    context_ = pcre2_match_context_create(general_);
    if (!context_)
        return vm.raise_memory_error();
    return {};
}

Result<bool> Pcre2Code::compile(Vm& vm, std::string_view text, Kind kind)
{
    if (!general_)
        TRY(make_contexts(vm));
    is_watched_ = kind.is_watched;
    std::unique_ptr<pcre2_compile_context, decltype(&pcre2_compile_context_free)> context(
        pcre2_compile_context_create(general_), pcre2_compile_context_free);
    if (!context)
        return vm.raise_memory_error();
    pcre2_set_newline(context.get(), PCRE2_NEWLINE_LF);
    pcre2_set_parens_nest_limit(context.get(), most_groups_in_groups);
    pcre2_set_compile_recursion_guard(context.get(), is_too_deep, &vm);
    pcre2_set_compile_extra_options(context.get(), kind.unicode ? PCRE2_EXTRA_ALLOW_SURROGATE_ESCAPES : 0);
    uint32_t options = PCRE2_DOTALL | PCRE2_MULTILINE | PCRE2_ALT_CIRCUMFLEX | PCRE2_NEVER_BACKSLASH_C;
    options |= kind.unicode ? PCRE2_UTF | PCRE2_NO_UTF_CHECK | PCRE2_USE_OFFSET_LIMIT : PCRE2_USE_OFFSET_LIMIT;
    options |= kind.at_start ? PCRE2_ANCHORED : 0;
    options |= kind.to_end ? PCRE2_ENDANCHORED : 0;
    options |= kind.is_watched ? PCRE2_AUTO_CALLOUT : 0;
    int error = 0;
    size_t place = 0;
    std::unique_ptr<pcre2_code, decltype(&pcre2_code_free)> code(
        pcre2_compile(reinterpret_cast<PCRE2_SPTR>(text.data()), text.size(), options, &error, &place, context.get()),
        pcre2_code_free);
    if (!code && error == PCRE2_ERROR_PATTERN_TOO_LARGE)
        return false;
    if (!code)
        return raise_compile_error(vm, error);
    if (data_) // of an attempt that failed behind this
        pcre2_match_data_free(data_);
    data_ = pcre2_match_data_create_from_pattern(code.get(), general_);
    if (!data_)
        return vm.raise_memory_error();
    if (kind.depth <= deepest_for_jit && kind.groups <= most_groups_for_jit &&
        pcre2_jit_compile(code.get(), PCRE2_JIT_COMPLETE) == 0) {
        size_t bytes = 0;
        pcre2_pattern_info(code.get(), PCRE2_INFO_JITSIZE, &bytes);
        if (!vm.heap.take_outside(bytes))
            return vm.raise_memory_error();
        jit_bytes_ = bytes;
        has_jit_ = bytes > 0;
    }
    code_ = code.release();
    return true;
}

/// Again where machine code ran out of stack.
Result<int> Pcre2Code::run_on_large_stack(Vm& vm, std::string_view text, size_t start, uint32_t options)
{
    size_t bytes = std::min(largest_stack, vm.heap.room() / 2);
    auto subject = reinterpret_cast<PCRE2_SPTR>(text.data());
    int found = PCRE2_ERROR_JIT_STACKLIMIT;
    if (bytes >= first_stack && vm.heap.take_outside(bytes)) {
        // Not of the counting context: what is reserved here is not taken.
        if (pcre2_jit_stack* stack = pcre2_jit_stack_create(first_stack, bytes, nullptr)) {
            pcre2_jit_stack_assign(context_, nullptr, stack);
            found = pcre2_jit_match(code_, subject, text.size(), start, options, data_, context_);
            pcre2_jit_stack_assign(context_, nullptr, nullptr);
            pcre2_jit_stack_free(stack);
        }
        vm.heap.give_back_outside(bytes);
    }
    if (found == PCRE2_ERROR_JIT_STACKLIMIT)
        found = pcre2_match(
            code_, subject, text.size(), start, options | PCRE2_NO_JIT | PCRE2_NO_UTF_CHECK, data_, context_);
    return found;
}

Result<Pcre2Code::Outcome> Pcre2Code::run(
    Vm& vm, std::string_view text, size_t start, size_t last_start, bool not_empty, uint32_t limit)
{
    auto subject = reinterpret_cast<PCRE2_SPTR>(text.data() ? text.data() : "");
    uint32_t options = not_empty ? PCRE2_NOTEMPTY_ATSTART : 0;
    pcre2_set_match_limit(context_, limit);
    pcre2_set_offset_limit(context_, last_start == std::string_view::npos ? PCRE2_UNSET : last_start);
    if (!native_stack_ok(vm))
        return raise_native_recursion(vm, "");
    Watch watch{ vm };
    if (is_watched_)
        pcre2_set_callout(context_, on_callout, &watch);
    int found = has_jit_
        ? pcre2_jit_match(code_, subject, text.size(), start, options, data_, context_)
        : pcre2_match(code_, subject, text.size(), start, options | PCRE2_NO_UTF_CHECK, data_, context_);
    if (found == PCRE2_ERROR_JIT_STACKLIMIT) [[unlikely]]
        found = TRY(run_on_large_stack(vm, text, start, options));
    if (found >= 0) {
        found_ = found;
        return Outcome::Found;
    }
    if (found == PCRE2_ERROR_NOMATCH)
        return Outcome::Nothing;
    if (watch.is_ending)
        return Raised{};
    if (found == PCRE2_ERROR_MATCHLIMIT)
        return Outcome::LimitReached;
    return vm.raise_memory_error();
}

void Pcre2Code::copy_places(size_t* places, size_t count) const
{
    const size_t* from = pcre2_get_ovector_pointer(data_);
    size_t set = std::min(size_t(2) * size_t(found_), count);
    std::copy_n(from, set, places);
    std::fill(places + set, places + count, PCRE2_UNSET);
}

} // namespace coil::internal::regex

#include <catch2/catch.hpp>

#include <array>

#include "runtime/interpreter/handlers_call.h"

using namespace coil::internal;

namespace
{

/// A code of `registers` registers, with nothing to run but one word.
class TestCode
{
public:
    explicit TestCode(uint32_t registers, uint32_t flags = 0)
    {
        (*this)->entry = &word_;
        (*this)->register_count = registers;
        (*this)->flags = flags;
    }
    TestCode(const TestCode&) = delete;
    TestCode& operator=(const TestCode&) = delete;
    Code* get() { return reinterpret_cast<Code*>(storage_); }
    operator Code*() { return get(); }
    Code* operator->() { return get(); }

private:
    alignas(Code) std::byte storage_[sizeof(Code)]{};
    uint32_t word_ = 0;
};

/// Words of a VM stack, the first of which are the header of a frame.
struct TestStack {
    std::array<Value, 64> words{};

    FrameHeader* header() { return reinterpret_cast<FrameHeader*>(words.data()); }
    Value* registers() { return words.data() + frame_header_words; }
};

/// A generator's frame of a few registers.
struct HeapFrameStorage {
    alignas(Coroutine) std::byte storage[sizeof(Coroutine) + 4 * sizeof(Value)]{};

    Coroutine* get() { return reinterpret_cast<Coroutine*>(storage); }
};

constexpr uint32_t a_word = 0;

} // namespace

TEST_CASE("a pushed frame has its header in front of its registers", "[runtime][frame]")
{
    TestStack stack;
    TestCode code(3);
    Value caller[1];
    stack.header()->function = Value::small(5);
    stack.registers()[0] = Value::small(6);
    Next next = push_frame(stack.header(), code, caller, &a_word, 7);
    REQUIRE(next.pc == code->entry);
    REQUIRE(next.r == stack.registers());
    REQUIRE(header_of(next.r) == stack.header());
    REQUIRE(code_of(next.r) == code.get());
    FrameHeader* header = stack.header();
    REQUIRE(header->previous_registers == caller);
    REQUIRE(header->return_pc == &a_word);
    REQUIRE(header->depth == 7);
    // What the caller put there stays.
    REQUIRE(header->function == Value::small(5));
    REQUIRE(next.r[0] == Value::small(6));
}

TEST_CASE("a pushed frame writes nothing but its header", "[runtime][frame]")
{
    TestStack stack;
    TestCode code(3);
    stack.words.fill(Value::small(9));
    push_frame(stack.header(), code, nullptr, nullptr, 1);
    REQUIRE(stack.words[0] == Value::small(9));
    for (size_t i = frame_header_words; i < stack.words.size(); i++)
        REQUIRE(stack.words[i] == Value::small(9));
}

TEST_CASE("windows overlap: what the caller has behind its base is the callee's", "[runtime][frame]")
{
    TestStack stack;
    TestCode outer(20), inner(4);
    Next caller = push_frame(stack.header(), outer, nullptr, exit_stub, 1);
    constexpr size_t base = 6;
    Value* window = caller.r + base;
    window[0] = Value::small(1);
    for (size_t i = 0; i < 3; i++)
        window[frame_header_words + i] = Value::small(int64_t(10 + i));
    Next callee = push_frame(reinterpret_cast<FrameHeader*>(window), inner, caller.r, &a_word, 2);
    REQUIRE(callee.r == caller.r + base + frame_header_words);
    for (size_t i = 0; i < 3; i++)
        REQUIRE(callee.r[i] == Value::small(int64_t(10 + i)));
    // The result is returned to where the caller has the function.
    REQUIRE(&header_of(callee.r)->function == &caller.r[base]);
    // The window ends inside the caller's own registers, or behind them.
    REQUIRE(stack_top(callee.r) == callee.r + 4);
    REQUIRE(stack_top(callee.r) < stack_top(caller.r));
    REQUIRE(stack_top(caller.r) == caller.r + 20);
}

TEST_CASE("frames lead back to those who called them", "[runtime][frame]")
{
    TestStack stack;
    TestCode code(6);
    Next frames[5];
    frames[0] = push_frame(stack.header(), code, nullptr, exit_stub, 1);
    for (size_t i = 1; i < 5; i++) {
        auto* window = reinterpret_cast<FrameHeader*>(frames[i - 1].r + 2);
        frames[i] = push_frame(window, code, frames[i - 1].r, &a_word, int64_t(i + 1));
    }
    Value* registers = frames[4].r;
    for (size_t i = 4; i > 0; i--) {
        REQUIRE(header_of(registers)->depth == int64_t(i + 1));
        REQUIRE(return_kind(header_of(registers)->return_pc) == ReturnKind::Script);
        registers = header_of(registers)->previous_registers;
        REQUIRE(registers == frames[i - 1].r);
    }
    REQUIRE(is_native_boundary(header_of(registers)->return_pc));
    REQUIRE(header_of(registers)->previous_registers == nullptr);
}

TEST_CASE("a continuation is two words in front of a frame", "[runtime][frame]")
{
    TestStack stack;
    TestCode code(2);
    Continuation* continuation = continuation_at(stack.words.data());
    continuation->spare = Value::small(1);
    continuation->pc = &a_word;
    continuation->registers[0] = Value::small(3);
    Next next = push_frame(&continuation->header, code, nullptr, continue_stub, 1);
    REQUIRE(next.r == continuation->registers);
    REQUIRE(next.r == stack.words.data() + 2 + frame_header_words);
    REQUIRE(continuation_of(header_of(next.r)) == continuation);
    REQUIRE(continuation->spare == Value::small(1));
    REQUIRE(continuation->pc == &a_word);
    REQUIRE(next.r[0] == Value::small(3));
}

TEST_CASE("what a heap frame calls stands where the VM stack was free", "[runtime][frame]")
{
    TestStack stack;
    HeapFrameStorage storage;
    TestCode code(4, HeapFrame);
    Coroutine* frame = storage.get();
    frame->header.code = code;
    REQUIRE(coroutine_of(frame->registers) == frame);
    REQUIRE(header_of(frame->registers) == &frame->header);
    Value yielded, returned;
    uint32_t behind_yield = 0, behind_return = 0;
    Value* resumer = stack.registers();
    link_to(frame, { resumer, &behind_yield, &yielded, &behind_return, &returned }, resumer + 8, 3);
    REQUIRE(stack_top(frame->registers) == resumer + 8);
    REQUIRE(frame->state() == CoroutineState::Running);
    REQUIRE(frame->header.previous_registers == resumer);
    REQUIRE(frame->header.return_pc == &behind_return);
    REQUIRE(frame->header.depth == 3);
    REQUIRE(frame->yield_pc == &behind_yield);
    REQUIRE(frame->yield_to == &yielded);
    REQUIRE(frame->return_to == &returned);
}

TEST_CASE("linking a heap frame keeps its flags", "[runtime][frame]")
{
    HeapFrameStorage storage;
    Coroutine* frame = storage.get();
    frame->set(Escaped);
    frame->set(Handling);
    link_to(frame, {}, nullptr, 1);
    REQUIRE(frame->has(Escaped));
    REQUIRE(frame->has(Handling));
    REQUIRE_FALSE(frame->has(Linked));
    frame->clear(Handling);
    REQUIRE_FALSE(frame->has(Handling));
    REQUIRE(frame->state() == CoroutineState::Running);
}

TEST_CASE("a return address tells who entered the frame", "[runtime][frame]")
{
    REQUIRE(return_kind(exit_stub) == ReturnKind::Exit);
    REQUIRE(return_kind(yield_stub) == ReturnKind::Yield);
    REQUIRE(return_kind(continue_stub) == ReturnKind::Continue);
    REQUIRE(return_kind(in_place_stub) == ReturnKind::InPlace);
    REQUIRE(return_kind(return_stubs + size_t(ReturnKind::Script)) == ReturnKind::Script);
    REQUIRE(return_kind(nullptr) == ReturnKind::Script);
    REQUIRE(return_kind(&a_word) == ReturnKind::Script);
    REQUIRE(is_native_boundary(exit_stub));
    REQUIRE(is_native_boundary(yield_stub));
    REQUIRE_FALSE(is_native_boundary(continue_stub));
    REQUIRE_FALSE(is_native_boundary(in_place_stub));
    REQUIRE_FALSE(is_native_boundary(&a_word));
}

TEST_CASE("a frame may reach up to the stack's limit and be as deep as the depth limit", "[runtime][frame]")
{
    Vm vm{ Vm::Options() };
    TestStack stack;
    vm.stack_limit = stack.words.data() + 20;
    vm.depth_limit = 10;
    REQUIRE(has_room(vm, stack.words.data() + 20, 10));
    REQUIRE_FALSE(has_room(vm, stack.words.data() + 21, 10));
    REQUIRE_FALSE(has_room(vm, stack.words.data() + 20, 11));
}

TEST_CASE("a call enters a frame whose registers all have room", "[runtime][frame]")
{
    Vm vm{ Vm::Options() };
    TestStack stack;
    TestCode code(12);
    vm.stack_limit = stack.words.data() + 20;
    vm.depth_limit = 10;
    vm.fuel = 2;
    REQUIRE_FALSE(handler::can_enter(vm, code, stack.words.data() + 9, 1));
    REQUIRE_FALSE(handler::can_enter(vm, code, stack.words.data() + 8, 11));
    // What can't be entered costs nothing.
    REQUIRE(vm.fuel == 2);
    REQUIRE(handler::can_enter(vm, code, stack.words.data() + 8, 10));
    REQUIRE(handler::can_enter(vm, code, stack.words.data() + 8, 1));
    // The poll is due.
    REQUIRE_FALSE(handler::can_enter(vm, code, stack.words.data() + 8, 1));
}

TEST_CASE("an instruction's length is the table's, with and without a prefix", "[runtime][frame]")
{
    for (size_t i = 0; i < std::size(word_counts); i++) {
        auto op = Op(i);
        if (op == Op::Wide)
            continue;
        INFO(i);
        uint32_t words[] = { 0x040302u << 8 | uint32_t(i), 0, 0, 0, 0, 0, 0, 0 };
        Decoded narrow = decode(words);
        REQUIRE(narrow.op == op);
        REQUIRE(narrow.word == words);
        REQUIRE(narrow.next == words + 1 + word_counts[i]);
        REQUIRE((narrow.a == 2 && narrow.b == 3 && narrow.c == 4));
        uint32_t prefixed[] = { 0x070605u << 8 | uint32_t(Op::Wide), words[0], 0, 0, 0, 0, 0, 0, 0 };
        Decoded wide = decode(prefixed);
        REQUIRE(wide.op == op);
        REQUIRE(wide.word == prefixed + 1);
        REQUIRE(wide.next == prefixed + 2 + word_counts[i]);
        REQUIRE((wide.a == 0x502 && wide.b == 0x603 && wide.c == 0x704));
    }
    REQUIRE(after<Op::Call>({ &a_word, nullptr }).pc == &a_word + 1 + word_counts[size_t(Op::Call)]);
    REQUIRE(after({ &a_word, nullptr }).pc == &a_word + 1);
}

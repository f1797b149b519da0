#pragma once
// Units as an enemy would write them: what the compiler made, changed in a few places so that it may still pass.
#include <random>

#include "bytecode/opcode_table.h"
#include "bytecode/stored_unit.h"
#include "embed/state.h"
#include "objects/dict.h"
#include "runtime/interpreter/loader.h"
#include "runtime/machine/interrupts.h"
#include "runtime/operations/call.h"
#include "runtime/reports/print_exception.h"

struct coil::TestAccess {
    static internal::VmState& state(Vm& vm) { return *vm.state_; }
};

namespace coil::internal::fuzz
{

class Damage
{
public:
    explicit Damage(uint64_t seed)
        : random_(seed)
    {
    }

    /// The stored form of the unit with one to three things changed.
    std::string damaged(const Unit& unit)
    {
        Unit changed = unit;
        bool in_bytes = pick(16) == 0;
        for (size_t times = 1 + pick(3); times > 0 && !in_bytes; times--)
            change(changed.codes[pick(changed.codes.size())]);
        std::string bytes = store_unit(changed);
        for (size_t times = 1 + pick(3); times > 0 && in_bytes && !bytes.empty(); times--)
            bytes[pick(bytes.size())] = char(pick(256));
        return bytes;
    }

private:
    size_t pick(size_t below) { return below ? size_t(random_() % below) : 0; }

    /// Starts of instructions; `at` is the word behind a prefix.
    std::vector<Instruction> instructions(const CodeUnit& code)
    {
        std::vector<Instruction> result;
        for (uint32_t offset = 0; offset < code.code.size(); offset = result.back().end())
            result.push_back(read_instruction(code.code, offset));
        return result;
    }

    static bool same_shape(const OpInfo& left, const OpInfo& right)
    {
        if (left.operand_count != right.operand_count || left.extension_words != right.extension_words)
            return false;
        for (int i = 0; i < left.operand_count; i++)
            if (field_bits(left.operands[i]) != field_bits(right.operands[i]))
                return false;
        return true;
    }

    void change(CodeUnit& code)
    {
        if (code.code.empty())
            return;
        switch (pick(10)) {
        case 0:
            return change_numbers(code);
        case 1:
            return change_rows(code);
        case 2:
            if (code.constants.size() > 1)
                std::swap(code.constants[pick(code.constants.size())], code.constants[pick(code.constants.size())]);
            return;
        default:
            return change_instruction(code);
        }
    }

    void change_numbers(CodeUnit& code)
    {
        uint32_t* numbers[] = { &code.argument_count, &code.positional_only_count, &code.keyword_only_count,
            &code.register_count };
        if (pick(2))
            code.flags ^= 1u << pick(14);
        else
            *numbers[pick(4)] += uint32_t(pick(3)) - 1;
    }

    void change_rows(CodeUnit& code)
    {
        if (code.exceptions.empty())
            return;
        std::vector<Instruction> all = instructions(code);
        ExceptionRow& row = code.exceptions[pick(code.exceptions.size())];
        uint32_t* numbers[] = { &row.start, &row.end, &row.target };
        if (pick(3))
            *numbers[pick(3)] = all[pick(all.size())].offset;
        else
            row.exception_register = uint32_t(pick(code.register_count));
    }

    void change_instruction(CodeUnit& code)
    {
        std::vector<Instruction> all = instructions(code);
        const Instruction& one = all[pick(all.size())];
        const OpInfo& info = op_info(one.op);
        uint32_t& word = code.code[one.offset + one.wide];
        size_t kind = pick(6);
        if (kind == 0) {
            auto other = Op(pick(op_count));
            if (same_shape(info, op_info(other)))
                word = (word & ~0xffu) | uint32_t(other);
        } else if (kind == 1 && info.operand_count && is_jump_operand(info.operands[info.operand_count - 1])) {
            retarget(code, one, all[pick(all.size())].offset);
        } else if (kind == 2 && info.extension_words) {
            code.code[one.offset + one.wide + 1] = uint32_t(pick(code.names.size() + code.constants.size() + 1));
        } else {
            int field = 8 + 8 * int(pick(3));
            word = (word & ~(0xffu << field)) | uint32_t(pick(pick(4) ? code.register_count : 256) & 0xff) << field;
        }
    }

    void retarget(CodeUnit& code, const Instruction& jump, uint32_t target)
    {
        auto distance = uint32_t(int64_t(target) - jump.end());
        uint32_t& word = code.code[jump.offset + jump.wide];
        OperandKind kind = op_info(jump.op).operands[op_info(jump.op).operand_count - 1];
        if (kind == OperandKind::Jump32)
            (&word)[1] = distance;
        else if (kind == OperandKind::Jump16)
            word = (word & 0xffff) | distance << 16;
        else
            word = (word & 0xff) | distance << 8;
    }

    std::mt19937_64 random_;
};

/// Runs a stored unit as a module if its head is not refused, with no authority, few steps and little memory. Whether
/// all of it was found to be valid.
inline bool run_checked(const std::string& bytes)
{
    std::shared_ptr<const CheckedUnit> unit = CheckedUnit::open(bytes);
    if (!unit)
        return false;
    bool is_valid = true;
    for (uint32_t i = 0; i < unit->size(); i++)
        is_valid = is_valid && unit->code(i);
    coil::Options options;
    options.heap_limit = size_t(64) << 20;
    options.step_limit = 5000;
    options.standard_streams = false;
    options.hash_seed = 1;
    coil::Vm host(options);
    VmState& state = TestAccess::state(host);
    state.enter([&] {
        Vm& vm = state.vm;
        vm.interrupts->set_step_limit(options.step_limit);
        auto body = load_unit(vm, unit, state.main_globals);
        bool is_over = body.ok() && run_body(vm, body.value(), Value()).ok();
        if (!is_over && vm.is_pending() && !vm.is_ending)
            (void)format_exception(vm, vm.take_pending());
        vm.take_pending();
    });
    return is_valid;
}

} // namespace coil::internal::fuzz

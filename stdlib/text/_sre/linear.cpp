#include "stdlib/text/_sre/linear.h"

#include <re2/re2.h>

#include "objects/vm.h"
#include "stdlib/text/_sre/translate_re2.h"

namespace coil::internal::regex
{

namespace
{

/// RE2 keeps within it, programs and the states of its automata together.
constexpr int64_t most_memory = int64_t(8) << 20;

} // namespace

LinearProgram::LinearProgram() = default;

LinearProgram::~LinearProgram()
{
    if (counted_)
        vm_->heap.give_back_outside(counted_);
}

Result<bool> LinearProgram::prepare(Vm& vm, const Tree& tree, Alphabet alphabet, std::string_view text)
{
    if (!was_tried_)
        TRY(make(vm, tree, alphabet));
    return program_ != nullptr && !(has_final_line_end_ && text.ends_with('\n'));
}

Result<void> LinearProgram::make(Vm& vm, const Tree& tree, Alphabet alphabet)
{
    auto pattern = TRY(translate_to_re2(vm, tree, alphabet));
    was_tried_ = true;
    if (!pattern || !vm.heap.take_outside(size_t(most_memory)))
        return {};
    has_final_line_end_ = pattern->has_final_line_end;
    vm_ = &vm;
    counted_ = size_t(most_memory);
    re2::RE2::Options options;
    options.set_encoding(
        alphabet == Alphabet::Unicode ? re2::RE2::Options::EncodingUTF8 : re2::RE2::Options::EncodingLatin1);
    options.set_log_errors(false);
    options.set_max_mem(most_memory);
    program_ = std::make_unique<re2::RE2>(pattern->text, options);
    if (!program_->ok())
        program_.reset();
    return {};
}

bool LinearProgram::run(
    std::string_view text, size_t start, bool at_start, bool to_end, size_t* places, size_t count) const
{
    std::vector<re2::StringPiece> found(count / 2);
    re2::StringPiece subject(text.data() ? text.data() : "", text.size());
    auto anchor = to_end ? re2::RE2::ANCHOR_BOTH : at_start ? re2::RE2::ANCHOR_START : re2::RE2::UNANCHORED;
    if (!program_->Match(subject, start, text.size(), anchor, found.data(), int(found.size())))
        return false;
    for (size_t i = 0; i < found.size(); i++) {
        bool is_set = found[i].data() != nullptr;
        places[2 * i] = is_set ? size_t(found[i].data() - subject.data()) : SIZE_MAX;
        places[2 * i + 1] = is_set ? places[2 * i] + found[i].size() : SIZE_MAX;
    }
    return true;
}

} // namespace coil::internal::regex

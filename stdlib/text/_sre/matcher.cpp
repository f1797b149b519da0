// Two engines. A pattern runs as machine code of PCRE2 first: that is the quickest there is, and has all that Python's
// patterns have; but it steps back, which for some patterns and texts takes for ever. So it has a number of steps for
// each match, which grows with the text, and no usual match takes as many. Who uses them up goes on in RE2, whose time
// is linear, if the pattern is one that RE2 can say (translate_re2.h), and stays there. Look-around, back-references
// and their like go on in a code of PCRE2 that asks the VM at each step whether to go on.
//
// Steps back are not all that takes time: a search that fails at each place only after a look at the whole text is
// quadratic without any. In long texts a search is therefore made in pieces by where a match may begin, and the VM is
// asked between them.
//
// No script code runs in a match, and matches are not nested: one set of places is enough.
#include "stdlib/text/_sre/matcher.h"

#include "objects/exception.h"
#include "stdlib/text/_sre/translate_pcre2.h"

namespace coil::internal::regex
{

namespace
{

constexpr size_t fewest_steps = 200000, steps_per_byte = 16;
/// Passes over a byte that are made at once, some 50 ms.
constexpr size_t most_passes = size_t(1) << 26;
constexpr size_t smallest_piece = 64;
constexpr uint32_t all_steps = 0xFFFFFFFF;
/// A step may look at all of the text: what is not interrupted takes some seconds at most.
constexpr size_t most_passes_in_steps = size_t(1) << 33;
constexpr size_t fewest_steps_in_long_texts = 4096;
/// A pattern that uses up its steps in a text of this size will do so again.
constexpr size_t short_text = 4096;

uint32_t step_limit(size_t size, size_t left)
{
    size_t most = std::max(fewest_steps_in_long_texts, most_passes_in_steps / (size + 1));
    return uint32_t(std::min<size_t>(std::min(fewest_steps + steps_per_byte * left, most), all_steps));
}

} // namespace

Matcher::Matcher(Vm& vm, Tree tree)
    : vm_(vm)
    , tree_(std::move(tree))
    , places_(2 * (size_t(tree_.groups) + 1))
    , can_be_empty_(tree_.nodes[tree_.root].shortest == 0)
{
}

Matcher::~Matcher() { vm_.heap.give_back_outside(counted_); }

Result<void> Matcher::count_memory()
{
    size_t bytes = places_.size() * sizeof(size_t) + tree_.closings.size() * sizeof(Tree::Closing);
    for (const Node& node : tree_.nodes)
        bytes += sizeof(Node) + node.children.size() * sizeof(uint32_t);
    for (const CharacterSet& set : tree_.sets)
        bytes += sizeof(CharacterSet) + set.ranges.size() * sizeof(Range);
    if (!vm_.heap.take_outside(bytes))
        return vm_.raise_memory_error();
    counted_ = bytes;
    return {};
}

Result<bool> Matcher::compile(Pcre2Code& code, Mode mode, Alphabet alphabet, bool is_watched)
{
    Translated pattern = TRY(translate_to_pcre2(vm_, tree_, alphabet));
    Pcre2Code::Kind kind{ alphabet == Alphabet::Unicode, mode != Mode::Search, mode == Mode::FullMatch, is_watched,
        pattern.depth, tree_.groups };
    return code.compile(vm_, pattern.text, kind);
}

Raised Matcher::raise_too_large() const
{
    return vm_.raise(Error::OverflowError, "regular expression code size limit exceeded");
}

Result<bool> Matcher::match(Mode mode, Subject subject, size_t start, bool not_empty)
{
    Variant& variant = variants_[size_t(mode) * alphabet_count + size_t(subject.alphabet)];
    if (!variant.code.is_made() && !variant.prefers_linear) [[unlikely]]
        variant.prefers_linear = !TRY(compile(variant.code, mode, subject.alphabet, false));
    return search(variant, mode, subject, start, not_empty && can_be_empty_);
}

Result<bool> Matcher::search(Variant& variant, Mode mode, Subject subject, size_t start, bool not_empty)
{
    size_t left = subject.text.size() - start;
    size_t piece = std::max(smallest_piece, most_passes / (subject.text.size() + 1));
    if (mode != Mode::Search || piece >= left || variant.prefers_linear)
        return match_whole(variant, mode, subject, start, not_empty);
    uint32_t limit = step_limit(subject.text.size(), left);
    for (;;) {
        size_t last = std::min(start + piece, subject.text.size());
        auto outcome = TRY(variant.code.run(vm_, subject.text, start, last, not_empty, limit));
        if (outcome == Pcre2Code::Outcome::LimitReached)
            return match_whole(variant, mode, subject, start, not_empty);
        if (outcome == Pcre2Code::Outcome::Found) {
            variant.code.copy_places(places_.data(), places_.size());
            TRY(vm_.work_in_one_step(1 + (places_[1] - std::min(start, places_[1])) / 64));
            return true;
        }
        if (last == subject.text.size())
            return false;
        TRY(vm_.work_in_one_step(1 + piece / 64));
        // What began at `last` was tried.
        start = last + 1;
        while (start < subject.text.size() && subject.alphabet == Alphabet::Unicode &&
            (uint8_t(subject.text[start]) & 0xC0) == 0x80)
            start++;
        not_empty = false;
    }
}

Result<bool> Matcher::match_whole(Variant& variant, Mode mode, Subject subject, size_t start, bool not_empty)
{
    size_t left = subject.text.size() - start;
    TRY(vm_.work_in_one_step(1));
    if (variant.code.is_made() && (!variant.prefers_linear || not_empty)) {
        uint32_t limit = step_limit(subject.text.size(), left);
        auto outcome = TRY(variant.code.run(vm_, subject.text, start, no_place, not_empty, limit));
        if (outcome == Pcre2Code::Outcome::Found)
            variant.code.copy_places(places_.data(), places_.size());
        if (outcome != Pcre2Code::Outcome::LimitReached)
            return outcome == Pcre2Code::Outcome::Found;
    }
    // RE2 has no word for a match that is not empty.
    if (!not_empty && TRY(variant.linear.prepare(vm_, tree_, subject.alphabet, subject.text))) {
        variant.prefers_linear |= subject.text.size() <= short_text;
        TRY(vm_.work_in_one_step(1 + left / 8));
        return variant.linear.run(
            subject.text, start, mode != Mode::Search, mode == Mode::FullMatch, places_.data(), places_.size());
    }
    if (!variant.watched.is_made() && !TRY(compile(variant.watched, mode, subject.alphabet, true)))
        return raise_too_large();
    auto outcome = TRY(variant.watched.run(vm_, subject.text, start, no_place, not_empty, all_steps));
    if (outcome == Pcre2Code::Outcome::LimitReached)
        return vm_.raise(Error::RuntimeError, "the match takes too many steps");
    if (outcome == Pcre2Code::Outcome::Found)
        variant.watched.copy_places(places_.data(), places_.size());
    return outcome == Pcre2Code::Outcome::Found;
}

uint32_t Matcher::last_group(const size_t* places) const
{
    // Matching goes forward: what ended farther on ended later, at the same place what ends later in the pattern. Of
    // groups in a look-ahead, which goes back to where it began, that is taken; what is around it ends later.
    uint32_t last = 0;
    size_t farthest = 0;
    for (auto [group, is_ahead, outside] : tree_.closings) {
        size_t place = places[2 * group + !is_ahead];
        if (outside && place != no_place)
            place = std::min(place, places[2 * outside + 1]);
        if (place != no_place && (last == 0 || place >= farthest)) {
            last = group;
            farthest = place;
        }
    }
    return last;
}

} // namespace coil::internal::regex

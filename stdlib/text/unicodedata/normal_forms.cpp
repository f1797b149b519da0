// Text is taken apart, characters that combine are put into order, and for the composed forms put together again.
//
// Most text is in its form already, which one pass over its characters tells (the quick check of UAX 15). Syllables of
// Hangul are computed. The old form of Unicode 3.2, for internationalised domain names, knows no characters that came
// later, and has five decompositions that were corrected since.
#include "stdlib/text/unicodedata/normal_forms.h"

#include <algorithm>
#include <vector>

#include "base/unicode_text.h"
#include "base/utf8.h"
#include "stdlib/text/unicodedata/tables.h"

namespace coil::internal::unidata
{

namespace
{

constexpr uint32_t first_syllable = 0xac00, syllable_count = 11172;
constexpr uint32_t first_leading = 0x1100, leading_count = 19;
constexpr uint32_t first_vowel = 0x1161, vowel_count = 21;
constexpr uint32_t before_trailing = 0x11a7, trailing_count = 28;

/// What a correction of Unicode changed.
struct Correction {
    uint32_t point, old_decomposition;
};
constexpr Correction corrections[] = { { 0x2f868, 0x2136a }, { 0x2f874, 0x5f33 }, { 0x2f91f, 0x43ab },
    { 0x2f95f, 0x7aae }, { 0x2f9bf, 0x4d57 } };

bool is_unknown(uint32_t point, Form form) { return form.is_old && !(record_of(point).flags & Assigned32); }

uint8_t combining_of(uint32_t point, Form form) { return is_unknown(point, form) ? 0 : record_of(point).combining; }

/// Whether the quick check says yes.
bool is_surely_normal(std::string_view text, Form form)
{
    int flag = form.composes ? (form.is_compatible ? NotNfkc : NotNfc) : (form.is_compatible ? NotNfkd : NotNfd);
    uint8_t before = 0;
    for (size_t at = 0; at < text.size();) {
        if (uint8_t(text[at]) < 0x80) {
            at++;
            before = 0;
            continue;
        }
        const Record& record = record_of(unicode::next_point(text, at));
        if ((record.flags & flag) || (record.combining && record.combining < before))
            return false;
        before = record.combining;
    }
    return true;
}

class Normalizer
{
public:
    Normalizer(Vm& vm, Form form)
        : vm_(vm)
        , form_(form)
    {
    }
    Result<std::string> run(std::string_view text);

private:
    void decompose(uint32_t point);
    void put_in_order();
    void compose();
    uint32_t pair_of(uint32_t first, uint32_t second) const;

    Vm& vm_;
    Form form_;
    std::vector<uint32_t> points_;
};

/// Tables are of few levels: a part of a decomposition may have one itself.
void Normalizer::decompose(uint32_t point)
{
    if (point < 0x80 || is_unknown(point, form_)) {
        points_.push_back(point);
        return;
    }
    if (point - first_syllable < syllable_count) {
        uint32_t index = point - first_syllable;
        points_.push_back(first_leading + index / (vowel_count * trailing_count));
        points_.push_back(first_vowel + index / trailing_count % vowel_count);
        if (index % trailing_count)
            points_.push_back(before_trailing + index % trailing_count);
        return;
    }
    if (form_.is_old)
        for (const Correction& correction : corrections)
            if (correction.point == point)
                return decompose(correction.old_decomposition);
    const uint32_t* parts = decomposition_of(point);
    size_t count = *parts & 0xff, tag = *parts >> 8;
    if (count == 0 || (tag && !form_.is_compatible)) {
        points_.push_back(point);
        return;
    }
    for (size_t i = 1; i <= count; i++)
        decompose(parts[i]);
}

void Normalizer::put_in_order()
{
    for (size_t i = 0; i < points_.size();) {
        if (combining_of(points_[i], form_) == 0) {
            i++;
            continue;
        }
        size_t start = i;
        while (i < points_.size() && combining_of(points_[i], form_) != 0)
            i++;
        if (i - start > 1)
            std::stable_sort(points_.begin() + long(start), points_.begin() + long(i),
                [&](uint32_t a, uint32_t b) { return combining_of(a, form_) < combining_of(b, form_); });
    }
}

/// What the two are composed to, or 0.
uint32_t Normalizer::pair_of(uint32_t first, uint32_t second) const
{
    if (first - first_leading < leading_count && second - first_vowel < vowel_count)
        return first_syllable + ((first - first_leading) * vowel_count + (second - first_vowel)) * trailing_count;
    if (first - first_syllable < syllable_count && (first - first_syllable) % trailing_count == 0 &&
        second > before_trailing && second < before_trailing + trailing_count)
        return first + (second - before_trailing);
    const Composition* end = compositions + composition_count;
    const Composition* found =
        std::lower_bound(compositions, end, first, [&](const Composition& pair, uint32_t wanted) {
            return pair.first != wanted ? pair.first < wanted : pair.second < second;
        });
    bool is_pair = found != end && found->first == first && found->second == second;
    return is_pair && !is_unknown(found->composed, form_) ? found->composed : 0;
}

/// A character is composed with the last starter before it when nothing between blocks it.
void Normalizer::compose()
{
    constexpr size_t none = size_t(-1);
    size_t kept = 0, starter = none;
    uint8_t before = 0;
    for (uint32_t point : points_) {
        uint8_t combining = combining_of(point, form_);
        bool is_adjacent = starter != none && kept == starter + 1;
        bool is_blocked = starter == none || (!is_adjacent && (before == 0 || before >= combining));
        uint32_t composed = is_blocked ? 0 : pair_of(points_[starter], point);
        if (composed) {
            points_[starter] = composed;
            continue;
        }
        if (combining == 0)
            starter = kept;
        before = combining;
        points_[kept++] = point;
    }
    points_.resize(kept);
}

Result<std::string> Normalizer::run(std::string_view text)
{
    TRY(vm_.require_room(8 * text.size()));
    vm_.charge_bytes(64 * text.size());
    points_.reserve(text.size());
    for (size_t at = 0; at < text.size();)
        decompose(unicode::next_point(text, at));
    TRY(vm_.require_room(8 * points_.size()));
    put_in_order();
    if (form_.composes)
        compose();
    std::string out;
    out.reserve(points_.size() * 2);
    for (uint32_t point : points_)
        utf8::append(out, point);
    return out;
}

} // namespace

bool find_form(std::string_view name, Form& form)
{
    if (name.size() < 3 || name.size() > 4 || !name.starts_with("NF"))
        return false;
    form.is_compatible = name.size() == 4;
    form.composes = name.back() == 'C';
    return (form.composes || name.back() == 'D') && (name.size() == 3 || name[2] == 'K');
}

Result<Str*> normalize(Vm& vm, Str* str, Form form)
{
    vm.charge_bytes(4 * str->size);
    if (str->is_ascii() || (!form.is_old && is_surely_normal(str->view(), form)))
        return str;
    return make_str(vm, TRY(Normalizer(vm, form).run(str->view())));
}

Result<bool> is_normalized(Vm& vm, Str* str, Form form)
{
    vm.charge_bytes(4 * str->size);
    if (str->is_ascii() || (!form.is_old && is_surely_normal(str->view(), form)))
        return true;
    return TRY(Normalizer(vm, form).run(str->view())) == str->view();
}

} // namespace coil::internal::unidata

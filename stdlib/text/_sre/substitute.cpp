#include "stdlib/text/_sre/substitute.h"

#include <algorithm>

#include "objects/bytes.h"
#include "objects/exception.h"
#include "objects/memory_view.h"
#include "objects/text_builder.h"
#include "runtime/operations/call.h"
#include "stdlib/text/_sre/template.h"

namespace coil::internal::regex
{

namespace
{

class Substitution
{
public:
    Substitution(Vm& vm, PatternObject* pattern, Value replacement, OpenText text)
        : vm_(vm)
        , pattern_(pattern)
        , replacement_(replacement)
        , text_(text)
        , is_str_(is_kind(text.object, Kind::Str))
        , places_(2 * size_t(pattern->matcher->tree().groups + 1))
        , out_(vm)
    {
    }
    Result<Substituted> run(int64_t count);

private:
    Result<void> add_replacement();
    Result<void> add_piece(Value owner, std::string_view text);
    Result<void> add_value(Value value);

    Vm& vm_;
    PatternObject* pattern_;
    Value replacement_;
    OpenText text_;
    bool is_str_;
    std::vector<size_t> places_; ///< of the match that is being replaced
    bool is_call_ = false;
    Tuple* parts_ = nullptr;
    TextBuilder out_;
    int64_t pieces_ = 0; ///< that CPython would join, for the text of a TypeError
};

Result<void> Substitution::add_piece(Value owner, std::string_view text)
{
    pieces_++;
    return add_text(out_, owner, text);
}

/// Adds what is to be of the text's kind.
Result<void> Substitution::add_value(Value value)
{
    std::string_view view;
    if (is_str_) {
        auto* str = as_if<Str>(value);
        if (!str)
            return vm_.raise(
                Error::TypeError, "sequence item {}: expected str instance, {} found", pieces_, type_name(vm_, value));
        view = str->view();
    } else if (is_kind(value, Kind::Str)) {
        return vm_.raise(Error::TypeError, "sequence item {}: expected a bytes-like object, str found", pieces_);
    } else {
        if (!TRY(buffer_view(vm_, value, view)))
            return vm_.raise(Error::TypeError, "sequence item {}: expected a bytes-like object, {} found", pieces_,
                type_name(vm_, value));
    }
    return add_piece(value, view);
}

/// Adds what replaces the match at `places_`.
Result<void> Substitution::add_replacement()
{
    if (is_call_) {
        Value match = TRY(make_match(vm_, pattern_, text_, places_.data()));
        Value value = TRY(call_with_one(vm_, replacement_, match));
        return value.is_none() ? Result<void>() : add_value(value);
    }
    for (size_t i = 0; i < parts_->size; i++) {
        Value part = parts_->items[i];
        if (!part.is_small()) {
            TRY(add_value(part));
            continue;
        }
        const size_t* group = places_.data() + 2 * part.as_small();
        if (group[0] == no_place)
            continue;
        TRY(reopen(vm_, text_));
        if (group[1] <= text_.text.size())
            TRY(add_piece(text_.object, text_.text.substr(group[0], group[1] - group[0])));
    }
    return {};
}

Result<Substituted> Substitution::run(int64_t count)
{
    is_call_ = is_callable(vm_, replacement_);
    if (!is_call_)
        parts_ = TRY(template_of(vm_, pattern_, replacement_));
    Substituted result;
    size_t at = text_.begin, copied = 0;
    bool not_empty = false;
    Matcher& matcher = *pattern_->matcher;
    while (count == 0 || result.count < count) {
        TRY(reopen(vm_, text_));
        if (at > text_.text.size() || !TRY(matcher.match(Mode::Search, text_.subject(), at, not_empty)))
            break;
        // Other code may use the pattern while the result grows.
        std::copy_n(matcher.places(), places_.size(), places_.begin());
        size_t begin = places_[0], end = places_[1];
        if (copied < begin)
            TRY(add_piece(text_.object, text_.text.substr(copied, begin - copied)));
        TRY(add_replacement());
        copied = end;
        result.count++;
        not_empty = begin == end;
        at = end;
    }
    TRY(reopen(vm_, text_));
    if (result.count == 0) {
        result.text = TRY(slice_of(vm_, text_.object, TRY(bytes_of(vm_, text_.object)), 0, SIZE_MAX));
        return result;
    }
    std::string_view all = TRY(bytes_of(vm_, text_.object));
    if (copied < all.size())
        TRY(add_text(out_, text_.object, all.substr(copied)));
    result.text = is_str_ ? Value::cell(TRY(out_.finish())) : Value::cell(TRY(make_bytes(vm_, out_.view())));
    return result;
}

} // namespace

Result<Substituted> substitute(Vm& vm, PatternObject* pattern, Value replacement, Value string, int64_t count)
{
    OpenText text = TRY(open_text(vm, pattern, string, 0, INT64_MAX));
    return Substitution(vm, pattern, replacement, text).run(count);
}

} // namespace coil::internal::regex

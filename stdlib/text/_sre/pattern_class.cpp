#include <cstdio>

#include "builtins/define.h"
#include "objects/bytes.h"
#include "objects/class_members.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/hash.h"
#include "objects/list.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"
#include "stdlib/text/_sre/cells.h"
#include "stdlib/text/_sre/substitute.h"
#include "stdlib/text/_sre/template.h"

namespace coil::internal::regex
{

namespace
{

void trace_pattern(Cell* cell, gc::Tracer& tracer)
{
    auto* pattern = static_cast<PatternObject*>(cell);
    tracer.visit(static_cast<Cell*>(pattern->state));
    tracer.visit(pattern->pattern);
    tracer.visit(pattern->group_names);
    tracer.visit(pattern->last_template);
    tracer.visit(pattern->template_parts);
}
void destroy_pattern(Cell* cell) { static_cast<PatternObject*>(cell)->matcher.reset(); }

} // namespace

const NativeType pattern_type{ "Pattern", trace_pattern, destroy_pattern };

namespace
{

Result<PatternObject*> pattern_of(Vm& vm, Value self)
{
    if (auto* pattern = native_as<PatternObject>(self, pattern_type))
        return pattern;
    return vm.raise(Error::TypeError, "a re.Pattern is required, not '{}'", type_name(vm, self));
}

Result<int64_t> bound(Vm& vm, Value value, int64_t fallback)
{
    if (value.is_empty())
        return fallback;
    return value.is_small() ? value.as_small() : to_index(vm, value);
}

template <Mode mode> Result<Value> match_with(Vm& vm, Value self, Value string, Value start, Value stop)
{
    PatternObject* pattern = TRY(pattern_of(vm, self));
    int64_t first = TRY(bound(vm, start, 0)), last = TRY(bound(vm, stop, INT64_MAX));
    OpenText text = TRY(open_text(vm, pattern, string, first, last));
    if (text.start > text.stop)
        return None;
    Matcher& matcher = *pattern->matcher;
    if (!TRY(matcher.match(mode, text.subject(), text.begin, false)))
        return None;
    return make_match(vm, pattern, text, matcher.places());
}

/// Goes from match to match of a text.
class Matches
{
public:
    Matches(Vm& vm, PatternObject* pattern, OpenText text)
        : vm_(vm)
        , matcher_(*pattern->matcher)
        , text_(text)
        , at_(text.begin)
    {
    }
    /// May run script code before it matches: what is got of a match is to be used before the next call.
    Result<bool> next()
    {
        TRY(vm_.work(2));
        TRY(reopen(vm_, text_));
        if (text_.start > text_.stop || at_ > text_.text.size())
            return false;
        if (!TRY(matcher_.match(Mode::Search, text_.subject(), at_, not_empty_)))
            return false;
        at_ = places()[1];
        not_empty_ = places()[0] == at_;
        return true;
    }
    const size_t* places() const { return matcher_.places(); }
    const OpenText& text() const { return text_; }
    /// What a group took.
    Result<Value> group(size_t index, Value fallback)
    {
        const size_t* place = places() + 2 * index;
        return place[0] == no_place ? fallback : slice_of(vm_, text_.object, text_.text, place[0], place[1]);
    }

private:
    Vm& vm_;
    Matcher& matcher_;
    OpenText text_;
    size_t at_;
    bool not_empty_ = false;
};

Result<Value> find_all(Vm& vm, Value self, Value string, Value start, Value stop)
{
    PatternObject* pattern = TRY(pattern_of(vm, self));
    int64_t first = TRY(bound(vm, start, 0)), last = TRY(bound(vm, stop, INT64_MAX));
    Matches matches(vm, pattern, TRY(open_text(vm, pattern, string, first, last)));
    Value empty = TRY(empty_like(vm, string));
    List* out = TRY(make_list(vm));
    size_t groups = pattern->matcher->tree().groups;
    while (TRY(matches.next())) {
        if (groups <= 1) {
            TRY(list_append(vm, out, TRY(matches.group(groups, empty))));
            continue;
        }
        Tuple* item = TRY(make_tuple(vm, groups));
        for (size_t i = 0; i < groups; i++) {
            Value value = TRY(matches.group(i + 1, empty));
            vm.heap.write_barrier(item);
            item->items[i] = value;
        }
        TRY(list_append(vm, out, Value::cell(item)));
    }
    return Value::cell(out);
}

template <bool is_iterator> Result<Value> scanner(Vm& vm, Value self, Value string, Value start, Value stop)
{
    PatternObject* pattern = TRY(pattern_of(vm, self));
    int64_t first = TRY(bound(vm, start, 0)), last = TRY(bound(vm, stop, INT64_MAX));
    return make_scanner(vm, pattern, string, first, last, is_iterator);
}

Result<Value> split(Vm& vm, Value self, Value string, int64_t most)
{
    PatternObject* pattern = TRY(pattern_of(vm, self));
    Matches matches(vm, pattern, TRY(open_text(vm, pattern, string, 0, INT64_MAX)));
    List* out = TRY(make_list(vm));
    size_t groups = pattern->matcher->tree().groups, copied = 0;
    auto piece = [&](size_t begin, size_t end) { return slice_of(vm, string, matches.text().text, begin, end); };
    for (int64_t count = 0; (most == 0 || count < most) && TRY(matches.next()); count++) {
        TRY(list_append(vm, out, TRY(piece(copied, matches.places()[0]))));
        for (size_t i = 1; i <= groups; i++)
            TRY(list_append(vm, out, TRY(matches.group(i, None))));
        copied = matches.places()[1];
    }
    TRY(list_append(vm, out, TRY(slice_of(vm, string, TRY(bytes_of(vm, string)), copied, SIZE_MAX))));
    return Value::cell(out);
}

Result<Value> sub(Vm& vm, Value self, Value replacement, Value string, int64_t count)
{
    return TRY(substitute(vm, TRY(pattern_of(vm, self)), replacement, string, count)).text;
}
Result<Value> subn(Vm& vm, Value self, Value replacement, Value string, int64_t count)
{
    Substituted done = TRY(substitute(vm, TRY(pattern_of(vm, self)), replacement, string, count));
    return Value::cell(TRY(make_pair(vm, done.text, Value::small(done.count))));
}

Result<Value> pattern_repr(Vm& vm, Value self)
{
    PatternObject* pattern = TRY(pattern_of(vm, self));
    static constexpr struct {
        uint32_t flag;
        std::string_view name;
    } names[] = { { IgnoreCase, "re.IGNORECASE" }, { Locale, "re.LOCALE" }, { Multiline, "re.MULTILINE" },
        { DotAll, "re.DOTALL" }, { Unicode, "re.UNICODE" }, { Verbose, "re.VERBOSE" }, { Debug, "re.DEBUG" },
        { Ascii, "re.ASCII" } };
    constexpr size_t most_shown = 200;
    uint32_t flags = pattern->matcher->tree().flags;
    // That a str is Unicode goes without saying.
    if (!pattern->matcher->tree().is_bytes && (flags & type_flags) == Unicode)
        flags &= ~uint32_t(Unicode);
    Str* shown = TRY(repr(vm, pattern->pattern));
    std::string text = "re.compile(";
    text += TRY(str_prefix(vm, shown, std::min<size_t>(shown->length, most_shown)));
    std::string_view between = ", ";
    for (auto [flag, name] : names)
        if (flags & flag) {
            text += between;
            text += name;
            between = "|";
            flags &= ~flag;
        }
    if (flags) {
        char rest[16];
        snprintf(rest, sizeof(rest), "0x%x", flags);
        text += between;
        text += rest;
    }
    return Value::cell(TRY(make_str(vm, text + ")")));
}

Result<Value> pattern_equal(Vm& vm, Value self, Value other)
{
    PatternObject* pattern = TRY(pattern_of(vm, self));
    auto* that = native_as<PatternObject>(other, pattern_type);
    if (!that)
        return NotImplemented;
    const Tree &left = pattern->matcher->tree(), &right = that->matcher->tree();
    if (left.flags != right.flags || left.is_bytes != right.is_bytes)
        return False;
    return Value::boolean(TRY(vm.operations.equal(vm, pattern->pattern, that->pattern)));
}
Result<int64_t> pattern_hash(Vm& vm, Value self)
{
    PatternObject* pattern = TRY(pattern_of(vm, self));
    return TRY(hash_value(vm, pattern->pattern)) ^ int64_t(pattern->matcher->tree().flags);
}

Value copy(Vm&, Value self) { return self; }
Value deep_copy(Vm&, Value self, Value) { return self; }

Result<Value> get_pattern(Vm& vm, Value self) { return TRY(pattern_of(vm, self))->pattern; }
Result<Value> get_flags(Vm& vm, Value self) { return Value::small(TRY(pattern_of(vm, self))->matcher->tree().flags); }
Result<Value> get_groups(Vm& vm, Value self) { return Value::small(TRY(pattern_of(vm, self))->matcher->tree().groups); }
Result<Value> get_group_index(Vm& vm, Value self)
{
    Dict* names = TRY(dict_copy(vm, as<Dict>(TRY(pattern_of(vm, self))->group_names)));
    return call_with_one(vm, Value::cell(vm.classes->mapping_proxy), Value::cell(names));
}

constexpr NativeDef class_methods[] = { def<"__class_getitem__(cls, item, /)", make_generic_alias>("See PEP 585") };
constexpr NativeDef methods[] = {
    def<"match(self, /, string, pos=0, endpos=sys.maxsize)", match_with<Mode::Match>>(
        "A match that begins at the start of the text, or None."),
    def<"fullmatch(self, /, string, pos=0, endpos=sys.maxsize)", match_with<Mode::FullMatch>>(
        "A match of all of the text, or None."),
    def<"search(self, /, string, pos=0, endpos=sys.maxsize)", match_with<Mode::Search>>(
        "The first match in the text, or None."),
    def<"findall(self, /, string, pos=0, endpos=sys.maxsize)", find_all>(
        "What all matches took, or their groups where the pattern has some."),
    def<"finditer(self, /, string, pos=0, endpos=sys.maxsize)", scanner<true>>("An iterator over all matches."),
    def<"scanner(self, /, string, pos=0, endpos=sys.maxsize)", scanner<false>>(),
    def<"split(self, /, string, maxsplit=0)", split>("The text between the matches, with what groups took."),
    def<"sub(self, /, repl, string, count=0)", sub>("The text with its matches replaced."),
    def<"subn(self, /, repl, string, count=0)", subn>("The same, and how many there were."),
    def<"__copy__(self, /)", copy>(),
    def<"__deepcopy__(self, memo, /)", deep_copy>(),
    def<"__eq__(self, value, /)", pattern_equal>(),
    def<"__hash__(self, /)", pattern_hash>(),
    def<"__repr__(self, /)", pattern_repr>(),
};
constexpr AttributeDef attributes[] = {
    { "pattern", get_pattern, nullptr, "What it was compiled from." },
    { "flags", get_flags, nullptr, "Its flags, with those that stand in the pattern." },
    { "groups", get_groups, nullptr, "How many groups capture." },
    { "groupindex", get_group_index, nullptr, "The numbers of named groups." },
};

Result<Value> pattern_new(Vm& vm, Value, Arguments)
{
    return vm.raise(Error::TypeError, "cannot create 're.Pattern' instances");
}
constexpr NativeDef pattern_new_def = def<"__new__(cls, /, *args)", pattern_new>();

} // namespace

Result<void> define_pattern_class(Vm& vm, Module* module, State* state)
{
    Class* cls = TRY(define_class(vm, module, vm.classes->object,
        { .name = "Pattern",
            .module = "re",
            .methods = methods,
            .attributes = attributes,
            .new_def = &pattern_new_def,
            .kind = Kind::NativeResource,
            .flags = HasWeakref | DisallowsSubclasses,
            .doc = "A compiled pattern." }));
    add_class_methods(vm, cls, class_methods);
    vm.heap.write_barrier(state);
    state->pattern_class = Value::cell(cls);
    return {};
}

} // namespace coil::internal::regex

// A recursive descent over tokens, in CPython's order: what it complains about first, and where, is what people see.
#include "stdlib/text/_sre/parser.h"

#include "base/unicode_text.h"
#include "objects/str.h"
#include "runtime/interpreter/interpreter.h"
#include "stdlib/text/_sre/pattern_parser.h"

namespace coil::internal::regex
{

namespace
{

uint64_t saturated(unsigned __int128 width) { return width > no_maximum ? uint64_t(no_maximum) : uint64_t(width); }

} // namespace

Result<void> PatternParser::parse()
{
    TRY(reader_.start());
    tree_.root = TRY(parse_branches(true));
    tree_.flags = flags_;
    Vm& vm = reader_.vm;
    if (!tree_.is_bytes) {
        if (tree_.flags & Locale)
            return vm.raise(Error::ValueError, "cannot use LOCALE flag with a str pattern");
        if (!(tree_.flags & Ascii))
            tree_.flags |= Unicode;
        else if (tree_.flags & Unicode)
            return vm.raise(Error::ValueError, "ASCII and UNICODE flags are incompatible");
    } else {
        if (tree_.flags & Unicode)
            return vm.raise(Error::ValueError, "cannot use UNICODE flag with a bytes pattern");
        if (tree_.flags & Locale && tree_.flags & Ascii)
            return vm.raise(Error::ValueError, "ASCII and LOCALE flags are incompatible");
    }
    if (!reader_.at_end())
        return reader_.fail("unbalanced parenthesis");
    tree_.groups = uint32_t(groups_.size() - 1);
    for (auto [group, place] : conditions_)
        if (group > tree_.groups)
            return raise_pattern_error(vm, reader_.reporter, reader_.source,
                "invalid group reference " + std::to_string(group), int64_t(place));
    for (const Node& node : tree_.nodes)
        if (node.kind == NodeKind::Look && node.behind) {
            const Node& child = tree_.nodes[node.children[0]];
            if (child.shortest != child.longest)
                return raise_pattern_error(vm, reader_.reporter, None, "look-behind requires fixed-width pattern", -1);
        }
    return {};
}

/// Adds a sequence that is complete; one of a single node is that node.
uint32_t PatternParser::finish(Node sequence)
{
    if (sequence.children.size() == 1)
        return sequence.children[0];
    for (uint32_t child : sequence.children) {
        sequence.shortest = saturated(sequence.shortest + tree_.nodes[child].shortest);
        sequence.longest = saturated(sequence.longest + tree_.nodes[child].longest);
    }
    return add(std::move(sequence));
}

Result<uint32_t> PatternParser::parse_branches(bool is_outermost)
{
    if (!native_stack_ok(reader_.vm))
        return raise_native_recursion(reader_.vm, "");
    Node branch = make(NodeKind::Branch);
    do {
        branch.children.push_back(TRY(parse_sequence(is_outermost && branch.children.empty())));
    } while (TRY(reader_.match('|')));
    if (branch.children.size() == 1)
        return branch.children[0];
    branch.shortest = no_maximum;
    for (uint32_t child : branch.children) {
        branch.shortest = std::min(branch.shortest, tree_.nodes[child].shortest);
        branch.longest = std::max(branch.longest, tree_.nodes[child].longest);
    }
    return add(std::move(branch));
}

Result<uint32_t> PatternParser::parse_sequence(bool is_first)
{
    Node sequence = make(NodeKind::Sequence);
    while (!reader_.at_end() && !reader_.is_next('|') && !reader_.is_next(')')) {
        TRY(reader_.vm.work(1));
        Token token = TRY(reader_.get());
        if (flags_ & Verbose && token.size() == 1) {
            char32_t c = token[0];
            if (c == ' ' || (c >= '\t' && c <= '\r'))
                continue;
            if (c == '#') {
                do
                    token = TRY(reader_.get());
                while (!token.empty() && token != U"\n");
                continue;
            }
        }
        TRY(parse_item(token, sequence, is_first));
    }
    return finish(std::move(sequence));
}

Result<void> PatternParser::parse_item(Token token, Node& sequence, bool is_first)
{
    switch (token[0]) {
    case '\\':
        return parse_escape(token, sequence);
    case '[':
        return parse_set(sequence);
    case '*':
    case '+':
    case '?':
    case '{':
        return parse_repeat(token[0], sequence);
    case '(':
        return parse_group(sequence, is_first);
    case '.': {
        Node any = make(NodeKind::Any);
        any.shortest = any.longest = 1;
        append(sequence, std::move(any));
        return {};
    }
    case '^':
        append(sequence, make(NodeKind::LineStart));
        return {};
    case '$':
        append(sequence, make(NodeKind::LineEnd));
        return {};
    default:
        append_literal(sequence, token[0]);
        return {};
    }
}

Result<void> PatternParser::parse_escape(Token token, Node& sequence)
{
    char32_t c = token[1];
    Node node = make(NodeKind::Set);
    switch (c) {
    case 'A':
        node.kind = NodeKind::TextStart;
        break;
    case 'z':
    case 'Z':
        node.kind = NodeKind::TextEnd;
        break;
    case 'b':
        node.kind = NodeKind::Boundary;
        break;
    case 'B':
        node.kind = NodeKind::NotBoundary;
        break;
    default:
        if (uint8_t cls = class_of_escape(c)) {
            node.number = uint32_t(tree_.sets.size());
            node.shortest = node.longest = 1;
            tree_.sets.push_back({ {}, cls, false });
            break;
        }
        Escape escape = TRY(read_escape(reader_, token, false));
        if (escape.is_group)
            return refer(sequence, escape.number, escape.size);
        append_literal(sequence, uint32_t(escape.number));
        return {};
    }
    append(sequence, std::move(node));
    return {};
}

/// Appends a reference to a group that has ended; `offset` is where it is named.
Result<void> PatternParser::refer(Node& sequence, uint64_t group, size_t offset)
{
    if (group >= groups_.size())
        return reader_.fail("invalid group reference " + std::to_string(group), offset - 1);
    if (groups_[group].is_open)
        return reader_.fail("cannot refer to an open group", offset);
    TRY(check_in_look_behind(group));
    Node node = make(NodeKind::BackReference);
    node.number = uint32_t(group);
    node.shortest = groups_[group].shortest;
    node.longest = groups_[group].longest;
    append(sequence, std::move(node));
    return {};
}

Result<void> PatternParser::check_in_look_behind(uint64_t group)
{
    if (!look_behind_groups_)
        return {};
    if (group >= groups_.size() || groups_[group].is_open)
        return reader_.fail("cannot refer to an open group");
    if (group >= look_behind_groups_)
        return reader_.fail("cannot refer to group defined in the same lookbehind subpattern");
    return {};
}

Result<void> PatternParser::parse_set_item(Token token, CharacterSet& set, SetItem& item)
{
    if (token[0] == '\\')
        return read_set_escape(reader_, token, item);
    char32_t c = token[0];
    bool is_operator = c == '-' || c == '&' || c == '~' || c == '|';
    if (is_operator && (!set.ranges.empty() || set.classes) && reader_.is_next(c)) {
        const char* name = c == '-' ? "difference"
            : c == '&'              ? "intersection"
            : c == '~'              ? "symmetric difference"
                                    : "union";
        TRY(warn_of(reader_.vm, reader_.reporter, Error::FutureWarning,
            format_text("Possible set {} at position {}", { name, int64_t(reader_.tell()) - 1 })));
    }
    item = { c, 0 };
    return {};
}

Result<void> PatternParser::parse_set(Node& sequence)
{
    size_t here = reader_.tell() - 1;
    CharacterSet set;
    if (reader_.is_next('['))
        TRY(warn_of(reader_.vm, reader_.reporter, Error::FutureWarning,
            format_text("Possible nested set at position {}", { int64_t(reader_.tell()) })));
    set.negated = TRY(reader_.match('^'));
    auto unterminated = [&] { return reader_.fail("unterminated character set", reader_.tell() - here); };
    auto put = [&](const SetItem& item) {
        if (item.cls)
            set.classes |= item.cls;
        else
            set.ranges.push_back({ item.point, item.point });
    };
    for (;;) {
        TRY(reader_.vm.work(1));
        Token token = TRY(reader_.get());
        if (token.empty())
            return unterminated();
        if (token == U"]" && (!set.ranges.empty() || set.classes))
            break;
        SetItem first;
        TRY(parse_set_item(token, set, first));
        if (!TRY(reader_.match('-'))) {
            put(first);
            continue;
        }
        Token that = TRY(reader_.get());
        if (that.empty())
            return unterminated();
        if (that == U"]") {
            put(first);
            put({ '-', 0 });
            break;
        }
        SetItem last{ that[0], 0 };
        if (that[0] == '\\')
            TRY(read_set_escape(reader_, that, last));
        else if (that == U"-")
            TRY(warn_of(reader_.vm, reader_.reporter, Error::FutureWarning,
                format_text("Possible set difference at position {}", { int64_t(reader_.tell()) - 2 })));
        if (first.cls || last.cls || last.point < first.point)
            return reader_.fail(
                "bad character range " + text_of(token) + "-" + text_of(that), token.size() + 1 + that.size());
        set.ranges.push_back({ first.point, last.point });
    }
    Node node = make(NodeKind::Set);
    node.number = uint32_t(tree_.sets.size());
    node.shortest = node.longest = 1;
    tree_.sets.push_back(std::move(set));
    append(sequence, std::move(node));
    return {};
}

/// Reads the counts in braces; false when that is no quantifier, and the reader stands behind the brace again.
Result<bool> PatternParser::parse_counts(uint32_t& least, uint32_t& most, size_t here)
{
    if (reader_.is_next('}'))
        return false;
    std::u32string low, high;
    auto read = [&](std::u32string& digits) -> Result<void> {
        while (reader_.is_next_digit())
            digits += TRY(reader_.get());
        return {};
    };
    TRY(read(low));
    if (TRY(reader_.match(',')))
        TRY(read(high));
    else
        high = low;
    if (!TRY(reader_.match('}'))) {
        TRY(reader_.seek(here));
        return false;
    }
    uint64_t first = number_of(low, 10), last = high.empty() ? no_maximum : number_of(high, 10);
    if (first >= no_maximum || (!high.empty() && last >= no_maximum))
        return reader_.vm.raise(Error::OverflowError, "the repetition number is too large");
    if (last < first)
        return reader_.fail("min repeat greater than max repeat", reader_.tell() - here);
    least = uint32_t(first);
    most = uint32_t(last);
    return true;
}

Result<void> PatternParser::parse_repeat(char32_t sign, Node& sequence)
{
    size_t here = reader_.tell();
    Node node = make(NodeKind::Repeat);
    node.least = sign == '+';
    node.most = sign == '?' ? 1 : no_maximum;
    if (sign == '{' && !TRY(parse_counts(node.least, node.most, here))) {
        append_literal(sequence, sign);
        return {};
    }
    auto is_position = [](NodeKind kind) { return kind >= NodeKind::LineStart && kind <= NodeKind::NotBoundary; };
    if (sequence.children.empty() || is_position(tree_.nodes[sequence.children.back()].kind))
        return reader_.fail("nothing to repeat", reader_.tell() - here + 1);
    uint32_t child = sequence.children.back();
    const Node& item = tree_.nodes[child];
    if (item.kind == NodeKind::Repeat)
        return reader_.fail("multiple repeat", reader_.tell() - here + 1);
    node.shortest = saturated((unsigned __int128)(item.shortest) * node.least);
    node.longest = saturated((unsigned __int128)(item.longest) * node.most);
    node.children.push_back(child);
    if (TRY(reader_.match('?')))
        node.greed = Greed::Lazy;
    else if (TRY(reader_.match('+')))
        node.greed = Greed::Possessive;
    sequence.children.pop_back();
    append(sequence, std::move(node));
    return {};
}

Result<void> parse_pattern(
    Vm& vm, const Reporter& reporter, Value pattern, std::string_view text, Tree& tree, Dict* group_names)
{
    std::u32string points = points_of(text, tree.is_bytes);
    Reader reader(vm, reporter, pattern, points, tree.is_bytes);
    return PatternParser(reader, tree, group_names).parse();
}

} // namespace coil::internal::regex

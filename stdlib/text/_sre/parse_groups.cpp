// What stands in parentheses.
#include <algorithm>

#include "base/unicode_text.h"
#include "objects/exception.h"
#include "objects/str.h"
#include "runtime/interpreter/interpreter.h"
#include "stdlib/text/_sre/pattern_parser.h"

namespace coil::internal::regex
{

namespace
{

uint32_t flag_of(Reader::Token token)
{
    if (token.size() != 1)
        return 0;
    switch (token[0]) {
    case 'i':
        return IgnoreCase;
    case 'L':
        return Locale;
    case 'm':
        return Multiline;
    case 's':
        return DotAll;
    case 'x':
        return Verbose;
    case 'a':
        return Ascii;
    case 'u':
        return Unicode;
    default:
        return 0;
    }
}

} // namespace

Result<void> PatternParser::skip_comment(size_t start)
{
    for (;;) {
        if (reader_.at_end())
            return reader_.fail("missing ), unterminated comment", reader_.tell() - start);
        if (TRY(reader_.get()) == U")")
            return {};
    }
}

Result<void> PatternParser::close_group(size_t start)
{
    if (!TRY(reader_.match(')')))
        return reader_.fail("missing ), unterminated subpattern", reader_.tell() - start);
    return {};
}

Result<void> PatternParser::parse_group(Node& sequence, bool is_first)
{
    size_t start = reader_.tell() - 1;
    Head head;
    if (TRY(reader_.match('?')))
        head = TRY(parse_group_head(sequence, is_first, start));
    if (head.is_done)
        return {};
    Node node = make(head.is_atomic ? NodeKind::Atomic : NodeKind::Group);
    if (head.captures) {
        node.number = uint32_t(groups_.size());
        groups_.push_back({});
        open_captures_.push_back(node.number);
        if (!head.name.empty()) {
            auto [old, is_new] = names_.emplace(head.name, node.number);
            if (!is_new)
                return reader_.fail(format_text("redefinition of group name {} as group {}; was group {}",
                                        { TRY(reader_.shown(head.name)), int64_t(node.number), int64_t(old->second) }),
                    head.name.size() + 1);
            Str* name = intern(reader_.vm, text_of(head.name));
            TRY(dict_set_str(reader_.vm, group_names_, name, Value::small(node.number)));
        }
    }
    uint32_t outer = flags_;
    if (head.add & type_flags)
        flags_ &= ~type_flags;
    flags_ = (flags_ | head.add) & ~head.remove;
    uint32_t child = TRY(parse_branches(false));
    flags_ = outer;
    TRY(close_group(start));
    node.shortest = tree_.nodes[child].shortest;
    node.longest = tree_.nodes[child].longest;
    if (head.captures) {
        groups_[node.number] = { false, node.shortest, node.longest };
        tree_.closings.push_back({ node.number, looks_ahead_ > 0, outside_look_ });
        open_captures_.pop_back();
    }
    node.children.push_back(child);
    append(sequence, std::move(node));
    return {};
}

/// Behind `(?`. What is complete then, such as a look-ahead, is appended, and `is_done` set.
Result<PatternParser::Head> PatternParser::parse_group_head(Node& sequence, bool is_first, size_t start)
{
    Head head;
    head.captures = false;
    Token token = TRY(reader_.get());
    if (token.empty())
        return reader_.fail("unexpected end of pattern");
    if (token == U"P")
        return parse_python_extension(sequence);
    if (token == U":")
        return head;
    if (token == U">") {
        head.is_atomic = true;
        return head;
    }
    if (flag_of(token) || token == U"-") {
        ScopedFlags flags = TRY(parse_flags(token));
        if (flags.is_global) {
            if (!is_first || !sequence.children.empty())
                return reader_.fail("global flags not at the start of the expression", reader_.tell() - start);
            head.is_done = true;
        }
        head.add = flags.add;
        head.remove = flags.remove;
        return head;
    }
    head.is_done = true;
    if (token == U"#")
        TRY(skip_comment(start));
    else if (token == U"=" || token == U"!" || token == U"<")
        TRY(parse_look(sequence, token[0], start));
    else if (token == U"(")
        TRY(parse_conditional(sequence, start));
    else
        return reader_.fail("unknown extension ?" + text_of(token), token.size() + 1);
    return head;
}

Result<PatternParser::Head> PatternParser::parse_python_extension(Node& sequence)
{
    Head head;
    if (TRY(reader_.match('<'))) {
        head.name = TRY(reader_.get_until('>', "group name"));
        TRY(reader_.check_group_name(head.name, 1));
        return head;
    }
    if (TRY(reader_.match('='))) {
        std::u32string name = TRY(reader_.get_until(')', "group name"));
        TRY(reader_.check_group_name(name, 1));
        auto found = names_.find(name);
        if (found == names_.end())
            return reader_.fail("unknown group name " + TRY(reader_.shown(name)), name.size() + 1);
        TRY(refer(sequence, found->second, name.size() + 1));
        head.is_done = true;
        return head;
    }
    Token token = TRY(reader_.get());
    if (token.empty())
        return reader_.fail("unexpected end of pattern");
    return reader_.fail("unknown extension ?P" + text_of(token), token.size() + 2);
}

Result<void> PatternParser::parse_look(Node& sequence, char32_t sign, size_t start)
{
    Node node = make(NodeKind::Look);
    uint64_t outer = look_behind_groups_;
    if (sign == '<') {
        Token token = TRY(reader_.get());
        if (token.empty())
            return reader_.fail("unexpected end of pattern");
        if (token != U"=" && token != U"!")
            return reader_.fail("unknown extension ?<" + text_of(token), token.size() + 2);
        sign = token[0];
        node.behind = true;
        if (!outer)
            look_behind_groups_ = groups_.size();
    }
    node.negated = sign == '!';
    uint32_t outside = outside_look_;
    if (!node.behind && looks_ahead_++ == 0)
        outside_look_ = open_captures_.empty() ? 0 : open_captures_.back();
    node.children.push_back(TRY(parse_branches(false)));
    looks_ahead_ -= !node.behind;
    outside_look_ = outside;
    look_behind_groups_ = outer;
    TRY(close_group(start));
    append(sequence, std::move(node));
    return {};
}

Result<void> PatternParser::parse_conditional(Node& sequence, size_t start)
{
    std::u32string name = TRY(reader_.get_until(')', "group name"));
    uint64_t group;
    if (Reader::is_identifier(name)) {
        TRY(reader_.check_group_name(name, 1));
        auto found = names_.find(name);
        if (found == names_.end())
            return reader_.fail("unknown group name " + TRY(reader_.shown(name)), name.size() + 1);
        group = found->second;
    } else {
        group = TRY(reader_.group_number(name, 1));
        if (group == 0)
            return reader_.fail("bad group number", name.size() + 1);
        conditions_.emplace(group, reader_.tell() - name.size() - 1);
    }
    TRY(check_in_look_behind(group));
    if (!native_stack_ok(reader_.vm))
        return raise_native_recursion(reader_.vm, "");
    Node node = make(NodeKind::Conditional);
    node.number = uint32_t(group);
    node.children.push_back(TRY(parse_sequence(false)));
    if (TRY(reader_.match('|'))) {
        node.children.push_back(TRY(parse_sequence(false)));
        if (reader_.is_next('|'))
            return reader_.fail("conditional backref with more than two branches");
    }
    TRY(close_group(start));
    const Node& yes = tree_.nodes[node.children[0]];
    node.longest = yes.longest;
    if (node.children.size() == 2) {
        const Node& no = tree_.nodes[node.children[1]];
        node.shortest = std::min(yes.shortest, no.shortest);
        node.longest = std::max(yes.longest, no.longest);
    }
    append(sequence, std::move(node));
    return {};
}

Result<PatternParser::ScopedFlags> PatternParser::parse_flags(Token token)
{
    ScopedFlags flags;
    auto unknown = [&](std::string_view missing) {
        bool is_letter = token.size() == 1 && unicode::is_alpha(token[0]);
        return reader_.fail(std::string(is_letter ? "unknown flag" : missing), token.size());
    };
    while (token != U"-") {
        uint32_t flag = flag_of(token);
        if (flag == Locale && !tree_.is_bytes)
            return reader_.fail("bad inline flags: cannot use 'L' flag with a str pattern");
        if (flag == Unicode && tree_.is_bytes)
            return reader_.fail("bad inline flags: cannot use 'u' flag with a bytes pattern");
        flags.add |= flag;
        if (flag & type_flags && (flags.add & type_flags) != flag)
            return reader_.fail("bad inline flags: flags 'a', 'u' and 'L' are incompatible");
        token = TRY(reader_.get());
        if (token.empty())
            return reader_.fail("missing -, : or )");
        if (token == U")") {
            flags_ |= flags.add;
            flags.is_global = true;
            return flags;
        }
        if (token == U":")
            return flags;
        if (token != U"-" && !flag_of(token))
            return unknown("missing -, : or )");
    }
    token = TRY(reader_.get());
    if (token.empty())
        return reader_.fail("missing flag");
    if (!flag_of(token))
        return unknown("missing flag");
    while (token != U":") {
        uint32_t flag = flag_of(token);
        if (flag & type_flags)
            return reader_.fail("bad inline flags: cannot turn off flags 'a', 'u' and 'L'");
        flags.remove |= flag;
        token = TRY(reader_.get());
        if (token.empty())
            return reader_.fail("missing :");
        if (token != U":" && !flag_of(token))
            return unknown("missing :");
    }
    if (flags.add & flags.remove)
        return reader_.fail("bad inline flags: flag turned on and off", 1);
    return flags;
}

} // namespace coil::internal::regex

// Nothing is left to PCRE2's options but what a dot, ^ and $ mean: classes, case and line ends are spelt out, so that a
// pattern means what it means in Python. Numbers of groups stay what they are.
#include "stdlib/text/_sre/translate_pcre2.h"

#include "runtime/interpreter/interpreter.h"
#include "stdlib/text/_sre/spelling.h"

namespace coil::internal::regex
{

namespace
{

constexpr uint32_t largest_count = 65535;
constexpr std::string_view nothing = "[^\\x{0}-\\x{ff}]";

class Translator
{
public:
    Translator(Vm& vm, const Tree& tree, Alphabet alphabet)
        : vm_(vm)
        , tree_(tree)
        , alphabet_(alphabet)
    {
    }
    Result<void> translate(uint32_t index);
    Translated take() { return { std::move(out_), deepest_ }; }

private:
    void add_unicode_set(const Node& node);
    void add_boundary(const Node& node);
    void add_counts(Greed greed, uint32_t least, uint32_t most);
    Result<void> add_repeat(const Node& node);
    Result<void> add_empty_repeat(const Node& node);
    Result<void> add_large_repeat(const Node& node);
    Result<void> add_in(std::string_view open, uint32_t child);
    bool is_one_character(const Node& node) const { return node.kind <= NodeKind::Any; }

    Vm& vm_;
    const Tree& tree_;
    Alphabet alphabet_;
    std::string out_;
    unsigned depth_ = 0, deepest_ = 0, looks_behind_ = 0;
};

Result<void> Translator::translate(uint32_t index)
{
    if (!native_stack_ok(vm_))
        return raise_native_recursion(vm_, "");
    TRY(vm_.work_in_one_step(1));
    const Node& node = tree_.nodes[index];
    switch (node.kind) {
    case NodeKind::Any:
        out_ += node.flags & DotAll ? "." : "\\N";
        return {};
    case NodeKind::Literal:
    case NodeKind::Set:
        if (alphabet_ == Alphabet::Unicode)
            add_unicode_set(node);
        else
            out_ += spell_small_set(table_of(tree_, node, alphabet_), alphabet_, nothing);
        return {};
    case NodeKind::LineStart:
        out_ += node.flags & Multiline ? "^" : "\\A";
        return {};
    case NodeKind::LineEnd:
        out_ += node.flags & Multiline ? "$" : "\\Z";
        return {};
    case NodeKind::TextStart:
        out_ += "\\A";
        return {};
    case NodeKind::TextEnd:
        out_ += "\\z";
        return {};
    case NodeKind::Boundary:
    case NodeKind::NotBoundary:
        add_boundary(node);
        return {};
    case NodeKind::Sequence:
        for (uint32_t child : node.children) {
            if (tree_.nodes[child].kind == NodeKind::Branch)
                TRY(add_in("(?:", child));
            else
                TRY(translate(child));
        }
        return {};
    case NodeKind::Branch:
        for (size_t i = 0; i < node.children.size(); i++) {
            if (i)
                out_ += '|';
            TRY(translate(node.children[i]));
        }
        return {};
    case NodeKind::Repeat:
        return add_repeat(node);
    case NodeKind::Group:
        return add_in(node.number ? "(" : "(?:", node.children[0]);
    case NodeKind::Atomic:
        return add_in("(?>", node.children[0]);
    case NodeKind::Look:
        looks_behind_ += node.behind;
        TRY(add_in(node.behind ? (node.negated ? "(?<!" : "(?<=") : (node.negated ? "(?!" : "(?="), node.children[0]));
        looks_behind_ -= node.behind;
        return {};
    case NodeKind::BackReference:
        out_ += (node.flags & IgnoreCase ? "(?i:\\g{" : "(?:\\g{") + std::to_string(node.number) + "})";
        return {};
    case NodeKind::Conditional:
        out_ += "(?(" + std::to_string(node.number) + ")";
        TRY(add_in("(?:", node.children[0]));
        if (node.children.size() == 2) {
            out_ += '|';
            TRY(add_in("(?:", node.children[1]));
        }
        out_ += ')';
        return {};
    }
    return {};
}

Result<void> Translator::add_in(std::string_view open, uint32_t child)
{
    out_ += open;
    deepest_ = std::max(deepest_, ++depth_);
    TRY(translate(child));
    depth_--;
    out_ += ')';
    return {};
}

void Translator::add_unicode_set(const Node& node)
{
    UnicodeSet set = unicode_set(tree_, node);
    if (!set.classes && !set.negated && set.ranges.size() == 1 && set.ranges[0].first == set.ranges[0].last) {
        spell_point(out_, set.ranges[0].first);
        return;
    }
    std::string items = spell_unicode_items(set);
    std::string word_set = "[" + std::string(word_items) + "]", others = "[^" + std::string(word_items) + "]";
    if (!(set.classes & CharacterSet::NotWord))
        out_ += (set.negated ? "[^" : "[") + items + "]";
    else if (items.empty())
        out_ += set.negated ? word_set : others;
    else if (set.negated)
        out_ += "(?:(?![" + items + "])" + word_set + ")";
    else
        out_ += "(?>[" + items + "]|" + others + ")";
}

void Translator::add_boundary(const Node& node)
{
    bool is_boundary = node.kind == NodeKind::Boundary;
    if (alphabet_ != Alphabet::Unicode || node.flags & Ascii) {
        out_ += is_boundary ? "\\b" : "\\B";
        return;
    }
    std::string word = "[" + std::string(word_items) + "]";
    if (is_boundary)
        out_ += "(?:(?<=" + word + ")(?!" + word + ")|(?<!" + word + ")(?=" + word + "))";
    else
        out_ += "(?:(?<=" + word + ")(?=" + word + ")|(?<!" + word + ")(?!" + word + "))";
}

void Translator::add_counts(Greed greed, uint32_t least, uint32_t most)
{
    if (least == 0 && most == no_maximum)
        out_ += '*';
    else if (least == 1 && most == no_maximum)
        out_ += '+';
    else if (least == 0 && most == 1)
        out_ += '?';
    else {
        out_ += "{" + std::to_string(least);
        if (most != least)
            out_ += "," + (most == no_maximum ? std::string() : std::to_string(most));
        out_ += '}';
    }
    if (greed != Greed::Greedy)
        out_ += greed == Greed::Lazy ? '?' : '+';
}

Result<void> Translator::add_repeat(const Node& node)
{
    uint32_t child = node.children[0];
    if (node.least > largest_count || (node.most > largest_count && node.most != no_maximum))
        return add_large_repeat(node);
    const Node& item = tree_.nodes[child];
    if (looks_behind_ && item.longest == 0)
        return add_empty_repeat(node);
    // PCRE2's own possessive groups keep what they captured when the match steps back over them.
    bool is_closed = node.greed == Greed::Possessive && !is_one_character(item);
    if (is_closed)
        out_ += "(?>";
    if (is_one_character(item) || item.kind == NodeKind::Group)
        TRY(translate(child));
    else
        TRY(add_in("(?:", child));
    add_counts(is_closed ? Greed::Greedy : node.greed, node.least, node.most);
    if (is_closed)
        out_ += ')';
    return {};
}

/// What takes nothing, repeated in a look-behind, where PCRE2 knows the length of what is repeated just so often only.
Result<void> Translator::add_empty_repeat(const Node& node)
{
    out_ += node.greed == Greed::Possessive ? "(?>" : "(?:";
    if (node.least == 0 && node.greed == Greed::Lazy)
        out_ += '|';
    TRY(add_in("(?:", node.children[0]));
    if (node.least == 0 && node.greed != Greed::Lazy)
        out_ += '|';
    out_ += ')';
    return {};
}

/// A count that PCRE2 can't say is a count of counts; for one character only, where nothing else sees the difference.
Result<void> Translator::add_large_repeat(const Node& node)
{
    uint32_t child = node.children[0];
    if (!is_one_character(tree_.nodes[child]))
        return vm_.raise(Error::OverflowError, "the repetition number is too large");
    out_ += node.greed == Greed::Possessive ? "(?>" : "(?:";
    auto add = [&](uint32_t times, bool is_exact) -> Result<void> {
        const char* sign = is_exact || node.greed != Greed::Lazy ? "" : "?";
        auto count = [&](uint32_t most) { return (is_exact ? "{" : "{0,") + std::to_string(most) + "}" + sign; };
        if (uint32_t rounds = times / largest_count) {
            out_ += "(?:";
            TRY(translate(child));
            out_ += count(largest_count) + ")" + count(rounds);
        }
        TRY(translate(child));
        out_ += count(times % largest_count);
        return {};
    };
    TRY(add(node.least, true));
    if (node.most == no_maximum) {
        TRY(translate(child));
        add_counts(node.greed, 0, no_maximum);
    } else {
        TRY(add(node.most - node.least, false));
    }
    out_ += ')';
    return {};
}

} // namespace

Result<Translated> translate_to_pcre2(Vm& vm, const Tree& tree, Alphabet alphabet)
{
    Translator translator(vm, tree, alphabet);
    TRY(translator.translate(tree.root));
    return translator.take();
}

} // namespace coil::internal::regex

#include "stdlib/text/_sre/translate_re2.h"

#include "runtime/interpreter/interpreter.h"
#include "stdlib/text/_sre/spelling.h"

namespace coil::internal::regex
{

namespace
{

constexpr std::string_view nothing = "[^\\x00-\\x{10FFFF}]";
constexpr uint32_t largest_count = 1000;

class LinearTranslator
{
public:
    LinearTranslator(Vm& vm, const Tree& tree, Alphabet alphabet)
        : vm_(vm)
        , tree_(tree)
        , alphabet_(alphabet)
    {
    }
    /// False when RE2 has no words for it.
    Result<bool> translate(uint32_t index);
    LinearPattern take() { return std::move(pattern_); }

private:
    Result<bool> add_in(std::string_view open, uint32_t child);
    Result<bool> add_children(const Node& node, std::string_view between);
    Result<bool> add_repeat(const Node& node);
    bool add_unicode_set(const Node& node);
    bool add_boundary(const Node& node);
    bool add(std::string_view text)
    {
        pattern_.text += text;
        return true;
    }

    Vm& vm_;
    const Tree& tree_;
    Alphabet alphabet_;
    LinearPattern pattern_;
};

Result<bool> LinearTranslator::translate(uint32_t index)
{
    if (!native_stack_ok(vm_))
        return raise_native_recursion(vm_, "");
    const Node& node = tree_.nodes[index];
    switch (node.kind) {
    case NodeKind::Any:
        return add(node.flags & DotAll ? "(?s:.)" : "[^\\n]");
    case NodeKind::Literal:
    case NodeKind::Set:
        if (alphabet_ == Alphabet::Unicode)
            return add_unicode_set(node);
        return add(spell_small_set(table_of(tree_, node, alphabet_), alphabet_, nothing));
    case NodeKind::LineStart:
        return add(node.flags & Multiline ? "(?m:^)" : "\\A");
    case NodeKind::LineEnd:
        pattern_.has_final_line_end |= !(node.flags & Multiline);
        return add(node.flags & Multiline ? "(?m:$)" : "\\z");
    case NodeKind::TextStart:
        return add("\\A");
    case NodeKind::TextEnd:
        return add("\\z");
    case NodeKind::Boundary:
    case NodeKind::NotBoundary:
        return add_boundary(node);
    case NodeKind::Sequence:
        return add_children(node, "");
    case NodeKind::Branch:
        return add_children(node, "|");
    case NodeKind::Repeat:
        return add_repeat(node);
    case NodeKind::Group:
        return add_in(node.number ? "(" : "(?:", node.children[0]);
    default:
        return false;
    }
}

Result<bool> LinearTranslator::add_in(std::string_view open, uint32_t child)
{
    add(open);
    if (!TRY(translate(child)))
        return false;
    return add(")");
}

Result<bool> LinearTranslator::add_children(const Node& node, std::string_view between)
{
    for (size_t i = 0; i < node.children.size(); i++) {
        if (i)
            add(between);
        if (!TRY(add_in("(?:", node.children[i])))
            return false;
    }
    return true;
}

Result<bool> LinearTranslator::add_repeat(const Node& node)
{
    bool is_finite = node.most != no_maximum;
    if (node.greed == Greed::Possessive || node.least > largest_count || (is_finite && node.most > largest_count))
        return false;
    // What may be empty is repeated in its own way.
    if (node.most > 1 && tree_.nodes[node.children[0]].shortest == 0)
        return false;
    if (!TRY(add_in("(?:", node.children[0])))
        return false;
    add("{" + std::to_string(node.least) + "," + (is_finite ? std::to_string(node.most) : std::string()) + "}");
    return add(node.greed == Greed::Lazy ? "?" : "");
}

bool LinearTranslator::add_unicode_set(const Node& node)
{
    UnicodeSet set = unicode_set(tree_, node);
    std::string items = spell_unicode_items(set);
    if (!(set.classes & CharacterSet::NotWord))
        return add((set.negated ? "[^" : "[") + items + "]");
    std::string words(word_items);
    if (set.negated)
        return items.empty() && add("[" + words + "]");
    return add(items.empty() ? "[^" + words + "]" : "(?:[" + items + "]|[^" + words + "])");
}

bool LinearTranslator::add_boundary(const Node& node)
{
    if (alphabet_ == Alphabet::Unicode && !(node.flags & Ascii))
        return false;
    return add(node.kind == NodeKind::Boundary ? "\\b" : "\\B");
}

} // namespace

Result<std::optional<LinearPattern>> translate_to_re2(Vm& vm, const Tree& tree, Alphabet alphabet)
{
    LinearTranslator translator(vm, tree, alphabet);
    if (!TRY(translator.translate(tree.root)))
        return std::optional<LinearPattern>();
    return std::optional<LinearPattern>(translator.take());
}

} // namespace coil::internal::regex

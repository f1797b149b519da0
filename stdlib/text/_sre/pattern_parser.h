#pragma once
// The parser's class: sequences and what they consist of are in parser.cpp, groups and their heads in parse_groups.cpp.
#include <map>

#include "stdlib/text/_sre/escapes.h"

namespace coil::internal::regex
{

class PatternParser
{
public:
    using Token = Reader::Token;
    PatternParser(Reader& reader, Tree& tree, Dict* group_names)
        : reader_(reader)
        , tree_(tree)
        , group_names_(group_names)
        , flags_(tree.flags)
    {
    }
    Result<void> parse();

private:
    /// What a group's head says.
    struct Head {
        bool captures = true, is_atomic = false, is_done = false;
        uint32_t add = 0, remove = 0;
        std::u32string name;
    };
    struct ScopedFlags {
        uint32_t add = 0, remove = 0;
        bool is_global = false;
    };

    Result<uint32_t> parse_branches(bool is_outermost);
    Result<uint32_t> parse_sequence(bool is_first);
    Result<void> parse_item(Token token, Node& sequence, bool is_first);
    Result<void> parse_set(Node& sequence);
    Result<void> parse_set_item(Token token, CharacterSet& set, SetItem& item);
    Result<void> parse_repeat(char32_t sign, Node& sequence);
    Result<bool> parse_counts(uint32_t& least, uint32_t& most, size_t here);
    Result<void> parse_group(Node& sequence, bool is_first);
    Result<Head> parse_group_head(Node& sequence, bool is_first, size_t start);
    Result<Head> parse_python_extension(Node& sequence);
    Result<void> parse_look(Node& sequence, char32_t sign, size_t start);
    Result<void> parse_conditional(Node& sequence, size_t start);
    Result<void> skip_comment(size_t start);
    Result<ScopedFlags> parse_flags(Token token);
    Result<void> parse_escape(Token token, Node& sequence);
    Result<void> refer(Node& sequence, uint64_t group, size_t offset);
    Result<void> check_in_look_behind(uint64_t group);
    Result<void> close_group(size_t start);

    Node make(NodeKind kind) const
    {
        Node node;
        node.kind = kind;
        node.flags = flags_;
        return node;
    }
    uint32_t add(Node node)
    {
        tree_.nodes.push_back(std::move(node));
        return uint32_t(tree_.nodes.size() - 1);
    }
    void append(Node& sequence, Node node) { sequence.children.push_back(add(std::move(node))); }
    void append_literal(Node& sequence, uint32_t point)
    {
        Node node = make(NodeKind::Literal);
        node.number = point;
        node.shortest = node.longest = 1;
        append(sequence, std::move(node));
    }
    uint32_t finish(Node sequence);

    Reader& reader_;
    Tree& tree_;
    Dict* group_names_;
    uint32_t flags_;
    struct Group {
        bool is_open = true;
        uint64_t shortest = 0, longest = 0;
    };
    std::vector<Group> groups_{ Group{ true, 0, 0 } };
    std::map<std::u32string, uint32_t> names_;
    std::map<uint64_t, size_t> conditions_; ///< groups that may come later, and where they are named
    unsigned looks_ahead_ = 0;              ///< how many are open
    uint32_t outside_look_ = 0;             ///< the capturing group that the outermost of them is in
    std::vector<uint32_t> open_captures_;
    uint64_t look_behind_groups_ = 0; ///< groups there were when the outermost look-behind began; 0: not in one
};

} // namespace coil::internal::regex

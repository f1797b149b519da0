#pragma once

#include "syntax/token.h"

#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace coil::internal::testing
{

/// One item of a rule in grammar/python.gram.
struct Item {
    enum Kind { Rule, Token, Group, Optional, Star, Plus, Gather, And, Not, Cut };
    Kind kind = Token;
    int rule =
        -1; ///< Rule: its number; Group and the rest: the number of a rule without a name that holds what is repeated
    int separator = -1; ///< Gather: a rule without a name that holds the separator
    std::string text;   ///< Token: `NAME`, `'if'` or `"match"`
};

using Alternative = std::vector<Item>;

/// A token with its text, as the recogniser compares it.
struct Word {
    syntax::TokenKind kind;
    std::string text;
    bool is_right_behind; ///< no space before it
};

/// grammar/python.gram, read at run time.
class Grammar
{
public:
    explicit Grammar(const std::string& path);

    /// Whether the rule derives all of the words.
    bool recognises(const std::string& rule, const std::vector<Word>& words) const;
    /// A sentence of the rule as text, the same for a seed. Deep parts are chosen as short as can be.
    std::string derive(const std::string& rule, uint32_t seed) const;
    /// The names of rules that no other rule refers to.
    std::vector<std::string> unused_rules() const;

private:
    friend class Reader;
    friend class Recogniser;
    friend class Deriver;

    int rule_number(const std::string& name);
    void measure();

    std::vector<std::string> names_; ///< empty for rules without a name
    std::vector<std::vector<Alternative>> rules_;
    std::map<std::string, int> numbers_;
    std::vector<int> heights_; ///< the least depth of a rule's derivations
};

/// The words of a text, or nothing when it can't be split into any.
std::vector<Word> split(const std::string& text);

/// A text made from another by changing a few of its words; the same for a seed.
std::string mutate(const std::string& text, uint32_t seed);

} // namespace coil::internal::testing

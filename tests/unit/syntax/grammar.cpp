#include "grammar.h"

#include "base/source.h"
#include "syntax/lexer.h"

#include <algorithm>
#include <fstream>
#include <stdexcept>

namespace coil::internal::testing
{

using syntax::TokenKind;

/// Reads the notation.
class Reader
{
public:
    Reader(Grammar& grammar, std::string text)
        : grammar_(grammar)
        , text_(std::move(text))
    {
    }

    void read_rule(const std::string& name)
    {
        int number = grammar_.rule_number(name);
        std::vector<Alternative> alternatives = read_alternatives();
        if (at_ != text_.size())
            throw std::runtime_error("python.gram: cannot read rule " + name + " at: " + text_.substr(at_));
        grammar_.rules_[static_cast<size_t>(number)] = std::move(alternatives);
    }

private:
    void skip()
    {
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n'))
            at_++;
    }
    bool accept(char c)
    {
        skip();
        if (at_ == text_.size() || text_[at_] != c)
            return false;
        at_++;
        return true;
    }
    int add_unnamed(std::vector<Alternative> alternatives)
    {
        grammar_.names_.emplace_back();
        grammar_.rules_.push_back(std::move(alternatives));
        return static_cast<int>(grammar_.rules_.size()) - 1;
    }
    int add_unnamed(Item item) { return add_unnamed({ Alternative{ std::move(item) } }); }

    std::vector<Alternative> read_alternatives()
    {
        std::vector<Alternative> alternatives;
        do {
            Alternative alternative;
            for (skip(); at_ < text_.size() && text_[at_] != '|' && text_[at_] != ')'; skip())
                alternative.push_back(read_item());
            alternatives.push_back(std::move(alternative));
        } while (accept('|'));
        return alternatives;
    }

    Item read_item()
    {
        Item item;
        if (accept('~')) {
            item.kind = Item::Cut;
            return item;
        }
        if (accept('&') || accept('!')) {
            item.kind = text_[at_ - 1] == '&' ? Item::And : Item::Not;
            item.rule = add_unnamed(read_repeated());
            return item;
        }
        return read_repeated();
    }

    Item read_repeated()
    {
        Item item = read_atom();
        if (at_ < text_.size() && text_[at_] == '.') {
            at_++;
            Item gather;
            gather.kind = Item::Gather;
            gather.separator = add_unnamed(std::move(item));
            gather.rule = add_unnamed(read_atom());
            at_++;
            return gather;
        }
        if (at_ == text_.size() || (text_[at_] != '?' && text_[at_] != '*' && text_[at_] != '+'))
            return item;
        Item repeated;
        repeated.kind = text_[at_] == '?' ? Item::Optional : text_[at_] == '*' ? Item::Star : Item::Plus;
        repeated.rule = add_unnamed(std::move(item));
        at_++;
        return repeated;
    }

    Item read_atom()
    {
        Item item;
        skip();
        if (accept('(')) {
            item.kind = Item::Group;
            item.rule = add_unnamed(read_alternatives());
            if (!accept(')'))
                throw std::runtime_error("python.gram: a group stays open");
            return item;
        }
        char c = text_[at_];
        size_t end = at_ + 1;
        if (c == '\'' || c == '"') {
            end = text_.find(c, end) + 1;
            item.text = text_.substr(at_, end - at_);
        } else {
            while (end < text_.size() && (std::isalnum(static_cast<unsigned char>(text_[end])) || text_[end] == '_'))
                end++;
            std::string name = text_.substr(at_, end - at_);
            if (std::islower(static_cast<unsigned char>(c))) {
                item.kind = Item::Rule;
                item.rule = grammar_.rule_number(name);
            } else {
                item.text = name;
            }
        }
        at_ = end;
        return item;
    }

    Grammar& grammar_;
    std::string text_;
    size_t at_ = 0;
};

int Grammar::rule_number(const std::string& name)
{
    auto [found, is_new] = numbers_.try_emplace(name, static_cast<int>(rules_.size()));
    if (is_new) {
        names_.push_back(name);
        rules_.emplace_back();
    }
    return found->second;
}

Grammar::Grammar(const std::string& path)
{
    std::ifstream stream(path);
    std::string name, body;
    auto finish = [&] {
        if (!name.empty())
            Reader(*this, body).read_rule(name);
        body.clear();
    };
    for (std::string line; std::getline(stream, line);) {
        if (line.empty() || line[0] == '#')
            continue;
        if (line[0] != ' ') {
            finish();
            size_t colon = line.find(':');
            name = line.substr(0, colon);
            body = line.substr(colon + 1) + "\n";
        } else {
            body += line + "\n";
        }
    }
    finish();
    for (size_t i = 0; i < rules_.size(); i++) {
        if (rules_[i].empty())
            throw std::runtime_error("python.gram: rule " + names_[i] + " is missing");
    }
    measure();
}

/// The least heights, by iteration until nothing changes.
void Grammar::measure()
{
    constexpr int unknown = 1000000;
    heights_.assign(rules_.size(), unknown);
    for (bool has_changed = true; has_changed;) {
        has_changed = false;
        for (size_t i = 0; i < rules_.size(); i++) {
            for (const Alternative& alternative : rules_[i]) {
                int height = 0;
                for (const Item& item : alternative) {
                    bool is_needed = item.kind == Item::Rule || item.kind == Item::Group || item.kind == Item::Plus ||
                        item.kind == Item::Gather;
                    if (is_needed)
                        height = std::max(height, heights_[static_cast<size_t>(item.rule)] + 1);
                }
                if (height < heights_[i]) {
                    heights_[i] = height;
                    has_changed = true;
                }
            }
        }
    }
}

std::vector<std::string> Grammar::unused_rules() const
{
    std::vector<bool> is_used(rules_.size());
    for (const auto& alternatives : rules_) {
        for (const Alternative& alternative : alternatives) {
            for (const Item& item : alternative) {
                if (item.rule >= 0)
                    is_used[static_cast<size_t>(item.rule)] = true;
            }
        }
    }
    std::vector<std::string> result;
    for (size_t i = 0; i < rules_.size(); i++) {
        if (!is_used[i] && !names_[i].empty())
            result.push_back(names_[i]);
    }
    return result;
}

/// Runs the grammar over words, remembering what each rule did at each place.
class Recogniser
{
public:
    Recogniser(const Grammar& grammar, const std::vector<Word>& words)
        : grammar_(grammar)
        , words_(words)
    {
    }

    /// Where the rule ends when it starts at a place, or -1.
    int run(int rule, int at)
    {
        uint64_t key = static_cast<uint64_t>(rule) << 32 | static_cast<uint32_t>(at);
        if (auto found = memory_.find(key); found != memory_.end())
            return found->second;
        int end = -1;
        for (const Alternative& alternative : grammar_.rules_[static_cast<size_t>(rule)]) {
            bool is_cut = false;
            end = run(alternative, at, is_cut);
            if (end >= 0 || is_cut)
                break;
        }
        memory_[key] = end;
        return end;
    }

private:
    int run(const Alternative& alternative, int at, bool& is_cut)
    {
        for (const Item& item : alternative) {
            if (item.kind == Item::Cut)
                is_cut = true;
            else
                at = run(item, at);
            if (at < 0)
                return -1;
        }
        return at;
    }

    int run(const Item& item, int at)
    {
        switch (item.kind) {
        case Item::Token:
            return matches(item.text, at) ? at + 1 : -1;
        case Item::Rule:
        case Item::Group:
            return run(item.rule, at);
        case Item::Optional:
            return std::max(at, run(item.rule, at));
        case Item::And:
            return run(item.rule, at) >= 0 ? at : -1;
        case Item::Not:
            return run(item.rule, at) < 0 ? at : -1;
        case Item::Cut:
            return at;
        default:
            break;
        }
        int end = item.kind == Item::Star ? at : run(item.rule, at);
        while (end >= 0) {
            int next = item.kind == Item::Gather ? run(item.separator, end) : end;
            next = next < 0 ? -1 : run(item.rule, next);
            if (next <= end)
                break;
            end = next;
        }
        return end;
    }

    bool matches(const std::string& expected, int at) const
    {
        if (at >= static_cast<int>(words_.size()))
            return false;
        const Word& word = words_[static_cast<size_t>(at)];
        std::string_view inner = std::string_view(expected).substr(1, expected.size() - 2);
        if (expected[0] == '\'')
            return word.kind != TokenKind::Name && syntax::token_text(word.kind) == inner && word.text == inner;
        if (expected[0] == '"')
            return word.kind == TokenKind::Name && word.text == inner;
        bool is_imaginary = (word.text.back() | 0x20) == 'j' && word.text.find_first_of("xX") == std::string::npos;
        bool is_bytes = word.kind == TokenKind::String &&
            word.text.substr(0, word.text.find_first_of("'\"")).find_first_of("bB") != std::string::npos;
        if (expected == "REAL" || expected == "IMAGINARY")
            return word.kind == TokenKind::Number && is_imaginary == (expected == "IMAGINARY");
        if (expected == "STRING" || expected == "BYTES")
            return word.kind == TokenKind::String && is_bytes == (expected == "BYTES");
        if (expected == "CONVERSION")
            return word.is_right_behind && (word.text == "s" || word.text == "r" || word.text == "a");
        return expected == syntax::token_text(word.kind);
    }

    const Grammar& grammar_;
    const std::vector<Word>& words_;
    std::unordered_map<uint64_t, int> memory_;
};

bool Grammar::recognises(const std::string& rule, const std::vector<Word>& words) const
{
    return Recogniser(*this, words).run(numbers_.at(rule), 0) == static_cast<int>(words.size());
}

std::vector<Word> split(const std::string& text)
{
    Source source("", text);
    Symbols symbols;
    syntax::Lexer lexer(source, symbols);
    std::vector<Word> words;
    syntax::Token token;
    uint32_t end = 0;
    do {
        lexer.next(token);
        if (token.kind == TokenKind::Failure)
            return {};
        std::string word(source.text().substr(token.start, token.end - token.start));
        if (token.kind == TokenKind::EndMarker || token.kind == TokenKind::Newline || token.kind == TokenKind::Indent ||
            token.kind == TokenKind::Dedent)
            word = syntax::token_text(token.kind);
        words.push_back({ token.kind, word, token.start == end });
        end = token.end;
    } while (token.kind != TokenKind::EndMarker);
    return words;
}

} // namespace coil::internal::testing

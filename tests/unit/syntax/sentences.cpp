#include "grammar.h"

#include <algorithm>

namespace coil::internal::testing
{

using syntax::TokenKind;

namespace
{

uint32_t pick(std::mt19937& random, size_t count) { return static_cast<uint32_t>(random() % count); }

template <size_t N> std::string pick_from(std::mt19937& random, const char* const (&choices)[N])
{
    return choices[pick(random, N)];
}

/// Writes words down so that they are read again as the same words.
class Writer
{
public:
    void put(const std::string& expected, std::mt19937& random)
    {
        if (expected == "NEWLINE") {
            text_ += '\n';
            is_line_start_ = true;
        } else if (expected == "INDENT") {
            depth_++;
        } else if (expected == "DEDENT") {
            depth_--;
        } else if (expected == "FSTRING_START" || expected == "TSTRING_START") {
            put_word(std::string(expected[0] == 'F' ? "f" : "t") + (pick(random, 3) ? "'" : "'''"));
            quotes_.push_back(text_.ends_with("'''") ? "'''" : "'");
            is_literal_ = true;
        } else if (expected == "FSTRING_END" || expected == "TSTRING_END") {
            text_ += quotes_.back();
            quotes_.pop_back();
            is_literal_ = false;
        } else if (expected == "FSTRING_MIDDLE" || expected == "TSTRING_MIDDLE") {
            text_ += pick_from(random, { "a", " >3", "x y", "{{", "\\n" });
        } else if (expected != "ENDMARKER") {
            put_word(word(expected, random));
        }
    }

    void set_literal(bool is_literal) { is_literal_ = is_literal; }
    std::string take() { return std::move(text_); }

private:
    static std::string word(const std::string& expected, std::mt19937& random)
    {
        if (expected[0] == '\'' || expected[0] == '"')
            return expected.substr(1, expected.size() - 2);
        if (expected == "NAME")
            return pick_from(random, { "a", "b", "c", "d", "x", "name", "_", "match", "case", "type", "print" });
        if (expected == "NUMBER" || expected == "REAL")
            return pick_from(random, { "0", "1", "42", "1.5", "0x1F", "1e10", "1_000" });
        if (expected == "IMAGINARY")
            return pick_from(random, { "1j", "0.5J" });
        if (expected == "STRING")
            return pick_from(random, { "'s'", "\"t\"", "r'\\d'", "u'u'", "'''m'''" });
        if (expected == "BYTES")
            return pick_from(random, { "b'b'", "rb'\\d'" });
        return pick_from(random, { "s", "r", "a" });
    }

    void put_word(const std::string& word)
    {
        if (is_line_start_)
            text_.append(static_cast<size_t>(depth_) * 2, ' ');
        else if (!is_literal_ && !text_.empty() && !(text_.ends_with("!") && word.size() == 1))
            text_ += ' ';
        is_line_start_ = false;
        text_ += word;
    }

    std::string text_;
    std::vector<std::string> quotes_;
    int depth_ = 0;
    bool is_line_start_ = true;
    bool is_literal_ = false;
};

} // namespace

/// Derives at random; what an alternative forbids by looking ahead is not minded, so that some sentences are none.
class Deriver
{
public:
    Deriver(const Grammar& grammar, uint32_t seed)
        : words_left_(4 + static_cast<int>(seed % 32))
        , grammar_(grammar)
        , random_(seed)
    {
    }

    void derive(int rule)
    {
        const auto& alternatives = grammar_.rules_[static_cast<size_t>(rule)];
        const std::string& name = grammar_.names_[static_cast<size_t>(rule)];
        bool is_field = name == "f_field" || name == "t_field";
        if (is_field || name == "strings")
            writer_.set_literal(is_field);
        const Alternative* choice = &alternatives[pick(random_, alternatives.size())];
        if (words_left_ <= 0) {
            choice = &*std::min_element(alternatives.begin(), alternatives.end(),
                [this](const Alternative& a, const Alternative& b) { return height(a) < height(b); });
        }
        for (const Item& item : *choice)
            derive(item);
        if (is_field || name == "f_format" || name == "t_format")
            writer_.set_literal(is_field);
    }

    std::string take() { return writer_.take(); }

private:
    int height(const Alternative& alternative) const
    {
        int height = 0;
        for (const Item& item : alternative) {
            if (item.kind == Item::Rule || item.kind == Item::Group || item.kind == Item::Plus ||
                item.kind == Item::Gather)
                height = std::max(height, grammar_.heights_[static_cast<size_t>(item.rule)] + 1);
        }
        return height;
    }

    /// How often something is repeated: mostly once, at most three times, once when the sentence is long enough.
    int repetitions()
    {
        uint32_t chance = pick(random_, 10);
        return words_left_ <= 0 || chance < 7 ? 1 : chance < 9 ? 2 : 3;
    }

    void derive(const Item& item)
    {
        int count = 1;
        switch (item.kind) {
        case Item::Token:
            words_left_--;
            writer_.put(item.text, random_);
            if (item.text == "'{'" || item.text == "'!'")
                writer_.set_literal(false);
            return;
        case Item::Optional:
            count = words_left_ > 0 && pick(random_, 3) == 0;
            break;
        case Item::Star:
            count = words_left_ > 0 && pick(random_, 3) == 0 ? repetitions() : 0;
            break;
        case Item::Plus:
        case Item::Gather:
            count = repetitions();
            break;
        case Item::Rule:
        case Item::Group:
            break;
        default:
            return;
        }
        for (int i = 0; i < count; i++) {
            if (i > 0 && item.kind == Item::Gather)
                derive(item.separator);
            derive(item.rule);
        }
    }

    int words_left_;
    const Grammar& grammar_;
    std::mt19937 random_;
    Writer writer_;
};

std::string Grammar::derive(const std::string& rule, uint32_t seed) const
{
    Deriver deriver(*this, seed);
    deriver.derive(numbers_.at(rule));
    return deriver.take();
}

std::string mutate(const std::string& text, uint32_t seed)
{
    std::mt19937 random(seed);
    std::vector<std::string> pieces;
    // Words and the spaces between them; indentation stays with its line.
    for (size_t at = 0; at < text.size();) {
        auto is_word = [&](size_t i) {
            return i < text.size() && (std::isalnum(static_cast<unsigned char>(text[i])) || text[i] == '_');
        };
        size_t end = at + 1;
        if (is_word(at)) {
            while (is_word(end))
                end++;
        } else if (text[at] == '\n') {
            while (end < text.size() && text[end] == ' ')
                end++;
        }
        pieces.push_back(text.substr(at, end - at));
        at = end;
    }
    if (pieces.empty())
        return text;
    for (uint32_t changes = 1 + pick(random, 2); changes > 0; changes--) {
        size_t at = pick(random, pieces.size());
        std::string& piece = pieces[at];
        switch (pick(random, 5)) {
        case 0:
            piece.clear();
            break;
        case 1:
            piece.append(" ").append(std::string(piece));
            break;
        case 2:
            std::swap(piece, pieces[pick(random, pieces.size())]);
            break;
        case 3:
            piece = pieces[pick(random, pieces.size())];
            break;
        default:
            piece.assign(1, ' ');
            piece += pick_from(random,
                { "=", ":=", ":", ",", ";", "(", ")", "[", "]", "*", "**", ".", "not", "in", "is", "if", "else", "for",
                    "async", "await", "yield", "lambda", "None", "1", "x", "'s'", "->", "@", "as", "import", "from",
                    "_", "match", "case", "+=", "/", "!", "{", "}", "and", "pass", "del", "return", "==", "-", "...",
                    "except", "with", "type", "\n", "\n  " });
            piece.push_back(' ');
        }
    }
    std::string result;
    for (const std::string& piece : pieces)
        result += piece;
    return result;
}

} // namespace coil::internal::testing

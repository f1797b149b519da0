#include "syntax/suggestion.h"

#include "syntax/lexer.h"
#include "syntax/parser.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace coil::internal
{

namespace
{

using syntax::TokenKind;

constexpr std::string_view keywords[] = {
#define KEYWORD(name, text, level) text,
#include "grammar/tokens.def"
};

constexpr size_t longest_text = 1024;
constexpr size_t most_names = 10;
constexpr size_t most_suggestions = 3;
constexpr size_t move_cost = 2;
constexpr size_t case_cost = 1;

char to_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

/// The Levenshtein distance in units of half a change; a change of case alone is half a change.
size_t edit_distance(std::string_view a, std::string_view b)
{
    std::vector<size_t> row(b.size() + 1);
    for (size_t j = 0; j <= b.size(); j++)
        row[j] = j * move_cost;
    for (size_t i = 1; i <= a.size(); i++) {
        size_t diagonal = row[0];
        row[0] = i * move_cost;
        for (size_t j = 1; j <= b.size(); j++) {
            char x = a[i - 1], y = b[j - 1];
            size_t cost = x == y ? 0 : to_lower(x) == to_lower(y) ? case_cost : move_cost;
            size_t best = std::min({ diagonal + cost, row[j] + move_cost, row[j - 1] + move_cost });
            diagonal = row[j];
            row[j] = best;
        }
    }
    return row[b.size()];
}

/// The keyword that needs the fewest changes, when that is no more than a third of the letters.
std::string_view closest_keyword(std::string_view name)
{
    std::string_view best;
    size_t best_distance = SIZE_MAX;
    for (std::string_view keyword : keywords) {
        size_t distance = edit_distance(name, keyword);
        if (distance <= (name.size() + keyword.size() + 3) * move_cost / 6 && distance < best_distance) {
            best = keyword;
            best_distance = distance;
        }
    }
    return best;
}

/// Letters that two words have in common: the longest common part, and so on to its left and right (Ratcliff and
/// Obershelp).
size_t common_letters(std::string_view a, std::string_view b)
{
    size_t start_a = 0, start_b = 0, longest = 0;
    for (size_t i = 0; i < a.size(); i++) {
        for (size_t j = 0; j < b.size(); j++) {
            size_t size = 0;
            while (i + size < a.size() && j + size < b.size() && a[i + size] == b[j + size])
                size++;
            if (size > longest) {
                start_a = i;
                start_b = j;
                longest = size;
            }
        }
    }
    if (longest == 0)
        return 0;
    return longest + common_letters(a.substr(0, start_a), b.substr(0, start_b)) +
        common_letters(a.substr(start_a + longest), b.substr(start_b + longest));
}

/// The keywords worth trying for a name, best first.
std::vector<std::string_view> suggestions_for(std::string_view name)
{
    std::vector<std::string_view> result;
    if (std::string_view closest = closest_keyword(name); !closest.empty())
        result.push_back(closest);
    std::vector<std::pair<double, std::string_view>> similar;
    for (std::string_view keyword : keywords) {
        double ratio = 2.0 * static_cast<double>(common_letters(keyword, name)) /
            static_cast<double>(keyword.size() + name.size());
        if (ratio >= 0.5)
            similar.emplace_back(ratio, keyword);
    }
    std::sort(similar.rbegin(), similar.rend());
    for (const auto& [ratio, keyword] : similar)
        result.push_back(keyword);
    result.resize(std::min(result.size(), most_suggestions));
    return result;
}

/// Whether a line that encloses the offset, by its indentation, starts with one of the words.
bool is_inside(const Source& source, uint32_t offset, std::initializer_list<std::string_view> words)
{
    uint32_t line = source.line_of(offset);
    size_t indentation = source.line_text(line).find_first_not_of(" \t");
    for (line--; line > 0; line--) {
        std::string_view text = source.line_text(line);
        size_t start = text.find_first_not_of(" \t");
        if (start >= indentation)
            continue;
        indentation = start;
        text.remove_prefix(start);
        if (std::any_of(words.begin(), words.end(), [text](std::string_view word) { return text.starts_with(word); }))
            return true;
    }
    return false;
}

/// Whether the keyword may stand there at all.
bool is_placed_well(const Source& source, uint32_t offset, std::string_view keyword)
{
    if (keyword == "return" || keyword == "yield" || keyword == "await")
        return is_inside(source, offset, { "def ", "async def " });
    if (keyword == "break" || keyword == "continue")
        return is_inside(source, offset, { "for ", "while ", "async for " });
    return true;
}

/// Whether a text parses, or would with more lines.
bool is_promising(const std::string& text)
{
    Arena arena;
    Symbols symbols;
    Source source("<string>", text);
    ParseResult result = parse(arena, symbols, source, { ParseMode::File, true });
    return result || result.is_incomplete;
}

/// The text without the white space that all its lines start with.
std::string dedent(std::string_view text, size_t margin)
{
    std::string result;
    for (size_t at = 0; at < text.size();) {
        size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
        std::string_view line = text.substr(at, end - at);
        result += line.substr(std::min(line.find_first_not_of(" \t"), margin));
        at = end;
    }
    return result;
}

} // namespace

void suggest_keyword(const Source& source, SyntaxError& error, bool is_file)
{
    bool is_generic =
        error.message == "invalid syntax" || error.message.find("Perhaps you forgot a comma") != std::string::npos;
    if (!is_generic || error.line == 0 || error.line > source.line_count())
        return;
    uint32_t first_line = std::max(error.context_line, 1u);
    uint32_t start = source.line_start(first_line);
    size_t end = source.line_start(error.line) + source.line_text(error.line).size();
    if (end <= start || end - start > longest_text)
        return;
    size_t margin = source.line_text(first_line).find_first_not_of(" \t");
    std::string text = dedent(source.text().substr(start, end - start), margin == std::string::npos ? 0 : margin);
    Source piece(source.filename(), text);
    Symbols symbols;
    syntax::Lexer lexer(piece, symbols);
    syntax::Token token;
    size_t names_left = most_names;
    for (lexer.next(token); token.kind != TokenKind::EndMarker && token.kind != TokenKind::Failure; lexer.next(token)) {
        uint32_t line = piece.line_of(token.start) + first_line - 1;
        if (token.kind != TokenKind::Name || (is_file && line != error.line))
            continue;
        if (names_left-- == 0)
            return;
        size_t size = token.end - token.start;
        for (std::string_view keyword : suggestions_for(std::string_view(text).substr(token.start, size))) {
            if (!is_placed_well(piece, token.start, keyword))
                continue;
            std::string changed = text;
            changed.replace(token.start, size, keyword);
            if (!is_promising(changed))
                continue;
            SourcePosition from = piece.locate(token.start);
            error.message = "invalid syntax. Did you mean '" + std::string(keyword) + "'?";
            error.line = error.end_line = line;
            error.offset = from.column_points + 1 + static_cast<uint32_t>(margin == std::string::npos ? 0 : margin);
            error.end_offset = error.offset + piece.locate(token.end).column_points - from.column_points;
            error.text = std::string(source.line_text(line)) + "\n";
            return;
        }
    }
}

} // namespace coil::internal

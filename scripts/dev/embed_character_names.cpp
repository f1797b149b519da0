// embed_character_names FOLDER OUTPUT: writes the table of interp/base/character_names.h as C++, from UnicodeData.txt
// and NameAliases.txt in FOLDER. Without them the table is empty, and only characters named by rule are known.

#include "base/character_names.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

using namespace coil::internal::utf8;

namespace
{

struct Table {
    std::vector<uint64_t> names;
    std::vector<CharacterRange> ideographs;
    std::map<char32_t, std::string> named;

    void add(const std::string& name, char32_t point) { names.push_back(character_name_hash(name) | point); }
};

/// The fields of a line up to its comment.
std::vector<std::string> split(const std::string& line)
{
    std::vector<std::string> fields(1);
    for (char c : line) {
        if (c == '#')
            break;
        if (c == ';')
            fields.emplace_back();
        else
            fields.back() += c;
    }
    return fields;
}

void read(const std::string& path, Table& table, bool are_aliases)
{
    std::ifstream stream(path);
    char32_t first = 0;
    for (std::string line; std::getline(stream, line);) {
        std::vector<std::string> fields = split(line);
        if (fields.size() < 2)
            continue;
        auto point = static_cast<char32_t>(std::stoul(fields[0], nullptr, 16));
        const std::string& name = fields[1];
        if (name.find(", First>") != std::string::npos)
            first = point;
        else if (name.find(", Last>") != std::string::npos && name.starts_with("<CJK Ideograph"))
            table.ideographs.push_back({ first, point });
        else if (name[0] != '<') {
            table.add(name, point);
            if (!are_aliases)
                table.named[point] = name;
        }
    }
}

std::vector<std::string> words_of(const std::string& name)
{
    std::vector<std::string> words;
    std::istringstream stream(name);
    for (std::string word; stream >> word;)
        words.push_back(word);
    return words;
}

template <class T> void write_array(std::ostream& out, const char* type, const char* name, const std::vector<T>& items)
{
    out << "extern const " << type << " " << name << "[] = {\n";
    for (T item : items)
        out << uint32_t(item) << "u,\n";
    out << "0 };\n";
}

/// Writes what name_of reads; false when there are too many words.
bool write_phrases(std::ostream& out, const Table& table)
{
    std::map<std::string, size_t> counts;
    for (const auto& [point, name] : table.named)
        for (const std::string& word : words_of(name))
            counts[word]++;
    std::vector<std::pair<size_t, std::string>> by_count;
    for (const auto& [word, count] : counts)
        by_count.emplace_back(count, word);
    std::sort(by_count.rbegin(), by_count.rend());
    constexpr size_t most_words = two_byte_words + (256 - two_byte_words) * 256;
    if (by_count.size() > most_words)
        return false;
    std::map<std::string, size_t> numbers;
    std::vector<uint32_t> starts{ 0 }, points, blocks;
    std::string text;
    for (const auto& [count, word] : by_count) {
        numbers.emplace(word, numbers.size());
        text += word;
        starts.push_back(uint32_t(text.size()));
    }
    std::vector<uint8_t> phrases;
    for (const auto& [point, name] : table.named) {
        size_t start = phrases.size();
        if (points.size() % name_block == 0)
            blocks.push_back(uint32_t(start));
        for (const std::string& word : words_of(name)) {
            size_t number = numbers[word];
            if (number >= two_byte_words) {
                number -= two_byte_words;
                phrases.push_back(uint8_t(two_byte_words + (number >> 8)));
            }
            phrases.push_back(uint8_t(number));
        }
        points.push_back(uint32_t(point) | uint32_t(phrases.size() - start) << point_bits);
    }
    write_array(out, "uint32_t", "named_points", points);
    out << "extern const size_t named_point_count = " << points.size() << ";\n";
    write_array(out, "uint32_t", "phrase_blocks", blocks);
    write_array(out, "uint8_t", "phrases", phrases);
    write_array(out, "uint32_t", "word_starts", starts);
    // Not as a literal: compilers need not take one that is longer than 65,536 characters.
    write_array(out, "char", "words", std::vector<char>(text.begin(), text.end()));
    return true;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 3) {
        std::fprintf(stderr, "usage: embed_character_names FOLDER OUTPUT\n");
        return 2;
    }
    Table table;
    read(std::string(argv[1]) + "/UnicodeData.txt", table, false);
    read(std::string(argv[1]) + "/NameAliases.txt", table, true);
    std::sort(table.names.begin(), table.names.end());
    table.names.erase(std::unique(table.names.begin(), table.names.end()), table.names.end());
    for (size_t i = 1; i < table.names.size(); i++) {
        if (table.names[i - 1] >> point_bits == table.names[i] >> point_bits) {
            std::fprintf(stderr, "embed_character_names: two names have one hash\n");
            return 1;
        }
    }
    std::ofstream out(argv[2]);
    out << "#include \"base/character_names.h\"\n\nnamespace coil::internal::utf8 {\n\nextern const uint64_t "
           "character_names[] = "
           "{\n";
    for (uint64_t name : table.names)
        out << name << "u,\n";
    out << "0 };\nextern const size_t character_name_count = " << table.names.size() << ";\n";
    out << "extern const CharacterRange ideograph_ranges[] = {\n";
    for (const CharacterRange& range : table.ideographs)
        out << "{ " << static_cast<uint32_t>(range.first) << ", " << static_cast<uint32_t>(range.last) << " },\n";
    out << "{ 1, 0 } };\nextern const size_t ideograph_range_count = " << table.ideographs.size() << ";\n";
    if (!write_phrases(out, table)) {
        std::fprintf(stderr, "embed_character_names: there are too many words\n");
        return 1;
    }
    out << "\n}\n";
    return out ? 0 : 1;
}

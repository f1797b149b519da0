// embed_character_names FOLDER OUTPUT: writes the table of interp/base/character_names.h as C++, from UnicodeData.txt
// and NameAliases.txt in FOLDER. Without them the table is empty, and only characters named by rule are known.

#include "base/character_names.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

using namespace coil::internal::utf8;

namespace
{

struct Table {
    std::vector<uint64_t> names;
    std::vector<CharacterRange> ideographs;

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

void read(const std::string& path, Table& table)
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
        else if (name[0] != '<')
            table.add(name, point);
    }
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 3) {
        std::fprintf(stderr, "usage: embed_character_names FOLDER OUTPUT\n");
        return 2;
    }
    Table table;
    read(std::string(argv[1]) + "/UnicodeData.txt", table);
    read(std::string(argv[1]) + "/NameAliases.txt", table);
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
    out << "{ 1, 0 } };\nextern const size_t ideograph_range_count = " << table.ideographs.size() << ";\n\n}\n";
    return out ? 0 : 1;
}

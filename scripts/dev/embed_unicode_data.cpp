// embed_unicode_data FOLDER OUTPUT: writes the tables of stdlib/text/unicodedata/tables.h as C++, from the files of the
// Unicode character database in FOLDER. Without them there is only the record of what is not assigned.
#include "stdlib/text/unicodedata/tables.h"

#include <algorithm>
#include <cstring>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

using namespace coil::internal::unidata;

namespace
{

struct Database {
    std::string folder;
    std::vector<Record> points{ point_limit, Record{ 0, 0, 0, 0, 0, -1, -1, 0 } };
    std::map<uint32_t, std::pair<size_t, std::vector<uint32_t>>> decomposed; ///< tag and code points
    std::set<uint32_t> not_composed;
    std::map<std::string, size_t> numbers; ///< texts of numeric values, and their places
    std::string version = "0.0.0";
};

std::string trimmed(const std::string& text)
{
    size_t start = text.find_first_not_of(' ');
    return start == std::string::npos ? std::string() : text.substr(start, text.find_last_not_of(' ') + 1 - start);
}

/// Calls visit(fields) for each line of a file, without its comment.
template <class Visit> void read_lines(const Database& data, const char* name, Visit visit)
{
    std::ifstream stream(data.folder + "/" + name);
    for (std::string line; std::getline(stream, line);) {
        line = line.substr(0, line.find('#'));
        std::vector<std::string> fields;
        std::istringstream parts(line);
        for (std::string part; std::getline(parts, part, ';');)
            fields.push_back(trimmed(part));
        if (fields.size() >= 2)
            visit(fields);
    }
}

uint32_t hex(const std::string& text) { return uint32_t(std::stoul(text, nullptr, 16)); }

std::vector<uint32_t> points_of(const std::string& text)
{
    std::vector<uint32_t> points;
    std::istringstream stream(text);
    for (std::string word; stream >> word;)
        points.push_back(hex(word));
    return points;
}

/// The range that a line's first field names: 0041..005A.
template <class Visit> void each_point(const std::string& field, Visit visit)
{
    size_t dots = field.find("..");
    uint32_t last = dots == std::string::npos ? hex(field) : hex(field.substr(dots + 2));
    for (uint32_t point = hex(field); point <= last; point++)
        visit(point);
}

template <size_t N> uint8_t place_of(const char* const (&names)[N], const std::string& name)
{
    for (size_t i = 0; i < N; i++)
        if (name == names[i])
            return uint8_t(i);
    return 0;
}

void read_characters(Database& data)
{
    uint32_t first = 0;
    read_lines(data, "UnicodeData.txt", [&](const std::vector<std::string>& fields) {
        uint32_t last = hex(fields[0]);
        bool ends_range = fields[1].find(", Last>") != std::string::npos;
        if (!ends_range)
            first = last;
        if (fields[1].find(", First>") != std::string::npos)
            return;
        for (uint32_t point = first; point <= last; point++) {
            Record& record = data.points[point];
            record.category = place_of(category_names, fields[2]);
            record.combining = uint8_t(std::stoul(fields[3]));
            record.bidirectional = place_of(bidirectional_names, fields[4]);
            record.decimal = int8_t(fields[6].empty() ? -1 : std::stoi(fields[6]));
            record.digit = int8_t(fields[7].empty() ? -1 : std::stoi(fields[7]));
            record.flags |= fields[9] == "Y" ? Mirrored : 0;
        }
        std::string text = fields[5];
        if (text.empty())
            return;
        size_t tag = 0;
        if (text[0] == '<') {
            tag = place_of(tag_names, text.substr(0, text.find('>') + 1));
            text = text.substr(text.find('>') + 1);
        }
        data.decomposed[last] = { tag, points_of(text) };
    });
}

void read_properties(Database& data)
{
    read_lines(data, "EastAsianWidth.txt", [&](const std::vector<std::string>& fields) {
        each_point(fields[0], [&](uint32_t point) { data.points[point].width = place_of(width_names, fields[1]); });
    });
    read_lines(data, "DerivedAge.txt", [&](const std::vector<std::string>& fields) {
        double age = std::stod(fields[1]);
        if (age <= 3.2)
            each_point(fields[0], [&](uint32_t point) { data.points[point].flags |= Assigned32; });
    });
    read_lines(data, "DerivedNormalizationProps.txt", [&](const std::vector<std::string>& fields) {
        const std::string& name = fields[1];
        if (name == "Full_Composition_Exclusion")
            each_point(fields[0], [&](uint32_t point) { data.not_composed.insert(point); });
        int flag = name == "NFC_QC" ? NotNfc
            : name == "NFKC_QC"     ? NotNfkc
            : name == "NFD_QC"      ? NotNfd
            : name == "NFKD_QC"     ? NotNfkd
                                    : 0;
        if (flag)
            each_point(fields[0], [&](uint32_t point) { data.points[point].flags |= uint8_t(flag); });
    });
    read_lines(data, "extracted/DerivedNumericValues.txt", [&](const std::vector<std::string>& fields) {
        size_t place = data.numbers.emplace(fields[3], data.numbers.size() + 1).first->second;
        each_point(fields[0], [&](uint32_t point) { data.points[point].numeric = uint8_t(place); });
    });
    std::ifstream head(data.folder + "/PropList.txt");
    std::string line;
    if (std::getline(head, line) && line.starts_with("# PropList-"))
        data.version = line.substr(strlen("# PropList-"), line.rfind(".txt") - strlen("# PropList-"));
}

template <class T> void write_numbers(std::ostream& out, const char* type, const std::string& name, const T& numbers)
{
    out << "extern const " << type << " " << name << "[] = {\n";
    size_t column = 0;
    for (auto number : numbers)
        out << uint32_t(number) << (++column % 16 ? "," : ",\n");
    out << "0 };\n";
}

/// The numbers of all code points in two steps.
void write_steps(std::ostream& out, const std::string& name, const std::vector<uint16_t>& numbers)
{
    std::map<std::vector<uint16_t>, size_t> known;
    std::vector<uint16_t> blocks, places;
    for (size_t start = 0; start < numbers.size(); start += block_size) {
        std::vector<uint16_t> block(numbers.begin() + long(start), numbers.begin() + long(start + block_size));
        auto [found, is_new] = known.emplace(block, known.size());
        if (is_new)
            places.insert(places.end(), block.begin(), block.end());
        blocks.push_back(uint16_t(found->second));
    }
    write_numbers(out, "uint16_t", name + "_blocks", blocks);
    write_numbers(out, "uint16_t", name + "_places", places);
}

void write_records(std::ostream& out, const Database& data)
{
    std::vector<Record> distinct;
    std::vector<uint16_t> numbers;
    std::map<std::string, size_t> known;
    for (const Record& record : data.points) {
        std::string bytes(reinterpret_cast<const char*>(&record), sizeof(record));
        auto [found, is_new] = known.emplace(bytes, distinct.size());
        if (is_new)
            distinct.push_back(record);
        numbers.push_back(uint16_t(found->second));
    }
    write_steps(out, "record", numbers);
    out << "extern const Record records[] = {\n";
    for (const Record& record : distinct)
        out << "{" << int(record.category) << "," << int(record.bidirectional) << "," << int(record.combining) << ","
            << int(record.width) << "," << int(record.flags) << "," << int(record.decimal) << "," << int(record.digit)
            << "," << int(record.numeric) << "},\n";
    out << "};\nextern const double numeric_values[] = { 0";
    std::vector<std::string> texts(data.numbers.size());
    for (const auto& [text, place] : data.numbers)
        texts[place - 1] = text;
    for (const std::string& text : texts) {
        size_t slash = text.find('/');
        out << ",\n" << text.substr(0, slash) << ".0";
        if (slash != std::string::npos)
            out << " / " << text.substr(slash + 1) << ".0";
    }
    out << " };\n";
}

void write_decompositions(std::ostream& out, const Database& data)
{
    std::vector<uint32_t> all{ 0 };
    std::vector<uint16_t> numbers(point_limit, 0);
    std::vector<Composition> pairs;
    for (const auto& [point, decomposition] : data.decomposed) {
        const auto& [tag, parts] = decomposition;
        numbers[point] = uint16_t(all.size());
        all.push_back(uint32_t(tag << 8 | parts.size()));
        all.insert(all.end(), parts.begin(), parts.end());
        if (tag == 0 && parts.size() == 2 && !data.not_composed.contains(point))
            pairs.push_back({ parts[0], parts[1], point });
    }
    write_steps(out, "decomposition", numbers);
    write_numbers(out, "uint32_t", "decompositions", all);
    std::sort(pairs.begin(), pairs.end(), [](const Composition& left, const Composition& right) {
        return left.first != right.first ? left.first < right.first : left.second < right.second;
    });
    out << "extern const Composition compositions[] = {\n";
    for (const Composition& pair : pairs)
        out << "{" << pair.first << "," << pair.second << "," << pair.composed << "},\n";
    out << "{0,0,0} };\nextern const size_t composition_count = " << pairs.size() << ";\n";
}

void write_sequences(std::ostream& out, const Database& data)
{
    std::map<std::string, std::string> texts;
    read_lines(data, "NamedSequences.txt", [&](const std::vector<std::string>& fields) {
        std::string text;
        for (uint32_t point : points_of(fields[1])) {
            char escape[16];
            std::snprintf(escape, sizeof(escape), point > 0xffff ? "\\U%08x" : "\\u%04x", unsigned(point));
            text += point < 0x80 ? std::string(1, char(point)) : escape;
        }
        texts[fields[0]] = text;
    });
    out << "extern const Sequence sequences[] = {\n";
    for (const auto& [name, text] : texts)
        out << "{ \"" << name << "\", \"" << text << "\" },\n";
    out << "{ \"\", \"\" } };\nextern const size_t sequence_count = " << texts.size() << ";\n";
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 3) {
        std::fprintf(stderr, "usage: embed_unicode_data FOLDER OUTPUT\n");
        return 2;
    }
    Database data;
    data.folder = argv[1];
    read_characters(data);
    read_properties(data);
    std::ofstream out(argv[2]);
    out << "#include \"stdlib/text/unicodedata/tables.h\"\n\nnamespace coil::internal::unidata {\n\n";
    out << "extern const char* const version = \"" << data.version << "\";\n";
    write_records(out, data);
    write_decompositions(out, data);
    write_sequences(out, data);
    out << "\n}\n";
    return out ? 0 : 1;
}

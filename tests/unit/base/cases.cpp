#include "cases.h"

#include <fstream>

#include "base/utf8.h"

namespace
{

std::string unescape(const std::string& field)
{
    std::string out;
    for (size_t at = 0; at < field.size(); at++) {
        if (field[at] != '\\') {
            out += field[at];
            continue;
        }
        size_t end = field.find(';', at);
        coil::internal::utf8::append(out, char32_t(std::stoul(field.substr(at + 2, end - at - 2), nullptr, 16)));
        at = end;
    }
    return out;
}

} // namespace

std::vector<Case> read_cases(const std::string& name)
{
    std::ifstream file(std::string(COIL_TEST_DATA "/") + name);
    std::vector<Case> cases;
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line[0] == '#')
            continue;
        Case fields;
        for (size_t at = 0;;) {
            size_t tab = line.find('\t', at);
            fields.push_back(unescape(line.substr(at, tab == std::string::npos ? tab : tab - at)));
            if (tab == std::string::npos)
                break;
            at = tab + 1;
        }
        cases.push_back(std::move(fields));
    }
    return cases;
}

#include "cases.h"

#include <algorithm>
#include <fstream>
#include <sstream>

namespace coil::runner
{

namespace
{

bool is_support_folder(const fs::path& folder)
{
    const std::string name = folder.filename().string();
    return name == "lib" || name == "modules" || name.starts_with('_') || name.starts_with('.') ||
        fs::exists(folder / "__init__.py");
}

fs::path beside(const fs::path& file, const char* extension) { return fs::path(file).replace_extension(extension); }

std::vector<std::string> lines_of(const std::string& text)
{
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);)
        lines.push_back(line);
    return lines;
}

Case script_case(const fs::path& file)
{
    Case test{ file.extension() == ".sh" ? CaseKind::Shell : CaseKind::Script, fs::absolute(file), file.string(), {},
        {}, 0, {}, {} };
    test.wanted_output = read_file(beside(file, ".out")).value_or("");
    test.wanted_error = read_file(beside(file, ".err"));
    if (auto status = read_file(beside(file, ".status")))
        test.wanted_status = std::stoi(*status);
    if (fs::path input = beside(file, ".in"); fs::exists(input))
        test.input = fs::absolute(input);
    if (auto arguments = read_file(beside(file, ".args")))
        test.arguments = lines_of(*arguments);
    return test;
}

} // namespace

std::optional<std::string> read_file(const fs::path& path)
{
    std::ifstream stream(path, std::ios::binary);
    if (!stream)
        return std::nullopt;
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

std::vector<Case> find_cases(const fs::path& folder)
{
    std::vector<fs::path> files;
    if (fs::is_regular_file(folder))
        files.push_back(folder);
    else if (fs::is_directory(folder)) {
        for (auto at = fs::recursive_directory_iterator(folder); at != fs::recursive_directory_iterator(); ++at) {
            const fs::path& path = at->path();
            if (at->is_directory() && is_support_folder(path))
                at.disable_recursion_pending();
            else if (at->is_regular_file() && (path.extension() == ".py" || path.extension() == ".sh") &&
                !path.filename().string().starts_with('_'))
                files.push_back(path);
        }
    }
    std::sort(files.begin(), files.end());
    std::vector<Case> tests;
    for (const fs::path& file : files)
        tests.push_back(script_case(file));
    return tests;
}

Case unit_case(const fs::path& program)
{
    return { CaseKind::Unit, fs::absolute(program), program.filename().string(), {}, {}, 0, {}, {} };
}

std::string description(const Case& test)
{
    if (test.kind == CaseKind::Unit)
        return "";
    for (std::string_view line : lines_of(read_file(test.file).value_or(""))) {
        if (line.starts_with("#!") || line.find_first_not_of(" \t") == std::string_view::npos)
            continue;
        if (test.kind == CaseKind::Shell)
            return line.starts_with("# ") ? std::string(line.substr(2)) : "";
        if (line.starts_with('#'))
            continue;
        size_t quotes = line.find("\"\"\"");
        if (quotes > 1)
            return "";
        line.remove_prefix(quotes + 3);
        return std::string(line.substr(0, line.find("\"\"\"")));
    }
    return "";
}

std::vector<Skip> read_skips(const fs::path& path)
{
    std::vector<Skip> skips;
    for (const std::string& line : lines_of(read_file(path).value_or(""))) {
        std::istringstream words(line);
        Skip skip;
        if (line.starts_with('#') || !(words >> skip.flavour >> skip.pattern))
            continue;
        std::getline(words >> std::ws, skip.reason);
        skips.push_back(skip);
    }
    return skips;
}

const Skip* find_skip(const std::vector<Skip>& skips, const std::string& flavour, const std::string& name)
{
    for (const Skip& skip : skips) {
        if ((skip.flavour == "*" || skip.flavour == flavour) && matches("*" + skip.pattern, name))
            return &skip;
    }
    return nullptr;
}

bool matches(std::string_view pattern, std::string_view text)
{
    if (pattern.empty())
        return text.empty();
    if (pattern[0] != '*')
        return !text.empty() && text[0] == pattern[0] && matches(pattern.substr(1), text.substr(1));
    for (size_t skipped = 0; skipped <= text.size(); ++skipped) {
        if (matches(pattern.substr(1), text.substr(skipped)))
            return true;
    }
    return false;
}

} // namespace coil::runner

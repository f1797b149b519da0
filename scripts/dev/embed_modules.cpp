// embed_modules FOLDER OUTPUT.cpp: writes the .py files below FOLDER/SUBJECT as the table that stdlib/embedded.h
// declares.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace
{

namespace fs = std::filesystem;

/// Text that no Python file holds, so that a raw string literal can't end early.
constexpr const char* delimiter = "coil_py";
/// A literal may be long, but not every compiler takes one above 64 KiB; neighbours are joined.
constexpr size_t most_in_literal = 16000;

struct Module {
    std::string name;
    bool is_package;
    std::string file;
    std::string source;
};

std::string read(const fs::path& path)
{
    std::ifstream stream(path, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

/// asyncio/locks.py → asyncio.locks; asyncio/__init__.py → asyncio, a package.
Module module_of(const fs::path& subject, const fs::path& file)
{
    const fs::path relative = file.lexically_relative(subject);
    const bool is_package = file.filename() == "__init__.py";
    std::string name = (is_package ? relative.parent_path() : fs::path(relative).replace_extension()).generic_string();
    std::replace(name.begin(), name.end(), '/', '.');
    return { name, is_package, relative.generic_string(), read(file) };
}

std::vector<Module> modules_below(const fs::path& folder)
{
    std::vector<Module> modules;
    for (const auto& subject : fs::directory_iterator(folder)) {
        if (!subject.is_directory())
            continue;
        for (const auto& entry : fs::recursive_directory_iterator(subject)) {
            if (entry.is_regular_file() && entry.path().extension() == ".py")
                modules.push_back(module_of(subject, entry.path()));
        }
    }
    std::sort(modules.begin(), modules.end(), [](const Module& a, const Module& b) { return a.name < b.name; });
    return modules;
}

void write_literal(std::ostream& out, const std::string& text)
{
    size_t at = 0;
    do {
        size_t end = std::min(text.size(), at + most_in_literal);
        while (end < text.size() && (text[end] & 0xc0) == 0x80)
            --end;
        out << "R\"" << delimiter << "(" << text.substr(at, end - at) << ")" << delimiter << "\"\n";
        at = end;
    } while (at < text.size());
}

void write_table(std::ostream& out, const std::vector<Module>& modules)
{
    out << "#include \"stdlib/embedded.h\"\n\n"
           "#pragma GCC diagnostic ignored \"-Woverlength-strings\"\n\n"
           "namespace coil {\n\nconst EmbeddedModule embedded_modules[] = {\n";
    for (const Module& module : modules) {
        out << "{ \"" << module.name << "\", " << (module.is_package ? "true" : "false") << ", \"" << module.file
            << "\", std::string_view(\n";
        write_literal(out, module.source);
        out << ", " << module.source.size() << ") },\n";
    }
    out << "{} };\n\nconst size_t embedded_module_count = " << modules.size() << ";\n\n} // namespace coil\n";
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 3) {
        std::fprintf(stderr, "usage: embed_modules FOLDER OUTPUT.cpp\n");
        return 2;
    }
    std::ofstream out(argv[2], std::ios::binary);
    write_table(out, modules_below(argv[1]));
    return out.flush() ? 0 : 1;
}

// embed_modules FOLDER OUTPUT.cpp: compiles the .py files below FOLDER/SUBJECT and writes their units as the table that
// stdlib/embedded.h declares.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "base/siphash.h"
#include "bytecode/stored_unit.h"
#include "bytecode/validate.h"
#include "compile/compile.h"
#include "syntax/parser.h"

namespace
{

namespace fs = std::filesystem;

constexpr size_t bytes_in_line = 100;

struct Module {
    std::string name;
    bool is_package;
    std::string unit;
};

std::string read(const fs::path& path)
{
    std::ifstream stream(path, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

/// What is wrong with a file ends the program.
[[noreturn]] void refuse(const std::string& file, uint32_t line, const std::string& why)
{
    std::fprintf(stderr, "%s:%u: error: %s\n", file.c_str(), line, why.c_str());
    std::exit(1);
}

/// The unit of a file, in which it calls itself `shown`.
std::string compile_file(const std::string& file, const std::string& shown)
{
    coil::internal::Source source(shown, read(file));
    coil::internal::Arena arena;
    coil::internal::Symbols symbols;
    coil::internal::ParseResult tree = coil::internal::parse(arena, symbols, source);
    if (!tree)
        refuse(file, tree.error.line, tree.error.message);
    std::vector<coil::internal::SyntaxWarning> warnings = tree.warnings;
    coil::internal::CompileOptions options;
    options.warnings = &warnings;
    auto compiled = coil::internal::compile(*tree.module, symbols, source, options);
    if (auto* error = std::get_if<coil::internal::SyntaxError>(&compiled))
        refuse(file, error->line, error->message);
    for (const coil::internal::SyntaxWarning& warning : warnings)
        refuse(file, source.line_of(warning.start), warning.message);
    const coil::internal::Unit& unit = std::get<coil::internal::Unit>(compiled);
    if (std::string fault = coil::internal::validate(unit); !fault.empty())
        refuse(file, 0, fault);
    std::string stored = coil::internal::store_unit(unit);
    if (stored.empty())
        refuse(file, 0, "it can't be stored");
    return stored;
}

/// asyncio/locks.py → asyncio.locks; asyncio/__init__.py → asyncio, a package.
Module module_of(const fs::path& subject, const fs::path& file)
{
    const fs::path relative = file.lexically_relative(subject);
    const bool is_package = file.filename() == "__init__.py";
    std::string name = (is_package ? relative.parent_path() : fs::path(relative).replace_extension()).generic_string();
    std::replace(name.begin(), name.end(), '/', '.');
    return { name, is_package, compile_file(file.string(), "<coil>/" + relative.generic_string()) };
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

void write_literal(std::ostream& out, const std::string& bytes)
{
    for (size_t i = 0; i < bytes.size(); i++) {
        if (i % bytes_in_line == 0)
            out << (i ? "\"\n\"" : "\"");
        auto byte = uint8_t(bytes[i]);
        if (byte >= ' ' && byte < 0x7f && byte != '"' && byte != '\\' && byte != '?')
            out << char(byte);
        else
            out << '\\' << char('0' + (byte >> 6)) << char('0' + (byte >> 3 & 7)) << char('0' + (byte & 7));
    }
    out << "\"";
}

void write_table(std::ostream& out, const std::vector<Module>& modules)
{
    out << "#include \"stdlib/embedded.h\"\n\n"
           "#pragma GCC diagnostic ignored \"-Woverlength-strings\"\n\n"
           "namespace coil::internal {\n\nconst EmbeddedModule embedded_modules[] = {\n";
    uint64_t stamp = 0;
    for (const Module& module : modules) {
        out << "{ \"" << module.name << "\", " << (module.is_package ? "true" : "false") << ", std::string_view(\n";
        write_literal(out, module.unit);
        out << ", " << module.unit.size() << ") },\n";
        stamp = coil::internal::siphash13(stamp, 0, module.unit);
    }
    out << "{} };\n\nconst size_t embedded_module_count = " << modules.size()
        << ";\nconst uint64_t embedded_stamp = " << stamp << "u;\n\n} // namespace coil::internal\n";
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

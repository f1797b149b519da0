// embed_modules FOLDER OUTPUT.cpp [LIBRARY NAMES LICENCE]: compiles the .py files below FOLDER/SUBJECT, and those of
// CPython's LIBRARY that the file NAMES names and FOLDER has not, and writes their units as the table that
// stdlib/embedded.h declares; with the text of the file LICENCE, under which the borrowed ones are.
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
    bool is_language;
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
    bool is_ours = shown != file;
    if (is_ours && !warnings.empty())
        refuse(file, source.line_of(warnings[0].start), warnings[0].message);
    const coil::internal::Unit& unit = std::get<coil::internal::Unit>(compiled);
    if (std::string fault = coil::internal::validate(unit); !fault.empty())
        refuse(file, 0, fault);
    std::string stored = coil::internal::store_unit(unit);
    if (stored.empty())
        refuse(file, 0, "it can't be stored");
    return stored;
}

/// What CPython has imported before a program begins: no file of the program's takes its place.
bool is_there_from_start(const std::string& name)
{
    constexpr std::string_view names[] = { "codecs", "encodings", "genericpath", "io", "os", "posixpath", "stat",
        "zipimport" };
    return std::find(std::begin(names), std::end(names), name.substr(0, name.find('.'))) != std::end(names);
}

/// asyncio/locks.py → asyncio.locks; asyncio/__init__.py → asyncio, a package.
Module module_of(const fs::path& subject, const fs::path& file)
{
    const fs::path relative = file.lexically_relative(subject);
    const bool is_package = file.filename() == "__init__.py";
    std::string name = (is_package ? relative.parent_path() : fs::path(relative).replace_extension()).generic_string();
    std::replace(name.begin(), name.end(), '/', '.');
    bool is_language = subject.filename() == "language" || name.starts_with("_") || name.starts_with("asyncio") ||
        is_there_from_start(name);
    return { name, is_package, is_language, compile_file(file.string(), "<coil>/" + relative.generic_string()) };
}

void borrow_file(std::vector<Module>& modules, const std::string& name, const fs::path& file, bool is_package)
{
    bool is_ours = std::any_of(modules.begin(), modules.end(), [&](const Module& each) { return each.name == name; });
    if (!is_ours)
        modules.push_back({ name, is_package, is_there_from_start(name), compile_file(file.string(), file.string()) });
}

/// A package, with all that is below it but tests.
void borrow_package(std::vector<Module>& modules, const std::string& name, const fs::path& folder)
{
    if (fs::exists(folder / "__init__.py"))
        borrow_file(modules, name, folder / "__init__.py", true);
    for (const auto& entry : fs::directory_iterator(folder)) {
        const fs::path& file = entry.path();
        std::string stem = file.stem().string();
        if (entry.is_directory() && fs::exists(file / "__init__.py") && stem != "test" && stem != "tests")
            borrow_package(modules, name + "." + stem, file);
        else if (file.extension() == ".py" && stem != "__init__")
            borrow_file(modules, name + "." + stem, file, false);
    }
}

/// Adds the modules of CPython's library that `names` lists, a line each: NAME, which may be a package, or NAME as
/// OTHER where a module of ours has that name and builds on it. Where modules of ours stand below it, it is their
/// package. They keep the names of their files, where tracebacks find their lines. What that version of the library has
/// not is left out.
void borrow(std::vector<Module>& modules, const fs::path& library, const fs::path& names)
{
    std::ifstream stream(names);
    for (std::string line; std::getline(stream, line);) {
        if (line.empty() || line[0] == '#')
            continue;
        size_t as = line.find(" as ");
        std::string file_name = line.substr(0, as);
        std::string name = as == std::string::npos ? line : line.substr(as + 4);
        fs::path file = library / (file_name + ".py");
        if (fs::exists(file)) {
            bool is_package = std::any_of(
                modules.begin(), modules.end(), [&](const Module& each) { return each.name.starts_with(name + "."); });
            borrow_file(modules, name, file, is_package);
        } else if (fs::is_directory(library / file_name)) {
            borrow_package(modules, name, library / file_name);
        } else {
            std::fprintf(stderr, "embed_modules: there is no %s\n", file.c_str());
        }
    }
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
    return modules;
}

void write_literal(std::ostream& out, const std::string& bytes)
{
    if (bytes.empty())
        out << "\"";
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

void write_table(
    std::ostream& out, std::vector<Module> modules, const std::string& own_licence, const std::string& licence)
{
    std::sort(modules.begin(), modules.end(), [](const Module& a, const Module& b) { return a.name < b.name; });
    out << "#include \"stdlib/embedded.h\"\n\n"
           "#pragma GCC diagnostic ignored \"-Woverlength-strings\"\n\n"
           "namespace coil::internal {\n\nconst EmbeddedModule embedded_modules[] = {\n";
    uint64_t stamp = 0;
    for (const Module& module : modules) {
        out << "{ \"" << module.name << "\", " << (module.is_package ? "true" : "false") << ", "
            << (module.is_language ? "true" : "false") << ", std::string_view(\n";
        write_literal(out, module.unit);
        out << ", " << module.unit.size() << ") },\n";
        stamp = coil::internal::siphash13(stamp, 0, module.unit);
    }
    out << "{} };\n\nconst size_t embedded_module_count = " << modules.size()
        << ";\nconst uint64_t embedded_stamp = " << stamp << "u;\nconst std::string_view borrowed_licence(\n";
    write_literal(out, licence);
    out << ", " << licence.size() << ");\nconst std::string_view own_licence(\n";
    write_literal(out, own_licence);
    out << ", " << own_licence.size() << ");\n\n} // namespace coil::internal\n";
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 3 && argc != 6) {
        std::fprintf(stderr, "usage: embed_modules FOLDER OUTPUT.cpp [LIBRARY NAMES LICENCE]\n");
        return 2;
    }
    std::vector<Module> modules = modules_below(argv[1]);
    if (argc == 6)
        borrow(modules, argv[3], argv[4]);
    std::ofstream out(argv[2], std::ios::binary);
    write_table(out, modules, read(fs::path(argv[1]) / ".." / "LICENSE"), argc == 6 ? read(argv[5]) : std::string());
    return out.flush() ? 0 : 1;
}

// The program `coil`, written on the public API only. It prints with stdio: iostreams take 50,000 instructions to be
// there, at each start.
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <optional>

#include "app/search_path.h"
#include "embed/coil.h"

#ifdef COIL_COUNTS
extern "C" void __gcov_dump(); ///< writes what a build for profiles has counted (scripts/pgo)
#endif

namespace
{

constexpr std::string_view help = R"(usage: coil [option] … [-c command | -m module | file | -] [argument …]

  file        run a script; `-` reads it from standard input
  -c command  run the text
  -m module   run a module found on sys.path as a script
  -B          keep nothing of what imported files are compiled to
  -I          isolated: variables (COILPATH, PYTHON…), the script's folder and installed packages are left aside
  -S          installed packages are left aside
  --dis       print the bytecode instead of running it
  --trace=…   tell on stderr of some of import,gc,loop: what happens when, and how long it takes
  --version   print the version
  --licenses  print the licences of coil and of what is built into it
  --help      print this

COILPATH, PYTHONPATH     folders, separated by colons, that imports search after the script's own
VIRTUAL_ENV              the virtual environment whose packages can be imported, instead of the system's
PYTHONDONTWRITEBYTECODE  as -B, unless empty
PYTHONPYCACHEPREFIX      the folder below which it is kept, instead of __pycache__ beside the files
)";

struct Command {
    enum class Kind { Script, Text, Module } kind = Kind::Script;
    std::string subject;
    bool disassemble = false;
    bool write_cache = true;
    bool isolated = false;
    bool site = true;
    std::string trace;
    std::vector<std::string> arguments;
};

void print(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }
void complain(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stderr); }

[[noreturn]] void usage(const std::string& problem)
{
    complain("coil: " + problem + "\n" + std::string(help));
    std::exit(2);
}

Command parse(int argc, char** argv)
{
    Command command;
    int i = 1;
    for (; i < argc; i++) {
        std::string_view argument = argv[i];
        if (argument == "--help" || argument == "-h") {
            print(help);
            std::exit(0);
        }
        if (argument == "--version" || argument == "-V") {
            print("coil " + std::string(coil::Vm::version()) + "\n");
            std::exit(0);
        }
        if (argument == "--licenses") {
            print(coil::Vm::licences());
            std::exit(0);
        }
        if (argument == "-B") {
            command.write_cache = false;
            continue;
        }
        if (argument == "-I" || argument == "-S") {
            (argument == "-I" ? command.isolated : command.site) = argument == "-I";
            continue;
        }
        if (argument == "--dis") {
            command.disassemble = true;
            continue;
        }
        constexpr std::string_view trace = "--trace=";
        if (argument.starts_with(trace)) {
            command.trace = argument.substr(trace.size());
            if (!coil::Vm::knows_trace(command.trace))
                usage("--trace= takes some of import,gc,loop, or all");
            continue;
        }
        if (argument == "-c" || argument == "-m") {
            if (++i == argc)
                usage("argument expected for the " + std::string(argument) + " option");
            command.kind = argument == "-c" ? Command::Kind::Text : Command::Kind::Module;
            command.subject = argv[i];
            command.arguments = { std::string(argument) };
            command.arguments.insert(command.arguments.end(), argv + i + 1, argv + argc);
            return command;
        }
        if (argument.size() > 1 && argument[0] == '-')
            usage("unknown option " + std::string(argument));
        command.subject = argument;
        command.arguments.assign(argv + i, argv + argc);
        return command;
    }
    command.subject = "-";
    command.arguments = { "" };
    return command;
}

void find_modules(const Command& command, const char* program, coil::Options& options)
{
    app::PlaceRules rules{ {}, command.isolated, command.site };
    if (command.kind == Command::Kind::Script && command.subject != "-")
        rules.script = command.subject;
    app::Places places = app::find_places(rules, program);
    options.path = std::move(places.path);
    options.site_path = std::move(places.site_path);
    options.executable = std::move(places.executable);
    options.prefix = std::move(places.prefix);
    options.base_prefix = std::move(places.base_prefix);
}

/// All of a file, `-` being standard input. Nothing when it can't be read.
std::optional<std::string> read_all(const std::string& path)
{
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> opened(nullptr, std::fclose);
    if (path != "-")
        opened.reset(std::fopen(path.c_str(), "rb"));
    std::FILE* file = path == "-" ? stdin : opened.get();
    if (!file)
        return {};
    std::string text;
    char block[1 << 14];
    while (size_t count = std::fread(block, 1, sizeof(block), file))
        text.append(block, count);
    return std::ferror(file) ? std::nullopt : std::optional(text);
}

int disassemble(coil::Vm& vm, const Command& command)
{
    std::string source = command.subject, filename = "<string>";
    if (command.kind == Command::Kind::Script) {
        std::optional<std::string> text = read_all(command.subject);
        if (!text) {
            complain("coil: can't open file '" + command.subject + "'\n");
            return 2;
        }
        source = std::move(*text);
        filename = command.subject == "-" ? "<stdin>" : command.subject;
    }
    try {
        print(vm.disassemble(source, filename));
        return 0;
    } catch (const coil::Error& error) {
        complain(error.traceback());
        return 1;
    }
}

} // namespace

int main(int argc, char** argv)
{
    // Writing to a pipe that nobody reads is an error that scripts see.
    std::signal(SIGPIPE, SIG_IGN);
    Command command = parse(argc, argv);
    coil::Options options;
    options.authority = coil::Authority::Everything;
    options.signals = true;
    options.arguments = command.arguments;
    find_modules(command, argv[0], options);
    auto own_variable = [&](const char* name) { return command.isolated ? std::string() : app::variable(name); };
    options.write_cache = command.write_cache && own_variable("PYTHONDONTWRITEBYTECODE").empty();
    options.cache_folder = own_variable("PYTHONPYCACHEPREFIX");
    options.trace = command.trace;
    coil::Vm vm(options);
    if (command.disassemble)
        return disassemble(vm, command);
    int status = 0;
    switch (command.kind) {
    case Command::Kind::Text:
        status = vm.run_command(command.subject, "<string>");
        break;
    case Command::Kind::Module:
        status = vm.run_module(command.subject);
        break;
    default:
        status = vm.run_file(command.subject);
    }
    status = vm.finish(status);
    if (vm.was_interrupted()) {
        std::signal(SIGINT, SIG_DFL);
        std::raise(SIGINT);
    }
    // The process ends here: what it holds need not be taken apart.
    std::fflush(nullptr);
#ifdef COIL_COUNTS
    __gcov_dump();
#endif
    std::_Exit(status);
}

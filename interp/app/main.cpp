// The program `coil`, written on the public API only. It prints with stdio: iostreams take 50,000 instructions to be
// there, at each start.
#include <malloc.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <optional>

#include "app/command_line.h"
#include "app/search_path.h"
#include "embed/coil.h"

#ifdef COIL_COUNTS
extern "C" void __gcov_dump(); ///< writes what a build for profiles has counted (scripts/pgo)
#endif

namespace
{

void print(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }
void complain(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stderr); }

void find_modules(const app::Command& command, const char* program, coil::Options& options)
{
    app::PlaceRules rules;
    rules.ignore_environment = command.ignore_environment;
    rules.safe_path = command.safe_path;
    rules.site = command.site && !command.isolated;
    if (command.kind == app::Command::Kind::Script && command.subject != "-")
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

int disassemble(coil::Vm& vm, const app::Command& command)
{
    std::string source = command.subject, filename = "<string>";
    if (command.kind == app::Command::Kind::Script) {
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
    // Large blocks that come and go (arguments of deep calls, texts) are taken again, and not from the system each
    // time.
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, 64 << 20);
    // Writing to a pipe that nobody reads is an error that scripts see.
    std::signal(SIGPIPE, SIG_IGN);
    // And so is a file that would become larger than the process may make it.
    std::signal(SIGXFSZ, SIG_IGN);
    app::Command command = app::parse_command(argc, argv);
    app::take_variables(command);
    coil::Options options;
    options.authority = coil::Authority::Everything;
    options.signals = true;
    options.arguments = command.arguments;
    find_modules(command, argv[0], options);
    options.write_cache = command.write_cache;
    options.cache_folder = command.cache_folder;
    options.flags = command.flags;
    options.warn_options = command.warn_options;
    options.x_options = command.x_options;
    options.unbuffered = command.unbuffered;
    options.skip_first_line = command.skip_first_line;
    options.trace = command.trace;
    coil::Vm vm(options);
    if (command.disassemble)
        return disassemble(vm, command);
    int status = 0;
    switch (command.kind) {
    case app::Command::Kind::Text:
        status = vm.run_command(command.subject, "<string>");
        break;
    case app::Command::Kind::Module:
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

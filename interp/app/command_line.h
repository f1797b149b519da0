#pragma once
// What the program is told on its command line: python's options as far as they mean something here, and coil's own.
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace app
{

struct Command {
    enum class Kind { Script, Text, Module } kind = Kind::Script;
    std::string subject;
    std::vector<std::string> arguments; ///< sys.argv
    bool disassemble = false;
    bool write_cache = true;
    bool isolated = false;           ///< -I
    bool ignore_environment = false; ///< -E
    bool safe_path = false;          ///< -P
    bool site = true;                ///< not -S
    bool skip_first_line = false;    ///< -x
    bool unbuffered = false;         ///< -u
    std::string trace;
    std::string cache_folder;                       ///< -X pycache_prefix=
    std::vector<std::pair<std::string, int>> flags; ///< of sys.flags
    std::vector<std::string> warn_options;          ///< -W
    std::vector<std::string> x_options;             ///< -X

    void set_flag(std::string_view name, int value);
    int flag(std::string_view name) const;
};

/// Ends the program for what is asked and answered at once (--help, --version), and for what can't be understood.
Command parse_command(int argc, char** argv);
/// What variables of the environment (PYTHONOPTIMIZE …) say where no option did.
void take_variables(Command& command);

} // namespace app

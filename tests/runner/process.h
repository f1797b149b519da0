#pragma once
// Runs one program to its end, or to its time limit, and keeps what it wrote.
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace coil::runner
{

struct Command {
    std::vector<std::string> words; ///< words[0] is the program's path
    std::filesystem::path folder;
    std::optional<std::filesystem::path> input;
    std::vector<std::string> environment; ///< NAME=value, over what this process has
    double seconds = 60;                  ///< then it and its process group are killed
};

enum class Ending { Exited, TimedOut, WroteTooMuch, NotStarted };

struct Finished {
    Ending ending = Ending::Exited;
    int status = 0; ///< the exit status, or 128 + the signal that ended it
    std::string output;
    std::string error;
    double seconds = 0;
};

/// Runs the command in a process group of its own. May be called from several threads at once.
Finished run(const Command& command);

} // namespace coil::runner

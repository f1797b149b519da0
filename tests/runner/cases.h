#pragma once
// What there is to run: every .py and .sh file of the test folders, with what is stored beside it, and unit test
// programs.
//
// Beside NAME.py may stand NAME.out (its stdout; absent: it prints nothing), NAME.err (its stderr; a line `...` stands
// for any lines), NAME.status (its exit status; absent: 0), NAME.in (its stdin) and NAME.args (one argument a line). A
// test is a file; nothing is registered.
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace coil::runner
{

namespace fs = std::filesystem;

enum class CaseKind {
    Script, ///< EXE NAME.py, in the file's folder
    Shell,  ///< sh NAME.sh with $COIL, in the file's folder
    Unit,   ///< a Catch2 program that ends with the line "N passed, N failed"
};

struct Case {
    CaseKind kind;
    fs::path file;
    std::string name; ///< path as it was found from the folder that was named
    std::string wanted_output;
    std::optional<std::string> wanted_error;
    int wanted_status = 0;
    std::optional<fs::path> input;
    std::vector<std::string> arguments;
};

/// A line of the skip list: `flavour pattern reason…`; the flavour `*` is every one, a `*` in the pattern any text.
struct Skip {
    std::string flavour;
    std::string pattern;
    std::string reason;
};

/// The contents of a file, or nothing when it can't be read.
std::optional<std::string> read_file(const fs::path& path);

/// Every test below `folder` (or the one file that it names), sorted. Folders named lib or modules, those that start
/// with `_` or `.`, packages (folders with an __init__.py) and files that start with `_` are what tests import, not
/// tests.
std::vector<Case> find_cases(const fs::path& folder);

/// A unit test program as a case.
Case unit_case(const fs::path& program);

/// The first line of a script's docstring or of a shell test's opening comment; empty when there is none.
std::string description(const Case& test);

/// Reads a skip list. Lines that are empty or start with `#` mean nothing.
std::vector<Skip> read_skips(const fs::path& path);

/// The skip that holds for the test, or null.
const Skip* find_skip(const std::vector<Skip>& skips, const std::string& flavour, const std::string& name);

/// Whether `text` is what `pattern` says, `*` standing for any text.
bool matches(std::string_view pattern, std::string_view text);

} // namespace coil::runner

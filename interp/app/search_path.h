#pragma once
// Where the program looks for modules (sys.path), and what it says of where it is installed (sys.prefix …).
#include <optional>
#include <string>
#include <vector>

namespace app
{

struct PlaceRules {
    std::optional<std::string> script; ///< the file or folder that is run; none: the current folder goes first
    bool ignore_environment = false;   ///< -E: no folders that variables name
    bool safe_path = false;            ///< -P: not the script's folder
    bool site = true;                  ///< not -S: packages that are installed
};

/// As in Options of coil.h.
struct Places {
    std::vector<std::string> path;
    std::vector<std::string> site_path;
    std::string executable;
    std::string prefix;
    std::string base_prefix;
};

/// `program` is argv[0].
Places find_places(const PlaceRules& rules, const char* program);

/// A variable of the environment, empty when there is none.
std::string variable(const char* name);

} // namespace app

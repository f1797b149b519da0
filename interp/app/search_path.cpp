#include "app/search_path.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <dirent.h>
#include <memory>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>

namespace app
{

namespace
{

// Text and system calls: std::filesystem takes 60,000 instructions for what follows, at each start.

bool has_type(const std::string& path, mode_t type)
{
    struct stat info;
    return ::stat(path.c_str(), &info) == 0 && (info.st_mode & S_IFMT) == type;
}

bool is_folder(const std::string& path) { return has_type(path, S_IFDIR); }
bool is_file(const std::string& path) { return has_type(path, S_IFREG); }

std::string parent_of(const std::string& path)
{
    size_t slash = path.rfind('/');
    return slash == path.npos ? "" : path.substr(0, std::max<size_t>(slash, 1));
}

/// The path without links; empty when it is none.
std::string real_path(const std::string& path)
{
    std::unique_ptr<char, void (*)(void*)> real(::realpath(path.c_str(), nullptr), std::free);
    return real ? real.get() : "";
}

/// The program's file, links followed.
std::string running_program()
{
    char path[4096];
    ssize_t size = ::readlink("/proc/self/exe", path, sizeof(path));
    return size > 0 && size_t(size) < sizeof(path) ? std::string(path, size_t(size)) : "";
}

/// Where the folders of a list, separated by colons, go.
void add_folders(std::vector<std::string>& path, const std::string& list)
{
    for (size_t start = 0, end; start < list.size(); start = end + 1) {
        end = std::min(list.find(':', start), list.size());
        if (end > start)
            path.push_back(list.substr(start, end - start));
    }
}

std::string absolute(const std::string& path)
{
    if (path.starts_with("/"))
        return path;
    std::string_view rest = path;
    while (rest.starts_with("./"))
        rest.remove_prefix(2);
    std::unique_ptr<char, void (*)(void*)> here(::getcwd(nullptr, 0), std::free);
    return (here ? std::string(here.get()) + "/" : "") + std::string(rest);
}

/// The program's file as it was called: a link to it, in a virtual environment, is not followed. Empty when unknown.
std::string called_program(const char* name)
{
    std::string called = name ? name : "";
    if (called.find('/') != std::string::npos)
        return absolute(called);
    std::vector<std::string> folders;
    add_folders(folders, variable("PATH"));
    for (const std::string& folder : folders)
        if (std::string found = folder + "/" + called; ::access(found.c_str(), X_OK) == 0 && is_file(found))
            return absolute(found);
    return running_program();
}

/// What a pyvenv.cfg (PEP 405) says of a key, or nothing.
std::string setting(const std::string& file, std::string_view key)
{
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> opened(std::fopen(file.c_str(), "rb"), std::fclose);
    char line[4096];
    while (opened && std::fgets(line, sizeof(line), opened.get())) {
        auto trim = [](std::string_view text) {
            constexpr std::string_view blank = " \t\r\n";
            size_t first = text.find_first_not_of(blank);
            return first == text.npos ? "" : text.substr(first, text.find_last_not_of(blank) + 1 - first);
        };
        std::string_view text = line;
        size_t equals = text.find('=');
        if (equals != text.npos && trim(text.substr(0, equals)) == key)
            return std::string(trim(text.substr(equals + 1)));
    }
    return "";
}

/// The folder of the virtual environment that the program is called from, or that is active (VIRTUAL_ENV); else empty.
std::string virtual_environment(const std::string& program, bool ignore_environment)
{
    std::string beside = parent_of(program);
    for (const std::string& folder : { beside, parent_of(beside) })
        if (!folder.empty() && is_file(folder + "/pyvenv.cfg"))
            return folder;
    return ignore_environment ? "" : variable("VIRTUAL_ENV");
}

/// folder/python3.N/last of the greatest N for which it is there, or empty.
std::string newest(const std::string& folder, const std::string& last)
{
    constexpr std::string_view stem = "python3.";
    int most = -1;
    auto path = [&](std::string_view digits) { return folder + "/" + std::string(stem) + std::string(digits) + last; };
    std::unique_ptr<DIR, int (*)(DIR*)> opened(::opendir(folder.c_str()), ::closedir);
    while (dirent* entry = opened ? ::readdir(opened.get()) : nullptr) {
        std::string_view digits = entry->d_name;
        if (!digits.starts_with(stem))
            continue;
        digits.remove_prefix(stem.size());
        bool is_number = !digits.empty() && digits.size() < 4 &&
            std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
        if (is_number && is_folder(path(digits)))
            most = std::max(most, std::atoi(digits.data()));
    }
    return most < 0 ? "" : path(std::to_string(most));
}

/// Debian's folders, in its order.
void add_distribution(std::vector<std::string>& path)
{
    if (std::string local = newest("/usr/local/lib", "/dist-packages"); !local.empty())
        path.push_back(local);
    if (std::string packages = "/usr/lib/python3/dist-packages"; is_folder(packages))
        path.push_back(packages);
}

} // namespace

std::string variable(const char* name)
{
    const char* value = std::getenv(name);
    return value ? value : "";
}

Places find_places(const PlaceRules& rules, const char* program)
{
    Places places;
    if (!rules.safe_path) {
        if (!rules.script)
            places.path.push_back("");
        // A folder is run by its __main__.py.
        else if (std::string script = real_path(*rules.script); !script.empty())
            places.path.push_back(is_folder(script) ? script : parent_of(script));
    }
    if (!rules.ignore_environment) {
        for (const char* name : { "COILPATH", "PYTHONPATH" })
            add_folders(places.path, variable(name));
    }
    places.executable = called_program(program);
    places.base_prefix = parent_of(parent_of(running_program()));
    std::string environment = virtual_environment(places.executable, rules.ignore_environment);
    places.prefix = environment.empty() ? places.base_prefix : environment;
    if (!rules.site)
        return places;
    if (environment.empty()) {
        add_distribution(places.site_path);
        return places;
    }
    if (std::string packages = newest(environment + "/lib", "/site-packages"); !packages.empty())
        places.site_path.push_back(packages);
    if (setting(environment + "/pyvenv.cfg", "include-system-site-packages") == "true")
        add_distribution(places.site_path);
    return places;
}

} // namespace app

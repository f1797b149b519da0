#include "runtime/machine/site_folders.h"

#include <algorithm>

#include "objects/list.h"
#include "objects/str.h"
#include "runtime/machine/host_files.h"
#include "runtime/machine/import.h"

namespace coil::internal
{

namespace
{

constexpr size_t most_bytes = size_t(1) << 20;

std::string_view trimmed(std::string_view line)
{
    size_t end = line.find_last_not_of(" \t\r\f\v");
    return end == line.npos ? "" : line.substr(0, end + 1);
}

/// The folders that a .pth file's text names.
std::vector<std::string> folders_of(const std::string& folder, std::string_view text)
{
    std::vector<std::string> found;
    if (text.starts_with("\xef\xbb\xbf"))
        text.remove_prefix(3);
    while (!text.empty()) {
        size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = trimmed(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.empty() || line.starts_with("#") || line.starts_with("import ") || line.starts_with("import\t"))
            continue;
        found.push_back(line.starts_with("/") ? std::string(line) : folder + "/" + std::string(line));
    }
    return found;
}

} // namespace

Result<void> read_path_files(Vm& vm, const std::string& folder, std::vector<std::string>& path)
{
    List* list = vm.modules->path();
    for (const std::string& name : host_files_ending(vm, folder, ".pth")) {
        if (name.starts_with("."))
            continue;
        for (const std::string& each : folders_of(folder, read_small_file(vm, folder + "/" + name, most_bytes))) {
            if (std::find(path.begin(), path.end(), each) != path.end() || !is_host_folder(vm, each))
                continue;
            path.push_back(each);
            if (list)
                TRY(list_append(vm, list, Value::cell(TRY(make_str(vm, each)))));
        }
    }
    return {};
}

Result<void> read_all_path_files(Vm& vm)
{
    std::vector<std::string> path;
    if (List* list = vm.modules->path())
        for (Value each : *list)
            if (auto* folder = as_if<Str>(each))
                path.emplace_back(folder->view());
    for (size_t i = 0; i < path.size(); i++)
        if (vm.modules->take_site_folder(path[i]))
            TRY(read_path_files(vm, std::string(path[i]), path));
    return {};
}

} // namespace coil::internal

#include "runtime/machine/host_files.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>
#include <unistd.h>

#include "base/platform/clock.h"
#include "base/utf8.h"
#include "objects/codecs.h"
#include "objects/str.h"
#include "runtime/machine/finalizers.h"
#include "runtime/machine/threads.h"
#include "runtime/operations/os_error.h"

namespace coil::internal
{

namespace
{

constexpr size_t chunk_bytes = 1 << 14;
/// Positions in a source are 32-bit numbers.
constexpr size_t most_source_bytes = size_t(1) << 31;

/// open(2), after signals and collections again; a negative errno when it fails. Raises what a signal asks for.
Result<int> open_path(Vm& vm, const std::string& path, int flags)
{
    for (bool collected = false;;) {
        int fd, number;
        {
            BlockingScope blocking(vm);
            fd = ::open(path.c_str(), flags | O_CLOEXEC, 0666);
            number = errno;
        }
        if (fd >= 0)
            return fd;
        if (number == EINTR) {
            TRY(serve_poll(vm));
        } else {
            if (collected || !release_descriptors(vm, number))
                return -number;
            collected = true;
        }
    }
}

bool is_folder(int fd)
{
    struct stat info;
    return fstat(fd, &info) == 0 && S_ISDIR(info.st_mode);
}

/// A descriptor that is open while this lives.
class OpenFile
{
public:
    explicit OpenFile(int fd)
        : fd_(fd)
    {
    }
    ~OpenFile() { ::close(fd_); }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;

private:
    int fd_;
};

} // namespace

Result<Str*> host_text(Vm& vm, std::string_view bytes)
{
    if (utf8::find_malformed(bytes) == std::string_view::npos)
        return make_str(vm, bytes);
    return bytes_decode(vm, bytes, "utf-8", "surrogateescape");
}

std::string host_bytes(std::string_view text)
{
    std::string bytes;
    for (size_t i = 0; i < text.size(); i++) {
        // U+DC80 to U+DCFF stand for the bytes 0x80 to 0xff.
        auto at = [&](size_t k) { return uint8_t(text[i + k]); };
        if (text.size() - i >= 3 && at(0) == 0xed && (at(1) == 0xb2 || at(1) == 0xb3)) {
            bytes += char((at(1) & 3) << 6 | (at(2) & 0x3f));
            i += 2;
        } else {
            bytes += text[i];
        }
    }
    return bytes;
}

bool release_descriptors(Vm& vm, int number)
{
    if (number != EMFILE && number != ENFILE)
        return false;
    vm.heap.collect(true);
    // Files that have something to write are kept for that, and die after it.
    if (vm.heap.has_finalizable()) {
        run_finalizers(vm);
        vm.heap.collect(true);
    }
    return true;
}

Result<int> open_host_file(Vm& vm, const std::string& path, int flags, Value shown)
{
    TRY(check_path(vm, path));
    int fd = TRY(open_path(vm, path, flags));
    if (fd < 0)
        return raise_os_error(vm, -fd, shown);
    if (is_folder(fd)) {
        ::close(fd);
        return raise_os_error(vm, EISDIR, shown);
    }
    return fd;
}

bool is_host_folder(Vm& vm, const std::string& path)
{
    std::string bytes = host_bytes(path);
    return vm.permissions.allows_path(bytes) && is_program_folder(bytes);
}

HostPath look_at_host_path(Vm& vm, const std::string& path)
{
    std::string bytes = host_bytes(path);
    if (!vm.permissions.allows_path(bytes))
        return HostPath::Nothing;
    struct stat info;
    if (::stat(bytes.c_str(), &info) == 0)
        return S_ISDIR(info.st_mode) ? HostPath::Folder : HostPath::Other;
    return errno == ENOTDIR ? HostPath::BehindFile : HostPath::Nothing;
}

bool is_program_folder(const std::string& path)
{
    struct stat info;
    return ::stat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode);
}

std::string current_host_folder(Vm& vm)
{
    char folder[4096];
    if (!vm.permissions.allows(Authority::Files) || !::getcwd(folder, sizeof(folder)))
        return "";
    Result<Str*> text = host_text(vm, folder);
    vm.take_pending();
    return text.ok() ? std::string(text.value()->view()) : "";
}

std::string absolute_program_path(const std::string& path)
{
    char folder[4096];
    return path.starts_with("/") || !::getcwd(folder, sizeof(folder)) ? path : std::string(folder) + "/" + path;
}

Result<int> open_program_file(Vm& vm, const std::string& path) { return open_path(vm, path, O_RDONLY); }

Result<void> read_source(Vm& vm, int fd, std::string& text)
{
    text.clear();
    char chunk[chunk_bytes];
    for (;;) {
        ssize_t count;
        int number;
        {
            BlockingScope blocking(vm);
            count = ::read(fd, chunk, sizeof(chunk));
            number = errno;
        }
        if (count < 0 && number == EINTR) {
            TRY(serve_poll(vm));
            continue;
        }
        if (count < 0)
            return raise_os_error(vm, number, Value());
        if (text.size() + size_t(count) > most_source_bytes)
            return vm.raise_memory_error();
        text.append(chunk, size_t(count));
        if (count == 0 || memchr(chunk, 0, size_t(count)))
            return {};
    }
}

namespace
{

void describe(const struct stat& info, FileVersion& version)
{
    version.is_regular = S_ISREG(info.st_mode);
    version.size = uint64_t(info.st_size);
    version.time = int64_t(info.st_mtim.tv_sec) * 1000000000 + info.st_mtim.tv_nsec;
    version.mode = info.st_mode & 0777;
}

} // namespace

Result<bool> find_source_file(Vm& vm, const std::string& path, FileVersion& version)
{
    struct stat info;
    std::string name = host_bytes(path);
    if (!vm.permissions.allows_path(name))
        return false;
    if (::stat(name.c_str(), &info) != 0) {
        int number = errno;
        if (number == ENOENT || number == ENOTDIR)
            return false;
        return raise_os_error(vm, number, Value::cell(TRY(make_str(vm, path))));
    }
    describe(info, version);
    return !S_ISDIR(info.st_mode);
}

Result<bool> read_source_file(Vm& vm, const std::string& path, std::string& text, FileVersion* version)
{
    std::string name = host_bytes(path);
    if (!vm.permissions.allows_path(name))
        return false;
    int fd = TRY(open_path(vm, name, O_RDONLY));
    if (fd == -ENOENT || fd == -ENOTDIR)
        return false;
    if (fd < 0)
        return raise_os_error(vm, -fd, Value::cell(TRY(make_str(vm, path))));
    OpenFile opened(fd);
    struct stat info;
    if (fstat(fd, &info) != 0 || S_ISDIR(info.st_mode))
        return false;
    if (version)
        describe(info, *version);
    TRY(read_source(vm, fd, text));
    return true;
}

std::vector<std::string> host_files_ending(Vm& vm, const std::string& folder, std::string_view ending)
{
    std::vector<std::string> names;
    std::string bytes = host_bytes(folder);
    if (!vm.permissions.allows_path(bytes))
        return names;
    std::unique_ptr<DIR, int (*)(DIR*)> opened(::opendir(bytes.c_str()), ::closedir);
    while (dirent* entry = opened ? ::readdir(opened.get()) : nullptr) {
        if (!std::string_view(entry->d_name).ends_with(ending))
            continue;
        Result<Str*> name = host_text(vm, entry->d_name);
        if (name.ok())
            names.emplace_back(name.value()->view());
        vm.take_pending();
    }
    std::sort(names.begin(), names.end());
    return names;
}

std::string read_small_file(Vm& vm, const std::string& path, size_t most)
{
    std::string name = host_bytes(path);
    if (!vm.permissions.allows_path(name) || path.find('\0') != std::string::npos)
        return {};
    int fd = ::open(name.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return {};
    OpenFile opened(fd);
    struct stat info;
    if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode) || uint64_t(info.st_size) > most)
        return {};
    std::string bytes(size_t(info.st_size), '\0');
    size_t filled = 0;
    while (filled < bytes.size()) {
        ssize_t count = ::read(fd, bytes.data() + filled, bytes.size() - filled);
        if (count == 0 || (count < 0 && errno != EINTR))
            return {};
        filled += count > 0 ? size_t(count) : 0;
    }
    return bytes;
}

namespace
{

/// Makes the folders that the path needs.
bool make_folders(const std::string& path)
{
    size_t slash = path.rfind('/');
    if (slash == std::string::npos || slash == 0)
        return true;
    std::string folder = path.substr(0, slash);
    if (::mkdir(folder.c_str(), 0777) == 0 || errno == EEXIST)
        return true;
    return errno == ENOENT && make_folders(folder) && ::mkdir(folder.c_str(), 0777) == 0;
}

bool write_all(int fd, std::string_view bytes)
{
    while (!bytes.empty()) {
        ssize_t count = ::write(fd, bytes.data(), bytes.size());
        if (count < 0 && errno != EINTR)
            return false;
        bytes.remove_prefix(count > 0 ? size_t(count) : 0);
    }
    return true;
}

} // namespace

void replace_file(Vm& vm, const std::string& path, std::string_view bytes, uint32_t mode)
{
    std::string name = host_bytes(path);
    if (!vm.permissions.allows_path(name) || path.find('\0') != std::string::npos)
        return;
    std::string written =
        name + "." + std::to_string(::getpid()) + "." + std::to_string(monotonic_nanoseconds() % 1'000'000'000);
    constexpr int flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC;
    // As CPython: who may read the source may read this, and its owner may write it.
    mode_t allowed = (mode | 0200) & 0666;
    int fd = ::open(written.c_str(), flags, allowed);
    if (fd < 0 && errno == ENOENT && make_folders(written))
        fd = ::open(written.c_str(), flags, allowed);
    if (fd < 0)
        return;
    bool is_whole = write_all(fd, bytes);
    is_whole = ::close(fd) == 0 && is_whole;
    if (!is_whole || ::rename(written.c_str(), name.c_str()) != 0)
        ::unlink(written.c_str());
}

std::string read_host_line(Vm& vm, const std::string& path, uint32_t line)
{
    std::string name = host_bytes(path);
    if (!vm.permissions.allows_path(name) || path.find('\0') != std::string::npos)
        return {};
    int fd, number;
    // What is no regular file is left alone: it might have to be waited for, or lose what is read.
    while ((fd = ::open(name.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) < 0 && errno == EINTR) { }
    number = errno;
    if (fd < 0 && release_descriptors(vm, number))
        fd = ::open(name.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return {};
    OpenFile opened(fd);
    struct stat info;
    if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode))
        return {};
    std::string text;
    char chunk[chunk_bytes];
    uint32_t current = 1;
    ssize_t count;
    while ((count = ::read(fd, chunk, sizeof(chunk))) > 0) {
        std::string_view rest(chunk, size_t(count));
        while (!rest.empty() && current <= line) {
            size_t end = rest.find('\n');
            if (current == line)
                text += rest.substr(0, end);
            if (end == std::string_view::npos)
                break;
            current++;
            rest.remove_prefix(end + 1);
        }
        if (current > line)
            break;
    }
    return text;
}

bool has_standard_stream(int fd)
{
    int flags = ::fcntl(fd, F_GETFL);
    // A descriptor that is good for nothing takes the number; the lowest free one is given out.
    if (flags >= 0)
        return !(flags & O_PATH);
    int reserved = ::open("/", O_PATH | O_CLOEXEC);
    if (reserved >= 0 && reserved != fd)
        ::close(reserved);
    return false;
}

} // namespace coil::internal

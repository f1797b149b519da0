#pragma once
// The files of the host. Whatever opens a path or asks about one goes through here, where the VM's authority
// (Vm::permissions) is asked: nothing else in the runtime and the modules may name a path to the system, nor read the
// environment, which scripts/dev/layers checks. Descriptors are close-on-exec and never 0, 1 or 2; when there are none
// left, unreachable files are collected before the caller hears of it.
#include <string>
#include <vector>

#include "objects/native.h"

namespace coil::internal
{

/// What the host names in bytes (a file, an argument) as scripts see it: bytes that are no UTF-8 become lone
/// surrogates, as PEP 383 has it. The paths below are such text where nothing else is said.
Result<Str*> host_text(Vm& vm, std::string_view bytes);
/// The bytes that such text stands for.
std::string host_bytes(std::string_view text);

/// Opens a path, given in bytes, with the flags of open(2); a folder is refused. While it waits (for the other end of a
/// FIFO), other threads may hold the VM, and Ctrl-C ends it. OSError with `shown` as the name; PermissionError without
/// the authority. May run script code.
Result<int> open_host_file(Vm& vm, const std::string& path, int flags, Value shown);
/// Whether there is a folder of that path that the VM may know of.
bool is_host_folder(Vm& vm, const std::string& path);
/// What there is of a path that the VM may know of: nothing, a folder, something else, or a file where its folder
/// should be.
enum class HostPath : uint8_t { Nothing, Folder, Other, BehindFile };
HostPath look_at_host_path(Vm& vm, const std::string& path);
/// The process's current folder; empty when there is none, or the VM may not know it.
std::string current_host_folder(Vm& vm);
/// What tells that a source file is not the one that was compiled.
struct FileVersion {
    bool is_regular = false; ///< of others nothing is known
    uint64_t size = 0;
    int64_t time = 0; ///< of the last change, in nanoseconds
    uint32_t mode = 0;
    bool operator==(const FileVersion&) const = default;
};
/// Looks for a module's file; false when there is none that the VM may know of. OSError for what can't be looked at.
Result<bool> find_source_file(Vm& vm, const std::string& path, FileVersion& version);
/// Reads a module's file, and tells which it is; false when there is none that the VM may know of. OSError for what
/// can't be read.
Result<bool> read_source_file(Vm& vm, const std::string& path, std::string& text, FileVersion* version = nullptr);
/// All of a regular file that the VM may read and that is not larger than that; else empty. Never raises.
std::string read_small_file(Vm& vm, const std::string& path, size_t most);
/// The names, sorted, of what is in a folder that the VM may read and ends so. Never raises.
std::vector<std::string> host_files_ending(Vm& vm, const std::string& folder, std::string_view ending);
/// Writes a file, and the last folders of its path where there are none, so that others see the old file or the new
/// one as a whole. Who may read it is in `mode`. When that can't be done, or the VM may not, nothing is. Never raises.
void replace_file(Vm& vm, const std::string& path, std::string_view bytes, uint32_t mode);
/// Line number `line`, from 1, of a regular file that the VM may read, without its end; else empty. Never raises.
std::string read_host_line(Vm& vm, const std::string& path, uint32_t line);

// What the host itself asks for is not a matter of the VM's authority. These paths are bytes.

/// Opens the program that the host wants run; a negative errno when that fails. Raises what Ctrl-C asks for.
Result<int> open_program_file(Vm& vm, const std::string& path);
/// Reads a program or module up to the file's end, or to its first NUL, which no program can have. OSError,
/// MemoryError; the descriptor stays open.
Result<void> read_source(Vm& vm, int fd, std::string& text);
/// Whether there is a folder of that path.
bool is_program_folder(const std::string& path);
/// A program's `__file__`: absolute, but otherwise as it was given.
std::string absolute_program_path(const std::string& path);
/// Whether the process has the standard stream with that descriptor. One that it has not is reserved, so that no file
/// gets its number.
bool has_standard_stream(int fd);

/// After `number`, an errno, said that descriptors ran out: collects the files that nothing refers to. False when it
/// says something else. Runs finalizers.
bool release_descriptors(Vm& vm, int number);

} // namespace coil::internal

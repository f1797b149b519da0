#pragma once
// What the files of the module posix share: how paths, descriptors and other arguments are taken, and how failures are
// raised.
//
// Authority. The module is there for every VM, so that `import os` works. Whoever names a path takes it by take_path,
// and a descriptor by take_descriptor: both ask Permissions, and nothing here hands a path or a descriptor to the
// system that did not come through them. Processes and the environment are asked for with check_authority.
//
// Blocking. A system call that may take long is made in `outside`, while others hold the VM; one that may wait for
// others to act (a pipe, a child) waits first in what runtime/machine/blocking.h offers, which signals and the VM's end
// wake.
#include <cerrno>
#include <fcntl.h>
#include <span>
#include <string>

#include "objects/bytes.h"
#include "objects/class_members.h"
#include "objects/dict.h"
#include "objects/list.h"
#include "objects/numbers.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/machine/host_files.h"
#include "runtime/machine/threads.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/native_class.h"
#include "runtime/operations/operators.h"
#include "runtime/operations/os_error.h"
#include "stdlib/struct_sequence.h"

namespace coil::internal::posix
{

/// For messages, and what an argument that is a path may be beside str, bytes and os.PathLike.
struct PathRules {
    const char* function;
    const char* argument = "path";
    bool takes_descriptor = false;
    bool takes_none = false;
};

/// A path argument, or a descriptor in place of one.
struct Path {
    std::string bytes; ///< as the system has it, without NULs
    int descriptor = -1;
    bool is_descriptor = false;
    bool is_bytes = false; ///< results are bytes
    bool is_none = false;
    Value shown; ///< what an OSError names
    const char* name() const { return bytes.c_str(); }
};

/// Takes a path. TypeError, ValueError for embedded NULs, UnicodeEncodeError; PermissionError without the authority.
/// Runs __fspath__.
Result<Path> take_path(Vm& vm, Value value, const PathRules& rules);
/// os.fspath(path).
Result<Value> file_system_path(Vm& vm, Value path);
/// The bytes of a str or bytes without NULs: an argument of a program, a variable. TypeError for others.
Result<std::string> take_text(Vm& vm, Value value);
/// The text that a name of the system has as a result: bytes where the path was given so.
Result<Value> give_text(Vm& vm, std::string_view bytes, bool as_bytes);

/// An int for a descriptor. PermissionError without the authority for files.
Result<int> take_descriptor(Vm& vm, Value value);
/// The same, of an object that has a fileno() too.
Result<int> take_file_number(Vm& vm, Value value);
/// dir_fd: AT_FDCWD for None.
Result<int> take_folder(Vm& vm, Value value);
/// An id of a user ("uid") or group ("gid").
Result<uint32_t> take_identity(Vm& vm, Value value, std::string_view what);
/// An offset or a size in bytes.
Result<int64_t> take_offset(Vm& vm, Value value);

/// ValueErrors for arguments that make no sense together.
Result<void> check_folder(Vm& vm, const char* function, const Path& path, int folder);
Result<void> check_follow(Vm& vm, const char* function, const Path& path, bool follow);

/// OSError for errno.
inline Raised raise_errno(Vm& vm) { return raise_os_error(vm, errno, Value()); }
inline Raised raise_errno(Vm& vm, const Path& path) { return raise_os_error(vm, errno, path.shown); }

/// Makes a call of the system while others may hold the VM. errno stays.
template <class Call> auto outside(Vm& vm, Call&& call)
{
    BlockingScope blocking(vm);
    return call();
}
/// The same, after signals again, which are served; what raises is `Raised`. A call that fails gives a negative number.
template <class Call> auto retried(Vm& vm, Call&& call) -> Result<decltype(call())>
{
    for (;;) {
        auto result = outside(vm, call);
        if (result >= 0 || errno != EINTR)
            return result;
        TRY(serve_poll(vm));
    }
}
/// Waits until the descriptor has one of the poll events, unless it is one that does not block.
Result<void> wait_until_ready(Vm& vm, int fd, short events);

/// The classes that the module keeps a VM.
enum ClassName : uint8_t {
    StatResult,
    FileSystemResult,
    TerminalSize,
    TimesResult,
    UnameResult,
    WaitResult,
    ScheduleParameter,
    FolderEntry,
    FolderIterator,
    ClassCount
};
/// What else is kept, behind the classes.
enum StateName : uint8_t { BeforeFork = ClassCount, AfterForkInChild, AfterForkInParent, StateCount };
Value state(Vm& vm, size_t name);
inline Class* class_named(Vm& vm, ClassName name) { return as<Class>(state(vm, name)); }

/// os.stat_result of what the system says.
Result<Value> stat_result(Vm& vm, const struct stat& info);
/// stat or lstat, below a folder.
Result<Value> stat_at(Vm& vm, int folder, const char* name, bool follow, Value shown);

/// Puts a class, under its name, into the module, and keeps it.
Result<void> keep_class(Vm& vm, Module* module, ClassName name, Class* cls, bool is_public = true);

// One function a file that has classes or tables to put into the module
Result<void> define_stat(Vm& vm, Module* module);
Result<void> define_listing(Vm& vm, Module* module);
Result<void> define_processes(Vm& vm, Module* module);
Result<void> define_scheduling(Vm& vm, Module* module);
Result<void> define_terminals(Vm& vm, Module* module);
Result<void> define_system(Vm& vm, Module* module);
Result<void> define_environment(Vm& vm, Module* module);
Result<void> define_constants(Vm& vm, Module* module);

// And what functions each has
extern const std::span<const NativeDef> path_functions, stat_functions, listing_functions, entry_functions,
    descriptor_functions, transfer_functions, terminal_functions, identity_functions, process_functions,
    execution_functions, scheduling_functions, system_functions, environment_functions, attribute_functions;

} // namespace coil::internal::posix

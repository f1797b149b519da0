// The module _posixsubprocess: what subprocess starts programs with.
//
// Between fork and exec the child only calls what is safe after a fork in a process with threads: everything is made
// ready before. An exception: a function of the script (preexec_fn) runs there, as in CPython, at the script's own
// risk. Failures go to the parent through a pipe, as "OSError:<errno in hex>:<what>", which subprocess reads.
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <grp.h>
#include <sys/stat.h>
#include <unistd.h>

#include "stdlib/modules.h"
#include "stdlib/system/posix/posix.h"
#include "stdlib/system/posix/processes.h"

namespace coil::internal
{

namespace
{

/// The arguments of fork_exec, by place.
enum Place : uint8_t {
    ProcessArguments,
    Executables,
    CloseFiles,
    PassFiles,
    Folder,
    Environment,
    ParentToChildRead,
    ParentToChildWrite,
    ChildToParentRead,
    ChildToParentWrite,
    ErrorRead,
    ErrorWrite,
    ErrorPipeRead,
    ErrorPipeWrite,
    RestoreSignals,
    StartSession,
    ProcessGroup,
    Group,
    Groups,
    User,
    Mask,
    BeforeExecution,
    AllowVfork,
    PlaceCount
};

/// Texts for exec.
class Texts
{
public:
    void add(std::string text) { texts_.push_back(std::move(text)); }
    void point()
    {
        for (std::string& each : texts_)
            pointers_.push_back(each.data());
        pointers_.push_back(nullptr);
    }
    char** array() { return pointers_.data(); }

private:
    std::vector<std::string> texts_;
    std::vector<char*> pointers_;
};

/// All that the child needs.
struct Launch {
    Texts arguments, executables, environment;
    bool has_environment = false;
    std::string folder;
    bool has_folder = false;
    bool closes_files = false;
    std::vector<int> passed; ///< ascending
    int parent_read = -1, parent_write = -1, child_read = -1, child_write = -1, error_read = -1, error_write = -1;
    int failure_read = -1, failure_write = -1;
    bool restores_signals = false, starts_session = false;
    int process_group = -1;
    bool sets_group = false, sets_groups = false, sets_user = false;
    gid_t group = 0;
    uid_t user = 0;
    std::vector<gid_t> groups;
    int mask = -1;
    Value before; ///< None, or called in the child
};

Result<void> take_texts(Vm& vm, Value given, Texts& texts)
{
    List* list = TRY(list_of(vm, given));
    for (size_t i = 0; i < list->size; i++) {
        std::string text = TRY(posix::take_text(vm, list->array->data[i]));
        TRY(vm.require_room(text.size()));
        texts.add(std::move(text));
    }
    texts.point();
    return {};
}
Result<void> take_passed(Vm& vm, Value given, std::vector<int>& passed)
{
    auto* tuple = as_if<Tuple>(given);
    if (!tuple)
        return vm.raise(Error::TypeError, "fork_exec() argument 4 must be tuple, not {}", type_name(vm, given));
    for (size_t i = 0; i < tuple->size; i++) {
        std::optional<int64_t> fd = is_int(tuple->items[i]) ? int_to_int64(tuple->items[i]) : std::nullopt;
        if (!fd || *fd < 0 || *fd > INT32_MAX || (!passed.empty() && *fd <= passed.back()))
            return vm.raise(Error::ValueError, "bad value(s) in fds_to_keep");
        passed.push_back(int(*fd));
    }
    return {};
}
Result<void> take_launch(Vm& vm, Arguments given, Launch& launch)
{
    TRY(take_texts(vm, given[ProcessArguments], launch.arguments));
    TRY(take_texts(vm, given[Executables], launch.executables));
    launch.closes_files = TRY(truth(vm, given[CloseFiles]));
    TRY(take_passed(vm, given[PassFiles], launch.passed));
    launch.has_folder = !given[Folder].is_none();
    if (launch.has_folder)
        launch.folder = TRY(posix::take_text(vm, given[Folder]));
    launch.has_environment = !given[Environment].is_none();
    if (launch.has_environment)
        TRY(take_texts(vm, given[Environment], launch.environment));
    int* const numbers[] = { &launch.parent_read, &launch.parent_write, &launch.child_read, &launch.child_write,
        &launch.error_read, &launch.error_write, &launch.failure_read, &launch.failure_write };
    for (size_t i = 0; i < std::size(numbers); i++)
        *numbers[i] = TRY(to_c_int(vm, given[ParentToChildRead + i]));
    launch.restores_signals = TRY(truth(vm, given[RestoreSignals]));
    launch.starts_session = TRY(truth(vm, given[StartSession]));
    launch.process_group = TRY(to_c_int(vm, given[ProcessGroup]));
    launch.sets_group = !given[Group].is_none();
    if (launch.sets_group)
        launch.group = TRY(posix::take_identity(vm, given[Group], "gid"));
    launch.sets_groups = !given[Groups].is_none();
    if (launch.sets_groups) {
        List* list = TRY(list_of(vm, given[Groups]));
        if (list->size > 65536)
            return vm.raise(Error::ValueError, "too many extra_groups");
        for (size_t i = 0; i < list->size; i++)
            launch.groups.push_back(TRY(posix::take_identity(vm, list->array->data[i], "gid")));
    }
    launch.sets_user = !given[User].is_none();
    if (launch.sets_user)
        launch.user = TRY(posix::take_identity(vm, given[User], "uid"));
    launch.mask = TRY(to_c_int(vm, given[Mask]));
    launch.before = given[BeforeExecution];
    return {};
}

/// Closes all descriptors from 3 on, but those that are passed and the one that failures are told through.
void close_others(const Launch& launch)
{
    unsigned first = 3;
    for (int fd : launch.passed) {
        if (fd < 3)
            continue;
        if (unsigned(fd) > first)
            ::close_range(first, unsigned(fd) - 1, 0);
        first = unsigned(fd) + 1;
    }
    ::close_range(first, ~0u, 0);
}

bool is_passed_on(int fd) { return ::fcntl(fd, F_SETFD, ::fcntl(fd, F_GETFD) & ~FD_CLOEXEC) == 0; }

/// Makes the child's streams of the pipes' ends. False with errno.
bool place_streams(Launch& launch)
{
    if (launch.parent_write >= 0)
        ::close(launch.parent_write);
    if (launch.child_read >= 0)
        ::close(launch.child_read);
    if (launch.error_read >= 0)
        ::close(launch.error_read);
    ::close(launch.failure_read);
    // An end that has the number of another stream would be overwritten.
    if (launch.child_write == 0 && (launch.child_write = ::dup(launch.child_write)) < 0)
        return false;
    while (launch.error_write == 0 || launch.error_write == 1)
        if ((launch.error_write = ::dup(launch.error_write)) < 0)
            return false;
    const std::pair<int, int> placed[] = { { launch.parent_read, 0 }, { launch.child_write, 1 },
        { launch.error_write, 2 } };
    for (const auto& [fd, stream] : placed)
        if (fd == stream ? !is_passed_on(fd) : fd >= 0 && ::dup2(fd, stream) < 0)
            return false;
    return true;
}

/// What happens between fork and exec. Gives what to tell the parent: where it failed; errno says why.
const char* prepare_child(Launch& launch)
{
    for (int fd : launch.passed)
        if (fd != launch.failure_write && !is_passed_on(fd))
            return "noexec";
    if (!place_streams(launch))
        return "noexec";
    if (launch.has_folder && ::chdir(launch.folder.c_str()) != 0)
        return "noexec";
    if (launch.mask >= 0)
        ::umask(mode_t(launch.mask));
    if (launch.restores_signals)
        for (int number : { SIGPIPE, SIGXFSZ })
            ::signal(number, SIG_DFL);
    if (launch.starts_session && ::setsid() < 0)
        return "noexec";
    if (launch.process_group >= 0 && ::setpgid(0, launch.process_group) < 0)
        return "noexec";
    if (launch.sets_groups && ::setgroups(launch.groups.size(), launch.groups.data()) != 0)
        return "noexec";
    if (launch.sets_group && ::setregid(launch.group, launch.group) != 0)
        return "noexec";
    if (launch.sets_user && ::setreuid(launch.user, launch.user) != 0)
        return "noexec";
    return nullptr;
}

[[noreturn]] void fail_child(int fd, const char* text, int number)
{
    char message[64];
    int size = number ? std::snprintf(message, sizeof(message), "OSError:%X:%s", unsigned(number), text)
                      : std::snprintf(message, sizeof(message), "%s", text);
    if (::write(fd, message, size_t(size)) < 0) { } // the parent is gone
    ::_exit(255);
}

[[noreturn]] void run_child(Vm& vm, Launch& launch)
{
    if (const char* failure = prepare_child(launch))
        fail_child(launch.failure_write, failure, errno);
    if (!launch.before.is_none() && call(vm, launch.before, std::initializer_list<Value>{}).failed())
        fail_child(launch.failure_write, "SubprocessError:0:Exception occurred in preexec_fn.", 0);
    if (launch.closes_files)
        close_others(launch);
    int number = 0;
    for (char** each = launch.executables.array(); *each; each++) {
        if (launch.has_environment)
            ::execve(*each, launch.arguments.array(), launch.environment.array());
        else
            ::execv(*each, launch.arguments.array());
        if (errno != ENOENT && errno != ENOTDIR && number == 0)
            number = errno;
    }
    fail_child(launch.failure_write, "", number ? number : errno);
}

Result<int64_t> fork_exec(Vm& vm, Arguments given)
{
    TRY(check_authority(vm, Authority::Processes));
    TRY(check_authority(vm, Authority::Files));
    if (given.count != PlaceCount)
        return vm.raise(Error::TypeError, "fork_exec expected {} arguments, got {}", int64_t(PlaceCount), given.count);
    Launch launch;
    TRY(take_launch(vm, given, launch));
    if (launch.closes_files && launch.failure_write < 3)
        return vm.raise(Error::ValueError, "errpipe_write must be >= 3");
    for (char** each = launch.executables.array(); *each; each++)
        if (!vm.permissions.allows_program(*each))
            return vm.raise(Error::PermissionError, "this VM may not run that program");
    if (!launch.before.is_none()) {
        pid_t pid = TRY(posix::fork_with_hooks(vm, "fork", [] { return ::fork(); }));
        if (pid == 0)
            run_child(vm, launch);
        return int64_t(pid);
    }
    pid_t pid = ::fork();
    if (pid == 0)
        run_child(vm, launch);
    if (pid < 0)
        return posix::raise_errno(vm);
    return int64_t(pid);
}

constexpr NativeDef definitions[] = {
    def<"fork_exec(*args)", fork_exec>("Spawn a fresh new child process."),
};

} // namespace

const NativeModule _posixsubprocess_module{ "_posixsubprocess", definitions, nullptr,
    "A POSIX helper for the subprocess module." };

} // namespace coil::internal

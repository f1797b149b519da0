#include "process.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace coil::runner
{

namespace
{

using Clock = std::chrono::steady_clock;
constexpr off_t most_output = 64 << 20;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

class Descriptor
{
public:
    explicit Descriptor(int fd)
        : fd_(fd)
    {
    }
    ~Descriptor()
    {
        if (fd_ >= 0)
            ::close(fd_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const { return fd_; }

private:
    int fd_;
};

/// A file in memory: the child never waits for a reader, and the output may be read when it has ended.
class Capture
{
public:
    explicit Capture(const char* name)
        : file_(::memfd_create(name, MFD_CLOEXEC))
    {
        // Processes that a test starts side by side write here at once: of a file without a name, the kernel does not
        // guard the place where they go on, and what one wrote was lost now and then.
        ::fcntl(file_.get(), F_SETFL, O_APPEND);
    }
    int fd() const { return file_.get(); }
    bool is_too_long() const
    {
        struct stat info;
        return ::fstat(file_.get(), &info) == 0 && info.st_size > most_output;
    }
    std::string text() const
    {
        std::string text;
        char buffer[1 << 16];
        ::lseek(file_.get(), 0, SEEK_SET);
        for (ssize_t n; (n = ::read(file_.get(), buffer, sizeof buffer)) > 0 && off_t(text.size()) < most_output;)
            text.append(buffer, size_t(n));
        return text;
    }

private:
    Descriptor file_;
};

class SpawnActions
{
public:
    SpawnActions()
    {
        ::posix_spawn_file_actions_init(&actions);
        ::posix_spawnattr_init(&attributes);
        sigset_t none;
        sigset_t usual;
        ::sigemptyset(&none);
        ::sigemptyset(&usual);
        for (int signal : { SIGINT, SIGPIPE, SIGTERM, SIGHUP, SIGQUIT })
            ::sigaddset(&usual, signal);
        ::posix_spawnattr_setsigmask(&attributes, &none);
        ::posix_spawnattr_setsigdefault(&attributes, &usual);
        ::posix_spawnattr_setpgroup(&attributes, 0);
        ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    }
    ~SpawnActions()
    {
        ::posix_spawn_file_actions_destroy(&actions);
        ::posix_spawnattr_destroy(&attributes);
    }
    SpawnActions(const SpawnActions&) = delete;
    SpawnActions& operator=(const SpawnActions&) = delete;

    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
};

std::vector<char*> pointers(std::vector<std::string>& words)
{
    std::vector<char*> result;
    for (std::string& word : words)
        result.push_back(word.data());
    result.push_back(nullptr);
    return result;
}

std::vector<std::string> merged_environment(const std::vector<std::string>& over)
{
    std::vector<std::string> result = over;
    for (char** at = environ; *at; ++at) {
        const char* end = std::strchr(*at, '=');
        const std::string prefix(*at, end ? size_t(end - *at) + 1 : std::strlen(*at));
        if (std::none_of(over.begin(), over.end(), [&](const std::string& item) { return item.starts_with(prefix); }))
            result.push_back(*at);
    }
    return result;
}

/// The child's pid, or -1.
pid_t spawn(const Command& command, const Capture& output, const Capture& error)
{
    SpawnActions spawn;
    const std::string input = command.input ? command.input->string() : "/dev/null";
    ::posix_spawn_file_actions_addopen(&spawn.actions, 0, input.c_str(), O_RDONLY, 0);
    ::posix_spawn_file_actions_adddup2(&spawn.actions, output.fd(), 1);
    ::posix_spawn_file_actions_adddup2(&spawn.actions, error.fd(), 2);
    ::posix_spawn_file_actions_addchdir_np(&spawn.actions, command.folder.c_str());
    std::vector<std::string> words = command.words;
    std::vector<std::string> environment = merged_environment(command.environment);
    pid_t pid = -1;
    const int problem = ::posix_spawnp(&pid, words[0].c_str(), &spawn.actions, &spawn.attributes,
        pointers(words).data(), pointers(environment).data());
    return problem == 0 ? pid : -1;
}

} // namespace

Finished run(const Command& command)
{
    const Capture output("stdout");
    const Capture error("stderr");
    const Clock::time_point start = Clock::now();
    const pid_t pid = spawn(command, output, error);
    if (pid < 0)
        return { Ending::NotStarted, 127, "", command.words[0] + ": can't be started", 0 };
    const Descriptor handle(int(::syscall(SYS_pidfd_open, pid, 0)));
    Finished finished;
    for (;;) {
        pollfd ended{ handle.get(), POLLIN, 0 };
        const double left = command.seconds - seconds_since(start);
        if (::poll(&ended, 1, std::clamp(int(left * 1000) + 1, 0, 200)) > 0)
            break;
        if (left <= 0)
            finished.ending = Ending::TimedOut;
        else if (output.is_too_long() || error.is_too_long())
            finished.ending = Ending::WroteTooMuch;
        else
            continue;
        ::kill(-pid, SIGKILL);
        break;
    }
    int status = 0;
    while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) { }
    if (finished.ending == Ending::Exited)
        ::kill(-pid, SIGKILL);
    finished.seconds = seconds_since(start);
    finished.status = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
    finished.output = output.text();
    finished.error = error.text();
    return finished;
}

} // namespace coil::runner

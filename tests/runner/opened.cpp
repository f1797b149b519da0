#include "opened.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

namespace coil::runner
{

namespace
{

constexpr int cannot_trace = 77;

/// Text of the traced process, as long as it is readable.
std::string text_at(pid_t process, uint64_t address)
{
    char bytes[4096];
    iovec here{ bytes, sizeof(bytes) };
    // Up to the page's end: what is behind need not be there.
    size_t size = std::min<size_t>(sizeof(bytes), 4096 - address % 4096);
    std::string text;
    for (;;) {
        iovec there{ reinterpret_cast<void*>(address + text.size()), size };
        ssize_t count = process_vm_readv(process, &here, 1, &there, 1, 0);
        if (count <= 0)
            return text;
        auto end = std::find(bytes, bytes + count, '\0');
        text.append(bytes, end);
        if (end != bytes + count || text.size() > 16 * sizeof(bytes))
            return text;
        size = sizeof(bytes);
    }
}

/// The path of a system call that opens one; empty for others.
std::string opened_path(pid_t process)
{
    __ptrace_syscall_info info{};
    if (ptrace(PTRACE_GET_SYSCALL_INFO, process, sizeof(info), &info) <= 0 || info.op != PTRACE_SYSCALL_INFO_ENTRY)
        return "";
    switch (info.entry.nr) {
#ifdef SYS_open
    case SYS_open:
        return text_at(process, info.entry.args[0]);
#endif
    case SYS_openat:
    case SYS_openat2:
        return text_at(process, info.entry.args[1]);
    default:
        return "";
    }
}

[[noreturn]] void run_traced(const std::vector<std::string>& words)
{
    std::vector<char*> arguments;
    for (const std::string& word : words)
        arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    if (ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) != 0)
        _exit(cannot_trace);
    raise(SIGSTOP);
    execvp(arguments[0], arguments.data());
    _exit(127);
}

} // namespace

int show_opened(const std::vector<std::string>& words)
{
    pid_t child = fork();
    if (child == 0)
        run_traced(words);
    int status = 0;
    if (child < 0 || waitpid(child, &status, 0) != child || !WIFSTOPPED(status))
        return cannot_trace;
    constexpr long options = PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACECLONE | PTRACE_O_EXITKILL;
    if (ptrace(PTRACE_SETOPTIONS, child, nullptr, options) != 0) {
        kill(child, SIGKILL);
        waitpid(child, &status, 0);
        return cannot_trace;
    }
    std::vector<std::string> paths;
    pid_t stopped = child;
    int signal = 0;
    for (;;) {
        ptrace(PTRACE_SYSCALL, stopped, nullptr, signal);
        signal = 0;
        stopped = waitpid(-1, &status, __WALL);
        if (stopped < 0 && errno != EINTR)
            return cannot_trace;
        if (stopped == child && (WIFEXITED(status) || WIFSIGNALED(status)))
            break;
        if (!WIFSTOPPED(status))
            continue;
        int why = WSTOPSIG(status);
        if (why == (SIGTRAP | 0x80)) {
            if (std::string path = opened_path(stopped);
                !path.empty() && std::find(paths.begin(), paths.end(), path) == paths.end())
                paths.push_back(path);
        } else if (why != SIGTRAP && why != SIGSTOP) {
            signal = why;
        }
    }
    for (const std::string& path : paths)
        std::fprintf(stderr, "%s\n", path.c_str());
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

} // namespace coil::runner

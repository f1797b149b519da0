// Each program is run again and again with another allocation failing, as SQLite is tested: whatever happens to be half
// done when memory runs out, the Vm says MemoryError and goes on. COIL_FAILING=NAME:KIND:N runs one of them,
// NAME:KIND:N+ it and those behind it.
#include <catch2/catch.hpp>

#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "allocations.h"
#include "embed/state.h"
#include "programs.h"

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/common_interface_defs.h>
#endif

using namespace coil;
using namespace coil::failing;

struct coil::TestAccess {
    static coil::internal::gc::Heap& heap(Vm& vm) { return vm.state_->vm.heap; }
};

namespace
{

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || defined(COIL_GC_STRESS)
constexpr uint64_t each_until = 12;
constexpr double growth = 1.5;
#else
constexpr uint64_t each_until = 150;
constexpr double growth = 1.25;
#endif

/// The failing allocation to try after `nth`.
uint64_t next(uint64_t nth) { return nth < each_until ? nth + 1 : uint64_t(double(nth) * growth) + 1; }

struct Kind {
    const char* name;
    bool of_cells;
    Source source;
    bool and_later;
};
constexpr Kind kinds[] = {
    { "cell", true, Source::New, false },
    { "cells", true, Source::New, true },
    { "new", false, Source::New, false },
    { "news", false, Source::New, true },
    { "system", false, Source::System, false },
    { "systems", false, Source::System, true },
};

/// What is being tried, for the case that it ends the process.
char current[100] = "";

void name_current(const std::string& name) { std::strncpy(current, (name + "\n").c_str(), sizeof current - 1); }

void show_current()
{
    constexpr char text[] = "failing allocation: ";
    (void)!write(2, text, sizeof text - 1);
    (void)!write(2, current, std::strlen(current));
}

void show_when_it_ends()
{
#if defined(__SANITIZE_ADDRESS__)
    __sanitizer_set_death_callback(show_current);
#else
    for (int number : { SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL })
        std::signal(number, [](int caught) {
            show_current();
            std::signal(caught, SIG_DFL);
            std::raise(caught);
        });
#endif
}

/// Nothing takes nearly so long, not even on a machine that does other things too.
constexpr std::chrono::seconds long_patience(60);

/// Interrupts a Vm that has waited for too long. One thread for all.
class Watchdog
{
public:
    Watchdog()
        : thread_([this] { watch(); })
    {
    }
    ~Watchdog()
    {
        set(nullptr);
        is_over_ = true;
        changed_.notify_one();
        thread_.join();
    }
    /// Interrupts `vm` in so many seconds; null: none.
    void set(Vm* vm, std::chrono::seconds patience = long_patience)
    {
        std::scoped_lock lock(mutex_);
        vm_ = vm;
        patience_ = patience;
        changed_.notify_one();
        turn_++;
        barked_ = false;
    }
    bool has_barked() const { return barked_; }

private:
    void watch()
    {
        std::unique_lock lock(mutex_);
        while (!is_over_) {
            uint64_t turn = turn_;
            bool woken = changed_.wait_for(lock, patience_, [&] { return turn != turn_ || is_over_; });
            if (!woken && vm_) {
                vm_->interrupt();
                barked_ = true;
            }
        }
    }
    std::mutex mutex_;
    std::condition_variable changed_;
    Vm* vm_ = nullptr;
    uint64_t turn_ = 0;
    std::chrono::seconds patience_ = long_patience;
    std::atomic<bool> is_over_ = false;
    std::atomic<bool> barked_ = false;
    std::thread thread_;
};

/// A folder that goes with it.
struct Folder {
    Folder()
    {
        std::string name = std::filesystem::temp_directory_path() / "coil-failing-XXXXXX";
        path = mkdtemp(name.data());
    }
    ~Folder() { std::filesystem::remove_all(path); }
    std::string path;
};

Options test_options()
{
    Options options;
    options.authority = Authority::Everything;
    options.standard_streams = false;
    options.hash_seed = 1;
    return options;
}

/// Runs the program with the nth allocation failing; gives whether one did. What was wrong goes to `problem`.
bool run_once(const Program& program, const Kind& kind, uint64_t nth, Watchdog& watchdog, const Folder& folder,
    std::string& problem)
{
    Options options = test_options();
    Vm vm(options);
    vm.set_global("path", vm.text(folder.path));
    vm.module("host").def(
        "apply(f, *rest, names=())", [](Vm& inner, Value f, std::vector<Value> rest, std::vector<std::string> names) {
            std::vector<Value> all{ f(2) };
            for (Value& each : rest)
                all.push_back(each);
            for (const std::string& name : names)
                all.push_back(inner.text(name));
            return all;
        });
    vm.run("import host");
    vm.run(program.before);
    watchdog.set(&vm, program.has_threads ? std::chrono::seconds(2) : long_patience);
    coil::internal::gc::Heap& heap = TestAccess::heap(vm);
    if (kind.of_cells)
        heap.fail_allocation(nth, kind.and_later);
    else
        fail(kind.source, nth, kind.and_later);
    bool ended = false;
    std::optional<Error> error;
    bool failed = false;
    try {
        vm.run(program.source);
        ended = true;
        failed = stop_failing();
    } catch (const Error& caught) {
        failed = stop_failing();
        error = caught;
    } catch (const std::exception& other) {
        failed = stop_failing();
        problem = std::string("throws ") + other.what();
    }
    if (kind.of_cells) {
        failed = kind.and_later ? !ended : !heap.is_failing_allocation();
        heap.fail_allocation(0);
    }
    if (program.has_threads && watchdog.has_barked()) {
        watchdog.set(nullptr);
        return failed;
    }
    if (error && error->type() != "MemoryError")
        problem = "raises " + error->traceback();
    try {
        vm.run(afterwards);
    } catch (const Error& later) {
        problem += "afterwards " + later.traceback();
    }
    if (watchdog.has_barked())
        problem += " (hangs)";
    watchdog.set(nullptr);
    return failed;
}

/// Runs `body(n)`, which gives whether the nth allocation failed, for more and more of them.
template <class F> void for_each_failing(const std::string& name, bool counts_blocks, F&& body)
{
    const char* only = std::getenv("COIL_FAILING");
    std::string wanted = only ? only : "";
    bool named = wanted.rfind(name + ":", 0) == 0;
    if (!wanted.empty() && !named)
        return;
    bool one = named && wanted.back() != '+';
    uint64_t nth = named ? std::stoull(wanted.substr(name.size() + 1)) : 1;
    for (int problems = 0; problems < 5; nth = next(nth)) {
        std::string label = name + ":" + std::to_string(nth), problem;
        name_current(label);
        int64_t blocks = blocks_in_use();
        bool failed = body(nth, problem);
        if (int64_t lost = blocks_in_use() - blocks; lost != 0 && counts_blocks && problem.empty())
            problem = "leaves " + std::to_string(lost) + " blocks";
        if (!problem.empty()) {
            problems++;
            FAIL_CHECK(label << " " << problem);
        }
        if (one || !failed)
            return;
    }
}

} // namespace

TEST_CASE("a program in which an allocation fails raises MemoryError, and the Vm goes on", "[embed][memory]")
{
    show_when_it_ends();
    Watchdog watchdog;
    Folder folder;
    const char* only = std::getenv("COIL_FAILING");
    for (const Program& program : programs) {
        if (only && std::string(only).rfind(program.name, 0) != 0)
            continue;
        // The first runs fill what the process keeps.
        std::string problem;
        for (int i = 0; i < 2; i++)
            run_once(program, kinds[0], 0, watchdog, folder, problem);
        CHECK(problem == "");
        for (const Kind& kind : kinds)
            for_each_failing(std::string(program.name) + ":" + kind.name, !program.has_threads,
                [&](uint64_t nth, std::string& problem) {
                    return run_once(program, kind, nth, watchdog, folder, problem);
                });
    }
}

TEST_CASE("a Vm that has no memory to be made is a MemoryError", "[embed][memory]")
{
    show_when_it_ends();
    for (const Kind& kind : kinds) {
        for_each_failing(std::string("Vm:") + kind.name, true, [&](uint64_t nth, std::string& problem) {
            Options options = test_options();
            // Cells can't be counted before there is a heap: there the limit makes them fail.
            if (kind.of_cells)
                options.heap_limit = nth << 12;
            else
                fail(kind.source, nth, kind.and_later);
            bool made = false, failed = false;
            try {
                Vm vm(options);
                made = true;
                failed = stop_failing();
            } catch (const Error& error) {
                failed = stop_failing();
                if (error.type() != "MemoryError")
                    problem = error.traceback();
            } catch (const std::exception& other) {
                failed = stop_failing();
                problem = std::string("throws ") + other.what();
            }
            return kind.of_cells ? !made : failed;
        });
    }
}

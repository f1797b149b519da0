// What blocks can be woken, and a Vm ends whatever its threads do.
#include <catch2/catch.hpp>
#include <chrono>
#include <csignal>
#include <dirent.h>
#include <optional>
#include <string>
#include <thread>
#include <unistd.h>
#include <vector>

#include "trusted.h"

using namespace coil;

namespace
{

std::optional<Error> error_of(Vm& vm, const std::string& source)
{
    try {
        vm.run(source);
    } catch (const Error& error) {
        return error;
    }
    return std::nullopt;
}

/// Calls that wait for what never comes.
const char* const blocking_calls[] = {
    "lock = threading.Lock(); lock.acquire(); lock.acquire()",
    "lock = threading.Lock(); lock.acquire(); lock.acquire(timeout=1000)",
    "lock = threading.RLock(); threading.Thread(target=lock.acquire).start(); lock.acquire()",
    "threading.Event().wait()",
    "threading.Event().wait(1000)",
    "c = threading.Condition()\nwith c: c.wait()",
    "threading.Semaphore(0).acquire()",
    "threading.Barrier(2).wait()",
    "t = threading.Thread(target=threading.Event().wait); t.start(); t.join()",
    "t = threading.Thread(target=time.sleep, args=(1000,)); t.start(); t.join(1000)",
    "concurrent.futures.Future().result()",
    "concurrent.futures.wait([concurrent.futures.Future()])",
    "p = concurrent.futures.ThreadPoolExecutor(1); p.submit(time.sleep, 1000); p.shutdown()",
    "time.sleep(1000)",
    "asyncio.run(asyncio.sleep(1000))",
    "asyncio.new_event_loop().run_forever()",
    "input()",
    "import sys; sys.stdin.readline()",
};
/// The same, whose end Ctrl-C makes asyncio wait for once more.
const char* const executor_calls[] = {
    "asyncio.run(asyncio.to_thread(time.sleep, 1000))",
    "async def f(): await asyncio.get_running_loop().run_in_executor(None, threading.Event().wait)\nasyncio.run(f())",
};
constexpr const char* imports = "import asyncio, concurrent.futures, threading, time\n";

/// Standard input is a pipe to which nobody writes, while it lives.
class SilentInput
{
public:
    SilentInput()
        : saved_(dup(0))
    {
        REQUIRE(pipe(ends_) == 0);
        dup2(ends_[0], 0);
    }
    ~SilentInput()
    {
        dup2(saved_, 0);
        for (int fd : { saved_, ends_[0], ends_[1] })
            close(fd);
    }

private:
    int saved_;
    int ends_[2];
};

std::vector<const char*> all_calls()
{
    std::vector<const char*> calls(std::begin(blocking_calls), std::end(blocking_calls));
    calls.insert(calls.end(), std::begin(executor_calls), std::end(executor_calls));
    return calls;
}

int open_descriptors()
{
    int count = 0;
    DIR* folder = opendir("/proc/self/fd");
    while (readdir(folder))
        count++;
    closedir(folder);
    return count;
}

} // namespace

TEST_CASE("an interrupt wakes whatever blocks", "[embed][threads]")
{
    SilentInput input;
    Vm vm(trusted());
    vm.run(imports);
    for (const char* call : all_calls()) {
        CAPTURE(call);
        std::thread other([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
            vm.interrupt();
        });
        std::optional<Error> error = error_of(vm, call);
        other.join();
        REQUIRE(error);
        CHECK(error->type() == "ExecutionEnded");
        vm.run("x = 1");
    }
}

TEST_CASE("an interrupt wakes the wait for threads at the end", "[embed][threads]")
{
    Vm vm(trusted());
    vm.run(std::string(imports) + "threading.Thread(target=threading.Event().wait).start()");
    std::thread other([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
        vm.interrupt();
    });
    CHECK(vm.finish(0) == 1);
    other.join();
}

TEST_CASE("an interrupt ends the threads there are", "[embed][threads]")
{
    Vm vm(trusted());
    vm.run(std::string(imports) +
        "threads = [threading.Thread(target=threading.Event().wait) for _ in range(3)]\n"
        "def spin():\n    while True: pass\n"
        "threads.append(threading.Thread(target=spin))\n"
        "for t in threads: t.start()");
    std::thread other([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
        vm.interrupt();
    });
    CHECK(error_of(vm, "time.sleep(1000)"));
    other.join();
    vm.run("for t in threads: t.join()\nassert threading.active_count() == 1, threading.enumerate()");
    CHECK(vm.finish(0) == 0);
}

TEST_CASE("a signal handler wakes whatever blocks", "[embed][threads]")
{
    SilentInput input;
    Options options = trusted();
    options.signals = true;
    Vm vm(options);
    vm.run(imports);
    for (const char* call : blocking_calls) {
        CAPTURE(call);
        // The handler runs in the thread that raises the signal, which is not the one that blocks.
        std::thread other([] {
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
            std::raise(SIGINT);
        });
        std::optional<Error> error = error_of(vm, call);
        other.join();
        REQUIRE(error);
        CHECK(error->type() == "KeyboardInterrupt");
    }
}

TEST_CASE("a Vm ends with threads that block", "[embed][threads]")
{
    bool is_daemon = GENERATE(false, true);
    SilentInput input;
    Vm vm(trusted());
    vm.run(imports);
    vm.set_global("is_daemon", vm.boolean(is_daemon));
    for (const char* call : all_calls()) {
        vm.set_global("call", vm.text(call));
        vm.run("threading.Thread(target=exec, args=(call, dict(globals())), daemon=is_daemon).start()");
    }
    vm.run("time.sleep(0.01)");
}

TEST_CASE("a Vm ends with threads that go on for ever", "[embed][threads]")
{
    const char* body =
        GENERATE("while True: pass", "while True:\n    try: time.sleep(100)\n    except BaseException: pass",
            "try: time.sleep(100)\nfinally:\n    while True: pass");
    CAPTURE(body);
    Vm vm(trusted());
    vm.run(imports);
    vm.set_global("body", vm.text(body));
    vm.run("threading.Thread(target=exec, args=(body, globals())).start()\ntime.sleep(0.005)");
}

TEST_CASE("a thread of a Vm that ends runs what is in finally", "[embed][threads]")
{
    int ends[2];
    REQUIRE(pipe(ends) == 0);
    {
        Options options = trusted();
        Vm vm(options);
        vm.set_global("fd", vm.integer(ends[1]));
        vm.run(std::string(imports) +
            "def work():\n"
            "    try: threading.Event().wait()\n"
            "    finally:\n"
            "        with open(fd, 'w') as out: out.write('ended')\n"
            "threading.Thread(target=work).start()\ntime.sleep(0.005)");
    }
    char text[16] = {};
    CHECK(read(ends[0], text, sizeof(text)) == 5);
    CHECK(std::string(text) == "ended");
    close(ends[0]);
}

TEST_CASE("neither a Vm nor its loops keep descriptors", "[embed][asyncio]")
{
    int before = open_descriptors();
    Vm vm(trusted());
    CHECK(open_descriptors() == before);
    vm.run("import asyncio, threading, time\ntime.sleep(0)\nloop = asyncio.new_event_loop()\n"
           "loop.run_until_complete(asyncio.sleep(0))");
    CHECK(open_descriptors() <= before + 2);
    vm.run("loop.close()");
    CHECK(open_descriptors() == before);
}

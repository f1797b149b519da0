#include "embed/coil.h"

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>

using namespace coil;

namespace
{

/// Interrupts what waits: a script of few steps runs for longer only when it sleeps.
class Watchdog
{
public:
    explicit Watchdog(Vm& vm)
        : thread_([this, &vm] {
            std::unique_lock lock(mutex_);
            if (!changed_.wait_for(lock, std::chrono::seconds(2), [this] { return is_over_; }))
                vm.interrupt();
        })
    {
    }
    ~Watchdog()
    {
        {
            std::scoped_lock lock(mutex_);
            is_over_ = true;
        }
        changed_.notify_one();
        thread_.join();
    }
    Watchdog(const Watchdog&) = delete;
    Watchdog& operator=(const Watchdog&) = delete;

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    bool is_over_ = false;
    std::thread thread_;
};

} // namespace

/// Runs any bytes as a script that may look at clocks, has few steps and little memory: it may only end or raise.
/// Threads are left out, as one that waits for another is not interrupted.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    std::string source(reinterpret_cast<const char*>(data), size);
    for (const char* waiting : { "thread", "executor", "Barrier" })
        if (source.find(waiting) != std::string::npos)
            return -1;
    Options options;
    options.heap_limit = size_t(64) << 20;
    options.step_limit = 20000;
    options.authority = Authority::Clock;
    options.standard_streams = false;
    options.hash_seed = 1;
    try {
        Vm vm(options);
        Watchdog watchdog(vm);
        vm.run(source);
    } catch (const Error&) {
    }
    return 0;
}

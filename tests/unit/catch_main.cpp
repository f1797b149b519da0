// The main function of every unit test program. Its last line is "N passed, N failed", counting test cases.
#define CATCH_CONFIG_RUNNER
#include <catch2/catch.hpp>

#include <cstdio>

namespace
{

Catch::Counts test_cases;

struct CountingListener : Catch::TestEventListenerBase {
    using TestEventListenerBase::TestEventListenerBase;
    void testRunEnded(const Catch::TestRunStats& stats) override { test_cases = stats.totals.testCases; }
};
CATCH_REGISTER_LISTENER(CountingListener)

} // namespace

int main(int argc, char** argv)
{
    const int status = Catch::Session().run(argc, argv);
    std::printf(
        "%zu passed, %zu failed\n", size_t(test_cases.passed + test_cases.failedButOk), size_t(test_cases.failed));
    return status;
}

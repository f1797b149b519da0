// coil_tests: runs conformance files and unit programs side by side and says what failed.
#include "cases.h"
#include "opened.h"
#include "process.h"
#include "selfcheck.h"
#include "verdict.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <thread>

namespace coil::runner
{

namespace
{

constexpr const char* usage = R"(usage: coil_tests --exe EXE [options] FOLDER|FILE…
Runs every .py and .sh file below the folders and compares stdout, exit status and stderr with what is stored beside it.

  --exe EXE        the interpreter; shell tests find it as $COIL
  --unit PROGRAM   a Catch2 program to run too (may be given several times)
  --only TEXT      only tests whose name contains TEXT (may be given several times)
  --jobs N         at a time (twice the number of cores)
  --timeout S      seconds that a test may take (20); unit programs may take 15 times that
  --slack F        multiplies the time limits, for sanitizers (1)
  --flavour NAME   what the skip list calls this build (release)
  --skips FILE     tests to leave out, with reasons: lines `flavour pattern reason`
  --slowest N      also list the N tests that took longest
  --update         write what each test printed beside it, in place of comparing
  --list           print the names of the tests and what they say they test
  --self-check     test this program
  --opened PROGRAM ARGUMENT…   run it and print on stderr the paths that it opens; shell tests find this as $OPENED
The last line is `N passed, N failed`; the exit status is 0 when none failed.
)";

struct Options {
    std::string exe;
    std::string flavour = "release";
    std::vector<std::string> only;
    std::vector<Case> tests;
    std::vector<Skip> skips;
    unsigned jobs = std::max(2u, 2 * std::thread::hardware_concurrency());
    double timeout = 20;
    double slack = 1;
    size_t slowest = 0;
    bool list = false;
    bool update = false;
};

struct Timing {
    double seconds;
    std::string name;
};

struct Tally {
    std::mutex mutex;
    int passed = 0;
    int failed = 0;
    std::vector<Timing> timings;
};

/// Ends the program with a message about the command line.
[[noreturn]] void refuse(const std::string& message)
{
    std::fprintf(stderr, "coil_tests: %s\n%s", message.c_str(), usage);
    std::exit(2);
}

/// The interpreter's path, absolute when it is a path: tests run in their own folders.
std::string absolute_program(const std::string& exe)
{
    return exe.find('/') == std::string::npos ? exe : fs::absolute(exe).lexically_normal().string();
}

Options parse_options(const std::vector<std::string>& words)
{
    Options options;
    for (size_t i = 0; i < words.size(); ++i) {
        const std::string& word = words[i];
        auto value = [&]() -> const std::string& {
            if (i + 1 == words.size())
                refuse(word + " needs a value");
            return words[++i];
        };
        if (word == "--exe")
            options.exe = absolute_program(value());
        else if (word == "--unit")
            options.tests.push_back(unit_case(value()));
        else if (word == "--only")
            options.only.push_back(value());
        else if (word == "--jobs")
            options.jobs = unsigned(std::max(1, std::atoi(value().c_str())));
        else if (word == "--timeout")
            options.timeout = std::atof(value().c_str());
        else if (word == "--slack")
            options.slack = std::atof(value().c_str());
        else if (word == "--flavour")
            options.flavour = value();
        else if (word == "--skips")
            options.skips = read_skips(value());
        else if (word == "--slowest")
            options.slowest = size_t(std::atoi(value().c_str()));
        else if (word == "--list")
            options.list = true;
        else if (word == "--update")
            options.update = true;
        else if (word.starts_with("-"))
            refuse("unknown option " + word);
        else if (std::vector<Case> found = find_cases(word); !found.empty())
            options.tests.insert(options.tests.end(), found.begin(), found.end());
        else
            refuse(word + ": no tests there");
    }
    return options;
}

Command command_for(const Case& test, const Options& options)
{
    Command command;
    command.folder = test.file.parent_path();
    command.input = test.input;
    command.seconds = options.timeout * options.slack * (test.kind == CaseKind::Unit ? 15 : 1);
    command.environment = { "COIL=" + options.exe, "LC_ALL=C.UTF-8", "TZ=UTC", "NO_COLOR=1",
        "PYTHONDONTWRITEBYTECODE=1", "OPENED=" + fs::read_symlink("/proc/self/exe").string() + " --opened" };
    if (test.kind == CaseKind::Unit)
        command.words = { test.file.string() };
    else
        command.words = { test.kind == CaseKind::Shell ? "/bin/sh" : options.exe, test.file.filename().string() };
    command.words.insert(command.words.end(), test.arguments.begin(), test.arguments.end());
    return command;
}

void write_file(const fs::path& path, const std::string& text)
{
    std::FILE* file = std::fopen(path.c_str(), "wb");
    if (!file)
        refuse(path.string() + ": can't be written");
    std::fwrite(text.data(), 1, text.size(), file);
    std::fclose(file);
}

/// Stores what the test did as what it should do.
void update(const Case& test, const Finished& finished)
{
    const std::string folder = test.file.parent_path().string();
    auto store = [&](const char* extension, const std::string& text, bool needed) {
        const fs::path path = fs::path(test.file).replace_extension(extension);
        if (needed)
            write_file(path, text);
        else
            fs::remove(path);
    };
    if (test.kind == CaseKind::Unit || finished.ending != Ending::Exited)
        return;
    store(".out", without_folder(finished.output, folder), !finished.output.empty());
    store(".status", std::to_string(finished.status) + "\n", finished.status != 0);
    if (test.wanted_error)
        store(".err", without_folder(finished.error, folder), true);
}

/// A shell test that lacks what it needs ends with this status; the last line of its output says what.
constexpr int skips_itself = 77;

bool was_skipped(const Case& test, const Finished& finished)
{
    return test.kind == CaseKind::Shell && finished.ending == Ending::Exited && finished.status == skips_itself;
}

void print_skipped(const Case& test, std::string reason)
{
    while (reason.ends_with('\n'))
        reason.pop_back();
    std::printf("skip %s: %s\n", test.name.c_str(), reason.substr(reason.rfind('\n') + 1).c_str());
}

void run_one(const Case& test, const Options& options, Tally& tally)
{
    const Finished finished = run(command_for(test, options));
    if (was_skipped(test, finished)) {
        const std::lock_guard lock(tally.mutex);
        print_skipped(test, finished.output);
        return;
    }
    if (options.update)
        update(test, finished);
    const Verdict verdict = options.update ? Verdict{ 1, 0, "" } : judge(test, finished);
    const std::lock_guard lock(tally.mutex);
    tally.passed += verdict.passed;
    tally.failed += verdict.failed;
    tally.timings.push_back({ finished.seconds, test.name });
    if (verdict.failed) {
        std::printf("FAIL %s\n%s", test.name.c_str(), verdict.report.c_str());
        std::fflush(stdout);
    }
}

void run_all(const std::vector<Case>& tests, const Options& options, Tally& tally)
{
    std::atomic<size_t> next = 0;
    std::vector<std::thread> workers;
    for (size_t i = 0; i < std::min<size_t>(options.jobs, tests.size()); ++i) {
        workers.emplace_back([&] {
            for (size_t at; (at = next++) < tests.size();)
                run_one(tests[at], options, tally);
        });
    }
    for (std::thread& worker : workers)
        worker.join();
}

/// The tests that are asked for and not skipped; says which are skipped and why.
std::vector<Case> chosen_tests(const Options& options)
{
    std::vector<Case> chosen;
    for (const Case& test : options.tests) {
        const bool wanted = options.only.empty() ||
            std::any_of(options.only.begin(), options.only.end(),
                [&](const std::string& part) { return test.name.find(part) != std::string::npos; });
        if (!wanted)
            continue;
        if (const Skip* skip = find_skip(options.skips, options.flavour, test.name))
            std::printf("skip %s: %s\n", test.name.c_str(), skip->reason.c_str());
        else
            chosen.push_back(test);
    }
    return chosen;
}

void print_slowest(std::vector<Timing>& timings, size_t count)
{
    std::sort(timings.begin(), timings.end(), [](const Timing& a, const Timing& b) { return a.seconds > b.seconds; });
    for (size_t i = 0; i < std::min(count, timings.size()); ++i)
        std::printf("%6.2f s %s\n", timings[i].seconds, timings[i].name.c_str());
}

int main(const std::vector<std::string>& words)
{
    if (words.empty() || words[0] == "--help") {
        std::fputs(usage, stdout);
        return 0;
    }
    if (words[0] == "--self-check")
        return self_check();
    // What would change what programs print.
    for (const char* name : { "PYTHONUNBUFFERED", "PYTHONOPTIMIZE", "PYTHONWARNINGS", "PYTHONDEVMODE", "PYTHONSAFEPATH",
             "PYTHONVERBOSE", "CI", "BUILD_NUMBER", "FORCE_COLOR", "COLUMNS", "LINES" })
        unsetenv(name);
    if (words[0] == "--opened" && words.size() > 1)
        return show_opened({ words.begin() + 1, words.end() });
    Options options = parse_options(words);
    if (options.list) {
        for (const Case& test : options.tests)
            std::printf("%s: %s\n", test.name.c_str(), description(test).c_str());
        return 0;
    }
    const std::vector<Case> tests = chosen_tests(options);
    const bool needs_exe =
        std::any_of(tests.begin(), tests.end(), [](const Case& test) { return test.kind != CaseKind::Unit; });
    if (needs_exe && options.exe.empty())
        refuse("--exe is missing");
    Tally tally;
    run_all(tests, options, tally);
    print_slowest(tally.timings, options.slowest);
    std::printf("%d passed, %d failed\n", tally.passed, tally.failed);
    return tally.failed ? 1 : 0;
}

} // namespace

} // namespace coil::runner

int main(int argc, char** argv) { return coil::runner::main({ argv + 1, argv + argc }); }

#include "selfcheck.h"

#include "cases.h"
#include "process.h"
#include "verdict.h"

#include <cstdio>
#include <fstream>
#include <unistd.h>

namespace coil::runner
{

namespace
{

/// Counts checks; a failed one is printed.
class Checks
{
public:
    void expect(bool holds, const char* sentence)
    {
        ++(holds ? passed_ : failed_);
        if (!holds)
            std::printf("FAIL %s\n", sentence);
    }
    int finish() const
    {
        std::printf("%d passed, %d failed\n", passed_, failed_);
        return failed_ ? 1 : 0;
    }

private:
    int passed_ = 0;
    int failed_ = 0;
};

/// A folder that is removed at the end.
class Folder
{
public:
    Folder()
        : path_(fs::temp_directory_path() / ("coil_tests-" + std::to_string(::getpid())))
    {
        fs::create_directories(path_);
    }
    ~Folder() { fs::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    void write(const fs::path& name, const std::string& text) const
    {
        fs::create_directories((path_ / name).parent_path());
        std::ofstream(path_ / name, std::ios::binary) << text;
    }
    const fs::path& path() const { return path_; }

private:
    fs::path path_;
};

Verdict verdict_on(const Folder& folder, const std::string& script, double seconds = 10)
{
    folder.write("one.sh", script);
    const Case test = find_cases(folder.path() / "one.sh").at(0);
    return judge(test, run({ { "/bin/sh", "one.sh" }, folder.path(), test.input, { "GREETING=hello" }, seconds }));
}

void check_verdicts(Checks& checks)
{
    const Folder folder;
    folder.write("one.out", "hello\n");
    checks.expect(verdict_on(folder, "echo $GREETING").passed == 1, "The same output passes.");
    checks.expect(verdict_on(folder, "echo good-bye").report.find("- hello\n      + good-bye") != std::string::npos,
        "Other output is shown as a difference.");
    checks.expect(verdict_on(folder, "echo hello; exit 3").failed == 1, "A status that is not stored fails.");
    checks.expect(
        verdict_on(folder, "echo hello; echo oh >&2").failed == 1, "Text on stderr fails where the status is 0.");
    checks.expect(verdict_on(folder, "echo hello; kill -9 $$").report.find("137") != std::string::npos,
        "A signal's status is 128 more than its number.");
    checks.expect(verdict_on(folder, "echo hello; sleep 20", 0.3).report.find("no end") != std::string::npos,
        "What does not end is ended.");
    folder.write("one.status", "3\n");
    checks.expect(verdict_on(folder, "echo hello; echo oh >&2; exit 3").passed == 1,
        "A stored status is wanted, stderr is free.");
    checks.expect(verdict_on(folder, "echo hello; echo ==1==ERROR: AddressSanitizer: x >&2; exit 3").failed == 1,
        "A sanitizer's report fails always.");
    folder.write("one.err", "File \"one.sh\"\n");
    checks.expect(verdict_on(folder, "echo hello; echo File \\\"$PWD/one.sh\\\" >&2; exit 3").passed == 1,
        "The folder's path is left out of what is compared.");
    checks.expect(verdict_on(folder, "echo hello; exit 3").failed == 1, "A stored stderr is wanted.");
    folder.write("one.in", "hello\n");
    checks.expect(
        verdict_on(folder, "cat; echo File \\\"one.sh\\\" >&2; exit 3").passed == 1, "Stdin is the stored one.");
}

void check_folders(Checks& checks)
{
    const Folder folder;
    for (const char* name :
        { "a.py", "b/c.py", "lib/no.py", "modules/no.py", "_x/no.py", "_no.py", "pack/__init__.py", "pack/no.py" })
        folder.write(name, "");
    folder.write("b/c.args", "-v\ntwo words\n");
    folder.write("a.py", "# coding: utf-8\n\"\"\"Says what it is.\"\"\"\n");
    const auto tests = find_cases(folder.path());
    checks.expect(tests.size() == 2, "What tests import is not a test.");
    checks.expect(tests.at(1).arguments == std::vector<std::string>{ "-v", "two words" }, "An argument is a line.");
    checks.expect(description(tests.at(0)) == "Says what it is.", "The docstring describes the test.");
    checks.expect(find_cases(folder.path() / "none").empty(), "A folder that is not there has no tests.");
}

void check_errors(Checks& checks)
{
    checks.expect(is_wanted_error("a\nb\n", "a\nb\n"), "The same stderr is wanted.");
    checks.expect(!is_wanted_error("a\nb\n", "a\nc\n"), "Another stderr is not.");
    checks.expect(is_wanted_error("a\n...\nd\n", "a\nb\nc\nd\n"), "Three dots stand for some lines.");
    checks.expect(is_wanted_error("a\n...\n", "a\n"), "Three dots stand for no line.");
    checks.expect(!is_wanted_error("a\n...\nd\n", "a\nb\n"), "What stands after three dots must come.");
    checks.expect(is_wanted_error("...\n", "no newline"), "Three dots stand for a last line without its end.");
}

void check_units_and_skips(Checks& checks)
{
    const Case unit = unit_case("unit_x");
    const Verdict good = judge(unit, { Ending::Exited, 0, "text\n12 passed, 0 failed\n", "", 0 });
    checks.expect(good.passed == 12 && good.failed == 0, "A unit program counts its test cases.");
    const Verdict bad = judge(unit, { Ending::Exited, 2, "text\n10 passed, 2 failed\n", "", 0 });
    checks.expect(bad.passed == 10 && bad.failed == 2 && !bad.report.empty(), "Failed test cases are counted.");
    const Verdict crashed = judge(unit, { Ending::Exited, 139, "text\n", "", 0 });
    checks.expect(crashed.passed == 0 && crashed.failed == 1, "A crash is one failure.");
    const Verdict leaked = judge(unit, { Ending::Exited, 1, "5 passed, 0 failed\n", "LeakSanitizer", 0 });
    checks.expect(leaked.failed == 1, "A leak after the tests is a failure.");
    const std::vector<Skip> skips{ { "asan", "deep/*.py", "slow" } };
    checks.expect(find_skip(skips, "asan", "tests/deep/x.py") && !find_skip(skips, "release", "tests/deep/x.py"),
        "A skip holds for its flavour.");
    checks.expect(!find_skip(skips, "asan", "tests/other/x.py"), "A skip holds for its pattern.");
}

} // namespace

int self_check()
{
    Checks checks;
    check_verdicts(checks);
    check_folders(checks);
    check_errors(checks);
    check_units_and_skips(checks);
    return checks.finish();
}

} // namespace coil::runner

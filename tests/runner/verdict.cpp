#include "verdict.h"

#include <algorithm>
#include <cstdio>

namespace coil::runner
{

namespace
{

constexpr size_t shown_lines = 5;
constexpr size_t shown_width = 200;

std::vector<std::string_view> split(std::string_view text)
{
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const size_t end = text.find('\n');
        lines.push_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return lines;
}

void show(std::string& report, const char* mark, const std::vector<std::string_view>& lines, size_t from)
{
    for (size_t i = from; i < std::min(lines.size(), from + shown_lines); ++i)
        report += std::string("      ") + mark + std::string(lines[i].substr(0, shown_width)) + "\n";
    if (from >= lines.size())
        report += std::string("      ") + mark + "(the end)\n";
}

std::string indented_tail(std::string_view text, size_t count)
{
    const auto lines = split(text);
    std::string result;
    for (size_t i = lines.size() > count ? lines.size() - count : 0; i < lines.size(); ++i)
        result += "      " + std::string(lines[i].substr(0, shown_width)) + "\n";
    return result;
}

/// The start of a sanitizer's report is what tells; of other messages the end.
std::string shown_error(std::string_view error)
{
    if (!has_sanitizer_report(error))
        return indented_tail(error, 8);
    std::string result;
    for (std::string_view line : split(error.substr(0, 4000))) {
        result += "      " + std::string(line.substr(0, shown_width)) + "\n";
        if (std::count(result.begin(), result.end(), '\n') == 25)
            break;
    }
    return result;
}

std::string ending_report(const Finished& finished)
{
    char seconds[40];
    std::snprintf(seconds, sizeof seconds, "%.0f s", finished.seconds);
    switch (finished.ending) {
    case Ending::TimedOut:
        return std::string("    no end within ") + seconds + "\n";
    case Ending::WroteTooMuch:
        return "    it wrote more than 64 MiB\n";
    case Ending::NotStarted:
        return "    it could not be started\n";
    case Ending::Exited:
        break;
    }
    return "";
}

Verdict judge_unit(const Finished& finished)
{
    Verdict verdict;
    const auto lines = split(finished.output);
    const std::string last = lines.empty() ? "" : std::string(lines.back());
    const bool told = std::sscanf(last.c_str(), "%d passed, %d failed", &verdict.passed, &verdict.failed) == 2;
    verdict.report = ending_report(finished);
    if (told && finished.ending == Ending::Exited && finished.status == 0 && verdict.failed == 0)
        return verdict;
    if (!told || verdict.failed == 0)
        ++verdict.failed;
    verdict.report += "    exit status " + std::to_string(finished.status) + "\n" + indented_tail(finished.output, 40) +
        shown_error(finished.error);
    return verdict;
}

} // namespace

std::string difference(std::string_view wanted, std::string_view got)
{
    const auto wanted_lines = split(wanted);
    const auto got_lines = split(got);
    size_t same = 0;
    while (same < wanted_lines.size() && same < got_lines.size() && wanted_lines[same] == got_lines[same])
        ++same;
    if (same == wanted_lines.size() && same == got_lines.size())
        return "      only the newline at the end\n";
    std::string report = "      line " + std::to_string(same + 1) + ", wanted (-) and got (+):\n";
    show(report, "- ", wanted_lines, same);
    show(report, "+ ", got_lines, same);
    return report;
}

bool has_sanitizer_report(std::string_view error)
{
    for (const char* mark : { "AddressSanitizer", "LeakSanitizer", "ThreadSanitizer", "UndefinedBehaviorSanitizer",
             ": runtime error: ", "Assertion `" }) {
        if (error.find(mark) != std::string_view::npos)
            return true;
    }
    return false;
}

bool is_wanted_error(std::string_view wanted, std::string_view error)
{
    const auto next_line = [](std::string_view text) { return std::min(text.find('\n'), text.size() - 1) + 1; };
    if (wanted.empty())
        return error.empty();
    const std::string_view line = wanted.substr(0, next_line(wanted));
    wanted.remove_prefix(line.size());
    if (line != "...\n")
        return error.starts_with(line) && is_wanted_error(wanted, error.substr(line.size()));
    while (!is_wanted_error(wanted, error)) {
        if (error.empty())
            return false;
        error.remove_prefix(next_line(error));
    }
    return true;
}

std::string without_folder(std::string text, const std::string& folder)
{
    const std::string prefix = folder + "/";
    for (size_t at; (at = text.find(prefix)) != std::string::npos;)
        text.erase(at, prefix.size());
    return text;
}

Verdict judge(const Case& test, const Finished& finished)
{
    if (test.kind == CaseKind::Unit)
        return judge_unit(finished);
    const std::string folder = test.file.parent_path().string();
    const std::string output = without_folder(finished.output, folder);
    const std::string error = without_folder(finished.error, folder);
    std::string report = ending_report(finished);
    bool show_error = !report.empty();
    if (report.empty() && finished.status != test.wanted_status) {
        report += "    exit status " + std::to_string(finished.status) + ", wanted " +
            std::to_string(test.wanted_status) + "\n";
        show_error = true;
    }
    if (output != test.wanted_output)
        report += "    stdout\n" + difference(test.wanted_output, output);
    if (has_sanitizer_report(error) || (!test.wanted_error && test.wanted_status == 0 && !error.empty()))
        show_error = true;
    else if (test.wanted_error && !is_wanted_error(*test.wanted_error, error))
        report += "    stderr\n" + difference(*test.wanted_error, error);
    if (show_error && !error.empty())
        report += "    stderr was\n" + shown_error(error);
    return { report.empty(), !report.empty(), report };
}

} // namespace coil::runner

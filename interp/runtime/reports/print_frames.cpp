// The entries of a traceback: source lines, and marks under what failed in them.
#include "runtime/reports/print_frames.h"

#include <algorithm>

#include "base/unicode_text.h"
#include "base/utf8.h"
#include "objects/str.h"
#include "runtime/reports/print_exception.h"

namespace coil::internal
{

namespace
{

constexpr std::string_view blanks = " \t\f";

/// Columns that a run of text takes on a terminal.
size_t width(std::string_view text)
{
    size_t columns = 0;
    for (size_t at = 0; at < text.size();) {
        utf8::Decoded character = utf8::decode(text, at);
        columns += unicode::is_wide(character.point) ? 2 : 1;
        at += std::max<size_t>(character.size, 1);
    }
    return columns;
}

size_t indent_of(std::string_view line) { return std::min(line.find_first_not_of(blanks), line.size()); }

/// Takes the white space that all lines start with away; lines of white space alone become empty.
void dedent(std::vector<std::string>& lines)
{
    std::string_view margin;
    bool first = true;
    for (std::string& line : lines) {
        size_t indent = indent_of(line);
        if (indent == line.size()) {
            line.clear();
            continue;
        }
        std::string_view start = std::string_view(line).substr(0, indent);
        if (first)
            margin = start;
        first = false;
        size_t same = 0;
        while (same < margin.size() && same < start.size() && margin[same] == start[same])
            same++;
        margin = margin.substr(0, same);
    }
    size_t size = margin.size();
    for (std::string& line : lines)
        line.erase(0, std::min(size, line.size()));
}

/// The lines of an instruction, and the bytes that it takes in the first and up to in the last.
struct Snippet {
    std::vector<std::string> lines;
    size_t start = 0, end = 0;
};

/// Where the marks of two kinds are: by line and column of the terminal.
struct Marks {
    bool shown = false, anchored = false;
    size_t first_line = 0, first_column = 0; ///< where `^` begins when anchored
    size_t last_line = 0, last_column = 0;   ///< and ends
};

bool read_snippet(Vm& vm, std::string_view file, const PositionRow& position, Snippet& snippet)
{
    uint32_t last = std::max(position.line, position.end_line);
    for (uint32_t line = position.line; line <= last; line++)
        snippet.lines.push_back(source_line(vm, file, line));
    size_t before = snippet.lines[0].size();
    size_t blank_end = snippet.lines[0].find_last_not_of(" \t\r\n\f");
    if (blank_end == std::string::npos)
        return false;
    dedent(snippet.lines);
    size_t removed = before - snippet.lines[0].size();
    auto column = [&](uint32_t given, const std::string& line) {
        return std::min(given > removed ? given - removed : 0, line.size());
    };
    snippet.start = column(position.column, snippet.lines.front());
    snippet.end = column(position.end_column, snippet.lines.back());
    return true;
}

Marks find_marks(Vm& vm, const Snippet& snippet)
{
    std::string text;
    std::vector<size_t> starts;
    for (const std::string& line : snippet.lines) {
        text += starts.empty() ? "" : "\n";
        starts.push_back(text.size());
        text += line;
    }
    size_t end = starts.back() + snippet.end;
    Marks marks;
    if (end <= snippet.start || !vm.operations.find_carets)
        return marks;
    CaretMarks found = vm.operations.find_carets(text, snippet.start, end);
    const std::string& last = snippet.lines.back();
    bool partial = indent_of(snippet.lines[0]) < snippet.start || last.find_last_not_of(" \t\r\f") + 1 > snippet.end;
    marks.anchored = found.anchored;
    marks.shown = !found.whole_call && (found.anchored || partial);
    auto place = [&](size_t offset, size_t& line, size_t& column) {
        line = size_t(std::upper_bound(starts.begin(), starts.end(), offset) - starts.begin()) - 1;
        column = width(std::string_view(snippet.lines[line]).substr(0, offset - starts[line]));
    };
    if (found.anchored) {
        place(found.start, marks.first_line, marks.first_column);
        place(found.end, marks.last_line, marks.last_column);
    }
    return marks;
}

std::string marks_of_line(const Snippet& snippet, const Marks& marks, size_t line)
{
    std::string_view text = snippet.lines[line];
    bool last = line + 1 == snippet.lines.size();
    size_t end = width(last ? text.substr(0, snippet.end) : text);
    size_t start = std::max(indent_of(text), line == 0 ? width(text.substr(0, snippet.start)) : 0);
    std::string out;
    for (size_t column = 0; column < end; column++) {
        bool inside = marks.anchored &&
            (line > marks.first_line || (line == marks.first_line && column >= marks.first_column)) &&
            (line < marks.last_line || (line == marks.last_line && column < marks.last_column));
        out += column < start ? ' ' : inside || !marks.anchored ? '^' : '~';
    }
    return out;
}

/// The lines that are shown: the first, the last, and those around the ends of what is marked `^`.
std::vector<size_t> significant_lines(const Snippet& snippet, const Marks& marks)
{
    size_t count = snippet.lines.size();
    std::vector<bool> chosen(count + 2); // shifted by one
    chosen[1] = chosen[count] = true;
    if (marks.anchored)
        for (size_t line : { marks.first_line, marks.last_line })
            chosen[line] = chosen[line + 1] = chosen[line + 2] = true;
    std::vector<size_t> lines;
    for (size_t line = 0; line < count; line++)
        if (chosen[line + 1])
            lines.push_back(line);
    return lines;
}

void show_snippet(const Snippet& snippet, const Marks& marks, std::string& out)
{
    std::vector<std::string> shown;
    auto show = [&](size_t line) {
        shown.push_back(snippet.lines[line]);
        if (marks.shown)
            shown.push_back(marks_of_line(snippet, marks, line));
    };
    size_t previous = 0;
    for (size_t line : significant_lines(snippet, marks)) {
        if (line == previous + 2)
            show(line - 1);
        else if (line > previous + 2)
            shown.push_back(format_text("...<{} lines>...", { line - previous - 1 }));
        show(line);
        previous = line;
    }
    dedent(shown);
    for (const std::string& line : shown)
        out += "    " + line + "\n";
}

} // namespace

void show_frame(Vm& vm, const Code* code, const PositionRow& position, std::string& out)
{
    std::string_view file = code->filename->view();
    out += format_text("  File \"{}\", line {}, in {}\n", { file, position.line, code->name->view() });
    Snippet snippet;
    if (!read_snippet(vm, file, position, snippet))
        return;
    if (position.end_column == 0) {
        out += "    " + snippet.lines[0].substr(indent_of(snippet.lines[0])) + "\n";
        return;
    }
    show_snippet(snippet, find_marks(vm, snippet), out);
}

} // namespace coil::internal

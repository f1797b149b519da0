#include "runtime/print_exception.h"

#include <algorithm>
#include <fstream>
#include <unordered_set>

#include "base/utf8.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/list.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/import.h"
#include "runtime/loader.h"
#include "runtime/operators.h"

namespace coil
{

namespace
{

constexpr size_t shown_repetitions = 3;

/// One frame of a traceback, as it is shown.
struct Entry {
    Code* code;
    PositionRow position;
};

std::string_view trimmed(std::string_view text)
{
    size_t start = text.find_first_not_of(" \t\f");
    return start == std::string_view::npos ? std::string_view()
                                           : text.substr(start, text.find_last_not_of(" \t\r\n\f") + 1 - start);
}

/// Columns that a run of text takes.
size_t width(std::string_view text) { return utf8::count_points(text); }

bool is_primary(std::string_view text)
{
    // Names, attributes, calls and subscripts: no operator outside brackets.
    int depth = 0;
    char quote = 0;
    for (size_t i = 0; i < text.size(); i++) {
        char c = text[i];
        if (quote) {
            if (c == '\\')
                i++;
            else if (c == quote)
                quote = 0;
            continue;
        }
        if (c == '\'' || c == '"')
            quote = c;
        else if (c == '(' || c == '[' || c == '{')
            depth++;
        else if (c == ')' || c == ']' || c == '}')
            depth--;
        else if (depth == 0 && !(isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '.' || (c & 0x80)))
            return false;
    }
    return !text.empty();
}

std::string anchored_carets(std::string_view expression)
{
    // A call or a subscript is marked with carets on its brackets, a binary operation on its operator.
    size_t length = width(expression);
    char last = expression.empty() ? 0 : expression.back();
    if (last == ')' || last == ']') {
        size_t open = std::string_view::npos;
        char quote = 0;
        std::vector<size_t> opened;
        for (size_t i = 0; i < expression.size(); i++) {
            char c = expression[i];
            if (quote) {
                if (c == '\\')
                    i++;
                else if (c == quote)
                    quote = 0;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '(' || c == '[' || c == '{') {
                opened.push_back(i);
            } else if ((c == ')' || c == ']' || c == '}') && !opened.empty()) {
                open = opened.back();
                opened.pop_back();
            }
        }
        bool primary =
            open != std::string_view::npos && open > 0 && opened.empty() && is_primary(expression.substr(0, open));
        if (primary)
            return std::string(width(expression.substr(0, open)), '~') +
                std::string(width(expression.substr(open)), '^');
    }
    return std::string(length, '^');
}

/// The line of carets under a source line: `~~~~^^^^`, where the carets mark what failed inside the expression; empty
/// when the whole line is meant.
std::string carets(std::string_view line, const PositionRow& position, std::string_view shown, size_t indent)
{
    if (position.line == 0 || position.end_column == 0)
        return {};
    size_t start = std::min<size_t>(position.column, line.size());
    size_t end = position.end_line == position.line ? std::min<size_t>(position.end_column, line.size()) : line.size();
    while (end > start && (line[end - 1] == ' ' || line[end - 1] == '\t'))
        end--;
    if (start < indent || end <= start)
        return {};
    std::string_view marked = line.substr(start, end - start);
    if (marked == shown)
        return {};
    return std::string(width(line.substr(indent, start - indent)), ' ') + anchored_carets(marked);
}

void show_entry(Vm& vm, const Entry& entry, std::string& out)
{
    std::string_view file = entry.code->filename->view();
    out += format_text(
        "  File \"{}\", line {}, in {}\n", { file, entry.position.line, entry.code->qualified_name->view() });
    std::string line = source_line(vm, file, entry.position.line);
    std::string_view shown = trimmed(line);
    if (shown.empty())
        return;
    size_t indent = size_t(shown.data() - line.data());
    out += "    ";
    out += shown;
    out += '\n';
    std::string marks = carets(line, entry.position, shown, indent);
    if (!marks.empty())
        out += "    " + marks + "\n";
}

Result<std::string> module_qualified_name(Vm& vm, Class* cls)
{
    Value* module = find_str(vm, cls->dict, vm.names->module);
    std::string name(cls->qualified_name->view());
    if (!module || !is_kind(*module, Kind::Str))
        return name;
    std::string_view text = as<Str>(*module)->view();
    return text == "builtins" || text == "__main__" ? name : std::string(text) + "." + name;
}

Result<void> show_syntax_error(Vm& vm, Exception* exception, std::string& out)
{
    auto get = [&](Str* name) { return own_attribute(vm, exception, name); };
    Value file = get(vm.names->filename), line = get(vm.names->lineno), text = get(vm.names->text);
    if (!line.is_small())
        return {};
    out += format_text(
        "  File \"{}\", line {}\n", { is_kind(file, Kind::Str) ? as<Str>(file)->view() : "<string>", line.as_small() });
    if (!is_kind(text, Kind::Str))
        return {};
    std::string_view source = as<Str>(text)->view();
    while (!source.empty() && (source.back() == '\n' || source.back() == '\r'))
        source.remove_suffix(1);
    std::string_view shown = trimmed(source);
    if (shown.empty())
        return {};
    size_t removed = width(source.substr(0, size_t(shown.data() - source.data())));
    out += "    " + std::string(shown) + "\n";
    Value offset = get(vm.names->offset), end_line = get(vm.names->end_lineno), end = get(vm.names->end_offset);
    if (!offset.is_small() || offset.as_small() < 1)
        return {};
    int64_t start = offset.as_small() - 1 - int64_t(removed);
    int64_t stop = start + 1;
    if (end_line == line && end.is_small() && end.as_small() > offset.as_small())
        stop = end.as_small() - 1 - int64_t(removed);
    else if (end_line.is_small() && end_line.as_small() > line.as_small())
        stop = int64_t(width(shown));
    if (start >= 0) {
        stop = std::max(stop, start + 1);
        out += "    " + std::string(size_t(start), ' ') + std::string(size_t(stop - start), '^') + "\n";
    }
    return {};
}

Result<void> show_notes(Vm& vm, Exception* exception, std::string& out)
{
    Value notes = own_attribute(vm, exception, vm.names->notes);
    auto* list = as_if<List>(notes);
    for (size_t i = 0; list && i < list->size; i++) {
        if (auto* note = as_if<Str>(list->array->data[i])) {
            out += note->view();
            out += '\n';
        }
    }
    return {};
}

Result<void> show_chain(Vm& vm, Value value, std::string& out, std::vector<Value>& seen);

/// The exceptions of a group, each in a box of its own.
Result<void> show_group(Vm& vm, Value group, std::string& out, std::vector<Value>& seen)
{
    auto* content = as_if<Tuple>(as<Exception>(group)->value); // message and exceptions
    auto* tuple = content && content->size == 2 ? as_if<Tuple>(content->items[1]) : nullptr;
    for (size_t i = 0; tuple && i < tuple->size; i++) {
        std::string inner;
        TRY(show_chain(vm, tuple->items[i], inner, seen));
        std::string label = std::to_string(i + 1);
        out += i == 0 ? "  +-+---------------- " + label + " ----------------\n"
                      : "    +---------------- " + label + " ----------------\n";
        size_t at = 0;
        while (at < inner.size()) {
            size_t end = inner.find('\n', at);
            out += "    | " + inner.substr(at, end - at) + "\n";
            at = end == std::string::npos ? inner.size() : end + 1;
        }
    }
    if (tuple)
        out += "    +------------------------------------\n";
    return {};
}

Result<void> show_one(Vm& vm, Value value, std::string& out, std::vector<Value>& seen)
{
    auto* exception = as<Exception>(value);
    bool group = is_exception_of(vm, value, Error::BaseExceptionGroup);
    std::string text;
    if (!exception->traceback.is_empty()) {
        text += group ? "Exception Group Traceback (most recent call last):\n" : "Traceback (most recent call last):\n";
        text += TRY(format_traceback(vm, exception->traceback));
    }
    text += TRY(format_exception_only(vm, value));
    if (!group) {
        out += text;
        return {};
    }
    size_t at = 0;
    bool first = true;
    while (at < text.size()) {
        size_t end = text.find('\n', at);
        out += (first && !exception->traceback.is_empty() ? "  + " : "  | ") + text.substr(at, end - at) + "\n";
        first = false;
        at = end == std::string::npos ? text.size() : end + 1;
    }
    return show_group(vm, value, out, seen);
}

Result<void> show_chain(Vm& vm, Value value, std::string& out, std::vector<Value>& seen)
{
    // The chain is walked to its first link before anything is shown; a link that was met already ends it.
    struct Link {
        Value exception;
        std::string_view separator;
    };
    std::vector<Link> links{ { value, "" } };
    for (auto* each = as<Exception>(value);;) {
        seen.push_back(Value::cell(each));
        Value next;
        std::string_view separator;
        if (!each->cause.is_empty() && !each->cause.is_none()) {
            next = each->cause;
            separator = "\nThe above exception was the direct cause of the following exception:\n\n";
        } else if (!each->context.is_empty() && !each->suppress_context) {
            next = each->context;
            separator = "\nDuring handling of the above exception, another exception occurred:\n\n";
        }
        if (next.is_empty() || std::find(seen.begin(), seen.end(), next) != seen.end())
            break;
        links.back().separator = separator;
        links.push_back({ next, "" });
        each = as<Exception>(next);
    }
    for (size_t i = links.size(); i-- > 0;) {
        TRY(show_one(vm, links[i].exception, out, seen));
        if (i > 0)
            out += links[i - 1].separator;
    }
    return {};
}

} // namespace

std::string source_line(Vm& vm, std::string_view filename, uint32_t line)
{
    auto pick = [line](std::istream& in) {
        std::string text;
        for (uint32_t i = 0; i < line; i++)
            if (!std::getline(in, text))
                return std::string();
        return text;
    };
    if (line == 0)
        return {};
    for (const auto& [name, text] : vm.modules->shown_sources) {
        if (name != filename)
            continue;
        size_t at = 0;
        for (uint32_t i = 1; i < line && at != std::string::npos; i++) {
            at = text.find('\n', at);
            at = at == std::string::npos ? at : at + 1;
        }
        return at == std::string::npos ? std::string() : text.substr(at, text.find('\n', at) - at);
    }
    if (filename.starts_with("<"))
        return {};
    std::ifstream in{ std::string(filename) };
    return pick(in);
}

Result<std::string> format_traceback(Vm& vm, Value traceback)
{
    std::string out;
    std::vector<Entry> entries;
    for (auto* each = as_if<Traceback>(traceback); each; each = as_if<Traceback>(each->next))
        entries.push_back({ each->code, position_at(each->code, each->offset) });
    for (size_t i = 0; i < entries.size();) {
        size_t same = i + 1;
        while (same < entries.size() && entries[same].code == entries[i].code &&
            entries[same].position.line == entries[i].position.line)
            same++;
        size_t count = same - i;
        for (size_t k = 0; k < std::min(count, shown_repetitions); k++)
            show_entry(vm, entries[i], out);
        if (count > shown_repetitions) {
            size_t more = count - shown_repetitions;
            out += format_text("  [Previous line repeated {} more time{}]\n", { more, more == 1 ? "" : "s" });
        }
        i = same;
    }
    return out;
}

Result<std::string> format_exception_only(Vm& vm, Value value)
{
    auto* exception = as<Exception>(value);
    std::string out;
    std::string name = TRY(module_qualified_name(vm, vm.class_of(value)));
    std::string message;
    if (is_exception_of(vm, value, Error::SyntaxError) && own_attribute(vm, exception, vm.names->lineno).is_small()) {
        TRY(show_syntax_error(vm, exception, out));
        Value text = own_attribute(vm, exception, vm.names->msg);
        message = is_kind(text, Kind::Str) ? std::string(as<Str>(text)->view()) : "";
    } else {
        Result<Str*> text = str_of(vm, value);
        if (text.failed())
            vm.take_pending();
        message = text.ok() ? std::string(text.value()->view()) : "<exception str() failed>";
    }
    out += message.empty() ? name + "\n" : name + ": " + message + "\n";
    TRY(show_notes(vm, exception, out));
    return out;
}

Result<std::string> format_exception(Vm& vm, Value exception)
{
    std::string out;
    std::vector<Value> seen;
    TRY(show_chain(vm, exception, out, seen));
    return out;
}

} // namespace coil

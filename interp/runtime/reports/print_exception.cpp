#include "runtime/reports/print_exception.h"

#include <algorithm>
#include <unordered_set>

#include "base/utf8.h"
#include "objects/class_members.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/list.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/interpreter/loader.h"
#include "runtime/machine/host_files.h"
#include "runtime/machine/import.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"
#include "runtime/reports/print_frames.h"
#include "runtime/reports/suggest_name.h"

namespace coil::internal
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

Result<std::string> module_qualified_name(Vm& vm, Class* cls)
{
    Value* module = find_own(vm, cls, vm.names->module);
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

/// Writes a report; the exceptions of groups stand indented behind a margin.
class Report
{
public:
    Report(Vm& vm, std::string& out)
        : vm_(vm)
        , out_(out)
        , seen_(vm.heap)
    {
    }
    /// An exception with its chain.
    Result<void> chain(Value value);

private:
    static constexpr size_t deepest = 10, widest = 15;

    std::string indent() const { return std::string(2 * depth_, ' '); }
    void emit(std::string_view text, char margin = '|');
    Result<void> one(Value value);
    Result<void> group(Value value, const Tuple* inner);
    Result<void> members(const Tuple* inner);

    Vm& vm_;
    std::string& out_;
    gc::RootVector seen_; ///< exceptions; what is asked for their text may take their chain apart
    size_t depth_ = 0;
    bool close_ = false; ///< the frame of the innermost group is open still
};

void Report::emit(std::string_view text, char margin)
{
    if (depth_ == 0) {
        out_ += text;
        return;
    }
    while (!text.empty()) {
        size_t end = std::min(text.find('\n'), text.size());
        out_ += indent();
        out_ += margin;
        out_ += ' ';
        out_ += text.substr(0, end);
        out_ += '\n';
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

Result<void> Report::one(Value value)
{
    auto* exception = as<Exception>(value);
    if (is_exception_of(vm_, value, Error::BaseExceptionGroup)) {
        auto* content = as_if<Tuple>(exception->value); // message and exceptions
        if (auto* inner = content && content->size == 2 ? as_if<Tuple>(content->items[1]) : nullptr)
            return group(value, inner);
    }
    if (!exception->traceback.is_empty()) {
        emit("Traceback (most recent call last):\n");
        emit(TRY(format_traceback(vm_, exception->traceback)));
    }
    emit(TRY(format_exception_only(vm_, value)));
    return {};
}

Result<void> Report::group(Value value, const Tuple* inner)
{
    if (depth_ > deepest) {
        emit(format_text("... (max_group_depth is {})\n", { deepest }));
        return {};
    }
    bool outermost = depth_ == 0;
    depth_ += outermost;
    Value traceback = as<Exception>(value)->traceback;
    if (!traceback.is_empty()) {
        emit("Exception Group Traceback (most recent call last):\n", outermost ? '+' : '|');
        emit(TRY(format_traceback(vm_, traceback)));
    }
    emit(TRY(format_exception_only(vm_, value)));
    TRY(members(inner));
    depth_ -= outermost;
    return {};
}

Result<void> Report::members(const Tuple* inner)
{
    size_t count = std::min(inner->size, widest + 1);
    close_ = false;
    for (size_t i = 0; i < count; i++) {
        bool last = i + 1 == count;
        if (last)
            close_ = true;
        std::string title = i < widest ? std::to_string(i + 1) : "...";
        out_ += indent() + (i == 0 ? "+-" : "  ") + "+---------------- " + title + " ----------------\n";
        depth_++;
        if (i < widest) {
            TRY(chain(inner->items[i]));
        } else {
            size_t more = inner->size - widest;
            emit(format_text("and {} more exception{}\n", { more, more > 1 ? "s" : "" }));
        }
        if (last && close_) {
            out_ += indent() + "+------------------------------------\n";
            close_ = false;
        }
        depth_--;
    }
    return {};
}

Result<void> Report::chain(Value value)
{
    // The chain is walked to its first link before anything is shown; a link that was met already ends it.
    gc::RootVector links(vm_.heap);
    std::vector<std::string_view> separators{ "" };
    links.push_back(value);
    for (auto* each = as<Exception>(value);;) {
        seen_.push_back(Value::cell(each));
        Value next;
        std::string_view separator;
        if (!each->cause.is_empty() && !each->cause.is_none()) {
            next = each->cause;
            separator = "\nThe above exception was the direct cause of the following exception:\n\n";
        } else if (!each->context.is_empty() && !each->suppress_context) {
            next = each->context;
            separator = "\nDuring handling of the above exception, another exception occurred:\n\n";
        }
        if (next.is_empty() || std::find(seen_.begin(), seen_.end(), next) != seen_.end())
            break;
        separators.back() = separator;
        links.push_back(next);
        separators.push_back("");
        each = as<Exception>(next);
    }
    for (size_t i = links.size(); i-- > 0;) {
        TRY(one(links[i]));
        if (i > 0)
            emit(separators[i - 1]);
    }
    return {};
}

} // namespace

std::string source_line(Vm& vm, std::string_view filename, uint32_t line)
{
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
    return read_host_line(vm, std::string(filename), line);
}

Result<std::string> format_traceback(Vm& vm, Value traceback)
{
    std::string out;
    std::vector<Entry> entries;
    // Reading a source lets other threads run, which may take the traceback apart.
    gc::RootCells codes(vm.heap);
    for (auto* each = as_if<Traceback>(traceback); each; each = as_if<Traceback>(each->next)) {
        codes.push_back(each->code);
        entries.push_back({ each->code, position_at(each->code, each->offset) });
    }
    for (size_t i = 0; i < entries.size();) {
        size_t same = i + 1;
        while (same < entries.size() && entries[same].code == entries[i].code &&
            entries[same].position.line == entries[i].position.line)
            same++;
        size_t count = same - i;
        for (size_t k = 0; k < std::min(count, shown_repetitions); k++)
            show_frame(vm, entries[i].code, entries[i].position, out);
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
        Exception* shown = exception;
        if (auto* better = as_if<Tuple>(exception->value)) // with a misspelt keyword pointed out
            shown = as<Exception>(
                TRY(call(vm, Value::cell(vm.error_class(Error::SyntaxError)), { better->items, better->size })));
        TRY(show_syntax_error(vm, shown, out));
        Value text = own_attribute(vm, shown, vm.names->msg);
        message = is_kind(text, Kind::Str) ? std::string(as<Str>(text)->view()) : "";
    } else {
        Result<Str*> text = str_of(vm, value);
        if (text.failed())
            vm.take_pending();
        message = text.ok() ? std::string(text.value()->view()) : "<exception str() failed>";
        if (text.ok())
            message += suggest_name(vm, value);
    }
    out += message.empty() ? name + "\n" : name + ": " + message + "\n";
    TRY(show_notes(vm, exception, out));
    return out;
}

Result<std::string> format_exception(Vm& vm, Value exception)
{
    std::string out;
    Report report(vm, out);
    TRY(report.chain(exception));
    return out;
}

} // namespace coil::internal

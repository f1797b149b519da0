// Reading rows. Where a row begins and ends, and what is quoted in it, a small machine decides character by character;
// what has no meaning to it is taken in stretches. All that it knows is of one call: the lines come from a script's
// iterator, which may ask the same reader for a row meanwhile.
#include "base/utf8.h"
#include "gc/tracer.h"
#include "objects/list.h"
#include "runtime/operations/call.h"
#include "runtime/operations/iteration.h"
#include "runtime/operations/native_class.h"
#include "stdlib/formats/_csv/csv.h"

namespace coil::internal::csv
{

namespace
{

struct ReaderObject : NativeObject {
    Value lines;
    DialectObject* dialect;
    int64_t line_count;
};
void trace_reader(Cell* cell, gc::Tracer& tracer)
{
    auto* reader = static_cast<ReaderObject*>(cell);
    tracer.visit(reader->lines);
    tracer.visit(static_cast<Cell*>(reader->dialect));
}

enum class At : uint8_t {
    RecordStart,
    FieldStart,
    Escape,     ///< behind an escape character
    EscapedEnd, ///< behind an escaped end of line
    Field,
    Quoted,
    QuotedEscape,
    QuotedQuote, ///< behind a quote within quotes
    LineEnd,
};

/// One row being read.
class Row
{
public:
    Row(Vm& vm, const DialectObject* dialect, List* fields)
        : vm_(vm)
        , dialect_(dialect)
        , fields_(fields)
        , limit_(size_t(state_of(vm)->field_limit))
    {
        for (const Mark* mark : { &dialect->delimiter, &dialect->quote, &dialect->escape })
            if (mark->is_set())
                is_special_[uint8_t(mark->bytes[0])] = true;
        is_special_['\n'] = is_special_['\r'] = true;
    }
    Result<void> take_line(std::string_view line);
    bool is_complete() const { return at_ == At::RecordStart; }
    /// The lines have ended within the row.
    bool has_rest() const { return size_ != 0 || at_ == At::Quoted; }
    Result<void> save();

private:
    /// A character of the line, or its end.
    struct Token {
        std::string_view text;
        bool is_end = false;
        bool ends_line() const { return is_end || text == "\n" || text == "\r"; }
    };
    Result<void> step(const Token& token);
    Result<void> start_field(const Token& token);
    Result<void> in_field(const Token& token);
    Result<void> in_quotes(const Token& token);
    Result<void> behind_quote(const Token& token);
    Result<void> add(std::string_view text);
    Result<void> end_field(const Token& token);
    bool is(const Mark& mark, const Token& token) const
    {
        return mark.is_set() && !token.is_end && token.text == mark.view();
    }
    bool is_quote(const Token& token) const { return dialect_->quoting != QuoteNone && is(dialect_->quote, token); }

    Vm& vm_;
    const DialectObject* dialect_;
    List* fields_;
    size_t limit_;
    std::string field_;
    size_t size_ = 0; ///< of the field, in characters
    bool is_unquoted_ = true;
    At at_ = At::RecordStart;
    std::array<bool, 256> is_special_{};
};

Result<void> Row::add(std::string_view text)
{
    size_ += utf8::count_points(text);
    if (size_ > limit_)
        return fail(vm_, format_text("field larger than field limit ({})", { int64_t(limit_) }));
    TRY(vm_.require_room(field_.size() + text.size()));
    field_ += text;
    return {};
}

Result<void> Row::save()
{
    int64_t quoting = dialect_->quoting;
    bool knows_null = quoting == QuoteStrings || quoting == QuoteNotNull;
    bool is_number = quoting == QuoteNonNumeric || quoting == QuoteStrings;
    Value value = None;
    if (!knows_null || size_ != 0 || !is_unquoted_)
        value = Value::cell(TRY(make_str(vm_, field_)));
    if (is_unquoted_ && size_ != 0 && is_number)
        value = TRY(call(vm_, Value::cell(vm_.class_of(Value::immediate_double(1.5))), { value }));
    field_.clear();
    size_ = 0;
    is_unquoted_ = true;
    return list_append(vm_, fields_, value);
}

/// The field ends before the token, which ends the line or is the delimiter.
Result<void> Row::end_field(const Token& token)
{
    TRY(save());
    at_ = token.is_end ? At::RecordStart : token.ends_line() ? At::LineEnd : At::FieldStart;
    return {};
}

Result<void> Row::start_field(const Token& token)
{
    if (token.ends_line() || is(dialect_->delimiter, token))
        return end_field(token);
    if (is_quote(token)) {
        is_unquoted_ = false;
        at_ = At::Quoted;
    } else if (is(dialect_->escape, token)) {
        at_ = At::Escape;
    } else if (token.text == " " && dialect_->skips_space) {
        at_ = At::FieldStart;
    } else {
        at_ = At::Field;
        return add(token.text);
    }
    return {};
}

Result<void> Row::in_field(const Token& token)
{
    if (token.ends_line() || is(dialect_->delimiter, token))
        return end_field(token);
    if (is(dialect_->escape, token)) {
        at_ = At::Escape;
        return {};
    }
    at_ = At::Field;
    return add(token.text);
}

Result<void> Row::in_quotes(const Token& token)
{
    if (token.is_end)
        return {};
    if (is(dialect_->escape, token)) {
        at_ = At::QuotedEscape;
        return {};
    }
    if (is_quote(token)) {
        at_ = dialect_->doubles_quote ? At::QuotedQuote : At::Field;
        return {};
    }
    return add(token.text);
}

Result<void> Row::behind_quote(const Token& token)
{
    if (is_quote(token)) {
        at_ = At::Quoted;
        return add(token.text);
    }
    if (token.ends_line() || is(dialect_->delimiter, token))
        return end_field(token);
    if (dialect_->is_strict)
        return fail(
            vm_, format_text("'{}' expected after '{}'", { dialect_->delimiter.view(), dialect_->quote.view() }));
    at_ = At::Field;
    return add(token.text);
}

Result<void> Row::step(const Token& token)
{
    switch (at_) {
    case At::RecordStart:
        if (token.is_end)
            return {};
        if (token.ends_line()) {
            at_ = At::LineEnd;
            return {};
        }
        return start_field(token);
    case At::FieldStart:
        return start_field(token);
    case At::Escape:
        at_ = !token.is_end && token.ends_line() ? At::EscapedEnd : At::Field;
        return add(token.is_end ? "\n" : token.text);
    case At::EscapedEnd:
        return token.is_end ? Result<void>() : in_field(token);
    case At::Field:
        return in_field(token);
    case At::Quoted:
        return in_quotes(token);
    case At::QuotedEscape:
        at_ = At::Quoted;
        return add(token.is_end ? "\n" : token.text);
    case At::QuotedQuote:
        return behind_quote(token);
    case At::LineEnd:
        if (token.is_end)
            at_ = At::RecordStart;
        else if (!token.ends_line())
            return fail(
                vm_, "new-line character seen in unquoted field - do you need to open the file with newline=''?");
        return {};
    }
    return {};
}

Result<void> Row::take_line(std::string_view line)
{
    vm_.charge_bytes(4 * line.size());
    for (size_t at = 0; at < line.size();) {
        bool takes_stretch = at_ == At::Field || at_ == At::Quoted ||
            ((at_ == At::FieldStart || at_ == At::RecordStart) && !dialect_->skips_space);
        size_t end = at;
        if (takes_stretch)
            while (end < line.size() && !is_special_[uint8_t(line[end])])
                end++;
        if (end > at) {
            if (at_ != At::Quoted)
                at_ = At::Field;
            TRY(add(line.substr(at, end - at)));
            at = end;
            continue;
        }
        size_t size = utf8::prefix_size(line.substr(at, 4), 1);
        TRY(step({ line.substr(at, size), false }));
        at += size;
    }
    return step({ {}, true });
}

Result<Step> next_row(Vm& vm, Cell* cell)
{
    auto* reader = static_cast<ReaderObject*>(cell);
    List* fields = TRY(make_list(vm));
    Row row(vm, reader->dialect, fields);
    do {
        Step line = TRY(next_item(vm, reader->lines));
        if (!line) {
            if (!row.has_rest())
                return end_of_items(vm);
            if (reader->dialect->is_strict)
                return fail(vm, "unexpected end of data");
            TRY(row.save());
            break;
        }
        auto* text = as_if<Str>(*line);
        if (!text)
            return fail(vm,
                format_text("iterator should return strings, not {} (the file should be opened in text mode)",
                    { type_name(vm, *line) }));
        reader->line_count++;
        TRY(row.take_line(text->view()));
    } while (!row.is_complete());
    return Step(Value::cell(fields));
}

constexpr NativeType reader_type{ "reader", trace_reader, nullptr, nullptr, next_row };

Value identity(Vm&, Value self) { return self; }
Result<Value> next_method(Vm& vm, Value self)
{
    Step row = TRY(next_row(vm, native_as<ReaderObject>(self, reader_type)));
    return row ? Result<Value>(*row) : raise_stopped(vm);
}
constexpr NativeDef methods[] = {
    def<"__iter__(self, /)", identity>(),
    def<"__next__(self, /)", next_method>(),
};

Result<Value> get_dialect(Vm&, Value self) { return Value::cell(native_as<ReaderObject>(self, reader_type)->dialect); }
Result<Value> get_line_count(Vm& vm, Value self)
{
    return from_int64(vm, native_as<ReaderObject>(self, reader_type)->line_count);
}
Result<void> refuse(Vm& vm, Value, Value) { return vm.raise(Error::AttributeError, "readonly attribute"); }
constexpr AttributeDef attributes[] = {
    { "dialect", get_dialect, refuse, nullptr },
    { "line_num", get_line_count, refuse, nullptr },
};

} // namespace

Result<Value> make_reader(Vm& vm, Value iterable, DialectObject* dialect)
{
    Value lines = TRY(get_iterator(vm, iterable));
    auto* reader = TRY(make_native<ReaderObject>(vm, state_of(vm)->reader_class, reader_type));
    reader->lines = lines;
    reader->dialect = dialect;
    return Value::cell(reader);
}

Result<Class*> define_reader_class(Vm& vm, Module* module)
{
    return define_class(vm, module, vm.classes->object,
        { .name = "reader", .module = "_csv", .methods = methods, .attributes = attributes, .doc = "CSV reader" });
}

} // namespace coil::internal::csv

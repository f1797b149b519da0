// Writing rows: a row is put together as text and handed to the file's write.
#include "base/unicode_text.h"
#include "gc/tracer.h"
#include "objects/exception.h"
#include "objects/numbers.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/iteration.h"
#include "runtime/operations/native_class.h"
#include "runtime/operations/operators.h"
#include "stdlib/formats/_csv/csv.h"

namespace coil::internal::csv
{

namespace
{

struct WriterObject : NativeObject {
    Value write;
    DialectObject* dialect;
};
void trace_writer(Cell* cell, gc::Tracer& tracer)
{
    auto* writer = static_cast<WriterObject*>(cell);
    tracer.visit(writer->write);
    tracer.visit(static_cast<Cell*>(writer->dialect));
}
constexpr NativeType writer_type{ "writer", trace_writer, nullptr };

/// A row being put together.
class Line
{
public:
    Line(Vm& vm, const DialectObject* dialect)
        : vm_(vm)
        , dialect_(dialect)
    {
        for (std::string_view text : { dialect->delimiter.view(), dialect->quote.view(), dialect->escape.view(),
                 dialect->line_end->view(), std::string_view("\n\r") })
            for (char byte : text)
                is_special_[uint8_t(byte)] = true;
    }
    Result<void> add(Value field);
    Result<void> finish();
    std::string_view view() const { return text_; }

private:
    Result<bool> is_quoted(Value field) const;
    Result<void> add_text(std::string_view field, bool is_quoted);
    Result<void> escape(std::string_view field, bool& is_quoted);

    Vm& vm_;
    const DialectObject* dialect_;
    std::string text_;
    size_t count_ = 0;
    bool last_is_null_ = false;
    std::array<bool, 256> is_special_{};
};

Result<bool> Line::is_quoted(Value field) const
{
    switch (dialect_->quoting) {
    case QuoteAll:
        return true;
    case QuoteStrings:
        return is_kind(field, Kind::Str);
    case QuoteNotNull:
        return !field.is_none();
    case QuoteNonNumeric: {
        Class* cls = vm_.class_of(field);
        return !is_int(field) && !is_float(field) && !is_kind(field, Kind::Complex) &&
            lookup(vm_, cls, vm_.names->int_).is_empty() && lookup(vm_, cls, vm_.names->float_).is_empty() &&
            lookup_special(vm_, cls, Special::index).is_empty();
    }
    default:
        return false;
    }
}

/// Adds a field in which something is special.
Result<void> Line::escape(std::string_view field, bool& is_quoted)
{
    std::string_view line_end = dialect_->line_end->view();
    for (size_t at = 0; at < field.size();) {
        size_t start = at;
        unicode::next_point(field, at);
        std::string_view character = field.substr(start, at - start);
        auto is = [&](const Mark& mark) { return mark.is_set() && mark.view() == character; };
        bool is_break = character == "\n" || character == "\r" || line_end.find(character) != std::string_view::npos;
        if (is_break || is(dialect_->delimiter) || is(dialect_->escape) || is(dialect_->quote)) {
            bool needs_escape = dialect_->quoting == QuoteNone || is(dialect_->escape);
            if (!needs_escape && is(dialect_->quote)) {
                needs_escape = !dialect_->doubles_quote;
                if (!needs_escape)
                    text_ += character;
            }
            if (!needs_escape)
                is_quoted = true;
            else if (!dialect_->escape.is_set())
                return fail(vm_, "need to escape, but no escapechar set");
            else
                text_ += dialect_->escape.view();
        }
        text_ += character;
    }
    return {};
}

Result<void> Line::add_text(std::string_view field, bool is_quoted)
{
    TRY(vm_.require_room(text_.size() + 2 * field.size()));
    vm_.charge_bytes(4 * field.size());
    if (count_++ > 0)
        text_ += dialect_->delimiter.view();
    if (field.empty() && dialect_->delimiter.point == ' ' && dialect_->skips_space) {
        bool is_bare = dialect_->quoting == QuoteNone ||
            (last_is_null_ && (dialect_->quoting == QuoteStrings || dialect_->quoting == QuoteNotNull));
        if (is_bare)
            return fail(vm_, "empty field must be quoted if delimiter is a space and skipinitialspace is true");
        is_quoted = true;
    }
    size_t start = text_.size();
    bool is_plain = true;
    for (char byte : field)
        is_plain = is_plain && !is_special_[uint8_t(byte)];
    if (is_plain)
        text_ += field;
    else
        TRY(escape(field, is_quoted));
    if (is_quoted) {
        text_.insert(start, dialect_->quote.view());
        text_ += dialect_->quote.view();
    }
    return {};
}

Result<void> Line::add(Value field)
{
    bool quoted = TRY(is_quoted(field));
    last_is_null_ = field.is_none();
    if (last_is_null_)
        return add_text({}, quoted);
    Str* text = TRY(str_of(vm_, field));
    return add_text(text->view(), quoted);
}

Result<void> Line::finish()
{
    // Nothing at all would be read as no row.
    if (count_ > 0 && text_.empty()) {
        bool is_bare = dialect_->quoting == QuoteNone ||
            (last_is_null_ && (dialect_->quoting == QuoteStrings || dialect_->quoting == QuoteNotNull));
        if (is_bare)
            return fail(vm_, "single empty field record must be quoted");
        count_--;
        TRY(add_text({}, true));
    }
    text_ += dialect_->line_end->view();
    return {};
}

Result<Value> write_row(Vm& vm, WriterObject* writer, Value row)
{
    Items items(vm);
    if (items.open(row).failed()) {
        if (!is_exception_of(vm, vm.pending, Error::TypeError))
            return Raised{};
        vm.take_pending();
        return fail(vm, format_text("iterable expected, not {}", { type_name(vm, row) }));
    }
    Line line(vm, writer->dialect);
    while (Step field = TRY(items.next()))
        TRY(line.add(*field));
    TRY(line.finish());
    Value text = Value::cell(TRY(make_str(vm, line.view())));
    return call_with_one(vm, writer->write, text);
}

WriterObject* self_of(Value self) { return native_as<WriterObject>(self, writer_type); }

Result<Value> writerow(Vm& vm, Value self, Value row) { return write_row(vm, self_of(self), row); }
Result<void> writerows(Vm& vm, Value self, Value rows)
{
    return for_each(vm, rows, [&](Value row) -> Result<bool> {
        TRY(write_row(vm, self_of(self), row));
        return true;
    });
}
constexpr NativeDef methods[] = {
    def<"writerow(self, row, /)", writerow>("Write one row: an iterable of fields."),
    def<"writerows(self, rows, /)", writerows>("Write an iterable of rows."),
};

Result<Value> get_dialect(Vm&, Value self) { return Value::cell(self_of(self)->dialect); }
Result<void> refuse(Vm& vm, Value, Value) { return vm.raise(Error::AttributeError, "readonly attribute"); }
constexpr AttributeDef attributes[] = { { "dialect", get_dialect, refuse, nullptr } };

} // namespace

Result<Value> make_writer(Vm& vm, Value file, DialectObject* dialect)
{
    auto write = TRY(find_attribute(vm, file, vm.names->write));
    if (!write || !is_callable(vm, *write))
        return vm.raise(Error::TypeError, "argument 1 must have a \"write\" method");
    auto* writer = TRY(make_native<WriterObject>(vm, state_of(vm)->writer_class, writer_type));
    writer->write = *write;
    writer->dialect = dialect;
    return Value::cell(writer);
}

Result<Class*> define_writer_class(Vm& vm, Module* module)
{
    return define_class(vm, module, vm.classes->object,
        { .name = "writer", .module = "_csv", .methods = methods, .attributes = attributes, .doc = "CSV writer" });
}

} // namespace coil::internal::csv

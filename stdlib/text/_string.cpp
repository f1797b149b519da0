// The module _string: how str.format reads its format, as iterators, for string.Formatter.
#include "base/format_fields.h"
#include "gc/tracer.h"
#include "objects/counted.h"
#include "objects/tuple.h"
#include "runtime/operations/native_class.h"
#include "stdlib/modules.h"

namespace coil::internal
{

namespace
{

/// Over the pieces of a format, or over the steps of a field's name: `reader` reads views of `text`.
template <class Reader> struct ReaderIterator : NativeObject {
    Str* text;
    Counted<Reader> reader;
};
using PiecesIterator = ReaderIterator<FormatPieces>;
using StepsIterator = ReaderIterator<FieldName>;

template <class T> void trace_text(Cell* cell, gc::Tracer& tracer)
{
    tracer.visit(static_cast<Cell*>(static_cast<T*>(cell)->text));
}
template <class T> void destroy_reader(Cell* cell) { static_cast<T*>(cell)->reader.reset(); }

Raised fail(Vm& vm, const Formatted& error) { return vm.raise(Error::ValueError, "{}", error.text.view()); }

Result<Value> text_or_none(Vm& vm, bool is_there, std::string_view text)
{
    return is_there ? Value::cell(TRY(make_str(vm, text))) : None;
}

Result<Step> next_piece(Vm& vm, Cell* cell)
{
    auto* iterator = static_cast<PiecesIterator*>(cell);
    FormatPiece piece;
    if (!iterator->reader->next(piece)) {
        if (!iterator->reader->error().ok())
            return fail(vm, iterator->reader->error());
        return end_of_items(vm);
    }
    Value literal = TRY(text_or_none(vm, true, piece.literal));
    Value name = TRY(text_or_none(vm, piece.has_field, piece.name));
    Value spec = TRY(text_or_none(vm, piece.has_field, piece.spec));
    Value conversion = piece.conversion ? Value::cell(TRY(make_character(vm, piece.conversion))) : None;
    return Step(Value::cell(TRY(make_tuple(vm, { literal, name, spec, conversion }))));
}

Result<Step> next_step(Vm& vm, Cell* cell)
{
    auto* iterator = static_cast<StepsIterator*>(cell);
    FieldName::Step step;
    if (!iterator->reader->next(step)) {
        if (!iterator->reader->error().ok())
            return fail(vm, iterator->reader->error());
        return end_of_items(vm);
    }
    bool is_number = !step.is_attribute && step.index >= 0;
    Value key = is_number ? Value::small(step.index) : TRY(text_or_none(vm, true, step.text));
    return Step(Value::cell(TRY(make_pair(vm, Value::boolean(step.is_attribute), key))));
}

constexpr NativeType pieces_type{ "formatteriterator", trace_text<PiecesIterator>, destroy_reader<PiecesIterator>,
    nullptr, next_piece };
constexpr NativeType steps_type{ "fieldnameiterator", trace_text<StepsIterator>, destroy_reader<StepsIterator>, nullptr,
    next_step };

Value identity(Vm&, Value self) { return self; }
template <class T, const NativeType& type> Result<Value> next_method(Vm& vm, Value self)
{
    Step step = TRY(type.next(vm, native_as<T>(self, type)));
    return step ? Result<Value>(*step) : raise_stopped(vm);
}
constexpr NativeDef pieces_methods[] = {
    def<"__iter__(self, /)", identity>(),
    def<"__next__(self, /)", next_method<PiecesIterator, pieces_type>>(),
};
constexpr NativeDef steps_methods[] = {
    def<"__iter__(self, /)", identity>(),
    def<"__next__(self, /)", next_method<StepsIterator, steps_type>>(),
};

/// The two classes of iterators.
Class* class_at(Vm& vm, size_t index)
{
    return as<Class>(as<Tuple>(vm.modules->state_of(_string_module))->items[index]);
}

Result<Str*> text_argument(Vm& vm, Value text)
{
    if (auto* str = as_if<Str>(text))
        return str;
    return vm.raise(Error::TypeError, "expected str, got {}", type_name(vm, text));
}

template <class T, class Reader>
Result<Value> make_reader(Vm& vm, Class* cls, const NativeType& type, Str* text, Reader&& reader)
{
    auto state = TRY(make_counted<std::remove_cvref_t<Reader>>(vm, std::forward<Reader>(reader)));
    auto* iterator = TRY(make_native<T>(vm, cls, type));
    iterator->text = text;
    iterator->reader = std::move(state);
    return Value::cell(iterator);
}

Result<Value> formatter_parser(Vm& vm, Value format)
{
    Str* text = TRY(text_argument(vm, format));
    return make_reader<PiecesIterator>(vm, class_at(vm, 0), pieces_type, text, FormatPieces(text->view()));
}

Result<Value> formatter_field_name_split(Vm& vm, Value field_name)
{
    Str* text = TRY(text_argument(vm, field_name));
    FieldName name(text->view());
    if (!name.error().ok())
        return fail(vm, name.error());
    Value first =
        name.first_index() >= 0 ? Value::small(name.first_index()) : TRY(text_or_none(vm, true, name.first()));
    Value rest = TRY(make_reader<StepsIterator>(vm, class_at(vm, 1), steps_type, text, std::move(name)));
    return make_pair(vm, first, rest);
}

constexpr NativeDef functions[] = {
    def<"formatter_parser(format, /)", formatter_parser>("Iterator over the pieces of a format."),
    def<"formatter_field_name_split(field_name, /)", formatter_field_name_split>(
        "What a field's name starts from, and an iterator over its attributes and items."),
};

Result<void> prepare(Vm& vm, Module*)
{
    auto define = [&](std::string_view name, std::span<const NativeDef> methods) {
        return define_class(vm, nullptr, vm.classes->object,
            { .name = name, .module = "builtins", .methods = methods, .kind = Kind::NativeResource });
    };
    Value pieces = Value::cell(TRY(define("formatteriterator", pieces_methods)));
    Value steps = Value::cell(TRY(define("fieldnameiterator", steps_methods)));
    vm.modules->state_of(_string_module) = Value::cell(TRY(make_tuple(vm, { pieces, steps })));
    return {};
}

} // namespace

const NativeModule _string_module{ "_string", functions, prepare, "What string.Formatter reads formats with." };

} // namespace coil::internal

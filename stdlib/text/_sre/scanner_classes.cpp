#include "objects/exception.h"
#include "runtime/operations/iteration.h"
#include "stdlib/text/_sre/cells.h"

namespace coil::internal::regex
{

namespace
{

void trace_scanner(Cell* cell, gc::Tracer& tracer)
{
    auto* scanner = static_cast<ScannerObject*>(cell);
    tracer.visit(static_cast<Cell*>(scanner->pattern));
    tracer.visit(scanner->string);
}

Result<Step> next_match(Vm& vm, Cell* cell)
{
    Value match = TRY(scan(vm, static_cast<ScannerObject*>(cell), Mode::Search));
    return match.is_none() ? end_of_items(vm) : Step(match);
}

} // namespace

const NativeType scanner_type{ "SRE_Scanner", trace_scanner, nullptr };
const NativeType iterator_type{ "callable_iterator", trace_scanner, nullptr, nullptr, next_match };

Result<Value> make_scanner(Vm& vm, PatternObject* pattern, Value string, int64_t start, int64_t stop, bool is_iterator)
{
    OpenText text = TRY(open_text(vm, pattern, string, start, stop));
    State* state = pattern->state;
    Class* cls = as<Class>(is_iterator ? state->iterator_class : state->scanner_class);
    auto* scanner = TRY(make_native<ScannerObject>(vm, cls, is_iterator ? iterator_type : scanner_type));
    scanner->pattern = pattern;
    scanner->string = string;
    scanner->start = text.start;
    scanner->stop = text.stop;
    scanner->at = text.begin;
    scanner->is_over = text.start > text.stop;
    return Value::cell(scanner);
}

Result<Value> scan(Vm& vm, ScannerObject* scanner, Mode mode)
{
    if (scanner->is_over)
        return None;
    OpenText text = TRY(open_text(vm, scanner->pattern, scanner->string, scanner->start, scanner->stop));
    Matcher& matcher = *scanner->pattern->matcher;
    if (scanner->at > text.text.size() || !TRY(matcher.match(mode, text.subject(), scanner->at, scanner->not_empty))) {
        scanner->is_over = true;
        return None;
    }
    scanner->not_empty = matcher.places()[0] == matcher.places()[1];
    scanner->at = matcher.places()[1];
    return make_match(vm, scanner->pattern, text, matcher.places());
}

namespace
{

Result<ScannerObject*> scanner_of(Vm& vm, Value self)
{
    if (auto* scanner = native_as<ScannerObject>(self, scanner_type))
        return scanner;
    if (auto* iterator = native_as<ScannerObject>(self, iterator_type))
        return iterator;
    return vm.raise(Error::TypeError, "a scanner is required, not '{}'", type_name(vm, self));
}

Result<Value> scan_match(Vm& vm, Value self) { return scan(vm, TRY(scanner_of(vm, self)), Mode::Match); }
Result<Value> scan_search(Vm& vm, Value self) { return scan(vm, TRY(scanner_of(vm, self)), Mode::Search); }
Result<Value> get_pattern(Vm& vm, Value self) { return Value::cell(TRY(scanner_of(vm, self))->pattern); }
Value iterate(Vm&, Value self) { return self; }
Result<Value> iterator_next(Vm& vm, Value self)
{
    Step step = TRY(next_match(vm, TRY(scanner_of(vm, self))));
    if (!step)
        return vm.raise_stop_iteration(None);
    return *step;
}

constexpr NativeDef scanner_methods[] = {
    def<"match(self, /)", scan_match>("The match that begins where the last one ended."),
    def<"search(self, /)", scan_search>("The next match."),
};
constexpr AttributeDef scanner_attributes[] = { { "pattern", get_pattern, nullptr, nullptr } };
constexpr NativeDef iterator_methods[] = {
    def<"__iter__(self, /)", iterate>(),
    def<"__next__(self, /)", iterator_next>(),
};

Result<Value> refuse(Vm& vm, Value cls, Arguments)
{
    bool is_scanner = as<Class>(cls)->name->view() == "SRE_Scanner";
    return vm.raise(
        Error::TypeError, "cannot create '{}' instances", is_scanner ? "_sre.SRE_Scanner" : "callable_iterator");
}
constexpr NativeDef refuse_def = def<"__new__(cls, /, *args)", refuse>();

} // namespace

Result<void> define_scanner_classes(Vm& vm, Module*, State* state)
{
    Class* scanner = TRY(define_class(vm, nullptr, vm.classes->object,
        { .name = "SRE_Scanner",
            .module = "_sre",
            .methods = scanner_methods,
            .attributes = scanner_attributes,
            .new_def = &refuse_def }));
    vm.heap.write_barrier(state);
    state->scanner_class = Value::cell(scanner);
    Class* iterator = TRY(define_class(vm, nullptr, vm.classes->object,
        { .name = "callable_iterator", .module = "builtins", .methods = iterator_methods, .new_def = &refuse_def }));
    vm.heap.write_barrier(state);
    state->iterator_class = Value::cell(iterator);
    return {};
}

} // namespace coil::internal::regex

// The module _sre: what the module re, which is Python, compiles patterns with.
#include "base/utf8.h"
#include "objects/bytes.h"
#include "objects/exception.h"
#include "objects/memory_view.h"
#include "runtime/operations/operators.h"
#include "stdlib/modules.h"
#include "stdlib/text/_sre/cells.h"
#include "stdlib/text/_sre/template.h"

namespace coil::internal
{

namespace regex
{

namespace
{

void trace_state(Cell* cell, gc::Tracer& tracer)
{
    auto* state = static_cast<State*>(cell);
    for (Value value : { state->pattern_class, state->match_class, state->scanner_class, state->iterator_class,
             state->error_class, state->warn })
        tracer.visit(value);
}

} // namespace

const NativeType state_type{ "_State", trace_state, nullptr };

namespace
{

State* state_of(Value self) { return native_as<State>(self, state_type); }

void configure(Vm& vm, Value self, Value error_class, Value warn)
{
    State* state = state_of(self);
    vm.heap.write_barrier(state);
    state->error_class = error_class;
    state->warn = warn;
}

Result<Value> compile(Vm& vm, Value self, Value pattern, int64_t flags)
{
    State* state = state_of(self);
    if (state->error_class.is_empty())
        return vm.raise(Error::RuntimeError, "the module re was not imported");
    std::string_view text;
    auto* str = as_if<Str>(pattern);
    if (str)
        text = str->view();
    else if (!TRY(buffer_view(vm, pattern, text)))
        return vm.raise(Error::TypeError, "first argument must be string or compiled pattern");
    // Warnings run script code, which may change a bytearray.
    std::string kept(text);
    Dict* names = TRY(make_dict(vm));
    Tree tree;
    tree.is_bytes = !str;
    tree.flags = uint32_t(flags);
    TRY(parse_pattern(vm, state->reporter(), pattern, kept, tree, names));
    auto matcher = TRY(make_counted<Matcher>(vm, vm, std::move(tree)));
    TRY(matcher->count_memory());
    auto* object = TRY(make_native<PatternObject>(vm, as<Class>(state->pattern_class), pattern_type));
    object->state = state;
    object->pattern = pattern;
    object->group_names = Value::cell(names);
    object->last_template = None;
    object->template_parts = None;
    object->matcher = std::move(matcher);
    return Value::cell(object);
}

constexpr NativeDef compile_def = def<"compile(state, pattern, flags=0, /)", compile>();
constexpr NativeDef configure_def = def<"configure(state, error, warn, /)", configure>();

Result<void> prepare(Vm& vm, Module* module)
{
    Class* state_class =
        TRY(define_class(vm, nullptr, vm.classes->object, { .name = "_State", .module = "_sre", .methods = {} }));
    State* state = TRY(make_native<State>(vm, state_class, state_type));
    TRY(define_pattern_class(vm, module, state));
    TRY(define_match_class(vm, module, state));
    TRY(define_scanner_classes(vm, module, state));
    Str* name = intern(vm, "_sre");
    for (const NativeDef* def : { &compile_def, &configure_def }) {
        Value function = TRY(make_native_function(vm, *def, Value::cell(state), name));
        TRY(dict_set_str(vm, module->dict, intern(vm, def->name()), function));
    }
    return {};
}

} // namespace

} // namespace regex

const NativeModule _sre_module{ "_sre", {}, regex::prepare, "What the module re compiles patterns with." };

} // namespace coil::internal

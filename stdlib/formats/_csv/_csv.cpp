// The module _csv, which csv is built on: readers, writers, and dialects by name.
#include "gc/tracer.h"
#include "objects/exception.h"
#include "objects/list.h"
#include "objects/numbers.h"
#include "runtime/operations/native_class.h"
#include "runtime/operations/operators.h"
#include "stdlib/formats/_csv/csv.h"
#include "stdlib/modules.h"

namespace coil::internal
{

namespace csv
{

namespace
{

constexpr int64_t default_field_limit = 128 * 1024;

void trace_state(Cell* cell, gc::Tracer& tracer)
{
    auto* state = static_cast<State*>(cell);
    tracer.visit(static_cast<Cell*>(state->dialects));
    for (Class* cls : { state->dialect_class, state->reader_class, state->writer_class, state->error })
        tracer.visit(static_cast<Cell*>(cls));
}
constexpr NativeType state_type{ "_State", trace_state, nullptr };

/// The dialect of a call's second argument and its options.
Result<DialectObject*> dialect_of(Vm& vm, std::string_view function, Arguments rest, Dict* options)
{
    if (rest.count > 1)
        return vm.raise(Error::TypeError, "{} expected at most 2 arguments, got {}", function, rest.count + 1);
    return make_dialect(vm, state_of(vm)->dialect_class, rest.empty() ? Value() : rest[0], options);
}
Result<Value> reader(Vm& vm, Arguments arguments, Dict* options)
{
    if (arguments.empty())
        return vm.raise(Error::TypeError, "reader expected at least 1 argument, got 0");
    Arguments rest{ arguments.first + 1, arguments.count - 1 };
    return make_reader(vm, arguments[0], TRY(dialect_of(vm, "reader", rest, options)));
}
Result<Value> writer(Vm& vm, Arguments arguments, Dict* options)
{
    if (arguments.empty())
        return vm.raise(Error::TypeError, "writer expected at least 1 argument, got 0");
    Arguments rest{ arguments.first + 1, arguments.count - 1 };
    return make_writer(vm, arguments[0], TRY(dialect_of(vm, "writer", rest, options)));
}

Result<void> register_dialect(Vm& vm, Arguments arguments, Dict* options)
{
    if (arguments.empty())
        return vm.raise(Error::TypeError, "register_dialect expected at least 1 argument, got 0");
    auto* name = as_if<Str>(arguments[0]);
    if (!name)
        return vm.raise(Error::TypeError, "dialect name must be a string");
    Arguments rest{ arguments.first + 1, arguments.count - 1 };
    Value dialect = Value::cell(TRY(dialect_of(vm, "register_dialect", rest, options)));
    return dict_set_str(vm, state_of(vm)->dialects, name, dialect);
}
Result<void> unregister_dialect(Vm& vm, Value name)
{
    if (!TRY(dict_pop(vm, state_of(vm)->dialects, name)))
        return fail(vm, "unknown dialect");
    return {};
}
Result<Value> get_dialect(Vm& vm, Value name)
{
    Found found = TRY(dict_find(vm, state_of(vm)->dialects, name));
    return found.value ? Result<Value>(*found.value) : fail(vm, "unknown dialect");
}
Result<List*> list_dialects(Vm& vm) { return list_of(vm, Value::cell(state_of(vm)->dialects)); }

Result<Value> field_size_limit(Vm& vm, Value limit)
{
    int64_t old = state_of(vm)->field_limit;
    if (limit.is_empty())
        return from_int64(vm, old);
    if (!is_int(limit) || limit.is_bool())
        return vm.raise(Error::TypeError, "limit must be an integer");
    state_of(vm)->field_limit = TRY(to_int64(vm, limit));
    return from_int64(vm, old);
}

constexpr NativeDef functions[] = {
    def<"reader(*args, **kwargs)", reader>("An iterator over the rows in an iterable of lines."),
    def<"writer(*args, **kwargs)", writer>("An object that writes rows to a file."),
    def<"register_dialect(*args, **kwargs)", register_dialect>("Give a dialect a name."),
    def<"unregister_dialect(name)", unregister_dialect>("Forget the dialect of a name."),
    def<"get_dialect(name)", get_dialect>("The dialect of a name."),
    def<"list_dialects()", list_dialects>("The names of dialects."),
    def<"field_size_limit(new_limit=)", field_size_limit>("The longest field, and sets another limit."),
};

constexpr std::pair<std::string_view, Quoting> quotings[] = { { "QUOTE_MINIMAL", QuoteMinimal },
    { "QUOTE_ALL", QuoteAll }, { "QUOTE_NONNUMERIC", QuoteNonNumeric }, { "QUOTE_NONE", QuoteNone },
    { "QUOTE_STRINGS", QuoteStrings }, { "QUOTE_NOTNULL", QuoteNotNull } };
static_assert(std::size(quotings) == quoting_count);

Result<void> prepare(Vm& vm, Module* module)
{
    Class* state_class =
        TRY(define_class(vm, nullptr, vm.classes->object, { .name = "_State", .module = "_csv", .methods = {} }));
    State* state = TRY(make_native<State>(vm, state_class, state_type));
    vm.modules->state_of(_csv_module) = Value::cell(state);
    Dict* dialects = TRY(make_dict(vm));
    Class* dialect_class = TRY(define_dialect_class(vm, module));
    Class* reader_class = TRY(define_reader_class(vm, nullptr));
    Class* writer_class = TRY(define_writer_class(vm, nullptr));
    Class* error = TRY(define_class(vm, module, vm.error_class(Error::Exception),
        { .name = "Error",
            .module = "_csv",
            .methods = {},
            .kind = Kind::Exception,
            .flags = IsException | HasInstanceDict | HasCustomNew }));
    vm.heap.write_barrier(state);
    state->dialects = dialects;
    state->dialect_class = dialect_class;
    state->reader_class = reader_class;
    state->writer_class = writer_class;
    state->error = error;
    state->field_limit = default_field_limit;
    for (auto [name, quoting] : quotings)
        TRY(dict_set_str(vm, module->dict, intern(vm, name), Value::small(quoting)));
    Value version = Value::cell(TRY(make_str(vm, "1.0")));
    TRY(dict_set_str(vm, module->dict, intern(vm, "__version__"), version));
    return dict_set_str(vm, module->dict, intern(vm, "_dialects"), Value::cell(dialects));
}

} // namespace

State* state_of(Vm& vm) { return static_cast<State*>(vm.modules->state_of(_csv_module).as_cell()); }

Raised fail(Vm& vm, std::string_view message)
{
    return vm.raise_exception(Value::cell(TRY(make_exception(vm, state_of(vm)->error, message))));
}

} // namespace csv

const NativeModule _csv_module{ "_csv", csv::functions, csv::prepare, "CSV parsing and writing." };

} // namespace coil::internal

// BufferedRWPair: two streams, one to read from and one to write to, as one object.
#include "gc/tracer.h"
#include "objects/class_members.h"
#include "runtime/operations/call.h"
#include "stdlib/io/_io/buffered.h"

namespace coil::internal::io
{

namespace
{

struct Pair : NativeObject {
    Value reader, writer; ///< empty before __init__
};

void trace_pair(Cell* cell, gc::Tracer& tracer)
{
    tracer.visit(static_cast<Pair*>(cell)->reader);
    tracer.visit(static_cast<Pair*>(cell)->writer);
}
constexpr NativeType pair_type{ "BufferedRWPair", trace_pair, nullptr };

Pair* as_pair(Value self) { return native_as<Pair>(self, pair_type); }

Result<Value> new_pair(Vm& vm, Value type, Arguments, Dict*)
{
    return Value::cell(TRY(make_native<Pair>(vm, as<Class>(type), pair_type)));
}
Result<void> init(Vm& vm, Value self, Value reader, Value writer, int64_t size)
{
    TRY(check_able(vm, reader, "readable"));
    TRY(check_able(vm, writer, "writable"));
    Buffered* source = TRY(make_buffered(vm, ClassId::BufferedReader, reader, size));
    Buffered* sink = TRY(make_buffered(vm, ClassId::BufferedWriter, writer, size));
    Pair* pair = as_pair(self);
    vm.heap.write_barrier(pair);
    pair->reader = Value::cell(source);
    pair->writer = Value::cell(sink);
    return {};
}

Result<Value> side(Vm& vm, Value of)
{
    return of.is_empty() ? Result<Value>(raise_uninitialized(vm)) : Result<Value>(of);
}
template <auto name> Result<Value> to_reader(Vm& vm, Value self, Arguments arguments)
{
    Value reader = TRY(side(vm, as_pair(self)->reader));
    Value method = TRY(attribute(vm, reader, name()));
    return call(vm, method, CallArguments{ arguments.first, arguments.count });
}
template <auto name> Result<Value> to_writer(Vm& vm, Value self, Arguments arguments)
{
    Value writer = TRY(side(vm, as_pair(self)->writer));
    Value method = TRY(attribute(vm, writer, name()));
    return call(vm, method, CallArguments{ arguments.first, arguments.count });
}
constexpr std::string_view read_name() { return "read"; }
constexpr std::string_view peek_name() { return "peek"; }
constexpr std::string_view read1_name() { return "read1"; }
constexpr std::string_view readinto_name() { return "readinto"; }
constexpr std::string_view readinto1_name() { return "readinto1"; }
constexpr std::string_view readable_name() { return "readable"; }
constexpr std::string_view write_name() { return "write"; }
constexpr std::string_view flush_name() { return "flush"; }
constexpr std::string_view close_name() { return "close"; }
constexpr std::string_view writable_name() { return "writable"; }

Result<void> close(Vm& vm, Value self)
{
    bool failed = to_writer<close_name>(vm, self, {}).failed();
    Value failure = vm.take_pending();
    bool second = to_reader<close_name>(vm, self, {}).failed();
    return chain_pending(vm, failed ? failure : Value(), second);
}
Result<Value> isatty(Vm& vm, Value self)
{
    Value answer = TRY(call_named(vm, TRY(side(vm, as_pair(self)->writer)), "isatty"));
    if (!(answer == False))
        return answer;
    return call_named(vm, TRY(side(vm, as_pair(self)->reader)), "isatty");
}
Result<Value> get_closed(Vm& vm, Value self)
{
    if (as_pair(self)->writer.is_empty())
        return vm.raise(Error::RuntimeError, "the BufferedRWPair object is being garbage-collected");
    return attribute(vm, as_pair(self)->writer, "closed");
}

constexpr NativeDef new_def = def<"__new__(cls, /, *args, **kwargs)", new_pair>();
constexpr NativeDef methods[] = {
    def<"__init__(self, reader, writer, buffer_size=131072, /)", init>(),
    def<"read(self, /, *args)", to_reader<read_name>>(),
    def<"peek(self, /, *args)", to_reader<peek_name>>(),
    def<"read1(self, /, *args)", to_reader<read1_name>>(),
    def<"readinto(self, /, *args)", to_reader<readinto_name>>(),
    def<"readinto1(self, /, *args)", to_reader<readinto1_name>>(),
    def<"readable(self, /, *args)", to_reader<readable_name>>(),
    def<"write(self, /, *args)", to_writer<write_name>>(),
    def<"flush(self, /, *args)", to_writer<flush_name>>(),
    def<"writable(self, /, *args)", to_writer<writable_name>>(),
    def<"close(self, /)", close>(),
    def<"isatty(self, /)", isatty>(),
};
constexpr AttributeDef attributes[] = { { "closed", get_closed, nullptr, nullptr } };

} // namespace

Result<void> define_rw_pair(Vm& vm, Module* module)
{
    TRY(define(vm, module, ClassId::BufferedRWPair, ClassId::BufferedIOBase,
        { .name = "BufferedRWPair",
            .module = "_io",
            .methods = methods,
            .attributes = attributes,
            .new_def = &new_def,
            .flags = HasInstanceDict | HasWeakref,
            .doc = "A buffered reader and writer object together." }));
    return {};
}

} // namespace coil::internal::io

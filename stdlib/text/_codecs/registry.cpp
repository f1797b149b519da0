#include "stdlib/text/_codecs/registry.h"

#include "gc/tracer.h"
#include "objects/codec_errors.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/native_class.h"
#include "runtime/operations/operators.h"
#include "runtime/reports/warn.h"
#include "stdlib/modules.h"
#include "stdlib/text/_codecs/handlers.h"

namespace coil::internal::codecs
{

namespace
{

struct Registry : NativeObject {
    List* searches;
    Dict* found;    ///< codecs by their normalised names
    Dict* handlers; ///< by name
    bool is_started;
};
void trace_registry(Cell* cell, gc::Tracer& tracer)
{
    auto* registry = static_cast<Registry*>(cell);
    tracer.visit(static_cast<Cell*>(registry->searches));
    tracer.visit(static_cast<Cell*>(registry->found));
    tracer.visit(static_cast<Cell*>(registry->handlers));
}
constexpr NativeType registry_type{ "_Registry", trace_registry, nullptr };

Result<Registry*> registry_of(Vm& vm)
{
    Value state = vm.modules->state_of(_codecs_module);
    if (!state.is_empty())
        return static_cast<Registry*>(state.as_cell());
    Class* cls =
        TRY(define_class(vm, nullptr, vm.classes->object, { .name = "_Registry", .module = "_codecs", .methods = {} }));
    Registry* registry = TRY(make_native<Registry>(vm, cls, registry_type));
    List* searches = TRY(make_list(vm));
    Dict* found = TRY(make_dict(vm));
    Dict* handlers = TRY(builtin_handlers(vm));
    vm.heap.write_barrier(registry);
    registry->searches = searches;
    registry->found = found;
    registry->handlers = handlers;
    vm.modules->state_of(_codecs_module) = Value::cell(registry);
    return registry;
}

/// Imports the package encodings once, which registers its search function. A library without it has no more codecs
/// than the core.
Result<Registry*> started_registry(Vm& vm)
{
    Registry* registry = TRY(registry_of(vm));
    if (registry->is_started)
        return registry;
    registry->is_started = true;
    if (import_absolute(vm, "encodings").failed()) {
        if (!is_exception_of(vm, vm.pending, Error::ImportError))
            return Raised{};
        vm.take_pending();
    }
    return registry;
}

/// A name as search functions get it: letters and digits in lower case, one underscore for what stands between them.
std::string normalised(std::string_view name)
{
    std::string out;
    bool between = false;
    for (char c : name) {
        bool is_upper = c >= 'A' && c <= 'Z';
        if (!is_upper && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '.') {
            between = true;
            continue;
        }
        if (between && !out.empty())
            out += '_';
        between = false;
        out += is_upper ? char(c + ('a' - 'A')) : c;
    }
    return out;
}

Raised unknown_encoding(Vm& vm, std::string_view name)
{
    return vm.raise(Error::LookupError, "unknown encoding: {}", name);
}

/// Notes at the pending exception which codec failed.
Raised add_note(Vm& vm, std::string_view encoding, Direction direction)
{
    if (vm.is_ending)
        return {};
    Value exception = vm.take_pending();
    std::string text = format_text(
        "{} with '{}' codec failed", { direction == Direction::Encode ? "encoding" : "decoding", encoding });
    auto note = make_str(vm, text);
    if (note.failed() || call_method(vm, exception, vm.names->add_note, { Value::cell(note.value()) }).failed())
        return {};
    vm.pending = exception;
    return {};
}

/// What the function of a codec gives for an object.
Result<Value> run_codec(Vm& vm, Value codec, Value object, std::string_view encoding, Str* errors, Direction direction)
{
    bool decodes = direction == Direction::Decode;
    Value arguments[] = { object, errors ? Value::cell(errors) : Value() };
    Value function = as<Tuple>(codec)->items[decodes];
    auto result = call(vm, function, CallArguments{ arguments, errors ? size_t(2) : size_t(1) });
    if (result.failed())
        return add_note(vm, encoding, direction);
    auto* pair = as_if<Tuple>(result.value());
    if (!pair || pair->size != 2)
        return vm.raise(Error::TypeError,
            decodes ? "decoder must return a tuple (object,integer)" : "encoder must return a tuple (object, integer)");
    return pair->items[0];
}

/// That the codec is one between text and bytes.
Result<void> check_is_text(Vm& vm, Value codec, std::string_view encoding, Direction direction)
{
    if (vm.class_of(codec) == vm.classes->tuple)
        return {};
    auto mark = TRY(find_attribute(vm, codec, intern(vm, "_is_text_encoding")));
    if (!mark || TRY(truth(vm, *mark)))
        return {};
    return vm.raise(Error::LookupError, "'{}' is not a text encoding; use {} to handle arbitrary codecs", encoding,
        direction == Direction::Encode ? "codecs.encode()" : "codecs.decode()");
}

Result<Value> transcode(
    Vm& vm, Value object, std::string_view encoding_view, std::string_view errors_view, bool decodes)
{
    // What runs may change what the views stand in.
    std::string encoding(encoding_view);
    Str* errors = errors_view == "strict" ? nullptr : TRY(make_str(vm, errors_view));
    Direction direction = decodes ? Direction::Decode : Direction::Encode;
    Value codec = TRY(lookup(vm, encoding));
    TRY(check_is_text(vm, codec, encoding, direction));
    Value result = TRY(run_codec(vm, codec, object, encoding, errors, direction));
    if (is_kind(result, decodes ? Kind::Str : Kind::Bytes))
        return result;
    if (auto* bytes = decodes ? nullptr : as_if<ByteArray>(result)) {
        TRY(warn(vm, Error::RuntimeWarning,
            format_text("encoder {} returned bytearray instead of bytes; use codecs.encode() to encode to arbitrary "
                        "types",
                { std::string_view(encoding) })));
        return Value::cell(TRY(make_bytes(vm, bytes->view())));
    }
    return vm.raise(Error::TypeError, "'{}' {} returned '{}' instead of '{}'; use codecs.{}() to {} to arbitrary types",
        encoding, decodes ? "decoder" : "encoder", type_name(vm, result), decodes ? "str" : "bytes",
        decodes ? "decode" : "encode", decodes ? "decode" : "encode");
}

} // namespace

Result<void> register_search(Vm& vm, Value function)
{
    if (!is_callable(vm, function))
        return vm.raise(Error::TypeError, "argument must be callable");
    Registry* registry = TRY(started_registry(vm));
    return list_append(vm, registry->searches, function);
}

Result<void> unregister_search(Vm& vm, Value function)
{
    Registry* registry = TRY(started_registry(vm));
    for (size_t i = 0; i < registry->searches->size; i++) {
        if (registry->searches->array->data[i] != function)
            continue;
        dict_clear(vm, registry->found);
        list_erase(vm, registry->searches, i, i + 1);
        break;
    }
    return {};
}

Result<Value> lookup(Vm& vm, std::string_view encoding)
{
    if (encoding.find('\0') != std::string_view::npos)
        return vm.raise(Error::ValueError, "embedded null character");
    std::string given(encoding);
    Str* name = TRY(make_str(vm, normalised(encoding)));
    Registry* registry = TRY(started_registry(vm));
    if (Value* found = find_str(vm, registry->found, name))
        return *found;
    if (registry->searches->size == 0)
        return vm.raise(Error::LookupError, "no codec search functions registered: can't find encoding");
    for (size_t i = 0; i < registry->searches->size; i++) {
        Value codec = TRY(call_with_one(vm, registry->searches->array->data[i], Value::cell(name)));
        if (codec.is_none())
            continue;
        auto* tuple = as_if<Tuple>(codec);
        if (!tuple || tuple->size != 4)
            return vm.raise(Error::TypeError, "codec search functions must return 4-tuples");
        TRY(dict_set_str(vm, registry->found, name, codec));
        return codec;
    }
    return unknown_encoding(vm, given);
}

Result<bool> forget(Vm& vm, std::string_view encoding)
{
    Registry* registry = TRY(registry_of(vm));
    return dict_erase_str(vm, registry->found, TRY(make_str(vm, normalised(encoding))));
}

Result<Value> convert(Vm& vm, Value object, std::string_view encoding_view, Str* errors, Direction direction)
{
    std::string encoding(encoding_view);
    return run_codec(vm, TRY(lookup(vm, encoding)), object, encoding, errors, direction);
}

Result<void> register_error_handler(Vm& vm, Str* name, Value handler)
{
    if (!is_callable(vm, handler))
        return vm.raise(Error::TypeError, "handler must be callable");
    Registry* registry = TRY(registry_of(vm));
    return dict_set_str(vm, registry->handlers, name, handler);
}

Result<bool> unregister_error_handler(Vm& vm, Str* name)
{
    if (find_error_mode(name->view()) != ErrorMode::Registered)
        return vm.raise(Error::ValueError, "cannot un-register built-in error handler '{}'", name->view());
    Registry* registry = TRY(registry_of(vm));
    return dict_erase_str(vm, registry->handlers, name);
}

Result<Value> lookup_error_handler(Vm& vm, std::string_view name)
{
    std::string given(name);
    Registry* registry = TRY(registry_of(vm));
    if (Value* found = find_str(vm, registry->handlers, TRY(make_str(vm, given))))
        return *found;
    return vm.raise(Error::LookupError, "unknown error handler name '{}'", given);
}

} // namespace coil::internal::codecs

namespace coil::internal
{

void install_codecs(Vm& vm)
{
    vm.operations.transcode = codecs::transcode;
    vm.operations.find_error_handler = codecs::lookup_error_handler;
}

} // namespace coil::internal

#include "stdlib/io/_io/line_ends.h"

#include "gc/tracer.h"
#include "objects/bytes.h"
#include "objects/class_members.h"
#include "objects/numbers.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"

namespace coil::internal::io
{

void LineEnds::convert(std::string& text, bool final)
{
    if (is_cr_pending && (final || !text.empty())) {
        text.insert(0, 1, '\r');
        is_cr_pending = false;
    }
    if (!final && !text.empty() && text.back() == '\r') {
        text.pop_back();
        is_cr_pending = true;
    }
    size_t at = text.find('\r');
    if (at == std::string::npos)
        return note_plain(text);
    note_plain(std::string_view(text).substr(0, at));
    size_t out = at;
    for (; at < text.size(); at++) {
        char byte = text[at];
        if (byte == '\n') {
            seen_ |= Lf;
        } else if (byte == '\r') {
            bool is_pair = at + 1 < text.size() && text[at + 1] == '\n';
            seen_ |= is_pair ? CrLf : Cr;
            if (translates)
                byte = '\n';
            else if (is_pair)
                text[out++] = '\r', byte = '\n';
            at += is_pair;
        }
        text[out++] = byte;
    }
    text.resize(out);
}

Result<Value> LineEnds::seen(Vm& vm) const
{
    Value found[3];
    size_t count = 0;
    for (auto [flag, text] : { std::pair(Cr, "\r"), { Lf, "\n" }, { CrLf, "\r\n" } })
        if (seen_ & flag)
            found[count++] = Value::cell(intern(vm, text));
    if (count == 0)
        return None;
    return count == 1 ? Result<Value>(found[0]) : Value::cell(TRY(make_tuple(vm, found, count)));
}

Result<NewlineMode> newline_mode(Vm& vm, Str* newline, std::string_view message)
{
    NewlineMode mode;
    if (!newline)
        return mode;
    std::string_view text = newline->view();
    mode.given = Value::cell(newline);
    mode.translates = false;
    mode.universal = text.empty();
    if (text == "\r")
        mode.line_end = mode.written = "\r";
    else if (text == "\r\n")
        mode.line_end = mode.written = "\r\n";
    else if (!text.empty() && text != "\n")
        return vm.raise(Error::ValueError, message, text);
    return mode;
}

size_t find_line_end(const NewlineMode& mode, std::string_view text)
{
    constexpr size_t none = std::string_view::npos;
    if (!mode.universal || mode.translates) {
        std::string_view end(mode.translates ? "\n" : mode.line_end);
        size_t at = end.size() == 1 ? text.find(end[0]) : text.find(end);
        return at == none ? none : at + end.size();
    }
    size_t at = text.find_first_of("\r\n");
    if (at == none)
        return none;
    return text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n' ? at + 2 : at + 1;
}

std::string with_line_ends(std::string_view text, std::string_view written)
{
    std::string out;
    for (char byte : text)
        byte == '\n' ? out += written : out += byte;
    return out;
}

// IncrementalNewlineDecoder

namespace
{

struct NewlineDecoder : NativeObject {
    Value decoder; ///< empty before __init__
    LineEnds ends;
};

void trace_decoder(Cell* cell, gc::Tracer& tracer) { tracer.visit(static_cast<NewlineDecoder*>(cell)->decoder); }
constexpr NativeType decoder_type{ "IncrementalNewlineDecoder", trace_decoder, nullptr };

Result<NewlineDecoder*> ready_decoder(Vm& vm, Value self)
{
    auto* decoder = native_as<NewlineDecoder>(self, decoder_type);
    if (decoder->decoder.is_empty())
        return vm.raise(Error::ValueError, "IncrementalNewlineDecoder.__init__() not called");
    return decoder;
}

Result<Value> new_decoder(Vm& vm, Value type, Arguments, Dict*)
{
    return Value::cell(TRY(make_native<NewlineDecoder>(vm, as<Class>(type), decoder_type)));
}
void init(Vm& vm, Value self, Value decoder, bool translate, Value)
{
    auto* object = native_as<NewlineDecoder>(self, decoder_type);
    vm.heap.write_barrier(object);
    object->decoder = decoder;
    object->ends = {};
    object->ends.translates = translate;
}
Result<Value> decode(Vm& vm, Value self, Value input, bool final)
{
    NewlineDecoder* object = TRY(ready_decoder(vm, self));
    Value output = input;
    if (!object->decoder.is_none())
        output = TRY(call_named(vm, object->decoder, "decode", { input, Value::boolean(final) }));
    auto* text = as_if<Str>(output);
    if (!text)
        return vm.raise(Error::TypeError, "decoder should return a string result, not '{}'", type_name(vm, output));
    std::string converted(text->view());
    object->ends.convert(converted, final);
    return converted == text->view() ? Result<Value>(output) : Value::cell(TRY(make_str(vm, converted)));
}
Result<Value> get_state(Vm& vm, Value self)
{
    NewlineDecoder* object = TRY(ready_decoder(vm, self));
    Value buffer = Value::cell(TRY(make_bytes(vm, ""))), flag = Value::small(0);
    if (!object->decoder.is_none()) {
        Value state = TRY(call_named(vm, object->decoder, "getstate"));
        auto* items = as_if<Tuple>(state);
        if (!items)
            return vm.raise(Error::TypeError, "illegal decoder state");
        if (items->size != 2)
            return vm.raise(Error::TypeError, "illegal decoder state");
        buffer = items->items[0];
        flag = TRY(to_int_object(vm, items->items[1]));
    }
    flag = TRY(int_mul(vm, flag, Value::small(2)));
    if (object->ends.is_cr_pending)
        flag = TRY(int_add(vm, flag, Value::small(1)));
    return Value::cell(TRY(make_tuple(vm, { buffer, flag })));
}
Result<void> set_state(Vm& vm, Value self, Value state)
{
    NewlineDecoder* object = TRY(ready_decoder(vm, self));
    auto* items = as_if<Tuple>(state);
    if (!items)
        return vm.raise(Error::TypeError, "state argument must be a tuple");
    if (items->size != 2)
        return vm.raise(Error::TypeError, "illegal state argument");
    Value flag = TRY(to_int_object(vm, items->items[1]));
    Value bit = TRY(int_mod(vm, flag, Value::small(2)));
    object->ends.is_cr_pending = bit.is_small() && bit.as_small() != 0;
    if (object->decoder.is_none())
        return {};
    Value below = Value::cell(TRY(make_tuple(vm, { items->items[0], TRY(int_floor_div(vm, flag, Value::small(2))) })));
    TRY(call_named(vm, object->decoder, "setstate", { below }));
    return {};
}
Result<void> reset(Vm& vm, Value self)
{
    NewlineDecoder* object = TRY(ready_decoder(vm, self));
    object->ends.forget();
    if (!object->decoder.is_none())
        TRY(call_named(vm, object->decoder, "reset"));
    return {};
}
Result<Value> get_newlines(Vm& vm, Value self) { return TRY(ready_decoder(vm, self))->ends.seen(vm); }

constexpr NativeDef new_def = def<"__new__(cls, /, *args, **kwargs)", new_decoder>();
constexpr NativeDef methods[] = {
    def<"__init__(self, /, decoder, translate, errors='strict')", init>(),
    def<"decode(self, /, input, final=False)", decode>(),
    def<"getstate(self, /)", get_state>(),
    def<"setstate(self, state, /)", set_state>(),
    def<"reset(self, /)", reset>(),
};
constexpr AttributeDef attributes[] = { { "newlines", get_newlines, nullptr, nullptr } };

} // namespace

Result<void> define_newline_decoder(Vm& vm, Module* module)
{
    TRY(define(vm, module, ClassId::NewlineDecoder, ClassId::Count,
        { .name = "IncrementalNewlineDecoder",
            .module = "_io",
            .methods = methods,
            .attributes = attributes,
            .new_def = &new_def,
            .doc = "Codec used when reading a file in universal newlines mode." }));
    return {};
}

} // namespace coil::internal::io

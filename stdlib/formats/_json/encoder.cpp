// default() and the encoder of strings may run script code, which may change the containers that are walked: sizes and
// tables are read again at every item.
#include "stdlib/formats/_json/encoder.h"

#include <charconv>
#include <cmath>

#include "base/float_text.h"
#include "gc/roots.h"
#include "objects/exception.h"
#include "objects/list.h"
#include "objects/numbers.h"
#include "runtime/operations/call.h"
#include "runtime/operations/iteration.h"
#include "runtime/operations/operators.h"

namespace coil::internal::json
{

namespace
{

void trace_encoder(Cell* cell, gc::Tracer& tracer)
{
    auto* encoder = static_cast<Encoder*>(cell);
    for (Value each : { encoder->markers, encoder->default_function, encoder->encoder, encoder->indent })
        tracer.visit(each);
    tracer.visit(static_cast<Cell*>(encoder->key_separator));
    tracer.visit(static_cast<Cell*>(encoder->item_separator));
}

class Writer
{
public:
    Writer(Vm& vm, Encoder* encoder, int64_t level)
        : vm_(vm)
        , encoder_(encoder)
        , out_(vm)
        , open_(vm.heap)
        , level_(level)
    {
    }

    Result<Str*> run(Value value)
    {
        TRY(write(value));
        return out_.finish();
    }

private:
    Result<void> write(Value value)
    {
        if (auto* text = as_if<Str>(value))
            return write_text(text);
        if (value.is_none())
            return out_.add("null");
        if (value.is_bool())
            return out_.add(value.is_true() ? "true" : "false");
        if (is_int(value))
            return write_int(value);
        if (is_float(value))
            return write_float(float_of(value));
        if (is_kind(value, Kind::List) || is_kind(value, Kind::Tuple))
            return write_array(value);
        if (auto* dict = as_if<Dict>(value))
            return write_object(dict);
        return write_other(value);
    }

    Result<void> write_text(Str* text)
    {
        if (encoder_->style != StringStyle::Called)
            return write_string(out_, text, encoder_->style == StringStyle::Ascii);
        Value made = TRY(call_with_one(vm_, encoder_->encoder, Value::cell(text)));
        if (auto* encoded = as_if<Str>(made))
            return out_.add(encoded);
        return vm_.raise(Error::TypeError, "encoder() must return a string, not {}", type_name(vm_, made));
    }
    Result<void> write_int(Value value)
    {
        if (!value.is_small())
            return out_.add(TRY(int_to_text(vm_, value)));
        constexpr size_t longest = 24;
        char* start = TRY(out_.room(longest));
        out_.advance(size_t(std::to_chars(start, start + longest, value.as_small()).ptr - start));
        return {};
    }
    Result<void> write_float(double number)
    {
        if (std::isfinite(number))
            return out_.add(repr_double(number));
        if (!encoder_->allow_nan)
            return vm_.raise(
                Error::ValueError, "Out of range float values are not JSON compliant: {}", repr_double(number));
        return out_.add(std::isnan(number) ? "NaN" : number < 0 ? "-Infinity" : "Infinity");
    }

    /// What default() makes of it.
    Result<void> write_other(Value value)
    {
        TRY(enter(value));
        Value made = TRY(call_with_one(vm_, encoder_->default_function, value));
        if (write(made).failed()) {
            note([&] { return format_text("when serializing {} object", { type_name(vm_, value) }); });
            return Raised{};
        }
        leave();
        return {};
    }

    Result<void> enter(Value value)
    {
        if (!native_stack_ok(vm_))
            return vm_.raise(Error::RecursionError, "maximum recursion depth exceeded while encoding a JSON object");
        if (!encoder_->markers.is_none()) {
            for (Value each : open_)
                if (each == value)
                    return vm_.raise(Error::ValueError, "Circular reference detected");
            open_.push_back(value);
        }
        return {};
    }
    void leave()
    {
        if (!open_.empty())
            open_.pop_back();
    }

    /// Adds a note to the pending exception. What goes wrong with that is forgotten.
    template <class Text> void note(Text&& text)
    {
        if (vm_.is_ending)
            return;
        Value exception = vm_.take_pending();
        auto str = make_str(vm_, text());
        if (str.failed() || call_method(vm_, exception, vm_.names->add_note, { Value::cell(str.value()) }).failed()) {
            if (vm_.is_ending)
                return;
            vm_.take_pending();
        }
        vm_.pending = exception;
    }

    Result<void> new_line()
    {
        auto* indent = as<Str>(encoder_->indent);
        TRY(out_.add("\n"));
        for (int64_t i = 0; i < level_; i++)
            TRY(out_.add(indent));
        return {};
    }
    bool is_indented() const { return !encoder_->indent.is_none(); }
    /// Between items, or in front of the first one.
    Result<void> begin_item(bool first)
    {
        if (!first)
            TRY(out_.add(encoder_->item_separator));
        return is_indented() ? new_line() : Result<void>();
    }
    Result<void> end_items(bool any)
    {
        level_--;
        return any && is_indented() ? new_line() : Result<void>();
    }

    static Value item_of(Value sequence, size_t index)
    {
        if (auto* list = as_if<List>(sequence))
            return index < list->size ? list->array->data[index] : Value();
        auto* tuple = as<Tuple>(sequence);
        return index < tuple->size ? tuple->items[index] : Value();
    }
    Result<void> write_array(Value sequence)
    {
        if (item_of(sequence, 0).is_empty())
            return out_.add("[]");
        TRY(enter(sequence));
        TRY(out_.add("["));
        level_++;
        size_t index = 0;
        for (Value item; !(item = item_of(sequence, index)).is_empty(); index++) {
            TRY(begin_item(index == 0));
            if (write(item).failed()) {
                note([&] { return format_text("when serializing {} item {}", { type_name(vm_, sequence), index }); });
                return Raised{};
            }
            TRY(vm_.work_in_one_step(1));
        }
        TRY(end_items(index > 0));
        leave();
        return out_.add("]");
    }

    Result<void> write_object(Dict* dict)
    {
        Value object = Value::cell(dict);
        if (dict->used == 0)
            return out_.add("{}");
        TRY(enter(object));
        TRY(out_.add("{"));
        level_++;
        bool first = true;
        if (encoder_->sort_keys || !is_exactly(vm_, dict, vm_.classes->dict)) {
            TRY(write_items(object, first));
        } else {
            size_t position = 0;
            while (const DictEntry* entry = next_entry(dict, position))
                TRY(write_pair(entry->key, entry->value, first));
        }
        TRY(end_items(!first));
        leave();
        return out_.add("}");
    }
    /// The items of a mapping as its method gives them, sorted if that is wanted.
    Result<void> write_items(Value object, bool& first)
    {
        Value items = TRY(call_method(vm_, object, intern(vm_, "items"), {}));
        List* list = TRY(list_of(vm_, items));
        if (encoder_->sort_keys)
            TRY(list_sort(vm_, list, None, false));
        for (size_t i = 0; i < list->size; i++) {
            auto* pair = as_if<Tuple>(list->array->data[i]);
            if (!pair || pair->size != 2)
                return vm_.raise(Error::ValueError, "items must return 2-tuples");
            TRY(write_pair(pair->items[0], pair->items[1], first));
        }
        return {};
    }
    Result<void> write_pair(Value key, Value value, bool& first)
    {
        bool is_text = is_kind(key, Kind::Str);
        if (!is_text && !key.is_none() && !key.is_bool() && !is_int(key) && !is_float(key)) {
            if (encoder_->skip_keys)
                return {};
            return vm_.raise(
                Error::TypeError, "keys must be str, int, float, bool or None, not {}", type_name(vm_, key));
        }
        TRY(begin_item(first));
        first = false;
        if (is_text) {
            TRY(write_text(as<Str>(key)));
        } else if (encoder_->style == StringStyle::Called) {
            Writer alone(vm_, encoder_, 0);
            TRY(write_text(TRY(alone.run(key))));
        } else {
            TRY(out_.add("\""));
            TRY(write(key));
            TRY(out_.add("\""));
        }
        TRY(out_.add(encoder_->key_separator));
        if (write(value).failed()) {
            note([&] {
                auto shown = repr(vm_, key);
                return "when serializing dict item " + (shown.ok() ? std::string(shown.value()->view()) : "?");
            });
            return Raised{};
        }
        return vm_.work_in_one_step(1);
    }

    Vm& vm_;
    Encoder* encoder_;
    Output out_;
    gc::RootVector open_; ///< containers that are being written
    int64_t level_;
};

} // namespace

const NativeType encoder_type{ "Encoder", trace_encoder, nullptr };

Result<Str*> encode(Vm& vm, Encoder* encoder, Value value, int64_t indent_level)
{
    return Writer(vm, encoder, indent_level).run(value);
}

} // namespace coil::internal::json

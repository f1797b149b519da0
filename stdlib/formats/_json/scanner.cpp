// Reads in bytes, tells places in characters. Texts don't change, so that hooks can do no harm here; what was read and
// is not yet in a container lies on a stack of rooted values, from which a container is made in one go.
#include "stdlib/formats/_json/scanner.h"

#include <charconv>
#include <limits>

#include "base/float_text.h"
#include "gc/roots.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/list.h"
#include "objects/numbers.h"
#include "runtime/machine/import.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"

namespace coil::internal::json
{

namespace
{

void trace_scanner(Cell* cell, gc::Tracer& tracer)
{
    auto* scanner = static_cast<Scanner*>(cell);
    for (Value each : { scanner->object_hook, scanner->object_pairs_hook, scanner->parse_float, scanner->parse_int,
             scanner->parse_constant })
        tracer.visit(each);
}

Raised raise_decode_error(Vm& vm, Str* text, const Problem& problem)
{
    Value module = TRY(import_absolute(vm, "json.decoder"));
    Value cls = TRY(get_attribute(vm, module, intern(vm, "JSONDecodeError")));
    Value message = Value::cell(TRY(make_str(vm, problem.message)));
    auto index = int64_t(str_index_at(vm, text, problem.at));
    Value error = TRY(call(vm, cls, { message, Value::cell(text), Value::small(index) }));
    if (!as_exception(error))
        return vm.raise(Error::TypeError, "exceptions must derive from BaseException");
    return vm.raise_exception(error);
}

bool is_digit(char character) { return character >= '0' && character <= '9'; }
constexpr uint32_t space_bits = uint32_t(1) << ('\t' & 31) | uint32_t(1) << ('\n' & 31) | uint32_t(1) << ('\r' & 31);
bool is_space(char character)
{
    return character == ' ' || (static_cast<uint8_t>(character) < 32 && (space_bits >> character & 1));
}

constexpr double powers_of_ten[] = { 1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14,
    1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22 };

class Reader
{
public:
    Reader(Vm& vm, Scanner* scanner, Str* text)
        : vm_(vm)
        , scanner_(scanner)
        , str_(text)
        , text_(text->view())
        , strings_(vm, text_, scanner->strict)
        , values_(vm.heap)
    {
    }

    Result<Value> read(size_t& at)
    {
        if (at >= text_.size())
            return nothing_at(at);
        switch (text_[at]) {
        case '"': {
            Problem problem;
            auto string = strings_.read(at + 1, problem);
            if (string.failed())
                return raise(problem);
            at = string.value().end;
            return Value::cell(string.value().text);
        }
        case '{':
            return read_object(++at);
        case '[':
            return read_array(++at);
        case 'n':
            return read_word(at, "null", None);
        case 't':
            return read_word(at, "true", True);
        case 'f':
            return read_word(at, "false", False);
        case 'N':
            return read_constant(at, "NaN");
        case 'I':
            return read_constant(at, "Infinity");
        case '-':
            if (text_.substr(at, 9) == "-Infinity")
                return read_constant(at, "-Infinity");
            return read_number(at);
        default:
            return read_number(at);
        }
    }

private:
    Raised nothing_at(size_t at)
    {
        return vm_.raise_value(Error::StopIteration, Value::small(int64_t(str_index_at(vm_, str_, at))));
    }
    Raised raise(const Problem& problem) { return problem.message ? raise_decode_error(vm_, str_, problem) : Raised{}; }
    Raised raise(const char* message, size_t at) { return raise_decode_error(vm_, str_, { message, at }); }
    bool is_at(size_t at, char character) const { return at < text_.size() && text_[at] == character; }
    size_t skip_space(size_t at) const
    {
        while (at < text_.size() && is_space(text_[at]))
            at++;
        return at;
    }
    Result<void> push(Value value)
    {
        constexpr size_t few = 4096;
        size_t size = values_.size();
        if (size >= few && (size & (size - 1)) == 0) [[unlikely]]
            TRY(vm_.require_room(2 * size * sizeof(Value)));
        values_.push_back(value);
        return {};
    }

    Result<Value> read_word(size_t& at, std::string_view word, Value value)
    {
        if (text_.substr(at, word.size()) != word)
            return nothing_at(at);
        at += word.size();
        return value;
    }
    Result<Value> read_constant(size_t& at, std::string_view word)
    {
        if (text_.substr(at, word.size()) != word)
            return nothing_at(at);
        at += word.size();
        return call_with_one(vm_, scanner_->parse_constant, Value::cell(TRY(make_str(vm_, word))));
    }

    /// Whether a comma or the end of the container follows what was read; `at` is behind it then.
    Result<bool> read_comma(size_t& at, char end)
    {
        at = skip_space(at);
        if (is_at(at, end)) {
            at++;
            return false;
        }
        if (!is_at(at, ','))
            return raise("Expecting ',' delimiter", at);
        size_t comma = at;
        at = skip_space(at + 1);
        if (is_at(at, end))
            return raise(end == '}' ? "Illegal trailing comma before end of object"
                                    : "Illegal trailing comma before end of array",
                comma);
        return true;
    }
    Result<void> enter(const char* what)
    {
        if (!native_stack_ok(vm_))
            return vm_.raise(Error::RecursionError,
                "maximum recursion depth exceeded while decoding a JSON {} from a unicode string", what);
        return vm_.work_in_one_step(1);
    }

    Result<Value> read_array(size_t& at)
    {
        TRY(enter("array"));
        at = skip_space(at);
        if (is_at(at, ']')) {
            at++;
            return Value::cell(TRY(make_list(vm_)));
        }
        size_t bottom = values_.size();
        do
            TRY(push(TRY(read(at))));
        while (TRY(read_comma(at, ']')));
        size_t count = values_.size() - bottom;
        TRY(vm_.work_in_one_step(count));
        List* list = TRY(make_list(vm_, values_.data() + bottom, count));
        values_.resize(bottom);
        return Value::cell(list);
    }

    Result<Value> read_object(size_t& at)
    {
        TRY(enter("object"));
        size_t bottom = values_.size();
        at = skip_space(at);
        if (is_at(at, '}')) {
            at++;
            return finish_object(bottom);
        }
        do {
            if (!is_at(at, '"'))
                return raise("Expecting property name enclosed in double quotes", at);
            Problem problem;
            auto key = strings_.read_key(at + 1, problem);
            if (key.failed())
                return raise(problem);
            TRY(push(Value::cell(key.value().text)));
            at = skip_space(key.value().end);
            if (!is_at(at, ':'))
                return raise("Expecting ':' delimiter", at);
            at = skip_space(at + 1);
            TRY(push(TRY(read(at))));
        } while (TRY(read_comma(at, '}')));
        return finish_object(bottom);
    }
    Result<Value> finish_object(size_t bottom)
    {
        size_t count = (values_.size() - bottom) / 2;
        TRY(vm_.work_in_one_step(count));
        if (!scanner_->object_pairs_hook.is_none()) {
            List* pairs = TRY(make_list_sized(vm_, count));
            for (size_t i = 0; i < count; i++) {
                Tuple* pair = TRY(make_pair(vm_, values_[bottom + 2 * i], values_[bottom + 2 * i + 1]));
                vm_.heap.write_barrier(pairs->array);
                pairs->array->data[i] = Value::cell(pair);
            }
            values_.resize(bottom);
            return call_with_one(vm_, scanner_->object_pairs_hook, Value::cell(pairs));
        }
        Dict* dict = TRY(count ? make_dict_sized(vm_, count) : make_dict(vm_));
        for (size_t i = bottom; i < values_.size(); i += 2)
            TRY(dict_put(vm_, dict, values_[i], values_[i + 1]));
        values_.resize(bottom);
        if (!scanner_->object_hook.is_none())
            return call_with_one(vm_, scanner_->object_hook, Value::cell(dict));
        return Value::cell(dict);
    }

    Result<Value> read_number(size_t& at)
    {
        size_t start = at, i = at;
        bool negative = is_at(i, '-');
        i += negative;
        if (i >= text_.size() || !is_digit(text_[i]))
            return nothing_at(start);
        // Of up to 18 digits the value is known at the end of the loop.
        uint64_t digits = 0;
        size_t first = i;
        if (text_[i] == '0')
            i++;
        else
            for (; i < text_.size() && is_digit(text_[i]); i++)
                digits = digits * 10 + uint64_t(text_[i] - '0');
        size_t whole = i - first, fraction = 0;
        if (i + 1 < text_.size() && text_[i] == '.' && is_digit(text_[i + 1])) {
            size_t point = i++;
            for (; i < text_.size() && is_digit(text_[i]); i++)
                digits = digits * 10 + uint64_t(text_[i] - '0');
            fraction = i - point - 1;
        }
        size_t exponent = end_of_exponent(i);
        bool has_exponent = exponent != i;
        at = i = exponent;
        std::string_view text = text_.substr(start, at - start);
        if (!fraction && !has_exponent)
            return make_int_of(text, negative, digits, whole);
        if (!scanner_->plain_float)
            return call_with_one(vm_, scanner_->parse_float, Value::cell(TRY(make_ascii_str(vm_, text))));
        constexpr size_t exact_digits = 15;
        if (!has_exponent && whole + fraction <= exact_digits) {
            double number = double(digits) / powers_of_ten[fraction];
            return make_float(vm_, negative ? -number : number);
        }
        double number = 0;
        if (std::from_chars(text.data(), text.data() + text.size(), number).ec != std::errc())
            parse_double_prefix(text, number); // too large or too small
        return make_float(vm_, number);
    }
    size_t end_of_exponent(size_t at) const
    {
        if (!is_at(at, 'e') && !is_at(at, 'E'))
            return at;
        size_t i = at + 1;
        if (is_at(i, '+') || is_at(i, '-'))
            i++;
        if (i >= text_.size() || !is_digit(text_[i]))
            return at;
        while (i < text_.size() && is_digit(text_[i]))
            i++;
        return i;
    }
    Result<Value> make_int_of(std::string_view text, bool negative, uint64_t digits, size_t count)
    {
        if (!scanner_->plain_int)
            return call_with_one(vm_, scanner_->parse_int, Value::cell(TRY(make_ascii_str(vm_, text))));
        constexpr size_t small_digits = 18;
        if (count <= small_digits)
            return Value::small(negative ? -int64_t(digits) : int64_t(digits));
        return int_from_text(vm_, text, 10);
    }

    Vm& vm_;
    Scanner* scanner_;
    Str* str_;
    std::string_view text_;
    StringReader strings_;
    gc::RootVector values_;
};

} // namespace

const NativeType scanner_type{ "Scanner", trace_scanner, nullptr };

Result<Value> scan_once(Vm& vm, Scanner* scanner, Str* text, int64_t index)
{
    if (index < 0)
        return vm.raise(Error::ValueError, "idx cannot be negative");
    if (index >= int64_t(text->length))
        return vm.raise_value(Error::StopIteration, Value::small(index));
    size_t at = str_offset(vm, text, size_t(index));
    Reader reader(vm, scanner, text);
    Value value = TRY(reader.read(at));
    return Value::cell(TRY(make_pair(vm, value, Value::small(int64_t(str_index_at(vm, text, at))))));
}

Result<Value> scan_string(Vm& vm, Str* text, int64_t end, bool strict)
{
    if (end < 0 || end > int64_t(text->length))
        return vm.raise(Error::ValueError, "end is out of bounds");
    StringReader reader(vm, text->view(), strict);
    Problem problem;
    auto string = reader.read(str_offset(vm, text, size_t(end)), problem);
    if (string.failed()) {
        if (problem.message)
            return raise_decode_error(vm, text, problem);
        return Raised{};
    }
    return Value::cell(TRY(make_pair(
        vm, Value::cell(string.value().text), Value::small(int64_t(str_index_at(vm, text, string.value().end))))));
}

} // namespace coil::internal::json

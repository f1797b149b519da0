#include <cstring>

#include "objects/bytes.h"
#include "objects/codecs.h"
#include "objects/dict.h"
#include "objects/iterators.h"
#include "objects/list.h"
#include "objects/numbers.h"
#include "objects/set.h"
#include "objects/str.h"
#include "runtime/interpreter/interpreter.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"
#include "stdlib/tools/marshal/marshal.h"

namespace coil::internal::marshal
{

namespace
{

class Reader
{
public:
    Reader(Vm& vm, Input& input, bool allow_code, List* kept)
        : vm_(vm)
        , input_(input)
        , allow_code_(allow_code)
        , kept_(kept)
    {
    }

    Result<Value> value(int depth, const char* inside = "object");

private:
    /// What stands for a value that is not finished yet, and for the end of a dict. No value that is read is that.
    static constexpr Value unfinished = NotImplemented;

    template <class T> Result<T> number()
    {
        std::string_view bytes = TRY(input_.take(vm_, sizeof(T)));
        T value = 0;
        for (size_t i = 0; i < sizeof(T); i++)
            value = T(value | T(T(uint8_t(bytes[i])) << (8 * i)));
        return value;
    }
    Result<size_t> size(const char* what)
    {
        auto count = int32_t(TRY(number<uint32_t>()));
        if (count < 0)
            return vm_.raise(Error::ValueError, "bad marshal data ({} size out of range)", what);
        return size_t(count);
    }
    Result<double> real() { return std::bit_cast<double>(TRY(number<uint64_t>())); }
    Result<double> real_text();
    Result<Value> big_int();
    Result<Value> text(size_t size);
    Result<Value> plain(char type, bool& is_known);
    Result<Value> container(char type, size_t place, int depth);
    Result<List*> items(size_t count, int depth, const char* inside);
    Result<Value> dict(size_t place, int depth);
    Result<Value> set(char type, int depth);
    Raised raise_unknown() { return vm_.raise(Error::ValueError, "bad marshal data (unknown type code)"); }
    Result<Value> reference();
    void finish(size_t place, Value value)
    {
        if (place == no_place)
            return;
        vm_.heap.write_barrier(kept_->array);
        kept_->array->data[place] = value;
    }
    static constexpr size_t no_place = SIZE_MAX;

    Vm& vm_;
    Input& input_;
    bool allow_code_;
    List* kept_; ///< by number
};

Result<double> Reader::real_text()
{
    auto length = uint8_t(TRY(number<uint8_t>()));
    Value text = Value::cell(TRY(make_str(vm_, TRY(input_.take(vm_, length)))));
    Value made = TRY(call(vm_, Value::cell(vm_.classes->real), { text }));
    return float_of(made);
}

Result<Value> Reader::big_int()
{
    auto count = int32_t(TRY(number<uint32_t>()));
    if (count == INT32_MIN)
        return vm_.raise(Error::ValueError, "bad marshal data (long size out of range)");
    size_t size = size_t(std::abs(count));
    std::string_view raw = TRY(input_.take(vm_, size * 2));
    TRY(vm_.require_room(raw.size()));
    // Digits of 15 bits, put together as bytes.
    std::string bytes;
    uint32_t bits = 0;
    int filled = 0;
    uint16_t digit = 0;
    for (size_t i = 0; i < size; i++) {
        digit = uint16_t(uint8_t(raw[2 * i]) | uint8_t(raw[2 * i + 1]) << 8);
        if (digit >> 15)
            return vm_.raise(Error::ValueError, "bad marshal data (digit out of range in long)");
        bits |= uint32_t(digit) << filled;
        for (filled += 15; filled >= 8; filled -= 8, bits >>= 8)
            bytes += char(bits);
    }
    if (size > 0 && digit == 0)
        return vm_.raise(Error::ValueError, "bad marshal data (unnormalized long data)");
    bytes += char(bits);
    Value made = TRY(int_from_bytes(vm_, bytes, true, false));
    return count < 0 ? int_negate(vm_, made) : Result<Value>(made);
}

Result<Value> Reader::text(size_t size)
{
    std::string_view bytes = TRY(input_.take(vm_, size));
    return Value::cell(TRY(bytes_decode(vm_, bytes, "utf-8", "surrogatepass")));
}

/// What has no parts.
Result<Value> Reader::plain(char type, bool& is_known)
{
    is_known = true;
    switch (type) {
    case 'N':
        return None;
    case 'T':
        return True;
    case 'F':
        return False;
    case '.':
        return Ellipsis;
    case 'S':
        return Value::cell(vm_.error_class(Error::StopIteration));
    case 'i':
        return make_int(vm_, int32_t(TRY(number<uint32_t>())));
    case 'I':
        return make_int(vm_, int64_t(TRY(number<uint64_t>())));
    case 'l':
        return big_int();
    case 'g':
        return make_float(vm_, TRY(real()));
    case 'f':
        return make_float(vm_, TRY(real_text()));
    case 'y': {
        double first = TRY(real());
        return make_complex(vm_, first, TRY(real()));
    }
    case 'x': {
        double first = TRY(real_text());
        return make_complex(vm_, first, TRY(real_text()));
    }
    case 's':
        return Value::cell(TRY(make_bytes(vm_, TRY(input_.take(vm_, TRY(size("bytes object")))))));
    case 'z':
    case 'Z':
        return text(TRY(number<uint8_t>()));
    case 'a':
    case 'A':
    case 'u':
    case 't':
        return text(TRY(size("string")));
    default:
        is_known = false;
        return None;
    }
}

Result<List*> Reader::items(size_t count, int depth, const char* inside)
{
    List* list = TRY(make_list(vm_));
    for (size_t i = 0; i < count; i++)
        TRY(list_append(vm_, list, TRY(value(depth + 1, inside))));
    return list;
}

Result<Value> Reader::dict(size_t place, int depth)
{
    Dict* dict = TRY(make_dict(vm_));
    finish(place, Value::cell(dict));
    for (;;) {
        Value key = TRY(value(depth + 1, nullptr));
        if (key == unfinished)
            return Value::cell(dict);
        Value item = TRY(value(depth + 1, nullptr));
        if (item == unfinished)
            return Value::cell(dict);
        TRY(dict_set(vm_, dict, key, item));
    }
}

Result<Value> Reader::set(char type, int depth)
{
    size_t count = TRY(size("set"));
    List* list = TRY(items(count, depth, "set"));
    SetBase* made = type == '<' ? static_cast<SetBase*>(TRY(make_set(vm_))) : TRY(make_frozen_set(vm_));
    for (size_t i = 0; i < list->size; i++)
        TRY(set_add(vm_, made, list->array->data[i]));
    return Value::cell(made);
}

Result<Value> Reader::container(char type, size_t place, int depth)
{
    switch (type) {
    case '(':
    case ')': {
        size_t count = type == ')' ? size_t(TRY(number<uint8_t>())) : TRY(size("tuple"));
        List* list = TRY(items(count, depth, "tuple"));
        return Value::cell(TRY(make_tuple(vm_, list->begin(), list->size)));
    }
    case '[': {
        // It may hold itself: so it is there before its items are.
        size_t count = TRY(size("list"));
        List* list = TRY(make_list(vm_));
        finish(place, Value::cell(list));
        for (size_t i = 0; i < count; i++)
            TRY(list_append(vm_, list, TRY(value(depth + 1, "list"))));
        return Value::cell(list);
    }
    case '{':
        return dict(place, depth);
    case '<':
    case '>':
        return set(type, depth);
    case ':': {
        List* parts = TRY(items(3, depth, "slice"));
        return call(vm_, Value::cell(vm_.classes->slice),
            { parts->array->data[0], parts->array->data[1], parts->array->data[2] });
    }
    case 'c': {
        if (!allow_code_)
            return vm_.raise(Error::ValueError, "unmarshalling code objects is disallowed");
        std::string bytes(TRY(input_.take(vm_, TRY(size("code")))));
        return read_code(vm_, bytes);
    }
    default:
        return raise_unknown();
    }
}

Result<Value> Reader::reference()
{
    size_t number = TRY(this->number<uint32_t>());
    if (number >= kept_->size || kept_->array->data[number] == unfinished)
        return vm_.raise(Error::ValueError, "bad marshal data (invalid reference)");
    return kept_->array->data[number];
}

/// `inside`: what it is part of, for the error where there is nothing; null where that is no error.
Result<Value> Reader::value(int depth, const char* inside)
{
    if (depth > deepest || !native_stack_ok(vm_))
        return vm_.raise(Error::ValueError, "recursion limit exceeded");
    TRY(vm_.work(2));
    auto code = uint8_t(TRY(input_.take(vm_, 1, "EOF read where object expected"))[0]);
    char type = char(code & ~is_referred_to);
    if (type == '0')
        return inside ? vm_.raise(Error::TypeError, "NULL object in marshal data for {}", inside)
                      : Result<Value>(unfinished);
    if (type == 'r')
        return reference();
    size_t place = no_place;
    if (code & is_referred_to) {
        place = kept_->size;
        TRY(list_append(vm_, kept_, unfinished));
    }
    bool is_known;
    Value made = TRY(plain(type, is_known));
    if (!is_known)
        made = TRY(container(type, place, depth));
    finish(place, made);
    return made;
}

} // namespace

Result<std::string_view> Input::take(Vm& vm, size_t size, const char* missing)
{
    if (file_.is_empty()) {
        if (size > bytes_.size())
            return vm.raise(Error::EOFError, missing ? missing : "marshal data too short");
        std::string_view taken = bytes_.substr(0, size);
        bytes_.remove_prefix(size);
        return taken;
    }
    Value read = TRY(call_method(vm, file_, intern(vm, "read"), { Value::small(int64_t(size)) }));
    auto* bytes = as_if<Bytes>(read);
    if (!bytes)
        return vm.raise(Error::TypeError, "file.read() returned not bytes but {}", type_name(vm, read));
    if (bytes->size > size)
        return vm.raise(
            Error::ValueError, "read() returned too much data: {} bytes requested, {} returned", size, bytes->size);
    if (bytes->size < size)
        return vm.raise(Error::EOFError, missing ? missing : "EOF read where not expected");
    read_ = bytes->view();
    return std::string_view(read_);
}

Result<Value> read_value(Vm& vm, Input& input, bool allow_code)
{
    return Reader(vm, input, allow_code, TRY(make_list(vm))).value(0);
}

} // namespace coil::internal::marshal

#include "objects_test.h"

#include <fstream>

#include "base/str_repr.h"
#include "base/utf8.h"
#include "objects/bytes.h"
#include "objects/exception.h"
#include "objects/hash.h"
#include "objects/list.h"
#include "objects/numbers.h"
#include "objects/str.h"

namespace coil::internal::test
{

namespace
{

Result<bool> equal(Vm& vm, Value left, Value right)
{
    if (equality_hook()) {
        auto result = equality_hook()(vm, left, right);
        if (result.failed() || result.value())
            return result;
    }
    if (left == right)
        return true;
    if (is_int(left) && is_int(right))
        return int_compare(left, right) == 0;
    if (is_int(left) && is_float(right))
        return int_compare_double(left, float_of(right)) == 0;
    if (is_float(left) && is_int(right))
        return equal(vm, right, left);
    if (is_float(left) && is_float(right))
        return float_of(left) == float_of(right);
    if (auto* a = as_if<Tuple>(left), *b = as_if<Tuple>(right); a && b) {
        if (a->size != b->size)
            return false;
        for (size_t i = 0; i < a->size; i++)
            if (!TRY(keys_equal_slow(vm, a->items[i], b->items[i])))
                return false;
        return true;
    }
    return false;
}

Result<bool> less(Vm& vm, Value left, Value right)
{
    if (is_int(left) && is_int(right))
        return int_compare(left, right) < 0;
    if (is_float(left) && is_float(right))
        return float_of(left) < float_of(right);
    if (auto* a = as_if<Str>(left), *b = as_if<Str>(right); a && b)
        return str_compare(a, b) < 0;
    if (auto* a = as_if<Tuple>(left), *b = as_if<Tuple>(right); a && b) {
        for (size_t i = 0; i < std::min(a->size, b->size); i++)
            if (!TRY(keys_equal_slow(vm, a->items[i], b->items[i])))
                return less(vm, a->items[i], b->items[i]);
        return a->size < b->size;
    }
    return vm.raise(Error::TypeError, "not ordered");
}

Result<int64_t> hash(Vm& vm, Value value)
{
    if (value.is_mark())
        return value.is_bool() ? int64_t(value.is_true()) : int64_t(1000);
    return vm.raise(Error::TypeError, "unhashable type: '{}'", type_name(vm, value));
}

Result<Str*> message(Vm& vm, Value value)
{
    auto* exception = as_exception(value);
    return exception && exception->args->size ? as<Str>(exception->args->items[0]) : vm.names->empty;
}

Result<Value> call(Vm& vm, Value callable, const Value* arguments, size_t count)
{
    if (callable.is_small())
        return callables()[size_t(callable.as_small())](vm, arguments, count);
    return make_exception(vm, as<Class>(callable), TRY(make_tuple(vm, arguments, count)));
}

std::string unescape(const std::string& field)
{
    std::string out;
    for (size_t at = 0; at < field.size(); at++) {
        if (field[at] != '\\') {
            out += field[at];
            continue;
        }
        size_t end = field.find(';', at);
        utf8::append(out, char32_t(std::stoul(field.substr(at + 2, end - at - 2), nullptr, 16)));
        at = end;
    }
    return out;
}

} // namespace

std::vector<std::function<Result<Value>(Vm&, const Value*, size_t)>>& callables()
{
    static std::vector<std::function<Result<Value>(Vm&, const Value*, size_t)>> functions;
    return functions;
}

std::function<Result<bool>(Vm&, Value, Value)>& equality_hook()
{
    static std::function<Result<bool>(Vm&, Value, Value)> hook;
    return hook;
}

DataVm::DataVm()
{
    Vm::Options options;
    options.hash_seed = 1;
    vm_ = std::make_unique<Vm>(options);
    vm_->heap.set_stack_base(__builtin_frame_address(0));
    vm_->int_max_str_digits = 0;
    vm_->operations.equal = equal;
    vm_->operations.less = less;
    vm_->operations.hash = hash;
    vm_->operations.str = message;
    vm_->operations.call = call;
}

Value DataVm::str(std::string_view text) { return Value::cell(make_str(*vm_, text).value()); }

std::string DataVm::show_one(double number) { return float_repr(number); }

std::string DataVm::show_pending()
{
    auto* exception = as_exception(vm_->take_pending());
    REQUIRE(exception);
    std::string out = "!";
    Tuple* args = exception->args;
    if (args->size == 5) {
        for (size_t i : { 0, 2, 3, 4 })
            out += (i ? " " : "") +
                (args->items[i].is_small() ? show(args->items[i]) : std::string(as<Str>(args->items[i])->view()));
        return out;
    }
    return args->size ? out + std::string(as<Str>(args->items[args->size - 1])->view()) : out;
}

std::string DataVm::show_items(const Value* items, size_t count)
{
    std::string out;
    for (size_t i = 0; i < count; i++)
        out += (i ? ", " : "") + show(items[i]);
    return out;
}

std::string DataVm::show(Value value)
{
    if (value.is_empty())
        return show_pending();
    if (value.is_bool())
        return value.is_true() ? "True" : "False";
    if (value.is_none())
        return "None";
    if (is_int(value))
        return int_to_text(*vm_, value).value();
    if (is_float(value))
        return float_repr(float_of(value));
    if (auto* complex = as_if<Complex>(value))
        return complex_repr(complex->real, complex->imaginary);
    if (auto* text = as_if<Str>(value))
        return repr_text(text->view());
    if (auto* bytes = as_if<Bytes>(value))
        return repr_bytes(bytes->view());
    if (auto* array = as_if<ByteArray>(value))
        return "bytearray(" + repr_bytes(array->view()) + ")";
    if (auto* list = as_if<List>(value))
        return "[" + show_items(list->begin(), list->size) + "]";
    if (auto* tuple = as_if<Tuple>(value))
        return "(" + show_items(tuple->items, tuple->size) + (tuple->size == 1 ? ",)" : ")");
    return "?";
}

std::vector<Fields> read_table(const std::string& name)
{
    std::ifstream file(std::string(COIL_TEST_DATA "/") + name);
    REQUIRE(file);
    std::vector<Fields> rows;
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line[0] == '#')
            continue;
        Fields fields;
        for (size_t at = 0;;) {
            size_t tab = line.find('\t', at);
            fields.push_back(unescape(line.substr(at, tab == std::string::npos ? tab : tab - at)));
            if (tab == std::string::npos)
                break;
            at = tab + 1;
        }
        rows.push_back(std::move(fields));
    }
    return rows;
}

void check_table(const std::string& name, const std::function<std::string(DataVm&, const Fields&)>& answer)
{
    DataVm vm;
    std::vector<Fields> rows = read_table(name);
    REQUIRE(rows.size() > 30);
    for (const Fields& row : rows) {
        INFO(repr_text(row[0]) << " " << repr_text(row[1]) << " " << repr_text(row.size() > 3 ? row[2] : ""));
        CHECK(answer(vm, row) == row.back());
    }
}

} // namespace coil::internal::test

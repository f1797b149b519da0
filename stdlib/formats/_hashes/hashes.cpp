#include "stdlib/formats/_hashes/hashes.h"

#include <cstring>

#include "objects/memory_view.h"
#include "objects/str.h"
#include "runtime/operations/native_class.h"
#include "runtime/operations/operators.h"

namespace coil::internal::hashes
{

namespace
{

constexpr size_t bytes_in_step = size_t(1) << 20;

HashObject* self_of(Value self) { return native_as<HashObject>(self, hash_type); }

Result<void> update_method(Vm& vm, Value self, Value data) { return update(vm, self_of(self), data); }

/// Writes the digest of what was hashed until now.
void write_digest(const HashObject* object, char* out, size_t size)
{
    uint64_t state[HashObject::state_words];
    std::memcpy(state, object->state, sizeof(state));
    object->algorithm->finish(state, out, size);
}

Result<size_t> size_argument(Vm& vm, Value length)
{
    int64_t size = TRY(to_index(vm, length));
    if (size < 0)
        return vm.raise(Error::ValueError, "value must be positive");
    if (size >= int64_t(1) << 29)
        return vm.raise(Error::ValueError, "length is too large");
    return size_t(size);
}

Result<Value> digest_of(Vm& vm, HashObject* object, size_t size)
{
    Bytes* digest = TRY(make_bytes_uninitialized(vm, size));
    vm.charge_bytes(8 * size);
    write_digest(object, digest->writable(), size);
    return Value::cell(digest);
}
Result<Value> hex_digest_of(Vm& vm, HashObject* object, size_t size)
{
    auto* digest = as<Bytes>(TRY(digest_of(vm, object, size)));
    Str* text = TRY(make_str_uninitialized(vm, 2 * size));
    char* out = const_cast<char*>(text->data);
    for (char byte : digest->view()) {
        *out++ = "0123456789abcdef"[uint8_t(byte) >> 4];
        *out++ = "0123456789abcdef"[uint8_t(byte) & 15];
    }
    str_filled(text);
    return Value::cell(text);
}

Result<Value> digest(Vm& vm, Value self) { return digest_of(vm, self_of(self), self_of(self)->digest_size); }
Result<Value> hexdigest(Vm& vm, Value self) { return hex_digest_of(vm, self_of(self), self_of(self)->digest_size); }
Result<Value> long_digest(Vm& vm, Value self, Value length)
{
    size_t size = TRY(size_argument(vm, length));
    return digest_of(vm, self_of(self), size);
}
Result<Value> long_hexdigest(Vm& vm, Value self, Value length)
{
    size_t size = TRY(size_argument(vm, length));
    return hex_digest_of(vm, self_of(self), size);
}
Result<Value> copy(Vm& vm, Value self)
{
    HashObject* object = self_of(self);
    HashObject* other = TRY(make_hash(vm, vm.class_of(self), *object->algorithm));
    other->digest_size = object->digest_size;
    std::memcpy(other->state, object->state, sizeof(object->state));
    return Value::cell(other);
}

constexpr NativeDef methods[] = {
    def<"update(self, obj, /)", update_method>("Hash more bytes."),
    def<"digest(self, /)", digest>("The digest as bytes."),
    def<"hexdigest(self, /)", hexdigest>("The digest as hexadecimal digits."),
    def<"copy(self, /)", copy>("An object that goes on from the same state."),
};
constexpr NativeDef long_methods[] = {
    def<"update(self, obj, /)", update_method>("Hash more bytes."),
    def<"digest(self, length)", long_digest>("So many bytes of the digest."),
    def<"hexdigest(self, length)", long_hexdigest>("So many bytes of the digest as hexadecimal digits."),
    def<"copy(self, /)", copy>("An object that goes on from the same state."),
};

Result<Value> get_name(Vm& vm, Value self) { return make_str(vm, self_of(self)->algorithm->name); }
Result<Value> get_digest_size(Vm&, Value self) { return Value::small(int64_t(self_of(self)->digest_size)); }
Result<Value> get_block_size(Vm&, Value self) { return Value::small(int64_t(self_of(self)->algorithm->block_size)); }
constexpr AttributeDef attributes[] = {
    { "name", get_name, nullptr, nullptr },
    { "digest_size", get_digest_size, nullptr, nullptr },
    { "block_size", get_block_size, nullptr, nullptr },
};

} // namespace

const NativeType hash_type{ "hash", [](Cell*, gc::Tracer&) {}, nullptr };

Result<std::string_view> data_argument(Vm& vm, Value data)
{
    if (is_kind(data, Kind::Str))
        return vm.raise(Error::TypeError, "Strings must be encoded before hashing");
    std::string_view bytes;
    if (!TRY(buffer_view(vm, data, bytes)))
        return vm.raise(Error::TypeError, "object supporting the buffer API required");
    return bytes;
}

Result<void> update(Vm& vm, HashObject* object, Value data)
{
    std::string_view bytes = TRY(data_argument(vm, data));
    while (!bytes.empty()) {
        std::string_view part = bytes.substr(0, bytes_in_step);
        object->algorithm->update(object->state, part.data(), part.size());
        bytes.remove_prefix(part.size());
        vm.charge_bytes(4 * part.size());
        if (!bytes.empty())
            TRY(vm.work_in_one_step(0));
    }
    return {};
}

Result<HashObject*> make_hash(Vm& vm, Class* cls, const Algorithm& algorithm)
{
    auto* object = TRY(make_native<HashObject>(vm, cls, hash_type));
    object->algorithm = &algorithm;
    object->digest_size = algorithm.digest_size;
    algorithm.start(object->state);
    return object;
}

Result<Class*> define_hash_class(
    Vm& vm, Module* module, const char* module_name, const Algorithm& algorithm, const NativeDef* new_def)
{
    return define_class(vm, module, vm.classes->object,
        { .name = algorithm.name,
            .module = module_name,
            .methods = algorithm.digest_size ? std::span<const NativeDef>(methods) : long_methods,
            .attributes = attributes,
            .new_def = new_def });
}

Result<void> define_functions(Vm& vm, Module* module, const char* module_name, std::span<const HashFunction> functions)
{
    for (const HashFunction& function : functions) {
        Value cls = Value::cell(TRY(define_hash_class(vm, nullptr, module_name, *function.algorithm)));
        Value made = TRY(make_native_function(vm, *function.def, cls, intern(vm, module_name)));
        TRY(dict_set_str(vm, module->dict, intern(vm, function.def->name()), made));
    }
    return {};
}

} // namespace coil::internal::hashes

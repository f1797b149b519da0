#include "builtins/define.h"
#include "builtins/protocol_methods.h"
#include "objects/dict.h"
#include "objects/iterators.h"
#include "objects/str.h"
#include "runtime/operations/call.h"
#include "runtime/operations/item_operators.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

Value proxied(Value self) { return as<MappingProxy>(self)->mapping; }
Result<Value> proxy_new(Vm& vm, Value, Value mapping)
{
    bool is_mapping = !is_kind(mapping, Kind::List) && !is_kind(mapping, Kind::Tuple) &&
        !lookup(vm, vm.class_of(mapping), intern(vm, "__getitem__")).is_empty();
    if (!is_mapping)
        return vm.raise(Error::TypeError, "mappingproxy() argument must be a mapping, not {}", type_name(vm, mapping));
    auto* proxy = vm.heap.allocate<MappingProxy>(uint8_t(Kind::MappingProxy));
    if (!proxy)
        return vm.raise_memory_error();
    proxy->shape = vm.classes->mapping_proxy->root->id;
    proxy->mapping = mapping;
    return Value::cell(proxy);
}
Result<Value> proxy_get(Vm& vm, Value self, Value key, Value fallback)
{
    return call_method(vm, proxied(self), intern(vm, "get"), { key, fallback });
}
Result<Value> proxy_keys(Vm& vm, Value self) { return call_method(vm, proxied(self), vm.names->keys, {}); }
Result<Value> proxy_values(Vm& vm, Value self) { return call_method(vm, proxied(self), vm.names->values, {}); }
Result<Value> proxy_items(Vm& vm, Value self) { return call_method(vm, proxied(self), vm.names->items, {}); }
Result<Value> proxy_copy(Vm& vm, Value self) { return call_method(vm, proxied(self), intern(vm, "copy"), {}); }
Result<Value> proxy_repr(Vm& vm, Value self)
{
    return Value::cell(TRY(make_str(vm, "mappingproxy(" + std::string(TRY(repr(vm, proxied(self)))->view()) + ")")));
}
Result<Value> proxy_str(Vm& vm, Value self) { return Value::cell(TRY(str_of(vm, proxied(self)))); }
Result<int64_t> proxy_hash(Vm& vm, Value self) { return hash_of(vm, proxied(self)); }
Result<Value> proxy_reversed(Vm& vm, Value self)
{
    return call_method(vm, proxied(self), intern(vm, "__reversed__"), {});
}
/// What is behind a proxy, for operators: a dict is shown to no methods of scripts, who could change what is not
/// theirs (the names of a class), but a copy of it.
Result<Value> unwrapped(Vm& vm, Value value, Value other)
{
    if (!is_kind(value, Kind::MappingProxy))
        return value;
    Value mapping = mapping_behind(value), met = mapping_behind(other);
    auto* dict = as_if<Dict>(mapping);
    if (!dict || (met.is_cell() && met.as_cell()->shape == vm.exact.dict))
        return mapping;
    return Value::cell(TRY(dict_copy(vm, dict)));
}
Result<Value> proxy_or(Vm& vm, Value self, Value other)
{
    Value left = TRY(unwrapped(vm, self, other));
    return binary_operation(vm, BinaryOperator::BitOr, left, TRY(unwrapped(vm, other, self)));
}
Result<Value> proxy_ror(Vm& vm, Value self, Value other) { return proxy_or(vm, other, self); }
Result<Value> proxy_ior(Vm& vm, Value self, Value)
{
    return vm.raise(Error::TypeError, "'|=' is not supported by {}; use '|' instead", type_name(vm, self));
}
Result<Value> proxy_eq(Vm& vm, Value self, Value other)
{
    Value left = TRY(unwrapped(vm, self, other));
    return compare_values(vm, CompareOperator::Equal, left, TRY(unwrapped(vm, other, self)));
}
constexpr NativeDef proxy_new_def = def<"__new__(cls, mapping)", proxy_new>();
constexpr NativeDef proxy_methods[] = {
    def<"__getitem__(self, key, /)", get_item_method>(),
    def<"__len__(self, /)", length_method>(),
    def<"__iter__(self, /)", iterator_method>(),
    def<"__contains__(self, key, /)", contains_method>(),
    def<"__reversed__(self, /)", proxy_reversed>(),
    def<"__or__(self, value, /)", proxy_or>(),
    def<"__ror__(self, value, /)", proxy_ror>(),
    def<"__ior__(self, value, /)", proxy_ior>(),
    def<"__repr__(self, /)", proxy_repr>(),
    def<"__str__(self, /)", proxy_str>(),
    def<"__hash__(self, /)", proxy_hash>(),
    def<"__eq__(self, value, /)", proxy_eq>(),
    def<"get(self, key, default=None, /)", proxy_get>(),
    def<"keys(self, /)", proxy_keys>(),
    def<"values(self, /)", proxy_values>(),
    def<"items(self, /)", proxy_items>(),
    def<"copy(self, /)", proxy_copy>(),
};

} // namespace

void define_mapping_proxy(Vm& vm)
{
    add_new(vm, vm.classes->mapping_proxy, proxy_new_def);
    add_methods(vm, vm.classes->mapping_proxy, proxy_methods);
}

} // namespace coil::internal

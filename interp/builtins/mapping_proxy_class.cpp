#include "builtins/define.h"
#include "builtins/protocol_methods.h"
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
Result<Value> proxy_eq(Vm& vm, Value self, Value other)
{
    Value right = is_kind(other, Kind::MappingProxy) ? proxied(other) : other;
    return compare_values(vm, CompareOperator::Equal, proxied(self), right);
}
constexpr NativeDef proxy_new_def = def<"__new__(cls, mapping, /)", proxy_new>();
constexpr NativeDef proxy_methods[] = {
    def<"__getitem__(self, key, /)", get_item_method>(),
    def<"__len__(self, /)", length_method>(),
    def<"__iter__(self, /)", iterator_method>(),
    def<"__contains__(self, key, /)", contains_method>(),
    def<"__repr__(self, /)", proxy_repr>(),
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

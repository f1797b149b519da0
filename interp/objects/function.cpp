#include "objects/function.h"

#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/native.h"
#include "objects/str.h"
#include "objects/tuple.h"

namespace coil::internal
{

namespace
{

template <class T> Result<T*> make(Vm& vm, Class* cls)
{
    auto* cell = vm.heap.allocate<T>(uint8_t(T::kind_id));
    if (!cell)
        return vm.raise_memory_error();
    cell->shape = cls->root->id;
    return cell;
}

} // namespace

Result<Value> make_bound_method(Vm& vm, Value function, Value self)
{
    BoundMethod* method = TRY(make<BoundMethod>(vm, vm.classes->method));
    method->function = function;
    method->self = self;
    return Value::cell(method);
}

Result<Value> make_native_function(Vm& vm, const NativeDef& def, Value self, Str* module)
{
    NativeFunction* function = TRY(make<NativeFunction>(vm, vm.classes->native_function));
    function->def = &def;
    function->self = self;
    const Signature& signature = def.signature;
    bool direct = signature.simple() && self.is_empty() && !resumes_frames(def.inlined);
    function->least = !direct ? 1 : signature.var_arguments ? signature.positional : signature.required;
    function->most = !direct ? 0 : signature.var_arguments ? UINT32_MAX : signature.positional;
    function->module = module;
    return Value::cell(function);
}

Result<Box*> make_box(Vm& vm, Value value)
{
    Box* box = TRY(make<Box>(vm, vm.classes->cell));
    box->value = value;
    return box;
}

Result<Module*> make_module(Vm& vm, Str* name)
{
    Dict* dict = TRY(make_dict(vm));
    auto* module = static_cast<Module*>(
        vm.heap.allocate_cell(uint8_t(Kind::Module), instance_size(vm.classes->module, sizeof(Module))));
    if (!module)
        return vm.raise_memory_error();
    module->shape = vm.classes->module->root->id;
    module->dict = dict;
    module->name = name;
    TRY(dict_set_str(vm, dict, vm.names->name, Value::cell(name)));
    TRY(dict_set_str(vm, dict, vm.names->doc, None));
    TRY(dict_set_str(vm, dict, vm.names->package, None));
    return module;
}

Result<FunctionExtra*> function_extra(Vm& vm, Function* function)
{
    if (!function->extra) {
        auto* extra = vm.heap.allocate<FunctionExtra>(uint8_t(Kind::FunctionExtra));
        if (!extra)
            return vm.raise_memory_error();
        vm.heap.write_barrier(function);
        function->extra = extra;
    }
    return function->extra;
}

Result<Exception*> make_exception(Vm& vm, Class* cls, Tuple* args)
{
    auto* exception =
        static_cast<Exception*>(vm.heap.allocate_cell(uint8_t(Kind::Exception), instance_size(cls, sizeof(Exception))));
    if (!exception)
        return vm.raise_memory_error();
    exception->shape = cls->root->id;
    exception->args = args;
    if (args->size > 0 &&
        (is_subclass(cls, vm.error_class(Error::StopIteration)) || is_subclass(cls, vm.error_class(Error::SystemExit))))
        exception->value = args->items[0];
    if (cls->has(HasFinalizer))
        vm.heap.add_finalizer(exception);
    return exception;
}

Result<Exception*> make_exception(Vm& vm, Class* cls, std::string_view message)
{
    Str* text = TRY(make_str(vm, message));
    Tuple* args = TRY(make_tuple(vm, { Value::cell(text) }));
    return make_exception(vm, cls, args);
}

} // namespace coil::internal

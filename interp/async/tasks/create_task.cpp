#include "async/tasks/create_task.h"

#include "objects/dict.h"
#include "objects/str.h"
#include "runtime/machine/import.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"

namespace coil::internal
{

Result<Value> create_task(Vm& vm, EventLoop* loop, Value coroutine, Value name, Value context)
{
    Value factory = loop->task_factory();
    if (factory.is_empty() || factory.is_none())
        return make_task(vm, loop, coroutine, name, context);
    Value arguments[] = { loop->object(), coroutine };
    Dict* keywords = nullptr;
    if (!context.is_empty() && !context.is_none()) {
        keywords = TRY(make_dict(vm));
        TRY(dict_set_str(vm, keywords, intern(vm, "context"), context));
    }
    Value task = TRY(call_with_dict(vm, factory, arguments, 2, keywords));
    if (!name.is_none() && !name.is_empty())
        TRY(call_method(vm, task, intern(vm, "set_name"), { name }));
    return task;
}

Result<Value> ensure_in(Vm& vm, EventLoop* loop, Value awaitable)
{
    if (as_future(awaitable))
        return awaitable;
    if (is_coroutine_like(vm, awaitable))
        return create_task(vm, loop, awaitable, None);
    Value method = lookup_special(vm, vm.class_of(awaitable), Special::await);
    if (method.is_empty())
        return vm.raise(Error::TypeError, "An asyncio.Future, a coroutine or an awaitable is required");
    Value helpers = TRY(import_absolute(vm, "_asyncio_helpers"));
    Value wrapper = TRY(call(vm, TRY(get_attribute(vm, helpers, intern(vm, "wrap_awaitable"))), { awaitable }));
    return make_task(vm, loop, wrapper, None);
}

} // namespace coil::internal

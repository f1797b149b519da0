// Calls that are not of a plain function with just the right arguments.
#include <algorithm>
#include <utility>

#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/interpreter/loader.h"
#include "runtime/interpreter/slow.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/operators.h"

namespace coil::internal::slow
{

namespace
{

/// The arguments of a call. They may be overwritten, and so may the one word in front of them: a `self` goes there.
struct Given {
    Value* first;
    size_t count;
    const Tuple* keywords = nullptr; ///< names of the last values, which `count` leaves out; or null
    bool has_room = true;            ///< for prepend
    size_t total() const { return count + (keywords ? keywords->size : 0); }
    void prepend(Value value)
    {
        *--first = value;
        count++;
        has_room = false;
    }
};

/// Arguments may take more room than the registers until they are bound.
bool make_room_for(Vm& vm, const Code* code, Value* registers, size_t arguments, int64_t depth)
{
    return make_room(vm, registers + std::max<size_t>(code->register_count, arguments), depth).ok();
}

/// place_arguments for few keywords, all names of parameters that may be given by name. False, with nothing changed,
/// when the call is not so plain.
bool place_keywords(Function* function, Value* registers, const Given& given)
{
    constexpr size_t most = 8, most_parameters = 60;
    const Code* code = function->code;
    size_t positional = code->argument_count, takes = positional + code->keyword_only_count;
    size_t named = given.keywords->size;
    size_t defaults = function->defaults ? function->defaults->size : 0;
    if (!is_loaded(code) || code->flags & (HasVarArgs | HasVarKeywords | UsesNamespace) || named > most ||
        takes > most_parameters || given.count > positional || given.count + named > takes)
        return false;
    const Value* names = static_cast<const ValueArray*>(code->locals)->data;
    Value values[most];
    size_t places[most];
    uint64_t filled = (uint64_t(1) << given.count) - 1;
    for (size_t k = 0; k < named; k++) {
        size_t place = std::max<size_t>(given.count, code->positional_only_count);
        while (place < takes && !(names[place] == given.keywords->items[k]))
            place++;
        if (place >= takes || filled >> place & 1)
            return false;
        filled |= uint64_t(1) << place;
        places[k] = place;
        values[k] = given.first[given.count + k];
    }
    // Defaults of parameters that are given by name only are in a dict: bind_arguments looks there.
    auto has_default = [&](size_t place) { return place < positional && place + defaults >= positional; };
    for (size_t i = given.count; i < takes; i++)
        if (!(filled >> i & 1) && !has_default(i))
            return false;
    move_values(given.first, given.count, registers);
    for (size_t i = given.count; i < positional; i++)
        if (!(filled >> i & 1))
            registers[i] = function->defaults->items[i + defaults - positional];
    for (size_t k = 0; k < named; k++)
        registers[places[k]] = values[k];
    return true;
}

/// Whether all named parameters are given by position and what else is given is for `*args` and `**kwargs`.
bool takes_the_rest(const Vm& vm, const Function* function, const Given& given)
{
    const Code* code = function->code;
    size_t positional = code->argument_count;
    if (!is_loaded(code) || given.count < positional || code->keyword_only_count || code->flags & UsesNamespace ||
        (given.count > positional && !(code->flags & HasVarArgs)))
        return false;
    if (!given.keywords)
        return code->flags & (HasVarArgs | HasVarKeywords);
    // A keyword must not be the name of a parameter, which has its value.
    const Value* names = static_cast<const ValueArray*>(code->locals)->data;
    for (Value name : *given.keywords) {
        if (name.as_cell()->shape != vm.exact.str || (positional && !as<Str>(name)->is_interned()))
            return false;
        for (size_t i = 0; i < positional; i++)
            if (names[i] == name)
                return false;
    }
    return code->flags & HasVarKeywords;
}

Result<void> place_rest(Vm& vm, const Function* function, Value* registers, const Given& given)
{
    const Code* code = function->code;
    size_t positional = code->argument_count;
    Dict* named = nullptr;
    Tuple* rest = nullptr;
    if (code->flags & HasVarKeywords)
        named = TRY(given.keywords
                ? make_dict_of_strs(vm, given.keywords->items, given.first + given.count, given.keywords->size)
                : make_dict(vm));
    if (code->flags & HasVarArgs)
        rest = TRY(make_tuple(vm, given.first + positional, given.count - positional));
    // Only now, as they may stand where the arguments are.
    move_values(given.first, positional, registers);
    if (rest)
        registers[positional++] = Value::cell(rest);
    if (named)
        registers[positional] = Value::cell(named);
    return {};
}

/// Puts the arguments where a plain function's parameters are. They may stand there already, or overlap.
Result<void> place_arguments(Vm& vm, Function* function, Value* registers, const Given& given)
{
    const Code* code = function->code;
    size_t takes = size_t(code->fast_arity);
    size_t defaults = function->defaults ? function->defaults->size : 0;
    if (code->fast_arity >= 0 && !given.keywords && given.count <= takes && given.count + defaults >= takes) {
        if (registers != given.first)
            move_values(given.first, given.count, registers);
        for (size_t i = given.count; i < takes; i++)
            registers[i] = function->defaults->items[i + defaults - takes];
        return {};
    }
    if (given.keywords && place_keywords(function, registers, given))
        return {};
    if (takes_the_rest(vm, function, given))
        return place_rest(vm, function, registers, given);
    ArgumentBuffer copy(vm, given.total());
    move_values(given.first, given.total(), copy.data());
    return bind_arguments(vm, function, registers, { copy.data(), given.count, given.keywords });
}

Next start(FrameHeader* header, Value function, Code* code, Value* caller, const uint32_t* return_pc, int64_t depth)
{
    header->function = function;
    return push_frame(header, code, caller, return_pc, depth);
}

/// Makes the coroutine or generator of a call.
Next make_heap_frame(Vm& vm, Next s, uint32_t base, const uint32_t* next, Function* function, const Given& given)
{
    Result<Coroutine*> made = make_coroutine(vm, function, { given.first, given.count, given.keywords });
    if (made.failed())
        return unwind(vm, s);
    // What is awaited at once can't be seen by anybody else; see Await in opcodes.def.
    if (!awaits(*next, base)) {
        expose_frame(vm, made.value());
        if (function->code->flags & IsCoroutine)
            vm.interpreter->new_coroutines().add(made.value());
    }
    s.r[base] = Value::cell(made.value());
    return { next, s.r };
}

/// Enters a script function: in the window itself from a plain frame, behind a Continuation from a heap frame.
Next enter_function(Vm& vm, Next s, uint32_t base, const uint32_t* next, Function* function, const Given& given)
{
    Code* code = function->code;
    if (is_heap_frame(code))
        return make_heap_frame(vm, s, base, next, function, given);
    int64_t depth = header_of(s.r)->depth + 1;
    if (!is_heap_frame(code_of(s.r))) {
        auto* header = reinterpret_cast<FrameHeader*>(s.r + base);
        auto* registers = reinterpret_cast<Value*>(header + 1);
        if (!make_room_for(vm, code, registers, given.total(), depth) ||
            place_arguments(vm, function, registers, given).failed())
            return unwind(vm, s);
        return start(header, Value::cell(function), code, s.r, next, depth);
    }
    Continuation* continuation = continuation_at(coroutine_of(s.r)->stack_base);
    if (!make_room_for(vm, code, continuation->registers, given.total(), depth) ||
        place_arguments(vm, function, continuation->registers, given).failed())
        return unwind(vm, s);
    continuation->spare = Value();
    continuation->pc = s.pc;
    return start(&continuation->header, Value::cell(function), code, s.r, continue_stub, depth);
}

Next finish(Vm& vm, Next s, uint32_t base, const uint32_t* next, Result<Value> result)
{
    if (result.failed()) [[unlikely]]
        return unwind(vm, s);
    s.r[base] = result.value();
    return { next, s.r };
}

Next enter_native(Vm& vm, Next s, uint32_t base, const uint32_t* next, NativeFunction* native, Given& given)
{
    const Signature& signature = native->def->signature;
    if (signature.simple() && !given.keywords) [[likely]] {
        size_t count = given.count + !native->self.is_empty();
        if (takes_plainly(signature, count) && (given.has_room || native->self.is_empty())) [[likely]] {
            if (!native->self.is_empty())
                given.prepend(native->self);
            else if (given.count && check_self(vm, native, given.first[0]).failed())
                return unwind(vm, s);
            if (resumes_frames(native->def->inlined) && given.count == signature.required)
                if (auto entered = resume_in_place(vm, s, base, next, native, given.first))
                    return *entered;
            return finish(vm, s, base, next, native->def->invoke(vm, given.first, given.count));
        }
    }
    return finish(vm, s, base, next, call_native(vm, native, given.first, given.count, given.keywords));
}

/// Whether C(…) can make its object first and run `__init__` in a frame of its own.
bool makes_plainly(Vm& vm, Class* cls)
{
    if (cls->has(HasCustomNew) || cls->has(IsAbstract) || vm.class_of(Value::cell(cls)) != vm.classes->type)
        return false;
    return cls->instance_kind == Kind::Instance || cls->has(IsException);
}

/// Whether C(…) is the call of a C++ `__new__` and nothing else.
bool makes_natively(Vm& vm, Class* cls, const Given& given)
{
    if (cls->has(IsHeapClass) || !given.has_room || given.keywords || cls == vm.classes->type)
        return false;
    auto* make = as_if<StaticMethod>(lookup_special(vm, cls, Special::new_));
    return make && is_kind(make->function, Kind::NativeFunction) && cls != vm.classes->object;
}

Result<Value> make_object(Vm& vm, Class* cls, const Given& given)
{
    if (cls->instance_kind == Kind::Instance)
        return Value::cell(TRY(make_instance(vm, cls)));
    Value make = lookup_special(vm, cls, Special::new_);
    if (auto* wrapper = as_if<StaticMethod>(make))
        make = wrapper->function;
    given.first[-1] = Value::cell(cls);
    return internal::call(vm, make, { given.first - 1, given.count + 1, given.keywords });
}

/// C(…): an __init__ written in Python runs in a frame of its own, so that making objects does not recurse.
Next construct(Vm& vm, Next s, uint32_t base, const uint32_t* next, Class* cls, Given& given)
{
    Value init = lookup_special(vm, cls, Special::init);
    auto* function = as_if<Function>(init);
    if (init == vm.known.object_init && makes_natively(vm, cls, given)) {
        auto* make = as<NativeFunction>(as<StaticMethod>(lookup_special(vm, cls, Special::new_))->function);
        given.prepend(Value::cell(cls));
        return enter_native(vm, s, base, next, make, given);
    }
    if (!function || is_heap_frame(function->code) || !given.has_room || !makes_plainly(vm, cls)) {
        CallArguments arguments{ given.first, given.count, given.keywords };
        return finish(vm, s, base, next, internal::call(vm, Value::cell(cls), arguments));
    }
    Result<Value> instance = make_object(vm, cls, given);
    if (instance.failed())
        return unwind(vm, s);
    Code* code = function->code;
    int64_t depth = header_of(s.r)->depth + 1;
    given.prepend(instance.value());
    if (code->flags & ReturnsNone && !is_heap_frame(code_of(s.r))) {
        // The instance waits in r[base]; the frame stands one word further up, and its result is not looked at.
        Value* window = s.r + base;
        auto* header = reinterpret_cast<FrameHeader*>(window + 1);
        auto* registers = reinterpret_cast<Value*>(header + 1);
        if (!make_room_for(vm, code, registers, given.total(), depth) ||
            place_arguments(vm, function, registers, given).failed())
            return unwind(vm, s);
        window[0] = instance.value();
        return start(header, init, code, s.r, next, depth);
    }
    Continuation* continuation = continuation_at(stack_top(s.r));
    if (!make_room_for(vm, code, continuation->registers, given.total(), depth) ||
        place_arguments(vm, function, continuation->registers, given).failed())
        return unwind(vm, s);
    continuation->spare = instance.value();
    continuation->pc = s.pc;
    return start(&continuation->header, init, code, s.r, continue_stub, depth);
}

/// Calls anything; the result goes to r[base] and control to `next`.
Next call_value(Vm& vm, Next s, uint32_t base, const uint32_t* next, Value callee, Given& given)
{
    while (callee.is_cell()) {
        switch (kind_of(callee.as_cell())) {
        case Kind::Function:
            return enter_function(vm, s, base, next, as<Function>(callee), given);
        case Kind::NativeFunction:
            return enter_native(vm, s, base, next, as<NativeFunction>(callee), given);
        case Kind::BoundMethod:
            if (!given.has_room)
                break;
            given.prepend(as<BoundMethod>(callee)->self);
            callee = as<BoundMethod>(callee)->function;
            continue;
        case Kind::Class:
            return construct(vm, s, base, next, as<Class>(callee), given);
        default:
            break;
        }
        Value method = lookup_special(vm, vm.class_of(callee), Special::call);
        if (!is_kind(method, Kind::Function) || !given.has_room)
            break;
        given.prepend(callee);
        callee = method;
    }
    return finish(vm, s, base, next, internal::call(vm, callee, { given.first, given.count, given.keywords }));
}

} // namespace

namespace
{

/// Enters a function from a plain frame when nothing but defaults has to be filled in behind the `count` arguments that
/// stand in its registers from `placed` on. False for any other function and call.
[[gnu::always_inline]] inline bool enter_in_place(
    Vm& vm, Next& s, uint32_t base, Value callee, const Value* placed, uint32_t count)
{
    auto* function = as<Function>(callee);
    Code* code = function->code;
    auto takes = uint32_t(code->fast_arity);
    uint32_t defaults = function->defaults ? uint32_t(function->defaults->size) : 0;
    if (code->fast_arity < int32_t(count) || takes - count > defaults || is_heap_frame(code_of(s.r)))
        return false;
    auto* header = reinterpret_cast<FrameHeader*>(s.r + base);
    auto* registers = reinterpret_cast<Value*>(header + 1);
    int64_t depth = header_of(s.r)->depth + 1;
    if (!has_room(vm, registers + code->register_count, depth))
        return false;
    if (placed != registers)
        move_values(placed, count, registers);
    for (uint32_t i = count; i < takes; i++)
        registers[i] = function->defaults->items[i + defaults - takes];
    s = start(header, callee, code, s.r, after<Op::Call>(s).pc, depth);
    return true;
}

} // namespace

Next call(Vm& vm, Next s, uint32_t base, uint32_t count)
{
    save(vm, s);
    // The call is made again when the poll has been served.
    if (--vm.fuel < 0)
        return poll(vm, s, s);
    Value* first = s.r + base + code_of(s.r)->window_gap;
    if (is_kind(s.r[base], Kind::Function)) {
        if (enter_in_place(vm, s, base, s.r[base], first, count))
            return s;
    } else if (auto* method = as_if<BoundMethod>(s.r[base]); method && is_kind(method->function, Kind::Function)) {
        Value self = std::exchange(first[-1], method->self);
        if (enter_in_place(vm, s, base, method->function, first - 1, count + 1))
            return s;
        first[-1] = self;
    } else if (auto* native = as_if<NativeFunction>(s.r[base]); native && !native->self.is_empty()) {
        const NativeDef& def = *native->def;
        if (def.signature.simple() && takes_plainly(def.signature, count + 1) && !resumes_frames(def.inlined)) {
            first[-1] = native->self;
            return finish(vm, s, base, after<Op::Call>(s).pc, def.invoke(vm, first - 1, count + 1));
        }
    }
    Given given{ first, count };
    return call_value(vm, s, base, after<Op::Call>(s).pc, s.r[base], given);
}

Next call_method(Vm& vm, Next s, uint32_t base, uint32_t count)
{
    Value* first = s.r + base + code_of(s.r)->window_gap;
    save(vm, s);
    if (--vm.fuel < 0)
        return poll(vm, s, s);
    bool without_self = first[0].is_empty();
    if (is_kind(s.r[base], Kind::Function) &&
        enter_in_place(vm, s, base, s.r[base], first + without_self, count - without_self))
        return s;
    Given given{ first + without_self, count - without_self };
    return call_value(vm, s, base, after<Op::CallMethod>(s).pc, s.r[base], given);
}

Next call_keywords(Vm& vm, Next s, uint32_t base, uint32_t count, bool method)
{
    save(vm, s);
    if (--vm.fuel < 0)
        return poll(vm, s, s);
    Code* code = code_of(s.r);
    auto* names = as<Tuple>(code->constants[s.pc[1]]);
    Value* first = s.r + base + code->window_gap;
    bool without_self = method && first[0].is_empty();
    Given given{ first + without_self, count - without_self - names->size, names };
    return call_value(vm, s, base, after<Op::CallKeywords>(s).pc, s.r[base], given);
}

Next call_spread(Vm& vm, Next s, uint32_t base)
{
    save(vm, s);
    if (--vm.fuel < 0)
        return poll(vm, s, s);
    const Value* first = s.r + base + code_of(s.r)->window_gap;
    auto* positional = as<Tuple>(first[0]);
    auto* keywords = first[1].is_empty() ? nullptr : as<Dict>(first[1]);
    size_t named = keywords ? keywords->used : 0;
    ArgumentBuffer buffer(vm, 1 + positional->size + named);
    move_values(positional->items, positional->size, buffer.data() + 1);
    Value* arguments = buffer.data() + 1 + positional->size;
    Tuple* names = nullptr;
    if (named) {
        Result<Tuple*> made = make_tuple(vm, named);
        if (made.failed())
            return unwind(vm, s);
        names = made.value();
        size_t position = 0, filled = 0;
        while (const DictEntry* entry = next_entry(keywords, position)) {
            if (!is_kind(entry->key, Kind::Str))
                return raise_at(vm, s, Error::TypeError, "keywords must be strings");
            names->items[filled++] = entry->key;
            *arguments++ = entry->value;
        }
    }
    Given given{ buffer.data() + 1, positional->size, names };
    return call_value(vm, s, base, after<Op::CallSpread>(s).pc, s.r[base], given);
}

Next load_body(Vm& vm, Next s)
{
    save(vm, s);
    Code* code = code_of(s.r);
    // Which registers are dead is not known yet: none may hold what was there before the call.
    uint32_t first = std::max<uint32_t>(code->parameter_count, code->flags & UsesNamespace ? 1 : 0);
    std::fill(s.r + first, s.r + code->register_count, Value());
    if (need_body(vm, code).failed())
        return unwind(vm, s);
    return { code->entry, s.r };
}

} // namespace coil::internal::slow

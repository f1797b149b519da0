// Binding the arguments of a call to a function's parameters, and the TypeErrors of calls that do not fit.
#include "objects/dict.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/interpreter/loader.h"
#include "runtime/operations/call.h"

namespace coil::internal
{

namespace
{

std::string_view local_name(const Code* code, size_t index)
{
    return as<Str>(static_cast<ValueArray*>(code->locals)->data[index])->view();
}

std::string qualified_name(Vm& vm, Function* function)
{
    if (function->extra && is_kind(function->extra->qualified_name, Kind::Str))
        return std::string(as<Str>(function->extra->qualified_name)->view());
    (void)vm;
    return std::string(function->code->qualified_name->view());
}

/// 'a', 'b', and 'c'
std::string quoted_list(const std::vector<std::string_view>& names)
{
    std::string out;
    for (size_t i = 0; i < names.size(); i++) {
        if (i)
            out += i + 1 < names.size() ? ", " : names.size() == 2 ? " and " : ", and ";
        out += format_text("'{}'", { names[i] });
    }
    return out;
}

Raised missing_arguments(Vm& vm, Function* function, std::string_view kind, const std::vector<std::string_view>& names)
{
    return vm.raise(Error::TypeError, "{}() missing {} required {} argument{}: {}", qualified_name(vm, function),
        names.size(), kind, names.size() == 1 ? "" : "s", quoted_list(names));
}

Raised too_many_positional(Vm& vm, Function* function, const Value* registers, size_t given)
{
    Code* code = function->code;
    size_t defaults = function->defaults ? function->defaults->size : 0;
    size_t most = code->argument_count;
    size_t keyword_only_given = 0;
    for (size_t i = 0; i < code->keyword_only_count; i++)
        keyword_only_given += !registers[most + i].is_empty();
    std::string takes = defaults ? format_text("from {} to {}", { most - defaults, most }) : std::to_string(most);
    bool plural = defaults ? true : most != 1;
    std::string extra;
    if (keyword_only_given)
        extra = format_text(" positional argument{} (and {} keyword-only argument{})",
            { given != 1 ? "s" : "", keyword_only_given, keyword_only_given != 1 ? "s" : "" });
    return vm.raise(Error::TypeError, "{}() takes {} positional argument{} but {}{} {} given",
        qualified_name(vm, function), takes, plural ? "s" : "", given, extra,
        given == 1 && !keyword_only_given ? "was" : "were");
}

/// Index of the parameter of that name that may be given by keyword, or -1.
int parameter_named(const Code* code, Str* name)
{
    auto* locals = static_cast<ValueArray*>(code->locals);
    int named = code->argument_count + code->keyword_only_count;
    for (int i = code->positional_only_count; i < named; i++)
        if (locals->data[i] == Value::cell(name))
            return i;
    for (int i = code->positional_only_count; i < named; i++)
        if (as<Str>(locals->data[i])->view() == name->view())
            return i;
    return -1;
}

Raised unexpected_keyword(Vm& vm, Function* function, const CallArguments& arguments, Str* name)
{
    Code* code = function->code;
    std::vector<std::string_view> positional_only;
    for (size_t i = 0; i < code->positional_only_count; i++)
        for (size_t k = 0; k < arguments.keywords->size; k++)
            if (as<Str>(arguments.keywords->items[k])->view() == local_name(code, i))
                positional_only.push_back(local_name(code, i));
    if (positional_only.empty())
        return vm.raise(Error::TypeError, "{}() got an unexpected keyword argument '{}'", qualified_name(vm, function),
            name->view());
    std::string names;
    for (std::string_view each : positional_only)
        names += (names.empty() ? "" : ", ") + std::string(each);
    return vm.raise(Error::TypeError, "{}() got some positional-only arguments passed as keyword arguments: '{}'",
        qualified_name(vm, function), names);
}

Result<void> bind_keywords(Vm& vm, Function* function, Value* registers, const CallArguments& arguments, Dict* rest)
{
    for (size_t k = 0; k < arguments.keywords->size; k++) {
        Str* name = as<Str>(arguments.keywords->items[k]);
        Value value = arguments.first[arguments.count + k];
        int index = parameter_named(function->code, name);
        if (index >= 0) {
            if (!registers[index].is_empty())
                return vm.raise(Error::TypeError, "{}() got multiple values for argument '{}'",
                    qualified_name(vm, function), name->view());
            registers[index] = value;
        } else if (rest) {
            TRY(dict_set_str(vm, rest, name, value));
        } else {
            return unexpected_keyword(vm, function, arguments, name);
        }
    }
    return {};
}

Result<void> fill_defaults(Vm& vm, Function* function, Value* registers)
{
    Code* code = function->code;
    size_t positional = code->argument_count;
    size_t defaults = function->defaults ? function->defaults->size : 0;
    std::vector<std::string_view> missing;
    for (size_t i = 0; i < positional; i++) {
        if (!registers[i].is_empty())
            continue;
        if (i + defaults >= positional)
            registers[i] = function->defaults->items[i + defaults - positional];
        else
            missing.push_back(local_name(code, i));
    }
    if (!missing.empty())
        return missing_arguments(vm, function, "positional", missing);
    for (size_t i = positional; i < positional + code->keyword_only_count; i++) {
        if (!registers[i].is_empty())
            continue;
        Str* name = as<Str>(static_cast<ValueArray*>(code->locals)->data[i]);
        Value* fallback = function->keyword_defaults ? find_str(vm, function->keyword_defaults, name) : nullptr;
        if (fallback)
            registers[i] = *fallback;
        else
            missing.push_back(name->view());
    }
    if (!missing.empty())
        return missing_arguments(vm, function, "keyword-only", missing);
    return {};
}

} // namespace

Result<void> bind_arguments(Vm& vm, Function* function, Value* registers, const CallArguments& arguments)
{
    Code* code = function->code;
    TRY(need_body(vm, code));
    size_t positional = code->argument_count;
    size_t named = positional + code->keyword_only_count;
    size_t given = std::min(arguments.count, positional);
    move_values(arguments.first, given, registers);
    std::fill(registers + given, registers + code->parameter_count, Value());
    Dict* rest = code->flags & HasVarKeywords ? TRY(make_dict(vm)) : nullptr;
    if (arguments.keywords)
        TRY(bind_keywords(vm, function, registers, arguments, rest));
    if (arguments.count > positional && !(code->flags & HasVarArgs))
        return too_many_positional(vm, function, registers, arguments.count);
    // What is made here is stored last, as the collector does not see the registers of a frame that has not begun.
    if (code->flags & HasVarArgs)
        registers[named] = Value::cell(TRY(make_tuple(vm, arguments.first + given, arguments.count - given)));
    if (rest)
        registers[code->parameter_count - 1] = Value::cell(rest);
    // The body of a class, called by itself.
    if (code->flags & UsesNamespace)
        registers[0] = Value::cell(code->globals);
    return fill_defaults(vm, function, registers);
}

} // namespace coil::internal

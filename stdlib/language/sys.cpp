// The module sys.
#include <algorithm>

#include "io/standard_streams.h"
#include "objects/class_members.h"
#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/list.h"
#include "objects/numbers.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "runtime/interpreter/interpreter.h"
#include "runtime/machine/host_files.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"
#include "runtime/operations/native_class.h"
#include "runtime/operations/operators.h"
#include "runtime/reports/frame_object.h"
#include "runtime/reports/print_exception.h"
#include "stdlib/language/simple_namespace.h"
#include "stdlib/language/sys_hooks.h"
#include "stdlib/modules.h"
#include "stdlib/struct_sequence.h"

#if defined(__clang__)
#define COIL_COMPILER "Clang " __clang_version__
#else
#define COIL_COMPILER "GCC " __VERSION__
#endif

namespace coil::internal
{

namespace
{

Result<void> sys_exit(Vm& vm, Value status)
{
    if (status.is_none())
        return vm.raise_exception(
            Value::cell(TRY(make_exception(vm, vm.error_class(Error::SystemExit), vm.empty_tuple))));
    // A tuple is all of the exception's arguments.
    auto* arguments = as_if<Tuple>(status);
    CallArguments given = arguments ? CallArguments{ arguments->items, arguments->size } : CallArguments{ &status, 1 };
    return vm.raise_exception(TRY(call(vm, Value::cell(vm.error_class(Error::SystemExit)), given)));
}

int64_t get_recursion_limit(Vm& vm) { return vm.depth_limit; }
Result<void> set_recursion_limit(Vm& vm, Value maximum)
{
    int64_t limit = TRY(to_c_int(vm, maximum));
    if (limit <= 0)
        return vm.raise(Error::ValueError, "recursion limit must be greater or equal than 1");
    int64_t depth = vm.registers ? header_of(vm.registers)->depth : 0;
    if (depth >= limit)
        return vm.raise(Error::RecursionError,
            "cannot set the recursion limit to {} at the recursion depth {}: the limit is too low", limit, depth);
    vm.depth_limit = limit;
    return {};
}

Result<Value> exc_info(Vm& vm)
{
    if (vm.handled.is_empty())
        return Value::cell(TRY(make_tuple(vm, { None, None, None })));
    Value traceback = as_exception(vm.handled)->traceback;
    return Value::cell(TRY(
        make_tuple(vm, { Value::cell(vm.class_of(vm.handled)), vm.handled, traceback.is_empty() ? None : traceback })));
}
Value exception(Vm& vm) { return vm.handled.is_empty() ? None : vm.handled; }

Result<Value> intern_function(Vm& vm, Str* text)
{
    if (text->shape != vm.exact.str)
        return vm.raise(Error::TypeError, "can't intern {}", type_name(vm, Value::cell(text)));
    return Value::cell(intern(vm, text));
}
Value default_encoding(Vm& vm) { return Value::cell(intern(vm, "utf-8")); }
bool is_finalizing(Vm&) { return false; }

Result<void> display_hook(Vm& vm, Value value)
{
    if (value.is_none())
        return {};
    TRY(dict_set_str(vm, vm.builtins, vm.names->underscore, value));
    Str* text = TRY(repr(vm, value));
    Value out = TRY(standard_file(vm, vm.names->stdout_));
    std::string line(text->view());
    line += '\n';
    if (TRY(vm.operations.write_stream(vm, out, line, false)))
        return {};
    TRY(call_method(vm, out, vm.names->write, { Value::cell(TRY(make_str(vm, line))) }));
    return {};
}
/// Shows the exception with the traceback that is given, which is not always its own.
Result<void> except_hook(Vm& vm, Value, Value value, Value traceback)
{
    auto* exception = as_exception(value);
    if (!exception) {
        vm.operations.write_error(vm,
            format_text(
                "TypeError: print_exception(): Exception expected for value, {} found\n", { type_name(vm, value) }));
        return {};
    }
    Value own = exception->traceback;
    vm.heap.write_barrier(exception);
    exception->traceback = is_kind(traceback, Kind::Traceback) ? traceback : Value();
    Result<std::string> text = format_exception(vm, value);
    vm.heap.write_barrier(exception);
    exception->traceback = own;
    vm.operations.write_error(vm, TRY(std::move(text)));
    return {};
}

Result<Value> get_frame(Vm& vm, Value depth)
{
    Value frame = TRY(running_frame(vm, std::max(TRY(to_c_int(vm, depth)), 0)));
    return frame.is_none() ? Result<Value>(vm.raise(Error::ValueError, "call stack is not deep enough")) : frame;
}

int64_t get_digits_limit(Vm& vm) { return vm.int_max_str_digits; }
Result<void> set_digits_limit(Vm& vm, Value maximum)
{
    int limit = TRY(to_c_int(vm, maximum));
    if (limit != 0 && limit < 640)
        return vm.raise(Error::ValueError, "maxdigits must be 0 or larger than 640");
    vm.int_max_str_digits = limit;
    return {};
}
/// Nobody listens to events.
Value audit(Vm&, Str*, Arguments) { return None; }
Result<Value> encode_errors(Vm& vm) { return Value::cell(TRY(make_str(vm, "surrogateescape"))); }

double get_switch_interval(Vm&) { return 0.005; }
Result<void> set_switch_interval(Vm& vm, double seconds)
{
    if (seconds <= 0)
        return vm.raise(Error::ValueError, "switch interval must be strictly positive");
    return {};
}

constexpr NativeDef definitions[] = {
    def<"exit(status=None, /)", sys_exit>("Raises SystemExit(status)."),
    def<"getrecursionlimit()", get_recursion_limit>("Returns the greatest depth of calls."),
    def<"setrecursionlimit(limit, /)", set_recursion_limit>("Sets the greatest depth of calls."),
    def<"exc_info()", exc_info>("Returns (type, value, traceback) of the exception being handled."),
    def<"exception()", exception>("Returns the exception being handled, or None."),
    def<"intern(string, /)", intern_function>("Returns the interned string of that text."),
    def<"getdefaultencoding()", default_encoding>(),
    def<"getfilesystemencoding()", default_encoding>(),
    def<"getfilesystemencodeerrors()", encode_errors>("Returns how names of files that are no UTF-8 are decoded."),
    def<"audit(event, /, *args)", audit>("Passes the event to the hooks that are attached: there are none."),
    def<"is_finalizing()", is_finalizing>(),
    def<"displayhook(object, /)", display_hook>("Prints an object to sys.stdout and saves it in builtins._"),
    def<"excepthook(exctype, value, traceback, /)", except_hook>(
        "Prints an exception and its traceback to sys.stderr."),
    def<"_getframe(depth=0, /)", get_frame>("Returns the frame that runs, or that of a caller of it."),
    def<"get_int_max_str_digits()", get_digits_limit>(),
    def<"set_int_max_str_digits(maxdigits)", set_digits_limit>(),
    def<"getswitchinterval()", get_switch_interval>(),
    def<"setswitchinterval(interval, /)", set_switch_interval>(),
};

constexpr AttributeDef version_fields[] = {
    { "major", struct_field<0>, nullptr, nullptr },
    { "minor", struct_field<1>, nullptr, nullptr },
    { "micro", struct_field<2>, nullptr, nullptr },
    { "releaselevel", struct_field<3>, nullptr, nullptr },
    { "serial", struct_field<4>, nullptr, nullptr },
};
constexpr AttributeDef flag_fields[] = {
    { "debug", struct_field<0>, nullptr, nullptr },
    { "inspect", struct_field<1>, nullptr, nullptr },
    { "interactive", struct_field<2>, nullptr, nullptr },
    { "optimize", struct_field<3>, nullptr, nullptr },
    { "dont_write_bytecode", struct_field<4>, nullptr, nullptr },
    { "no_user_site", struct_field<5>, nullptr, nullptr },
    { "no_site", struct_field<6>, nullptr, nullptr },
    { "ignore_environment", struct_field<7>, nullptr, nullptr },
    { "verbose", struct_field<8>, nullptr, nullptr },
    { "bytes_warning", struct_field<9>, nullptr, nullptr },
    { "quiet", struct_field<10>, nullptr, nullptr },
    { "hash_randomization", struct_field<11>, nullptr, nullptr },
    { "isolated", struct_field<12>, nullptr, nullptr },
    { "dev_mode", struct_field<13>, nullptr, nullptr },
    { "utf8_mode", struct_field<14>, nullptr, nullptr },
    { "warn_default_encoding", struct_field<15>, nullptr, nullptr },
    { "safe_path", struct_field<16>, nullptr, nullptr },
    { "int_max_str_digits", struct_field<17>, nullptr, nullptr },
    { "gil", struct_field<18>, nullptr, nullptr },
    { "thread_inherit_context", struct_field<19>, nullptr, nullptr },
    { "context_aware_warnings", struct_field<20>, nullptr, nullptr },
};
constexpr AttributeDef float_fields[] = {
    { "max", struct_field<0>, nullptr, nullptr },
    { "max_exp", struct_field<1>, nullptr, nullptr },
    { "max_10_exp", struct_field<2>, nullptr, nullptr },
    { "min", struct_field<3>, nullptr, nullptr },
    { "min_exp", struct_field<4>, nullptr, nullptr },
    { "min_10_exp", struct_field<5>, nullptr, nullptr },
    { "dig", struct_field<6>, nullptr, nullptr },
    { "mant_dig", struct_field<7>, nullptr, nullptr },
    { "epsilon", struct_field<8>, nullptr, nullptr },
    { "radix", struct_field<9>, nullptr, nullptr },
    { "rounds", struct_field<10>, nullptr, nullptr },
};
constexpr AttributeDef hash_fields[] = {
    { "width", struct_field<0>, nullptr, nullptr },
    { "modulus", struct_field<1>, nullptr, nullptr },
    { "inf", struct_field<2>, nullptr, nullptr },
    { "nan", struct_field<3>, nullptr, nullptr },
    { "imag", struct_field<4>, nullptr, nullptr },
    { "algorithm", struct_field<5>, nullptr, nullptr },
    { "hash_bits", struct_field<6>, nullptr, nullptr },
    { "seed_bits", struct_field<7>, nullptr, nullptr },
    { "cutoff", struct_field<8>, nullptr, nullptr },
};
constexpr AttributeDef int_fields[] = {
    { "bits_per_digit", struct_field<0>, nullptr, nullptr },
    { "sizeof_digit", struct_field<1>, nullptr, nullptr },
    { "default_max_str_digits", struct_field<2>, nullptr, nullptr },
    { "str_digits_check_threshold", struct_field<3>, nullptr, nullptr },
};

/// The names of the native modules that the VM may have.
Result<Value> native_names(Vm& vm)
{
    List* names = TRY(make_list(vm));
    TRY(list_append(vm, names, Value::cell(intern(vm, "builtins"))));
#define MODULE(subject, name, authority)                                                                               \
    if (vm.permissions.allows(Authority::authority))                                                                   \
        TRY(list_append(vm, names, Value::cell(intern(vm, #name))));
#include "stdlib/modules.def"
#undef MODULE
    TRY(list_sort(vm, names, None, false));
    return Value::cell(TRY(make_tuple(vm, names->begin(), names->size)));
}

/// What it says of numbers.
Result<void> put_numbers(Vm& vm, Module* module)
{
    auto put = [&](std::string_view name, std::span<const AttributeDef> fields,
                   std::initializer_list<Value> items) -> Result<void> {
        Value value = TRY(make_struct_sequence(vm, "sys", name, fields, items));
        return dict_set_str(vm, module->dict, intern(vm, name), value);
    };
    auto small = [](int64_t number) { return Value::small(number); };
    Value zero = small(0);
    TRY(put("float_info", float_fields,
        { TRY(make_float(vm, 1.7976931348623157e308)), small(1024), small(308),
            TRY(make_float(vm, 2.2250738585072014e-308)), small(-1021), small(-307), small(15), small(53),
            TRY(make_float(vm, 2.220446049250313e-16)), small(2), small(1) }));
    TRY(put("hash_info", hash_fields,
        { small(64), TRY(make_int(vm, (int64_t(1) << 61) - 1)), small(314159), zero, small(1000003),
            Value::cell(intern(vm, "siphash13")), small(64), small(128), zero }));
    return put("int_info", int_fields, { small(30), small(4), small(4300), small(640) });
}

Result<void> prepare(Vm& vm, Module* module)
{
    auto put = [&](std::string_view name, Value value) {
        return dict_set_str(vm, module->dict, intern(vm, name), value);
    };
    auto text = [&](std::string_view value) { return Value::cell(intern(vm, value)); };
    TRY(put("modules", Value::cell(vm.modules->loaded())));
    TRY(put("path", Value::cell(TRY(make_list(vm)))));
    TRY(put("argv", Value::cell(TRY(make_list(vm)))));
    TRY(put("maxsize", TRY(make_int(vm, INT64_MAX))));
    TRY(put("maxunicode", Value::small(0x10ffff)));
    TRY(put("byteorder", text("little")));
    TRY(put("platform", text("linux")));
    TRY(put("platlibdir", text("lib")));
    TRY(put("abiflags", text("")));
    TRY(put("builtin_module_names", TRY(native_names(vm))));
    TRY(put("version", text("3.14.0 (coil " COIL_VERSION ") [" COIL_COMPILER "]")));
    TRY(put("hexversion", Value::small(0x030e00f0)));
    TRY(put("api_version", Value::small(1013)));
    TRY(put("copyright", text("MIT License")));
    Value release = TRY(make_struct_sequence(vm, "sys", "version_info", version_fields,
        { Value::small(3), Value::small(14), Value::small(0), text("final"), Value::small(0) }));
    TRY(put("version_info", release));
    TRY(put("implementation",
        TRY(make_simple_namespace(vm, TRY(make_simple_namespace_class(vm)),
            { { "name", text("coil") }, { "version", release }, { "hexversion", Value::small(0x030e00f0) },
                { "cache_tag", text(vm.modules->cache_tag()) } }))));
    TRY(put_numbers(vm, module));
    TRY(define_sys_hooks(vm, module));
    TRY(put("dont_write_bytecode", True));
    TRY(put("pycache_prefix", None));
    TRY(put("warnoptions", Value::cell(TRY(make_list(vm)))));
    TRY(put("__displayhook__", *find_str(vm, module->dict, intern(vm, "displayhook"))));
    TRY(put("__excepthook__", *find_str(vm, module->dict, intern(vm, "excepthook"))));
    vm.operations.display = [](Vm& machine, Value value) -> Result<void> {
        Value hook = TRY(standard_file(machine, machine.names->displayhook));
        TRY(call(machine, hook, { value }));
        return {};
    };
    return {};
}

/// sys.flags, of those that the host sets.
Result<Value> make_flags(Vm& vm, const SystemInfo& info)
{
    constexpr size_t count = std::size(flag_fields);
    std::array<Value, count> items;
    for (size_t i = 0; i < count; i++) {
        std::string_view name = flag_fields[i].name;
        int64_t value = name == "hash_randomization" || name == "utf8_mode" || name == "gil" ? 1
            : name == "int_max_str_digits"                                                   ? vm.int_max_str_digits
                                                                                             : 0;
        for (const auto& [own, number] : info.flags)
            if (own == name)
                value = number;
        bool is_bool = name == "dev_mode" || name == "safe_path";
        items[i] = is_bool ? Value::boolean(value != 0) : Value::small(value);
    }
    return make_struct_sequence(vm, "sys", "flags", flag_fields, items);
}

/// sys._xoptions: NAME, whose value is True, or NAME=VALUE.
Result<Value> make_x_options(Vm& vm, const std::vector<std::string>& options)
{
    Dict* dict = TRY(make_dict(vm));
    for (std::string_view each : options) {
        size_t equal = each.find('=');
        Value value = equal == each.npos ? True : Value::cell(TRY(host_text(vm, each.substr(equal + 1))));
        TRY(dict_set(vm, dict, Value::cell(TRY(host_text(vm, each.substr(0, equal)))), value));
    }
    return Value::cell(dict);
}

/// A text stream on the raw one below: nothing that is written waits.
Result<Value> without_buffer(Vm& vm, Value file)
{
    auto get = [&](Value object, std::string_view name) { return get_attribute(vm, object, intern(vm, name)); };
    Value raw = TRY(get(TRY(get(file, "buffer")), "raw"));
    Dict* keywords = TRY(make_dict(vm));
    for (std::string_view name : { "encoding", "errors", "line_buffering" })
        TRY(dict_set_str(vm, keywords, intern(vm, name), TRY(get(file, name))));
    TRY(dict_set_str(vm, keywords, intern(vm, "newline"), Value::cell(intern(vm, "\n"))));
    TRY(dict_set_str(vm, keywords, intern(vm, "write_through"), True));
    Value made = TRY(call_with_dict(vm, Value::cell(vm.class_of(file)), &raw, 1, keywords));
    TRY(set_attribute(vm, made, intern(vm, "mode"), TRY(get(file, "mode"))));
    return made;
}

Result<void> add_stream(Vm& vm, Module* module, std::string_view name, int fd, bool unbuffered = false)
{
    std::string original = "__" + std::string(name) + "__";
    if (!has_standard_stream(fd)) {
        TRY(dict_set_str(vm, module->dict, intern(vm, name), None));
        return dict_set_str(vm, module->dict, intern(vm, original), None);
    }
    Value file = TRY(make_standard_stream(vm, fd, TRY(make_str(vm, format_text("<{}>", { name })))));
    if (unbuffered)
        file = TRY(without_buffer(vm, file));
    TRY(dict_set_str(vm, module->dict, intern(vm, name), file));
    return dict_set_str(vm, module->dict, intern(vm, original), file);
}

Result<Value> list_of_texts(Vm& vm, const std::vector<std::string>& texts)
{
    List* list = TRY(make_list(vm));
    for (const std::string& each : texts)
        TRY(list_append(vm, list, Value::cell(TRY(host_text(vm, each)))));
    return Value::cell(list);
}

} // namespace

const NativeModule sys_module{ "sys", definitions, prepare,
    "What the machine knows of itself and of the program it runs." };

Result<void> set_up_sys(Vm& vm, const SystemInfo& info)
{
    auto* module = as<Module>(TRY(import_absolute(vm, "sys")));
    TRY(dict_set_str(vm, module->dict, intern(vm, "argv"), TRY(list_of_texts(vm, info.arguments))));
    for (const auto& [name, value] : info.flags) {
        if (name == "optimize")
            vm.modules->optimize = std::min(value, 2);
        if (name == "int_max_str_digits")
            vm.int_max_str_digits = value;
    }
    TRY(dict_set_str(vm, module->dict, intern(vm, "flags"), TRY(make_flags(vm, info))));
    TRY(dict_set_str(vm, module->dict, intern(vm, "warnoptions"), TRY(list_of_texts(vm, info.warn_options))));
    TRY(dict_set_str(vm, module->dict, intern(vm, "_xoptions"), TRY(make_x_options(vm, info.x_options))));
    TRY(dict_set_str(vm, vm.builtins, intern(vm, "__debug__"), Value::boolean(vm.modules->optimize == 0)));
    std::vector<std::string> path = info.path;
    path.emplace_back(Modules::library_entry);
    path.insert(path.end(), info.site_path.begin(), info.site_path.end());
    TRY(dict_set_str(vm, module->dict, intern(vm, "path"), TRY(list_of_texts(vm, path))));
    for (const std::string& folder : info.site_path)
        vm.modules->add_site_folder(TRY(host_text(vm, folder))->view());
    for (auto [name, value] :
        { std::pair("executable", &info.executable), { "prefix", &info.prefix }, { "exec_prefix", &info.prefix },
            { "base_prefix", &info.base_prefix }, { "base_exec_prefix", &info.base_prefix } })
        TRY(dict_set_str(vm, module->dict, intern(vm, name), Value::cell(TRY(host_text(vm, *value)))));
    TRY(dict_set_str(vm, module->dict, intern(vm, "dont_write_bytecode"), Value::boolean(!info.write_cache)));
    if (!info.cache_folder.empty())
        TRY(dict_set_str(
            vm, module->dict, intern(vm, "pycache_prefix"), Value::cell(TRY(host_text(vm, info.cache_folder)))));
    if (info.standard_streams) {
        Value exit = *find_str(vm, module->dict, intern(vm, "exit"));
        for (std::string_view name : { "exit", "quit" })
            TRY(dict_set_str(vm, vm.builtins, intern(vm, name), exit));
        TRY(add_stream(vm, module, "stdin", 0));
        TRY(add_stream(vm, module, "stdout", 1, info.unbuffered));
        TRY(add_stream(vm, module, "stderr", 2, info.unbuffered));
        return {};
    }
    for (std::string_view name : { "stdin", "stdout", "stderr" })
        TRY(dict_set_str(vm, module->dict, intern(vm, name), None));
    return {};
}

} // namespace coil::internal

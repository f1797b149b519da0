// The module posix itself.
#include "stdlib/system/posix/posix.h"

#include "stdlib/modules.h"

namespace coil::internal::posix
{

Value state(Vm& vm, size_t name) { return as<Tuple>(vm.modules->state_of(posix_module))->items[name]; }

Result<void> keep_class(Vm& vm, Module* module, ClassName name, Class* cls, bool is_public)
{
    auto* kept = as<Tuple>(vm.modules->state_of(posix_module));
    vm.heap.write_barrier(kept);
    kept->items[name] = Value::cell(cls);
    if (!is_public)
        return {};
    return dict_set_str(vm, module->dict, cls->name, Value::cell(cls));
}

namespace
{

/// What functions take a dir_fd, a descriptor in place of a path, and follow_symlinks, as os reads it.
constexpr const char* have_functions[] = { "HAVE_EVENTFD", "HAVE_FACCESSAT", "HAVE_FCHDIR", "HAVE_FCHMOD",
    "HAVE_FCHMODAT", "HAVE_FCHOWN", "HAVE_FCHOWNAT", "HAVE_FEXECVE", "HAVE_FDOPENDIR", "HAVE_FPATHCONF", "HAVE_FSTATAT",
    "HAVE_FSTATVFS", "HAVE_FTRUNCATE", "HAVE_FUTIMENS", "HAVE_FUTIMES", "HAVE_FUTIMESAT", "HAVE_LINKAT", "HAVE_LCHOWN",
    "HAVE_LSTAT", "HAVE_LUTIMES", "HAVE_MEMFD_CREATE", "HAVE_MKDIRAT", "HAVE_MKFIFOAT", "HAVE_MKNODAT", "HAVE_OPENAT",
    "HAVE_READLINKAT", "HAVE_RENAMEAT", "HAVE_SYMLINKAT", "HAVE_UNLINKAT", "HAVE_UTIMENSAT" };

Result<void> add_functions(Vm& vm, Module* module, std::span<const NativeDef> functions)
{
    for (const NativeDef& def : functions) {
        Value function = TRY(make_native_function(vm, def, Value(), module->name));
        TRY(dict_set_str(vm, module->dict, intern(vm, def.name()), function));
    }
    return {};
}

Result<void> prepare(Vm& vm, Module* module)
{
    Tuple* kept = TRY(make_tuple(vm, StateCount));
    std::fill_n(kept->items, StateCount, None);
    vm.modules->state_of(posix_module) = Value::cell(kept);
    for (size_t name : { BeforeFork, AfterForkInChild, AfterForkInParent }) {
        Value list = Value::cell(TRY(make_list(vm)));
        vm.heap.write_barrier(kept);
        kept->items[name] = list;
    }
    for (std::span<const NativeDef> each : { path_functions, stat_functions, listing_functions, entry_functions,
             descriptor_functions, transfer_functions, terminal_functions, identity_functions, process_functions,
             execution_functions, scheduling_functions, system_functions, environment_functions, attribute_functions })
        TRY(add_functions(vm, module, each));
    TRY(define_stat(vm, module));
    TRY(define_listing(vm, module));
    TRY(define_processes(vm, module));
    TRY(define_scheduling(vm, module));
    TRY(define_terminals(vm, module));
    TRY(define_system(vm, module));
    TRY(define_environment(vm, module));
    TRY(define_constants(vm, module));
    List* names = TRY(make_list(vm));
    for (const char* each : have_functions)
        TRY(list_append(vm, names, Value::cell(intern(vm, each))));
    TRY(dict_set_str(vm, module->dict, intern(vm, "_have_functions"), Value::cell(names)));
    return dict_set_str(vm, module->dict, intern(vm, "error"), Value::cell(vm.error_class(Error::OSError)));
}

} // namespace

} // namespace coil::internal::posix

namespace coil::internal
{

const NativeModule posix_module{ "posix", {}, posix::prepare,
    "This module provides access to operating system functionality that is standardized by POSIX." };

} // namespace coil::internal

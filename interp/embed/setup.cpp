// Making a machine and ending it.
#include "base/platform/thread.h"
#include "builtins/define.h"
#include "embed/host_function.h"
#include "embed/state.h"
#include "objects/dict.h"
#include "runtime/interpreter/interpreter.h"
#include "runtime/machine/finalizers.h"
#include "runtime/machine/host_files.h"
#include "runtime/machine/install_operations.h"
#include "runtime/machine/interrupts.h"
#include "runtime/machine/threads.h"
#include "runtime/operations/operators.h"
#include "stdlib/modules.h"

namespace coil::internal
{

namespace
{

constexpr bool is_same(coil::Authority given, Authority own) { return uint32_t(given) == uint32_t(own); }
static_assert(is_same(coil::Authority::Clock, Authority::Clock) && is_same(coil::Authority::Files, Authority::Files) &&
    is_same(coil::Authority::Network, Authority::Network) &&
    is_same(coil::Authority::Processes, Authority::Processes) &&
    is_same(coil::Authority::Environment, Authority::Environment) &&
    is_same(coil::Authority::Signals, Authority::Signals) && is_same(coil::Authority::Threads, Authority::Threads));

} // namespace

void VmState::set_up()
{
    vm.interpreter = make_owned<Interpreter>(vm);
    vm.modules = make_owned<Modules>(vm);
    vm.interpreter->enter(vm.interpreter->main_thread());
    use_thread();
    vm.interrupts = make_owned<Interrupts>(vm);
    vm.interrupts->set_step_limit(options.step_limit);
    if (options.signals)
        vm.interrupts->take_signal();
    install_operations(vm);
    define_builtin_classes(vm);
}

VmState::VmState(coil::Vm& given_owner, const Options& given)
    : owner(given_owner)
    , vm(Vm::Options{ given.heap_limit, given.hash_seed })
    , options(given)
{
    gc::StackScope stack(vm.heap);
    vm.start_trace(options.trace);
    // Before the machine makes a descriptor of its own, which would take the place of a stream that is not there.
    for (int fd = 0; options.standard_streams && fd <= 2; fd++)
        has_standard_stream(fd);
    bool automatic = vm.heap.is_enabled();
    vm.heap.disable();
    vm.heap.set_throwing(true);
    vm.permissions.grant(uint32_t(options.authority));
    set_up();
    auto must = [this](auto&& result) {
        if (result.failed())
            throw_pending();
        return result.release();
    };
    must(define_builtins(vm));
    register_native_modules(vm);
    vm.modules->version = coil::Vm::version();
    must(set_up_files(vm));
    must(set_up_sys(vm,
        { options.arguments, options.path, options.site_path, options.executable, options.prefix, options.base_prefix,
            options.standard_streams, options.write_cache, options.cache_folder, options.flags, options.warn_options,
            options.x_options, options.unbuffered }));
    Module* main = must(make_module(vm, vm.names->main));
    main->aux = Modules::completes_later;
    main_globals = main->dict;
    must(dict_set_str(vm, vm.modules->loaded(), vm.names->main, Value::cell(main)));
    must(dict_set_str(vm, main_globals, vm.names->builtins, Value::cell(vm.builtins)));
    must(dict_set_str(vm, main_globals, vm.names->spec, None));
    vm.heap.set_throwing(false);
    if (automatic)
        vm.heap.enable();
}

void VmState::write_out()
{
    // Who has no files has none to be written.
    if (!vm.permissions.allows(Authority::Files))
        return;
    // A stream may stand on a script's object, which has no long to write.
    constexpr uint64_t most_steps = 1'000'000;
    try {
        enter([&] {
            vm.interrupts->set_step_limit(most_steps);
            vm.is_finishing = true;
            finalize_streams(vm);
        });
    } catch (...) {
        // There is nobody to be told of what could not be written.
    }
}

VmState::~VmState()
{
    vm.threads.reset();
    vm.async.reset();
    vm.modules.reset();
    vm.interrupts.reset();
    vm.interpreter.reset();
}

void VmState::use_thread()
{
    auto running = kernel_thread_id();
    if (running == thread)
        return;
    thread = running;
    ThreadState& main = vm.interpreter->main_thread();
    main.ident = thread_ident();
    main.native_limit = vm.native_limit = native_stack_limit();
}

} // namespace coil::internal

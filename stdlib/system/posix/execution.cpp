// Running other programs: the exec family and posix_spawn.
#include <csignal>
#include <memory>
#include <spawn.h>
#include <unistd.h>

#include "runtime/operations/iteration.h"
#include "stdlib/system/posix/posix.h"

namespace coil::internal::posix
{

namespace
{

/// Texts as a program is given them.
class Texts
{
public:
    void add(std::string text) { texts_.push_back(std::move(text)); }
    bool empty() const { return texts_.empty(); }
    const std::string& front() const { return texts_.front(); }
    char** array()
    {
        pointers_.clear();
        for (std::string& each : texts_)
            pointers_.push_back(each.data());
        pointers_.push_back(nullptr);
        return pointers_.data();
    }

private:
    std::vector<std::string> texts_;
    std::vector<char*> pointers_;
};

Result<Texts> take_arguments(Vm& vm, Value given, const char* kind, const char* must_not, const char* first)
{
    if (!is_kind(given, Kind::List) && !is_kind(given, Kind::Tuple))
        return vm.raise(Error::TypeError, kind);
    List* list = TRY(list_of(vm, given));
    if (list->size == 0)
        return vm.raise(Error::ValueError, must_not);
    Texts texts;
    for (size_t i = 0; i < list->size; i++) {
        std::string text = TRY(take_text(vm, list->array->data[i]));
        TRY(vm.require_room(text.size()));
        texts.add(std::move(text));
    }
    if (texts.front().empty())
        return vm.raise(Error::ValueError, first);
    return texts;
}

Result<Texts> take_environment(Vm& vm, Value given)
{
    Value names = TRY(call_method(vm, given, intern(vm, "keys"), {}));
    Value values = TRY(call_method(vm, given, intern(vm, "values"), {}));
    List *name_list = TRY(list_of(vm, names)), *value_list = TRY(list_of(vm, values));
    Texts texts;
    for (size_t i = 0; i < name_list->size && i < value_list->size; i++) {
        std::string name = TRY(take_text(vm, name_list->array->data[i]));
        std::string value = TRY(take_text(vm, value_list->array->data[i]));
        if (name.empty() || name.find('=', 1) != std::string::npos)
            return vm.raise(Error::ValueError, "illegal environment variable name");
        TRY(vm.require_room(name.size() + value.size()));
        texts.add(name + "=" + value);
    }
    return texts;
}
bool is_mapping(Vm& vm, Value value)
{
    return !lookup(vm, vm.class_of(value), intern(vm, "keys")).is_empty() &&
        !lookup(vm, vm.class_of(value), intern(vm, "__getitem__")).is_empty();
}

Result<void> check_program(Vm& vm, const Path& path)
{
    TRY(check_authority(vm, Authority::Processes));
    if (!path.is_descriptor && !vm.permissions.allows_program(path.bytes))
        return vm.raise(Error::PermissionError, "this VM may not run that program");
    return {};
}

Result<void> execute(Vm& vm, Value given, Value argv)
{
    Path path = TRY(take_path(vm, given, { .function = "execv" }));
    TRY(check_program(vm, path));
    Texts arguments = TRY(take_arguments(vm, argv, "execv() arg 2 must be a tuple or list",
        "execv() arg 2 must not be empty", "execv() arg 2 first element cannot be empty"));
    ::execv(path.name(), arguments.array());
    return raise_errno(vm);
}
Result<void> execute_with(Vm& vm, Value given, Value argv, Value env)
{
    Path path = TRY(take_path(vm, given, { .function = "execve", .takes_descriptor = true }));
    TRY(check_program(vm, path));
    Texts arguments = TRY(take_arguments(vm, argv, "execve: argv must be a tuple or list",
        "execve: argv must not be empty", "execve: argv first element cannot be empty"));
    if (!is_mapping(vm, env))
        return vm.raise(Error::TypeError, "execve: environment must be a mapping object");
    Texts environment = TRY(take_environment(vm, env));
    if (path.is_descriptor)
        ::fexecve(path.descriptor, arguments.array(), environment.array());
    else
        ::execve(path.name(), arguments.array(), environment.array());
    return raise_errno(vm, path);
}

// posix_spawn

struct FileActions {
    posix_spawn_file_actions_t actions;
    FileActions() { ::posix_spawn_file_actions_init(&actions); }
    ~FileActions() { ::posix_spawn_file_actions_destroy(&actions); }
    FileActions(const FileActions&) = delete;
    FileActions& operator=(const FileActions&) = delete;
};
struct SpawnAttributes {
    posix_spawnattr_t attributes;
    SpawnAttributes() { ::posix_spawnattr_init(&attributes); }
    ~SpawnAttributes() { ::posix_spawnattr_destroy(&attributes); }
    SpawnAttributes(const SpawnAttributes&) = delete;
    SpawnAttributes& operator=(const SpawnAttributes&) = delete;
};

enum class FileAction : int64_t { Open, Close, Duplicate, CloseFrom };

Result<void> add_file_action(Vm& vm, Value given, FileActions& file)
{
    auto* tuple = as_if<Tuple>(given);
    if (!tuple || tuple->size == 0)
        return vm.raise(Error::TypeError, "Each file_actions element must be a non-empty tuple");
    int action = TRY(to_c_int(vm, tuple->items[0]));
    auto expect = [&](size_t size, const char* what) -> Result<void> {
        if (tuple->size == size)
            return {};
        return vm.raise(Error::TypeError, "A {} file_action tuple must have {} elements", what, size);
    };
    int number = 0;
    switch (FileAction(action)) {
    case FileAction::Open: {
        TRY(expect(5, "open"));
        int fd = TRY(take_descriptor(vm, tuple->items[1]));
        Path path = TRY(take_path(vm, tuple->items[2], { .function = "posix_spawn" }));
        int flags = TRY(to_c_int(vm, tuple->items[3]));
        auto mode = mode_t(TRY(to_c_int(vm, tuple->items[4])));
        number = ::posix_spawn_file_actions_addopen(&file.actions, fd, path.name(), flags, mode);
        break;
    }
    case FileAction::Close:
        TRY(expect(2, "close"));
        number = ::posix_spawn_file_actions_addclose(&file.actions, TRY(take_descriptor(vm, tuple->items[1])));
        break;
    case FileAction::Duplicate: {
        TRY(expect(3, "dup2"));
        int from = TRY(take_descriptor(vm, tuple->items[1])), to = TRY(take_descriptor(vm, tuple->items[2]));
        number = ::posix_spawn_file_actions_adddup2(&file.actions, from, to);
        break;
    }
    case FileAction::CloseFrom:
        TRY(expect(2, "closefrom"));
        number = ::posix_spawn_file_actions_addclosefrom_np(&file.actions, TRY(take_descriptor(vm, tuple->items[1])));
        break;
    default:
        return vm.raise(Error::TypeError, "Unknown file_actions identifier");
    }
    if (number)
        return raise_os_error(vm, number, Value());
    return {};
}
Result<void> take_file_actions(Vm& vm, Value given, FileActions& file)
{
    if (lookup(vm, vm.class_of(given), intern(vm, "__getitem__")).is_empty() &&
        lookup(vm, vm.class_of(given), intern(vm, "__iter__")).is_empty())
        return vm.raise(Error::TypeError, "file_actions must be a sequence or None");
    List* list = TRY(list_of(vm, given));
    for (size_t i = 0; i < list->size; i++)
        TRY(add_file_action(vm, list->array->data[i], file));
    return {};
}

Result<sigset_t> take_signals(Vm& vm, Value given)
{
    sigset_t set;
    ::sigemptyset(&set);
    TRY(for_each(vm, given, [&](Value each) -> Result<bool> {
        int64_t number = TRY(to_index(vm, each));
        if (number < 1 || number > SIGRTMAX)
            return vm.raise(Error::ValueError, "signal number {} out of range [1; {}]", number, int64_t(SIGRTMAX));
        ::sigaddset(&set, int(number));
        return true;
    }));
    return set;
}

struct SpawnOptions {
    Value file_actions, group;
    bool resets_ids, starts_session;
    Value mask, defaults, scheduler;
};
/// Fills the attributes; gives their flags.
Result<short> take_attributes(Vm& vm, const char* function, const SpawnOptions& options, posix_spawnattr_t* attributes)
{
    int flags = 0;
    if (!options.group.is_empty()) {
        flags |= POSIX_SPAWN_SETPGROUP;
        ::posix_spawnattr_setpgroup(attributes, TRY(to_c_int(vm, options.group)));
    }
    if (options.resets_ids)
        flags |= POSIX_SPAWN_RESETIDS;
    if (options.starts_session)
        flags |= POSIX_SPAWN_SETSID;
    if (!options.mask.is_empty()) {
        sigset_t set = TRY(take_signals(vm, options.mask));
        flags |= POSIX_SPAWN_SETSIGMASK;
        ::posix_spawnattr_setsigmask(attributes, &set);
    }
    if (!options.defaults.is_empty()) {
        sigset_t set = TRY(take_signals(vm, options.defaults));
        flags |= POSIX_SPAWN_SETSIGDEF;
        ::posix_spawnattr_setsigdefault(attributes, &set);
    }
    if (options.scheduler.is_empty() || options.scheduler.is_none())
        return short(flags);
    auto* pair = as_if<Tuple>(options.scheduler);
    if (!pair || pair->size != 2)
        return vm.raise(Error::TypeError, "{}: scheduler must be a tuple or None", function);
    if (!pair->items[0].is_none()) {
        flags |= POSIX_SPAWN_SETSCHEDULER;
        ::posix_spawnattr_setschedpolicy(attributes, TRY(to_c_int(vm, pair->items[0])));
    }
    if (vm.class_of(pair->items[1]) != class_named(vm, ScheduleParameter))
        return vm.raise(Error::TypeError, "must have a sched_param object");
    sched_param parameter{};
    parameter.sched_priority = TRY(to_c_int(vm, TRY(struct_item(vm, pair->items[1], 0))));
    ::posix_spawnattr_setschedparam(attributes, &parameter);
    return short(flags | POSIX_SPAWN_SETSCHEDPARAM);
}

Result<int64_t> spawn_with(Vm& vm, bool searches, Value given, Value argv, Value env, const SpawnOptions& options)
{
    const char* function = searches ? "posix_spawnp" : "posix_spawn";
    Path path = TRY(take_path(vm, given, { .function = function }));
    TRY(check_program(vm, path));
    std::string kind = std::string(function) + ": argv must be a tuple or list",
                must_not = std::string(function) + ": argv must not be empty",
                first = std::string(function) + ": argv first element cannot be empty";
    Texts arguments = TRY(take_arguments(vm, argv, kind.c_str(), must_not.c_str(), first.c_str()));
    if (!env.is_none() && !is_mapping(vm, env))
        return vm.raise(Error::TypeError, "{}: environment must be a mapping object or None", function);
    Texts environment;
    if (!env.is_none())
        environment = TRY(take_environment(vm, env));
    FileActions file;
    bool has_actions = !options.file_actions.is_empty() && !options.file_actions.is_none();
    if (has_actions)
        TRY(take_file_actions(vm, options.file_actions, file));
    SpawnAttributes attributes;
    short flags = TRY(take_attributes(vm, function, options, &attributes.attributes));
    ::posix_spawnattr_setflags(&attributes.attributes, flags);
    pid_t pid = 0;
    int number = outside(vm, [&] {
        return (searches ? ::posix_spawnp : ::posix_spawn)(&pid, path.name(), has_actions ? &file.actions : nullptr,
            &attributes.attributes, arguments.array(), env.is_none() ? ::environ : environment.array());
    });
    if (number)
        return raise_os_error(vm, number, path.shown);
    return int64_t(pid);
}
template <bool searches>
Result<int64_t> spawn(Vm& vm, Value path, Value argv, Value env, Value file_actions, Value group, bool resets_ids,
    bool starts_session, Value mask, Value defaults, Value scheduler)
{
    return spawn_with(
        vm, searches, path, argv, env, { file_actions, group, resets_ids, starts_session, mask, defaults, scheduler });
}

constexpr NativeDef functions[] = {
    def<"execv(path, argv, /)", execute>("Execute an executable path with arguments, replacing current process."),
    def<"execve(path, argv, env)", execute_with>(
        "Execute an executable path with arguments and environment, replacing current process."),
    def<"posix_spawn(path, argv, env, /, *, file_actions=<unset>, setpgroup=<unset>, resetids=False, "
        "setsid=False, setsigmask=<unset>, setsigdef=<unset>, scheduler=<unset>)",
        spawn<false>>("Execute the program specified by path in a new process."),
    def<"posix_spawnp(path, argv, env, /, *, file_actions=<unset>, setpgroup=<unset>, resetids=False, "
        "setsid=False, setsigmask=<unset>, setsigdef=<unset>, scheduler=<unset>)",
        spawn<true>>("Execute the program specified by path in a new process, looked for on PATH."),
};

} // namespace

const std::span<const NativeDef> execution_functions = functions;

} // namespace coil::internal::posix

#include "runtime/machine/unit_cache.h"

#include <cstring>
#include <new>

#include "base/siphash.h"
#include "bytecode/stored_unit.h"
#include "objects/dict.h"
#include "objects/str.h"
#include "runtime/machine/import.h"
#include "runtime/operations/operators.h"

namespace coil::internal
{

namespace
{

/// A file is this and then the unit.
struct CacheHeader {
    char magic[8];
    uint64_t stamp; ///< of the compiler
    uint64_t size;  ///< of the source, as its time
    int64_t time;
    uint64_t checksum; ///< of the unit: against broken files, not against enemies
};
constexpr char magic[] = "coilunit";
constexpr size_t most_bytes = size_t(64) << 20;
/// A unit, with all its codes read, takes about that many times the memory that its file takes.
constexpr size_t growth = 4;

CacheHeader header_for(const Vm& vm, const FileVersion& version, std::string_view unit)
{
    CacheHeader header{};
    std::memcpy(header.magic, magic, sizeof(header.magic));
    header.stamp = vm.modules->compiler_stamp;
    header.size = version.size;
    header.time = version.time;
    header.checksum = siphash13(header.stamp, header.size, unit);
    return header;
}

/// A name of the module sys, or nothing. What scripts did to sys is theirs.
Value of_sys(Vm& vm, std::string_view name)
{
    Value* sys = find_str(vm, vm.modules->loaded(), intern(vm, "sys"));
    auto* module = sys ? as_if<Module>(*sys) : nullptr;
    Value* value = module ? find_str(vm, module->dict, intern(vm, name)) : nullptr;
    return value ? *value : Value();
}

std::string cache_path(Vm& vm, const std::string& source)
{
    size_t slash = source.rfind('/');
    if (slash == std::string::npos)
        return {};
    std::string folder = source.substr(0, slash);
    std::string name = source.substr(slash + 1);
    name = name.substr(0, name.rfind('.')) + "." + vm.modules->cache_tag() +
        (vm.modules->optimize ? ".opt-" + std::to_string(vm.modules->optimize) : "") + ".unit";
    auto* prefix = as_if<Str>(of_sys(vm, "pycache_prefix"));
    if (prefix && prefix->size > 0)
        return std::string(prefix->view()) + folder + "/" + name;
    return folder + "/__pycache__/" + name;
}

std::shared_ptr<const CheckedUnit> read_unit_file(Vm& vm, const std::string& source, const FileVersion& version)
{
    std::string bytes = read_small_file(vm, cache_path(vm, source), most_bytes);
    if (bytes.size() < sizeof(CacheHeader))
        return nullptr;
    std::string stored = bytes.substr(sizeof(CacheHeader));
    CacheHeader expected = header_for(vm, version, stored);
    if (std::memcmp(bytes.data(), &expected, sizeof(expected)) != 0)
        return nullptr;
    size_t taken = stored.size() * growth;
    std::unique_ptr<CheckedUnit> unit = CheckedUnit::open(std::move(stored));
    // The body of the module is to be run at once: what it has wrong is known in time to compile it instead.
    if (!unit || !unit->code(0))
        return nullptr;
    unit->set_filename(source);
    if (!vm.heap.take_outside(taken))
        return nullptr;
    auto forget = [&heap = vm.heap, taken](const CheckedUnit* forgotten) {
        heap.give_back_outside(taken);
        delete forgotten;
    };
    return std::shared_ptr<const CheckedUnit>(unit.release(), forget);
}

} // namespace

std::shared_ptr<const CheckedUnit> read_cached_unit(Vm& vm, const std::string& source, const FileVersion& version)
{
    std::shared_ptr<const CheckedUnit> unit;
    try {
        unit = read_unit_file(vm, source, version);
    } catch (const std::bad_alloc&) {
    }
    return unit;
}

void write_cached_unit(Vm& vm, const std::string& source, const FileVersion& version, const Unit& unit)
{
    Value refused = of_sys(vm, "dont_write_bytecode");
    if (!(refused == False) && !(refused == Value::small(0)) && !(refused == None))
        return;
    try {
        std::string stored = store_unit(unit);
        if (stored.empty() || stored.size() > most_bytes - sizeof(CacheHeader))
            return;
        CacheHeader header = header_for(vm, version, stored);
        std::string bytes(reinterpret_cast<const char*>(&header), sizeof(header));
        replace_file(vm, cache_path(vm, source), bytes + stored, version.mode);
    } catch (const std::bad_alloc&) {
    }
}

} // namespace coil::internal

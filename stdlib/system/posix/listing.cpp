// What is in folders: listdir, scandir and its DirEntry.
#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

#include "objects/counted.h"
#include "objects/exception.h"
#include "runtime/machine/import.h"
#include "stdlib/system/posix/posix.h"

namespace coil::internal::posix
{

namespace
{

/// An open folder.
struct Listing {
    DIR* folder = nullptr;
    bool is_borrowed = false; ///< the descriptor was given: its position goes back to the start
    Listing() = default;
    Listing(const Listing&) = delete;
    Listing& operator=(const Listing&) = delete;
    ~Listing()
    {
        if (folder && is_borrowed)
            ::rewinddir(folder);
        if (folder)
            ::closedir(folder);
    }
};

/// Opens a folder; errno when it fails.
bool open_listing(Vm& vm, const Path& path, Listing& listing)
{
    listing.folder = outside(vm, [&]() -> DIR* {
        if (!path.is_descriptor)
            return ::opendir(path.name());
        int copy = ::fcntl(path.descriptor, F_DUPFD_CLOEXEC, 0);
        if (copy < 0)
            return nullptr;
        DIR* folder = ::fdopendir(copy);
        if (!folder) {
            int number = errno;
            ::close(copy);
            errno = number;
        }
        return folder;
    });
    listing.is_borrowed = path.is_descriptor;
    return listing.folder != nullptr;
}
bool open_listing_again(Vm& vm, const Path& path, Listing& listing)
{
    return open_listing(vm, path, listing) || (release_descriptors(vm, errno) && open_listing(vm, path, listing));
}

/// A descriptor that is none is not named.
Raised raise_listing_error(Vm& vm, const Path& path)
{
    return path.is_descriptor && errno == EBADF ? raise_errno(vm) : raise_errno(vm, path);
}

bool is_dots(const char* name) { return name[0] == '.' && (!name[1] || (name[1] == '.' && !name[2])); }

Result<Value> list_folder(Vm& vm, Value given)
{
    Path path = TRY(take_path(vm, given, { .function = "listdir", .takes_descriptor = true, .takes_none = true }));
    Listing listing;
    if (!open_listing_again(vm, path, listing))
        return raise_listing_error(vm, path);
    List* names = TRY(make_list(vm));
    for (;;) {
        errno = 0;
        dirent* entry = ::readdir(listing.folder);
        if (!entry) {
            if (errno)
                return raise_errno(vm, path);
            return Value::cell(names);
        }
        if (!is_dots(entry->d_name))
            TRY(list_append(vm, names, TRY(give_text(vm, entry->d_name, path.is_bytes))));
        TRY(vm.work(10));
    }
}

// DirEntry

struct EntryObject : NativeObject {
    Value name, path;
    Value stat, link_stat; ///< os.stat_result, or empty
    uint64_t inode;
    int32_t folder;    ///< the descriptor that was listed, or AT_FDCWD
    uint8_t file_type; ///< DT_
};
void trace_entry(Cell* cell, gc::Tracer& tracer)
{
    auto* entry = static_cast<EntryObject*>(cell);
    for (Value value : { entry->name, entry->path, entry->stat, entry->link_stat })
        tracer.visit(value);
}
constexpr NativeType entry_type{ "DirEntry", trace_entry, nullptr };

Result<EntryObject*> entry_of(Vm& vm, Value self)
{
    if (auto* entry = native_as<EntryObject>(self, entry_type))
        return entry;
    return vm.raise(Error::TypeError, "an os.DirEntry is required, not '{}'", type_name(vm, self));
}

/// The stat_result, asked for once.
Result<Value> entry_info(Vm& vm, EntryObject* entry, bool follow)
{
    Value& kept = follow ? entry->stat : entry->link_stat;
    if (!kept.is_empty())
        return kept;
    if (follow && entry->file_type != DT_LNK && entry->file_type != DT_UNKNOWN) {
        Value made = TRY(entry_info(vm, entry, false));
        vm.heap.write_barrier(entry);
        return entry->stat = made;
    }
    Value name = entry->folder == AT_FDCWD ? entry->path : entry->name;
    Path path = TRY(take_path(vm, name, { .function = "stat" }));
    Value made = TRY(stat_at(vm, entry->folder, path.name(), follow, entry->path));
    vm.heap.write_barrier(entry);
    return kept = made;
}
Result<Value> entry_stat(Vm& vm, Value self, bool follow) { return entry_info(vm, TRY(entry_of(vm, self)), follow); }
/// Whether it is of that type (S_IFDIR …). What is gone is nothing.
Result<bool> has_type(Vm& vm, EntryObject* entry, bool follow, uint32_t mode, uint8_t type)
{
    if (entry->file_type != DT_UNKNOWN && !(follow && entry->file_type == DT_LNK))
        return entry->file_type == type;
    Result<Value> info = entry_info(vm, entry, follow);
    if (info.failed()) {
        if (!is_exception_of(vm, vm.pending, Error::FileNotFoundError))
            return Raised{};
        vm.take_pending();
        return false;
    }
    auto* tuple = as<Tuple>(info.value());
    return (tuple->items[0].as_small() & S_IFMT) == mode;
}
Result<bool> is_folder(Vm& vm, Value self, bool follow)
{
    return has_type(vm, TRY(entry_of(vm, self)), follow, S_IFDIR, DT_DIR);
}
Result<bool> is_file(Vm& vm, Value self, bool follow)
{
    return has_type(vm, TRY(entry_of(vm, self)), follow, S_IFREG, DT_REG);
}
Result<bool> is_link(Vm& vm, Value self) { return has_type(vm, TRY(entry_of(vm, self)), false, S_IFLNK, DT_LNK); }
bool is_junction(Vm&, Value) { return false; }
Result<Value> entry_inode(Vm& vm, Value self) { return make_int_unsigned(vm, TRY(entry_of(vm, self))->inode); }
Result<Value> entry_path(Vm& vm, Value self) { return TRY(entry_of(vm, self))->path; }
Result<Value> entry_name(Vm& vm, Value self) { return TRY(entry_of(vm, self))->name; }
Result<Value> entry_repr(Vm& vm, Value self)
{
    Str* name = TRY(repr(vm, TRY(entry_of(vm, self))->name));
    return Value::cell(TRY(make_str(vm, format_text("<DirEntry {}>", { name->view() }))));
}

Result<Value> entry_class_item(Vm& vm, Value cls, Value item)
{
    Value types = TRY(import_absolute(vm, "_types"));
    return call(vm, TRY(get_attribute(vm, types, intern(vm, "GenericAlias"))), { cls, item });
}

constexpr NativeDef entry_class_methods[] = {
    def<"__class_getitem__(cls, item, /)", entry_class_item>("See PEP 585"),
};
constexpr NativeDef entry_methods[] = {
    def<"is_dir(self, /, *, follow_symlinks=True)", is_folder>("Return True if the entry is a directory."),
    def<"is_file(self, /, *, follow_symlinks=True)", is_file>("Return True if the entry is a file."),
    def<"is_symlink(self, /)", is_link>("Return True if the entry is a symbolic link."),
    def<"is_junction(self, /)", is_junction>("Return True if the entry is a junction: never here."),
    def<"stat(self, /, *, follow_symlinks=True)", entry_stat>("Return stat_result object for the entry."),
    def<"inode(self, /)", entry_inode>("Return inode of the entry."),
    def<"__fspath__(self, /)", entry_path>("Returns the path for the entry."),
    def<"__repr__(self, /)", entry_repr>(),
};
constexpr AttributeDef entry_attributes[] = {
    { "name", entry_name, nullptr, "the entry's base filename, relative to scandir() \"path\" argument" },
    { "path", entry_path, nullptr, "the entry's full path name; equivalent to os.path.join(scandir_path, entry.name)" },
};

// scandir

struct FolderWalk : NativeObject {
    Counted<Listing> listing; ///< null when it was closed
    Value prefix;             ///< bytes or str that paths begin with
    Value shown;
    int32_t folder;
    bool is_bytes;
};
void trace_walk(Cell* cell, gc::Tracer& tracer)
{
    auto* walk = static_cast<FolderWalk*>(cell);
    tracer.visit(walk->prefix);
    tracer.visit(walk->shown);
}
void destroy_walk(Cell* cell) { static_cast<FolderWalk*>(cell)->listing.reset(); }
Result<Step> next_entry_of(Vm& vm, Cell* cell);
constexpr NativeType walk_type{ "ScandirIterator", trace_walk, destroy_walk, nullptr, next_entry_of };

Result<FolderWalk*> walk_of(Vm& vm, Value self)
{
    if (auto* walk = native_as<FolderWalk>(self, walk_type))
        return walk;
    return vm.raise(Error::TypeError, "a scandir iterator is required, not '{}'", type_name(vm, self));
}

/// What joins a folder's path and an entry's name.
Result<Value> joined(Vm& vm, FolderWalk* walk, Value name)
{
    if (walk->folder != AT_FDCWD)
        return name;
    if (walk->is_bytes) {
        std::string text(as<Bytes>(walk->prefix)->view());
        return Value::cell(TRY(make_bytes(vm, text += as<Bytes>(name)->view())));
    }
    auto *prefix = as<Str>(walk->prefix), *last = as<Str>(name);
    Str* whole = TRY(make_str_uninitialized(vm, prefix->size + last->size));
    auto* data = const_cast<char*>(whole->data);
    std::copy_n(last->data, last->size, std::copy_n(prefix->data, prefix->size, data));
    str_filled(whole, prefix->length + last->length);
    return Value::cell(whole);
}

Result<Value> make_entry(Vm& vm, FolderWalk* walk, const dirent& found)
{
    uint64_t inode = found.d_ino;
    uint8_t type = found.d_type;
    Value name = TRY(give_text(vm, found.d_name, walk->is_bytes));
    Value path = TRY(joined(vm, walk, name));
    auto* entry = TRY(make_native<EntryObject>(vm, class_named(vm, FolderEntry), entry_type));
    entry->name = name;
    entry->path = path;
    entry->inode = inode;
    entry->file_type = type;
    entry->folder = walk->folder;
    return Value::cell(entry);
}

Result<Step> next_entry_of(Vm& vm, Cell* cell)
{
    auto* walk = static_cast<FolderWalk*>(cell);
    while (walk->listing) {
        errno = 0;
        dirent* entry = ::readdir(walk->listing->folder);
        if (!entry) {
            int number = errno;
            walk->listing.reset();
            if (number)
                return raise_os_error(vm, number, walk->shown);
            break;
        }
        if (!is_dots(entry->d_name))
            return Step(TRY(make_entry(vm, walk, *entry)));
    }
    return end_of_items(vm);
}
Result<Value> walk_next(Vm& vm, Value self)
{
    Step step = TRY(next_entry_of(vm, TRY(walk_of(vm, self))));
    if (step)
        return *step;
    return raise_stopped(vm);
}
Value itself(Vm&, Value self) { return self; }
Result<void> walk_close(Vm& vm, Value self)
{
    TRY(walk_of(vm, self))->listing.reset();
    return {};
}
Result<void> walk_exit(Vm& vm, Value self, Arguments) { return walk_close(vm, self); }
constexpr NativeDef walk_methods[] = {
    def<"__iter__(self, /)", itself>(),
    def<"__next__(self, /)", walk_next>(),
    def<"__enter__(self, /)", itself>(),
    def<"__exit__(self, /, *args)", walk_exit>(),
    def<"close(self, /)", walk_close>(),
};

Result<Value> scan_folder(Vm& vm, Value given)
{
    Path path = TRY(take_path(vm, given, { .function = "scandir", .takes_descriptor = true, .takes_none = true }));
    auto listing = TRY(make_counted<Listing>(vm));
    if (!open_listing_again(vm, path, *listing))
        return raise_listing_error(vm, path);
    std::string prefix = path.bytes;
    if (!path.is_none && !prefix.empty() && prefix.back() != '/')
        prefix += '/';
    else if (path.is_none)
        prefix = "./";
    Value start = TRY(give_text(vm, prefix, path.is_bytes));
    auto* walk = TRY(make_native<FolderWalk>(vm, class_named(vm, FolderIterator), walk_type));
    walk->listing = std::move(listing);
    walk->prefix = start;
    walk->shown = path.shown;
    walk->folder = path.is_descriptor ? path.descriptor : AT_FDCWD;
    walk->is_bytes = path.is_bytes;
    return Value::cell(walk);
}

constexpr NativeDef functions[] = {
    def<"listdir(path=None)", list_folder>("The names of what is in a folder, in arbitrary order."),
    def<"scandir(path=None)", scan_folder>("An iterator of DirEntry objects for what is in a folder."),
};

} // namespace

const std::span<const NativeDef> listing_functions = functions;

Result<void> define_listing(Vm& vm, Module* module)
{
    Class* entry = TRY(define_class(vm, nullptr, vm.classes->object,
        { .name = "DirEntry",
            .module = "posix",
            .methods = entry_methods,
            .attributes = entry_attributes,
            .flags = DisallowsNew }));
    add_class_methods(vm, entry, entry_class_methods);
    TRY(keep_class(vm, module, FolderEntry, entry));
    Class* iterator = TRY(define_class(vm, nullptr, vm.classes->object,
        { .name = "ScandirIterator",
            .module = "posix",
            .methods = walk_methods,
            .kind = Kind::NativeResource,
            .flags = DisallowsNew }));
    return keep_class(vm, module, FolderIterator, iterator, false);
}

} // namespace coil::internal::posix

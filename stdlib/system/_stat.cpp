// The module _stat: what the words of os.stat mean. The numbers are CPython's, which are those of Linux and for what
// Linux has not (doors, whiteouts, the flags of BSD) those that it gives everywhere.
#include <string>
#include <utility>

#include "objects/dict.h"
#include "objects/numbers.h"
#include "objects/str.h"
#include "runtime/operations/operators.h"
#include "stdlib/modules.h"

namespace coil::internal
{

namespace
{

constexpr std::pair<std::string_view, int64_t> numbers[] = {
    { "SF_APPEND", 0x40000 },
    { "SF_ARCHIVED", 0x10000 },
    { "SF_DATALESS", 0x40000000 },
    { "SF_FIRMLINK", 0x800000 },
    { "SF_IMMUTABLE", 0x20000 },
    { "SF_NOUNLINK", 0x100000 },
    { "SF_SETTABLE", 0xffff0000 },
    { "SF_SNAPSHOT", 0x200000 },
    { "ST_ATIME", 7 },
    { "ST_CTIME", 9 },
    { "ST_DEV", 2 },
    { "ST_GID", 5 },
    { "ST_INO", 1 },
    { "ST_MODE", 0 },
    { "ST_MTIME", 8 },
    { "ST_NLINK", 3 },
    { "ST_SIZE", 6 },
    { "ST_UID", 4 },
    { "S_ENFMT", 02000 },
    { "S_IEXEC", 0100 },
    { "S_IFBLK", 060000 },
    { "S_IFCHR", 020000 },
    { "S_IFDIR", 040000 },
    { "S_IFDOOR", 0 },
    { "S_IFIFO", 010000 },
    { "S_IFLNK", 0120000 },
    { "S_IFPORT", 0 },
    { "S_IFREG", 0100000 },
    { "S_IFSOCK", 0140000 },
    { "S_IFWHT", 0 },
    { "S_IREAD", 0400 },
    { "S_IRGRP", 040 },
    { "S_IROTH", 04 },
    { "S_IRUSR", 0400 },
    { "S_IRWXG", 070 },
    { "S_IRWXO", 07 },
    { "S_IRWXU", 0700 },
    { "S_ISGID", 02000 },
    { "S_ISUID", 04000 },
    { "S_ISVTX", 01000 },
    { "S_IWGRP", 020 },
    { "S_IWOTH", 02 },
    { "S_IWRITE", 0200 },
    { "S_IWUSR", 0200 },
    { "S_IXGRP", 010 },
    { "S_IXOTH", 01 },
    { "S_IXUSR", 0100 },
    { "UF_APPEND", 0x4 },
    { "UF_COMPRESSED", 0x20 },
    { "UF_DATAVAULT", 0x80 },
    { "UF_HIDDEN", 0x8000 },
    { "UF_IMMUTABLE", 0x2 },
    { "UF_NODUMP", 0x1 },
    { "UF_NOUNLINK", 0x10 },
    { "UF_OPAQUE", 0x8 },
    { "UF_SETTABLE", 0xffff },
    { "UF_TRACKED", 0x40 },
};
constexpr uint32_t kind_mask = 0170000, permission_mask = 07777;
constexpr uint32_t socket = 0140000, link = 0120000, regular = 0100000, block_device = 0060000, folder = 0040000,
                   character_device = 0020000, fifo = 0010000;

Result<uint32_t> take_mode(Vm& vm, Value value)
{
    if (!is_int(value) && lookup(vm, vm.class_of(value), vm.names->index).is_empty())
        return vm.raise(Error::TypeError, "an integer is required");
    Value integer = TRY(to_int_object(vm, value));
    if (int_sign(integer) < 0)
        return vm.raise(Error::OverflowError, "can't convert negative value to unsigned int");
    if (int_bit_length(integer) > 64)
        return vm.raise(Error::OverflowError, "Python int too large to convert to C unsigned long");
    if (int_bit_length(integer) > 32)
        return vm.raise(Error::OverflowError, "mode out of range");
    return uint32_t(*int_to_int64(integer));
}

template <uint32_t kind> Result<bool> is_of_kind(Vm& vm, Value mode)
{
    return (TRY(take_mode(vm, mode)) & kind_mask) == kind;
}
/// Kinds that there are not on Linux.
Result<bool> is_of_no_kind(Vm& vm, Value mode)
{
    TRY(take_mode(vm, mode));
    return false;
}
template <uint32_t mask> Result<int64_t> masked(Vm& vm, Value mode) { return int64_t(TRY(take_mode(vm, mode)) & mask); }

char kind_letter(uint32_t mode)
{
    switch (mode & kind_mask) {
    case socket:
        return 's';
    case link:
        return 'l';
    case regular:
        return '-';
    case block_device:
        return 'b';
    case folder:
        return 'd';
    case character_device:
        return 'c';
    case fifo:
        return 'p';
    default:
        return '?';
    }
}
Result<Value> file_mode(Vm& vm, Value value)
{
    uint32_t mode = TRY(take_mode(vm, value));
    std::string text(1, kind_letter(mode));
    for (int shift = 6; shift >= 0; shift -= 3) {
        bool runs = mode >> shift & 1, is_special = mode & (01000u << (shift / 3));
        char special = shift == 0 ? 't' : 's';
        text += mode >> shift & 4 ? 'r' : '-';
        text += mode >> shift & 2 ? 'w' : '-';
        text += is_special ? (runs ? special : char(special - 'a' + 'A')) : runs ? 'x' : '-';
    }
    return Value::cell(TRY(make_str(vm, text)));
}

constexpr NativeDef definitions[] = {
    def<"S_ISDIR(mode, /)", is_of_kind<folder>>("Return True if mode is from a directory."),
    def<"S_ISCHR(mode, /)", is_of_kind<character_device>>("Return True if mode is from a character special device."),
    def<"S_ISBLK(mode, /)", is_of_kind<block_device>>("Return True if mode is from a block special device file."),
    def<"S_ISREG(mode, /)", is_of_kind<regular>>("Return True if mode is from a regular file."),
    def<"S_ISFIFO(mode, /)", is_of_kind<fifo>>("Return True if mode is from a FIFO (named pipe)."),
    def<"S_ISLNK(mode, /)", is_of_kind<link>>("Return True if mode is from a symbolic link."),
    def<"S_ISSOCK(mode, /)", is_of_kind<socket>>("Return True if mode is from a socket."),
    def<"S_ISDOOR(mode, /)", is_of_no_kind>("Return True if mode is from a door."),
    def<"S_ISPORT(mode, /)", is_of_no_kind>("Return True if mode is from an event port."),
    def<"S_ISWHT(mode, /)", is_of_no_kind>("Return True if mode is from a whiteout."),
    def<"S_IMODE(mode, /)", masked<permission_mask>>("The portion of the file's mode that can be set by os.chmod()."),
    def<"S_IFMT(mode, /)", masked<kind_mask>>("The portion of the file's mode that describes the file type."),
    def<"filemode(mode, /)", file_mode>("Convert a file's mode to a string of the form '-rwxrwxrwx'"),
};

Result<void> prepare(Vm& vm, Module* module)
{
    for (const auto& [name, value] : numbers)
        TRY(dict_set_str(vm, module->dict, intern(vm, name), Value::small(value)));
    return {};
}

} // namespace

const NativeModule _stat_module{ "_stat", definitions, prepare, "The meaning of the words that os.stat() gives." };

} // namespace coil::internal

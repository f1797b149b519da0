// Arguments: paths, descriptors, ids.
#include <climits>
#include <poll.h>

#include <algorithm>

#include "base/utf8.h"
#include "objects/codecs.h"
#include "runtime/machine/blocking.h"
#include "stdlib/system/posix/posix.h"

namespace coil::internal::posix
{

namespace
{

Raised raise_path_type(Vm& vm, const PathRules& rules, Value got)
{
    std::string_view expected = rules.takes_descriptor && rules.takes_none
        ? "string, bytes, os.PathLike, integer or None"
        : rules.takes_descriptor ? "string, bytes, os.PathLike or integer"
        : rules.takes_none       ? "string, bytes, os.PathLike or None"
                                 : "string, bytes or os.PathLike";
    return vm.raise(
        Error::TypeError, "{}: {} should be {}, not {}", rules.function, rules.argument, expected, type_name(vm, got));
}

bool has_index(Vm& vm, Value value)
{
    return is_int(value) || !lookup(vm, vm.class_of(value), vm.names->index).is_empty();
}

/// The bytes of a str in the file system's encoding.
Result<std::string> encoded(Vm& vm, Str* text)
{
    if (text->is_ascii() || utf8::find_malformed(text->view()) == std::string_view::npos)
        return std::string(text->view());
    return std::string(TRY(str_encode(vm, text, "utf-8", "surrogateescape"))->view());
}

Result<int> narrowed(Vm& vm, Value value)
{
    std::optional<int64_t> number = int_to_int64(TRY(to_int_object(vm, value)));
    bool negative = number ? *number < 0 : int_sign(value) < 0;
    if (!number || *number > INT_MAX || *number < INT_MIN)
        return vm.raise(Error::OverflowError, negative ? "fd is less than minimum" : "fd is greater than maximum");
    return int(*number);
}

} // namespace

Result<Value> file_system_path(Vm& vm, Value path)
{
    if (is_kind(path, Kind::Str) || is_kind(path, Kind::Bytes))
        return path;
    Value method = lookup(vm, vm.class_of(path), vm.names->fspath);
    if (method.is_empty() || method.is_none())
        return vm.raise(Error::TypeError, "expected str, bytes or os.PathLike object, not {}", type_name(vm, path));
    Value given = TRY(call_special(vm, method, path, {}));
    if (is_kind(given, Kind::Str) || is_kind(given, Kind::Bytes))
        return given;
    return vm.raise(Error::TypeError, "expected {}.__fspath__() to return str or bytes, not {}", type_name(vm, path),
        type_name(vm, given));
}

Result<Path> take_path(Vm& vm, Value value, const PathRules& rules)
{
    Path path;
    path.shown = value;
    if (value.is_none() && rules.takes_none) {
        path.is_none = true;
        path.bytes = ".";
        TRY(check_path(vm, path.bytes));
        return path;
    }
    if (!is_kind(value, Kind::Str) && !is_kind(value, Kind::Bytes)) {
        if (rules.takes_descriptor && has_index(vm, value)) {
            path.is_descriptor = true;
            path.descriptor = TRY(narrowed(vm, value));
            TRY(check_authority(vm, Authority::Files));
            return path;
        }
        Value method = lookup(vm, vm.class_of(value), vm.names->fspath);
        if (method.is_empty() || method.is_none())
            return raise_path_type(vm, rules, value);
        value = TRY(file_system_path(vm, value));
        path.shown = value;
    }
    if (auto* text = as_if<Str>(value)) {
        path.bytes = TRY(encoded(vm, text));
    } else {
        path.is_bytes = true;
        path.bytes = as<Bytes>(value)->view();
    }
    if (path.bytes.find('\0') != std::string::npos)
        return vm.raise(Error::ValueError, "{}: embedded null character in {}", rules.function, rules.argument);
    TRY(check_path(vm, path.bytes));
    return path;
}

Result<std::string> take_text(Vm& vm, Value value)
{
    Value path = value;
    if (!is_kind(path, Kind::Str) && !is_kind(path, Kind::Bytes))
        path = TRY(file_system_path(vm, value));
    std::string bytes =
        is_kind(path, Kind::Str) ? TRY(encoded(vm, as<Str>(path))) : std::string(as<Bytes>(path)->view());
    if (std::find(bytes.begin(), bytes.end(), '\0') != bytes.end())
        return vm.raise(Error::ValueError, is_kind(path, Kind::Str) ? "embedded null character" : "embedded null byte");
    return bytes;
}

Result<Value> give_text(Vm& vm, std::string_view bytes, bool as_bytes)
{
    if (as_bytes)
        return Value::cell(TRY(make_bytes(vm, bytes)));
    return Value::cell(TRY(host_text(vm, bytes)));
}

Result<int> take_descriptor(Vm& vm, Value value)
{
    int fd = value.is_small() && value.as_small() >= INT_MIN && value.as_small() <= INT_MAX ? int(value.as_small())
                                                                                            : TRY(to_c_int(vm, value));
    TRY(check_authority(vm, Authority::Files));
    return fd;
}

Result<int> take_file_number(Vm& vm, Value value)
{
    if (!is_int(value)) {
        std::optional<Value> method = TRY(find_attribute(vm, value, intern(vm, "fileno")));
        if (!method)
            return vm.raise(Error::TypeError, "argument must be an int, or have a fileno() method.");
        value = TRY(call(vm, *method, std::initializer_list<Value>{}));
        if (!is_int(value))
            return vm.raise(Error::TypeError, "fileno() returned a non-integer");
    }
    int fd = TRY(to_c_int(vm, value));
    if (fd < 0)
        return vm.raise(Error::ValueError, "file descriptor cannot be a negative integer ({})", int64_t(fd));
    TRY(check_authority(vm, Authority::Files));
    return fd;
}

Result<int> take_folder(Vm& vm, Value value)
{
    if (value.is_none() || value.is_empty())
        return AT_FDCWD;
    if (!has_index(vm, value))
        return vm.raise(Error::TypeError, "argument should be integer or None, not {}", type_name(vm, value));
    int folder = TRY(narrowed(vm, value));
    TRY(check_authority(vm, Authority::Files));
    return folder;
}

Result<uint32_t> take_identity(Vm& vm, Value value, std::string_view what)
{
    if (!has_index(vm, value))
        return vm.raise(Error::TypeError, "{} should be integer, not {}", what, type_name(vm, value));
    Value integer = TRY(to_int_object(vm, value));
    std::optional<int64_t> number = int_to_int64(integer);
    if (number && *number >= -1 && *number <= int64_t(UINT32_MAX))
        return uint32_t(*number);
    return vm.raise(Error::OverflowError, "{} is {}", what,
        number || int_sign(integer) < 0 ? "less than minimum" : "greater than maximum");
}

Result<int64_t> take_offset(Vm& vm, Value value)
{
    std::optional<int64_t> number = int_to_int64(TRY(to_int_object(vm, value)));
    if (!number)
        return vm.raise(Error::OverflowError, "Python int too large to convert to C long");
    return *number;
}

Result<void> check_folder(Vm& vm, const char* function, const Path& path, int folder)
{
    if (folder == AT_FDCWD)
        return {};
    if (path.is_descriptor || path.is_none)
        return vm.raise(Error::ValueError, "{}: can't specify dir_fd without matching path", function);
    return {};
}

Result<void> check_follow(Vm& vm, const char* function, const Path& path, bool follow)
{
    // As in CPython, which lets descriptor 0 pass.
    if (path.is_descriptor && path.descriptor > 0 && !follow)
        return vm.raise(Error::ValueError, "{}: cannot use fd and follow_symlinks together", function);
    return {};
}

Result<void> wait_until_ready(Vm& vm, int fd, short events)
{
    pollfd subject{ fd, events, 0 };
    if (::poll(&subject, 1, 0) != 0)
        return {};
    int flags = ::fcntl(fd, F_GETFL);
    if (flags < 0 || flags & O_NONBLOCK)
        return {};
    return wait_for_events(vm, fd, events);
}

namespace
{

Result<Value> fspath(Vm& vm, Value path) { return file_system_path(vm, path); }

/// The bytes of what file_system_path gives.
std::string_view view_of(Value path)
{
    return is_kind(path, Kind::Str) ? as<Str>(path)->view() : as<Bytes>(path)->view();
}
Result<Value> same_kind(Vm& vm, Value path, std::string_view bytes)
{
    if (is_kind(path, Kind::Bytes))
        return Value::cell(TRY(make_bytes(vm, bytes)));
    return Value::cell(TRY(make_str(vm, bytes)));
}
/// Exactly two slashes are a root of their own, as POSIX has it.
size_t root_size(std::string_view path)
{
    size_t slashes = std::min(path.find_first_not_of('/'), path.size());
    return slashes == 2 ? 2 : std::min<size_t>(slashes, 1);
}

/// The path without empty parts, `.`, and parts that `..` takes back.
Result<Value> normalized(Vm& vm, Value given)
{
    Value path = TRY(file_system_path(vm, given));
    std::string_view rest = view_of(path);
    if (rest.empty())
        return same_kind(vm, path, ".");
    size_t root = root_size(rest);
    std::string out(root, '/');
    out.reserve(rest.size());
    // What stands before this can't be taken back.
    size_t fixed = root;
    rest.remove_prefix(root);
    while (!rest.empty()) {
        std::string_view part = rest.substr(0, rest.find('/'));
        rest.remove_prefix(std::min(part.size() + 1, rest.size()));
        if (part.empty() || part == ".")
            continue;
        if (part == ".." && (root || out.size() > fixed)) {
            size_t slash = out.rfind('/');
            if (out.size() > fixed)
                out.resize(slash == std::string::npos || slash < fixed ? fixed : slash);
            continue;
        }
        if (out.size() > root)
            out += '/';
        out += part;
        if (part == "..")
            fixed = out.size();
    }
    if (out.empty())
        out = ".";
    return out.size() == view_of(path).size() && vm.class_of(path) == vm.classes->str && out == view_of(path)
        ? Result<Value>(path)
        : same_kind(vm, path, out);
}
Result<Value> split_root(Vm& vm, Value given)
{
    Value path = TRY(file_system_path(vm, given));
    std::string_view text = view_of(path);
    size_t root = root_size(text);
    Value drive = TRY(same_kind(vm, path, "")), slashes = TRY(same_kind(vm, path, text.substr(0, root)));
    Value rest = TRY(same_kind(vm, path, view_of(path).substr(root)));
    return Value::cell(TRY(make_tuple(vm, { drive, slashes, rest })));
}

constexpr NativeDef functions[] = {
    def<"fspath(path)", fspath>("The file system path representation of the object."),
    def<"_path_normpath(path)", normalized>("Normalize path, eliminating double slashes, etc."),
    def<"_path_splitroot_ex(p)", split_root>("Split a pathname into drive, root and tail; the drive is always empty."),
};

} // namespace

const std::span<const NativeDef> path_functions = functions;

} // namespace coil::internal::posix

// Extended attributes of files.
#include <sys/xattr.h>

#include "objects/memory_view.h"
#include "stdlib/system/posix/posix.h"

namespace coil::internal::posix
{

namespace
{

/// Asks with a buffer that grows until what is asked for fits.
template <class Ask> Result<std::string> ask_for_bytes(Vm& vm, const Path& path, Ask&& ask)
{
    for (size_t size : { size_t(128), size_t(65536), size_t(1) << 20 }) {
        std::string buffer(size, '\0');
        ssize_t count = outside(vm, [&] { return ask(buffer.data(), size); });
        if (count >= 0) {
            buffer.resize(size_t(count));
            return buffer;
        }
        if (errno != ERANGE)
            return raise_errno(vm, path);
    }
    return raise_errno(vm, path);
}

Result<Value> get_attribute_of(Vm& vm, Value given, Value name_value, bool follow)
{
    Path path = TRY(take_path(vm, given, { .function = "getxattr", .takes_descriptor = true }));
    Path name = TRY(take_path(vm, name_value, { .function = "getxattr", .argument = "attribute" }));
    TRY(check_follow(vm, "getxattr", path, follow));
    std::string value = TRY(ask_for_bytes(vm, path, [&](char* to, size_t size) {
        return path.is_descriptor ? ::fgetxattr(path.descriptor, name.name(), to, size)
            : follow              ? ::getxattr(path.name(), name.name(), to, size)
                                  : ::lgetxattr(path.name(), name.name(), to, size);
    }));
    return Value::cell(TRY(make_bytes(vm, value)));
}
Result<void> set_attribute_of(Vm& vm, Value given, Value name_value, Value data, Value flags_value, bool follow)
{
    Path path = TRY(take_path(vm, given, { .function = "setxattr", .takes_descriptor = true }));
    Path name = TRY(take_path(vm, name_value, { .function = "setxattr", .argument = "attribute" }));
    int flags = TRY(to_c_int(vm, flags_value));
    TRY(check_follow(vm, "setxattr", path, follow));
    std::string value(TRY(require_buffer(vm, data)));
    int status = outside(vm, [&] {
        return path.is_descriptor ? ::fsetxattr(path.descriptor, name.name(), value.data(), value.size(), flags)
            : follow              ? ::setxattr(path.name(), name.name(), value.data(), value.size(), flags)
                                  : ::lsetxattr(path.name(), name.name(), value.data(), value.size(), flags);
    });
    if (status != 0)
        return raise_errno(vm, path);
    return {};
}
Result<void> remove_attribute_of(Vm& vm, Value given, Value name_value, bool follow)
{
    Path path = TRY(take_path(vm, given, { .function = "removexattr", .takes_descriptor = true }));
    Path name = TRY(take_path(vm, name_value, { .function = "removexattr", .argument = "attribute" }));
    TRY(check_follow(vm, "removexattr", path, follow));
    int status = outside(vm, [&] {
        return path.is_descriptor ? ::fremovexattr(path.descriptor, name.name())
            : follow              ? ::removexattr(path.name(), name.name())
                                  : ::lremovexattr(path.name(), name.name());
    });
    if (status != 0)
        return raise_errno(vm, path);
    return {};
}
Result<Value> list_attributes_of(Vm& vm, Value given, bool follow)
{
    Path path = TRY(take_path(vm, given, { .function = "listxattr", .takes_descriptor = true, .takes_none = true }));
    TRY(check_follow(vm, "listxattr", path, follow));
    std::string text = TRY(ask_for_bytes(vm, path, [&](char* to, size_t size) {
        return path.is_descriptor ? ::flistxattr(path.descriptor, to, size)
            : follow              ? ::listxattr(path.name(), to, size)
                                  : ::llistxattr(path.name(), to, size);
    }));
    List* names = TRY(make_list(vm));
    for (size_t start = 0; start < text.size(); start = text.find('\0', start) + 1)
        TRY(list_append(vm, names, TRY(give_text(vm, text.c_str() + start, false))));
    return Value::cell(names);
}

constexpr NativeDef functions[] = {
    def<"getxattr(path, attribute, *, follow_symlinks=True)", get_attribute_of>(
        "The value of extended attribute attribute on path."),
    def<"setxattr(path, attribute, value, flags=0, *, follow_symlinks=True)", set_attribute_of>(
        "Set extended attribute attribute on path to value."),
    def<"removexattr(path, attribute, *, follow_symlinks=True)", remove_attribute_of>(
        "Remove extended attribute attribute on path."),
    def<"listxattr(path=None, *, follow_symlinks=True)", list_attributes_of>("A list of extended attributes on path."),
};

} // namespace

const std::span<const NativeDef> attribute_functions = functions;

} // namespace coil::internal::posix

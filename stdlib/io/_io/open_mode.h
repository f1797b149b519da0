#pragma once
// The mode that a file is opened with.
#include <fcntl.h>
#include <string_view>

#include "objects/vm.h"

namespace coil::internal::io
{

struct OpenMode {
    bool created = false, readable = false, writable = false, appending = false;
    bool truncates = false;
    int flags() const
    {
        int access = readable && writable ? O_RDWR : readable ? O_RDONLY : O_WRONLY;
        return access | (created ? O_CREAT | O_EXCL : 0) | (truncates ? O_CREAT | O_TRUNC : 0) |
            (appending ? O_CREAT | O_APPEND : 0);
    }
};

/// A mode of FileIO. ValueError.
inline Result<OpenMode> raw_mode(Vm& vm, std::string_view text)
{
    constexpr const char* wrong = "Must have exactly one of create/read/write/append mode and at most one plus";
    OpenMode mode;
    bool is_given = false, has_plus = false;
    for (char letter : text) {
        switch (letter) {
        case 'x':
        case 'r':
        case 'w':
        case 'a':
            if (is_given)
                return vm.raise(Error::ValueError, wrong);
            is_given = true;
            mode.created = letter == 'x';
            mode.readable = letter == 'r';
            mode.truncates = letter == 'w';
            mode.appending = letter == 'a';
            mode.writable = letter != 'r';
            break;
        case 'b':
            break;
        case '+':
            if (has_plus)
                return vm.raise(Error::ValueError, wrong);
            has_plus = true;
            break;
        default:
            return vm.raise(Error::ValueError, "invalid mode: {}", text);
        }
    }
    if (!is_given)
        return vm.raise(Error::ValueError, wrong);
    if (has_plus)
        mode.readable = mode.writable = true;
    return mode;
}

} // namespace coil::internal::io

"""Paths of POSIX systems: os.path."""

# Above the imports: os, which they import, takes these from here.
curdir = extsep = "."
pardir = ".."
sep = "/"
pathsep = ":"
defpath = "/bin:/usr/bin"
altsep = None
devnull = "/dev/null"

import genericpath
import os
import stat
import sys
from genericpath import *

from posix import _path_normpath as normpath
from posix import _path_splitroot_ex as splitroot

__all__ = [
    "normcase", "isabs", "join", "splitdrive", "splitroot", "split", "splitext", "basename", "dirname", "commonprefix", "getsize",
    "getmtime", "getatime", "getctime", "islink", "exists", "lexists", "isdir", "isfile", "ismount", "expanduser", "expandvars",
    "normpath", "abspath", "samefile", "sameopenfile", "samestat", "curdir", "pardir", "sep", "pathsep", "defpath", "altsep",
    "extsep", "devnull", "realpath", "supports_unicode_filenames", "relpath", "commonpath", "isjunction", "isdevdrive",
    "ALLOW_MISSING",
]

supports_unicode_filenames = sys.platform == "darwin"


class _AllowMissing:
    """For realpath(strict=...): what is missing is no error."""

    def __repr__(self):
        return "os.path.ALLOW_MISSING"

    def __reduce__(self):
        return "ALLOW_MISSING"


ALLOW_MISSING = getattr(genericpath, "ALLOW_MISSING", None) or _AllowMissing()


def _get_sep(path):
    return b"/" if isinstance(path, bytes) else "/"


def normcase(s):
    """The path as it is: case tells names apart."""
    return os.fspath(s)


def isabs(s):
    """Whether the path begins at the root."""
    s = os.fspath(s)
    return s.startswith(_get_sep(s))


def join(a, /, *p):
    """Joins parts of a path; one that is absolute drops those before it."""
    path = os.fspath(a)
    slash = _get_sep(path)
    try:
        if not p:
            path[:0] + slash
        for part in p:
            part = os.fspath(part)
            if part.startswith(slash) or not path:
                path = part
            elif path.endswith(slash):
                path += part
            else:
                path += slash + part
    except (TypeError, AttributeError, BytesWarning):
        genericpath._check_arg_types("join", a, *p)
        raise
    return path


def split(p):
    """The folder and the last part, which is empty behind a slash at the end."""
    p = os.fspath(p)
    slash = _get_sep(p)
    end = p.rfind(slash) + 1
    head = p[:end]
    if head and head != slash * len(head):
        head = head.rstrip(slash)
    return head, p[end:]


def splitext(p):
    """The path without its extension, and the extension with its dot."""
    p = os.fspath(p)
    if isinstance(p, bytes):
        return genericpath._splitext(p, b"/", None, b".")
    return genericpath._splitext(p, "/", None, ".")


def splitdrive(p):
    """An empty drive, and the path."""
    p = os.fspath(p)
    return p[:0], p


def basename(p):
    """The part behind the last slash."""
    p = os.fspath(p)
    return p[p.rfind(_get_sep(p)) + 1 :]


def dirname(p):
    """What split() gives as the folder."""
    return split(p)[0]


def islink(path):
    """Whether the path is a symbolic link."""
    try:
        return stat.S_ISLNK(os.lstat(path).st_mode)
    except (OSError, ValueError, AttributeError):
        return False


def isjunction(path):
    """False: there are no junctions here."""
    os.fspath(path)
    return False


def isdevdrive(path):
    """False: there are no Dev Drives here."""
    os.fspath(path)
    return False


def lexists(path):
    """Whether there is such a path, even if it is a link that leads nowhere."""
    try:
        os.lstat(path)
    except (OSError, ValueError):
        return False
    return True


def ismount(path):
    """Whether the path is where a file system is mounted."""
    try:
        own = os.lstat(path)
    except (OSError, ValueError):
        return False
    if stat.S_ISLNK(own.st_mode):
        return False
    path = os.fspath(path)
    above = realpath(join(path, b".." if isinstance(path, bytes) else ".."))
    try:
        upper = os.lstat(above)
    except PermissionError:
        # The parent of the parent of what is in it can be asked for.
        try:
            upper = os.lstat(dirname(abspath(path)))
        except OSError:
            return False
    except OSError:
        return False
    return own.st_dev != upper.st_dev or own.st_ino == upper.st_ino


def _home_of(name):
    """The home folder of a user, of the current one for an empty name; None where it is not known."""
    if not name and "HOME" in os.environ:
        return os.environ["HOME"]
    try:
        import pwd
    except ImportError:
        return None
    try:
        return (pwd.getpwnam(name) if name else pwd.getpwuid(os.getuid())).pw_dir
    except KeyError:
        return None


def expanduser(path):
    """Replaces ~ and ~user at the start by the home folder."""
    path = os.fspath(path)
    is_bytes = isinstance(path, bytes)
    if not path.startswith(b"~" if is_bytes else "~"):
        return path
    slash = _get_sep(path)
    end = path.find(slash, 1)
    if end < 0:
        end = len(path)
    home = _home_of(os.fsdecode(path[1:end]))
    if home is None:
        return path
    if is_bytes:
        home = os.fsencode(home)
    return (home.rstrip(slash) + path[end:]) or slash


def expandvars(path):
    """Replaces $name and ${name} by variables of the environment; unknown ones stay."""
    path = os.fspath(path)
    is_bytes = isinstance(path, bytes)
    if (b"$" if is_bytes else "$") not in path:
        return path
    import re

    if is_bytes:
        pattern, brace, variables = rb"\$(\w+|\{[^}]*\})", b"{", getattr(os, "environb", None)
    else:
        pattern, brace, variables = r"\$(\w+|\{[^}]*\})", "{", os.environ

    def value(match):
        name = match[1]
        if name.startswith(brace):
            name = name[1:-1]
        try:
            return os.fsencode(os.environ[os.fsdecode(name)]) if variables is None else variables[name]
        except KeyError:
            return match[0]

    return re.sub(pattern, value, path, flags=re.ASCII)


def abspath(path):
    """The path from the root on, normalized."""
    path = os.fspath(path)
    if isinstance(path, bytes):
        if not path.startswith(b"/"):
            path = join(os.getcwdb(), path)
    elif not path.startswith("/"):
        path = join(os.getcwd(), path)
    return normpath(path)


def realpath(filename, *, strict=False):
    """The path from the root on without symbolic links. What is missing is an error when strict is true."""
    filename = os.fspath(filename)
    if isinstance(filename, bytes):
        slash, dot, dots, here = b"/", b".", b"..", os.getcwdb
    else:
        slash, dot, dots, here = "/", ".", "..", os.getcwd
    ignored = FileNotFoundError if strict is ALLOW_MISSING else () if strict else OSError
    # Parts that are still to come, the next one last. A pair (link,) says that what the link leads to is done.
    parts = filename.split(slash)[::-1]
    to_come = len(parts)
    path = slash if filename.startswith(slash) else here()
    links = {}
    while parts:
        part = parts.pop()
        if isinstance(part, tuple):
            links[part[0]] = path
            continue
        to_come -= 1
        if not part or part == dot:
            continue
        if part == dots:
            path = path[: path.rindex(slash)] or slash
            continue
        inner = path + part if path == slash else path + slash + part
        try:
            mode = os.lstat(inner).st_mode
            if not stat.S_ISLNK(mode):
                if strict and to_come and not stat.S_ISDIR(mode):
                    import errno

                    raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), inner)
                path = inner
                continue
            if inner in links:
                if links[inner] is None:
                    # A loop: the system says so, when it is to be an error.
                    if strict:
                        os.stat(inner)
                    path = inner
                else:
                    path = links[inner]
                continue
            target = os.readlink(inner)
        except ignored:
            path = inner
            continue
        if target.startswith(slash):
            path = slash
        links[inner] = None
        parts.append((inner,))
        more = target.split(slash)[::-1]
        parts += more
        to_come += len(more)
    return path


def relpath(path, start=None):
    """The way from the folder `start`, by default the current one, to the path."""
    path = os.fspath(path)
    if not path:
        raise ValueError("no path specified")
    if isinstance(path, bytes):
        slash, dot, dots = b"/", b".", b".."
    else:
        slash, dot, dots = "/", ".", ".."
    start = dot if start is None else os.fspath(start)
    try:
        origin = [part for part in abspath(start).split(slash) if part]
        target = [part for part in abspath(path).split(slash) if part]
        shared = len(commonprefix([origin, target]))
        return slash.join([dots] * (len(origin) - shared) + target[shared:]) or dot
    except (TypeError, AttributeError, BytesWarning, DeprecationWarning):
        genericpath._check_arg_types("relpath", path, start)
        raise


def commonpath(paths):
    """The longest path that all of the paths are below."""
    paths = tuple(map(os.fspath, paths))
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    if isinstance(paths[0], bytes):
        slash, dot = b"/", b"."
    else:
        slash, dot = "/", "."
    try:
        if len({path.startswith(slash) for path in paths}) != 1:
            raise ValueError("Can't mix absolute and relative paths")
        split_paths = [[part for part in path.split(slash) if part and part != dot] for path in paths]
        shared = commonprefix(split_paths)
        return (slash if paths[0].startswith(slash) else slash[:0]) + slash.join(shared)
    except (TypeError, AttributeError):
        genericpath._check_arg_types("commonpath", *paths)
        raise

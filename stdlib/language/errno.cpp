// The module errno: the numbers of the system's errors, by name, and their names by number.
#include <cerrno>

#include "objects/dict.h"
#include "stdlib/modules.h"

namespace coil::internal
{

namespace
{

struct Row {
    const char* name;
    int number;
};
/// Where two names have one number, the one that stands behind the other is that number's name.
constexpr Row rows[] = {
    { "EDEADLK", EDEADLK },
    { "EOPNOTSUPP", EOPNOTSUPP },
    { "EWOULDBLOCK", EWOULDBLOCK },
    { "EPERM", EPERM },
    { "ENOENT", ENOENT },
    { "ESRCH", ESRCH },
    { "EINTR", EINTR },
    { "EIO", EIO },
    { "ENXIO", ENXIO },
    { "E2BIG", E2BIG },
    { "ENOEXEC", ENOEXEC },
    { "EBADF", EBADF },
    { "ECHILD", ECHILD },
    { "EAGAIN", EAGAIN },
    { "ENOMEM", ENOMEM },
    { "EACCES", EACCES },
    { "EFAULT", EFAULT },
    { "ENOTBLK", ENOTBLK },
    { "EBUSY", EBUSY },
    { "EEXIST", EEXIST },
    { "EXDEV", EXDEV },
    { "ENODEV", ENODEV },
    { "ENOTDIR", ENOTDIR },
    { "EISDIR", EISDIR },
    { "EINVAL", EINVAL },
    { "ENFILE", ENFILE },
    { "EMFILE", EMFILE },
    { "ENOTTY", ENOTTY },
    { "ETXTBSY", ETXTBSY },
    { "EFBIG", EFBIG },
    { "ENOSPC", ENOSPC },
    { "ESPIPE", ESPIPE },
    { "EROFS", EROFS },
    { "EMLINK", EMLINK },
    { "EPIPE", EPIPE },
    { "EDOM", EDOM },
    { "ERANGE", ERANGE },
    { "EDEADLOCK", EDEADLOCK },
    { "ENAMETOOLONG", ENAMETOOLONG },
    { "ENOLCK", ENOLCK },
    { "ENOSYS", ENOSYS },
    { "ENOTEMPTY", ENOTEMPTY },
    { "ELOOP", ELOOP },
    { "ENOMSG", ENOMSG },
    { "EIDRM", EIDRM },
    { "ECHRNG", ECHRNG },
    { "EL2NSYNC", EL2NSYNC },
    { "EL3HLT", EL3HLT },
    { "EL3RST", EL3RST },
    { "ELNRNG", ELNRNG },
    { "EUNATCH", EUNATCH },
    { "ENOCSI", ENOCSI },
    { "EL2HLT", EL2HLT },
    { "EBADE", EBADE },
    { "EBADR", EBADR },
    { "EXFULL", EXFULL },
    { "ENOANO", ENOANO },
    { "EBADRQC", EBADRQC },
    { "EBADSLT", EBADSLT },
    { "EBFONT", EBFONT },
    { "ENOSTR", ENOSTR },
    { "ENODATA", ENODATA },
    { "ETIME", ETIME },
    { "ENOSR", ENOSR },
    { "ENONET", ENONET },
    { "ENOPKG", ENOPKG },
    { "EREMOTE", EREMOTE },
    { "ENOLINK", ENOLINK },
    { "EADV", EADV },
    { "ESRMNT", ESRMNT },
    { "ECOMM", ECOMM },
    { "EPROTO", EPROTO },
    { "EMULTIHOP", EMULTIHOP },
    { "EDOTDOT", EDOTDOT },
    { "EBADMSG", EBADMSG },
    { "EOVERFLOW", EOVERFLOW },
    { "ENOTUNIQ", ENOTUNIQ },
    { "EBADFD", EBADFD },
    { "EREMCHG", EREMCHG },
    { "ELIBACC", ELIBACC },
    { "ELIBBAD", ELIBBAD },
    { "ELIBSCN", ELIBSCN },
    { "ELIBMAX", ELIBMAX },
    { "ELIBEXEC", ELIBEXEC },
    { "EILSEQ", EILSEQ },
    { "ERESTART", ERESTART },
    { "ESTRPIPE", ESTRPIPE },
    { "EUSERS", EUSERS },
    { "ENOTSOCK", ENOTSOCK },
    { "EDESTADDRREQ", EDESTADDRREQ },
    { "EMSGSIZE", EMSGSIZE },
    { "EPROTOTYPE", EPROTOTYPE },
    { "ENOPROTOOPT", ENOPROTOOPT },
    { "EPROTONOSUPPORT", EPROTONOSUPPORT },
    { "ESOCKTNOSUPPORT", ESOCKTNOSUPPORT },
    { "ENOTSUP", ENOTSUP },
    { "EPFNOSUPPORT", EPFNOSUPPORT },
    { "EAFNOSUPPORT", EAFNOSUPPORT },
    { "EADDRINUSE", EADDRINUSE },
    { "EADDRNOTAVAIL", EADDRNOTAVAIL },
    { "ENETDOWN", ENETDOWN },
    { "ENETUNREACH", ENETUNREACH },
    { "ENETRESET", ENETRESET },
    { "ECONNABORTED", ECONNABORTED },
    { "ECONNRESET", ECONNRESET },
    { "ENOBUFS", ENOBUFS },
    { "EISCONN", EISCONN },
    { "ENOTCONN", ENOTCONN },
    { "ESHUTDOWN", ESHUTDOWN },
    { "ETOOMANYREFS", ETOOMANYREFS },
    { "ETIMEDOUT", ETIMEDOUT },
    { "ECONNREFUSED", ECONNREFUSED },
    { "EHOSTDOWN", EHOSTDOWN },
    { "EHOSTUNREACH", EHOSTUNREACH },
    { "EALREADY", EALREADY },
    { "EINPROGRESS", EINPROGRESS },
    { "ESTALE", ESTALE },
    { "EUCLEAN", EUCLEAN },
    { "ENOTNAM", ENOTNAM },
    { "ENAVAIL", ENAVAIL },
    { "EISNAM", EISNAM },
    { "EREMOTEIO", EREMOTEIO },
    { "EDQUOT", EDQUOT },
    { "ENOMEDIUM", ENOMEDIUM },
    { "EMEDIUMTYPE", EMEDIUMTYPE },
    { "ECANCELED", ECANCELED },
    { "ENOKEY", ENOKEY },
    { "EKEYEXPIRED", EKEYEXPIRED },
    { "EKEYREVOKED", EKEYREVOKED },
    { "EKEYREJECTED", EKEYREJECTED },
    { "EOWNERDEAD", EOWNERDEAD },
    { "ENOTRECOVERABLE", ENOTRECOVERABLE },
    { "ERFKILL", ERFKILL },
};

Result<void> prepare(Vm& vm, Module* module)
{
    Dict* names = TRY(make_dict(vm));
    for (const Row& row : rows) {
        Str* name = intern(vm, row.name);
        TRY(dict_set_str(vm, module->dict, name, Value::small(row.number)));
        TRY(dict_set(vm, names, Value::small(row.number), Value::cell(name)));
    }
    return dict_set_str(vm, module->dict, intern(vm, "errorcode"), Value::cell(names));
}

} // namespace

const NativeModule errno_module{ "errno", {}, prepare, "This module makes available standard errno system symbols." };

} // namespace coil::internal

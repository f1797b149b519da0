"""What sysconfig says of how the program was built: there is no Makefile of CPython's to read."""

build_time_vars = {
    "ABIFLAGS": "",
    "AR": "ar",
    "CC": "c++",
    "EXT_SUFFIX": "",
    "HAVE_FORK": 1,
    "MACHDEP": "linux",
    "MULTIARCH": "",
    "Py_DEBUG": 0,
    "Py_ENABLE_SHARED": 0,
    "Py_GIL_DISABLED": 0,
    "SHLIB_SUFFIX": ".so",
    "SIZEOF_VOID_P": 8,
    "SOABI": "",
    "TZPATH": "/usr/share/zoneinfo:/usr/lib/zoneinfo:/usr/share/lib/zoneinfo:/etc/zoneinfo",
    "WITH_PYMALLOC": 0,
}

"""platform can parse sys.version."""
import platform
import sys

print(platform.python_version() == ".".join(map(str, sys.version_info[:3])), platform.python_version_tuple()[0], type(platform.python_implementation()).__name__)
print(bool(platform.python_compiler()), len(platform.python_build()), platform.python_branch() == "", platform.platform() != "", sys.version.startswith(platform.python_version()))
print(isinstance(sys.orig_argv, list), sys.orig_argv[-1].endswith("platform_knows_the_version.py"))

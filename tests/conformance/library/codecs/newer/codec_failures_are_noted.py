"""An exception that leaves a codec has a note which says what failed; builtin handlers can't be unregistered."""
import _codecs
import codecs

for attempt in (
    lambda: "\u1234".encode("cp1252"),
    lambda: b"\x81".decode("cp1252"),
    lambda: codecs.decode(b"x", "hex"),
    lambda: codecs.encode("\xe9", "ascii"),
):
    try:
        attempt()
    except ValueError as error:
        print(type(error).__name__, error, error.__notes__)
codecs.register_error("tests.handler", lambda error: ("", error.end))
print(_codecs._unregister_error("tests.handler"), _codecs._unregister_error("tests.handler"))
for name in ("strict", "namereplace"):
    try:
        _codecs._unregister_error(name)
    except ValueError as error:
        print(error)

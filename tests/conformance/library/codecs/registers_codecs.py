"""Search functions find codecs of scripts: lookups are kept until the function goes, and what codecs give is checked."""
import codecs

asked = []
results = {}


def search(name):
    asked.append(name)
    return results.get(name)


codecs.register(search)


def encoder(text, errors="strict"):
    return text[::-1].encode(), len(text)


def decoder(data, errors="strict"):
    return bytes(data).decode()[::-1], len(data)


results["back_wards"] = codecs.CodecInfo(encoder, decoder, name="backwards")
print("abc".encode("Back-Wards"), b"cba".decode("back wards"))
print(asked)
codecs.unregister(search)
try:
    "abc".encode("back_wards")
except LookupError as error:
    print(error)
codecs.register(search)

for name, codec in {
    "short": (encoder, decoder),
    "number": 1,
    "plain": (lambda text, *rest: 5, lambda data, *rest: (1, 2, 3), None, None),
    "wrong": (lambda text, *rest: ("no bytes", 1), lambda data, *rest: (b"no text", 1), None, None),
}.items():
    results[name] = codec
    for attempt in (lambda: "x".encode(name), lambda: b"x".decode(name), lambda: codecs.encode("x", name)):
        try:
            print(name, attempt())
        except TypeError as error:
            print(name, error)
for wrong in (lambda: codecs.register(1), lambda: codecs.register_error("x", 1), lambda: codecs.lookup_error("nobody")):
    try:
        wrong()
    except (TypeError, LookupError) as error:
        print(error)

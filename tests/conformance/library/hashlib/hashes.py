"""The hash functions give their published digests, in pieces and in one, and copies go on by themselves."""
import _blake2
import _md5
import _sha1
import _sha3

try:
    from _sha2 import sha224, sha256, sha384, sha512
except ImportError:
    from _sha256 import sha224, sha256
    from _sha512 import sha384, sha512

texts = [b"", b"abc", bytes(range(256)) * 9, b"a" * 1000]
fixed = [
    _md5.md5, _sha1.sha1, sha224, sha256, sha384, sha512, _sha3.sha3_224, _sha3.sha3_256, _sha3.sha3_384, _sha3.sha3_512,
    _blake2.blake2b, _blake2.blake2s,
]
for function in fixed:
    empty = function()
    print(empty.name, empty.digest_size, empty.block_size)
    for text in texts:
        whole = function(text)
        print(whole.hexdigest())
        for size in (1, 63, 64, 65, 128, 200):
            pieces = function()
            for start in range(0, len(text), size):
                pieces.update(memoryview(text)[start : start + size])
                assert pieces.digest() == function(text[: start + size]).digest()
            assert pieces.digest() == whole.digest() == bytes.fromhex(whole.hexdigest())
    first = function(b"a")
    second = first.copy()
    second.update(bytearray(b"b"))
    print(first.digest() == function(b"a").digest(), second.digest() == function(b"ab").digest())
    for wrong in ("text", 5, None):
        try:
            function(wrong)
        except TypeError as error:
            print(error)
for function in (_sha3.shake_128, _sha3.shake_256):
    for text in texts:
        for size in (0, 1, 32, 200, 400):
            print(function(text).hexdigest(size)[-64:], len(function(text).digest(size)))
key = bytes(range(32))
for function, salt in ((_blake2.blake2b, b"salt" * 4), (_blake2.blake2s, b"salt" * 2)):
    print(function(b"x", key=key).hexdigest(), function(b"x", digest_size=20, salt=salt, person=salt).hexdigest())
    tree = function(b"x", fanout=3, depth=2, leaf_size=4096, node_offset=1, node_depth=1, inner_size=16, last_node=True)
    print(tree.hexdigest(), function.SALT_SIZE, function.PERSON_SIZE, function.MAX_KEY_SIZE, function.MAX_DIGEST_SIZE)
    for options in (
        {"key": bytes(65)}, {"salt": bytes(17)}, {"person": bytes(17)}, {"fanout": -1}, {"fanout": 256},
        {"depth": 0}, {"depth": 256}, {"leaf_size": -1}, {"leaf_size": 1 << 32}, {"node_offset": -1}, {"node_offset": 1 << 64}, {"node_depth": 256},
        {"inner_size": 65},
    ):
        try:
            print(function(b"", **options).digest_size)
        except (ValueError, OverflowError) as error:
            print(type(error).__name__, error)

"""zlib compresses and decompresses, in one and in pieces, and says what is wrong with data."""
import zlib

data = b"".join(b"line %d of the text\n" % i for i in range(3000))
for level in (-1, 0, 1, 6, 9):
    for bits in (15, 9, -15, 31):
        packed = zlib.compress(data, level, bits)
        assert zlib.decompress(packed, bits) == data
        assert zlib.decompress(memoryview(packed), bits, 1) == data
print(zlib.decompress(zlib.compress(b"")) == b"", len(zlib.compress(data)) < len(data) // 4)
print(zlib.crc32(b"hello"), zlib.crc32(b"lo", zlib.crc32(b"hel")), zlib.adler32(b"hello"), zlib.adler32(b"", -1), zlib.crc32(b"", 1 << 40))

compressor = zlib.compressobj(9)
packed = b"".join(compressor.compress(data[i : i + 1000]) for i in range(0, len(data), 1000))
twin = compressor.copy()
packed += compressor.flush(zlib.Z_SYNC_FLUSH) + compressor.compress(b"end") + compressor.flush()
print(zlib.decompress(packed) == data + b"end", len(twin.flush()) > 0)
decompressor = zlib.decompressobj()
out = b"".join(decompressor.decompress(packed[i : i + 7]) for i in range(0, len(packed), 7))
print(out == data + b"end", decompressor.eof, decompressor.unused_data, decompressor.flush())
decompressor = zlib.decompressobj()
out, rest = b"", packed + b"behind"
while not decompressor.eof:
    piece = decompressor.decompress(rest, 100)
    assert len(piece) <= 100
    out += piece
    rest = decompressor.unconsumed_tail
print(out == data + b"end", decompressor.unused_data, decompressor.decompress(b"more"), decompressor.unused_data)

words = b"line of the text"
compressor = zlib.compressobj(zdict=words)
packed = compressor.compress(data) + compressor.flush()
print(zlib.decompressobj(zdict=words).decompress(packed) == data)
raw = zlib.compressobj(wbits=-15, zdict=words)
packed_raw = raw.compress(data) + raw.flush()
print(zlib.decompressobj(-15, words).decompress(packed_raw) == data)
half = zlib.decompressobj()
first = half.decompress(zlib.compress(data)[:500])
other = half.copy()
rest = zlib.compress(data)[500:]
print(first + half.decompress(rest) == data, first + other.decompress(rest) == data)

for attempt in (
    lambda: zlib.compress(b"x", 10),
    lambda: zlib.compress("text"),
    lambda: zlib.decompress(b"no zlib data"),
    lambda: zlib.decompress(zlib.compress(data)[:-1]),
    lambda: zlib.decompress(b""),
    lambda: zlib.decompress(packed),
    lambda: zlib.decompress(zlib.compress(data)[:-4] + b"abcd"),
    lambda: zlib.decompress(b"x", 99),
    lambda: zlib.decompress(b"x", 15, 0),
    lambda: zlib.compressobj(99),
    lambda: zlib.compressobj(wbits=0),
    lambda: zlib.decompressobj(99),
    lambda: zlib.decompressobj(15, "text"),
    lambda: zlib.decompressobj().decompress(b"bad data"),
    lambda: zlib.decompressobj().decompress(packed),
    lambda: zlib.decompressobj(zdict=b"other").decompress(packed),
    lambda: zlib.decompressobj().decompress(b"", -1),
    lambda: zlib.decompressobj().flush(0),
    lambda: compressor.flush(),
    lambda: compressor.compress(b"x"),
    lambda: compressor.copy(),
):
    try:
        print(attempt())
    except (zlib.error, ValueError, TypeError) as error:
        print(type(error).__name__, error)

"""bytes convert to and from ints, text, lists and numbers without loss."""
data = bytes(range(256))
print(len(data), data[:4], data[-2:], sum(data), list(data) == list(range(256)), bytes(list(data)) == data, bytes(reversed(data))[0])
print(data.decode('latin-1').encode('latin-1') == data, bytes.fromhex(data.hex()) == data, eval(repr(data)) == data, int.from_bytes(data[1:3], 'big'), b''.join(bytes([b]) for b in data) == data)
print([c for c in b'abc'], max(b'abc'), b'abc'.index(99), 98 in b'abc', bytes(c + 1 for c in b'HAL'), bytes(map(ord, 'abc')), b'%c' % 65, chr(b'a'[0]))
def checksum(b):
    a, c = 1, 0
    for x in b:
        a = (a + x) % 65521
        c = (c + a) % 65521
    return c << 16 | a
print(checksum(b'Wikipedia'), checksum(data))
def crc(b):
    r = 0xFFFFFFFF
    for x in b:
        r ^= x
        for _ in range(8): r = r >> 1 ^ (0xEDB88320 if r & 1 else 0)
    return r ^ 0xFFFFFFFF
print(hex(crc(b'123456789')))
def xor(b, key): return bytes(c ^ key[i % len(key)] for i, c in enumerate(b))
print(xor(xor(b'secret', b'key'), b'key'), xor(b'\x00\x00', b'ab'))
def b64(b):
    abc = b'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
    out = b''
    for i in range(0, len(b), 3):
        n = int.from_bytes(b[i:i + 3].ljust(3, b'\0'), 'big')
        out += bytes(abc[n >> s & 63] for s in (18, 12, 6, 0))
    pad = -len(b) % 3
    return out[:len(out) - pad] + b'=' * pad
print(b64(b'hello world'), b64(b'a'), b64(b''))
text = 'héllo ☃ 😀'
raw = text.encode()
print(raw, len(text), len(raw), raw.decode() == text, [hex(b) for b in '☃'.encode()], raw[:1] + raw[1:] == raw)
acc = b''
for i in range(1000): acc += bytes([i % 256])
print(len(acc), acc[999], acc.count(b'\x00'), acc.find(b'\xff\x00'))

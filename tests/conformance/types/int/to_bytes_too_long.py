"""to_bytes() of more bytes than there can be is a MemoryError."""
for length in (2**62, 2**62 + 1):
    try:
        (0).to_bytes(length, "big")
    except (MemoryError, OverflowError):
        print("no memory")
print((5).to_bytes(3, "big"))

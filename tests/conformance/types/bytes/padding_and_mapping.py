"""center, zfill, the case maps, the predicates and translate work on ASCII and leave other bytes alone."""
for code in ("b'ab'.center(5)", "b'ab'.center(6, b'*')", "b'ab'.ljust(4, b'.')", "b'ab'.rjust(4, bytearray(b'.'))", "b'ab'.rjust(1)", "b'-7'.zfill(4)", "b'+'.zfill(3)", "b'7'.zfill(-1)",
             "b'a\\tb'.expandtabs()", "b'a\\tb\\nc\\td'.expandtabs(tabsize=3)", "b'a\\tb'.expandtabs(0)", "b'hELLO wORLD'.title()", "b'hELLO wORLD'.capitalize()", "b'hELLO \\xe9'.swapcase()",
             "b'aB1\\xc9'.upper()", "b'aB1\\xc9'.lower()", "b\"they're x2y\".title()", "bytearray(b'ab').upper()", "b'a'.isalpha()", "b''.isascii()", "b'\\x80'.isascii()", "b' \\t'.isspace()", "b'\\x1c'.isspace()",
             "b'A1'.isupper()", "b'1'.islower()", "b'Ab Cd'.istitle()", "b'12'.isdigit()", "b'1a'.isalnum()", "b''.isalnum()", "b'abc'.translate(bytes.maketrans(b'ab', b'xy'), b'c')",
             "b'abc'.translate(None, delete=b'a')", "b'abc'.translate(b'x')", "b'abc'.translate(None)", "b'abc'.translate(5)", "b'abc'.translate(bytes(256), 5)", "bytearray.maketrans(b'a', b'b')[97]",
             "bytes.maketrans(b'a', b'bc')", "bytes.maketrans('a', b'b')"):
    try:
        print(code, '=>', repr(eval(code)))
    except (TypeError, ValueError) as e:
        print(code, '->', type(e).__name__, e)

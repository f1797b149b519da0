"""Source with a null character is a SyntaxError that says so; globals are dicts."""
for code in ("eval('1\0')", "exec('x = 1\0')", "exec('1', 5)", "eval('1', 5)"):
    try:
        if '\0' in code:
            (eval if code.startswith('eval') else exec)('1\0')
        else:
            eval(code)
    except (SyntaxError, TypeError) as e:
        print(type(e).__name__, e)

"""Case methods follow Unicode, including letters that change length."""
for s in ('hello World', 'ß', 'ŉ', 'ﬁn', 'İ', 'ÀÉ', 'σς', "they're bill's", 'Ǆ', '123abc', '', 'ſ', 'ᾳ'):
    print(repr(s), s.upper(), s.lower(), s.title(), s.capitalize(), s.swapcase(), s.casefold())
print('ΑΣ'.lower(), 'ΑΣΑ'.lower(), 'Σ'.lower(), 'aΣ b'.lower(), 'ß'.upper().lower(), 'STRASSE'.casefold() == 'straße'.casefold())
for s in ('abc', 'ABC', 'Abc', 'Abc Def', 'abc1', '1', '', 'é', 'É', 'Ab cd', 'ǅ', "It'S"):
    print(repr(s), s.isupper(), s.islower(), s.istitle())
print('hELLO'.capitalize(), 'ǆabc'.capitalize(), 'ﬁx'.title(), 'x\ty z'.title(), 'a1b2'.title(), 'o\u2019clock'.title())
print(len('ß'.upper()), 'ı'.upper(), 'K'.lower(), 'ÿ'.upper(), 'µ'.upper(), 'straße'.upper().swapcase())

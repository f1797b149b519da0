"""Sets that may mean something else one day give a FutureWarning at the line that compiles them."""
import re
import warnings

for pattern in ["[[a]", "[a--b]", "[a&&b]", "[a~~b]", "[a||b]", "[]-a-]", "[^[:alpha:]]", "[a-[b]"]:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            re.compile(pattern)
        except re.error as e:
            print(e)
        try:
            re.purge()
            re.findall(pattern, "a")
        except re.error as e:
            pass
    print(pattern, [(w.category.__name__, str(w.message), w.filename == __file__, w.lineno) for w in caught])

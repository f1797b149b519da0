"""An archive in front of everything else in sys.path; what zipimport itself needs is not looked for in it."""
import os
import sys
import tempfile
import zipfile

with tempfile.TemporaryDirectory() as base:
    for number in 1, 2:
        with zipfile.ZipFile(f"{base}/{number}.zip", "w") as archive:
            archive.writestr(f"module{number}.py", f"import colorsys\n\n\ndef failing():\n    raise ValueError({number})\n")
            archive.writestr("shared.py", f"number = {number}\n")
            archive.writestr("zlib.py", "")
    with open(f"{base}/no_archive", "w") as file:
        file.write("text")
    sys.path[:0] = [f"{base}/no_archive", f"{base}/1.zip", f"{base}/2.zip", f"{base}/missing.zip"]
    import module2
    import module1
    import shared
    import tabnanny
    import traceback
    print(shared.number, module2.__file__.replace(base, "BASE"), type(module1.__loader__).__name__, type(sys.path_importer_cache[f"{base}/no_archive"]).__name__)
    print(len({type(sys.path_importer_cache[f"{base}/{number}.zip"]) for number in (1, 2)}), sys.path_importer_cache.get(f"{base}/missing.zip"))
    for failing in module1.failing, module2.failing:
        try:
            failing()
        except ValueError as error:
            last = traceback.extract_tb(error.__traceback__)[-1]
            print(last.lineno, last.name, os.path.relpath(last.filename, base))

"""Runs the methods of one of CPython's test files, and prints a line for each: its outcome, its name, the last line of what it raised.

    run_methods.py FOLDER MODULE [SKIPPED...]

FOLDER holds the package `test`. Lines begin with a tab, so that they can't be taken for what the tests print. A method that is being
run is named before ("begin"), so that whoever reads knows what crashed or hangs.
"""

import sys
import unittest


def methods_of(suite):
    for each in suite:
        if isinstance(each, unittest.TestSuite):
            yield from methods_of(each)
        else:
            yield each


def report(outcome, name, reason=""):
    reason = reason.strip().rpartition("\n")[2][:200]
    sys.__stdout__.write(f"\n\t{outcome}\t{name}\t{reason}\n")
    sys.__stdout__.flush()


class Result(unittest.TestResult):
    def startTest(self, test):
        super().startTest(test)
        self.failed_part = None
        report("begin", test.id())

    def addSuccess(self, test):
        if self.failed_part is None:
            report("ok", test.id())

    def addFailure(self, test, error):
        report("fail", test.id(), self._exc_info_to_string(error, test))

    def addError(self, test, error):
        report("error", test.id(), self._exc_info_to_string(error, test))

    def addSkip(self, test, reason):
        report("skip", test.id(), str(reason))

    def addExpectedFailure(self, test, error):
        report("ok", test.id())

    def addUnexpectedSuccess(self, test):
        report("ok", test.id())

    def addSubTest(self, test, subtest, error):
        if error is not None and self.failed_part is None:
            self.failed_part = subtest
            report("fail", test.id(), f"{subtest._subDescription()}: {self._exc_info_to_string(error, test).strip().rpartition(chr(10))[2]}")


def let_fresh_imports_be():
    """Where a test wants a module without what is written in C below it, and there is no such module: it gets the ordinary one."""
    from test.support import import_helper
    fresh = import_helper.import_fresh_module

    def import_fresh_module(name, fresh_names=(), blocked=(), **options):
        try:
            return fresh(name, fresh_names, blocked, **options)
        except (ImportError, AttributeError):
            return __import__("importlib").import_module(name)
    import_helper.import_fresh_module = lambda name, fresh=(), blocked=(), **options: import_fresh_module(name, fresh, blocked, **options)


def main():
    folder, module, *skipped = sys.argv[1:]
    # A CPython has a package of that name itself.
    sys.path.insert(0 if sys.implementation.name == "cpython" else len(sys.path), folder)
    sys.argv[1:] = []
    from test import support
    support.use_resources = []
    let_fresh_imports_be()
    suite = unittest.defaultTestLoader.loadTestsFromName("test." + module)
    tests = [test for test in methods_of(suite) if test.id() not in skipped]
    for test in tests:
        report("found", test.id())
    # As suites, for the fixtures of classes and modules.
    chosen = unittest.TestSuite(tests)
    chosen.run(Result())
    report("end", module)


if __name__ == "__main__":
    main()

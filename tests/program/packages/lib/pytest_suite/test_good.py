"""What passes."""
import os
import sys
import unittest
import warnings

import pytest


@pytest.mark.parametrize("number, square", [(1, 1), (2, 4), pytest.param(3, 9, id="three"), pytest.param(4, 17, marks=pytest.mark.xfail(reason="wrong"))])
@pytest.mark.parametrize("sign", [1, -1])
def test_square(number, square, sign):
    assert (sign * number) ** 2 == square


def test_each(each, money):
    assert each in ("one", "two") and money(1) == money(1)


def test_raises():
    with pytest.raises(ZeroDivisionError, match="division") as caught:
        1 / 0
    assert caught.type is ZeroDivisionError and caught.traceback[-1].lineno + 1 == 22, caught.traceback[-1].lineno
    with pytest.raises((KeyError, ValueError)):
        int("x")
    with pytest.raises(pytest.fail.Exception, match="DID NOT RAISE"):
        with pytest.raises(KeyError):
            pass


def test_folders(tmp_path, tmp_path_factory, monkeypatch):
    (tmp_path / "file.txt").write_text("text")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOME_VARIABLE", "1")
    monkeypatch.setattr(sys, "some_attribute", 5, raising=False)
    assert os.listdir() == ["file.txt"] and os.environ["SOME_VARIABLE"] == "1" and sys.some_attribute == 5
    assert tmp_path_factory.mktemp("more").name == "more0"


def test_output(capsys, capfd):
    pass


def test_captured(capsys, caplog, recwarn):
    print("out")
    print("err", file=sys.stderr)
    assert capsys.readouterr() == ("out\n", "err\n")
    with capsys.disabled():
        pass
    import logging
    logging.getLogger("x").warning("a %s", "message")
    assert caplog.record_tuples == [("x", logging.WARNING, "a message")]
    warnings.warn("careful", UserWarning)
    assert str(recwarn.pop(UserWarning).message) == "careful"


def test_descriptors(capfd):
    os.write(1, b"bytes")
    assert capfd.readouterr().out == "bytes"


def test_approx():
    assert 0.1 + 0.2 == pytest.approx(0.3) and [1.0, 2.0] == pytest.approx([1, 2.0000001]) and {"a": 1.0} != pytest.approx({"a": 2})
    with pytest.warns(DeprecationWarning, match="old"):
        warnings.warn("old", DeprecationWarning)
    with pytest.deprecated_call():
        warnings.warn("old", DeprecationWarning)


@pytest.mark.skipif(sys.version_info < (4,), reason="not yet")
def test_skipped():
    raise AssertionError


@pytest.mark.slow
def test_last(request, pytestconfig):
    assert request.node.get_closest_marker("slow") and pytestconfig.getoption("--color-of") == "red"


class TestClass:
    @pytest.fixture
    def own(self):
        return [self.__class__.__name__]

    @classmethod
    def setup_class(cls):
        cls.made = True

    def setup_method(self, method):
        self.method = method.__name__

    def test_method(self, own):
        assert own == ["TestClass"] and self.made and self.method == "test_method"


class OldCase(unittest.TestCase):
    def setUp(self):
        self.x = 1

    def test_equal(self):
        with self.subTest("sub"):
            self.assertEqual(self.x, 1)

    @unittest.expectedFailure
    def test_expected(self):
        self.assertIn(1, [])


def test_dynamic():
    pytest.importorskip("no_such_module_here")

"""Tables of RFC 3454, which prepares internationalised strings, for each a predicate or a mapping.

The tables are of Unicode 3.2. What the database tells of those characters (unicodedata.ucd_3_2_0) makes most of them.
"""

from unicodedata import ucd_3_2_0 as _old

__all__ = [
    "in_table_a1", "in_table_b1", "map_table_b3", "map_table_b2", "in_table_c11", "in_table_c12", "in_table_c11_c12",
    "in_table_c21", "in_table_c22", "in_table_c21_c22", "in_table_c3", "in_table_c4", "in_table_c5", "in_table_c6",
    "in_table_c7", "in_table_c8", "in_table_c9", "in_table_d1", "in_table_d2",
]  # fmt: skip

_MAPPED_TO_NOTHING = frozenset(
    [0xAD, 0x34F, 0x1806, *range(0x180B, 0x180E), *range(0x200B, 0x200E), 0x2060, *range(0xFE00, 0xFE10), 0xFEFF]
)
_OTHER_CONTROLS = frozenset(
    [0x6DD, 0x70F, 0x180E, 0x200C, 0x200D, 0x2028, 0x2029, *range(0x2060, 0x2064), *range(0x206A, 0x2070), 0xFEFF]
    + [*range(0xFFF9, 0xFFFD), *range(0x1D173, 0x1D17B)]
)
_DISPLAY_CHANGES = frozenset([0x340, 0x341, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x206A, 0x2070)])
_TAGS = frozenset([0xE0001, *range(0xE0020, 0xE0080)])
_CHEROKEE = range(0x13A0, 0x13F6)


def _is_noncharacter(point):
    return point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF


def in_table_a1(code):
    """Whether a character is unassigned in Unicode 3.2."""
    return _old.category(code) == "Cn" and not _is_noncharacter(ord(code))


def in_table_b1(code):
    """Whether a character is commonly mapped to nothing."""
    return ord(code) in _MAPPED_TO_NOTHING


def _fold(code):
    """The case folding of a character; of those that came later or had no case then, the lower case."""
    if _old.category(code) == "Cn" or ord(code) in _CHEROKEE:
        return code.lower()
    return code.casefold()


def _fold_text(text):
    return "".join(map(_fold, text))


def map_table_b3(code):
    """The case folding of a character where text is not normalised."""
    folded = _fold(code)
    if _old.category(code) == "Cn":
        return folded
    once = _old.normalize("NFKC", folded)
    twice = _old.normalize("NFKC", _fold_text(once))
    return twice if once != twice else folded


def map_table_b2(code):
    """The case folding of a character where text is normalised by NFKC."""
    folded = map_table_b3(code)
    once = _old.normalize("NFKC", folded)
    twice = _old.normalize("NFKC", "".join(map(map_table_b3, once)))
    return twice if once != twice else folded


def in_table_c11(code):
    """Whether a character is an ASCII space."""
    return code == " "


def in_table_c12(code):
    """Whether a character is a space that is not ASCII."""
    return (_old.category(code) == "Zs" and code != " ") or code == "\u200b"


def in_table_c11_c12(code):
    """Whether a character is a space."""
    return in_table_c11(code) or in_table_c12(code)


def in_table_c21(code):
    """Whether a character is an ASCII control character."""
    return ord(code) < 0x80 and _old.category(code) == "Cc"


def in_table_c22(code):
    """Whether a character is a control character that is not ASCII."""
    return 0x80 <= ord(code) < 0xA0 or ord(code) in _OTHER_CONTROLS


def in_table_c21_c22(code):
    """Whether a character is a control character."""
    return in_table_c21(code) or in_table_c22(code)


def in_table_c3(code):
    """Whether a character is for private use."""
    return _old.category(code) == "Co"


def in_table_c4(code):
    """Whether a code point is no character."""
    return _is_noncharacter(ord(code))


def in_table_c5(code):
    """Whether a code point is a surrogate."""
    return _old.category(code) == "Cs"


def in_table_c6(code):
    """Whether a character is inappropriate for plain text."""
    return 0xFFF9 <= ord(code) <= 0xFFFD


def in_table_c7(code):
    """Whether a character is inappropriate for a canonical form."""
    return 0x2FF0 <= ord(code) <= 0x2FFB


def in_table_c8(code):
    """Whether a character changes how others are shown, or is deprecated."""
    return ord(code) in _DISPLAY_CHANGES


def in_table_c9(code):
    """Whether a character is for tagging."""
    return ord(code) in _TAGS


def in_table_d1(code):
    """Whether a character is of the bidirectional class R or AL."""
    return _old.bidirectional(code) in ("R", "AL")


def in_table_d2(code):
    """Whether a character is of the bidirectional class L."""
    return _old.bidirectional(code) == "L"

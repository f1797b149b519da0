"""Text in the normal forms: composed, decomposed, ordered, and compatible characters."""
import unicodedata

FORMS = ("NFC", "NFD", "NFKC", "NFKD")
for text in (
    "", "plain", "caf\xe9", "cafe\u0301", "\u212b\u00c5A\u030a", "a\u0323\u0307", "a\u0307\u0323", "\u1e9b\u0323", "\uac01\u1100\u1161\u11a8",
    "\uac00\u11a8", "\u1100\u1161", "\ufb01\u2460\u00bd\uff41\u3392", "\u0344", "\u0958", "\u2adc", "\U0001d15e", "\u0f71\u0f72\u0f74",
    "a\u0300\u0301\u0302\u0315\u0327", "\u0300a", "\u0061\u05b0\u0315\u0300\u05ae\u0062", "\ufdfa", "\ud800\u0301", "\u0bc7\u0bbe\u0bc6\u0bbe",
    "\U000114b9\U000114ba", "e\u0301" * 50, "\u3099\u304b\u3099", "\u1e0a\u0323", "\u03d2\u0301", "D\u0307\u0323",
):
    print(ascii(text), *(ascii(unicodedata.normalize(form, text)) for form in FORMS), *(unicodedata.is_normalized(form, text) for form in FORMS))
same = "already \xe9"
print(unicodedata.normalize("NFC", same) == same)
old = unicodedata.ucd_3_2_0
print(old.unidata_version, old.category("\u0378"), old.category("\u20b9"), old.category("a"), ascii(old.normalize("NFKC", "\u2f00\uf951\U0002f868\u1e9e")))
print("b\xfccher.example".encode("idna"), b"xn--bcher-kva.example".decode("idna"), "Stra\xdfe".encode("idna"))

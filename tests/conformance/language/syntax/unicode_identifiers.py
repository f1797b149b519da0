"""Identifiers may be any letters of Unicode and are compared after NFKC normalisation."""
größe = 3
naïve = größe + 1
変数 = 'kanji'
print(größe, naïve, 変数)
ﬁne = 'ligature'
print(fine)
class Ünit:
    def μέθοδος(self, ñ=1):
        return ñ
print(Ünit().μέθοδος(), Ünit().μέθοδος(ñ=5), Ünit.__name__)
𝐱 = 7
print(x, 'x' in globals(), '𝐱' in globals())
_ = 1; __ = 2; _1 = 3; a1_ = 4
print(_, __, _1, a1_)
print('é'.isidentifier(), '1a'.isidentifier(), 'a-b'.isidentifier(), '変数'.isidentifier())
try:
    exec('a€ = 1')
except SyntaxError as e:
    print(e.msg)

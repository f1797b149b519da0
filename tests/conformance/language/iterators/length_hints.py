"""list() asks __len__ or __length_hint__ how much room to make; TypeErrors and NotImplemented mean unknown."""
class Hinted:
    def __init__(self, hint): self.hint = hint
    def __iter__(self): return iter('ab')
    def __length_hint__(self):
        if isinstance(self.hint, Exception): raise self.hint
        return self.hint
class Sized(Hinted):
    def __len__(self): raise self.hint
for made in (Hinted(3), Hinted(0), Hinted(NotImplemented), Hinted(TypeError('t')), Sized(TypeError('t')), Hinted(-1), Hinted('x'), Hinted(ValueError('v')), Sized(ValueError('v'))):
    try: print(list(made), tuple(made), [*made])
    except (TypeError, ValueError) as error: print(type(error).__name__, error)

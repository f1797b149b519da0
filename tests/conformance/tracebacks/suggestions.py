"""Misspelled names and attributes get a suggestion."""
import sys
class Config:
    def __init__(self):
        self.timeout = 1
    def compute(self): pass
def attempt(f):
    try:
        f()
    except Exception as e:
        sys.excepthook(type(e), e, e.__traceback__.tb_next)
def local_name():
    counter = 1
    return couter
def builtin_name(): return pritn('x')
def global_name(): return Confg()
def attribute(): return Config().timeot
def method(): return Config().compote()
def of_builtin(): return [].apend(1)
def of_module(): return sys.exut
def nothing_near(): return zzzzqqqq
def module_import(): from math import squrt
class C:
    def f(self): return helper
    def helper(self): pass
for f in (local_name, builtin_name, global_name, attribute, method, of_builtin, of_module, nothing_near, module_import, C().f):
    attempt(f)

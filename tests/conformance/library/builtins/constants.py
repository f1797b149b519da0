"""None, True, False, Ellipsis and NotImplemented are single objects that can't be rebound."""
print(None, True, False, ..., Ellipsis, NotImplemented, ... is Ellipsis)
for name in ('None', 'True', 'False', '__debug__'):
    for form in ('%s = 1', 'def f(%s): pass', 'del %s', 'for %s in []: pass', 'x.%s = 1', 'f(%s=1)'):
        try:
            compile(form % name, 's', 'exec')
        except SyntaxError as e:
            print(form % name, '->', e.msg)
print(type(None)(), type(...)() is ..., type(NotImplemented)() is NotImplemented, bool(None), bool(...), __debug__)
for code in ('type(None)(1)', 'None()', 'None.x', 'None + 1', 'None < None', 'len(None)', 'None[0]', 'iter(None)', '...()'):
    try:
        eval(code.replace('None[0]', '(lambda: None)()[0]').replace('None()', '(lambda: None)()()').replace('...()', '(lambda: ...)()()') if code != 'type(None)(1)' else code)
    except (TypeError, AttributeError) as e:
        print(e)
print(None == None, None is None, None != 0, None == False, None in [None], [None].index(None), {None: 1}[None], str(None), repr(None), f'{None}', '%s' % None)
Ellipsis_was, Ellipsis = Ellipsis, 'rebound name'
print(Ellipsis, ... is Ellipsis_was)

"""Blocks are what is indented alike, with any width, tabs or spaces, and wrong indentation is refused."""
if True:
   if True:
           print('three then eight more')
   print('three')
if True:
	print('tab')
	if True:
		print('two tabs')
for i in range(2):
  # comment at another depth
      # and deeper
  print(i)

  print('after a blank line')
def check(source):
    try:
        exec(source)
    except SyntaxError as e:
        print(type(e).__name__, e.msg)
check('if 1:\npass')
check('  x = 1')
check('if 1:\n    x = 1\n  y = 2')
check('if 1:\n    x = 1\n      y = 2')
check('if 1:\n\tx = 1\n        y = 2')
check('def f():\n    pass\n   \n    # fine\n')

"""Comments, blank lines, form feeds and a missing last newline change nothing."""
# a comment first

#comment without space
x = 1  # trailing comment
	 
y = '# not a comment'   #   # twice
if x:  # after a colon
    # only a comment in the block's start
    z = 3
    # at the block's end
# dedented comment
else:
    z = 4

print(x, y, z)
def f():
    # comment before the body
    return 'f'
        # oddly indented comment
print(f())
print((1,  # inside
       2))
exec('a = 1')
exec('a = 2\n')
exec('')
exec('# only a comment')
exec('\n\n\n')
exec('a = 3\\\n\n')
exec('if 1:\n  a = 4')
exec('if 1: a = 5;\r\nb = 6\rc = 7')
print(a, b, c)
exec('\x0cd = 8')
print(d)
print('end') # no newline follows

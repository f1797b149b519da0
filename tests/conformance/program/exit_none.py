"""sys.exit without argument or raise SystemExit ends with status 0."""
try:
    raise SystemExit
except SystemExit as e:
    print(e.code, e.args)
def deep(n):
    if n == 0: raise SystemExit()
    deep(n - 1)
print('leaving')
deep(5)
print('never')

"""SystemExit with any other object prints it to stderr with status 1."""
class Why:
    def __str__(self): return 'because'
print('exiting')
raise SystemExit(Why())

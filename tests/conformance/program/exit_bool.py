"""sys.exit(True) is status 1."""
print('exit True')
raise SystemExit(True)

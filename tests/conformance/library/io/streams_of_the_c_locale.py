"""In the locale C.UTF-8, stdin and stdout take bytes that are no UTF-8 as lone surrogates, and give them back."""
import sys

print(sys.stdin.errors, sys.stdout.errors, sys.stderr.errors)
print(len("\udcff"), "\udcff".encode(errors="surrogateescape"))

"""round(int, -n) is 0 at once for any n that leaves no digit; CPython computes 10**n first, for as long as that takes."""
assert [round(number, -(10**30)) for number in (123456, -(2**70), True)] == [0, 0, 0]
assert round(7, -(2**63)) == round(7, 1 - 2**63) == 0

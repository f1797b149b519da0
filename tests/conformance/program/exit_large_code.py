"""Exit statuses are taken modulo 256."""
import sys
print('status 513')
sys.exit(513)

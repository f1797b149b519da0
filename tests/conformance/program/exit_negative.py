"""A negative exit status wraps around."""
import sys
sys.exit(-1)

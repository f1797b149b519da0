"""sys.exit with a string prints it to stderr and ends with status 1."""
import sys
print('output first')
sys.exit('message for stderr')

"""sys.exit with text prints only the text."""
import sys
def main():
    try:
        raise ValueError('handled')
    except ValueError:
        sys.exit('fatal: could not go on')
main()

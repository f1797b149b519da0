"""sys.exit with a number ends the program with that status, running finally blocks and flushing output."""
import sys
def main():
    try:
        print('working', end='')
        sys.exit(3)
    except Exception:
        print('not an Exception')
    finally:
        print(' cleaned up')
try:
    main()
finally:
    print('module finally', end='')
print('never')

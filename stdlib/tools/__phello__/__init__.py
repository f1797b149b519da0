"""A small package that is part of the program, as CPython has it for who tries frozen modules."""

initialized = True


def main():
    print("Hello world!")


if __name__ == "__main__":
    main()

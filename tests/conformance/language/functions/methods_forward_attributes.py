"""A bound method gives its function's __dict__, as it gives all attributes of the function."""


class Example:
    def method(self):
        """Docs."""

    method.mark = 5

    @classmethod
    def of_class(cls):
        pass


print(Example().method.__dict__, Example().method.mark, Example.of_class.__dict__)
print(Example().method.__dict__ is Example.method.__dict__, vars(Example().method))
Example.method.more = 6
print(sorted(Example().method.__dict__), "mark" in dir(Example().method))

"""A union grows by one type at a time, each once."""
types = [type(f'T{i}', (), {}) for i in range(60)]
union = int
for each in types + types: union = union | each
print(len(union.__args__), union == union | int, int | str | int, int | None | int, (int | str) | (str | float), int | (str | int))

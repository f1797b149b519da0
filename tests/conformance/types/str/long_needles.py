"""Long needles that nearly match everywhere are found, or not, from both ends."""
text, near = 'a' * 3000, 'a' * 500 + 'b'
print(near in text, text.find(near), text.rfind('b' + 'a' * 500), text.count(near), len(text.split(near)), len(text.rsplit('b' + 'a' * 500)))
text += 'b' + text
print(text.find(near), text.rfind('b' + 'a' * 500), text.rfind('a' * 500 + 'b'), text.count('a' * 500), near in text, [len(part) for part in text.rsplit('a' * 700 + 'b' + 'a' * 700)])
data = text.encode()
print(data.find(near.encode()), data.rfind(b'b' + b'a' * 500), data.rfind(b'ab' * 300), near.encode() in data, b'c' + near.encode() in data)
turns = 'abaab' * 400
for size in 3, 40, 900:
    for start in 0, 7, 1000:
        needle = turns[start:start + size]
        places = [i for i in range(len(turns)) if turns.startswith(needle, i)]
        assert (turns.find(needle), turns.rfind(needle)) == (places[0], places[-1]), (size, start)

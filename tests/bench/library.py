"""What the library costs: a row a function, run as `library.py ROW`, which prints `RESULT seconds checksum` of CPU time three times.

scripts/dev/bench-library runs all rows on two interpreters in turn. A row is what programs do with a module that is native in both;
the checksum says that both did the same.
"""
import collections
import contextvars
import datetime
import io
import itertools
import json
import operator
import os
import random
import re
import struct
import sys
import tempfile
import time

ROWS = {}
FOLDER = tempfile.TemporaryDirectory()


def row(make):
    """A row: make() prepares and returns what is measured."""
    ROWS[make.__name__] = make
    return make


def records(count):
    """Things as web services send them."""
    return [{"id": number, "name": f"user {number}", "mail": f"user{number}@example.com", "active": number % 3 == 0, "score": number * 1.25,
             "tags": ["a", "b\n", "größe"][: number % 4], "address": {"street": f"{number} Main \"St\"", "zip": None}} for number in range(count)]


def log_lines(count):
    source = random.Random(7)
    for number in range(count):
        yield (f'10.{source.randrange(256)}.{source.randrange(256)}.{number % 256} - - [29/Feb/2024:{number // 3600 % 24:02}:{number // 60 % 60:02}:{number % 60:02} +0000] '
               f'"{source.choice(["GET", "POST", "PUT"])} /items/{source.randrange(10000)}?q={source.choice(["red", "blue"])} HTTP/1.1" {source.choice([200, 200, 404, 500])} {source.randrange(100000)}')


LOG = re.compile(r'(\S+) \S+ \S+ \[([^\]]+)\] "(\w+) ([^"?]+)(?:\?([^"]*))? HTTP/[\d.]+" (\d{3}) (\d+)')


@row
def json_dumps():
    data = records(1500)
    return lambda: len(json.dumps(data))


@row
def json_dumps_indent():
    data = records(500)
    return lambda: len(json.dumps(data, indent=2, sort_keys=True, ensure_ascii=False))


@row
def json_loads():
    text = json.dumps(records(2500))
    return lambda: len(json.loads(text))


@row
def json_small():
    text = '{"id": 1, "name": "x", "values": [1, 2.5, true]}'
    return lambda: sum(len(json.dumps(json.loads(text))) for _ in range(8000))


@row
def re_match_log():
    lines = list(log_lines(8000))
    return lambda: sum(len(LOG.match(line).group(4)) for line in lines)


@row
def re_finditer():
    text = "\n".join(log_lines(8000))
    find = re.compile(r"(\w+)=(\w+)").finditer
    return lambda: sum(len(each.group(2)) for each in find(text))


@row
def re_findall():
    text = "\n".join(log_lines(8000))
    return lambda: len(re.findall(r"\d+\.\d+\.\d+\.\d+|/items/\d+", text))


@row
def re_sub():
    text = "\n".join(log_lines(6000))
    return lambda: len(re.sub(r"(\d+)/(\w+)/(\d+)", r"\3-\2-\1", text))


@row
def re_sub_function():
    text = "\n".join(log_lines(3000))
    return lambda: len(re.sub(r"\d+", lambda found: str(int(found.group()) + 1), text))


@row
def re_split():
    text = "\n".join(log_lines(6000))
    return lambda: len(re.split(r"[\s\"\[\]?/]+", text))


@row
def re_tokens():
    scanner = re.compile(r"(?P<number>\d+(?:\.\d+)?)|(?P<name>[A-Za-z_]\w*)|(?P<string>'[^']*')|(?P<op>[-+*/=<>!]=?|[(),.;])|(?P<space>\s+)")
    text = "total = price * (count + 12.5) - offset['name'.x]; if a <= 'text': call(b, 3)\n".replace("[", "(").replace("]", ")").replace(":", ";") * 300

    def run():
        counts = collections.Counter(found.lastgroup for found in scanner.finditer(text))
        return sum(counts.values())
    return run


def lines_file(count):
    """The name of a file of that many lines; it goes when the program ends."""
    name = os.path.join(FOLDER.name, f"{count}.log")
    with open(name, "w", encoding="utf-8") as file:
        file.writelines(line + "\n" for line in log_lines(count))
    return name


@row
def file_lines():
    name = lines_file(60000)

    def run():
        with open(name, encoding="utf-8") as file:
            return sum(len(line) for line in file)
    return run


@row
def file_lines_stripped_and_split():
    name = lines_file(20000)

    def run():
        with open(name, encoding="utf-8") as file:
            return sum(int(line.rstrip("\n").split(" ")[-1]) for line in file)
    return run


@row
def file_lines_bytes():
    name = lines_file(80000)

    def run():
        with open(name, "rb") as file:
            return sum(map(len, file))
    return run


@row
def file_write():
    lines = list(log_lines(40000))
    name = lines_file(1)

    def run():
        with open(name, "w", encoding="utf-8") as file:
            for line in lines:
                file.write(line)
                file.write("\n")
        return os.path.getsize(name)
    return run


@row
def deque_queue():
    def run():
        queue = collections.deque(range(100))
        total = 0
        for number in range(300_000):
            queue.append(number)
            total += queue.popleft()
        return total
    return run


@row
def deque_window():
    def run():
        window = collections.deque(maxlen=16)
        total = 0
        for number in range(60_000):
            window.appendleft(number)
            total += window[-1] + len(window)
            if not number % 10:
                window.rotate(3)
                total += sum(window)
        return total
    return run


@row
def itertools_chain():
    parts = [range(50)] * 6000
    return lambda: sum(itertools.chain.from_iterable(parts)) + sum(1 for _ in itertools.islice(itertools.chain(*parts), 0, None, 3))


@row
def itertools_groupby():
    items = [(number // 7, number) for number in range(100_000)]
    return lambda: sum(key * len(list(group)) for key, group in itertools.groupby(items, operator.itemgetter(0)))


@row
def itertools_product():
    return lambda: sum(a * b + c for a, b, c in itertools.product(range(60), range(60), range(60)))


@row
def itertools_accumulate():
    def run():
        kept = itertools.compress(range(400_000), itertools.cycle([1, 0, 1]))
        return sum(itertools.accumulate(kept)) + sum(itertools.starmap(operator.mul, zip(range(200_000), itertools.repeat(3))))
    return run


@row
def itertools_pairwise():
    return lambda: sum(b - a for a, b in itertools.pairwise(range(400_000)))


@row
def struct_pack():
    pack = struct.Struct("<IhhBd8s").pack
    return lambda: sum(len(pack(number, -5, 7, number & 255, number * 0.5, b"name")) for number in range(150_000))


@row
def struct_unpack():
    form = struct.Struct("<IhhBd8s")
    data = b"".join(form.pack(number, -5, 7, number & 255, number * 0.5, b"name") for number in range(80_000))
    return lambda: sum(item[0] + item[3] for item in form.iter_unpack(data)) + sum(struct.unpack_from("<Ih", data, at)[0] for at in range(0, 1_000_000, form.size))


@row
def datetime_parse_iso():
    texts = [f"2024-{1 + number % 12:02}-{1 + number % 28:02}T{number % 24:02}:{number % 60:02}:{number % 59:02}.{number % 1000000:06}+00:00" for number in range(40_000)]
    parse = datetime.datetime.fromisoformat
    return lambda: sum(parse(text).microsecond for text in texts)


@row
def datetime_strptime():
    texts = [line.split("[")[1].split("]")[0] for line in log_lines(3000)]
    parse = datetime.datetime.strptime
    return lambda: sum(parse(text, "%d/%b/%Y:%H:%M:%S %z").second for text in texts)


@row
def datetime_format():
    moments = [datetime.datetime(2024, 1, 1) + datetime.timedelta(minutes=number * 37) for number in range(15_000)]
    return lambda: sum(len(each.isoformat()) + len(each.strftime("%Y-%m-%d %H:%M")) for each in moments)


@row
def datetime_arithmetic():
    start = datetime.datetime(2024, 1, 1, tzinfo=datetime.timezone.utc)
    step = datetime.timedelta(hours=7, minutes=13)

    def run():
        moment, total = start, 0
        for number in range(60_000):
            moment += step
            if moment - start > datetime.timedelta(days=number % 300):
                total += (moment - start).days + moment.weekday()
            total += moment.replace(day=1).toordinal() & 7
        return total
    return run


@row
def random_floats():
    source = random.Random(1)
    draw = source.random
    return lambda: source.seed(1) or int(1000 * sum(draw() for _ in range(500_000)))


@row
def random_choices():
    source = random.Random(1)

    def run():
        source.seed(5)
        items = list(range(5000))
        source.shuffle(items)
        return items[0] + sum(source.randint(1, 100) for _ in range(40_000)) + sum(source.choice(items) for _ in range(40_000)) + sum(source.sample(range(10 ** 6), 2000)) + int(sum(source.gauss(0, 1) for _ in range(20_000)))
    return run


@row
def stringio_write():
    def run():
        out = io.StringIO()
        for number in range(200_000):
            out.write("line ")
            out.write("x\n")
        return len(out.getvalue())
    return run


@row
def stringio_lines():
    text = "\n".join(log_lines(30_000))
    return lambda: sum(len(line) for line in io.StringIO(text)) + len(io.StringIO(text).readlines())


@row
def stringio_print():
    def run():
        out = io.StringIO()
        for number in range(60_000):
            print("item", number, "of", 3, file=out)
        return len(out.getvalue())
    return run


@row
def sort_itemgetter():
    source = random.Random(3)
    items = [{"a": source.randrange(1000), "b": str(source.random())} for _ in range(40_000)]
    return lambda: sorted(items, key=operator.itemgetter("a", "b"))[100]["a"] + sorted(items, key=operator.itemgetter("b"))[0]["a"]


@row
def sort_attrgetter():
    class Item:
        def __init__(self, a, b):
            self.a, self.b = a, b

    source = random.Random(4)
    items = [Item(source.randrange(1000), source.random()) for _ in range(50_000)]
    return lambda: sorted(items, key=operator.attrgetter("a"), reverse=True)[0].a + sorted(items, key=operator.attrgetter("a", "b"))[9].a


@row
def sort_methodcaller():
    source = random.Random(5)
    words = ["".join(source.choices("abcdeABCDE", k=8)) for _ in range(40_000)]
    return lambda: len(sorted(words, key=str.lower)[7]) + len(sorted(words, key=operator.methodcaller("swapcase"))[7])


@row
def counter_words():
    words = " ".join(log_lines(12_000)).split()
    return lambda: sum(count for _, count in collections.Counter(words).most_common(10))


@row
def counter_arithmetic():
    one, two = collections.Counter("abcdefgh" * 5), collections.Counter("efghijkl" * 3)

    def run():
        total = 0
        for _ in range(4000):
            both = one + two
            both.subtract(one & two)
            total += both["e"] + len(one - two) + (one | two).total()
        return total
    return run


@row
def counter_increments():
    text = "\n".join(log_lines(1500))

    def run():
        counts = collections.Counter()
        for letter in text:
            counts[letter] += 1
        return counts["1"]
    return run


@row
def defaultdict_groups():
    items = [(number * 7919 % 1000, number) for number in range(150_000)]

    def run():
        groups = collections.defaultdict(list)
        for key, value in items:
            groups[key].append(value)
        return sum(map(len, groups.values()))
    return run


@row
def contextvars_get_set():
    variable = contextvars.ContextVar("variable", default=0)

    def run():
        total = 0
        for number in range(150_000):
            token = variable.set(number)
            total += variable.get()
            variable.reset(token)
        return total
    return run


@row
def contextvars_run():
    variables = [contextvars.ContextVar(f"v{number}", default=number) for number in range(8)]

    def inside(number):
        variables[number % 8].set(number)
        return variables[3].get()

    def run():
        context = contextvars.copy_context()
        return sum(context.copy().run(inside, number) for number in range(60_000)) + context.run(inside, 3)
    return run


def main():
    if len(sys.argv) < 2:
        print(*ROWS)
        return
    with FOLDER:
        measured = ROWS[sys.argv[1]]()
        for _ in range(3):
            started = time.process_time()
            checksum = measured()
            print("RESULT", time.process_time() - started, checksum)


if __name__ == "__main__":
    main()

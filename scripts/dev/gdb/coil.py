"""coil for gdb: values and cells shown as scripts see them, the script's own backtrace, and a count of the heap.

    gdb -x scripts/dev/gdb/coil.py build/dev/coil

It reads types from debug information, so it is for the dev build (build/dev). Everything is read from memory, and
nothing in the program is called but coil::internal::position_at, for lines, where the program is alive.

    print value       Value, cells (List*, Cell* …) and FrameHeader
    coil-bt [vm]      functions, files and lines of the running script, innermost first; * marks frames on the heap
    coil-heap [vm]    how many cells of each kind there are, and their bytes
`vm` is an expression for the Vm; without it, the one that the innermost native function with a `vm` uses.
"""
import struct
from collections import Counter

import gdb
import gdb.printing

MARKS = {0x04: "None", 0x14: "False", 0x1C: "True", 0x24: "Ellipsis", 0x2C: "NotImplemented", 0x34: "<deleted>"}
MOST_ITEMS = 8
MOST_DEPTH = 3
MOST_TEXT = 60
GRANULE = 16
BLOCK_SHIFT = 16


def of_type(name):
    return gdb.lookup_type("coil::internal::" + name)


def pointer(address, name):
    return gdb.Value(int(address)).cast(of_type(name).pointer())


def memory(address, size):
    return bytes(gdb.selected_inferior().read_memory(int(address), int(size)))


def word(address):
    return struct.unpack("<Q", memory(address, 8))[0]


def unsigned(value):
    return int(value) & (1 << 64) - 1


def kind_name(number):
    fields = of_type("Kind").fields()
    return next((field.name.rpartition("::")[2] for field in fields if field.enumval == number), f"kind {number}")


def find_vm(expression=""):
    """The Vm that an expression names, else that of the innermost native frame that has one; None without any."""
    if expression:
        found = gdb.parse_and_eval(expression)
        return found.dereference() if found.type.strip_typedefs().code == gdb.TYPE_CODE_PTR else found
    try:
        frame = gdb.newest_frame()
    except gdb.error:
        return None
    while frame:
        for name in ("vm", "vm_"):
            try:
                found = frame.read_var(name) if name == "vm" else frame.read_var("this")["vm_"]
                kind = found.type.strip_typedefs()
                if kind.code in (gdb.TYPE_CODE_REF, gdb.TYPE_CODE_PTR):
                    kind = kind.target().strip_typedefs()
                    found = found.referenced_value()
                if kind.unqualified().name == "coil::internal::Vm" and not found.is_optimized_out:
                    word(found["registers"].address)
                    return found
            except (ValueError, gdb.error, RuntimeError):
                pass
        frame = frame.older()
    return None


def text_of(string):
    """The text of a Str*; empty for null."""
    if not int(string):
        return ""
    string = string.dereference()
    size = int(string["size"])
    text = memory(string["data"], min(size, 4 * MOST_TEXT)).decode("utf-8", "replace")
    return text if len(text) <= MOST_TEXT and size <= 4 * MOST_TEXT else text[:MOST_TEXT] + "…"


def class_name(cell):
    """The name of the cell's Python class; empty for storage and where no Vm is known."""
    vm = find_vm()
    shape = int(cell["shape"])
    if vm is None or shape == 0:
        return ""
    shapes = vm["shapes"]["_M_t"]["_M_t"]["_M_head_impl"].dereference()["shapes_"]
    try:
        entry = shapes["_M_impl"]["_M_start"][shape]
        return text_of(entry["cls"]["name"]) if int(entry) else ""
    except gdb.error:
        return ""


def show_value(bits, depth=0):
    if bits == 0:
        return "<empty>"
    if bits & 1:
        return str((bits - (1 << 64) if bits >> 63 else bits) >> 1)
    if bits & 3 == 2:
        turned = (bits >> 3 | bits << 61) & (1 << 64) - 1
        return repr(struct.unpack("<d", struct.pack("<Q", turned - (1 << 60) & (1 << 64) - 1))[0])
    if bits & 7 == 4:
        return MARKS.get(bits, f"<mark {bits:#x}>")
    return show_cell(bits, depth)


def show_items(opening, closing, address, count, depth):
    if depth >= MOST_DEPTH:
        return f"{opening}…{closing}"
    values = struct.unpack(f"<{min(count, MOST_ITEMS)}Q", memory(address, 8 * min(count, MOST_ITEMS)))
    items = [show_value(bits, depth + 1) for bits in values]
    return opening + ", ".join(items + ["…"] * (count > MOST_ITEMS)) + closing


def show_dict(cell, depth):
    table = cell["table"]
    if not int(table):
        return "{}"
    if depth >= MOST_DEPTH:
        return "{…}"
    entries = int(table) + of_type("DictTable").sizeof
    size = of_type("DictEntry").sizeof
    items = []
    for number in range(int(table["entry_count"])):
        key, value = struct.unpack("<2Q", memory(entries + number * size, 16))
        if key == 0:
            continue
        if len(items) == MOST_ITEMS:
            items.append("…")
            break
        items.append(f"{show_value(key, depth + 1)}: {show_value(value, depth + 1)}")
    return "{" + ", ".join(items) + "}"


def show_cell(address, depth=0):
    """Short text for the cell at `address`: contents where that is easy, else kind, class and address."""
    try:
        cell = pointer(address, "Cell").dereference()
        kind = kind_name(int(cell["kind"]))
        if kind == "Str":
            return repr(text_of(pointer(address, "Str")))
        if kind == "Float":
            return repr(float(pointer(address, "Float")["value"]))
        if kind == "List":
            items = pointer(address, "List").dereference()
            return show_items("[", "]", items["array"]["data"].address if int(items["array"]) else 0,
                              int(items["size"]), depth)
        if kind == "Tuple":
            items = pointer(address, "Tuple").dereference()
            return show_items("(", ")", items["items"].address, int(items["size"]), depth)
        if kind == "Dict":
            return show_dict(pointer(address, "Dict").dereference(), depth)
        if kind == "Class":
            return f"<class {text_of(pointer(address, 'Class')['name'])}>"
        if kind == "Code":
            return f"<code {text_of(pointer(address, 'Code')['qualified_name'])} at {int(address):#x}>"
        if kind == "Function":
            return f"<function {text_of(pointer(address, 'Function')['code']['qualified_name'])} at {int(address):#x}>"
        name = class_name(cell)
        return f"<{kind}{' of class ' + name if name else ''} at {int(address):#x}>"
    except gdb.error as error:
        return f"<unreadable cell at {int(address):#x}: {error}>"


class ValuePrinter:
    def __init__(self, value):
        self.value = value

    def to_string(self):
        return show_value(unsigned(self.value["bits_"]))


class CellPrinter:
    """Of a cell that is printed whole: what it is, and its fields as they are."""

    def __init__(self, value):
        self.value = value

    def to_string(self):
        return show_cell(int(self.value.address)) if self.value.address is not None else "<cell>"


class FrameHeaderPrinter:
    def __init__(self, value):
        self.value = value

    def to_string(self):
        code = self.value["code"]
        name = text_of(code["qualified_name"]) if int(code) else "?"
        return (f"<frame of {name}, depth {int(self.value['depth'])}, function "
                f"{show_value(unsigned(self.value['function']['bits_']))}, returns to {self.value['return_pc']}>")


def make_printers():
    printers = gdb.printing.RegexpCollectionPrettyPrinter("coil")
    printers.add_printer("Value", "^coil::internal::Value$", ValuePrinter)
    printers.add_printer("FrameHeader", "^coil::internal::FrameHeader$", FrameHeaderPrinter)
    printers.add_printer("cells", "^coil::internal::(Str|List|Tuple|Dict|Class|Function|Code)$", CellPrinter)
    return printers


def line_of(code, offset):
    """The source line of the instruction at `offset` words; 0 where it can't be known."""
    try:
        return int(gdb.parse_and_eval(f"coil::internal::position_at((coil::internal::Code*){int(code)}, {offset})")["line"])
    except gdb.error:
        return 0


class Backtrace(gdb.Command):
    """coil-bt [vm]: the functions of the running script with file and line, innermost first; * marks heap frames."""

    def __init__(self):
        super().__init__("coil-bt", gdb.COMMAND_STACK)

    def invoke(self, argument, from_tty):
        vm = find_vm(argument)
        if vm is None:
            raise gdb.GdbError("no Vm is found here: select a thread that runs one, or give an expression for it")
        registers, pc = int(vm["registers"]), int(vm["pc"])
        number = 0
        while registers:
            header = pointer(registers - of_type("FrameHeader").sizeof, "FrameHeader").dereference()
            code = header["code"]
            on_heap = self.is_on_heap(code)
            offset = (pc - int(code["entry"])) // 4 if pc else -1
            line = line_of(code, offset) if offset >= 0 else 0
            place = f"{text_of(code['filename'])}:{line}" if line else text_of(code["filename"])
            print(f"#{number:<3}{'*' if on_heap else ' '} {text_of(code['qualified_name'])}  {place}")
            registers, pc = self.outer(registers, header, on_heap)
            number += 1

    @staticmethod
    def is_on_heap(code):
        heap_frames = {"IsGenerator", "IsCoroutine", "IsAsyncGenerator"}
        return any(int(code["flags"]) & flag.enumval for flag in of_type("CodeFlag").fields()
                   if flag.name.rpartition("::")[2] in heap_frames)

    @staticmethod
    def outer(registers, header, on_heap):
        """As coil::internal::caller_of: the frame around it and an address in the instruction where that stands."""
        place = (int(header["return_pc"]) - int(gdb.parse_and_eval("&coil::internal::return_stubs[0]"))) // 4
        kinds = [field.name.rpartition("::")[2] for field in of_type("ReturnKind").fields()]
        kind = kinds[place] if 0 <= place < len(kinds) else "Script"
        pc = 0
        if kind == "Continue" or kind == "Exit" and not on_heap:
            # The instruction stands in the word before the header (Continuation).
            pc = word(int(header.address) - 8)
        elif kind in ("InPlace", "Script"):
            coroutine = pointer(registers - of_type("Coroutine").sizeof, "Coroutine")
            pc = int(coroutine["yield_pc"] if on_heap else header["return_pc"]) - 4
        return int(header["previous_registers"]), pc


class Heap(gdb.Command):
    """coil-heap [vm]: how many cells of each kind there are, and how many bytes they take."""

    def __init__(self):
        super().__init__("coil-heap", gdb.COMMAND_DATA)

    def invoke(self, argument, from_tty):
        vm = find_vm(argument)
        if vm is None:
            raise gdb.GdbError("no Vm is found here: select a thread that runs one, or give an expression for it")
        counts, sizes = Counter(), Counter()
        for kind, size in self.cells(vm["heap"]):
            counts[kind] += 1
            sizes[kind] += size
        print(f"{'kind':<22}{'cells':>10}{'bytes':>12}")
        for kind in sorted(counts, key=lambda kind: -sizes[kind]):
            print(f"{kind_name(kind):<22}{counts[kind]:>10}{sizes[kind]:>12}")
        print(f"{'all':<22}{sum(counts.values()):>10}{sum(sizes.values()):>12}")

    @staticmethod
    def cells(heap):
        """Kind and bytes of every cell that is not known to be dead, as Heap::for_each_cell finds them."""
        region = heap["region_"]
        base, marks = int(region["base_"]), int(region["marks_"])
        uses = {"Small": 1, "Large": 2}
        index, top = 0, int(region["top_"])
        while index < top:
            block = region["blocks_"][index]
            start = base + (index << BLOCK_SHIFT)
            use = int(block["use"])
            if use == uses["Large"]:
                yield memory(start, 1)[0], int(block["large_bytes"])
                index += int(block["length"])
                continue
            if use == uses["Small"]:
                size = int(block["cell_bytes"])
                allocator = heap["allocators_"][int(block["allocator"])]
                run = range(int(allocator["cursor"]), int(allocator["end"]))
                content = memory(start, int(block["cells"]) * size)
                bits = int.from_bytes(memory(marks + (index << BLOCK_SHIFT - 7), 1 << BLOCK_SHIFT - 7), "little")
                unswept = bool(block["unswept"])
                for offset in range(0, len(content), size):
                    marked = bits >> offset // GRANULE & 1
                    if content[offset] and start + offset not in run and (marked or not unswept):
                        yield content[offset], size
            index += 1


gdb.printing.register_pretty_printer(None, make_printers(), replace=True)
Backtrace()
Heap()

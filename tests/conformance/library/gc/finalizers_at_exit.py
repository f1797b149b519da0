"""Objects that live until the program ends are finalized then, each once, while the globals are still there."""
greeting = "bye"


class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print(greeting, self.name)



kept = Loud("kept")
print("end")

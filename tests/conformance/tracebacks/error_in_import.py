"""An error in an imported module shows both files."""
def load():
    import _failing
load()

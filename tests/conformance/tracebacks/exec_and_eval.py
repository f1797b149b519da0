"""Frames of executed strings show <string> without source lines."""
def helper():
    raise ValueError('called from a string')
source = '''
def made():
    helper()
made()
'''
exec(source)

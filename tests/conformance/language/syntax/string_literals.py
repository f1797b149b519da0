"""String literals take every prefix, quote style and escape, and adjacent ones are joined."""
print('single', "double", '''triple's''', """tri"ple""")
print('a\tb\\c\'d\"e')
print(repr('\a\b\f\n\r\t\v\0\x41\101\u00e9\U0001F600\N{BULLET}'))
print(repr(r'raw\n\'x'), len(r'\\'))
print(repr(u'unicode'), 'ab' "cd" r'\e' f'{1 + 1}' 'end')
print('line one \
continues')
print("""first
second
  third""")
print(repr('\
'))
print(repr('\x7f\x80\xa0\xad\u2028\ud800'))
print(repr("it's"), repr('say "x"'), repr('both \' and "'))
print(b'bytes\x00\xff\n\'', rb'raw\x', Rb'\y' b'joined')
print(len('''
'''), repr('''"'''), repr("\1234"))

"""Files in other encodings than UTF-8, byte order marks, and what open() refuses."""
p='/tmp/coil-conformance-encodings.txt'
for enc in ('utf-8-sig','utf-16','utf-16-le','utf-32','latin-1','ascii','utf-8'):
    with open(p,'w',encoding=enc,errors='replace') as f:
        f.write('héllo\n'); f.write('wörld\r\nx\n')
    print(enc, open(p,'rb').read())
    with open(p,encoding=enc,errors='replace') as f: print(f.readlines(), f.encoding, f.errors, f)
    with open(p,encoding=enc,errors='replace') as f: print([f.read(2), f.read(5), f.readline(3), f.read(100), f.read(1)])
with open(p,'w') as f:
    try: f.write('a\ud800b')
    except UnicodeEncodeError as e: print(e)
    f.write('ok')
print(open(p).read())
try: print('\ud800')
except UnicodeEncodeError as e: print(e)
try: print('x', file=open(p,'wb'))
except TypeError as e: print(e)
with open(p,'wb', buffering=0) as f:
    f.write(b'abc'); print(open(p).read())
for bad in (dict(buffering=0), dict(mode='rb',encoding='x'), dict(mode='rb',newline=''), dict(mode='rb',errors='x'), dict(closefd=False), dict(newline='q'), dict(encoding=5)):
    try: open(p, **bad)
    except Exception as e: print(type(e).__name__, e)
try: open(99)
except OSError as e: print(e)
try: open(-1)
except Exception as e: print(e)
f=open(p,'a'); print(f.tell(), f.name, repr(open(0,closefd=False).name)); f.close()

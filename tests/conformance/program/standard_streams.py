"""Standard input is read to its end, and output order is kept."""
import sys
data = sys.stdin.read()
print(data.count('\n'), data.split())
total = 0
for line in data.splitlines():
    name, _, n = line.partition(' ')
    total += int(n)
    sys.stdout.write(f'{name}={n};')
sys.stdout.write('\n')
print('total', total)
print(repr(sys.stdin.read()), repr(sys.stdin.readline()), list(sys.stdin))
sys.stdout.writelines(['a', 'b\n'])
sys.stdout.flush()
print('ünï ☃', end='\n\n')

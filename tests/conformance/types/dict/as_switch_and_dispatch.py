"""Dicts of functions dispatch, memoize and count as programs do."""
def add(a, b): return a + b
ops = {'+': add, '-': lambda a, b: a - b, '*': int.__mul__, 'max': max, 'neg': lambda a, b=None: -a}
print([ops[o](6, 3) for o in ops], ops.get('?', lambda *a: 'unknown')(1, 2), '+' in ops, ops['neg'](5))
def calculate(text):
    stack = []
    for token in text.split():
        if token in ops:
            b, a = stack.pop(), stack.pop()
            stack.append(ops[token](a, b))
        else:
            stack.append(int(token))
    return stack.pop()
print(calculate('3 4 + 2 *'), calculate('10 2 - 3 -'))
transitions = {('idle', 'start'): 'running', ('running', 'pause'): 'paused', ('paused', 'start'): 'running', ('running', 'stop'): 'idle'}
state, path = 'idle', []
for event in 'start pause start stop'.split():
    state = transitions[state, event]
    path.append(state)
print(path)
graph = {'a': ['b', 'c'], 'b': ['d'], 'c': ['d'], 'd': []}
def topological(graph):
    seen, order = {}, []
    def visit(n):
        if seen.get(n): return
        seen[n] = True
        for m in graph[n]: visit(m)
        order.insert(0, n)
    for n in graph: visit(n)
    return order
print(topological(graph))
def bfs(start, goal):
    frontier, came = [start], {start: None}
    while frontier:
        n = frontier.pop(0)
        if n == goal:
            path = []
            while n is not None:
                path.insert(0, n)
                n = came[n]
            return path
        for m in graph[n]:
            if m not in came:
                came[m] = n
                frontier.append(m)
print(bfs('a', 'd'), bfs('d', 'a'))
text = 'it was the best of times it was the worst of times'
freq = {}
for w in text.split(): freq[w] = freq.get(w, 0) + 1
print(sorted(freq.items(), key=lambda kv: (-kv[1], kv[0]))[:4], max(freq, key=freq.get), sum(freq.values()), {n: sorted(w for w in freq if freq[w] == n) for n in set(freq.values())})
trie = {}
for w in ('car', 'cat', 'dog'):
    node = trie
    for c in w: node = node.setdefault(c, {})
    node['$'] = w
print(trie)

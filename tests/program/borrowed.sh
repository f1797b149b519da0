# Modules that the build borrowed from CPython's library work, and the licence they are under is printed.
"$COIL" -c 'import queue' 2>/dev/null || { echo "the build borrowed nothing" && exit 77; }
"$COIL" -c '
import bisect, copy, graphlib, keyword, numbers, operator, queue
print(bisect.bisect([1, 2, 2, 3], 2), copy.deepcopy({1: [2]}), keyword.iskeyword("async"))
print(operator.itemgetter(1)("abc"), isinstance(1.5, numbers.Real))
print(list(graphlib.TopologicalSorter({"b": ["a"], "c": ["b"]}).static_order()))
waiting = queue.Queue(maxsize=1)
waiting.put("one")
print(waiting.get(), waiting.empty())
try:
    waiting.get(timeout=0.01)
except queue.Empty as error:
    print(type(error).__name__)'
"$COIL" --licenses | grep -c "MIT License\|PYTHON SOFTWARE FOUNDATION\|Python Software Foundation" | grep -q '^[1-9]' && echo "licences"

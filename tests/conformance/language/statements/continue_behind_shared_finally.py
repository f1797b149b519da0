"""continue and break leave a try whose finally is deep inside of other finally clauses."""


def f(n):
    out = []
    for i in range(n):
        try:
            out.append("a")
        finally:
            try:
                out.append("b")
            finally:
                try:
                    out.append("c")
                finally:
                    j = 0
                    while j < 4:
                        j += 1
                        try:
                            if j % 2 == 0:
                                continue
                            if i == 2:
                                break
                            out.append(j)
                        finally:
                            out.append(-j)
    return out


print(*f(2))
print(*f(5))

"""complex(real, imag) keeps the signs of its zeros; where a part is complex itself, parts are added."""
for real in (0.0, -0.0, 0, complex(-0.0, -0.0), complex(0.0, -0.0)):
    print(complex(real), end=" ")
    for imag in (0.0, -0.0, 0, complex(-0.0, -0.0), complex(0.0, -0.0)):
        print(complex(real, imag), complex(imag=imag), end=" ")
    print()
print(complex("-0-0j"), -0j, -(0j), complex(-0.0, 1), complex(1, -0.0))

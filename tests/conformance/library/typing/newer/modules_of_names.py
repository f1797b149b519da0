"""What a module of the language offers says that it is that module's."""

import abc
import annotationlib
import dataclasses
import enum
import typing

for module in (abc, annotationlib, dataclasses, enum, typing):
    for name in sorted(getattr(module, "__all__", ())):
        value = getattr(module, name)
        place = getattr(value, "__module__", None)
        if callable(value) and place != module.__name__:
            print(module.__name__, name, place)

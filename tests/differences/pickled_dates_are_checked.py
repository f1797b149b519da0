"""The bytes that a pickled date or time is made of again must be those of a date or time.

CPython checks the month alone, and makes 2020-12-99 of such bytes: later arithmetic with it gives anything or fails. Here a date is one
number with a few bits for each field, which has no place for such a thing: the constructor raises ValueError as for other arguments. What
was pickled from a date is not concerned.
"""
from datetime import date, datetime, time

for cls, state in (date, b"\x07\xe4\x0c\x63"), (datetime, b"\x07\xe4\x0c\x01\x63\x00\x00\x00\x00\x00"), (time, b"\x01\x63\x00\x00\x00\x00"):
    try:
        cls(state)
    except ValueError as error:
        print(error)

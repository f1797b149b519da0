"""Dates, times, durations and zones are copied and pickled by every protocol, with the fold from the fourth on."""
import copy
import pickle
from datetime import date, datetime, time, timedelta, timezone, tzinfo


class Zone(tzinfo):
    def __init__(self, hours=0):
        self.hours = hours

    def utcoffset(self, moment):
        return timedelta(hours=self.hours)


values = [
    date(2024, 2, 29), datetime(2024, 2, 29, 1, 2, 3, 456789), datetime(2024, 2, 29, tzinfo=timezone.utc), datetime.max, time(1, 2, 3, 4), time(5, tzinfo=timezone(timedelta(hours=1), "x")),
    timedelta(-3, 4, 5), timezone.utc, timezone.min, date(2024, 2, 29).isocalendar(),
]
for value in values:
    again = [pickle.loads(pickle.dumps(value, protocol)) for protocol in range(6)] + [copy.copy(value), copy.deepcopy(value)]
    print(repr(value), all(each == value and repr(each) == repr(value) for each in again))
print(pickle.loads(pickle.dumps(timezone.utc)) is timezone.utc, copy.deepcopy(timezone.utc) == timezone.utc)
folded = datetime(2024, 1, 1, fold=1)
print([pickle.loads(pickle.dumps(folded, protocol)).fold for protocol in range(6)], folded.__reduce__(), folded.__reduce_ex__(4), time(1, fold=1).__reduce_ex__(4))
zone = Zone(3)
moment = pickle.loads(pickle.dumps(datetime(2024, 1, 1, tzinfo=zone)))
print(moment.tzinfo.hours, moment, date(2024, 1, 1).__reduce__(), timedelta(1, 2, 3).__reduce__(), timezone.utc.__getinitargs__())
print(repr(datetime("\x07\xe8\x02\x1d\x01\x02\x03\x06\xf8U")), repr(date(b"\x07\xe8\x02\x1d")), repr(time(b"\x81\x02\x03\x00\x00\x04")))
for state in (b"\x07\xe8\x0d\x1d", b"\x07\xe8\x02", "\x07\xe8\x02\u263a"):
    try:
        date(state)
    except (TypeError, ValueError) as error:
        print(type(error).__name__)

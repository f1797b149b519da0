"""isoformat() and fromisoformat() of dates, times and datetimes."""
from datetime import date, datetime, time, timedelta, timezone

moment = datetime(2024, 2, 29, 4, 5, 6, 70, timezone(timedelta(hours=-1, seconds=-30)))
for timespec in "auto", "hours", "minutes", "seconds", "milliseconds", "microseconds":
    print(moment.isoformat(timespec=timespec), moment.isoformat("\u263a", timespec), moment.time().isoformat(timespec))
for text in (
    "2024-02-29", "20240229", "2024-W09-4", "2024W094", "2024-W09", "2024W09", "2024-02-29T04", "2024-02-29 04:05", "20240229T040506", "2024-02-29\u263a04:05:06",
    "2024-02-29T04:05:06.5", "2024-02-29T04:05:06,1234567", "2024-02-29T04:05Z", "2024-02-29T0405+0530", "2024-02-29T04:05:06.789-00:00:30.5", "2024W09404",
    "2024-W09-04", "2024-W09-4-04:05", "0001-01-01", "2024-02-29T04:05:06+23:59", "2024-02-29T", "2024-2-29", "2023-02-29", "2024-02-29T25", "2024-02-29T04:5",
    "2024-02-29T04:05:06.", "2024-02-29T04:05+24:00", "", "2024", "2024-W54", "2024-02-29T04:05:06z", "2024-02-29T04:05:06+1", "9" * 5000,
):
    for cls in date, datetime:
        try:
            print(text[:40], repr(cls.fromisoformat(text)))
        except ValueError:
            print(text[:40], cls.__name__, "no")
for text in "04", "T04:05", "040506", "04:05:06.12+01", "04:05Z", "0", "04:", "4:05", "T", "04:05:06-01:02:03.000004":
    try:
        print(text, repr(time.fromisoformat(text)))
    except ValueError:
        print(text, "no")
for value in (3, None, b"2024-02-29"):
    try:
        datetime.fromisoformat(value)
    except TypeError as error:
        print(error)
print(all(datetime.fromisoformat(each.isoformat()) == each for each in (moment + timedelta(hours=n, microseconds=n) for n in range(0, 90000, 7))))

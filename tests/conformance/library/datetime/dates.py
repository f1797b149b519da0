"""date counts days, knows weeks by ISO 8601, and is compared and subtracted with its like only."""
import datetime
from datetime import date, timedelta

day = date(2024, 2, 29)
print(repr(day), str(day), day.toordinal(), day.weekday(), day.isoweekday(), day.ctime(), tuple(day.timetuple()))
print(day.isocalendar(), day.isocalendar().week, day.isocalendar()[1:], day.isocalendar() == (2024, 9, 4))
print([date(year, 1, 1).isocalendar()[:2] for year in range(2004, 2022)], [date(year, 12, 31).isocalendar()[1] for year in range(2004, 2022)])
print(all(date.fromordinal(n).toordinal() == n for n in range(1, date.max.toordinal() + 1, 97)))
print(all(date.fromisocalendar(*each.isocalendar()) == each for each in map(date.fromordinal, range(1, 3600000, 997))))
print(day + timedelta(1), day - timedelta(hours=47), day - date(2000, 1, 1), timedelta(366) + day, date.max - date.min)
print(day.replace(year=2020), day.replace(month=1, day=31), date.min, date.max, date.resolution)
print(day < date(2024, 3, 1), day >= day, day == datetime.datetime(2024, 2, 29), day == "2024-02-29", len({day, date(2024, 2, 29)}))
for attempt in (
    lambda: date(0, 1, 1), lambda: date(2023, 13, 1), lambda: date.fromordinal(0), lambda: date.max + timedelta(1), lambda: date.fromisoformat("2023-2-1"),
    lambda: date.fromisocalendar(2021, 53, 1), lambda: date.fromisocalendar(2021, 1, 8), lambda: date(1.0, 1, 1), lambda: day < 3, lambda: day + 1, lambda: date(2020, 1),
):
    try:
        print(attempt())
    except (ValueError, OverflowError) as error:
        print(type(error).__name__)
    except TypeError:
        print("TypeError")
try:
    day.year = 3
except AttributeError:
    print("read-only")

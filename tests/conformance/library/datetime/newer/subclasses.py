"""Methods that make a date or time of a subclass call it."""
from datetime import date, datetime, time, timedelta, timezone


class Noted:
    def __new__(cls, *args, **kwargs):
        made = super().__new__(cls, *args, **kwargs)
        made.note = len(args), sorted(kwargs)
        return made


class Day(Noted, date): pass
class Moment(Noted, datetime): pass
class Clock(Noted, time): pass


day, moment, clock = Day(2024, 2, 29), Moment(2024, 2, 29, 12, fold=1), Clock(12)
for made in (
    day, moment, clock, day + timedelta(1), day.replace(year=2023, month=1), Day.fromordinal(9), Day.fromisoformat("2024-01-01"), Day.fromisocalendar(2024, 1, 1),
    moment + timedelta(1), timedelta(1) + moment, moment - timedelta(1), moment.replace(year=2028), Moment.fromisoformat("2024-01-01T10:00"), Moment.combine(day, clock),
    Moment.fromtimestamp(0, timezone.utc), Moment.strptime("2024", "%Y"), Moment.fromordinal(9), Moment.now().replace(1, 1, 1, 1, 1, 1, 1), clock.replace(minute=3), Clock.fromisoformat("10:00"),
    moment.replace(tzinfo=timezone.utc).astimezone(timezone(timedelta(hours=1))),
):
    print(type(made).__name__, made, made.note)
print(type(moment.date()), type(moment.time()), type(moment - moment), repr(day), repr(moment), repr(clock))
print(day == date(2024, 2, 29), hash(day) == hash(date(2024, 2, 29)), moment == datetime(2024, 2, 29, 12), isinstance(moment, date))


class Keen(date):
    def __new__(cls, *args):
        return args


print(Keen.fromordinal(1), Keen.fromisoformat("2024-01-02"))

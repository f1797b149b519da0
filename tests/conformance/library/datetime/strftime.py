"""strftime() and strptime() of dates, times and datetimes."""
from datetime import date, datetime, time, timedelta, timezone

moment = datetime(2024, 2, 9, 14, 5, 6, 70, timezone(timedelta(hours=-1, minutes=-30)))
print(moment.strftime("%a %A %b %B %d %H %I %j %m %M %p %S %f %U %w %W %y %Y %z %Z %% %G %V %u"))
print(moment.strftime("%-d %_d %05d %e %D %T %R %c"), date(2024, 2, 9).strftime("%H:%M %f [%z] [%Z]"), time(14, 5).strftime("%Y-%m-%d %H %p"))
print(f"{moment:%Y/%m/%d}", f"{moment}", f"{moment.date():%d.%m.}", f"{moment.time():%H}", format(moment.time()))
print(moment.strftime(""), moment.strftime("\u263a %d \u00e9"), len(moment.strftime("%Y " * 1000)))
print(repr(datetime.strptime("2024-02-09 14:05:06.5 +0530", "%Y-%m-%d %H:%M:%S.%f %z")), repr(datetime.strptime("9 Feb 24", "%d %b %y")))
for arguments in (("x", "%Y"), ("2024 x", "%Y"), ("2024", "%Q")):
    try:
        datetime.strptime(*arguments)
    except ValueError as error:
        print(error)

"""Local times follow the zone that TZ names, through the hour that comes twice and the one that never comes."""
import os
import time
from datetime import date, datetime, timedelta, timezone

os.environ["TZ"] = "EST+05EDT,M3.2.0,M11.1.0"
time.tzset()
for stamp in (0, 1710053999, 1710054000, 1730609999, 1730613599, 1730613600, 1730617200, -86400.5, 1e9 + 0.25):
    moment = datetime.fromtimestamp(stamp)
    print(repr(moment), moment.timestamp() == stamp, moment.astimezone(), date.fromtimestamp(stamp), moment.astimezone(timezone.utc))
print([datetime(2024, 11, 3, 1, 30, fold=fold).timestamp() for fold in (0, 1)], [datetime(2024, 3, 10, 2, 30, fold=fold).timestamp() for fold in (0, 1)])
print(datetime(2024, 7, 1, 12).astimezone().tzname(), datetime(2024, 1, 1, tzinfo=timezone.utc).astimezone(), repr(datetime(2024, 7, 1).astimezone().tzinfo))
print(abs(datetime.now() - datetime.now(timezone.utc).astimezone().replace(tzinfo=None)) < timedelta(seconds=5), date.today() - datetime.now().date() <= timedelta(1))
print(abs(datetime.now().timestamp() - time.time()) < 5, datetime.fromtimestamp(1.9999996, timezone.utc), datetime.fromtimestamp(-1.5, timezone.utc))
for stamp in (1e20, 2**70, float("nan"), float("inf"), 1e12, "x"):
    try:
        print(datetime.fromtimestamp(stamp, timezone.utc))
    except (OverflowError, ValueError, TypeError) as error:
        print(type(error).__name__)

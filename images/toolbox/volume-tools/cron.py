"""Times as cron has them: minute, hour, day of the month, month, day of the week (0 and 7 are Sunday), in UTC."""

from datetime import datetime, time, timedelta, timezone

from failure import Failure

BOUNDS = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7))
# The 29th of February may be as far as this.
FARTHEST_DAYS = 8 * 366


def next_time(schedule, after):
    minutes, hours, days, months, weekdays = [_values(*field) for field in zip(schedule.split(), BOUNDS)]
    every_day, every_weekday = (schedule.split()[index].startswith("*") for index in (2, 4))
    for offset in range(FARTHEST_DAYS):
        date = after.date() + timedelta(days=offset)
        on_day, on_weekday = date.day in days, date.isoweekday() % 7 in {day % 7 for day in weekdays}
        # cron's own rule: when both are given, one of them is enough.
        is_meant = on_day and on_weekday if every_day or every_weekday else on_day or on_weekday
        if date.month not in months or not is_meant:
            continue
        for hour in sorted(hours):
            for minute in sorted(minutes):
                found = datetime.combine(date, time(hour, minute), timezone.utc)
                if found > after:
                    return found
    raise Failure(f"the schedule {schedule!r} names no day that there is")


def _values(field, bounds):
    values = set()
    for part in field.split(","):
        span, _, step = part.partition("/")
        first, _, last = span.partition("-")
        low, high = bounds if span == "*" else (int(first), int(last or (bounds[1] if step else first)))
        values |= set(range(low, high + 1, int(step or 1)))
    return values

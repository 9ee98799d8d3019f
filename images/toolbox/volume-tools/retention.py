"""Which snapshots stay: the newest ones, and the newest one of each of the last hours, days, weeks, months, years that have one."""

from snapshots import in_order

PERIODS = {"hourly": "%Y-%m-%d %H", "daily": "%Y-%m-%d", "weekly": "%G-%V", "monthly": "%Y-%m", "yearly": "%Y"}


def outdated(snapshots, rules):
    """rules: how many stay by each, by `last` and the periods, in UTC. A snapshot stays if any of them keeps it."""
    found = in_order(snapshots)
    if not rules:
        return []
    kept = set(found[: rules.get("last", 0)])
    for rule, form in PERIODS.items():
        newest = {}
        for one in found:
            newest.setdefault(one.taken_at.strftime(form), one)
        kept |= set(list(newest.values())[: rules.get(rule, 0)])
    return [one for one in found if one not in kept]

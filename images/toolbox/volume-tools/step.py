"""What a plan is made of."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    what: str
    why: str

    def __str__(self):
        return f"{self.what}: {self.why}"

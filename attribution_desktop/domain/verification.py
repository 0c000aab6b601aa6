"""What a check of a project found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Check:
    name: str
    is_sound: bool
    detail: str


@dataclass(frozen=True, slots=True)
class VerifyReport:
    checks: tuple[Check, ...]

    @property
    def is_sound(self) -> bool:
        return all(check.is_sound for check in self.checks)

"""What a change touched: returned by every service that writes, announced once."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Changes:
    """Whoever shows data decides from this whether to refresh."""

    has_journeys: bool = False
    has_spend: bool = False
    has_channels: bool = False
    has_settings: bool = False
    revision: int = 0

    def __bool__(self) -> bool:
        return self.has_journeys or self.has_spend or self.has_channels or self.has_settings

"""Rate limits: a bucket for each route and channel, one over all, and a count of bad requests."""

import math
import time
from dataclasses import dataclass, field

GENEROUS = 10_000
MAJOR = ("channel_id", "guild_id", "webhook_id", "interaction_id")


@dataclass(slots=True)
class Bucket:
    """How many requests are left until it is filled again, on the monotonic clock."""

    limit: int
    seconds: float
    left: int
    full_at: float

    def headers(self, name: str) -> dict[str, str]:
        wait = max(self.full_at - time.monotonic(), 0.0)
        return {
            "X-RateLimit-Limit": str(self.limit),
            "X-RateLimit-Remaining": str(self.left),
            "X-RateLimit-Reset": f"{time.time() + wait:.3f}",
            "X-RateLimit-Reset-After": f"{wait:.3f}",
            "X-RateLimit-Bucket": name,
        }


@dataclass(frozen=True, slots=True)
class Limited:
    """A request that came too soon."""

    retry_after: float
    headers: dict[str, str]
    everywhere: bool


@dataclass(slots=True)
class Limits:
    """Off until turned on; then this many requests in so many seconds a route and channel."""

    on: bool = False
    count: int = 5
    seconds: float = 5.0
    per_second_everywhere: int = 50
    invalid: int = 0
    _buckets: dict[str, Bucket] = field(default_factory=dict)
    _recent: list[float] = field(default_factory=list)

    def turn_on(self, count: int = 5, seconds: float = 5.0, everywhere: int = 50) -> None:
        self.on, self.count, self.seconds = True, count, seconds
        self.per_second_everywhere = everywhere
        self._buckets.clear()

    def turn_off(self) -> None:
        self.on = False
        self._buckets.clear()

    def take(
        self, method: str, template: str, params: dict[str, str]
    ) -> tuple[dict[str, str], Limited | None]:
        """Count a request; the headers its answer carries, and whether it is refused."""
        major = ":".join(params[name] for name in MAJOR if name in params)
        name = f"{method}{template}".replace("/", "").replace("{", "").replace("}", "")
        bucket = self._bucket(f"{name}:{major}")
        if not self.on:
            return bucket.headers(name), None
        if not template.startswith(("/interactions", "/webhooks")) and self._over_everything():
            marks = {"X-RateLimit-Global": "true", "X-RateLimit-Scope": "global"}
            return {}, Limited(1.0, {**marks, "Retry-After": "1"}, everywhere=True)
        if bucket.left <= 0:
            wait = math.ceil((bucket.full_at - time.monotonic()) * 1000) / 1000
            headers = {**bucket.headers(name), "X-RateLimit-Scope": "user"}
            headers["Retry-After"] = str(math.ceil(wait))
            return headers, Limited(wait, headers, everywhere=False)
        bucket.left -= 1
        return bucket.headers(name), None

    def _bucket(self, key: str) -> Bucket:
        now = time.monotonic()
        bucket = self._buckets.get(key)
        if bucket is None or now >= bucket.full_at:
            limit = self.count if self.on else GENEROUS
            seconds = self.seconds if self.on else 1.0
            bucket = self._buckets[key] = Bucket(limit, seconds, limit, now + seconds)
        return bucket

    def _over_everything(self) -> bool:
        now = time.monotonic()
        self._recent = [each for each in self._recent if now - each < 1.0]
        self._recent.append(now)
        return len(self._recent) > self.per_second_everywhere

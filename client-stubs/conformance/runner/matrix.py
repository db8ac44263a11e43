"""What the run prints."""

from dataclasses import dataclass, field

from .scenario import COLUMNS, Scenario

_MARKS = {"passed": "ok", "failed": "FAIL", "skipped": "skip", "none": "-"}


@dataclass
class Matrix:
    """The cells so far."""

    columns: tuple[str, ...] = COLUMNS
    _rows: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def add(self, scenario: Scenario, outcomes: dict[str, str], reasons: dict[str, str]) -> None:
        """A row; `outcomes` are passed, failed or skipped, a column without one does not apply."""
        self._rows.append((scenario.name, outcomes))
        self.failures += [f"{scenario.name}, {column}: {reason}" for column, reason in reasons.items()]

    def count(self, outcome: str) -> int:
        return sum(list(row.values()).count(outcome) for _, row in self._rows)

    def text(self) -> str:
        """The table, the failures, the closing line."""
        width = max((len(name) for name, _ in self._rows), default=8)
        widths = [max(len(column), 4) for column in self.columns]
        lines = [" ".join(["scenario".ljust(width), *self.columns])]
        for name, row in self._rows:
            marks = (_MARKS[row.get(column, "none")].ljust(wide) for column, wide in zip(self.columns, widths, strict=True))
            lines.append(" ".join([name.ljust(width), *marks]).rstrip())
        lines += ["", *self.failures] if self.failures else []
        counts = (f"{self.count(outcome)} {outcome}" for outcome in ("passed", "failed", "skipped"))
        return "\n".join([*lines, "", ", ".join(counts)])

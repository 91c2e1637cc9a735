"""Custom steps that run: each was begun by a person's workflow and is ended once, by the app."""

import threading
from dataclasses import dataclass, replace

from bot.playground.world.errors import ApiError
from bot.playground.world.values import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkflowStep:
    """One run of a custom step; `outputs` or `error` once it has ended."""

    id: str
    callback_id: str
    user: str
    inputs: Json
    ended: bool = False
    outputs: Json | None = None
    error: str = ""


class Steps:
    """The runs of custom steps."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._runs: dict[str, WorkflowStep] = {}

    def begin(self, step: WorkflowStep) -> None:
        """Notes a run."""
        with self._lock:
            self._runs[step.id] = step

    def finish(self, step_id: str, outputs: Json, error: str) -> None:
        """Ends a run. Raises ApiError if there is none or it has ended."""
        with self._lock:
            step = self._runs.get(step_id)
            if step is None:
                raise ApiError("function_execution_not_found")
            if step.ended:
                raise ApiError("function_execution_not_in_executing_status")
            self._runs[step_id] = replace(step, ended=True, outputs=outputs, error=error)

    def all(self) -> tuple[WorkflowStep, ...]:
        """Returns the runs, oldest first."""
        with self._lock:
            return tuple(self._runs.values())

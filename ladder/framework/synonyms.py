"""Words that mean nearly the same in the trade: who searches for one also gets lines that say another."""

from functools import cache

_GROUPS = """
outage, incident, downtime, postmortem, post-mortem, sev1, p1
on-call, on call, oncall, pager, pagerduty, rota
bug, defect, regression, hotfix
mentor, coach, teach, onboard
hire, recruit, interview
docs, documentation, runbook, readme, wiki
perf, performance, latency, throughput
infra, infrastructure, platform
scale, scalable, scalability
deploy, release, rollout, ship
stakeholder, product manager, customer, client
cost, budget, spend, savings
tech debt, technical debt, refactor, refactoring
test, qa, quality assurance
security, vulnerability, threat
monitoring, observability, alerting, alert
strategy, vision, roadmap
conflict, disagreement
promotion, advancement, promoted
ambiguity, ambiguous, unclear
"""


@cache
def _table() -> dict[str, tuple[str, ...]]:
    groups = [tuple(term.strip() for term in line.split(",")) for line in _GROUPS.strip().splitlines()]
    return {term: tuple(other for other in group if other != term) for group in groups for term in group}


def synonyms(term: str) -> tuple[str, ...]:
    """The other terms that mean nearly what `term` does; none for most."""
    return _table().get(term, ())

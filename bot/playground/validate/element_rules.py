"""Rules across the fields of one element: initial values that are offered, bounds in order."""

from decimal import Decimal

from bot.playground.validate.schema import Complaints
from bot.playground.world.values import Json


def offered(element: Json) -> list[Json]:
    """Returns every option of a menu, those in groups too."""
    groups = element.get("option_groups", [])
    return [*element.get("options", []), *(option for group in groups for option in group["options"])]


def initial_is_offered(element: Json, at: str, complaints: Complaints) -> None:
    """Finds an initial option that is not, field by field, one of the options."""
    options = [_essence(option) for option in offered(element)]
    if "initial_option" in element and _essence(element["initial_option"]) not in options:
        complaints.add("initial_option must exactly match an option", f"{at}/initial_option")
    for index, initial in enumerate(element.get("initial_options", [])):
        if _essence(initial) not in options:
            complaints.add("initial_option must exactly match an option", f"{at}/initial_options/{index}")


def _essence(option: Json) -> tuple[str, str]:
    return option["value"], option["text"]["text"]


def length_bounds(element: Json, at: str, complaints: Complaints) -> None:
    """Finds a minimum above the maximum, and an initial text longer than the maximum."""
    longest = element.get("max_length", 3000)
    if element.get("min_length", 0) > longest:
        complaints.add("min_length must be less than or equal to max_length", f"{at}/min_length")
    if len(element.get("initial_value", "")) > longest:
        complaints.add(f"must be less than {longest + 1} characters", f"{at}/initial_value")


def number_bounds(element: Json, at: str, complaints: Complaints) -> None:
    """Finds a minimum above the maximum, and an initial number outside them or with decimals that are not allowed."""
    given = {name: Decimal(element[name]) for name in ("min_value", "max_value", "initial_value") if name in element}
    low, high = given.get("min_value"), given.get("max_value")
    if low is not None and high is not None and low > high:
        complaints.add("min_value must be less than or equal to max_value", f"{at}/min_value")
    initial = given.get("initial_value")
    if initial is not None and not _within(initial, low, high):
        complaints.add("initial_value must be within min_value and max_value", f"{at}/initial_value")
    if not element["is_decimal_allowed"]:
        for name, number in given.items():
            if number != number.to_integral_value():
                complaints.add("must be a whole number", f"{at}/{name}")


def _within(number: Decimal, low: Decimal | None, high: Decimal | None) -> bool:
    return (low is None or number >= low) and (high is None or number <= high)

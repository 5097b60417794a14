"""One small file for each programme: a typed face, no arithmetic."""

from costavoid.interventions.childrens_centres import ChildrensCentres
from costavoid.interventions.custom import Custom
from costavoid.interventions.pause import Pause
from costavoid.programme import Intervention

PROGRAMMES: dict[str, type[Intervention]] = {
    cls.__name__: cls for cls in (ChildrensCentres, Custom, Pause)
}

__all__ = ["PROGRAMMES", "ChildrensCentres", "Custom", "Pause"]

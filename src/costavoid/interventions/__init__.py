"""One small file for each programme: a typed face, no arithmetic."""

from costavoid.interventions.childrens_centres import ChildrensCentres
from costavoid.interventions.pause import Pause

PROGRAMMES: dict[str, type[ChildrensCentres] | type[Pause]] = {
    cls.__name__: cls for cls in (ChildrensCentres, Pause)
}

__all__ = ["PROGRAMMES", "ChildrensCentres", "Pause"]

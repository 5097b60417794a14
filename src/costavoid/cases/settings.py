"""What a case file holds beside its programme: settings, and a council's own figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Optional

from pydantic import Field, create_model

from costavoid.appraisal.settings import PLAIN, Settings
from costavoid.base.frozen import Frozen
from costavoid.cashflow.draws import Drawing
from costavoid.evidence.estimate import Estimate


def _left_out(model: type[Frozen], name: str) -> tuple[Any, Any]:
    """A field that may be left out, with what the setting of this name takes and says."""
    info = model.model_fields[name]
    taken = Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation
    optional: Any = Optional[taken]  # noqa: UP045 - a type made as it goes
    return optional, Field(None, description=info.description)


if TYPE_CHECKING:

    class CaseSettings(Frozen):
        """How a case is to be appraised: the fields of Settings and Drawing, each optional."""

else:
    CaseSettings = create_model(
        "CaseSettings",
        __base__=Frozen,
        __module__=__name__,
        __doc__="How a case is to be appraised, as `appraise` takes it; what is left out has its "
        "default.",
        **{name: _left_out(Settings, name) for name in PLAIN},
        **{name: _left_out(Drawing, name) for name in Drawing.model_fields},
        adjustments=_left_out(Settings, "adjustments"),
    )


class Beside(Frozen):
    """What a file holds beside its programme."""

    settings: CaseSettings = Field(default_factory=CaseSettings)
    overrides: tuple[Estimate, ...] = Field(
        (), description="Your own numbers, each with the id of the number it replaces"
    )

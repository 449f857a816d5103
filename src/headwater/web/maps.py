"""The map, beside the plain table of the same places."""

from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from headwater.views.map import MapFeatures, map_features
from headwater.web.opened import OpenCase
from headwater.web.render import Frame, render

router = APIRouter()


@dataclass(frozen=True, slots=True)
class MapPage:
    """What the page of the map shows.

    Attributes:
        features: Places that are known, those that are not, and counts by country.
    """

    features: MapFeatures


def read_map(case: OpenCase) -> MapFeatures:
    """Places of the case; made once for each snapshot."""
    return case.remember("map", lambda s: map_features({n: s.table(n) for n in ("entities", "mentions", "claims", "origins")}))


@router.get("/map")
def show_map(request: Request) -> Response:
    """Places on a map and in a table."""
    case: OpenCase = request.app.state.case
    frame = Frame(case.config.title, "Map", "map", "/map", snapshot=case.snapshot.id)
    return render(request, "map.html", MapPage(read_map(case)), frame)

"""The main happening of a page: the scene of its reading in, with the place and the time that it means, out."""

from __future__ import annotations

from dateline.linking.corpus import SharedText
from dateline.linking.places import Atlas
from dateline.linking.times import Clock
from dateline.records.dossier import DossierScene

__all__ = ["lay_out_scene"]


def lay_out_scene(text: SharedText, *, atlas: Atlas, clock: Clock) -> DossierScene | None:
    """The record of a text's scene, where it has one; what bears no day is of the days before its text was out."""
    scene = text.reading.scene
    if scene is None:
        return None
    named = [one.evidence for one in text.reading.toponyms if one.id == scene.place]
    dated = [one.evidence for one in text.reading.times if one.id == scene.time]
    return DossierScene(
        place=atlas.toponym_place.get(scene.place or ""),
        time=clock.at(scene.time) if scene.time else clock.just_before(text.text_id),
        tolls=scene.tolls,
        evidence=(*named, *dated),
    )

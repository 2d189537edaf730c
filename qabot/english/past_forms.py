"""Past forms of irregular verbs that differ from the present: what shows that something was."""

from __future__ import annotations

IRREGULAR_PASTS = frozenset(
    "was were had did went came became gave took made said told saw knew grew flew drew threw blew"
    " wrote rode drove rose spoke broke chose froze stole woke wore tore swore bore began drank"
    " rang sang sank swam ran won hung stuck struck swung dug fell felt kept slept swept wept left"
    " lost meant met led fed fled bled bred held stood understood found bound ground fought bought"
    " brought thought caught taught sought sold paid laid heard built sent spent lent bent dealt"
    " shot sat spat got forgot ate lay hid bit slid lit shone shook forgave forbade withdrew"
    " overcame undertook withstood arose".split()
)

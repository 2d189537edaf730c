"""Past forms of irregular verbs: what shows that something was, and of which verb each is."""

from __future__ import annotations

_VERBS = """
go went gone; come came; become became; give gave given; take took taken; make made; say said
tell told; see saw seen; know knew known; grow grew grown; fly flew flown; draw drew drawn
throw threw thrown; blow blew blown; write wrote written; ride rode ridden; drive drove driven
rise rose risen; speak spoke spoken; break broke broken; choose chose chosen; freeze froze frozen
steal stole stolen; wake woke woken; wear wore worn; tear tore torn; swear swore sworn; bear bore
begin began begun; drink drank drunk; ring rang rung; sing sang sung; sink sank sunk; swim swam swum
run ran; win won; hang hung; stick stuck; strike struck; swing swung; dig dug; fall fell fallen
feel felt; keep kept; sleep slept; sweep swept; weep wept; leave left; lose lost; mean meant
meet met; lead led; feed fed; flee fled; bleed bled; breed bred; hold held; stand stood
understand understood; find found; bind bound; grind ground; fight fought; buy bought; bring brought
think thought; catch caught; teach taught; seek sought; sell sold; pay paid; lay laid; hear heard
build built; send sent; spend spent; lend lent; bend bent; deal dealt; shoot shot; sit sat
spit spat; get got gotten; forget forgot forgotten; eat ate eaten; lie lay lain; hide hid hidden
bite bit bitten; slide slid; light lit; shine shone; shake shook shaken; forgive forgave forgiven
forbid forbade forbidden; withdraw withdrew withdrawn; overcome overcame; undertake undertook
withstand withstood; arise arose arisen; beat beaten; do did done; have had; be was were been
"""
_ROWS = [row.split() for line in _VERBS.strip().splitlines() for row in line.split(";")]
BASE_FORMS = {form: row[0] for row in _ROWS for form in row[1:]}
"""The verb that each past form or participle is of."""
_PARTICIPLES = frozenset(
    "gone given taken seen known grown flown drawn thrown blown written ridden driven risen spoken"
    " broken chosen frozen stolen woken worn torn sworn begun drunk rung sung sunk swum fallen"
    " gotten forgotten eaten lain hidden bitten shaken forgiven forbidden withdrawn arisen beaten"
    " done been".split()
)
IRREGULAR_PASTS = BASE_FORMS.keys() - _PARTICIPLES
"""Past forms that differ from the present."""

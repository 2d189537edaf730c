"""Countries and parts of the world by every word that news calls them and their people by."""

from __future__ import annotations

_COUNTRIES = """
afghanistan afghan afghans
albania albanian albanians
algeria algerian algerians
angola angolan angolans
argentina argentine argentinian argentines
armenia armenian armenians
australia australian australians
austria austrian austrians
azerbaijan azeri azeris azerbaijani
bangladesh bangladeshi bangladeshis
belarus belarusian belarussian
belgium belgian belgians
bolivia bolivian bolivians
bosnia bosnian bosnians
brazil brazilian brazilians
bulgaria bulgarian bulgarians
cambodia cambodian cambodians
cameroon cameroonian cameroonians
canada canadian canadians
chile chilean chileans
china chinese
colombia colombian colombians
croatia croatian croatians
cuba cuban cubans
cyprus cypriot cypriots
czech czechs czechia
denmark danish danes
ecuador ecuadorian ecuadorean
egypt egyptian egyptians
england english englishman
eritrea eritrean eritreans
estonia estonian estonians
ethiopia ethiopian ethiopians
finland finnish finns
france french frenchman
georgia georgian georgians
germany german germans
ghana ghanaian ghanaians
greece greek greeks
guatemala guatemalan guatemalans
haiti haitian haitians
hungary hungarian hungarians
iceland icelandic icelanders
india indian indians
indonesia indonesian indonesians
iran iranian iranians
iraq iraqi iraqis
ireland irish irishman
israel israeli israelis
italy italian italians
jamaica jamaican jamaicans
japan japanese
jordan jordanian jordanians
kazakhstan kazakh kazakhs
kenya kenyan kenyans
kuwait kuwaiti kuwaitis
latvia latvian latvians
lebanon lebanese
libya libyan libyans
lithuania lithuanian lithuanians
luxembourg
malawi malawian malawians
malaysia malaysian malaysians
malta maltese
mexico mexican mexicans
moldova moldovan moldovans
mongolia mongolian mongolians
morocco moroccan moroccans
mozambique mozambican mozambicans
myanmar burma burmese
namibia namibian namibians
nepal nepalese nepali
netherlands holland dutch dutchman
new-zealand
nicaragua nicaraguan nicaraguans
nigeria nigerian nigerians
north-korea north-korean north-koreans
norway norwegian norwegians
pakistan pakistani pakistanis
paraguay paraguayan paraguayans
peru peruvian peruvians
philippines filipino filipinos philippine
poland polish poles
portugal portuguese
qatar qatari qataris
romania romanian romanians
russia russian russians
rwanda rwandan rwandans
saudi saudis saudi-arabia saudi-arabian
scotland scottish scots scotsman
senegal senegalese
serbia serbian serbs
singapore singaporean singaporeans
slovakia slovak slovaks
slovenia slovenian slovenians
somalia somali somalis
south-africa south-african south-africans
south-korea south-korean south-koreans
spain spanish spaniard spaniards
sri-lanka sri-lankan sri-lankans
sudan sudanese
sweden swedish swedes
switzerland swiss
syria syrian syrians
taiwan taiwanese
tanzania tanzanian tanzanians
thailand thai thais
tunisia tunisian tunisians
turkey turkish turks
uganda ugandan ugandans
ukraine ukrainian ukrainians
united-kingdom uk britain british britons briton great-britain
united-states us usa u.s u.s. america american americans
uruguay uruguayan uruguayans
uzbekistan uzbek uzbeks
venezuela venezuelan venezuelans
vietnam vietnamese
wales welsh welshman
yemen yemeni yemenis
zambia zambian zambians
zimbabwe zimbabwean zimbabweans
"""

_PARTS_OF_THE_WORLD = """
africa african africans
asia asian asians
europe european europeans eu eurozone euro-zone european-union
latin-america latin-american latin-americans south-america south-american
middle-east middle-eastern
"""


def _by_form(lines: str) -> dict[str, str]:
    """What each form is a form of: the first of its line."""
    rows = (line.split() for line in lines.strip().splitlines())
    return {form.replace("-", " "): row[0].replace("-", " ") for row in rows for form in row}


COUNTRIES = _by_form(_COUNTRIES)
"""Names of countries and of their people, in lower case, with the country that each stands for."""
PARTS_OF_THE_WORLD = _by_form(_PARTS_OF_THE_WORLD)
"""The same of continents and the like, which hold countries."""
OTHER_MEANINGS = frozenset("china georgia jordan poles polish turkey us wales".split())
"""Forms that in small letters are words of another meaning or somebody's name."""
SIDES = frozenset(
    "east eastern west western north northern south southern central north-east north-eastern"
    " north-west north-western south-east south-eastern south-west south-western".split()
)
"""Words that make a part of the place behind them."""

"""The words that people are told by: what they are, what they are called, and what no one is."""

from __future__ import annotations

from qabot.english.calendar import MONTHS, WEEKDAYS

ROLES = frozenset(
    "president minister premier chancellor secretary senator governor general leader speaker whip"
    " chairman chairwoman chair chief director head judge justice ambassador mayor representative"
    " deputy commissioner congressman congresswoman lawmaker legislator reporter correspondent"
    " editor columnist host anchor author writer journalist professor doctor scientist physicist"
    " economist historian analyst researcher expert adviser advisor aide strategist manager"
    " consultant pollster lobbyist attorney lawyer counsel prosecutor spokesman spokeswoman"
    " spokesperson candidate nominee frontrunner front-runner executive founder owner officer"
    " administrator treasurer envoy negotiator diplomat official commander coach captain king"
    " queen prince princess pope emperor activist organizer organiser delegate businessman"
    " businesswoman mogul billionaire investigator detective inspector superintendent virologist"
    " bacteriologist epidemiologist astronaut astronomer explorer geologist biologist chemist"
    " climber mountaineer climatologist presenter actor actress singer mp mep msp councillor peer"
    " backbencher".split()
)
"""What someone can be by office or trade."""
GROUPS = frozenset(
    "police people men women children staff crew family public government parliament congress army"
    " navy team company firm union council court jury majority minority everyone everybody nobody"
    " no-one anyone anybody media press data".split()
)
"""Nouns without a plural's ending that name several people, or what acts for them."""
FIRMS = frozenset(
    "firm firms giant maker retailer carrier airline bank lender insurer chain brand label"
    " publisher broadcaster operator supplier manufacturer developer producer parent subsidiary"
    " charity union website paper newspaper".split()
)
"""What organisations are, as it stands before their names: "oil giant", "carmaker"."""
KIN = frozenset(
    "wife husband widow widower son daughter father mother brother sister parents parent child"
    " children family uncle aunt cousin nephew niece grandfather grandmother partner girlfriend"
    " boyfriend fiance fiancee relative relatives namesake".split()
)
"""Those of a person who may bear the same surname."""
PARTIES = frozenset(
    "republican democrat democratic conservative labour gop tory former ex then".split()
)
NOT_PEOPLE = (
    frozenset(WEEKDAYS)
    | frozenset(MONTHS) - {"march", "may"}
    | frozenset(
        "committee party institute university college house times post news department ministry"
        " council court street journal center centre union league association foundation group"
        " company corp inc bank agency bureau office commission assembly congress senate"
        " parliament school hospital network tower towers hotel airport avenue city county state"
        " states kingdom republic korea island islands ocean river sea mountain war act treaty"
        " prize press magazine television radio media force forces army navy police service"
        " services security nations administration campaign coalition alliance movement project"
        " fund trust society club team board authority organization organisation conference"
        " convention summit games olympics international national federal central american"
        " european african asian british russian chinese korean japanese german french israeli"
        " iranian iraqi syrian ukrainian muslim islamic christian jewish catholic democrats"
        " republicans america britain russia china japan germany france ukraine iran iraq syria"
        " moscow facebook twitter google fox cnn msnbc nbc abc cbs bbc reuters bay beach valley"
        " affairs studies law laboratory budget health rights politics policy research"
        " constitution amendment intelligence super genomics pharmaceuticals systems"
        " technologies industries motors airlines energy capital partners holdings labs software"
        " electric airways brothers sciences science senior junior tories liberals conservatives"
        " officials lawmakers voters".split()
    )
)
"""Words in the names of places, offices and companies that stand in no person's."""
PLACE_FIRST = frozenset(
    "north south east west new los las san santa united white supreme saudi puerto sri fort port"
    " mount lake great capitol silicon middle black wall good big holy south-east".split()
)
"""Words that names of places and institutions begin with."""
FAMILY_FIRST = frozenset(
    "kim lee park choi hong yoon moon jung kang cho han shin oh seo kwon hwang ahn song ryu ri"
    " pak xi li wang zhang chen liu yang huang zhao wu zhou xu sun ma zhu hu guo lin deng mao"
    " nguyen".split()
)
"""Family names of Korea, China and Vietnam, which come first there."""
NAME_PARTICLES = frozenset(
    "al bin da de del della den der di dos du el ibn la le ter van von y".split()
)
"""Small words inside names."""
NO_AUTHORS = frozenset(
    "admin administrator anonymous username user unknown webmaster moderator member"
    " author authors crew subscriber contributor contributors staff team desk newsroom editorial"
    " editor editors reporter reporters correspondent writer writers agency agencies press wire"
    " news media magazine newspaper tribune gazette herald online digital network website blog"
    " reuters afp dpa associates communications republish subscribe advertisement"
    " sponsored gesponserte content comments posts articles profile biography bio photo photos"
    " photograph photographer photography getty images view more minutes ago".split()
)
"""Words where a page names its author that are in no person's name: accounts, agencies, buttons."""
ORGANISATION_WORDS = frozenset(
    # Legal forms
    "gmbh ag kg ohg ev ug se ltd limited llc llp plc inc corp bv nv srl sarl sas sl spa oy ab aps"
    # Newsrooms
    " redaktion onlineredaktion redaktionsteam pressestelle nachrichtenagentur redacción redaccion"
    " redactie redaktionen redakcja redazione rédaction redaction redação"
    # Associations and firms, in German, French, Spanish and Italian
    " bund verband bundesverband verein stiftung partei verlag institut zeitung ministerium amt"
    " artikelübersicht"
    " agentur sekretariat gesellschaft deutschland beiträge artikel"
    " agence association fondation institut ministère société"
    " agencia asociación fundación instituto ministerio agenzia associazione fondazione".split()
)
"""Words in the names of firms, associations and newsrooms where a page names its author."""
NEWSROOM_WORDS = frozenset(
    "staff newsroom newsdesk desk editors editorial team webteam"
    " redaktion onlineredaktion redaktionsteam pressestelle pressebüro"
    " redacción redaccion redacció redazione rédaction redactie redação redakcja redaksjonen"
    " redaktionen toimitus".split()
)
"""What newsrooms and teams are called that sign an article together."""
ACCOUNT_WORDS = frozenset(
    "account admin administrator adobe acrobat anonymous assistant author author(s) canon client"
    " computer customer default desk desktop factiva hp intern laptop lenovo lexisnexis libreoffice"
    " licensed microsoft office openoffice owner pc preferred printer proquest python-docx reader"
    " registered ricoh scanner secretary staff standard student temp temporary test toshiba unknown"
    " unspecified user username valued windows xerox".split()
)
"""Words in the names of accounts, programs and machines that save files for someone."""

"""The words that names are told by: titles, given names, and what no person is called."""

from __future__ import annotations

MALE_TITLES = frozenset(
    "mr mr. sir lord king prince pope father brother congressman chairman".split()
)
FEMALE_TITLES = frozenset(
    "mrs mrs. ms ms. miss dame lady queen princess sister mother congresswoman chairwoman".split()
)
HONORIFICS = (
    MALE_TITLES
    | FEMALE_TITLES
    | frozenset(
        "dr dr. prof prof. professor messrs. sen sen. sens. rep rep. reps. gov gov. gen gen. col"
        " col. lt lt. sgt sgt. capt capt. maj maj. adm adm. rev rev. reverend hon. st. atty."
        " baroness baron sheikh ayatollah imam rabbi cardinal bishop archbishop captain colonel"
        " lieutenant sergeant admiral marshal commander sheriff".split()
    )
)
PARTIES = frozenset(
    "republican democrat democratic conservative labour gop tory former ex then".split()
)
NOT_PEOPLE = frozenset(
    "committee party institute university college house times post news department ministry"
    " council court street journal center centre union league association foundation group company"
    " corp inc bank agency bureau office commission assembly congress senate parliament school"
    " hospital network tower towers hotel airport avenue city county state states kingdom republic"
    " korea island islands ocean river sea mountain war act treaty prize press magazine television"
    " radio media force forces army navy police service services security nations administration"
    " campaign coalition alliance movement project fund trust society club team board authority"
    " organization organisation conference convention summit games olympics international national"
    " federal central american european african asian british russian chinese korean japanese"
    " german french israeli iranian iraqi syrian ukrainian muslim islamic christian jewish"
    " catholic democrats republicans america britain russia china japan germany france ukraine"
    " iran iraq syria moscow tuesday wednesday thursday friday saturday sunday monday january"
    " february april june july august september october november december facebook twitter google"
    " fox cnn msnbc nbc abc cbs bbc reuters bay beach valley affairs studies law laboratory budget"
    " health rights politics policy research constitution amendment intelligence super genomics"
    " pharmaceuticals systems technologies industries motors airlines energy capital partners"
    " holdings labs software electric airways brothers sciences science senior junior tories"
    " liberals conservatives officials lawmakers voters".split()
)
PLACE_FIRST = frozenset(
    "north south east west new los las san santa united white supreme saudi puerto sri fort port"
    " mount lake great capitol silicon middle black wall good big holy south-east".split()
)
MALE_NAMES = frozenset(
    "james john robert michael william david richard joseph thomas charles christopher daniel"
    " matthew anthony mark donald steven paul andrew joshua kenneth kevin brian george timothy"
    " ronald edward jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin"
    " scott brandon benjamin samuel gregory frank alexander raymond patrick jack dennis jerry"
    " tyler aaron jose adam nathan henry peter zachary douglas harold carl arthur gerald roger"
    " keith jeremy terry lawrence sean christian austin jim tom bill bob mike joe dan steve ted"
    " ben chris tim jeff greg bernie mitch marco jeb rand rick lindsey newt mitt barack al"
    " vladimir boris nelson winston neil alan martin simon ian graham hugh philip luis juan carlos"
    " miguel pedro ali mohammed muhammad ahmed omar hassan ibrahim ivan sergei dmitri igor andrei"
    " mikhail volodymyr emmanuel francois pierre jean hans helmut fred walter albert harry roy"
    " russell howard ralph corey dave doug pete ken ron rob sam max leo louis francis phil glenn"
    " brad todd reince rudy tony antonio barney gordon nigel isaac edmund rolf kyle cory"
    " lloyd".split()
)
FEMALE_NAMES = frozenset(
    "mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty"
    " sandra margaret ashley kimberly emily donna michelle carol amanda melissa deborah stephanie"
    " dorothy rebecca sharon laura cynthia amy kathleen angela shirley brenda emma anna pamela"
    " nicole samantha katherine christine helen debra rachel carolyn janet maria catherine heather"
    " diane olivia julie joyce victoria ruth virginia lauren kelly christina joan evelyn judith"
    " andrea hannah megan cheryl jacqueline martha madison teresa gloria sara janice ann kathryn"
    " abigail sophia frances jean alice judy isabella julia grace amber denise danielle marilyn"
    " beverly charlotte theresa hillary ivanka melania carly elena ursula loretta debbie kellyanne"
    " katrina huma megyn jen jill kate katie jane claire fiona gillian nicola angelina marie sally"
    " rosalind fabiola france rosa sonia claudia monica chelsea tulsi kirsten dianne susana cecile"
    " hope rosemary anne sue wendy tina olga natalia svetlana irina fatima aisha leila".split()
)
FIRST_NAMES = MALE_NAMES | FEMALE_NAMES
FAMILY_FIRST = frozenset(
    "kim lee park choi hong yoon moon jung kang cho han shin oh seo kwon hwang ahn song ryu ri"
    " pak xi li wang zhang chen liu yang huang zhao wu zhou xu sun ma zhu hu guo lin deng mao"
    " nguyen".split()
)

"""Function words of other languages, which tell a text that is not English."""

from __future__ import annotations

OTHER_LANGUAGES = frozenset(
    # No word that is also English ("die", "an", "do"), nor one inside names ("von der", "de la").
    # German
    "das dem ein eine einen einem einer eines und ist sind nicht mit auf für sich auch wird wurde "
    "wurden hat haben hatte bei nach wie aus dass wer wo wann warum welche welcher welches wen wem "
    "wieviel ich wir nur noch oder aber zur zum vom im über durch gegen "
    # French
    "les des est et une un dans que qui quoi pas avec aux sont était ont été cette ces ses leur "
    "elle il nous vous où quand pourquoi comment quel quelle quels quelles combien mais ou au ce "
    # Spanish
    "los las una es son en que por para con su sus se fue ha han pero como más este esta qué quién "
    "quiénes cuándo dónde cuál cuáles cómo cuánto cuántos está entre quien cuando donde "
    # Italian
    "gli il lo che è sono nel nella della dello delle degli dei alla alle dal dalla sul sulla non "
    "anche chi cosa quando dove perché quale quali quanti ha hanno questo questa stato più "
    # Dutch
    "het een en ook niet zijn wordt werd met voor aan dat deze naar bij uit wie wat waar wanneer "
    "waarom welke hoe hoeveel heeft hebben had om maar nog "
    # Portuguese
    "os uma um é são foi não mas mais pelo pela dos nas nos ao também quem quando onde qual quais "
    "quantos seu sua isso "
    # Polish
    "nie się że jest są był była było przez który która które jak co kto gdzie kiedy dlaczego ile "
    "oraz dla od po za ze jego tym "
    # Swedish, Danish, Norwegian
    "och att är inte ett som på det av har till vad vem när hvad hvem hva når og ikke jeg være ble "
    # Indonesian and Malay
    "yang dan dengan untuk dari pada adalah ini itu tidak oleh akan siapa apa kapan mana mengapa "
    "bagaimana berapa telah dalam sebagai juga "
    # Turkish
    "ve bir bu için ile ne nerede nasıl neden çok olarak değil "
    # Latin, quoted more than written
    "quod sunt atque".split()
) - {"had", "on", "dos", "das"}

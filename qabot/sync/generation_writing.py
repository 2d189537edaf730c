"""One sync from its beginning to what readers see of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from qabot.errors import SyncStopped
from qabot.store.chosen_fields import fields_to_use, remember_fields, remembered_fields
from qabot.sync.publishing import Publisher
from qabot.sync.run_sync import Sync
from qabot.sync.scan import Scan
from qabot.sync.telling import Progress
from qabot.types import SyncReport


def write_generation(
    publisher: Publisher,
    scans: dict[Path, Scan],
    progress: Progress | None,
    *,
    rebuild: bool,
    check: bool,
) -> SyncReport:
    """Bring the database in step and publish it, first without vectors if all are new.

    The arguments are those of :meth:`qabot.index.Index.sync`, and so is what is raised.
    """
    settings = publisher.settings
    remembered = remembered_fields(publisher.folder)
    chosen = fields_to_use(settings.field, remembered)
    nothing_better = publisher.has_nothing_complete
    generation = publisher.begin(rebuild=rebuild)
    run = Sync(
        publisher.connection,
        publisher.encoder,
        replace(settings, field=chosen),
        generation=generation.number,
        rebuild=generation.rebuild,
        text_first=nothing_better and not generation.rebuild,
        progress=progress,
        named_anew=chosen != remembered,
        check=check,
    )
    try:
        run.run(scans)
        if run.waiting:
            if nothing_better:
                with run.writing():
                    publisher.publish(run.generation)
            run.embed(publisher.begin(rebuild=False).number)
    except (KeyboardInterrupt, SyncStopped):
        if not generation.rebuild:
            run.leave_others()
            publisher.publish(run.generation)
        raise
    with run.writing():
        publisher.publish(run.generation)
    remember_fields(publisher.folder, chosen)
    return run.report()

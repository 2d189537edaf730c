"""One sync from its beginning to what readers see of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from qabot.errors import SyncStopped
from qabot.protocols import EmbeddingPool
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
    pool: EmbeddingPool | None = None,
) -> SyncReport:
    """Bring the database in step and publish it, first without vectors if all are new.

    The arguments are those of :meth:`qabot.index.Index.sync`, and so is what is raised; a ``pool``
    embeds in place of the publisher's encoder.
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
        pool=pool,
    )
    try:
        run.run(scans)
        if run.waiting:
            if nothing_better and not generation.rebuild:
                with run.writing():
                    publisher.publish(run.generation)
            run.embed(publisher.begin(rebuild=generation.rebuild).number)
    except (KeyboardInterrupt, SyncStopped):
        # What waits would be searched by its terms alone, and all the rest with it.
        if not generation.rebuild and (nothing_better or not run.waiting):
            run.leave_others()
            publisher.publish(run.generation)
        raise
    with run.writing():
        publisher.publish(run.generation)
    remember_fields(publisher.folder, chosen)
    return run.report()

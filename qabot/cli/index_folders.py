"""The command that makes an index and keeps it in step."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qabot.cli.options import (
    changed_settings,
    download_option,
    index_option,
    json_option,
    one_line_errors,
    set_option,
)
from qabot.cli.output import print_json, print_lines, progress_bar
from qabot.cli.pool_option import connected_pool, embed_option
from qabot.cli.stopping import StopSignals, nothing_begun

if TYPE_CHECKING:  # numpy alone takes .2 s, and --help imports this
    from qabot.config import Settings
    from qabot.index import Index
    from qabot.types import SyncProgress, SyncReport


@click.command("index")
@click.argument("folders", nargs=-1, metavar="[FOLDER]...", type=click.Path(path_type=Path))
@index_option
@click.option("--rebuild", is_flag=True, help="Read and embed everything again.")
@click.option(
    "--check", is_flag=True, help="Compare the bytes of all files, not size and time alone."
)
@click.option("--watch", is_flag=True, help="Go on: sync again whenever files change.")
@click.option(
    "--store",
    metavar="URI",
    help="What keeps the index from now on: postgresql://USER@HOST/DATABASE, or file. "
    "[default: file]",
)
@click.option(
    "--engine",
    type=click.Choice(("local", "milvus")),
    help="What searches the index from now on. [default: local]",
)
@click.option("--uri", metavar="URI", help="Where Milvus is: http://host:19530, or a FILE.db.")
@click.option("--collection", metavar="NAME", help="What the index is called in Milvus.")
@click.option("--model", metavar="NAME", help="Model to embed with: a name or a folder.")
@download_option
@embed_option
@click.option("--max-file-mb", type=float, metavar="N", help="Skip larger files. [default: 32]")
@set_option("sync.max_pdf_pages=5000")
@json_option
@one_line_errors
def index_command(
    folders: tuple[Path, ...],
    index: Path,
    rebuild: bool,
    check: bool,
    watch: bool,
    store: str | None,
    engine: str | None,
    uri: str | None,
    collection: str | None,
    model: str | None,
    allow_download: bool,
    embed: str | None,
    max_file_mb: float | None,
    changed: tuple[str, ...],
    as_json: bool,
) -> None:
    """Bring the index in step with folders of articles.

    Afterwards it holds exactly the articles of the folders named; without any, those of the
    folders it has already, or of ./corpus if it is new. Only new and changed text is embedded.
    With --watch it goes on until Ctrl-C, and tells for each round what changed (with --json: a
    report on a line).
    """
    with nothing_begun():
        from qabot.config import Settings
        from qabot.index import Index
        from qabot.store.databases import database_of
        from qabot.store.store_choice import choose_store
        from qabot.wording.report_lines import report_lines

    if check and watch:
        raise click.UsageError("--check is for one run, --watch goes on; give one of them")
    values = changed_settings(changed)
    if max_file_mb is not None:
        values["max_file_megabytes"] = max_file_mb
    if store is not None:
        folders = choose_store(index, store, folders)
    if not folders and not database_of(index).exists():
        folders = (Path("corpus"),)
    settings = Settings.from_mapping(values)
    pool = connected_pool(embed, settings.sync, allow_download=allow_download)
    _choose_engine(index, engine, uri, collection, settings)
    opened = Index.create(index, settings, model=model, pool=pool, allow_download=allow_download)
    if watch:
        with nothing_begun():
            from qabot.cli.follow_folders import follow

        with StopSignals():
            follow(opened, folders, rebuild=rebuild, as_json=as_json)
        return
    report = _sync(opened, folders, rebuild=rebuild, check=check)
    if engine:
        opened.make_searchable()
    if as_json:
        print_json(report.to_dict())
    else:
        print_lines(report_lines(report))


def _sync(index: Index, folders: tuple[Path, ...], *, rebuild: bool, check: bool) -> SyncReport:
    """Sync once, and show how far it is."""
    with progress_bar() as show, StopSignals() as stop:

        def tell(progress: SyncProgress) -> None:
            stop.check()
            if show is not None:
                show(progress)

        return index.sync(folders, rebuild=rebuild, check=check, progress=tell)


def _choose_engine(
    index: Path, engine: str | None, uri: str | None, collection: str | None, settings: Settings
) -> None:
    """Record what searches the index, if that is said."""
    if engine != "milvus" and (uri or collection):
        raise click.UsageError("--uri and --collection are for --engine milvus; give that, too")
    if not engine:
        return
    from qabot.engines.engine_choice import choose_local, choose_milvus

    if engine == "local":
        choose_local(index)
    else:
        choose_milvus(index, uri, collection, settings)

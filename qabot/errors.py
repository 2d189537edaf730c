"""Everything that qabot raises on purpose.

::

    QabotError
    ├── SettingsError             a setting that does not exist or makes no sense
    ├── QuestionError             a question that cannot be asked (empty, malformed input line)
    ├── FilterError               a date or pattern that cannot be understood
    ├── CommandError              a command of the chat that does not exist or lacks something
    ├── ChatConfigError           a file of keys and colours that cannot be understood
    ├── RequestError              a request of another program that cannot be understood
    ├── ListeningProblem          an address that cannot be listened on
    ├── BotBusy                   so much is asked at once that this is not begun
    ├── ArticleMissing            no article is called so, or several are
    ├── ModelError                the encoder is not there or cannot be loaded
    ├── PoolProblem               workers that embed elsewhere cannot be used
    ├── FolderError               a folder that cannot be indexed
    ├── SyncStopped               a sync that was told to stop; what it did is kept
    ├── DatasetError              an evaluation data set that cannot be read
    ├── LoadError                 one file that cannot be read as an article (caught by sync)
    │   └── LoadRefused           not yet: a limit, or a package that is not installed
    │       └── LoadTooCostly     it took too long or too much memory
    ├── PreviewError              a file that cannot be shown as it is read
    ├── CitationError             a citation that does not match its article: a bug, never shown
    ├── RecordError               JSON out of which no value of ours can be made
    ├── SessionsProblem           saved sessions that cannot be read or written
    └── IndexProblem              anything wrong with an index on disk
        ├── IndexMissing          there is none
        │   └── IndexUnfinished   its first sync was interrupted
        ├── IndexOpening          it is still being opened or made
        ├── IndexIncompatible     made by another model, other settings or another version
        ├── IndexDamaged          what it holds is not what was written
        ├── IndexUnreadable       this user may not read it, or not where it lies
        ├── IndexClosed           it was let go of
        ├── IndexDamaged          the database cannot be read
        ├── IndexLocked           another process is writing
        ├── EngineProblem         what searches it is not installed, or does not answer
        └── IndexWriteError       the disk is full or not writable

Each message names the thing and what to do next, in one line, fit to be shown as it is.
"""

from __future__ import annotations


class QabotError(Exception):
    """Base of all errors that qabot raises on purpose."""


class SettingsError(QabotError):
    """A setting that does not exist, or a value it cannot take."""


class QuestionError(QabotError):
    """A question that cannot be asked."""


class FilterError(QabotError):
    """A date or pattern that cannot be understood."""


class CommandError(QabotError):
    """A command of the chat that does not exist, or that lacks what it needs."""


class ChatConfigError(QabotError):
    """A file of keys, theme and accent that cannot be read or understood."""


class RequestError(QabotError):
    """A request of another program that lacks something, or asks for too much."""


class ListeningProblem(QabotError):
    """An address that cannot be listened on: its port is in use, or it is another machine's."""


class BotBusy(QabotError):
    """So much is asked at once that a request is not begun; the same one is, a moment later."""


class ArticleMissing(QabotError):
    """No article of the index is called so, or several are."""


class ModelError(QabotError):
    """The encoder is not there, or cannot be loaded."""


class PoolProblem(QabotError):
    """Workers that embed elsewhere cannot be reached, differ from this program, or lose too much.

    What they embedded is kept.
    """


class FolderError(QabotError):
    """A folder that cannot be indexed."""


class SyncStopped(QabotError):
    """A progress callback raised it to stop a sync; what was done is kept."""


class DatasetError(QabotError):
    """An evaluation data set that cannot be read."""


class LoadError(QabotError):
    """One file that cannot be read as an article; the message is the reason alone."""


class LoadRefused(LoadError):
    """What stands in the way can change while the file does not, so a later run may read it.

    A limit of the settings, a package that is not installed, a file that is being written.
    """


class LoadTooCostly(LoadRefused):
    """It took more time or memory to read than the settings allow; with higher limits it may do."""


class PreviewError(QabotError):
    """A file that cannot be shown as it is read; the message names it."""


class CitationError(QabotError):
    """A citation whose text is not the article's text at its span."""


class RecordError(QabotError):
    """JSON out of which no value of ours can be made, such as a damaged answer in a session."""


class SessionsProblem(QabotError):
    """Saved sessions that cannot be read or written; the chat goes on without."""


class IndexProblem(QabotError):
    """Anything wrong with an index on disk."""


class IndexMissing(IndexProblem):
    """There is no index at the place named."""


class IndexUnfinished(IndexMissing):
    """The first sync of the index was interrupted before anything was published."""


class IndexOpening(IndexProblem):
    """The index is still being opened or made; there is nothing to ask yet."""


class IndexIncompatible(IndexProblem):
    """The index was made by another model, other settings or another version."""


class IndexClosed(IndexProblem):
    """The index was closed, and is asked all the same."""


class IndexDamaged(IndexProblem):
    """The index's database is damaged, or what is searched is not what it holds."""


class IndexUnreadable(IndexProblem):
    """The index may not be read by this user, or cannot be read where it lies."""


class IndexLocked(IndexProblem):
    """Another process is writing to the index."""


class EngineProblem(IndexProblem):
    """What searches an index is not installed, cannot be reached, or serves another index."""


class IndexWriteError(IndexProblem):
    """The index cannot be written: disk full, no permission."""


def is_failure(error: BaseException) -> bool:
    """Whether it tells that something failed, not that someone wants an end.

    A panic of a library in Rust, such as tantivy, is no ``Exception`` and has no class to name.
    """
    return isinstance(error, Exception) or type(error).__name__ == "PanicException"

"""``python -m qabot`` is the command ``qabot``."""

from qabot.cli.stopping import end_silently


def run() -> None:
    """Be the command; until it has anything to keep, Ctrl+C ends it without a word."""
    end_silently()
    from qabot.cli.entry_point import main

    main()


if __name__ == "__main__":
    run()

"""``python -m qabot`` is the command ``qabot``."""

from qabot.cli import main

if __name__ == "__main__":
    main()

"""`python -m aescope` is `aescope`."""

from aescope.cli import main

if __name__ == "__main__":
    main()

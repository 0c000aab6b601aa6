"""`python -m attribution_desktop`."""

import sys

from attribution_desktop.app import main

if __name__ == "__main__":
    sys.exit(main())

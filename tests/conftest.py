"""Every test runs without a display, in a time zone and locale of its own."""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["LC_ALL"] = "C.UTF-8"

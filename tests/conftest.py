"""Every test runs without a display, in a time zone and locale of its own."""

import os

import hypothesis

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["LC_ALL"] = "C.UTF-8"

# A busy machine is no fault: no test is about how long it takes.
hypothesis.settings.register_profile("patient", deadline=None)
hypothesis.settings.load_profile("patient")

"""The sections that explain a report: definitions, methods and caveats."""

from collections.abc import Iterable

from attribution_desktop.domain.analysis import Analysis
from attribution_desktop.domain.report_document import Section
from attribution_desktop.domain.sentences import sentence

_FEW_CONVERSIONS = 30
"""Below it a verdict on a single channel says "too little data", and so does the report."""

_METHODS = (
    (
        "Every model divides the same conversions: what it credits to all channels and to "
        "(no touchpoint) adds up to the conversions and the revenue that went in. Rounding is done "
        "once, so that the rows of a table add up to its total exactly."
    ),
    (
        "A touchpoint counts towards a conversion when it lies within the lookback window before "
        "it; one at the very instant of the conversion counts, one after it never does. Touches "
        "keep the order of their times, then of their rows in the source."
    ),
    (
        "Spend is never attributed by a model; only revenue and conversions move between models. "
        "A dash stands for what is unknown, never for zero."
    ),
    (
        "Attribution describes which touches came before a conversion. It is no proof that a "
        "channel caused it."
    ),
)
_INTERVALS = (
    "Intervals: customers are resampled with replacement {draws} times, with a fixed seed, and "
    "every model is fitted anew on the same draws. 90 of 100 resampled results lie between the "
    "two ends shown."
)
_NO_INTERVALS = (
    "No intervals were asked for: the figures do not say how far chance alone could move them."
)


def definitions_section(sections: Iterable[Section]) -> Section:
    """What every figure of these sections means, each once."""
    meanings: dict[str, dict[str, str]] = {}
    for section in sections:
        for table in section.tables:
            for column in table.columns:
                if column.definition:
                    known = meanings.setdefault(column.label, {})
                    known.setdefault(column.definition, section.title)
    terms = {label: _meaning(known) for label, known in meanings.items()}
    return Section(
        id="definitions",
        title="Definitions",
        question="What does each figure mean?",
        terms=tuple(terms.items()),
    )


def _meaning(definitions: dict[str, str]) -> str:
    """The one definition of a word; of several each with the section that uses it so."""
    if len(definitions) == 1:
        return next(iter(definitions))
    return " ".join(f"{title}: {text}" for text, title in definitions.items())


def methods_section(analysis: Analysis) -> Section:
    """How the figures were made, and what they cannot say on this data."""
    draws = analysis.settings.draws
    return Section(
        id="methods",
        title="Methods and caveats",
        question="How were the figures made, and what can they not say?",
        paragraphs=(
            *_METHODS,
            _INTERVALS.format(draws=draws) if draws else _NO_INTERVALS,
            *_caveats(analysis),
        ),
        terms=tuple((model.label, model.explanation) for model in analysis.models),
    )


def _caveats(analysis: Analysis) -> tuple[str, ...]:
    """What to know about this data, each sentence once."""
    words = [sentence(notice) for notice in analysis.notices]
    for model in analysis.models:
        words += [f"{model.label}: {sentence(notice)}" for notice in model.caveats]
    summary = analysis.summary
    if summary.journeys and summary.journeys <= summary.converting_journeys:
        words.append(
            "The data holds no journeys that did not convert: conversion rates are 100 % "
            "throughout, and no model can tell what would have happened without a channel."
        )
    if summary.conversions < _FEW_CONVERSIONS:
        words.append(
            f"Fewer than {_FEW_CONVERSIONS} conversions are too little data to judge a channel by."
        )
    return tuple(dict.fromkeys(words))

"""Text from data beside English words: its direction turns nothing round but itself."""

from attribution_desktop.visuals.plain_text import columns_in_order, left_to_right

START, END = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


def test_cells_of_a_file_stay_in_their_order() -> None:
    line = "بحث مدفوع,12.5,email,חיפוש"
    shown = columns_in_order(line)
    assert shown == f"{START}بحث مدفوع{END},12.5,email,{START}חיפוש{END}"
    assert shown.replace(START, "").replace(END, "") == line


def test_text_without_such_letters_stays_as_it_is() -> None:
    for text in ("email,12", "自然搜索,1", "Соцсети;2", "📧 Newsletter"):
        assert columns_in_order(text) == text
        assert left_to_right(text) == text

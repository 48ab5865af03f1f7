"""Ages written in words: 二十六 and twenty-six."""

from __future__ import annotations

import re

ZH = "零一二三四五六七八九"
ZH_AGE = re.compile(r"([二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])(?=岁|$)")
ONES = [
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
EN_AGE = re.compile(
    rf"\b(?:(?:{'|'.join(TENS)})(?:-(?:{'|'.join(ONES[1:10])}))?|{'|'.join(ONES[10:])})\b"
)
DIGITS = re.compile(r"\d{1,3}")


def aged(text: str, years: int, language: str) -> str:
    """`text` with its first age changed by `years`, between 8 and 90; the same where there is none."""

    def moved(age: int) -> int:
        return min(90, max(8, age + years))

    digits = DIGITS.search(text)
    if digits and int(digits.group()) <= 120:
        return text[: digits.start()] + str(moved(int(digits.group()))) + text[digits.end() :]
    if language == "en":
        found = EN_AGE.search(text)
        return (
            text[: found.start()]
            + _english(moved(_from_english(found.group())))
            + text[found.end() :]
            if found
            else text
        )
    found = ZH_AGE.search(text)
    return (
        text[: found.start()] + _chinese(moved(_from_chinese(found.group()))) + text[found.end() :]
        if found
        else text
    )


def _from_chinese(word: str) -> int:
    tens, _, ones = word.partition("十") if "十" in word else ("", "", word)
    ten = (ZH.index(tens) if tens else 1) * 10 if "十" in word else 0
    return ten + (ZH.index(ones) if ones else 0)


def _chinese(age: int) -> str:
    tens, ones = divmod(age, 10)
    return ("" if tens == 0 else ("" if tens == 1 else ZH[tens]) + "十") + (
        "" if ones == 0 and tens else ZH[ones]
    )


def _from_english(word: str) -> int:
    tens, _, ones = word.partition("-")
    if tens in ONES:
        return ONES.index(tens)
    return (TENS.index(tens) + 2) * 10 + (ONES.index(ones) if ones else 0)


def _english(age: int) -> str:
    if age < 20:
        return ONES[age]
    tens, ones = divmod(age, 10)
    return TENS[tens - 2] + (f"-{ONES[ones]}" if ones else "")
